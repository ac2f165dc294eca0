"""The dyad table: every two city-years and what they share, ready for a regression."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.occasions import Occasion, Point, kilometres, occasions
from explorer.analysis.table import VERDICTS, PairTable
from explorer.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Dyad:
    """Two occasions of different places, ``i`` the earlier one (else that of the lower code).

    Attributes:
        i: an occasion.
        j: another place's.
        verdicts: how many pairs of their paragraphs have each verdict.
        percentile: mean of the pairs' percentiles; None where none is known.
        rare: letters and figures that they share and that are no formula, over all pairs.
        kilometres: between the two places; None where a place's coordinates are not known.
    """

    i: Occasion
    j: Occasion
    verdicts: Mapping[Verdict, int]
    percentile: float | None
    rare: int
    kilometres: float | None

    @property
    def pairs(self) -> int:
        """Pairs of paragraphs, each counted once."""
        return sum(self.verdicts.values())

    @property
    def same_province(self) -> bool | None:
        """Whether both lie in one province; None where one's province is not known."""
        provinces = (self.i.place.province, self.j.place.province)
        return None if None in provinces else provinces[0] == provinces[1]


def dyads(table: PairTable, *, zeros: bool = True) -> Iterator[Dyad]:
    """The dyads of an index, ordered by ``i`` and ``j``.

    Args:
        table: its pairs.
        zeros: also those that share nothing, without which a regression is biased.
    """
    units, of = occasions(table)
    rank = _by_time(units)
    sums = _sums(table, of, rank)
    points = table.explorer.manifest.points
    for first, i in enumerate(rank):
        seconds = range(first + 1, len(rank)) if zeros else sorted(sums.get(first, {}))
        for second in seconds:
            one, other = units[i], units[rank[second]]
            if one.place.code != other.place.code:
                yield _dyad(one, other, sums.get(first, {}).get(second), points)


def _by_time(units: list[Occasion]) -> list[int]:
    """The numbers of the occasions, the earliest first; what is open sorts by its known side."""

    def key(number: int) -> tuple[int, int, str]:
        unit = units[number]
        first, last = unit.earliest, unit.latest
        known = first if first is not None else last
        return (9999 if known is None else known, last or 9999, unit.place.code or "")

    return sorted(range(len(units)), key=key)


Sums = dict[int, dict[int, NDArray[np.float64]]]
"""By the ranks of two occasions, lower first: counts of each verdict, then the sum and the number
of known percentiles, then the rare letters."""


def _sums(table: PairTable, of: NDArray[np.int64], rank: list[int]) -> Sums:
    pairs = table.other_cities(table.undirected)
    position = np.empty(len(rank), dtype=np.int64)
    position[rank] = np.arange(len(rank))
    one, other = position[of[pairs.a]], position[of[pairs.b]]
    keys = np.minimum(one, other) * len(rank) + np.maximum(one, other)
    cells, number = np.unique(keys, return_inverse=True)
    known = ~np.isnan(pairs.percentile)
    columns = [
        *((pairs.verdict == verdict).astype(float) for verdict in range(len(VERDICTS))),
        np.where(known, pairs.percentile, 0),
        known.astype(float),
        pairs.rare.astype(float),
    ]
    totals = np.stack([np.bincount(number, column, len(cells)) for column in columns], axis=1)
    found: Sums = {}
    for cell, values in zip(cells.tolist(), totals, strict=True):
        found.setdefault(cell // len(rank), {})[cell % len(rank)] = values
    return found


def _dyad(
    one: Occasion,
    other: Occasion,
    sums: NDArray[np.float64] | None,
    points: Mapping[str, Point],
) -> Dyad:
    values = np.zeros(len(VERDICTS) + 3) if sums is None else sums
    counts = {verdict: int(values[number]) for number, verdict in enumerate(VERDICTS)}
    total, known, rare = values[len(VERDICTS) :]
    ends = [points.get(unit.place.code or "") for unit in (one, other)]
    return Dyad(
        one,
        other,
        counts,
        float(total / known) if known else None,
        int(rare),
        kilometres(*ends) if all(ends) else None,  # type: ignore[arg-type]
    )

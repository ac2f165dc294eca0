"""What is known of a whole index: places, years, formula, pairs, percentiles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from explorer.embedding.centring import ALL
from explorer.scope import NO_PLACE, OPEN_END, OPEN_START
from explorer.verdict import Verdict

if TYPE_CHECKING:
    from explorer.search import Explorer


@dataclass(frozen=True, slots=True)
class Quality:
    """Shares (0-1) of the paragraphs, and the pairs.

    Attributes:
        place: of a known place.
        year: surely of one year.
        years: known to lie between two years, or of one.
        formula: mean share of a paragraph, by its length, that is formula; None without pairs.
        pairs: pairs of each verdict, each pair once for each side that found it; None without.
        copies: speeches that are copies of another one.
        languages: pairs of languages, such as ``en-zh``, that have percentiles.
    """

    place: float
    year: float
    years: float
    formula: float | None
    pairs: dict[Verdict, int] | None
    copies: int
    languages: tuple[str, ...]


def quality_of(explorer: Explorer) -> Quality:
    """Look through the facets and the pairs of an index once."""
    facets, stored = explorer.facets, explorer.pairs
    first, last = facets.earliest, facets.latest
    closed = (first != OPEN_START) & (last != OPEN_END)
    size = np.maximum(np.asarray(facets.length, dtype=np.float64), 1)
    formula = pairs = None
    if stored is not None:
        formula = float(np.average(stored.formula, weights=size)) if len(size) else 0.0
        counted = np.bincount(stored.all["verdict"], minlength=len(Verdict))
        pairs = {one: int(counted[n]) for n, one in enumerate(Verdict) if counted[n]}
    counts = explorer.manifest.counts
    return Quality(
        place=_share(facets.place != NO_PLACE),
        year=_share(closed & (first == last)),
        years=_share(closed),
        formula=formula,
        pairs=pairs,
        copies=counts.get("speeches", 0) - counts.get("witness_groups", 0),
        languages=tuple(name for name in explorer.manifest.percentiles if name != ALL),
    )


def _share(holds: np.typing.NDArray[np.bool_]) -> float:
    return float(holds.mean()) if len(holds) else 0.0

"""Counts in how many speeches, places, provinces and years some wording stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.index.grams.shadow import Numbers
from explorer.scope import NO_PLACE, OPEN_END, OPEN_START, Facets, open_years

Column = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class RowFacts:
    """What is counted of each paragraph (row order); -1 where a place is not known."""

    group: Column
    place: Column
    first_year: Column
    """``OPEN_START`` where not known."""
    last_year: Column
    """``OPEN_END`` where not known."""

    columns: tuple[Column, ...]
    """What is counted, in the order of ``COUNTED``; negative where a row does not count."""

    @property
    def place_or_group(self) -> Column:
        """A number per place; each speech of unknown place is a place of its own."""
        return np.where(self.place == NO_PLACE, -2 - self.group, self.place)

    @property
    def since(self) -> Column:
        """The earliest possible year; what is not known sorts last."""
        return np.where(self.first_year == OPEN_START, OPEN_END, self.first_year)


@dataclass(frozen=True, slots=True)
class Counts:
    """In how many speeches some wording stands, and of which places and years they are.

    Attributes:
        groups: witness groups; the copies of a speech count once.
        unplaced: those of them whose place is not known, such as national texts.
        places: known places of any level: a province that speaks itself counts as one.
        provinces: the provinces of these places.
        years: certain years; a speech that may be of several counts for none.
        first: the earliest year in which it may stand; None where none is known.
        last: the latest one.
    """

    groups: int
    unplaced: int
    places: int
    provinces: int
    years: int
    first: int | None = None
    last: int | None = None


COUNTED = ("groups", "unplaced", "places", "provinces", "years")
"""The names of the counts, in the order of ``Counts`` and of ``RowFacts.columns``."""


def row_facts(facets: Facets) -> RowFacts:
    """What is counted of each row."""
    names = sorted({name for one in facets.speeches if (name := one.place.province)})
    numbers = {name: number for number, name in enumerate(names)}
    provinces = [numbers.get(one.place.province or "", NO_PLACE) for one in facets.speeches]
    group, place = facets.group.astype(np.int32), facets.place.astype(np.int32)
    first, last = facets.earliest.astype(np.int32), facets.latest.astype(np.int32)
    unplaced = np.where(place == NO_PLACE, group, -1)
    province = np.asarray(provinces, dtype=np.int32)[facets.speech]
    certain = np.where(first == last, first, -1)
    return RowFacts(group, place, first, last, (group, unplaced, place, province, certain))


def distinct(owner: Numbers, values: NDArray[Any], owners: int) -> Numbers:
    """How many distinct values (from 0) each owner has; negative ones are not counted."""
    known = values >= 0
    pairs = np.unique((owner[known].astype(np.int64) << 32) | values[known].astype(np.int64))
    return np.bincount(pairs >> 32, minlength=owners)


def extremes(
    owner: Numbers, rows: NDArray[Any], facts: RowFacts, owners: int
) -> tuple[Column, Column]:
    """The earliest and the latest known year of each owner's rows; open bounds where none is."""
    first = np.full(owners, OPEN_END, dtype=np.int32)
    last = np.full(owners, OPEN_START, dtype=np.int32)
    since, until = facts.since[rows], facts.last_year[rows]
    np.minimum.at(first, owner, since)
    known = until != OPEN_END
    np.maximum.at(last, owner[known], until[known])
    first[first == OPEN_END] = OPEN_START
    last[last == OPEN_START] = OPEN_END
    return first, last


def counted(owner: Numbers, rows: NDArray[Any], facts: RowFacts, owners: int) -> list[Counts]:
    """The counts of each owner's rows."""
    numbers = [distinct(owner, column[rows], owners).tolist() for column in facts.columns]
    columns = dict(zip(COUNTED, numbers, strict=True))
    first, last = (years.tolist() for years in extremes(owner, rows, facts, owners))
    found = []
    for one in range(owners):
        since, until = open_years(first[one], last[one])
        values = {name: column[one] for name, column in columns.items()}
        found.append(Counts(**values, first=since, last=until))
    return found

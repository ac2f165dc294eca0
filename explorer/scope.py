"""The scope of a question: which paragraphs may be returned, decided before anything is ranked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from explorer.columns import NUMBERS, Columns
from explorer.errors import QueryError
from explorer.records import Speech

Mask = NDArray[np.bool_]
Span = tuple[int | None, int | None]

LONGEST_QUERY = 5_000
"""Characters of a free text; a longer one is several passages."""
MOST_RESULTS = 1_000
"""Counterparts that one question may ask for."""
NO_PLACE = -1
OPEN_START, OPEN_END = -32768, 32767
"""Bounds of a year that is not known; every range meets them."""


def open_years(first: int, last: int) -> tuple[int | None, int | None]:
    """Two bounds of years as they are told: None for one that is not known."""
    return None if first == OPEN_START else first, None if last == OPEN_END else last


class Relation(StrEnum):
    """How a paragraph must stand to the passage, where it matters."""

    ANY = "any"
    SAME = "same"
    OTHER = "other"
    EARLIER = "earlier"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which paragraphs may be returned for a passage; what is empty allows all.

    Attributes:
        other_city: leave out the passage's own city.
        other_year: leave out paragraphs that are surely of the passage's own year.
        certain_years: leave out those that are only possibly of another year, earlier or later, or
            only possibly within ``years``.
        places: codes; only these cities.
        years: (first, last), either open; only these years.
        province: ``SAME`` or ``OTHER`` than that of the passage.
        time: ``EARLIER`` or ``LATER`` than the passage.
        provinces: names; only these.
        levels: only places of these levels (province, prefecture, county, ...).
        languages: ISO 639-1 codes; only these.
        columns: (column of ``metadata.csv``, allowed values); only speeches that have one of them.
        length: (fewest, most) characters of a paragraph, either open; white space does not count.
        most_per_city: results of one known city at most.
        least_wording: share (0-1) of wording that a result shares with the passage at least.
    """

    other_city: bool = True
    other_year: bool = True
    certain_years: bool = False
    places: frozenset[str] = frozenset()
    years: Span | None = None
    province: Relation = Relation.ANY
    time: Relation = Relation.ANY
    provinces: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    columns: tuple[tuple[str, frozenset[str]], ...] = ()
    length: Span | None = None
    most_per_city: int | None = None
    least_wording: float = 0.0

    def check(self, origin: Origin) -> None:
        """Refuse what a scope cannot mean for a passage.

        Raises:
            QueryError: says what to ask instead.
        """
        if self.time in (Relation.SAME, Relation.OTHER):
            raise QueryError("time is any, earlier or later; other_year leaves out the same year.")
        if self.province in (Relation.EARLIER, Relation.LATER):
            raise QueryError("province is any, same or other.")
        if self.time is not Relation.ANY and not origin.has_years:
            raise QueryError(
                f"This free text has no year to be {self.time} than; tell its year, or ask for "
                "years by number."
            )
        if self.province is not Relation.ANY and not origin.has_province:
            raise QueryError(
                f"This free text has no province for {self.province} to be meant of; tell its "
                "city, or ask for provinces by name."
            )
        if self.most_per_city is not None and self.most_per_city < 1:
            raise QueryError("most_per_city is 1 or more; None allows any number.")
        if not 0 <= self.least_wording <= 1:
            raise QueryError("least_wording is a share, 0 to 1.")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a passage comes from; a free text has only what its user tells of it.

    ``group`` is the witness group of a stored paragraph, None for a free text.
    """

    place: int = NO_PLACE
    earliest: int = OPEN_START
    latest: int = OPEN_END
    group: int | None = None
    province: str | None = None
    national: bool = False
    """Whether it speaks for the whole country."""

    @property
    def has_years(self) -> bool:
        """Whether there are years to compare with; those of a stored one may be open, too."""
        return self.group is not None or (self.earliest, self.latest) != (OPEN_START, OPEN_END)

    @property
    def has_place(self) -> bool:
        """Whether there is a place to compare with; that of a stored one may be unknown."""
        return self.has_province or self.place != NO_PLACE

    @property
    def has_province(self) -> bool:
        """Whether there is a province to compare with; that of a stored one may be unknown."""
        return self.group is not None or self.province is not None


@dataclass(frozen=True, eq=False)
class Facets:
    """What a scope looks at, one value per paragraph (row order).

    ``place`` counts in ``places`` (codes), -1 where it is not known; ``earliest`` and ``latest``
    are the years of the witness group, open bounds as ``OPEN_START`` and ``OPEN_END``; ``group`` is
    the witness group, ``speech`` the number in ``speeches`` and ``length`` counts characters.
    """

    places: Sequence[str]
    speeches: Sequence[Speech]
    place: NDArray[np.int32]
    earliest: NDArray[np.int16]
    latest: NDArray[np.int16]
    group: NDArray[np.int32]
    speech: NDArray[np.int32]
    length: NDArray[np.int32]

    @cached_property
    def columns(self) -> Columns:
        """The same by the names that a predicate uses."""
        arrays = {name: getattr(self, name) for name in ("place", *NUMBERS)}
        return Columns(self.places, self.speeches, arrays)

    def origin(self, row: int) -> Origin:
        """The origin of a stored paragraph."""
        return Origin(
            int(self.place[row]),
            int(self.earliest[row]),
            int(self.latest[row]),
            int(self.group[row]),
            self.speeches[int(self.speech[row])].place.province,
            self.is_national(row),
        )

    def is_national(self, row: int) -> bool:
        """Whether a paragraph speaks for the whole country."""
        return self.speeches[int(self.speech[row])].place.is_national

    def is_placed(self, row: int) -> bool:
        """Whether it is known where a paragraph is from: a place, or the whole country."""
        return int(self.place[row]) != NO_PLACE or self.is_national(row)

    def is_same_place(self, row: int, other: int) -> bool:
        """Whether two paragraphs are of one known place, or both of the whole country."""
        place = int(self.place[row])
        if place != NO_PLACE:
            return place == int(self.place[other])
        return self.is_national(row) and self.is_national(other)

    def of_speeches(self, holds: Callable[[Speech], bool]) -> Mask:
        """The paragraphs of the speeches that a test holds for."""
        flags = np.fromiter(map(holds, self.speeches), dtype=bool, count=len(self.speeches))
        return np.asarray(flags[self.speech])


def surely_same_year(origin: Origin, earliest: int, latest: int) -> bool:
    """Whether a passage and a paragraph are of one year that is known."""
    return origin.earliest == origin.latest == earliest == latest


def surely_other_year(origin: Origin, earliest: int, latest: int) -> bool:
    """Whether a passage and a paragraph cannot be of the same year."""
    return latest < origin.earliest or earliest > origin.latest

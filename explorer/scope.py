"""The scope of a question: which paragraphs may be returned, decided before anything is ranked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.records import Speech

Mask = NDArray[np.bool_]

LONGEST_QUERY = 5_000
"""Characters of a free text; a longer one is several passages."""
MOST_RESULTS = 200
"""Counterparts that one question may ask for."""
NO_PLACE = -1
OPEN_START, OPEN_END = -32768, 32767
"""Bounds of a year that is not known; every range meets them."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which paragraphs may be returned for a passage.

    Attributes:
        other_city: leave out the passage's own city.
        other_year: leave out paragraphs that are surely of the passage's own year.
        certain_years: leave out those that are only possibly of another year, or only possibly
            within ``years``.
        places: codes; only these cities. Empty: all.
        years: (first, last), either open; only these years. None: all.
    """

    other_city: bool = True
    other_year: bool = True
    certain_years: bool = False
    places: frozenset[str] = frozenset()
    years: tuple[int | None, int | None] | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a passage comes from; a free text has none of it."""

    place: int = NO_PLACE
    earliest: int = OPEN_START
    latest: int = OPEN_END
    group: int | None = None


@dataclass(frozen=True, slots=True)
class Facets:
    """What a scope looks at, one value per paragraph (row order).

    ``place`` counts in ``places`` (codes), -1 where it is not known; ``earliest`` and ``latest``
    are the years of the witness group, open bounds as ``OPEN_START`` and ``OPEN_END``; ``group`` is
    the witness group and ``speech`` the row of the speech.
    """

    places: Sequence[str]
    place: NDArray[np.int32]
    earliest: NDArray[np.int16]
    latest: NDArray[np.int16]
    group: NDArray[np.int32]
    speech: NDArray[np.int32]

    def origin(self, row: int) -> Origin:
        """The origin of a stored paragraph."""
        return Origin(
            int(self.place[row]),
            int(self.earliest[row]),
            int(self.latest[row]),
            int(self.group[row]),
        )


def group_years(speeches: Iterable[Speech]) -> dict[int, tuple[int, int]]:
    """The years that each witness group may be of: all that any of its witnesses may be of.

    The copies of a speech are of one year. Where two print different ones, one of them is false
    and it cannot be told which; a copy without a year is of the years of the others.
    """
    spans: dict[int, list[tuple[int, int]]] = {}
    for speech in speeches:
        dating = speech.dating
        known = spans.setdefault(speech.witness_group, [])
        if dating.earliest is not None or dating.latest is not None:
            earliest = OPEN_START if dating.earliest is None else dating.earliest
            latest = OPEN_END if dating.latest is None else dating.latest
            known.append((earliest, latest))
    return {group: _hull(known) for group, known in spans.items()}


def _hull(spans: list[tuple[int, int]]) -> tuple[int, int]:
    """From the earliest to the latest; a span with an open side yields to those without."""
    closed = [span for span in spans if OPEN_START not in span and OPEN_END not in span]
    spans = closed or spans or [(OPEN_START, OPEN_END)]
    return min(first for first, _ in spans), max(last for _, last in spans)


def speech_facets(
    speech: Speech, places: dict[str, int], years: tuple[int, int]
) -> tuple[int, int, int, int]:
    """Place number, earliest, latest and witness group of a speech, as the facets store them."""
    place = NO_PLACE if speech.place.code is None else places[speech.place.code]
    return place, *years, speech.witness_group


def allowed_rows(scope: Scope, origin: Origin, facets: Facets) -> tuple[Mask, dict[str, int]]:
    """The paragraphs that a scope lets through, and how many each of its rules left out.

    A paragraph counts under the first rule that it breaks, in the order of the result's keys; rules
    that left out nothing are not named.
    """
    allowed = np.ones(len(facets.place), dtype=bool)
    excluded: dict[str, int] = {}
    for rule, broken in _rules(scope, origin, facets):
        count = int(np.count_nonzero(allowed & broken))
        if count:
            excluded[rule] = excluded.get(rule, 0) + count
            allowed &= ~broken
    return allowed, excluded


def _rules(scope: Scope, origin: Origin, facets: Facets) -> Iterator[tuple[str, Mask]]:
    """Each rule of a scope, and the paragraphs that break it."""
    stored = origin.group is not None
    if stored:
        yield "same speech", facets.group == origin.group
    if scope.other_city and origin.place != NO_PLACE:
        yield "same city", facets.place == origin.place
    if scope.other_year and origin.earliest == origin.latest:
        year = origin.earliest
        yield "same year", (facets.earliest == year) & (facets.latest == year)
    if scope.other_year and scope.certain_years and stored:
        yield "uncertain year", meets(facets, origin.earliest, origin.latest)
    if scope.places:
        wanted = [number for number, code in enumerate(facets.places) if code in scope.places]
        yield "other place", ~np.isin(facets.place, wanted)
    if scope.years is not None:
        first = OPEN_START if scope.years[0] is None else scope.years[0]
        last = OPEN_END if scope.years[1] is None else scope.years[1]
        yield "outside years", ~meets(facets, first, last)
        if scope.certain_years:
            yield "uncertain year", (facets.earliest < first) | (facets.latest > last)


def meets(facets: Facets, first: int, last: int) -> Mask:
    """Which paragraphs may be of one of the years from ``first`` to ``last``."""
    return np.asarray((facets.earliest <= last) & (facets.latest >= first))


def surely_other_year(origin: Origin, earliest: int, latest: int) -> bool:
    """Whether a passage and a paragraph cannot be of the same year."""
    return latest < origin.earliest or earliest > origin.latest

"""The rules of a scope: each a name, and the predicate of the paragraphs that it leaves out."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from explorer.columns import metadata
from explorer.predicate import (
    All,
    Any,
    Between,
    Not,
    OneOf,
    Predicate,
    Selection,
    mask,
    one_of,
)
from explorer.scope import NO_PLACE, OPEN_END, OPEN_START, Facets, Mask, Origin, Relation, Scope

Rule = tuple[str, Predicate]
NOTHING = Any()


def allowed_rows(scope: Scope, origin: Origin, facets: Facets) -> tuple[Mask, dict[str, int]]:
    """The paragraphs that a scope lets through, and how many each of its rules left out.

    A paragraph counts under the first rule that it breaks, in the order of the result's keys; rules
    that left out nothing are not named.
    """
    selection, excluded = selected(scope, origin, facets)
    return selection.flags, excluded


def selected(scope: Scope, origin: Origin, facets: Facets) -> tuple[Selection, dict[str, int]]:
    """As :func:`allowed_rows`, with the predicate that tells the paragraphs to others."""
    allowed = np.ones(len(facets.place), dtype=bool)
    left = len(allowed)
    excluded: dict[str, int] = {}
    told: list[Predicate] = []
    for rule, breaks in rules(scope, origin, facets):
        broken = mask(breaks, facets.columns)
        np.greater(allowed, broken, out=allowed)  # allowed and not broken
        before, left = left, int(np.count_nonzero(allowed))
        if left < before:
            excluded[rule] = excluded.get(rule, 0) + before - left
            told.append(breaks.part if isinstance(breaks, Not) else Not(breaks))
    return Selection(allowed, All(tuple(told))), excluded


def rules(scope: Scope, origin: Origin, facets: Facets) -> Iterator[Rule]:
    """Each rule of a scope, and what breaks it."""
    if origin.group is not None:
        yield "same speech", one_of("group", origin.group)
    if scope.other_city and origin.place != NO_PLACE:
        yield "same city", one_of("place", facets.places[origin.place])
    if scope.other_year:
        yield from _other_year_rules(scope, origin)
    if scope.time is not Relation.ANY and origin.has_years:
        yield from _time_rules(scope, origin)
    if scope.places:
        yield "other place", Not(OneOf("place", scope.places))
    if scope.years is not None:
        yield from _year_rules(scope, *scope.years)
    yield from _speech_rules(scope, origin)
    if scope.length is not None:
        fewest, most = scope.length
        yield "too short", Between("length", None, (fewest or 0) - 1)
        yield "too long", NOTHING if most is None else Between("length", most + 1, None)


def _other_year_rules(scope: Scope, origin: Origin) -> Iterator[Rule]:
    if origin.earliest == origin.latest:
        yield "same year", _exactly(origin.earliest)
    if scope.certain_years and origin.has_years:
        yield "uncertain year", _meets(origin.earliest, origin.latest)


def _year_rules(scope: Scope, first: int | None, last: int | None) -> Iterator[Rule]:
    first = OPEN_START if first is None else first
    last = OPEN_END if last is None else last
    yield "outside years", Not(_meets(first, last))
    if scope.certain_years:
        yield "uncertain year", _exceeds(first, last)


def _time_rules(scope: Scope, origin: Origin) -> Iterator[Rule]:
    if scope.time is Relation.EARLIER:
        yield "not earlier", Between("earliest", origin.latest, None)
        if scope.certain_years:
            yield "uncertain year", Between("latest", origin.earliest, None)
    else:
        yield "not later", Between("latest", None, origin.earliest)
        if scope.certain_years:
            yield "uncertain year", Between("earliest", None, origin.latest)


def _speech_rules(scope: Scope, origin: Origin) -> Iterator[Rule]:
    """The rules about what a speech is, whichever of its paragraphs is looked at."""
    if origin.province is not None and scope.province is Relation.OTHER:
        yield "same province", one_of("province", origin.province)
    if origin.province is not None and scope.province is Relation.SAME:
        yield "other province", Not(one_of("province", origin.province))
    if scope.provinces:
        yield "other province", Not(OneOf("province", scope.provinces))
    if scope.levels:
        yield "other level", Not(OneOf("level", scope.levels))
    if scope.languages:
        yield "other language", Not(OneOf("language", scope.languages))
    for name, values in scope.columns:
        yield f"other {name}", Not(OneOf(metadata(name), values))


def _exactly(year: int) -> Predicate:
    """Surely of a year."""
    return All((Between("earliest", year, year), Between("latest", year, year)))


def _meets(first: int, last: int) -> Predicate:
    """Perhaps of one of the years from ``first`` to ``last``."""
    return All((Between("earliest", None, last), Between("latest", first, None)))


def _exceeds(first: int, last: int) -> Predicate:
    """Perhaps of a year before or after those."""
    return Any((Between("earliest", None, first - 1), Between("latest", last + 1, None)))

"""The rules of a scope as formulas of NumPy, one by one: what the predicates must equal."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from explorer.records import Speech
from explorer.scope import NO_PLACE, OPEN_END, OPEN_START, Facets, Mask, Origin, Relation, Scope


def allowed_by_formula(scope: Scope, origin: Origin, facets: Facets) -> tuple[Mask, dict[str, int]]:
    """What ``explorer.rules.allowed_rows`` gives, the order of the rules included."""
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
    if origin.group is not None:
        yield "same speech", facets.group == origin.group
    if scope.other_city and origin.place != NO_PLACE:
        yield "same city", facets.place == origin.place
    if scope.other_year and origin.earliest == origin.latest:
        year = origin.earliest
        yield "same year", (facets.earliest == year) & (facets.latest == year)
    if scope.other_year and scope.certain_years and origin.has_years:
        yield "uncertain year", meets(facets, origin.earliest, origin.latest)
    if scope.time is not Relation.ANY and origin.has_years:
        yield from _time_rules(scope, origin, facets)
    if scope.places:
        wanted = [number for number, code in enumerate(facets.places) if code in scope.places]
        yield "other place", ~np.isin(facets.place, wanted)
    if scope.years is not None:
        first = OPEN_START if scope.years[0] is None else scope.years[0]
        last = OPEN_END if scope.years[1] is None else scope.years[1]
        yield "outside years", ~meets(facets, first, last)
        if scope.certain_years:
            yield "uncertain year", (facets.earliest < first) | (facets.latest > last)
    yield from _speech_rules(scope, origin, facets)
    if scope.length is not None:
        fewest, most = scope.length
        yield "too short", facets.length < (fewest or 0)
        yield "too long", facets.length > (np.inf if most is None else most)


def _time_rules(scope: Scope, origin: Origin, facets: Facets) -> Iterator[tuple[str, Mask]]:
    if scope.time is Relation.EARLIER:
        yield "not earlier", facets.earliest >= origin.latest
        if scope.certain_years:
            yield "uncertain year", facets.latest >= origin.earliest
    else:
        yield "not later", facets.latest <= origin.earliest
        if scope.certain_years:
            yield "uncertain year", facets.earliest <= origin.latest


def _speech_rules(scope: Scope, origin: Origin, facets: Facets) -> Iterator[tuple[str, Mask]]:
    """The rules about what a speech is, whichever of its paragraphs is looked at."""
    of = facets.of_speeches
    if origin.province is not None and scope.province is Relation.OTHER:
        yield "same province", of(lambda one: one.place.province == origin.province)
    if origin.province is not None and scope.province is Relation.SAME:
        yield "other province", of(lambda one: one.place.province != origin.province)
    if scope.provinces:
        yield "other province", of(lambda one: one.place.province not in scope.provinces)
    if scope.levels:
        yield "other level", of(lambda one: one.place.level not in scope.levels)
    if scope.languages:
        yield "other language", of(lambda one: one.language not in scope.languages)
    for column, values in scope.columns:
        yield f"other {column}", ~of(partial(_has, column, values))


def _has(column: str, values: frozenset[str], speech: Speech) -> bool:
    return speech.metadata.get(column) in values


def meets(facets: Facets, first: int, last: int) -> Mask:
    """Which paragraphs may be of one of the years from ``first`` to ``last``."""
    return np.asarray((facets.earliest <= last) & (facets.latest >= first))

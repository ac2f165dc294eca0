"""The rules of a scope as predicates: the flags, their counts and the bits of every selection."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_rows import FACETS, predicates
from scope_formula import allowed_by_formula
from test_scope import Row, facets, rows, scopes

from explorer.columns import Columns, Value, metadata
from explorer.predicate import All, Any, Between, Not, OneOf, Predicate, Selection, mask, one_of
from explorer.rules import allowed_rows, selected
from explorer.scope import OPEN_END, OPEN_START, Facets, Origin, Scope


@given(st.lists(rows, min_size=1, max_size=12), scopes)
def test_the_predicates_equal_the_formulas(table: list[Row], scope: Scope) -> None:
    held = facets(table)
    for asked in [*map(held.origin, range(len(table))), Origin(), Origin(0, 2011, 2011)]:
        allowed, excluded = allowed_rows(scope, asked, held)
        wanted, counts = allowed_by_formula(scope, asked, held)
        assert np.array_equal(allowed, wanted)
        assert list(excluded.items()) == list(counts.items())


@given(st.lists(rows, min_size=1, max_size=12), scopes)
def test_the_predicate_of_a_scope_tells_the_same_paragraphs(table: list[Row], scope: Scope) -> None:
    held = facets(table)
    selection, _ = selected(scope, held.origin(0), held)
    assert np.array_equal(mask(selection.predicate, held.columns), selection.flags)
    assert selection.is_told
    assert selection.count == int(selection.flags.sum())


@pytest.mark.parametrize("years", [(OPEN_START, OPEN_END), (99_999, None), (None, -99_999)])
@pytest.mark.parametrize("certain", [True, False])
def test_years_beyond_what_the_column_holds_are_compared_all_the_same(
    years: tuple[int | None, int | None], certain: bool
) -> None:
    held = facets([(0, 2010, 2010, 0), (1, OPEN_START, 2011, 1), (2, OPEN_START, OPEN_END, 2)])
    scope = Scope(years=years, certain_years=certain, length=(2**40, None))
    found, counts = allowed_rows(scope, Origin(), held)
    wanted, due = allowed_by_formula(scope, Origin(), held)
    assert np.array_equal(found, wanted)
    assert counts == due


def value_of(held: Facets, column: str, row: int) -> Value:
    speech = held.speeches[int(held.speech[row])]
    match column.partition(":"):
        case "place", _, _:
            place = int(held.place[row])
            return None if place < 0 else held.places[place]
        case "metadata", _, name:
            return speech.metadata.get(name)
        case "language", _, _:
            return speech.language
        case (("province" | "level"), _, _):
            found: str | None = getattr(speech.place, column)
            return found
        case _:
            return int(getattr(held, column)[row])


def holds(predicate: Predicate, held: Facets, row: int) -> bool:
    """What a predicate means, one row at a time."""
    match predicate:
        case OneOf(column, values):
            return value_of(held, column, row) in values
        case Between(column, low, high):
            value = value_of(held, column, row)
            assert isinstance(value, int)
            return (low is None or value >= low) and (high is None or value <= high)
        case Not(part):
            return not holds(part, held, row)
        case All(parts):
            return all(holds(part, held, row) for part in parts)
        case Any(parts):
            return any(holds(part, held, row) for part in parts)


@given(predicates)
def test_the_flags_of_any_predicate_are_what_it_says_of_each_row(predicate: Predicate) -> None:
    found = mask(predicate, FACETS.columns)
    asked = range(0, len(found), 7)
    assert [bool(found[row]) for row in asked] == [holds(predicate, FACETS, row) for row in asked]


@given(predicates, predicates)
def test_the_bits_are_those_of_the_flags_and_made_once(one: Predicate, other: Predicate) -> None:
    columns = FACETS.columns
    selection = Selection(mask(one, columns), one)
    within = selection.having(other, columns)
    assert np.array_equal(within.flags, mask(one, columns) & mask(other, columns))
    assert np.array_equal(mask(within.predicate, columns), within.flags)
    assert np.array_equal(
        np.unpackbits(within.bits, count=len(within.flags), bitorder="little"), within.flags
    )
    assert selection.having(other, columns) is within
    assert within.bits is within.bits


def test_what_is_not_told_by_predicates_stays_so() -> None:
    flags = np.zeros(len(FACETS.place), dtype=bool)
    narrowed = Selection(flags, All(), is_told=False)
    assert not narrowed.having(one_of("language", "zh"), FACETS.columns).is_told


def test_a_column_that_there_is_not_is_an_error() -> None:
    with pytest.raises(KeyError, match="weather"):
        mask(one_of("weather", "rain"), FACETS.columns)
    with pytest.raises(KeyError, match="place"):
        Columns([], [], {"place": np.empty(0, np.int32)}).of_speeches("place")
    assert not mask(one_of(metadata("weather"), "rain"), FACETS.columns).any()


def test_facets_of_other_speeches_have_columns_of_their_own() -> None:
    other = replace(FACETS, speeches=[replace(one, language="xx") for one in FACETS.speeches])
    assert mask(one_of("language", "xx"), other.columns).all()
    assert not mask(one_of("language", "xx"), FACETS.columns).any()

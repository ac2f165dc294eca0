from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.assembly import group_years
from explorer.errors import QueryError
from explorer.records import Dating, Place, PlaceStatus, Speech
from explorer.rules import allowed_rows
from explorer.scope import (
    NO_PLACE,
    OPEN_END,
    OPEN_START,
    Facets,
    Origin,
    Relation,
    Scope,
    surely_other_year,
    surely_same_year,
)

PLACES = ["A", "B", "C"]
Row = tuple[int, int, int, int]  # place, earliest, latest, group

years = st.sampled_from([(2010, 2010), (2011, 2011), (2010, 2012), (OPEN_START, 2011)]) | st.just(
    (OPEN_START, OPEN_END)
)
rows = st.builds(
    lambda place, span, group: (place, *span, group),
    st.integers(NO_PLACE, 2),
    years,
    st.integers(0, 3),
)
scopes = st.builds(
    Scope,
    other_city=st.booleans(),
    other_year=st.booleans(),
    certain_years=st.booleans(),
    places=st.frozensets(st.sampled_from([*PLACES, "nowhere"])),
    years=st.none() | st.tuples(st.none() | st.just(2010), st.none() | st.just(2011)),
    time=st.sampled_from([Relation.ANY, Relation.EARLIER, Relation.LATER]),
    province=st.sampled_from([Relation.ANY, Relation.SAME, Relation.OTHER]),
    provinces=st.frozensets(st.sampled_from(["浙江", "江西", "nowhere"])),
    levels=st.frozensets(st.sampled_from(["prefecture", "county"])),
    languages=st.frozensets(st.sampled_from(["zh", "en"])),
    columns=st.sampled_from([(), (("role", frozenset({"mayor", "party"})),)]),
    length=st.none() | st.tuples(st.none() | st.just(2), st.none() | st.just(2)),
)


def speech(group: int, dating: Dating, name: str = "金华") -> Speech:
    place = Place("330700", name, status=PlaceStatus.STATED)
    return Speech("0.1", "a.txt", 1, "讲话", place, dating, "zh", group, 1, "", 0, 1)


def speech_of(
    province: str | None, level: str | None, language: str, metadata: dict[str, str]
) -> Speech:
    place = Place("330700", "金华", province, level, PlaceStatus.STATED)
    return replace(speech(0, Dating()), place=place, language=language, metadata=metadata)


# One per group of the rows below; a paragraph is as long as its group's number.
SPEECHES = [
    speech_of("浙江", "prefecture", "zh", {"role": "mayor"}),
    speech_of("浙江", "county", "zh", {"role": "clerk"}),
    speech_of("江西", "prefecture", "en", {}),
    speech_of(None, None, "en", {"role": "party"}),
]


def facets(table: list[Row]) -> Facets:
    columns = np.array(table, dtype=np.int32).reshape(-1, 4)
    return Facets(
        places=PLACES,
        speeches=SPEECHES,
        place=columns[:, 0],
        earliest=columns[:, 1].astype(np.int16),
        latest=columns[:, 2].astype(np.int16),
        group=columns[:, 3],
        speech=columns[:, 3],
        length=columns[:, 3],
    )


def may_return(scope: Scope, asked: Row, row: Row) -> bool:
    """The contract in plain words, one row at a time."""
    place, earliest, latest, group = row
    if group == asked[3]:
        return False
    if scope.other_city and asked[0] != NO_PLACE and place == asked[0]:
        return False
    if scope.other_year:
        if asked[1] == asked[2] and (earliest, latest) == (asked[1], asked[2]):
            return False
        if scope.certain_years and earliest <= asked[2] and latest >= asked[1]:
            return False
    if scope.places and (place == NO_PLACE or PLACES[place] not in scope.places):
        return False
    if scope.years is not None:
        first = OPEN_START if scope.years[0] is None else scope.years[0]
        last = OPEN_END if scope.years[1] is None else scope.years[1]
        if latest < first or earliest > last:
            return False
        if scope.certain_years and (earliest < first or latest > last):
            return False
    return time_allows(scope, asked, row) and speech_allows(scope, asked[3], group)


def time_allows(scope: Scope, asked: Row, row: Row) -> bool:
    _, earliest, latest, _ = row
    sure = scope.certain_years
    if scope.time is Relation.EARLIER:
        if earliest >= asked[2] or (sure and latest >= asked[1]):
            return False
    if scope.time is Relation.LATER:
        if latest <= asked[1] or (sure and earliest <= asked[2]):
            return False
    return True


def speech_allows(scope: Scope, asked: int, group: int) -> bool:
    own, other = SPEECHES[asked], SPEECHES[group]
    if own.place.province is not None:
        same = own.place.province == other.place.province
        if scope.province is not Relation.ANY and same != (scope.province is Relation.SAME):
            return False
    wanted = [
        (scope.provinces, other.place.province),
        (scope.levels, other.place.level),
        (scope.languages, other.language),
    ]
    if any(allowed and value not in allowed for allowed, value in wanted):
        return False
    if any(other.metadata.get(column) not in values for column, values in scope.columns):
        return False
    fewest, most = scope.length or (None, None)
    return (fewest is None or group >= fewest) and (most is None or group <= most)


@given(st.lists(rows, min_size=1, max_size=12), scopes)
def test_the_scope_lets_through_exactly_what_the_contract_says(
    table: list[Row], scope: Scope
) -> None:
    held = facets(table)
    for asked in range(len(table)):
        allowed, excluded = allowed_rows(scope, held.origin(asked), held)
        assert list(allowed) == [may_return(scope, table[asked], row) for row in table]
        assert int(allowed.sum()) + sum(excluded.values()) == len(table)
        assert all(excluded.values())


def test_each_paragraph_counts_under_the_first_rule_that_it_breaks() -> None:
    held = facets([(0, 2010, 2010, 0), (0, 2010, 2010, 1), (1, 2010, 2010, 2), (2, 2012, 2012, 3)])
    allowed, excluded = allowed_rows(Scope(), held.origin(0), held)
    assert list(excluded.items()) == [("same speech", 1), ("same city", 1), ("same year", 1)]
    assert list(allowed) == [False, False, False, True]


def test_a_free_text_has_no_city_and_no_year_to_leave_out() -> None:
    held = facets([(0, 2010, 2010, 0), (NO_PLACE, OPEN_START, OPEN_END, 1)])
    allowed, excluded = allowed_rows(Scope(certain_years=True), Origin(), held)
    assert allowed.all()
    assert excluded == {}


def test_years_that_meet_are_only_possibly_other_years() -> None:
    asked = Origin(place=0, earliest=2010, latest=2012, group=0)
    assert surely_other_year(asked, 2013, 2015)
    assert surely_other_year(asked, OPEN_START, 2009)
    assert not surely_other_year(asked, 2012, 2013)
    assert not surely_other_year(Origin(group=0), 2012, 2013)


def test_the_copies_of_a_speech_are_of_one_year_whatever_each_prints() -> None:
    found = group_years(
        [
            speech(0, Dating(2012, 2012, 2012)),
            speech(0, Dating(2024, 2024, 2024)),
            speech(1, Dating(2015, 2015, 2015)),
            speech(1, Dating()),
            speech(2, Dating(None, None, 2024)),
            speech(3, Dating()),
            speech(4, Dating(None, None, 2024)),
            speech(4, Dating(2010, 2010, 2010)),
        ]
    )
    assert found == {
        0: (2012, 2024),
        1: (2015, 2015),
        2: (OPEN_START, 2024),
        3: (OPEN_START, OPEN_END),
        4: (2010, 2010),
    }


@pytest.mark.parametrize(
    ("scope", "message"),
    [
        (Scope(time=Relation.EARLIER), "This free text has no year to be earlier than; tell"),
        (Scope(province=Relation.OTHER), "This free text has no province for other to be"),
        (Scope(most_per_city=0), "most_per_city is 1 or more"),
        (Scope(least_wording=1.5), "least_wording is a share"),
    ],
)
def test_what_a_scope_cannot_mean_is_refused(scope: Scope, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        scope.check(Origin())


def test_relations_that_make_no_sense_are_refused() -> None:
    stored = Origin(group=0)
    with pytest.raises(QueryError, match="time is any, earlier or later"):
        Scope(time=Relation.SAME).check(stored)
    with pytest.raises(QueryError, match="province is any, same or other"):
        Scope(province=Relation.LATER).check(stored)
    Scope(time=Relation.LATER, province=Relation.SAME).check(stored)


def test_the_whole_country_is_a_place_that_is_known_and_no_city() -> None:
    nation = replace(SPEECHES[3], place=Place(level="country"))
    table = [(0, 2010, 2010, 0), (NO_PLACE, 2011, 2011, 3), (NO_PLACE, 2012, 2012, 2)]
    found = replace(facets([*table, (NO_PLACE, 2013, 2013, 3)]), speeches=[*SPEECHES[:3], nation])
    assert [found.is_placed(row) for row in range(4)] == [True, True, False, True]
    assert [found.is_same_place(1, row) for row in range(4)] == [False, True, False, True]
    assert [found.is_same_place(row, row) for row in range(3)] == [True, True, False]
    assert found.origin(1).national and not found.origin(2).national


def test_two_are_of_one_year_only_where_both_years_are_exact() -> None:
    assert surely_same_year(Origin(earliest=2010, latest=2010), 2010, 2010)
    assert not surely_same_year(Origin(earliest=2010, latest=2010), 2010, 2011)
    assert not surely_same_year(Origin(earliest=2010, latest=2011), 2010, 2011)
    assert not surely_same_year(Origin(), OPEN_START, OPEN_END)

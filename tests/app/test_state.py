"""The codec of links: whatever comes in, a state comes out, and a state survives the trip."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.app.state import (
    LANGUAGES,
    LONGEST_VALUE,
    PARTS,
    State,
    clean_query,
    clean_words,
    decode,
    encode,
    unread,
)
from explorer.app.written import usable

NAMES = [part.name for part in PARTS]
ids = st.from_regex(r"[0-9A-Za-z][0-9A-Za-z._-]{0,79}", fullmatch=True)
codes = st.from_regex(r"[0-9A-Za-z]{1,16}", fullmatch=True)
years = st.integers(1900, 2100)
names = st.text(min_size=1, max_size=40).filter(usable)
name_sets = st.sets(names, max_size=8).map(lambda found: tuple(sorted(found)))
pairs = st.sets(st.tuples(names, names), max_size=8).map(lambda found: tuple(sorted(found)))


def spans(side: st.SearchStrategy[int]) -> st.SearchStrategy[tuple[int | None, int | None] | None]:
    """None, or a range that is not open on both sides."""
    closed = st.tuples(side, side).map(lambda pair: (min(pair), max(pair)))
    return st.none() | closed | st.tuples(side, st.none()) | st.tuples(st.none(), side)


states = st.builds(
    State,
    lang=st.sampled_from([None, *LANGUAGES]),
    place=st.none() | codes,
    speech=st.none() | ids,
    paragraph=st.none() | ids,
    result=st.none() | ids,
    cities=st.sets(codes).map(lambda found: tuple(sorted(found))),
    years=spans(years),
    sure=st.booleans(),
    same_city=st.booleans(),
    same_year=st.booleans(),
    time=st.sampled_from([None, "earlier", "later"]),
    province=st.sampled_from([None, "same", "other"]),
    provinces=name_sets,
    levels=name_sets,
    languages=name_sets,
    lists=name_sets,
    columns=pairs,
    length=spans(st.integers(0, 999_999)),
    per_city=st.none() | st.integers(1, 200),
    wording=st.integers(0, 100),
    most=st.none() | st.integers(1, 200),
    query=st.text().map(clean_query),
    kept=st.none() | ids,
    listed=st.none() | ids,
    page=st.integers(1, 99_999),
    spread=st.sampled_from([None, "everywhere", "province", "few"]),
    words=st.text().map(clean_words),
    draft_place=st.none() | codes,
    draft_year=st.none() | years,
    finding=st.none() | ids,
    matrix=st.sampled_from([None, "years"]),
    row=st.none() | codes,
    column=st.none() | codes,
    measure=st.sampled_from([None, "rare"]),
    order=st.sampled_from([None, "geography", "name"]),
    every=st.booleans(),
    generation=st.none() | ids,
)
anything = st.text(alphabet=st.characters()) | st.lists(st.text()) | st.none() | st.integers()


@given(st.dictionaries(st.sampled_from(NAMES) | st.text(), anything))
def test_any_query_string_is_read(params: dict[str, object]) -> None:
    once = encode(decode(params))
    assert encode(decode(once)) == once


def test_every_field_has_a_parameter() -> None:
    assert sorted(part.field for part in PARTS) == sorted(field.name for field in fields(State))
    assert len(set(NAMES)) == len(NAMES)


@given(states)
def test_a_state_survives_its_link(state: State) -> None:
    assert decode(encode(state)) == state


def test_a_link_holds_only_what_differs_from_the_start() -> None:
    assert encode(State()) == {}


def test_a_range_the_wrong_way_round_is_not_turned_in_silence() -> None:
    params = {"y": "2020-2012", "len": "80-20"}
    assert decode(params) == State()
    assert unread(params) == ("y", "len")


def test_malformed_values_count_as_absent() -> None:
    params = {"lang": "fr", "c": "火星", "s": "../x", "p": "<b>", "y": "abc", "sure": "yes"}
    assert decode(params) == State()


def test_what_no_browser_can_send_is_taken_out_of_a_passage() -> None:
    assert clean_query(" 一\x00要\ud800\r\n二要 ") == "一要\n二要"


def test_what_a_link_says_and_nobody_can_read_is_named() -> None:
    assert unread({"lang": "fr", "p": "\x00", "y": "9999-0000", "q": "passage"}) == (
        "lang",
        "p",
        "y",
    )
    assert unread({}) == ()


@given(states)
def test_of_a_link_made_here_nothing_is_unread(state: State) -> None:
    assert unread(encode(state)) == ()


def test_the_readable_part_of_a_list_is_kept_and_the_rest_named() -> None:
    params = {"cf": "330700.火星", "w": "role:mayor~rank", "pf": "浙江~", "lv": "a\x00"}
    state = decode(params)
    assert state.cities == ("330700",)
    assert state.columns == (("role", "mayor"),)
    assert state.provinces == ("浙江",)
    assert unread(params) == ("cf", "lv", "w")


def test_names_may_hold_what_parts_them() -> None:
    state = State(columns=(("!", "~:!"), ("a:b", "c~d")), provinces=("~", "浙!江"))
    assert encode(state) == {"w": "!!:!~!:!!~a!:b:c!~d", "pf": "!~~浙!!江"}
    assert decode(encode(state)) == state


def test_ranges_may_be_open_and_numbers_have_bounds() -> None:
    assert decode({"y": "2010-", "len": "-80"}) == State(years=(2010, None), length=(None, 80))
    bad = {"y": "-", "len": "1-2-3", "pc": "0", "lw": "101", "t": "same", "pr": "earlier"}
    assert decode(bad) == State()
    assert unread(bad) == ("y", "t", "pr", "len", "pc", "lw")
    assert decode({"pc": "٣", "lw": "9" * 5000}) == State()


@pytest.mark.parametrize("name", NAMES)
def test_a_value_that_is_far_too_long_is_told_and_not_read(name: str) -> None:
    for sign in ("1", "a~", "a:b~", "!", "长"):
        text = sign * (LONGEST_VALUE // len(sign) + 1)
        assert decode({name: text}) == State()
        assert unread({name: text}) == (name,)

"""The codec of links: whatever comes in, a state comes out, and a state survives the trip."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from explorer.app.state import LANGUAGES, State, clean_query, decode, encode, unread

NAMES = ["lang", "c", "s", "p", "r", "cf", "y", "sure", "q", "g"]
ids = st.from_regex(r"[0-9A-Za-z][0-9A-Za-z._-]{0,79}", fullmatch=True)
codes = st.from_regex(r"[0-9A-Za-z]{1,16}", fullmatch=True)
years = st.integers(1900, 2100)
states = st.builds(
    State,
    lang=st.sampled_from([None, *LANGUAGES]),
    place=st.none() | codes,
    speech=st.none() | ids,
    paragraph=st.none() | ids,
    result=st.none() | ids,
    cities=st.sets(codes).map(lambda found: tuple(sorted(found))),
    years=st.none() | st.tuples(years, years).map(lambda pair: (min(pair), max(pair))),
    sure=st.booleans(),
    query=st.text().map(clean_query),
    generation=st.none() | ids,
)
anything = st.text(alphabet=st.characters()) | st.lists(st.text()) | st.none() | st.integers()


@given(st.dictionaries(st.sampled_from(NAMES) | st.text(), anything))
def test_any_query_string_is_read(params: dict[str, object]) -> None:
    once = encode(decode(params))
    assert encode(decode(once)) == once


@given(states)
def test_a_state_survives_its_link(state: State) -> None:
    assert decode(encode(state)) == state


def test_a_link_holds_only_what_differs_from_the_start() -> None:
    assert encode(State()) == {}


def test_the_years_of_a_link_may_stand_in_either_order() -> None:
    assert decode({"y": "2020-2012"}).years == (2012, 2020)


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


@given(st.dictionaries(st.sampled_from(["lang", "c", "p", "y", "cf", "q", "sure"]), st.text()))
def test_what_is_kept_is_never_named_as_unread(params: dict[str, str]) -> None:
    assert not set(unread(params)) & encode(decode(params)).keys()

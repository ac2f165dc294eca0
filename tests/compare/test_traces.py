"""What was left over in a copied passage: the other's city, its districts, its year."""

from __future__ import annotations

import pytest

from explorer.compare import Sourced, TraceKind, tiles, traces
from explorer.records import Dating, Place, PlaceStatus

JINHUA = Place("330700", "金华", "浙江", "prefecture", PlaceStatus.STATED)
HEZE = Place("371700", "菏泽", "山东", "prefecture", PlaceStatus.STATED)
ZHEJIANG = Place("330000", "浙江", "浙江", "province", PlaceStatus.STATED)
MASKED = Place(None, "xx", None, None, PlaceStatus.MASKED)
MADE_UP = Place("X30001", "岚阜", "岫西", "city", PlaceStatus.STATED)

FRAME = "今天我们在{}的大街上种树，孩子们提着水桶跟在后面，老人在旁边数着新栽的树苗。"
PLAN = "{}把每一条小巷的路灯都换成暖色的，夜里下班的人走得踏实。"


def found(
    a: str,
    b: str,
    place_a: Place = HEZE,
    place_b: Place = JINHUA,
    year_a: int | None = 2015,
    year_b: int | None = 2012,
) -> list[tuple[str, str, str, str]]:
    """Side, kind, words and what they point to, of the traces in two passages."""
    left = traces(
        Sourced(a, place_a, Dating(earliest=year_a, latest=year_a)),
        Sourced(b, place_b, Dating(earliest=year_b, latest=year_b)),
        tiles(a, b),
    )
    for trace in left:
        text = a if trace.side == "a" else b
        assert text[trace.start : trace.end] == trace.quote
    return [(one.side, str(one.kind), one.quote, one.points_to) for one in left]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("金华", "place"), ("金华市", "place"), ("金华地区", "place"), ("婺城区", "district")],
)
def test_a_name_of_the_other_place_is_left_over(name: str, kind: str) -> None:
    text = FRAME.format(name)
    assert found(text, text) == [("a", kind, name, "金华")]
    assert found(text, text, JINHUA, HEZE) == [("b", kind, name, "金华")]


def test_a_traditional_name_is_left_over_too() -> None:
    a, b = FRAME.format("金華市"), FRAME.format("金华市")
    assert found(a, b) == [("a", "place", "金華市", "金华")]
    assert found(b, a) == [("a", "place", "金华市", "金华")]


def test_one_of_several_names_was_forgotten() -> None:
    source = FRAME.format("金华市婺城区、金东区")
    copied = FRAME.format("菏泽市牡丹区、金东区")
    assert found(copied, source) == [("a", "district", "金东区", "金华")]


def test_a_name_of_a_place_that_the_table_does_not_know_is_left_over() -> None:
    text = FRAME.format("岚阜市")
    assert found(text, text, HEZE, MADE_UP) == [("a", "place", "岚阜市", "岚阜")]


def test_an_honest_mention_is_no_trace() -> None:
    own = "学习金华市的经验，今年我们要在每个村口立一块牌子，写明谁管这条河。"
    other = FRAME.format("金华市")
    assert found(own, other) == []
    # Shared wording elsewhere in the passage does not make it one, nor does the name alone.
    tail = "老人在旁边数着新栽的树苗，孩子们提着水桶。"
    assert found(own + tail, other + tail) == []
    assert found(f"{own}内蒙古呼和浩特市也来人看过。", "呼和浩特市", HEZE, _place("150100")) == []


def test_a_name_that_only_one_of_the_two_has_is_no_trace() -> None:
    assert found(FRAME.format("金华市"), FRAME.format("我市")) == []


@pytest.mark.parametrize("name", ["婺城", "和平", "城区", "新城区", "朝阳产业", "示范县"])
def test_words_that_look_like_counties_are_no_traces(name: str) -> None:
    text = FRAME.format(name)
    for code in ("330700", "120000", "140300", "150100", "211300", "410900"):
        assert found(text, text, HEZE, _place(code)) == []


@pytest.mark.parametrize(("code", "words"), [("410700", "创新乡村"), ("340100", "复合肥")])
def test_names_that_stand_by_chance_are_no_traces(code: str, words: str) -> None:
    text = FRAME.format(words)
    assert found(text, text, HEZE, _place(code)) == []


def test_a_name_that_both_have_is_no_trace() -> None:
    text = FRAME.format("鼓楼区")  # of both cities
    assert found(text, text, _place("320100"), _place("320300")) == []


def test_a_city_may_name_its_province_and_a_province_its_cities() -> None:
    text = FRAME.format("浙江省金华市婺城区")
    assert found(text, text, JINHUA, ZHEJIANG) == []


@pytest.mark.parametrize("unknown", [MASKED, Place(), Place(name="金华")])
def test_of_a_place_that_is_not_known_nothing_is_told(unknown: Place) -> None:
    text = FRAME.format("金华市")
    assert found(text, text, unknown, JINHUA) == []
    assert found(text, text, HEZE, unknown) == []


@pytest.mark.parametrize("words", ["2012年要", "2012年，全市将", "力争2012年", "二〇一二年底前"])
def test_the_year_for_which_the_other_was_written_is_left_over(words: str) -> None:
    text = PLAN.format(words)
    (trace,) = found(text, text)
    assert trace[:2] == ("a", "year")
    assert (trace[3], trace[2][-1]) == ("2012", "年")
    (trace,) = found(text, text, JINHUA, HEZE, 2012, 2015)
    assert trace[0] == "b"


@pytest.mark.parametrize("words", ["2012年以来已", "2012年我们就", "完成2012年目标，", "2013年要"])
def test_a_year_that_is_told_as_past_is_no_trace(words: str) -> None:
    text = PLAN.format(words)
    assert found(text, text) == []


@pytest.mark.parametrize(
    ("here", "there"), [(2012, 2012), (2010, 2012), (None, 2012), (2015, None)]
)
def test_only_the_later_of_two_known_years_has_a_left_over_one(
    here: int | None, there: int | None
) -> None:
    text = PLAN.format("2012年要")
    assert [one for one in found(text, text, year_a=here, year_b=there) if one[0] == "a"] == []


def test_without_shared_wording_there_is_none() -> None:
    assert found("金华市", "菏泽市") == []
    assert TraceKind("year") is TraceKind.YEAR


def _place(code: str) -> Place:
    return Place(code, "某地", None, "prefecture", PlaceStatus.STATED)

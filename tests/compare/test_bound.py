from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.compare import overlap, tiles
from explorer.compare.bound import WordingBound

PASSAGE = "全市新开了三条公交线路，老人乘车一律免费，二〇一二年起学生也免费。"


def share(one: str, other: str) -> float:
    return overlap(one, other, tiles(one, other))


def bound(one: str, other: str) -> float:
    return float(WordingBound(one)([other])[0])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PASSAGE, PASSAGE),
        (PASSAGE, "全市新開了三條公交線路,老人乘車一律免費"),  # another script, other signs
        (PASSAGE, "2012年起学生也免费"),  # a year in figures
        (PASSAGE, "二○一二年起学生也免费"),  # with a circle for the zero
        ("一共1,200人参加了活动", "一共1200人参加了活动"),
        ("a b c", "A, b; c!"),
        ("We don't walk to school here", "we don’t walk to school"),
        ("共½公里的路全部修好了", "共1⁄2公里的路全部修好了"),
        ("cafe\u0301 on the corner of town", "café on the corner"),
        ("ﾊﾟﾝを毎日食べています", "パンを毎日食べています"),
        ("㎡为单位的住房面积", "m2为单位的住房面积"),
        ("प्रदेश में शिक्षा और स्वास्थ्य", "प्रदेश में शिक्षा और"),
    ],
)
def test_no_pair_shares_more(one: str, other: str) -> None:
    assert share(one, other) > 0.5
    assert bound(one, other) >= share(one, other)
    assert bound(other, one) >= share(one, other)


def test_paragraphs_without_common_runs_share_nothing() -> None:
    others = ["河边的树今年又绿了，孩子们在那里读书。", "The library opens on Sunday", "？！", ""]
    assert WordingBound(PASSAGE)(others).tolist() == [0.0] * 4


def test_each_of_many_has_its_own_bound() -> None:
    half = "老人乘车一律免费"
    others = ["别的话" + half, PASSAGE, "别的话"]
    first, second, third = WordingBound(PASSAGE)(others)
    assert first == pytest.approx(8 / 11)
    assert (second, third) == (1.0, 0.0)


def test_runs_do_not_go_from_one_passage_to_the_next() -> None:
    assert WordingBound("老人乘车")(["老人", "乘车"]).tolist() == [0.0, 0.0]


def test_a_passage_without_letters_has_a_bound() -> None:
    assert WordingBound("！？")(["老人乘车一律免费"]).tolist() == [0.0]
    assert WordingBound(PASSAGE)([]).tolist() == []


LETTERS = st.sampled_from([*"老人乘车一律免费二〇○零2012年1,. ab'’½ﾊﾟ\u0301\u00ad，。㎡的\0\n"])


@given(st.text(LETTERS, max_size=60), st.text(LETTERS, max_size=60), st.text(LETTERS, max_size=20))
def test_whatever_is_written(one: str, other: str, both: str) -> None:
    one, other = one + both, both + other
    assert bound(one, other) >= share(one, other) - 1e-9

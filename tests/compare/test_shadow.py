"""The comparable form of a passage, and the way back to its characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.compare.shadow import LONGEST, shadow


def forms(text: str) -> list[str]:
    return shadow(text).forms


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("完成１２０亿元，GDP", "完成120亿元gdp"),
        ("修路、修橋；電車", "修路修桥电车"),
        ("二〇一二年", "2012年"),
        ("二○一二年", "二零一二年"),
        ("一百○八座", "一百零八座"),
        ("Café de l’Été", "cafe\u0301 de l'e\u0301te\u0301"),
        ("soft\u00adware \u200bcity", "software city"),
        ("1,200 people", "1200 people"),
        ("㈱夏", "株夏"),
        ("㍿", "株式会社"),
        ("ﬁnal oﬃce", "final office"),
        ("⽔费", "水费"),
        ("が\u304b\u3099", "がが"),
        ("ﾊﾟﾝ屋", "パン屋"),
        ("한\u1112\u1161\u11ab", "한한"),
        ("٢٠١٢ عام", "2012 عام"),
    ],
)
def test_ways_of_writing_the_same_are_equal(text: str, other: str) -> None:
    assert forms(text) == forms(other)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("修桥, then 12.5% more", ["修", "桥", "then", "12.5", "more"]),
        ("1,200 or 1,20", ["1200", "or", "1", "20"]),
        ("½", ["1", "2"]),
        ("㈱", ["株"]),
        ("the city's don't", ["the", "citys", "dont"]),
        ("🙂👍🏽 ok", ["ok"]),
        ("𠀀𠀁", ["𠀀", "𠀁"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("ถนนดี", ["ถ", "น", "น", "ดี"]),
        ("二十一世纪", ["二", "十", "一", "世", "纪"]),
        ("○一是", ["一", "是"]),
        ("\ud800修", ["修"]),
        ("", []),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert forms(text) == tokens


def test_characters_that_grow_lead_back_to_the_passage() -> None:
    text = "在㍿与½处"
    found = shadow(text)
    assert found.forms == ["在", "株", "式", "会", "社", "与", "1", "2", "处"]
    assert found.starts == [0, 1, 1, 1, 1, 2, 3, 3, 4]
    assert found.ends == [1, 2, 2, 2, 2, 3, 4, 4, 5]
    assert found.divided
    assert found.letters[-1] == len(text)
    assert [found.divides(token) for token in (1, 2, 5, 7, 9)] == [False, True, False, True, False]


def test_decomposed_letters_are_covered_whole() -> None:
    found = shadow("un e\u0301te\u0301.")
    assert found.forms == ["un", "été"]
    assert (found.starts, found.ends) == ([0, 3], [2, 8])


def test_very_long_passages_are_cut() -> None:
    assert len(forms("桥" * (LONGEST + 5))) == LONGEST


@given(st.text(max_size=80))
def test_tokens_stand_in_order_inside_the_passage(text: str) -> None:
    found = shadow(text)
    assert len(found.forms) == len(found.starts) == len(found.ends)
    assert all(found.forms)
    assert all(0 <= s < e <= len(text) for s, e in zip(found.starts, found.ends, strict=True))
    assert found.starts == sorted(found.starts)
    assert found.ends == sorted(found.ends)
    assert found.letters[-1] <= len(text)
    assert found.weights[-1] >= len(found.forms)

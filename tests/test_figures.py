"""Figures of one thing in two languages are one token."""

from __future__ import annotations

import pytest

from explorer.figures import figures, han_number


@pytest.mark.parametrize(
    ("chinese", "english", "tokens"),
    [
        (
            "总值达到1.5万亿元，增长5.2%",
            "reached 1.5 trillion yuan, up 5.2 percent",
            "1.5e+12 5.2%",
        ),
        ("收入612亿元", "revenue of 61.2 billion yuan", "6.12e+10"),
        ("新增就业12.6万人", "126,000 jobs were added", "1.26e+05"),
        ("减负1500多亿元", "a burden of over 150 billion yuan", "1.5e+11"),
        ("新开航线七条，建校76所", "seven routes and seventy-six schools", "7 76"),
        ("百分之五点二", "a 5.2 per cent rise", "5.2%"),
        ("提高0.2个百分点", "up 0.2 percentage points", "0.2%"),
        ("二〇二三年", "in 2023", "2023"),
        ("产粮46.8亿斤", "2.34 million tons of grain", "2.34e+06"),
        ("三是修路", "Third, we build roads", "#3"),
        ("（六）修路", "6. We build roads", "#6"),
        ("“十四五”规划", "the 14th five-year plan", "#14"),
        ("第七届展会", "the seventh fair", "#7"),
        ("建5G网，M2放缓", "a 5G net, while M2 slows", "5g m2"),
        ("一些人很好", "some are well, one by one", ""),
    ],
)
def test_both_sides_have_the_same_tokens(chinese: str, english: str, tokens: str) -> None:
    assert set(figures(chinese)) == set(tokens.split())
    assert set(figures(english)) == set(tokens.split())


def test_marks_in_figures_are_read_as_other_languages_write_them() -> None:
    assert set(figures("son 3,5 por ciento")) == {"3.5"}
    assert {"1234", "1.234"} <= set(figures("es sind 1.234 Leute"))
    assert set(figures("١٢ كتابا")) == {"12"}


def test_names_are_capitals_within_a_sentence() -> None:
    assert set(figures("We met in Denver. They met at NASA.")) == {"denver", "nasa"}


@pytest.mark.parametrize(
    ("text", "value"),
    [("一千二百", 1200), ("三万五千", 35_000), ("二十", 20), ("十五", 15), ("二〇二三", 2023)],
)
def test_han_numbers(text: str, value: int) -> None:
    assert han_number(text) == value

"""How years and numbers are written: in figures, in Han numerals, or by an East Asian era."""

from __future__ import annotations

import re

FIGURE_YEAR = r"(?<![\d.])((?:19|20)\d{2})(?!\d)"
"""A year that a page prints, as group 1."""
SPAN = r"年?\s*[-—－–~～至到]{1,2}\s*"
"""What stands between the two years of a span."""

N = r"(\d{1,3}|[零一二三四五六七八九十百]{1,5})"
YEAR_ENDS = (
    r"(?<![\d零一二三四五六七八九].)"
    r"(?:(?<=1)9\d\d|(?<=2)0\d\d|(?<=[一二])[零一二三四五六七八九]{3})(?!\d)"
)
TOLD_YEAR = rf"([12一二]{YEAR_ENDS})"
"""A year in text that went through ``bounds.plain``, as group 1.

Its first figure stands in front of every condition, as a search is quick to find that.
"""

HAN_YEAR = re.compile(r"[一二][〇○零ＯOo0０一二三四五六七八九]{3}(?=年)")
FIGURES = str.maketrans(
    "０１２３４５６７８９〇○零ＯOo一二三四五六七八九", "0123456789000000123456789"
)
WIDE_FIGURES = str.maketrans("０１２３４５６７８９", "0123456789")
ERA_YEAR = re.compile(
    r"(?:中[华華])?(令和|平成|昭和|民[国國])\s*(元|\d{1,3}|[零一二三四五六七八九十百]{1,5})\s*年"
)
BEFORE_ERA = {"令和": 2018, "平成": 1988, "昭和": 1925, "民国": 1911, "民國": 1911}
"""The year before the first one of an era: Reiwa, Heisei, Showa; the calendar of Taiwan."""
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}


def in_figures(text: str) -> str:
    """The text with years in Han numerals and full-width figures as ASCII, of the same length."""
    text = text.translate(WIDE_FIGURES)
    return HAN_YEAR.sub(lambda found: found.group().translate(FIGURES), text)


def in_western_years(text: str) -> str:
    """The text in figures, and with the years of an era (令和5年) as 2023年; its length changes."""

    def western(found: re.Match[str]) -> str:
        count = 1 if found[2] == "元" else number(found[2])
        return f"{BEFORE_ERA[found[1]] + count}年"

    return ERA_YEAR.sub(western, in_figures(text))


def number(digits: str) -> int:
    """A whole number below 1000 in Arabic or Han numerals; 0 where it is none."""
    if digits.isascii():
        return int(digits)
    if len(digits) > 1 and not set("十百") & set(digits):
        return int("".join(str(_DIGITS[digit]) for digit in digits))
    total, current = 0, 0
    for digit in digits:
        if digit in _DIGITS:
            current = _DIGITS[digit]
        else:
            total += (current or 1) * (10 if digit == "十" else 100)
            current = 0
    return total + current


def first_number(match: re.Match[str], *groups: int) -> int:
    """The number in the first of the groups that took part in the match."""
    return number(next(match[group] for group in groups if match[group]))

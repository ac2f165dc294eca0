"""Bounds from the years that a text prints, which hold as far as those years were left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explorer.corpus.bounds import Bound, Weight, span
from explorer.corpus.self_dating import YEAR, Quote, first_number, number

LOOKING_BACK = re.compile(
    rf"(?<![—\-–至到~和]){YEAR}年(?:度)?(?:的)?(?:国内|政府|主要|全市|全省)?的?"
    r"(?:工作|发展)(?:的)?回顾"
    rf"|(?:刚刚)?过去的{YEAR}年|(?:报告|回顾){YEAR}年的?(?:主要)?工作"
)
LOOKING_AHEAD = re.compile(
    rf"(?:^|\n)[^\n。；，]{{0,16}}{YEAR}年(?:政府|经济社会发展)?(?:的)?(?:主要|重点)?工作(?:的)?(?:总体)?"
    r"(?:要求|目标|任务|安排|部署|打算|建议|思路|重点)[^。；，\n]{0,10}(?=\n)"
)
TERM = re.compile(rf"本届政府(?:自|从|于)?{YEAR}年\d{{0,2}}月?就职[^。]{{0,6}}任期即将结束")


def printed_years(clean: str, quote: Quote) -> Iterator[Bound]:
    """Bounds from headings such as "review of 2023", which hold as far as their year does."""
    for match in LOOKING_BACK.finditer(clean):
        year = first_number(match, 1, 2, 3) + 1
        yield from span(quote("looks back", *match.span()), year, year, Weight.PRINTED)
    for match in LOOKING_AHEAD.finditer(clean):
        year = number(match[1])
        yield from span(quote("looks ahead", *match.span()), year - 1, year, Weight.PRINTED)
    for match in TERM.finditer(clean):
        year = number(match[1]) + 5
        yield from span(quote("term ends", *match.span()), year, year, Weight.PRINTED)

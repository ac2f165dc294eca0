"""What the years that a text prints tell of its own, as far as those years were left alone.

A heading that reviews a year proves the next one; the same words in the running text set a bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from explorer.corpus.bounds import Bound, Weight, span
from explorer.corpus.self_dating import YEAR, Quote, number

SPAN = r"年?\s*[-—－–~～至到]{1,2}\s*"
# 工作回顾 only: 工作情况 is as often told before the year is over.
REVIEW_HEADING = re.compile(
    r"(?:^|(?<=[。！；\s]))(?:[（(]?[一1][）)]?[、.．\s]?|第一部分)?\s*(?:关于)?"
    rf"(?:(?:19|20)\d{{2}}{SPAN})?(?<!\d)((?:19|20)\d{{2}})年(?:政府)?(?:主要)?工作(?:的)?回顾"
)
PRINTED_YEAR = re.compile(rf"{YEAR}年")
REVIEWED = re.compile(r"(?:度)?(?:的)?(?:国内|政府|主要|全市|全省)?的?(?:工作|发展)(?:的)?回顾")
REPORTED_BEFORE, REPORTED = re.compile(r"(?:报告|回顾)$"), re.compile(r"的?(?:主要)?工作")
GONE_BY = "过去的"
RANGE_SIGNS = ("—", "-", "–", "至", "到", "~", "和")
LOOKING_AHEAD = re.compile(
    rf"(?:^|\n)[^\n。；，]{{0,16}}{YEAR}年(?:政府|经济社会发展)?(?:的)?(?:主要|重点)?工作(?:的)?(?:总体)?"
    r"(?:要求|目标|任务|安排|部署|打算|建议|思路|重点)[^。；，\n]{0,10}(?=\n)"
)
TERM = re.compile(rf"本届政府(?:自|从|于)?{YEAR}年\d{{0,2}}月?就职[^。]{{0,6}}任期即将结束")


def review_heading(line: str) -> re.Match[str] | None:
    """The heading in a line that reviews a year, its last year as group 1, or None."""
    return REVIEW_HEADING.search(line) if "回顾" in line else None


def printed_years(clean: str, quote: Quote) -> Iterator[Bound]:
    """Bounds from headings such as "review of 2023", which hold as far as their year does."""
    for match in PRINTED_YEAR.finditer(clean):
        start, end = match.span()
        before = clean[max(0, start - len(GONE_BY)) : start]
        after = None if before.endswith(RANGE_SIGNS) else REVIEWED.match(clean, end)
        if after is None and REPORTED_BEFORE.search(before):
            after = REPORTED.match(clean, end)
        if after is not None or before == GONE_BY:
            evidence = quote("looks back", start, after.end() if after else end)
            following = number(match[1]) + 1
            yield from span(evidence, following, following, Weight.PRINTED)
    for match in LOOKING_AHEAD.finditer(clean):
        year = number(match[1])
        yield from span(quote("looks ahead", *match.span()), year - 1, year, Weight.PRINTED)
    for match in TERM.finditer(clean):
        year = number(match[1]) + 5
        yield from span(quote("term ends", *match.span()), year, year, Weight.PRINTED)

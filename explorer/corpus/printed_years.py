"""What the years that a text prints tell of its own, as far as those years were left alone.

A heading that reviews a year proves the next one; the same words in the running text set a bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from explorer.corpus.bounds import Bound, Weight, span
from explorer.corpus.self_dating import Quote
from explorer.corpus.year_words import SPAN, TOLD_YEAR, number
from explorer.records import Evidence

# 工作回顾 only: 工作情况 is as often told before the year is over.
REVIEW_HEADING = re.compile(
    r"(?:^|(?<=[。！；\s]))(?:[（(]?[一1][）)]?[、.．\s]?|第一部分)?\s*(?:关于)?"
    rf"(?:(?:19|20)\d{{2}}{SPAN})?(?<!\d)((?:19|20)\d{{2}})年(?:政府)?(?:主要)?工作(?:的)?回顾"
)
PRINTED_YEAR = re.compile(rf"{TOLD_YEAR}年")
REVIEWED = re.compile(r"(?:度)?(?:的)?(?:国内|政府|主要|全市|全省)?的?(?:工作|发展)(?:的)?回顾")
REPORTED_BEFORE, REPORTED = re.compile(r"(?:报告|回顾)$"), re.compile(r"的?(?:主要)?工作")
GONE_BY = "过去的"
RANGE_SIGNS = ("—", "-", "–", "至", "到", "~", "和")
LOOKING_AHEAD = re.compile(
    rf"(?:^|\n)[^\n。；，]{{0,16}}{TOLD_YEAR}年(?:政府|经济社会发展)?(?:的)?(?:(?:主要|重点)?工作(?:的)?(?:总体)?|主要)"
    r"(?:要求|目标|任务|安排|部署|打算|建议|思路|重点)[^。；，\n]{0,10}(?=\n)"
)
NAMED = r"(?P<{}>今年|明年|去年)"
TOLD_BEFORE = re.compile(
    rf"{NAMED.format('before')}(?:，?(?:即|也就是|就是|是)|[（(])$|"
    r"(?P<today>(?:今天|现在|如今)是(?:公元)?)$|"
    r"(?P<eve>再过(?:\d{1,2}|[一二三四五六七八九十几]{1,3})天，?就是)$|"
    r"(?P<left>(?:告别|辞别|送走)了?)$|"
    r"(?:^|[。，；！\n、])(?P<back>回[顾首](?:(?:即将|刚刚)?过去的)?)$|"
    r"(?P<ahead>展望(?:新的|即将到来的|充满希望的)?)$"
)
TOLD_AFTER = re.compile(
    rf"[（(]{NAMED.format('after')}|(?P<ends>(?:即将|就要|将要|行将)(?:过去|结束|逝去))|"
    r"(?P<comes>(?:即将|就要|将要)(?:到来|来临|开始))"
)
OWN_TIMES = {
    "today": ("today", 0, 0),
    "eve": ("turn of the year", -1, -1),
    "left": ("turn of the year", 0, 1),
    "ends": ("turn of the year", 0, 0),
    "comes": ("turn of the year", -1, -1),
}
"""By the words beside a year: the rule, and the years around it of which they may be."""
NAMED_SHIFT = {"今年": 0, "明年": -1, "去年": 1}
TOLD_REACH = 12
TERM = re.compile(rf"本届政府(?:自|从|于)?{TOLD_YEAR}年\d{{0,2}}月?就职[^。]{{0,6}}任期即将结束")


def review_heading(line: str) -> re.Match[str] | None:
    """The heading in a line that reviews a year, its last year as group 1, or None."""
    return REVIEW_HEADING.search(line) if "回顾" in line else None


def printed_years(clean: str, quote: Quote) -> Iterator[Bound]:
    """Bounds from headings such as "review of 2023", which hold as far as their year does."""
    years = list(PRINTED_YEAR.finditer(clean))
    yield from _own_times(clean, years, quote)
    for match in years:
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


def _own_times(clean: str, years: list[re.Match[str]], quote: Quote) -> Iterator[Bound]:
    """Bounds from years that the text plainly calls its own, or that end or begin."""
    looks_back: list[tuple[int, Evidence]] = []
    ahead: set[int] = set()
    for match in years:
        year = number(match[1])
        before = TOLD_BEFORE.search(clean, max(0, match.start() - TOLD_REACH), match.start())
        after = TOLD_AFTER.match(clean, match.end())
        for told in filter(None, (before, after)):
            kind = told.lastgroup or ""
            evidence_from = (min(told.start(), match.start()), max(told.end(), match.end()))
            if kind in ("before", "after"):
                own, evidence = year + NAMED_SHIFT[told[kind]], quote("year named", *evidence_from)
                yield from span(evidence, own, own, Weight.PRINTED)
            elif kind == "back":
                looks_back.append((year, quote("looks back and ahead", *evidence_from)))
            elif kind == "ahead":
                ahead.add(year)
            else:
                rule, low, high = OWN_TIMES[kind]
                evidence = quote(rule, *evidence_from)
                yield from span(evidence, year + low, year + high, Weight.PRINTED)
    for year, evidence in looks_back:
        if year + 1 in ahead:
            yield from span(evidence, year, year + 1, Weight.PRINTED)

"""What a text says about its own year without printing it: sessions, plans, anniversaries.

All rules read text that went through ``bounds.plain``; numerals may be Han or Arabic.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from explorer.corpus.bounds import Bound, Weight, span
from explorer.corpus.year_words import N, first_number, number
from explorer.records import Evidence

Quote = Callable[[str, int, int], Evidence]
"""``quote(rule, start, end)`` gives the words of the original text as evidence."""

HEAD = 600
"""Characters at the start of a text in which "to the third session" names the own occasion."""
SESSION = re.compile(rf"(?:{N}届全国(?:人民代表大会|人大)(?:第)?|全国政协{N}届){N}次会议")
OWN_SESSION = (
    (
        re.compile(r"(?:国务院|我)[^。；\n]{0,30}向(?:中华人民共和国)?第?$"),
        re.compile(r"作|提出|报告|的报告"),
    ),
    (re.compile(r"在(?:中华人民共和国)?第?$"), re.compile(r"上\s*\n")),
    (re.compile(r"^\W*第?$"), re.compile(r"听取|关于")),
)
"""What stands before and after the session at which a text was spoken."""
COMING = re.compile(r"即将|将召开|将于|迎接|筹备|准备|明年")
EARLY_SESSIONS = {1: (1954, 55, 56, 57, 58), 2: (1959, 60, 62, 63), 3: (1964,), 4: (1975,)}
FIFTH_CONGRESS = 1978
"""Since the 5th National People's Congress every one has five yearly sessions."""

PLAN = re.compile(
    r'"(十[一二三四五]?五|[一二三四五六七八九]五)"(?!普法)'
    r"|(十[一二三四五]五|[六七八九]五)(?:计划|规划|时期|期间)"
    r"|第([一二三四五六七八九十]{1,2})个五年(?:计划|规划)"
)
PLAN_NOTICE = 6
"""Years before its first one in which a five-year plan may be spoken of."""
PLAN_ONGOING = re.compile(r"(?:规划|计划|时期)?以来")
DRAFTING_BEFORE = re.compile(r"(?:编制|谋划|制定|起草|研究)(?:好|完成)?[^。；，]{0,8}$")
DRAFTING_AFTER = re.compile(
    r"(?:时期)?(?:发展)?(?:规划|计划)(?:纲要)?的?(?:编制|起草|前期|基本思路)"
)
THIS_YEAR = re.compile(r"今年[^。；\n]*$")
NOW_DRAFTED = re.compile(
    r"(?:时期)?(?:发展)?(?:规划|计划)?(?:纲要)?的?正在(?:抓紧)?(?:谋划|编制|制定|起草|研究)"
)
NEARLY_DONE = re.compile(r"(?:时期)?(?:规划|计划)?即将(?:收官|结束|完成|胜利完成|圆满收官)")


def quoting(text: str) -> Quote:
    """A function that takes evidence from the original text."""
    return lambda rule, start, end: Evidence(rule, text[start:end], start)


def session_year(congress: int, session: int) -> int | None:
    """The year of a session of the National People's Congress, ``None`` where there was none."""
    if congress in EARLY_SESSIONS:
        years = EARLY_SESSIONS[congress]
        return years[session - 1] % 100 + 1900 if 1 <= session <= len(years) else None
    if congress < 5 or not 1 <= session <= 5:
        return None
    return FIFTH_CONGRESS + 5 * (congress - 5) + session - 1


def plan_start(plan: int) -> int:
    """The first year of a five-year plan."""
    return 1953 + 5 * (plan - 1) if plan <= 2 else 1966 + 5 * (plan - 3)


def sessions(clean: str, quote: Quote) -> Iterator[Bound]:
    """Bounds from sessions of the national congress and of the consultative conference."""
    for match in SESSION.finditer(clean):
        congress = first_number(match, 1, 2)
        year = session_year(congress, number(match[3]))
        if year is None or (match[2] and congress < 5):
            continue
        start, end = match.span()
        before, after = clean[max(0, start - 50) : start], clean[end : end + 6]
        evidence = quote("session", start, end)
        own = any(first.search(before) and then.match(after) for first, then in OWN_SESSION)
        if start < HEAD and own:
            yield from span(quote("own session", start, end), year, year, Weight.FACT)
        elif re.search(r"去年[^，。；]{0,8}$", before):
            yield from span(evidence, year + 1, year + 1, Weight.FACT)
        elif after.startswith("以来的五年"):
            yield from span(evidence, year + 4, year + 5, Weight.USAGE)
        else:
            coming = bool(COMING.search(before[-14:]) or COMING.match(after))
            yield from span(evidence, year - coming, None, Weight.FACT)


def plan_mentions(clean: str) -> Iterator[tuple[re.Match[str], int]]:
    """Mentions of five-year plans with the first year of each."""
    for match in PLAN.finditer(clean):
        name = match[1] or match[2]
        plan = number(match[3]) if match[3] else 10 if name == "十五" else number(name[:-1])
        yield match, plan_start(plan)


def plans(clean: str, quote: Quote) -> Iterator[Bound]:
    """Bounds from five-year plans that are named, drafted or under way."""
    for match, first in plan_mentions(clean):
        start, end = match.span()
        after = clean[end : end + 14]
        if PLAN_ONGOING.match(after):
            yield from span(quote("plan under way", start, end), first, None, Weight.FACT)
            continue
        yield from span(quote("plan", start, end), first - PLAN_NOTICE, None, Weight.USAGE)
        if now := NOW_DRAFTED.match(clean, end):
            evidence = quote("plan being drafted", start, now.end())
            yield from span(evidence, first - 2, first, Weight.USAGE)
        if done := NEARLY_DONE.match(clean, end):
            evidence = quote("plan nearly done", start, done.end())
            yield from span(evidence, first + 3, first + 4, Weight.USAGE)
        this_year = THIS_YEAR.search(clean, max(0, start - 60), start)
        drafting = DRAFTING_AFTER.match(clean, end)
        if this_year and (drafting or DRAFTING_BEFORE.search(clean, this_year.start(), start)):
            until = drafting.end() if drafting else end
            evidence = quote("plan drafted this year", this_year.start(), until)
            yield from span(evidence, first - 2, first, Weight.USAGE)


def anniversaries(clean: str, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], int]]:
    """Each ``names(number)周年`` of the text: its match (name, number) and the number."""
    at = clean.find("周年")
    while at >= 0:
        match = pattern.search(clean, max(0, at - 30), at)
        if match is not None:
            yield match, number(match[2])
        at = clean.find("周年", at + 2)

"""What a text says about its own year without printing it: sessions, plans, anniversaries.

All rules read text that went through ``bounds.plain``; numerals may be Han or Arabic.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain

from explorer.corpus.bounds import Bound, Weight, span
from explorer.records import Evidence

Quote = Callable[[str, int, int], Evidence]
"""``quote(rule, start, end)`` gives the words of the original text as evidence."""

N = r"(\d{1,3}|[零一二三四五六七八九十百]{1,5})"
YEAR_ENDS = (
    r"(?<![\d零一二三四五六七八九].)"
    r"(?:(?<=1)9\d\d|(?<=2)0\d\d|(?<=[一二])[零一二三四五六七八九]{3})(?!\d)"
)
YEAR = rf"([12一二]{YEAR_ENDS})"
"""Its first figure stands in front of every condition, as a search is quick to find that."""
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}

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
PLAN_YEARS = (
    (re.compile(r"开局(?:起步)?之?年|开局的?一年|第一年|首年|起步之?年|头一年"), 0, 0),
    (re.compile(r"第二年"), 1, 1),
    (re.compile(r"第三年"), 2, 2),
    (re.compile(r"第四年"), 3, 3),
    (re.compile(r"收官之?年|最后一年|第五年"), 4, 4),
    (re.compile(r"(?:关键|重要|攻坚)(?:的?一年|之年|时期)"), 0, 4),
)
CLAUSE = re.compile(r"[^，。]{0,30}")
PLAN_OTHER = re.compile(r"(?:为|谋划|编制|谋篇|制定|启动|衔接|研究|筹划)[^，。；]{0,4}$")

SUBJECT = re.compile(
    rf"([今明去过12一二](?:(?<=[今明去])年|(?<=过)去的?一年|(?<=[12一二]){YEAR_ENDS}年))"
    r"，?(?:我们|我国|全国|也|又|既|将|正|恰|适|喜|还)*(?:是|逢|值|迎来|召开|举办)"
)
SUBJECT_REACH = 120
SENTENCE_END = re.compile(r"[。；;\n]")
SUBJECT_SHIFT = {"今年": 0, "明年": -1, "去年": 1}
NOT_NOW = re.compile(r"庆祝|献礼|优异|迎接|讲话|以来|喜迎")
MEETING = re.compile(r"大会|讲话|座谈|纪念日")
CONGRESS_YEAR = re.compile(
    rf"(?:将召开|召开|迎来)?党的{N}大(精神的?(?:开局|起步|第一年|第1年|首年)|召开之?年|即将召开|将召开)?"
)
CONGRESSES = {12: 1982, 13: 1987, 14: 1992, 15: 1997, 16: 2002, 17: 2007, 18: 2012, 19: 2017}
CONGRESSES |= {20: 2022}


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


def _plans(clean: str) -> Iterator[tuple[re.Match[str], int]]:
    """Mentions of five-year plans with the first year of each."""
    for match in PLAN.finditer(clean):
        name = match[1] or match[2]
        plan = number(match[3]) if match[3] else 10 if name == "十五" else number(name[:-1])
        yield match, plan_start(plan)


def plans(clean: str, quote: Quote) -> Iterator[Bound]:
    """Bounds from five-year plans that are named, drafted or under way."""
    for match, first in _plans(clean):
        start, end = match.span()
        after = clean[end : end + 14]
        if PLAN_ONGOING.match(after):
            yield from span(quote("plan under way", start, end), first, None, Weight.FACT)
            continue
        yield from span(quote("plan", start, end), first - PLAN_NOTICE, None, Weight.FACT)
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


def own_year(
    clean: str, quote: Quote, jubilees: re.Pattern[str], base: dict[str, int]
) -> Iterator[Bound]:
    """Bounds from what "this year", "last year" or a printed year is said to be."""
    printed: list[tuple[Evidence, int, int]] = []
    for match in SUBJECT.finditer(clean):
        stop = SENTENCE_END.search(clean, match.end(), match.end() + SUBJECT_REACH)
        end = stop.start() if stop else min(len(clean), match.end() + SUBJECT_REACH)
        next_subject = SUBJECT.search(clean, match.end(), end)
        end = next_subject.start() if next_subject else end
        said = clean[match.end() : end]
        shift = SUBJECT_SHIFT.get(match[1], 1 if "过去" in match[1] else None)
        found = chain(
            _said_jubilees(said, jubilees, base), _said_plans(said), _said_congresses(match, said)
        )
        for first, last, until in found:
            evidence = quote("what a year is", match.start(), match.end() + until)
            if shift is None:
                printed.append((evidence, first - 1, last + 1))
            else:
                yield from span(evidence, first + shift, last + shift, Weight.FACT)
    if printed:
        latest = max(last for _, _, last in printed)
        for evidence, first, last in printed:
            yield from span(evidence, first, latest if last == latest else None, Weight.USAGE)


def _said_jubilees(
    said: str, pattern: re.Pattern[str], base: dict[str, int]
) -> Iterator[tuple[int, int, int]]:
    for match, count in anniversaries(said, pattern):
        end = match.end() + 2
        if not NOT_NOW.search(said, 0, match.start()) and not MEETING.match(said, end):
            year = base[match[1]] + count
            yield year, year, end


def _said_plans(said: str) -> Iterator[tuple[int, int, int]]:
    mentions = list(_plans(said))
    ends = [following.start() for following, _ in mentions[1:]] + [len(said)] * bool(mentions)
    for (mention, first), end in zip(mentions, ends, strict=True):
        reach = CLAUSE.match(said, mention.end(), end)
        if reach is None or PLAN_OTHER.search(said, 0, mention.start()):
            continue
        for words, low, high in PLAN_YEARS:
            if (hit := words.search(reach.group())) and "良好开局" not in reach.group():
                yield first + low, first + high, mention.end() + hit.end()
                break


def _said_congresses(subject: re.Match[str], said: str) -> Iterator[tuple[int, int, int]]:
    calls = subject.group().endswith(("召开", "迎来", "将是"))
    for match in CONGRESS_YEAR.finditer(said):
        held = CONGRESSES.get(number(match[1]))
        what = match[2] or ""
        if held is None:
            continue
        if what.startswith("精神"):
            yield held + 1, held + 2, match.end()  # a report of December may be of the next year
        elif what or (calls and not match.start()):
            yield held, held, match.end()

"""What a text says its own year is: "this year is the 70th anniversary of ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from explorer.corpus.bounds import Bound, Weight, span
from explorer.corpus.self_dating import Quote, anniversaries, plan_mentions
from explorer.corpus.year_words import YEAR_ENDS, N, number
from explorer.records import Evidence

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
REWRITTEN = "a printed year is not what it is said to be"
"""Rule of the bounds from a year that cannot have been printed so: 2020, the centenary of 1921."""
NEW_SUBJECT = re.compile(
    r"，(?!(?:同时)?(?:[也又还更既恰正适将]|亦)?(?:是|逢|值|迎来|实施|贯彻|全面贯彻))"
)
"""A clause that need not speak of the year before it (1978年是转折，今天改革开放40周年)."""
OTHER_YEAR = re.compile(r"[明去来后]年|次年|下一年|\d年|[到至距]")
"""After this, an anniversary is another year's: 今年打基础，明年建党100周年."""
NEXT_TO_IT = re.compile(r"的?(?:前[一两]?年|后[一两]?年|次年|前夕|前夜|之[前后]|倒计时|到来之前)")
"""Follows what another year than this one is: 建党100周年的前一年."""
SENTENCE_END = re.compile(r"[。；;\n]")
SUBJECT_SHIFT = {"今年": 0, "明年": -1, "去年": 1}
NOT_NOW = re.compile(r"庆祝|献礼|优异|迎接|讲话|以来|喜迎")
MEETING = re.compile(r"大会|讲话|座谈|纪念日")
CONGRESS_YEAR = re.compile(
    rf"(?:将召开|召开|迎来)?党的{N}大(精神的?(?:开局|起步|第一年|第1年|首年)|召开之?年|即将召开|将召开)?"
)
CONGRESSES = {12: 1982, 13: 1987, 14: 1992, 15: 1997, 16: 2002, 17: 2007, 18: 2012, 19: 2017}
CONGRESSES |= {20: 2022}


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
            if NEXT_TO_IT.match(said, until):
                continue
            evidence = quote("what a year is", match.start(), match.end() + until)
            if shift is None:
                if not first <= number(match[1][:-1]) <= last:
                    if NEW_SUBJECT.search(said, 0, until):
                        continue
                    evidence = replace(evidence, rule=REWRITTEN)
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
        other = OTHER_YEAR.search(said, 0, match.start())
        if not (other or NOT_NOW.search(said, 0, match.start()) or MEETING.match(said, end)):
            year = base[match[1]] + count
            yield year, year, end


def _said_plans(said: str) -> Iterator[tuple[int, int, int]]:
    mentions = list(plan_mentions(said))
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
            # "The past year" of a report of December may be the one that is not over yet.
            yield held + 1, held + 1 if subject[1][0] in "12一二" else held + 2, match.end()
        elif what or (calls and not match.start()):
            yield held, held, match.end()

"""What one row of the table of dated facts proves in a text, told by the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from explorer.corpus.bounds import Bound, Weight, span
from explorer.corpus.self_dating import Quote, anniversaries
from explorer.corpus.year_words import TOLD_YEAR

CENTENARY = 100
"""The hundredth anniversaries were goals for decades, so that naming one proves little."""
CONTEXT = 40
NAMED_BEFORE = 2
"""Years by which a congress that is merely named may lie ahead."""
TAKES_EFFECT = re.compile(
    r"[^。；\n]{0,12}(?:将于|将自|将从|即将)[^。；，\n]{0,16}(?:施行|实施|生效)"
)
ABOUT_TO = re.compile(
    r"(?:即将|将要|将)(?:[于自从][^，。；\n]{0,14})?(?:施行|实施|生效)的[^，。；\n]{0,14}$"
)
REVISED = re.compile(r"修订|修改|修正|新的?[《\"]?$")
DRAFT = re.compile(r"[》\"]?\s*[（(]?(?:草案|立法|起草)|规|律|治|院")
ENFORCED_BEFORE = re.compile(r"(?:贯彻|实施|施行|执行|颁布|落实|依照|按照|根据)[^。；]{0,24}$")
ENFORCED_AFTER = re.compile(r"[》\"]?(?:的)?(?:颁布|贯彻|实施|施行|执行|正式|等法律|执法)")
AWAITED = re.compile(
    r"(?:迎接|喜迎|即将召开|将召开|将迎来|迎来|筹备|准备|明年|展望)[^，。；\n]{0,8}$"
)
AWAITED_AFTER = re.compile(r"的?(?:即将|将于|将在|将召开|召开之?年)")
HELD = re.compile(
    r"的?(?:精神|以来|报告|指出|提出|强调|胜利召开|胜利闭幕|确定|确立|作出|部署|关于|明确|描绘)"
)
HELD_NAMES = ("精神", "以来", "报告")
STUDYING = re.compile(r"宣传|贯彻|学习")
COMING = re.compile(r"(?:即将召开|将召开|将于|迎接|筹备)[^，。；\n]{0,8}$")
LOCAL = re.compile(r"[省市县区州]委$")
PLENUMS = re.compile(
    r"([一二]?十?[一二三四五六七八九十])届((?:[一二三四五六七八九十]{1,2}中(?:全会)?[、和及与]?)+)全会(精神)?"
)
STUDIED = re.compile(r"大[和、及][^。；]{0,40}$")
PLENUM = re.compile(r"([一二三四五六七八九十]{1,2})中")
AT_THE_MEETING = re.compile(r"(?:暨[^，。]{0,12}周年)?(?:(?:纪念|庆祝)?大会|纪念会|庆祝会)上")
GOAL = re.compile(r"[到至距][^，。；\n]{0,8}$")
"""Before an anniversary that is years ahead (到新中国成立80周年时)."""
NOT_YET = re.compile(r"[副候]$|候任$")
SENTENCE = 60
OF_A_TIME = re.compile(
    rf"(?:{TOLD_YEAR}年|以来|时期|期间|年代|世纪|先后|在任|(?<![当目日此])前|原)[^。！？\n]*$"
)
"""Before a leader who is spoken of as in office at some other time."""
OF_A_TIME_AFTER = re.compile(r"[^，。；\n]{0,8}(?:曾|生前|当年|当时|过[，：:\"])")
YEAR_WORD = re.compile(r"(今年|去年)[^。；\n]{0,30}$")
AFTERMATH = re.compile(r"灾后|灾区|恢复|重建|[一二三四五六七八九十\d]*周年|以来|后|影响")


@dataclass(frozen=True, slots=True)
class Era:
    """One row of the table; ``patterns`` are in the characters of ``bounds.plain``."""

    id: str
    kind: str
    after: int
    before: int | None
    month: str
    patterns: tuple[str, ...]


def row_bounds(era: Era, clean: str, quote: Quote) -> Iterator[Bound]:
    """The bounds that one row sets."""
    if era.kind == "law":
        yield from _law(era, clean, quote)
    elif era.kind == "congress":
        yield from _congress(era, clean, quote)
    elif era.kind == "event":
        yield from _event(era, clean, quote)
    elif era.kind == "office":
        yield from _office(era, clean, quote)
    else:
        weight = Weight.FACT if era.kind == "fact" else Weight.USAGE
        for start, end in _places(era, clean):
            yield from span(quote(era.id, start, end), era.after, era.before, weight)
            return


def _places(era: Era, clean: str) -> Iterator[tuple[int, int]]:
    """Where the patterns of a row stand as words of their own."""
    for pattern in era.patterns:
        at = clean.find(pattern)
        while at >= 0:
            end = at + len(pattern)
            if _whole(clean, pattern, at, end):
                yield at, end
            at = clean.find(pattern, end)


def _whole(clean: str, pattern: str, start: int, end: int) -> bool:
    """Whether no Latin word or figure goes on beside it, nor 交通运输部 as 交通运输部门."""
    before, after = clean[start - 1 : start] if start else "", clean[end : end + 1]
    if pattern[0].isascii() and pattern[0].isalnum() and before.isascii() and before.isalnum():
        return False
    if pattern[-1].isascii() and pattern[-1].isalnum() and after.isascii() and after.isalnum():
        return False
    return not (pattern[-1] == "部" and after == "门")


def _law(era: Era, clean: str, quote: Quote) -> Iterator[Bound]:
    enforced: tuple[int, int] | None = None
    for start, end in _places(era, clean):
        before, after = clean[max(0, start - CONTEXT) : start], clean[end : end + CONTEXT]
        if DRAFT.match(after) or REVISED.search(before):
            continue
        if TAKES_EFFECT.match(after) or ABOUT_TO.search(before):
            if era.before:
                evidence = quote(f"{era.id} to take effect", start, _sentence_end(clean, end))
                yield from span(evidence, era.after, era.before, Weight.FACT)
                return
        elif ENFORCED_BEFORE.search(before) or ENFORCED_AFTER.match(after):
            enforced = enforced or (start, end)
    if enforced:
        yield from span(quote(era.id, *enforced), era.after, None, Weight.FACT)


def _sentence_end(clean: str, start: int) -> int:
    stop = re.compile(r"[，。；\n]").search(clean, start, start + CONTEXT)
    return stop.start() if stop else min(len(clean), start + CONTEXT)


def _congress(era: Era, clean: str, quote: Quote) -> Iterator[Bound]:
    """Held, awaited, or merely named, and then it may lie ahead."""
    awaited: tuple[int, int] | None = None
    named: tuple[int, int] | None = None
    for start, end in _places(era, clean):
        before, after = clean[max(0, start - 16) : start], clean[end : end + 8]
        awaiting = AWAITED.search(before)
        ahead = bool(awaiting or AWAITED_AFTER.match(after)) or clean[start] in "迎喜"
        held = HELD.match(after) or clean.endswith(HELD_NAMES, start, end)
        opening = after.startswith("胜利召开") or not held
        if ahead and opening and not (awaiting and STUDYING.search(awaiting.group())):
            awaited = awaited or (start - len(awaiting.group()) if awaiting else start, end)
        elif held and not ahead:
            yield from span(quote(era.id, start, end), era.after, None, Weight.FACT)
            return
        else:
            named = named or (start, end)
    if awaited:
        evidence = quote(f"{era.id} awaited", *awaited)
        yield from span(evidence, era.after - 1, era.after, Weight.USAGE)
    elif named:
        yield from span(quote(era.id, *named), era.after - NAMED_BEFORE, None, Weight.FACT)


def _event(era: Era, clean: str, quote: Quote) -> Iterator[Bound]:
    first = True
    for start, end in _places(era, clean):
        if first:
            yield from span(quote(era.id, start, end), era.after, None, Weight.USAGE)
            first = False
        if era.before is None or AFTERMATH.match(clean, end):
            continue
        word = YEAR_WORD.search(clean, max(0, start - CONTEXT), start)
        if word is not None and "年" not in word.group()[2:]:
            shift = 1 if word[1] == "去年" else 0
            evidence = quote(f"{era.id} {'last' if shift else 'this'} year", word.start(), end)
            yield from span(evidence, era.after + shift, era.before + shift, Weight.USAGE)
            return


def _office(era: Era, clean: str, quote: Quote) -> Iterator[Bound]:
    """A title proves that its bearer has come into office; only the present holds them there."""
    first = True
    for start, end in _places(era, clean):
        if NOT_YET.search(clean, max(0, start - 8), start):
            continue
        if first:
            yield from span(quote(era.id, start, end), era.after, None, Weight.FACT)
            first = False
        said_before = clean[max(0, start - SENTENCE) : start]
        past = OF_A_TIME.search(said_before) or OF_A_TIME_AFTER.match(clean, end)
        if era.before is not None and not past:
            evidence = quote(f"{era.id} in office", start, end)
            yield from span(evidence, None, era.before, Weight.USAGE)
            return


def anniversary_bounds(
    clean: str, quote: Quote, pattern: re.Pattern[str], base: Mapping[str, int]
) -> Iterator[Bound]:
    """Lower bounds from anniversaries that a text names: they are prepared for two years."""
    for match, count in anniversaries(clean, pattern):
        if GOAL.search(clean, max(0, match.start() - 10), match.start()):
            continue
        held = AT_THE_MEETING.match(clean, match.end() + 2) is not None
        if held or 0 < count < CENTENARY:
            year = base[match[1]] + count - (0 if held else 2)
            evidence = quote("anniversary", match.start(), match.end() + 2)
            yield from span(evidence, year, None, Weight.FACT)


def plenum_bounds(clean: str, quote: Quote, plenums: Mapping[str, Era]) -> Iterator[Bound]:
    """Bounds from plenums: held, and the last one of those that are being studied."""
    studied: list[tuple[str, Bound]] = []
    for match in PLENUMS.finditer(clean):
        before = clean[max(0, match.start() - CONTEXT) : match.start()]
        names = [f"{match[1]}届{name}中全会" for name in PLENUM.findall(match[2])]
        eras = [plenums[name] for name in names if name in plenums]
        if not eras or LOCAL.search(before):
            continue
        coming = bool(COMING.search(before))
        for era in eras:
            yield from span(quote(era.id, *match.span()), era.after - coming, None, Weight.FACT)
        latest = max(eras, key=lambda era: era.month)
        following = _next_plenum(latest, plenums.values())
        if following and match[3] and (len(eras) > 1 or STUDIED.search(before)):
            evidence = quote("latest plenum studied", *match.span())
            bound = Bound("latest", following.after, evidence, Weight.USAGE)
            studied.append((latest.month, bound))
    if studied:
        yield max(studied, key=lambda pair: pair[0])[1]


def _next_plenum(latest: Era, plenums: Iterable[Era]) -> Era | None:
    later = [era for era in plenums if era.month > latest.month]
    return min(later, key=lambda era: era.month, default=None)

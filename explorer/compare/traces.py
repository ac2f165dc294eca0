"""Traces of copying: what in one passage belongs to the place or the year of the other.

A copied text seldom loses everything that was its model's: a district, the old city, the year for
which it was written. Such a name or year is a trace only where both passages have it within
wording that they share, so that an honest mention of the other city is none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from explorer.compare.facts import built_in_places
from explorer.compare.place_names import lies_within, names_in, owned_names
from explorer.compare.tiling import Span, Tile
from explorer.corpus.place_table import PlaceTable
from explorer.corpus.script import plain, simplified
from explorer.corpus.windows import SENTENCE_END
from explorer.corpus.year_words import in_figures
from explorer.records import Dating, Place

SHARED = 0.5
"""Share of the rest of the sentence that must be shared wording."""
LEAST = 6
"""Characters of shared wording in the sentence, beside the name itself, at least."""
NEAR, REACH = 2, 12
"""Characters by which the places of a name in the shared wording may differ, and by which it may be
parted from the wording that is shared."""
YEAR = re.compile(r"(?<![\d.])(?:19|20)\d\d年")
# What a text says of the year for which it is written, and of a year that is past it does not.
# 2024年是 begins reviews as well as plans: it made 15 false traces among 20,000 real pairs.
AHEAD = re.compile(
    r"年(?:[，度]|[上下]半年|[年底末之内]{1,2})?(?:[全我][市省县区国州盟]|我们|政府)?"
    r"(?:要|将|须|拟|力争|争取|确保|计划|前(?!后|[三两二几\d])|"
    r"的?(?:政府|经济社会发展|经济|主要|重点|总体|各项|预期|工作|目标|任务|的)*"
    r"(?:总体要求|目标|任务|安排|打算|部署|思路|重点))"
)
TO_DO = re.compile(r"(?:办好|做好|力争|争取|预计|确保|建议|计划于?|拟于|力争到|确保到)$")
"""Before a year that is still to come, or is running."""
DONE = re.compile(r"(?:完成了?|实现了?|回顾|过去的?|落实|根据|按照)[^，。；]{0,4}$")
"""Before a year: what was aimed at for it is told as past."""


class TraceKind(StrEnum):
    """What was left in a passage."""

    PLACE = "place"
    DISTRICT = "district"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Trace:
    """A name or a year in one passage that is the other's: half-open characters of its passage.

    ``side`` is ``"a"`` or ``"b"``, the passage in which it stands; ``points_to`` the short name of
    the other's place, or the other's year.
    """

    side: str
    kind: TraceKind
    start: int
    end: int
    quote: str
    points_to: str


@dataclass(frozen=True, slots=True)
class Sourced:
    """A passage, and where and when it comes from."""

    text: str
    place: Place
    dating: Dating


def traces(
    a: Sourced, b: Sourced, shared: Sequence[Tile], places: PlaceTable | None = None
) -> list[Trace]:
    """What of each passage's place and year stands in the other, those in ``a`` first.

    Args:
        a: the first passage.
        b: the second.
        shared: the tiles of their texts.
        places: the table of places; without it, the built-in one.
    """
    if not shared:
        return []
    table = places or built_in_places()
    runs = [run for tile in shared for run in tile.runs()]
    mirrored = [(run[2], run[3], run[0], run[1]) for run in runs]
    return [*_left_in("a", a, b, runs, table), *_left_in("b", b, a, sorted(mirrored), table)]


def _left_in(
    side: str, here: Sourced, there: Sourced, runs: Sequence[Span], table: PlaceTable
) -> Iterator[Trace]:
    """What of the other's origin stands in one passage, in its order."""
    sentences = _sentence_ends(here.text)
    found = [*_names(side, here, there, runs, table), *_years(side, here, there, runs)]
    for trace in sorted(found, key=lambda one: one.start):
        if _in_shared_sentence(trace, here.text, sentences, runs):
            yield trace


def _names(
    side: str, here: Sourced, there: Sourced, runs: Sequence[Span], table: PlaceTable
) -> Iterator[Trace]:
    own = owned_names(here.place, table)
    if not own or lies_within(here.place, there.place, table):
        return
    if lies_within(there.place, here.place, table):
        return
    left = names_in(here.text, there.place, table)
    if not left:
        return
    named_there = names_in(there.text, there.place, table)
    for start, end, whose in left:
        if simplified(here.text[start:end]) in own:
            continue
        also = [span[:2] for span in named_there if span[2].code == whose.code]
        if any(_beside(start, end, other, runs) for other in also):
            kind = TraceKind.DISTRICT if whose.within else TraceKind.PLACE
            yield Trace(side, kind, start, end, here.text[start:end], there.place.name or "")


def _years(side: str, here: Sourced, there: Sourced, runs: Sequence[Span]) -> Iterator[Trace]:
    year, own = there.dating.latest, here.dating.earliest
    if year is None or year != there.dating.earliest or own != here.dating.latest:
        return
    if own is None or own <= year:
        return
    words = in_figures(plain(here.text))
    for match in YEAR.finditer(words):
        start, end = match.span()
        inside = any(run[0] <= start and end <= run[1] for run in runs)
        if int(match[0][:4]) == year and inside and _looks_ahead(words, start, end):
            yield Trace(side, TraceKind.YEAR, start, end, here.text[start:end], str(year))


def _looks_ahead(words: str, start: int, end: int) -> bool:
    """Whether a text that names a year so is written for that year."""
    if DONE.search(words, max(0, start - 8), start):
        return False
    before = TO_DO.search(words, max(0, start - 3), start)
    return before is not None or AHEAD.match(words, end - 1) is not None


def _beside(start: int, end: int, other: tuple[int, int], runs: Sequence[Span]) -> bool:
    """Whether a name of one passage and one of the other stand at the same place of the wording.

    Within one shared run, or next to the same one.
    """
    for a_start, a_end, b_start, b_end in runs:
        if a_start <= start and end <= a_end:
            if b_start + start - a_start - NEAR <= other[0] <= b_start + start - a_start + NEAR:
                return True
        elif abs((start - a_end) - (other[0] - b_end)) <= NEAR and 0 <= start - a_end <= REACH:
            return True
        elif abs((a_start - end) - (b_start - other[1])) <= NEAR and 0 <= a_start - end <= REACH:
            return True
    return False


def _sentence_ends(text: str) -> list[int]:
    return [*(match.end() for match in SENTENCE_END.finditer(text)), len(text)]


def _in_shared_sentence(trace: Trace, text: str, ends: Sequence[int], runs: Sequence[Span]) -> bool:
    """Whether the rest of the sentence around a name is wording that both passages share."""
    at = bisect_right(ends, trace.start)
    first, last = ends[at - 1] if at else 0, ends[bisect_left(ends, trace.end)]
    rest = [n for n in range(first, last) if not trace.start <= n < trace.end and text[n].isalnum()]
    same = sum(1 for n in rest if any(run[0] <= n < run[1] for run in runs))
    return same >= LEAST and same >= SHARED * len(rest)

"""What a text tells of the past: there "this year" is none of its own.

A text may quote what was said and tell what was awaited years ago, but all of that has been. So in
such a passage bounds from below hold, and bounds from above do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from explorer.corpus.bounds import Bound
from explorer.corpus.year_words import TOLD_YEAR

PAST = (
    r"(?<![\d零一二三四五六七八九十])(?:\d{1,2}|[一二三四五六七八九十几]{1,3})多?年(?:以|之)?前"
    r"|当年|那年|那一年|当时|那时|时任|曾经?|回忆|日记"
)
TOLD = re.compile(PAST)
"""Puts the rest of its sentence into the past."""
DATED = re.compile(rf"{TOLD_YEAR}年|{PAST}")
"""In the sentence that leads into a quotation, puts all that is quoted into the past."""
QUOTED_BY = {"“": "”", "「": "」", "『": "』", "‘": "’", '"': '"', "＂": "＂"}
LONGEST_QUOTATION = 600
LONGEST_SENTENCE = 120
"""Characters before a claim in which the quotation, and before that in which the sentence that
holds it, must begin."""


def of_its_own_time(bounds: Iterable[Bound], text: str, clean: str) -> list[Bound]:
    """The bounds without those from above that stand in what the text retells.

    ``clean`` is ``bounds.plain(text)``.
    """
    known: dict[int, bool] = {}
    kept = []
    for bound in bounds:
        if bound.side == "latest":
            at = bound.evidence.start
            if at not in known:
                known[at] = _is_retold(text, clean, at)
            if known[at]:
                continue
        kept.append(bound)
    return kept


def _is_retold(text: str, clean: str, at: int) -> bool:
    if TOLD.search(_sentence_before(clean, at)):
        return True
    return any(DATED.search(_sentence_before(clean, one)) for one in _open_quotations(text, at))


def _sentence_before(clean: str, at: int) -> str:
    """The beginning of the sentence in which a place stands."""
    before = clean[max(0, at - LONGEST_SENTENCE) : at]
    return before[max(map(before.rfind, "。！？\n")) + 1 :]


def _open_quotations(text: str, at: int) -> Iterator[int]:
    """Where the quotations of a line begin that are still open at a place."""
    begun = max(0, at - LONGEST_QUOTATION)
    begun = max(begun, text.rfind("\n", begun, at) + 1)
    waiting: list[tuple[str, int]] = []
    for place, sign in enumerate(text[begun:at], begun):
        if waiting and sign == waiting[-1][0]:
            waiting.pop()
        elif sign in QUOTED_BY:
            waiting.append((QUOTED_BY[sign], place))
    yield from (place for _, place in waiting)

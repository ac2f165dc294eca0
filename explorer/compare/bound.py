"""How much of their wording a passage and each of many others share at most, quickly.

Tiles take about a millisecond a pair. Nearly all paragraphs share next to nothing with a passage,
and that is seen without them: a tile is made of runs of four tokens, or three words
(:mod:`explorer.compare.shadow`), so of four letters, or three of scripts with words, that follow
one another in the passage, too.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from explorer.compare.shadow import (
    CIRCLE,
    HALF_WIDTH_MARKS,
    JOINER,
    LONGEST,
    WORD,
    ZERO,
    form_of,
    shadow,
    weight_of,
)

BORDER = "\0"
NOTHING, INNER, UNSETTLED = 0, 1, 2
"""What parts letters, what may stand within a token and is not compared, what becomes several."""
HAN_NUMERALS = dict(zip(ZERO + "一二三四五六七八九", "0123456789", strict=True))
UNBOUNDED = 1.0

Codes = NDArray[np.int32]
Keys = NDArray[np.int64]


class WordingBound:
    """The most wording (share of the shorter one, 0-1) that other passages share with a passage.

    It is exact as a bound: no pair shares more. Passages whose letters are composed of several
    characters get 1.
    """

    def __init__(self, passage: str) -> None:
        self._letters = max(1, shadow(passage).letters[-1])
        self._codes = _codes()
        codes = self._codes.of(_prepared(passage[:LONGEST]))
        self._inner = int(np.count_nonzero(codes == INNER))
        self._settled = _is_composed(passage) and not (codes == UNSETTLED).any()
        own = codes[codes > UNSETTLED]
        self._known = np.unique(own)
        self._base = len(self._known) + 1
        numbers = np.searchsorted(self._known, own) + 1
        self._fours = np.unique(self._keys(numbers, 4))
        self._threes = np.unique(self._keys(numbers, 3))

    def __call__(self, others: Sequence[str]) -> NDArray[np.float64]:
        """The bound of each of some passages: (n,)."""
        if not self._settled or not others:
            return np.full(len(others), UNBOUNDED)
        joined = BORDER.join(_prepared(other[:LONGEST].replace(BORDER, " ")) for other in others)
        codes = self._codes.of(joined)
        border = np.frombuffer(_points(joined), dtype="<u4") == ord(BORDER)
        owner = np.cumsum(border)
        size = len(others)
        inner = np.bincount(owner[codes == INNER], minlength=size)
        loose = np.bincount(owner[codes == UNSETTLED], minlength=size) > 0
        kept = (codes > UNSETTLED) | border
        letters, owner = codes[kept], owner[kept]
        count = np.bincount(owner[letters > UNSETTLED], minlength=size)
        shared = np.bincount(owner[self._covered(letters)], minlength=size)
        theirs = (shared + inner) / np.maximum(count + inner, 1)
        bound = np.maximum(theirs, (shared + self._inner) / self._letters)
        if not _is_composed(joined):
            loose |= np.fromiter((not _is_composed(other) for other in others), bool, size)
        return np.where(loose, UNBOUNDED, np.minimum(bound, UNBOUNDED))

    def _covered(self, letters: Codes) -> NDArray[np.bool_]:
        """Which letters stand in a run that the passage has, too."""
        places = np.minimum(np.searchsorted(self._known, letters), len(self._known) - 1)
        known = self._known[places] == letters if len(self._known) else letters < 0
        numbers = np.where(known, places + 1, 0)
        worded = known & self._codes.in_words(letters)
        covered = np.zeros(len(letters), dtype=bool)
        for length, runs, may in ((4, self._fours, known), (3, self._threes, worded)):
            starts = np.flatnonzero(_all_of(may, length))
            keys = np.zeros(len(starts), dtype=np.int64)
            for step in range(length):
                keys = keys * self._base + numbers[starts + step]
            starts = starts[np.isin(keys, runs)]
            for step in range(length):
                covered[starts + step] = True
        return covered

    def _keys(self, numbers: Keys, length: int) -> Keys:
        keys = np.zeros(max(0, len(numbers) - length + 1), dtype=np.int64)
        for step in range(length):
            keys = keys * self._base + numbers[step : step + len(keys)]
        return keys


def _all_of(flags: NDArray[np.bool_], length: int) -> NDArray[np.bool_]:
    """Where a stretch of so many begins of which all have the flag."""
    whole = flags[: max(0, len(flags) - length + 1)].copy()
    for step in range(1, length):
        whole &= flags[step : step + len(whole)]
    return whole


@cache
def _codes() -> _Codes:
    return _Codes()


class _Codes:
    """The comparable letter of each character, as a number above ``UNSETTLED``; kept once met."""

    def __init__(self) -> None:
        self._table = np.full(0x110000, -1, dtype=np.int32)
        self._worded = np.zeros(0x110000 + UNSETTLED + 1, dtype=bool)

    def of(self, text: str) -> Codes:
        """The code of each character of a text."""
        points = np.frombuffer(_points(text), dtype="<u4")
        met = np.zeros(0x110000, dtype=bool)
        met[points] = True
        for point in np.flatnonzero(met & (self._table < 0)).tolist():
            code = self._table[point] = _code(chr(point))
            if code > UNSETTLED:
                self._worded[code] = weight_of(chr(code - UNSETTLED - 1)) == WORD
        return np.asarray(self._table[points])

    def in_words(self, codes: Codes) -> NDArray[np.bool_]:
        """Which of some codes are of a script of words."""
        return self._worded[codes]


def _code(character: str) -> int:
    form = form_of(character)
    letters = "".join(one for one in form if one.isalnum())
    if len(letters) > 1:
        return UNSETTLED
    if letters:
        return ord(HAN_NUMERALS.get(letters, letters)) + UNSETTLED + 1
    inner = any(one in f"{JOINER}.," or unicodedata.category(one)[0] == "M" for one in form)
    return INNER if inner else NOTHING


def _prepared(text: str) -> str:
    if "○" not in text and "◯" not in text:
        return text
    return CIRCLE.sub(lambda found: ZERO * len(found[0]), text)


def _is_composed(text: str) -> bool:
    marked = any(mark in text for mark in HALF_WIDTH_MARKS)
    return not marked and unicodedata.is_normalized("NFC", text)


def _points(text: str) -> bytes:
    return text.encode("utf-32-le", "surrogatepass")

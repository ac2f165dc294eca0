"""Compares the wording of two passages: the runs that they share, wherever these stand in each.

``difflib`` finds a third of re-ordered shared wording; tiles, which need no order, find nine
tenths.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass

SEED_HAN = 4
"""Han characters of the shortest tile: unrelated paragraphs share 1.4 % of their runs of four, 12 %
of their runs of three."""
SEED_WORDS = 3
"""Words of the shortest tile in a spaced script."""
SEED_PLACES = 64
"""Places of a seed that are tried; more often it is a stutter, and trying all is quadratic."""
GAP = 1
"""Tokens by which two tiles may be parted on both sides and still count as one."""
LONGEST = 20_000
"""Characters of a passage that are compared."""

TOKEN = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+"
)
WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Tile:
    """A run of wording that two passages share, as half-open characters of each."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int


@dataclass(frozen=True, slots=True)
class Token:
    """A Han character or a word in comparable form, with its characters in the passage."""

    form: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The comparable tokens of a passage: NFKC, lower case, no punctuation, no spaces."""
    return [
        Token(unicodedata.normalize("NFKC", match.group()).casefold(), match.start(), match.end())
        for match in TOKEN.finditer(text[:LONGEST])
    ]


def tiles(a: str, b: str) -> list[Tile]:
    """The shared runs of two passages, the longest first placed, in the order of ``a``.

    Tiles overlap on neither side, so no wording is counted twice.
    """
    first, second = tokens(a), tokens(b)
    runs = _merge_gaps(_place(_candidates(first, second), len(first), len(second)))
    return [
        Tile(
            first[start_a].start,
            first[start_a + length_a - 1].end,
            second[start_b].start,
            second[start_b + length_b - 1].end,
        )
        for start_a, start_b, length_a, length_b in runs
    ]


def overlap(a: str, b: str, shared: list[Tile]) -> float:
    """The share (0-1) of the shorter passage's letters and figures that stand in shared tiles."""
    covered_a = sum(_letters(a[tile.a_start : tile.a_end]) for tile in shared)
    covered_b = sum(_letters(b[tile.b_start : tile.b_end]) for tile in shared)
    length_a, length_b = _letters(a[:LONGEST]), _letters(b[:LONGEST])
    covered, length = (covered_a, length_a) if length_a <= length_b else (covered_b, length_b)
    return min(1.0, covered / length) if length else 0.0


def _letters(text: str) -> int:
    return sum(character.isalnum() for character in text)


def _seed_length(first: list[Token], second: list[Token]) -> int:
    """Four characters where either passage is mostly written without spaces, else three words."""
    wide = sum(bool(WIDE.match(token.form)) for token in [*first, *second])
    return SEED_HAN if 2 * wide > len(first) + len(second) else SEED_WORDS


def _candidates(first: list[Token], second: list[Token]) -> list[tuple[int, int, int]]:
    """(length, start in first, start in second) of every maximal shared run, the longest first."""
    size = _seed_length(first, second)
    a, b = [token.form for token in first], [token.form for token in second]
    seeds: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index in range(len(b) - size + 1):
        seeds[tuple(b[index : index + size])].append(index)
    found = []
    reached: dict[int, int] = {}  # per diagonal, where its last run ends in the first passage
    for start in range(len(a) - size + 1):
        for other in seeds.get(tuple(a[start : start + size]), ())[:SEED_PLACES]:
            if reached.get(start - other, -1) > start:
                continue
            length = size
            while (
                start + length < len(a)
                and other + length < len(b)
                and a[start + length] == b[other + length]
            ):
                length += 1
            reached[start - other] = start + length
            found.append((length, start, other))
    return sorted(found, key=lambda run: (-run[0], run[1], run[2]))


def _place(
    candidates: list[tuple[int, int, int]], length_a: int, length_b: int
) -> list[tuple[int, int, int, int]]:
    """Runs that overlap on neither side, greedily from the longest; in order of the first."""
    free_a, free_b = bytearray(b"\x01" * length_a), bytearray(b"\x01" * length_b)
    size = min((run[0] for run in candidates), default=0)
    placed = []
    for length, start, other in candidates:
        begin = 0
        while begin < length and not (free_a[start + begin] and free_b[other + begin]):
            begin += 1
        end = begin
        while end < length and free_a[start + end] and free_b[other + end]:
            end += 1
        if end - begin < size:
            continue  # longer runs took so much of it that less than a seed is left
        free_a[start + begin : start + end] = bytes(end - begin)
        free_b[other + begin : other + end] = bytes(end - begin)
        placed.append((start + begin, other + begin, end - begin, end - begin))
    return sorted(placed)


def _merge_gaps(runs: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Neighbouring runs as one where at most ``GAP`` tokens part them on both sides."""
    merged: list[tuple[int, int, int, int]] = []
    for run in runs:
        if merged:
            start_a, start_b, length_a, length_b = merged[-1]
            gap_a = run[0] - start_a - length_a
            gap_b = run[1] - start_b - length_b
            if 0 <= gap_a <= GAP and 0 <= gap_b <= GAP:
                joined = (start_a, start_b, run[0] + run[2] - start_a, run[1] + run[3] - start_b)
                merged[-1] = joined
                continue
        merged.append(run)
    return merged

"""How much of their wording two passages share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.compare.regions import heaviest_in_order
from explorer.compare.shadow import Shadow, shadow
from explorer.compare.tiling import Tile, tiles


@dataclass(frozen=True, slots=True)
class Wording:
    """The shared wording of two passages.

    Shares (0-1) are of a passage's letters and figures; what stands in the gaps of a tile is not
    shared.
    """

    tiles: tuple[Tile, ...]
    """In the order of the first passage, so a tile's number is the same on both sides."""
    share_a: float
    share_b: float
    share_of_shorter: float
    longest: int
    """Letters and figures of the longest run without a gap."""


def wording(a: str, b: str) -> Wording:
    """The shared wording of two passages; ``wording(b, a)`` is its mirror image."""
    shared = tuple(tiles(a, b))
    share_a, share_b = _shares(a, b, shared)
    runs = [run for tile in shared for run in tile.runs()]
    first, second = shadow(a), shadow(b)
    longest = max(
        (min(_letters(first, *run[:2]), _letters(second, *run[2:])) for run in runs), default=0
    )
    return Wording(shared, share_a, share_b, overlap(a, b, shared), longest)


def overlap(a: str, b: str, shared: Sequence[Tile]) -> float:
    """The share (0-1) of the shorter passage's letters and figures that stand in shared tiles."""
    share_a, share_b = _shares(a, b, shared)
    length_a, length_b = shadow(a).letters[-1], shadow(b).letters[-1]
    if length_a == length_b:
        return max(share_a, share_b)
    return share_a if length_a < length_b else share_b


def identity(a: str, b: str, shared: Sequence[Tile]) -> float:
    """How far one passage stands in the other word for word (0-1).

    What both have in the same order, of the longest of: the shorter passage, and the stretch that
    it takes on either side. Measured on 120 altered paragraphs: 1 for copies, in traditional
    characters too; at most 0.94 with words deleted, 0.82 with clauses cut, 0.53 re-ordered, 0.98
    with names and figures swapped.
    """
    chain = heaviest_in_order(shared)
    if not chain:
        return 0.0
    first, second = shadow(a), shadow(b)
    same = sum(_letters(first, *run[:2]) for tile in chain for run in tile.runs())
    spans = (
        _letters(first, chain[0].a_start, chain[-1].a_end),
        _letters(second, chain[0].b_start, chain[-1].b_end),
        min(first.letters[-1], second.letters[-1]),
    )
    return same / max(1, *spans)


def _shares(a: str, b: str, shared: Sequence[Tile]) -> tuple[float, float]:
    first, second = shadow(a), shadow(b)
    covered_a = covered_b = 0
    for tile in shared:
        covered_a += _letters(first, tile.a_start, tile.a_end)
        covered_b += _letters(second, tile.b_start, tile.b_end)
        for gap in tile.gaps:
            covered_a -= _letters(first, gap.a_start, gap.a_end)
            covered_b -= _letters(second, gap.b_start, gap.b_end)
    return covered_a / max(1, first.letters[-1]), covered_b / max(1, second.letters[-1])


def _letters(passage: Shadow, start: int, end: int) -> int:
    return passage.letters[passage.before(end)] - passage.letters[passage.before(start)]

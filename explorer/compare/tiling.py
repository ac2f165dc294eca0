"""The runs of wording that two passages share, wherever these stand in each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from explorer.compare.candidates import Run, shared_runs
from explorer.compare.shadow import LEAST_WEIGHT, Shadow, shadow

GAP = 1
"""Tokens by which two runs may be parted on both sides and still be one tile."""


Span = tuple[int, int, int, int]
"""Half-open characters: start and end in the first passage, start and end in the second."""


@dataclass(frozen=True, slots=True)
class Gap:
    """The token, or none, that parts two runs of a tile, as half-open characters of each side."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int


@dataclass(frozen=True, slots=True)
class Tile:
    """A run of wording that two passages share, as half-open characters of each."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    gaps: tuple[Gap, ...] = ()
    """What within the tile is not shared, in the order of both sides."""

    def runs(self) -> list[Span]:
        """The stretches that are shared, between the gaps."""
        gaps_a = (at for gap in self.gaps for at in (gap.a_start, gap.a_end))
        gaps_b = (at for gap in self.gaps for at in (gap.b_start, gap.b_end))
        cuts_a, cuts_b = (self.a_start, *gaps_a, self.a_end), (self.b_start, *gaps_b, self.b_end)
        return list(zip(cuts_a[::2], cuts_a[1::2], cuts_b[::2], cuts_b[1::2], strict=True))


def tiles(a: str, b: str) -> list[Tile]:
    """The shared runs of two passages, the longest first placed, in the order of ``a``.

    Tiles overlap on neither side, so no wording is counted twice. ``tiles(b, a)`` are the same
    ones seen from the other side.
    """
    first, second = shadow(a), shadow(b)
    if (first.forms, a) <= (second.forms, b):
        runs = _place(first, second)
    else:
        runs = [(start, other, n) for other, start, n in _place(second, first)]
    return [_tile(joined, first, second) for joined in _joined(sorted(runs))]


def _place(first: Shadow, second: Shadow) -> list[Run]:
    """Runs that overlap on neither side, greedily from the heaviest.

    Where heavier ones took a part of a run, what is left of it waits for its turn.
    """
    used_a, used_b = bytearray(len(first.forms)), bytearray(len(second.forms))
    heap = [_ranked(run, first, second) for run in shared_runs(first, second)]
    heapify(heap)
    placed = []
    while heap:
        weight, _, run = heappop(heap)
        if -weight < LEAST_WEIGHT:
            break
        start, other, length = run
        free = list(_free(run, used_a, used_b))
        if free == [run]:
            used_a[start : start + length] = used_b[other : other + length] = b"\x01" * length
            placed.append(run)
            continue
        for rest in free:
            heappush(heap, _ranked(rest, first, second))
    return placed


def _ranked(run: Run, first: Shadow, second: Shadow) -> tuple[float, int, Run]:
    """Heavier runs sort first; of equal ones, that at the same height of both passages."""
    if first.divided or second.divided:
        run = _whole_characters(run, first, second)
    start, other, length = run
    weight = first.weights[start + length] - first.weights[start]
    return -weight, abs(start * len(second.forms) - other * len(first.forms)), run


def _whole_characters(run: Run, first: Shadow, second: Shadow) -> Run:
    """The run without the tokens that are a part of a character of which another part is not."""
    start, other, length = run
    while length and (first.divides(start) or second.divides(other)):
        start, other, length = start + 1, other + 1, length - 1
    while length and (first.divides(start + length) or second.divides(other + length)):
        length -= 1
    return start, other, length


def _free(run: Run, used_a: bytearray, used_b: bytearray) -> Iterator[Run]:
    """The stretches of a run that are free on both sides."""
    start, other, length = run
    at = 0
    while at < length:
        after = min(
            (
                found - begin
                for used, begin in ((used_a, start), (used_b, other))
                if (found := used.find(1, begin + at, begin + length)) >= 0
            ),
            default=length,
        )
        if after > at:
            yield start + at, other + at, after - at
        at = after
        while at < length and (used_a[start + at] or used_b[other + at]):
            at += 1


def _joined(runs: list[Run]) -> list[list[Run]]:
    """Runs in the order of the first passage, those of one tile together."""
    joined: list[list[Run]] = []
    for run in runs:
        if joined:
            start, other, length = joined[-1][-1]
            gap_a, gap_b = run[0] - start - length, run[1] - other - length
            if 0 <= gap_a <= GAP and 0 <= gap_b <= GAP:
                joined[-1].append(run)
                continue
        joined.append([run])
    return joined


def _tile(runs: list[Run], first: Shadow, second: Shadow) -> Tile:
    gaps = []
    for (start, other, length), (next_start, next_other, _) in zip(runs, runs[1:], strict=False):
        gap_a, gap_b = (start + length, next_start), (other + length, next_other)
        if gap_a[0] < gap_a[1] or gap_b[0] < gap_b[1]:
            gaps.append(Gap(*first.characters(*gap_a), *second.characters(*gap_b)))
    start, other, _ = runs[0]
    last, last_other, length = runs[-1]
    return Tile(
        *first.characters(start, last + length),
        *second.characters(other, last_other + length),
        tuple(gaps),
    )

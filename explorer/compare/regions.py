"""The regions of two passages between their shared runs, with the facts that stand there whole."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from explorer.compare.alignment import Unit
from explorer.compare.fact_kinds import Fact, Kind
from explorer.compare.facts import facts
from explorer.compare.shadow import Shadow, shadow
from explorer.compare.tiling import Span, Tile
from explorer.corpus.place_table import PlaceTable

Tokens = tuple[int, int]
"""Half-open tokens of a passage."""


@dataclass(slots=True)
class Region:
    """What stands between two shared runs: half-open tokens of both sides."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int


class Side:
    """A passage with its facts, by tokens."""

    def __init__(self, text: str, places: PlaceTable | None) -> None:
        """Find the facts."""
        self.shadow: Shadow = shadow(text)
        self.facts: list[Fact] = []
        self._written: dict[int, tuple[int, Fact]] = {}
        for written in facts(self.shadow.text, places):
            start, end = self.tokens(written.start, written.end)
            if start < end:
                self.facts.append(Fact(start, end, written.kind))
                self._written[start] = end, written
        self._starts = [fact.start for fact in self.facts]
        self._by_start = {fact.start: fact for fact in self.facts}

    def tokens(self, start: int, end: int) -> Tokens:
        """The tokens that begin in a stretch of characters."""
        return self.shadow.before(start), self.shadow.before(end)

    def characters(self, start: int, end: int) -> tuple[int, int]:
        """The characters of a stretch of tokens; of a fact, with its signs ($5, 5%)."""
        last, written = self._written.get(start, (start, None))
        if written and last == end:
            return written.start, written.end
        return self.shadow.characters(start, end)

    def share_outside_facts(self, same: Sequence[Tokens]) -> float:
        """The share (0-1) of the letters outside of facts that stand in stretches of tokens.

        Of a passage that is all facts, the share of these.
        """
        letters = self.shadow.letters
        sizes = [end - start for start, end in pairwise(letters)]
        outside = sizes.copy()
        for fact in self.facts:
            outside[fact.start : fact.end] = [0] * (fact.end - fact.start)
        left = outside if any(outside) else sizes
        length = sum(left)
        for start, end in same:
            left[start:end] = [0] * (end - start)
        return 1 - sum(left) / length if length else 0.0

    def across(self, token: int) -> Fact | None:
        """The fact that a cut before a token would cut in two."""
        at = bisect_right(self._starts, token) - 1
        fact = self.facts[at] if at >= 0 else None
        return fact if fact and fact.start < token < fact.end else None

    def units(self, start: int, end: int, without: Sequence[Tokens]) -> list[Unit]:
        """The facts and single tokens of a region, but for some stretches of it, in order."""
        found: list[Unit] = []
        skips = dict(without)
        starts = list(skips)
        at = start
        while at < end:
            if at in skips:
                at = skips[at]
                continue
            fact = self._by_start.get(at)
            last, kind = (fact.end, fact.kind) if fact else (at + 1, Kind.WORDING)
            last = min([last, end, *starts[(after := bisect_right(starts, at)) : after + 1]])
            found.append(Unit(kind, tuple(self.shadow.forms[at:last]), at, last))
            at = last
        return found


def heaviest_in_order(shared: Sequence[Tile]) -> list[Tile]:
    """The tiles, of the most characters together, that both passages have in the same order."""
    # The best chains so far, each by where it ends in b, how heavy it is, and its last tile.
    ends: list[int] = []
    weights: list[int] = []
    lasts: list[int] = []
    before: list[int | None] = []
    for number, tile in enumerate(shared):
        at = bisect_right(ends, tile.b_start)
        before.append(lasts[at - 1] if at else None)
        weight = tile.a_end - tile.a_start + (weights[at - 1] if at else 0)
        at = bisect_left(ends, tile.b_end)
        if at and weights[at - 1] >= weight:
            continue
        until = at
        while until < len(ends) and weights[until] <= weight:
            until += 1
        ends[at:until], weights[at:until], lasts[at:until] = [tile.b_end], [weight], [number]
    chain: list[Tile] = []
    number_or_none = lasts[-1] if lasts else None
    while number_or_none is not None:
        chain.append(shared[number_or_none])
        number_or_none = before[number_or_none]
    return chain[::-1]


def regions_between(first: Side, second: Side, in_order: Sequence[Tile]) -> list[Region]:
    """What stands between the runs of tiles in order, before and after them, facts uncut."""
    ends = len(first.shadow.forms), len(second.shadow.forms)
    whole = Region(0, ends[0], 0, ends[1])
    return _uncut(whole, [run for tile in in_order for run in tile.runs()], first, second)


def regions_within(first: Side, second: Side, tile: Tile) -> list[Region]:
    """What stands between the runs of one tile, facts uncut."""
    whole = Region(
        *first.tokens(tile.a_start, tile.a_end), *second.tokens(tile.b_start, tile.b_end)
    )
    return _uncut(whole, tile.runs(), first, second)


def _uncut(whole: Region, runs: Sequence[Span], first: Side, second: Side) -> list[Region]:
    """What runs leave of two stretches, with the whole of each fact that they cut."""
    regions: list[Region] = []
    a, b = whole.a_start, whole.b_start
    for run in runs:
        (a_start, a_end), (b_start, b_end) = first.tokens(*run[:2]), second.tokens(*run[2:])
        regions.append(Region(a, a_start, b, b_start))
        a, b = a_end, b_end
    regions.append(Region(a, whole.a_end, b, whole.b_end))
    filled = [one for one in regions if one.a_start < one.a_end or one.b_start < one.b_end]
    reaching = _reach_left(filled, first, second, whole.a_start)
    return _reach_right(reaching, first, second, whole.a_end)


def _reach_left(regions: list[Region], first: Side, second: Side, lowest: int) -> list[Region]:
    """Regions that begin before the facts that they begin in; those that then meet, as one."""
    found: list[Region] = []
    for region in regions:
        room = region.a_start - (found[-1].a_end if found else lowest)
        back = 0
        while back < room:
            facts_cut = (
                first.across(region.a_start - back),
                second.across(region.b_start - back),
            )
            starts = (region.a_start, region.b_start)
            more = [at - one.start for one, at in zip(facts_cut, starts, strict=True) if one]
            if not more:
                break
            back = min(room, max(more))
        region.a_start, region.b_start = region.a_start - back, region.b_start - back
        if found and back == room:
            found[-1].a_end, found[-1].b_end = region.a_end, region.b_end
        else:
            found.append(region)
    return found


def _reach_right(regions: list[Region], first: Side, second: Side, highest: int) -> list[Region]:
    """Regions that end after the facts that they end in; those that then meet, as one."""
    found: list[Region] = []
    for region in reversed(regions):
        room = (found[-1].a_start if found else highest) - region.a_end
        on = 0
        while on < room:
            facts_cut = first.across(region.a_end + on), second.across(region.b_end + on)
            ends = (region.a_end, region.b_end)
            more = [one.end - at for one, at in zip(facts_cut, ends, strict=True) if one]
            if not more:
                break
            on = min(room, max(more))
        region.a_end, region.b_end = region.a_end + on, region.b_end + on
        if found and on == room:
            found[-1].a_start, found[-1].b_start = region.a_start, region.b_start
        else:
            found.append(region)
    return found[::-1]

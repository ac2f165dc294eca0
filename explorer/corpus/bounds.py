"""Bounds of a year, and how bounds that contradict each other are settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

from explorer.corpus.script import simplified
from explorer.records import Evidence

Side = Literal["earliest", "latest"]

_VARIANTS = '０0１1２2３3４4５5６6７7８8９9“"”"「"」"『"』"＂"‘"’"〇零○零Ｏ零'
"""Pairs of a figure or quotation mark and the one that rules are written in."""
_PLAIN = str.maketrans(_VARIANTS[::2], _VARIANTS[1::2])


class Weight(IntEnum):
    """How far a bound may be trusted: a stronger one silences a weaker one, never the reverse."""

    PRINTED = 1  # rests on a year printed in the text, which a reposting site may have rewritten
    USAGE = 2  # rests on the wording of a time, on a habit or an expectation
    FACT = 3  # rests on a dated fact


@dataclass(frozen=True, slots=True)
class Bound:
    """A year before (``earliest``) or after (``latest``) which a text cannot have been spoken."""

    side: Side
    year: int
    evidence: Evidence
    weight: Weight = Weight.FACT

    def allows(self, year: int) -> bool:
        """Whether a text of this year respects the bound."""
        return year >= self.year if self.side == "earliest" else year <= self.year


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The tightest interval that the kept bounds allow; ``None`` leaves a side open."""

    earliest: int | None
    latest: int | None
    kept: tuple[Bound, ...]
    left_out: tuple[Bound, ...]


def plain(text: str) -> str:
    """The text in the characters that rules are written in; every character stays in its place."""
    return simplified(text).translate(_PLAIN)


def span(
    evidence: Evidence, earliest: int | None, latest: int | None, weight: Weight
) -> Iterator[Bound]:
    """The one or two bounds that a piece of evidence sets."""
    if earliest is not None:
        yield Bound("earliest", earliest, evidence, weight)
    if latest is not None:
        yield Bound("latest", latest, evidence, weight)


def in_order(bounds: Iterable[Bound]) -> list[Bound]:
    """The bounds without repetitions, from the start of the text to its end."""
    return sorted(set(bounds), key=_reading_order)


def _reading_order(bound: Bound) -> tuple[int, str, str, int, str, int]:
    evidence = bound.evidence
    return evidence.start, evidence.rule, bound.side, bound.year, evidence.quote, bound.weight


def reconcile(bounds: Iterable[Bound]) -> Reconciled:
    """The tightest interval that agrees with the bounds, the strongest heard first.

    Facts are heard before usage, and usage before printed years. Within one strength the year that
    the fewest rules forbid is sought (a rule objects once, however often its words occur, and a
    piece of evidence must be allowed on both sides); where as many do, the latest bound from below
    wins, because a text may quote the past but cannot know the future. Bounds that forbid that
    year are left out, and so is every weaker bound that leaves no year of the interval so far.
    """
    waiting = in_order(bounds)
    kept: list[Bound] = []
    for weight in sorted(Weight, reverse=True):
        kept.extend(_agreeing([bound for bound in waiting if bound.weight is weight], kept))
    earliest, latest = _interval(kept)
    heard = set(kept)
    left_out = tuple(bound for bound in waiting if bound not in heard)
    return Reconciled(earliest, latest, tuple(in_order(kept)), left_out)


def _interval(bounds: Iterable[Bound]) -> tuple[int | None, int | None]:
    lower: list[int] = []
    upper: list[int] = []
    for bound in bounds:
        (lower if bound.side == "earliest" else upper).append(bound.year)
    return max(lower, default=None), min(upper, default=None)


def _agreeing(bounds: list[Bound], kept: list[Bound]) -> list[Bound]:
    """The bounds that respect the best year inside the interval of the kept ones."""
    earliest, latest = _interval(kept)
    pieces: dict[tuple[str, int], list[Bound]] = {}
    for bound in bounds:
        pieces.setdefault((bound.evidence.rule, bound.evidence.start), []).append(bound)
    # What is said a thousand times is weighed once: years and rules are few, however long the text.
    claims = {(rule, *_interval(piece)) for (rule, _), piece in pieces.items()}
    candidates = {bound.year for bound in bounds} | {
        year for year in (earliest, latest) if year is not None
    }
    best: int | None = None
    least = (0, 0)
    for year in sorted(candidates):
        if (earliest is None or year >= earliest) and (latest is None or year <= latest):
            score = _objections(claims, year, earliest)
            if best is None or score < least:
                best, least = year, score
    if best is None:
        return []
    return [
        bound
        for piece in pieces.values()
        if all(one.allows(best) for one in piece)
        for bound in piece
    ]


def _objections(
    claims: set[tuple[str, int | None, int | None]], year: int, floor: int | None
) -> tuple[int, int]:
    """How many rules a year offends, and the floor that it leaves, negated: less is better."""
    offended: set[str] = set()
    lowest = floor or 0
    for rule, first, last in claims:
        if (first is None or year >= first) and (last is None or year <= last):
            lowest = max(lowest, first or 0)
        else:
            offended.add(rule)
    return len(offended), -lowest

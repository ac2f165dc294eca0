"""Aligns what stands in one place of two near-identical passages, fact against fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, zip_longest

from explorer.compare.fact_kinds import Kind

MOST_CELLS = 40_000
"""Pairs of units that are weighed (some 20 ms); a larger region is one difference of wording."""
ONE_SIDED, SAME_KIND, WORDS, OTHER_KIND = 1.0, 1.0, 1.4, 1.6
"""What it costs to put a unit against nothing, a fact of its kind, a word against a word, and a
fact of another kind."""
NEVER = 9.0
"""A fact stands against no single word: it may replace several."""
SHORT = 4
"""Words that a fact of the other side may have replaced: a name that no rule knows."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A fact, or a single token outside of facts, as half-open tokens of a passage."""

    kind: Kind
    forms: tuple[str, ...]
    start: int
    end: int


Units = list[Unit]
Tokens = tuple[int, int]
"""Half-open tokens of a passage."""
Pair = tuple[Kind | None, Units, Units]
"""Neighbouring units of both sides, one side perhaps empty; without a kind they are the same."""
Step = tuple[Unit | None, Unit | None]


def placed(
    first: Units, second: Units, at_a: int, at_b: int
) -> Iterator[tuple[Kind | None, Tokens, Tokens]]:
    """The same as stretches of tokens; an empty side stands where the other's units would.

    Args:
        first: the units of a region of the first passage, in order.
        second: those of the other side.
        at_a: the first token of the region.
        at_b: the same of the other side.
    """
    for kind, ones, others in paired(first, second):
        stretch_a = (ones[0].start, ones[-1].end) if ones else (at_a, at_a)
        stretch_b = (others[0].start, others[-1].end) if others else (at_b, at_b)
        yield kind, stretch_a, stretch_b
        at_a, at_b = max(at_a, stretch_a[1]), max(at_b, stretch_b[1])


def paired(first: Units, second: Units) -> Iterator[Pair]:
    """The units of two regions, side by side; where they differ, in what.

    A fact that replaces another one is a pair of its own. What is left of a stretch of changes is
    words against words, and facts against nothing or against a few words.
    """
    if len(first) * len(second) > MOST_CELLS:
        yield Kind.WORDING, first, second
        return
    steps = _steps(first, second)
    for same, stretch in groupby(steps, lambda step: _forms(step[0]) == _forms(step[1])):
        if same:
            yield None, *_sides(stretch)
        else:
            yield from _changes(stretch)


def _sides(steps: Iterable[Step]) -> tuple[Units, Units]:
    ones, others = zip(*steps, strict=True)
    return [one for one in ones if one], [other for other in others if other]


def _changes(stretch: Iterable[Step]) -> Iterator[Pair]:
    for facts, part in groupby(stretch, _two_facts):
        lone = _sides(part)
        if facts:
            for one, other in zip(*lone, strict=True):
                yield one.kind, [one], [other]
        elif (kind := _fact_for_words(*lone)) is not None:
            yield kind, *lone
        else:
            yield from _one_by_one(*lone)


def _two_facts(step: Step) -> bool:
    return all(unit is not None and unit.kind is not Kind.WORDING for unit in step)


def _fact_for_words(first: Units, second: Units) -> Kind | None:
    """The kind of the only fact of one side, where the other side is a few words."""
    for side, words in ((first, second), (second, first)):
        plain = all(word.kind is Kind.WORDING for word in words)
        if len(side) == 1 and plain and 0 < len(words) <= SHORT:
            return side[0].kind if side[0].kind is not Kind.WORDING else None
    return None


def _one_by_one(first: Units, second: Units) -> Iterator[Pair]:
    """Facts against nothing, and the stretches of words of both sides against each other."""
    words: tuple[list[Units], list[Units]] = [], []
    for number, side in enumerate((first, second)):
        for wording, part in groupby(side, lambda unit: unit.kind is Kind.WORDING):
            if wording:
                words[number].append(list(part))
                continue
            for fact in part:
                yield fact.kind, *(([], [fact]) if number else ([fact], []))
    for one, other in zip_longest(*words):
        yield Kind.WORDING, one or [], other or []


def _steps(first: Units, second: Units) -> list[Step]:
    """The cheapest way through both sides (Needleman and Wunsch 1970)."""
    costs = [[ONE_SIDED * at for at in range(len(second) + 1)]]
    for one in first:
        above, row = costs[-1], [costs[-1][0] + ONE_SIDED]
        for at, other in enumerate(second):
            row.append(
                min(above[at] + _cost(one, other), above[at + 1] + ONE_SIDED, row[at] + ONE_SIDED)
            )
        costs.append(row)
    steps: list[Step] = []
    a, b = len(first), len(second)
    while a or b:
        here = costs[a][b]
        if a and b and here == costs[a - 1][b - 1] + _cost(first[a - 1], second[b - 1]):
            a, b = a - 1, b - 1
            steps.append((first[a], second[b]))
        elif a and here == costs[a - 1][b] + ONE_SIDED:
            a -= 1
            steps.append((first[a], None))
        else:
            b -= 1
            steps.append((None, second[b]))
    return steps[::-1]


def _cost(one: Unit, other: Unit) -> float:
    if one.forms == other.forms:
        return 0.0
    if (one.kind is Kind.WORDING) is not (other.kind is Kind.WORDING):
        return NEVER
    if one.kind is not other.kind:
        return OTHER_KIND
    return WORDS if one.kind is Kind.WORDING else SAME_KIND


def _forms(unit: Unit | None) -> tuple[str, ...]:
    return unit.forms if unit else ()

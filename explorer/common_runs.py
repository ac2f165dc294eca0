"""The commonest wording of a corpus, level by level."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from explorer.formulas import Level, level, levels
from explorer.index.grams import Counts, Gram, Grams

TRIES = 20
"""Grams that are looked at for each formula that is listed."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A common run of the corpus, as the paragraph of a row has it from ``start`` to ``end``.

    The paragraph is the earliest that has it. Of a run that is too common to be counted as a whole
    (not ``exact``), ``counts`` are those of its rarest gram: no more speeches have it, and an
    earlier paragraph may.
    """

    text: str
    counts: Counts
    exact: bool
    row: int
    start: int
    end: int


def most_common(grams: Grams, wanted: Level, limit: int) -> list[Formula]:
    """The commonest runs of a level, the commonest first, each as long as it is common.

    A run is the longest that holds a common gram and stands in more than half as many speeches.
    Runs that mostly repeat what is listed are left out, and where the level is another than
    ``EVERYWHERE`` those that hold a run of that level: what is rare is how they go on.

    Args:
        grams: those of the index.
        wanted: the level.
        limit: how many at most.
    """
    found: list[Formula] = []
    listed: set[int] = set()
    common = grams.stored.common(lambda entries: levels(entries, grams.corpus)[wanted])
    fresh = (gram for gram in common if gram.hash not in listed)
    for gram in islice(fresh, TRIES * limit):
        if len(found) == limit:
            break
        formula = _longest(grams, gram, wanted)
        hashes = grams.hashes(formula.text) | {gram.hash}
        is_new = 2 * len(hashes & listed) < len(hashes)
        if is_new and (wanted is Level.EVERYWHERE or not _holds_formula(grams, hashes)):
            found.append(_where_earliest(grams, formula))
        listed |= hashes
    return sorted(found, key=lambda one: (-one.counts.groups, -len(one.text), one.row, one.start))


def _holds_formula(grams: Grams, hashes: set[int]) -> bool:
    """Whether a run holds one of the level ``EVERYWHERE``, and so a gram of it."""
    wanted = np.fromiter(hashes, dtype=np.uint64)
    return grams.stored.any_of(
        wanted, lambda entries: levels(entries, grams.corpus)[Level.EVERYWHERE]
    )


def _where_earliest(grams: Grams, formula: Formula) -> Formula:
    found = grams.earliest(formula.text)
    if found is None:
        return formula
    row, text, start, end = found
    return replace(formula, text=text[start:end], row=row, start=start, end=end)


def _longest(grams: Grams, gram: Gram, wanted: Level) -> Formula:
    """The longest run of a level around a gram."""
    formulas = [
        Formula(text[run.start : run.end], run.most, run.exact, row, run.start, run.end)
        for row, text, run in grams.around(gram)
        if 2 * run.most.groups > gram.counts.groups and level(run.most, grams.corpus) is wanted
    ]
    return max(formulas, key=lambda one: (len(one.text), one.counts.groups, -one.row))

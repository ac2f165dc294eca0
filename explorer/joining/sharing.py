"""How much of a passage's wording other paragraphs have, by the runs that they share with it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.formulas import PROVING, Level, formula_mask, levels
from explorer.index.grams import Counts, Stretches

SHARERS = 100
"""Paragraphs that share most wording that is no formula, looked at as well."""

Rows = NDArray[np.int64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Shared:
    """What of a passage stands elsewhere.

    Attributes:
        formulas: its runs of formula, as characters from-to.
        formula: share (0-1) of its letters and figures that is formula.
        rows: (n,) the paragraphs that share most, ascending.
        share: (n,) the share (0-1) of the passage that each has in common runs.
    """

    formulas: list[tuple[int, int]]
    formula: float
    rows: Rows
    share: NDArray[np.float64]


def shared_wording(text: str, runs: Stretches, corpus: Counts) -> Shared:
    """What of a passage stands elsewhere.

    What each paragraph shares is counted without formulas, but where they are a long run together,
    and without shorter runs.

    Args:
        text: the passage.
        runs: those of it that stand elsewhere.
        corpus: the counts of the whole corpus.
    """
    everywhere = levels(runs.total, corpus)[Level.EVERYWHERE]
    spans = zip(runs.start[everywhere].tolist(), runs.end[everywhere].tolist(), strict=True)
    formulas = list(spans)
    stock = np.frombuffer(formula_mask(formulas, text), dtype=np.bool_)
    letters = np.fromiter(map(str.isalnum, text), dtype=bool, count=len(text))
    count = int(letters.sum())
    part = int((letters & stock).sum()) / count if count else 0.0
    every, own = (_before(some) for some in (letters, letters & ~stock))
    long = every[runs.end] - every[runs.start] >= PROVING
    kept = ~everywhere[runs.run]
    rows, total = _covered(runs, kept, every, own, long)
    best = np.lexsort((rows, -total))[:SHARERS]
    best = best[np.argsort(rows[best])]
    return Shared(formulas, part, rows[best], total[best] / max(1, len(text)))


def _before(flags: NDArray[np.bool_]) -> Numbers:
    """(characters + 1,) how many flags are set before each character."""
    return np.concatenate([[0], np.cumsum(flags)])


def _covered(
    runs: Stretches,
    kept: NDArray[np.bool_],
    every: Numbers,
    own: Numbers,
    long: NDArray[np.bool_],
) -> tuple[Rows, Numbers]:
    """(paragraph, letters of the passage that stand in runs which it has), once each."""
    order = np.lexsort((runs.run[kept], runs.row[kept]))
    run, row = runs.run[kept][order], runs.row[kept][order]
    if not len(row):
        return row, row
    start, end = runs.start[run], runs.end[run]
    begins = np.ones(len(row), dtype=bool)
    begins[1:] = row[1:] != row[:-1]
    # How far its runs before reach: the ends of each paragraph lie in a range of their own.
    base = np.cumsum(begins) * len(every)
    reached = np.zeros(len(row), dtype=np.int64)
    reached[1:] = np.maximum.accumulate(end + base)[:-1]
    start = np.maximum(start, np.minimum(reached - base, end))
    gain = np.where(long[run], every[end] - every[start], own[end] - own[start])
    at = np.flatnonzero(begins)
    return row[at], np.add.reduceat(gain, at)

"""The runs of a passage as arrays, for those who look at every paragraph of a corpus."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from explorer.index.grams.counting import COUNTED, RowFacts, distinct
from explorer.index.grams.shadow import Numbers, Shadow

SPREAD = ("unplaced", "places", "provinces")


@dataclass(frozen=True, slots=True)
class Stretches:
    """What ``Grams.runs`` tells, by where the runs start, the longer first; without years.

    ``start`` and ``end`` (runs,) are characters of the passage; ``total`` the columns of ``SPREAD``
    (runs,), which say in how much of the corpus a run stands, the passage's own speech included;
    ``run`` and ``row`` (n,) each paragraph that has a whole run, by runs.
    """

    start: Numbers
    end: Numbers
    total: Mapping[str, Numbers]
    run: Numbers
    row: Numbers


def stretches_of(
    cut: Shadow,
    windows: list[tuple[int, int]],
    held: tuple[Numbers, Numbers],
    every: tuple[Numbers, Numbers],
    facts: RowFacts,
) -> Stretches:
    """The windows (first gram, last gram) of a passage as stretches.

    Args:
        cut: the shadow of the passage.
        windows: of its grams.
        held: (window, row) of each paragraph elsewhere that has a whole window.
        every: the same with the passage's own speech.
        facts: what is counted of each row.
    """
    first, last = np.asarray(windows, dtype=np.int64).reshape(-1, 2).T
    start, end = cut.starts[cut.gram_start[first]], cut.ends[cut.gram_end[last] - 1]
    order = np.lexsort((-end, start))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    columns = dict(zip(COUNTED, facts.columns, strict=True))
    owner, rows = every
    total = {name: distinct(owner, columns[name][rows], len(order))[order] for name in SPREAD}
    run, row = place[held[0]], held[1]
    by_run = np.argsort(run, kind="stable")
    return Stretches(start[order], end[order], total, run[by_run], row[by_run])

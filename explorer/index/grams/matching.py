"""From postings to runs: where a passage and a paragraph go on alike, and how far in how many."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.index.grams.shadow import Numbers


@dataclass(frozen=True, slots=True)
class Matches:
    """Grams of a passage in stored paragraphs, by gram, then the farthest reaching first.

    ``gram`` is the number of the gram in the passage, ``row`` the paragraph, ``group`` its witness
    group, and ``reach`` the last gram of the passage up to which the paragraph goes on alike.
    """

    gram: Numbers
    row: Numbers
    group: Numbers
    reach: Numbers


def joined(
    gram: Numbers, row: Numbers, at: Numbers, token: Numbers, bridge: NDArray[np.bool_]
) -> tuple[Numbers, Numbers, Numbers]:
    """Matches as stretches on which passage and paragraph go on alike.

    Args:
        gram: of each match, the gram of the passage.
        row: its paragraph.
        at: its token in the paragraph.
        token: of each gram of the passage, its token there.
        bridge: grams of the passage whose postings are not complete: a stretch goes on across
            them where it goes on behind them.

    Returns:
        Each match's paragraph, gram and reach, by paragraph and shift.
    """
    shift = at - token[gram]
    order = np.lexsort((gram, shift, row))
    gram, row, shift = gram[order], row[order], shift[order]
    blocks = np.concatenate([[0], np.cumsum(~bridge)])
    breaks = np.ones(len(gram), dtype=bool)
    if len(gram):
        between = blocks[gram[1:]] - blocks[np.minimum(gram[:-1] + 1, len(bridge))]
        breaks[1:] = (row[1:] != row[:-1]) | (shift[1:] != shift[:-1]) | (between > 0)
    last = np.append(np.flatnonzero(breaks)[1:], len(gram)) - 1
    reach = gram[last][np.cumsum(breaks) - 1] if len(gram) else gram
    return row, gram, reach


def ordered(gram: Numbers, row: Numbers, group: Numbers, reach: Numbers) -> Matches:
    """Matches by gram, the farthest reaching first, each paragraph once a gram."""
    order = np.lexsort((row, -reach, gram))
    gram, row, group, reach = gram[order], row[order], group[order], reach[order]
    pairs = (gram.astype(np.int64) << 32) | row
    once = np.sort(np.unique(pairs, return_index=True)[1])
    return Matches(gram[once], row[once], group[once], reach[once])


def maximal_windows(matches: Matches) -> list[tuple[int, int]]:
    """(first gram, last gram) of every run, in order.

    For each of the steps 1, 2, 4, 8 ...: the longest runs that stand as a whole in so many witness
    groups. Runs of one step do not contain one another; those of another may lie within them.
    """
    pairs = (matches.gram << 32) | matches.group
    once = np.sort(np.unique(pairs, return_index=True)[1])  # of a group, the farthest reaching
    gram, reach = matches.gram[once], matches.reach[once]
    begins = np.searchsorted(gram, gram)
    rank = np.arange(len(gram)) - begins + 1
    found: set[tuple[int, int]] = set()
    step = 1
    while step <= rank.max(initial=0):
        starts, ends = gram[rank == step], reach[rank == step]
        fresh = np.ones(len(starts), dtype=bool)
        fresh[1:] = (starts[1:] != starts[:-1] + 1) | (ends[1:] > ends[:-1])
        found.update(zip(starts[fresh].tolist(), ends[fresh].tolist(), strict=True))
        step *= 2
    return sorted(found)

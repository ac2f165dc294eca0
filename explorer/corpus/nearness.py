"""Finds the near copies among very many speeches without comparing all with all.

Every speech is entered under its smallest hashes; those that meet under enough of them are
compared. Sorted arrays instead of dicts, and a bounded number of meetings under one hash, keep the
search among a million speeches within 4 GB and a minute beside their sketches (8 KB each).

Measured against two other ways by ``scripts/evaluate.py witnesses`` on 257 real speeches, 965
copies of them and 100,000 synthetic speeches made of their sentences (every sentence in some 250
speeches), two cores:

===============  ======  ======  ======  ======  =======  ====
way              whole   half    third   tenth   seconds  MB
===============  ======  ======  ======  ======  =======  ====
this one         99.6%   98.3%   97.9%   86.4%   30       1471
inverted index   73.5%   0.0%    0.0%    0.0%    18       3398
MinHash LSH      99.6%   63.1%   19.1%   0.0%    36       1171
===============  ======  ======  ======  ======  =======  ====

The inverted index holds every eighth hash, and of one in more than 64 speeches only neighbours
meet, so formulas drown the copies (of 5,000 synthetic speeches it finds 98.8 to 100 %). MinHash LSH
(datasketch 2.0.0, threshold 0.5) compares resemblance, of which an excerpt has little.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.corpus.sketches import NONE, Sketch, estimated_size, overlap

CONTAINMENT = 0.8
"""Share of the shorter text that stands in the other, from which two are near copies. Copies
altered in one way keep 0.92 at least (a word deleted throughout) and 0.98 mostly; the yearly
resolutions of one parliament, which repeat each other's set phrases, share 0.60 at most."""
SMALLEST_PART = 0.05
"""Of the longer text's length: what is shorter is a quotation, not a copy. The resolutions of a
parliament about a report, 2 % of its length, are up to 80 % made of its sentences."""
SHORTEST_EXCERPT, SMALLEST_PART_OF_SHORT = 100, 0.5
"""A text of fewer shingles is a copy only of one that is at most twice as long: one sentence of a
short resolution may be all formula."""
ENTRIES = 64
"""Smallest hashes of a speech that it is entered under."""
NEIGHBOURS = 16
"""Speeches under one hash, in order of their length, that each is compared with; and the longest.
A hash with more is a formula's, or that of many copies, which a chain ties as well as all pairs."""
MEETINGS = 2
"""Hashes under which two must meet to be looked at. Those of one formula are seldom more, and where
every sentence is a formula two copies still meet where the sentences join."""
PROSPECT = CONTAINMENT / 2
"""Share of the entries from which two are compared exactly; 64 entries tell it within 0.06, and the
few of a short excerpt within 0.2."""
BATCH = 4096
"""Speeches whose meetings are counted at a time: at most some 4.5 million meetings, 40 MB."""

Pairs = NDArray[np.int64]
"""Rows of two numbers of speeches, the smaller first."""


def near_copies(
    sketches: Sequence[Sketch], labels: Sequence[str | None] = ()
) -> list[tuple[int, int, float]]:
    """Pairs of speeches with a containment of at least ``CONTAINMENT``, and that containment.

    It is the share (0-1) of the shorter text that stands in the longer one. All such pairs among
    up to ``NEIGHBOURS`` + 1 copies of one text; of more, enough to tie them all together.

    Args:
        sketches: one per speech.
        labels: one per speech; those of one label are, too, compared as if they were alone.
    """
    return copies_among(candidates(sketches, labels), sketches)


def copies_among(pairs: Pairs, sketches: Sequence[Sketch]) -> list[tuple[int, int, float]]:
    """Those of the pairs that are near copies, and their containment."""
    found = []
    for one, other in pairs.tolist():
        both = overlap(sketches[one], sketches[other])
        short = min(len(sketches[one]), len(sketches[other])) < SHORTEST_EXCERPT
        part = SMALLEST_PART_OF_SHORT if short else SMALLEST_PART
        if both.of_smaller >= CONTAINMENT and both.ratio >= part:
            found.append((one, other, both.of_smaller))
    return found


def candidates(sketches: Sequence[Sketch], labels: Sequence[str | None] = ()) -> Pairs:
    """The pairs that are worth an exact comparison, sorted; of the same speeches in any order."""
    if len(sketches) < 2:
        return np.empty((0, 2), dtype=np.int64)
    sizes = np.array([estimated_size(one) for one in sketches])
    ends = np.array([(one[0], one[-1]) for one in sketches])  # tell texts of one size apart
    words = [label or "" for label in labels] or [""] * len(sketches)
    names = np.unique(words, return_inverse=True)[1]
    by_size = np.lexsort((names, ends[:, 1], ends[:, 0], sizes))
    by_label = by_size[np.argsort(names[by_size], kind="stable")]
    orders = [by_size, by_label] if any(words) else [by_size]
    keys = np.unique(np.concatenate([_keys(sketches, order) for order in orders]))
    return np.stack(np.divmod(keys, len(sketches)), axis=1)


def _keys(sketches: Sequence[Sketch], order: NDArray[np.int64]) -> NDArray[np.int64]:
    """``smaller * count + larger`` of each pair that meets often enough in one order."""
    heads = np.full((len(order), ENTRIES), NONE)
    lengths = np.empty(len(order), dtype=np.int64)
    for rank, number in enumerate(order.tolist()):
        head = sketches[number][:ENTRIES]
        heads[rank, : len(head)] = head
        lengths[rank] = len(head)
    found = [np.empty(0, dtype=np.int64)]
    for pairs in _meetings(heads, lengths):
        for begin in range(0, len(pairs), BATCH):
            part = pairs[begin : begin + BATCH]
            part = np.sort(order[part[_promising(heads, lengths, part)]], axis=1)
            found.append(part[:, 0] * len(order) + part[:, 1])
    return np.concatenate(found)


def _promising(
    heads: NDArray[np.uint64], lengths: NDArray[np.int64], pairs: Pairs
) -> NDArray[np.bool_]:
    """Which pairs share enough of their entries, up to where both sides' are complete."""
    limits = np.where(lengths == ENTRIES, heads[:, -1], NONE)[pairs].min(axis=1)[:, None]
    sides = heads[pairs[:, 0]], heads[pairs[:, 1]]
    known = [((side <= limits) & (side != NONE)).sum(axis=1) for side in sides]
    both = np.sort(np.concatenate(sides, axis=1), axis=1)
    shared = ((both[:, 1:] == both[:, :-1]) & (both[:, 1:] != NONE)).sum(axis=1)
    return np.asarray(shared >= PROSPECT * np.minimum(*known))


def _meetings(heads: NDArray[np.uint64], lengths: NDArray[np.int64]) -> Iterator[Pairs]:
    """Pairs of ranks that meet under ``MEETINGS`` hashes (all, if one has fewer), by batches.

    The entries are sorted by hash, then rank; a batch's go through their followers one by one.
    """
    flat = heads.ravel()
    sorted_entries = np.argsort(flat, kind="stable")
    hashes = flat[sorted_entries]
    holders = (sorted_entries // ENTRIES).astype(np.int32)
    position = np.empty(len(flat), dtype=np.int64)
    position[sorted_entries] = np.arange(len(flat))
    ends = np.append(np.flatnonzero(hashes[1:] != hashes[:-1]), len(flat) - 1)
    last = np.repeat(ends, np.diff(ends, prepend=-1))
    for begin in range(0, len(flat), BATCH * ENTRIES):
        at = position[begin : begin + BATCH * ENTRIES]
        at = at[hashes[at] != NONE]
        far = at[at + NEIGHBOURS < last[at]]
        meetings = [(far, last[far])]
        for step in range(1, NEIGHBOURS + 1):
            at = at[at + step <= last[at]]
            meetings.append((at, at + step))
        first, second = (holders[np.concatenate(side)] for side in zip(*meetings, strict=True))
        keys = first.astype(np.int64) * len(heads) + second
        distinct, counts = np.unique(keys, return_counts=True)
        pairs = np.stack(np.divmod(distinct, len(heads)), axis=1)
        yield pairs[counts >= np.minimum(MEETINGS, lengths[pairs].min(axis=1))]

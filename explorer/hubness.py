"""How near a window is to everything: the part of a similarity that says nothing about a pair.

Formulas and greetings are near to all texts. Subtracting from a cosine how near its two ends are to
their nearest neighbours anyway (cross-domain similarity local scaling, Conneau et al. 2018) keeps
what is particular to the pair. Neighbours are looked for among a sample of each language's windows,
as each language stands at another distance; windows of the same speech are no neighbours.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.embedding import products
from explorer.highest import first_of_each, reaching, thresholds

Vectors = NDArray[np.float32]
Half = NDArray[np.float16]
Rows = NDArray[np.int64]

NEIGHBOURS = 5
"""Nearest windows whose mean cosine is subtracted. On 80 judged passages 4 to 10 are equally good
once words count, too; translations of sentences are found first for 94.0 % with 5, 93.7 %
with 10 (4 to 6 differ by 0.2)."""
REFERENCE = 10_000
"""Windows of a language at most among which neighbours are looked for."""
FEWEST = 200
"""Windows of a language from which it has neighbours of its own; below, those of all count."""
SEED = 20_240_102
BLOCK = 2_000
"""Windows that a core compares with a language's reference at a time: 80 MB."""
COARSE_FROM = 20_000
"""Windows from which the cosines are computed in bfloat16 first, where that is fast: half the time.
With fewer, loading the library takes longer than it saves."""
ITSELF = 0.995
"""Cosine from which a window of the corpus is taken for the one that is asked about."""
SAME = -2.0
"""Stands for the cosine with a window of the same speech, below any other."""


@dataclass(frozen=True, slots=True)
class Reference:
    """The sample of windows: ``vectors`` (r, dimension), ``language`` and ``group`` (r,).

    ``languages`` is how many the corpus has; windows of language number i are counted in column i
    of :func:`hubness`, those of all in the last.
    """

    vectors: Vectors
    language: NDArray[np.int32]
    group: NDArray[np.int32]
    languages: int

    def columns(self) -> list[NDArray[np.bool_]]:
        """Which windows each column of the hubness looks at."""
        everything = np.ones(len(self.language), dtype=bool)
        own = [self.language == number for number in range(self.languages)]
        return [*(some if some.sum() >= FEWEST else everything for some in own), everything]


def reference_rows(languages: NDArray[np.int32]) -> Rows:
    """The rows of the windows that make the reference: up to ``REFERENCE`` of each language."""
    chance = np.random.default_rng(SEED)
    kept = [np.empty(0, dtype=np.int64)]
    for number in np.unique(languages):
        rows = np.flatnonzero(languages == number)
        kept.append(chance.choice(rows, min(len(rows), REFERENCE), replace=False))
    return np.sort(np.concatenate(kept))


def hubness(
    windows: Vectors | Half, groups: NDArray[np.int32] | None, reference: Reference
) -> Vectors:
    """The mean cosine of each window with its nearest neighbours in each language, and in all.

    Args:
        windows: (n, dimension) centred unit vectors.
        groups: the witness group of each window; None for a passage of no speech.
        reference: where neighbours are looked for.

    Returns:
        (n, languages + 1); 0 where there is no neighbour.
    """
    columns = reference.columns()
    found = np.zeros((len(windows), len(columns)), dtype=np.float32)
    coarse = groups is not None and len(windows) >= COARSE_FROM and products.is_fast()
    seen: dict[bytes, int] = {}
    for column, some in enumerate(columns):
        if (same := seen.setdefault(some.tobytes(), column)) != column:
            found[:, column] = found[:, same]  # of one language, all windows are those of it
            continue
        others = _Others(reference.vectors[some], reference.group[some], coarse=coarse)
        found[:, column] = _in_blocks(windows, groups, others)
    return found


def _in_blocks(
    windows: Vectors | Half, groups: NDArray[np.int32] | None, others: _Others
) -> Vectors:
    """The nearness of all windows, (n,), in blocks on all cores."""

    def nearness(begin: int) -> Vectors:
        block = np.asarray(windows[begin : begin + BLOCK], dtype=np.float32)
        return others.nearness(block, None if groups is None else groups[begin : begin + BLOCK])

    begins = range(0, len(windows), BLOCK)
    if len(begins) < 2:
        return np.concatenate([np.zeros(0, dtype=np.float32), *map(nearness, begins)])
    with ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="hubness") as workers:
        return np.concatenate(list(workers.map(nearness, begins)))


class _Others:
    """The windows among which neighbours are looked for.

    Args:
        vectors: (r, dimension) unit vectors.
        groups: (r,) the witness group of each.
        coarse: whether bfloat16 tells first which may be nearest.
    """

    def __init__(self, vectors: Vectors, groups: NDArray[np.int32], *, coarse: bool) -> None:
        self._vectors, self._groups = vectors, groups
        self._most = min(NEIGHBOURS, len(vectors))
        self._coarse = products.coarse(vectors) if coarse else None

    def nearness(self, block: Vectors, groups: NDArray[np.int32] | None) -> Vectors:
        """The mean cosine of each of some windows with its nearest; 0 where there is none."""
        if not self._most:
            return np.zeros(len(block), dtype=np.float32)
        row, cosines = self._nearest(block, groups)
        best = first_of_each(row, cosines, self._most)
        best = best[cosines[best] > SAME]
        sums = np.bincount(row[best], cosines[best], len(block))
        return (sums / np.maximum(np.bincount(row[best], minlength=len(block)), 1)).astype(
            np.float32
        )

    def _nearest(self, block: Vectors, groups: NDArray[np.int32] | None) -> tuple[Rows, Vectors]:
        """(row of the block, cosine) of each one's nearest and of some more, by rows."""
        if self._coarse is None or groups is None:
            table = block @ self._vectors.T
            if groups is None:
                table[table > ITSELF] = SAME
            else:
                table[groups[:, np.newaxis] == self._groups] = SAME
            row, column = reaching(table, thresholds(table, self._most))
            return row, table[row, column]
        coarse = products.coarse_products(block, self._coarse)
        coarse[groups[:, np.newaxis] == self._groups] = products.BARRED
        row, column = reaching(coarse, products.loosened(thresholds(coarse, self._most)))
        return row, np.einsum("ij,ij->i", block[row], self._vectors[column])

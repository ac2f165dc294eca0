"""How near a window is to everything: the part of a similarity that says nothing about a pair.

Formulas and greetings are near to all texts. Subtracting from a cosine how near its two ends are to
their nearest neighbours anyway (cross-domain similarity local scaling, Conneau et al. 2018) keeps
what is particular to the pair. Neighbours are looked for among a sample of each language's windows,
as each language stands at another distance; windows of the same speech are no neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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
"""Windows that are compared with a language's reference at a time: 80 MB."""
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
    seen: dict[bytes, int] = {}
    for column, some in enumerate(columns):
        if (same := seen.setdefault(some.tobytes(), column)) != column:
            found[:, column] = found[:, same]  # of one language, all windows are those of it
            continue
        others, other_groups = reference.vectors[some].T, reference.group[some]
        for begin in range(0, len(windows), BLOCK):
            cosines = np.asarray(windows[begin : begin + BLOCK], dtype=np.float32) @ others
            if groups is None:
                cosines[cosines > ITSELF] = SAME
            else:
                own = groups[begin : begin + BLOCK, np.newaxis] == other_groups
                cosines[own] = SAME
            found[begin : begin + BLOCK, column] = _mean_of_nearest(cosines)
    return found


def _mean_of_nearest(cosines: Vectors) -> Vectors:
    count = min(NEIGHBOURS, cosines.shape[1])
    if count == 0:
        return np.zeros(len(cosines), dtype=np.float32)
    nearest = np.partition(cosines, -count, axis=1)[:, -count:]
    there = nearest > SAME
    sums = np.where(there, nearest, 0).sum(axis=1)
    return np.asarray(sums / np.maximum(there.sum(axis=1), 1), dtype=np.float32)

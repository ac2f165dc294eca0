"""Nearest paragraph vectors by FAISS: the scope decides before anything is ranked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from explorer.errors import IndexDamaged
from explorer.index.inverted import LISTS_FILE, Inverted, write_lists
from explorer.index.manifest import REBUILD
from explorer.index.plan import LIMITS, Limits, Plan, Tuned
from explorer.index.shards import FIRST_FILE, Mask, Rows, Shards, write_shards
from explorer.index.tuning import Owners, tune
from explorer.predicate import Bits, packed

VECTORS_FILE = FIRST_FILE
NONE: Rows = np.empty(0, dtype=np.int64)


def write_vectors(
    vectors: NDArray[np.floating],
    folder: Path,
    *,
    owners: Owners | None = None,
    limits: Limits = LIMITS,
) -> Tuned | None:
    """Write the index of unit vectors (n, dimension), row i = paragraph i.

    Up to ``limits.exact_up_to`` rows the vectors alone, as 32-bit numbers; above, as 16-bit
    numbers, with inverted lists that are tuned at once.

    Args:
        vectors: may be mapped from a file; they are read in blocks.
        folder: of the generation.
        owners: places and groups of the paragraphs, under whose default scope the lists are tuned.
        limits: the sizes at which one way is left for another.

    Returns:
        What the tuning found; None where all paragraphs are compared anyway.
    """
    large = len(vectors) > limits.exact_up_to
    write_shards(vectors, folder, shard=limits.rows_of_shard(len(vectors)), half=large)
    if not large:
        return None
    rows, dimension = vectors.shape
    stored = Shards(folder, rows=rows, dimension=dimension)
    write_lists(stored, folder, limits)
    inverted = Inverted(folder, rows=rows, dimension=dimension)
    return tune(stored, inverted, owners, limits)


class ParagraphVectors:
    """The paragraph vectors of a generation, mapped read-only.

    Args:
        generation: its folder.
        rows: how many the manifest says.
        dimension: the same.
        tuned: what the tuning of a large index found; None where all paragraphs are compared.
        limits: the sizes at which one way is left for another.

    Raises:
        IndexDamaged: a file cannot be read or has other rows than the manifest says.
    """

    def __init__(
        self,
        generation: Path,
        *,
        rows: int,
        dimension: int,
        tuned: Tuned | None = None,
        limits: Limits = LIMITS,
    ) -> None:
        mend = REBUILD.format(folder=generation.parent)
        self.rows, self.tuned, self._limits = rows, tuned, limits
        self._inverted: Inverted | None = None
        path = generation / VECTORS_FILE
        try:
            self._stored = Shards(generation, rows=rows, dimension=dimension)
            path = generation / LISTS_FILE
            if tuned is not None:
                self._inverted = Inverted(generation, rows=rows, dimension=dimension)
        except (RuntimeError, OSError) as error:
            raise IndexDamaged(f"{path} cannot be read; {mend}") from error
        except ValueError as error:
            raise IndexDamaged(f"{path} has other rows than the manifest says; {mend}") from error

    def nearest(
        self,
        query: NDArray[np.float32],
        allowed: Mask,
        k: int,
        *,
        exact: bool = False,
        bits: Bits | None = None,
    ) -> Rows:
        """Rows of the ``k`` nearest allowed paragraphs (fewer where fewer are allowed).

        Args:
            query: unit vector (dimension,).
            allowed: one flag per row; a row without it is never returned.
            k: how many.
            exact: whether all allowed paragraphs are compared, however many these are.
            bits: the flags, where they are packed already.
        """
        return self.planned(query, allowed, k, exact=exact, bits=bits)[0]

    def planned(
        self,
        query: NDArray[np.float32],
        allowed: Mask,
        k: int,
        *,
        exact: bool = False,
        bits: Bits | None = None,
    ) -> tuple[Rows, Plan]:
        """As :meth:`nearest`, and the way in which they were found."""
        query = np.ascontiguousarray(query, dtype=np.float32)
        passing = int(np.count_nonzero(allowed))
        k = min(k, passing)
        if k <= 0:
            return NONE, Plan.NOTHING
        limits, bits = self._limits, packed(allowed) if bits is None else bits
        plan = Plan.EXACT
        if limits.are_few(passing, len(allowed)):
            plan = Plan.SUBSET
        elif not exact and self._inverted is not None and self.tuned is not None:
            found = self._listed(self._inverted, self.tuned, query, allowed, bits, k)
            if found is not None:
                return found, Plan.SELECTED
        return self._stored.exact(query, allowed, k, bits), plan

    def best(self, query: NDArray[np.float32], rows: Rows, k: int) -> Rows:
        """The ``k`` nearest of some distinct rows, the nearest first, equals by row."""
        return self._stored.best(np.ascontiguousarray(query, dtype=np.float32), rows, k)

    def _listed(
        self,
        inverted: Inverted,
        tuned: Tuned,
        query: NDArray[np.float32],
        allowed: Mask,
        bits: Bits,
        k: int,
    ) -> Rows | None:
        """What the inverted lists tell; None where they do not tell enough."""
        passing = int(np.count_nonzero(allowed))
        fetch = max(tuned.fetch, self._limits.per_result * k)
        # The fewer are allowed, the more lists hold as many.
        probes = round(tuned.probes * len(allowed) / passing)
        rows = inverted.candidates(query, min(fetch, passing), probes, allowed, bits)
        if len(rows) < min(passing, self._limits.margin * k):
            return None
        return self._stored.best(query, rows, k)

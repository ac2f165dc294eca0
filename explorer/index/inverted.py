"""Inverted lists of one-bit codes, mapped from a file: which paragraphs may be nearest."""

from __future__ import annotations

from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from explorer.index.plan import Limits, lists_for
from explorer.index.shards import Mask, Rows, Shards, Vectors

LISTS_FILE = "paragraphs_lists.faiss"
SEED = 20_251_106


def write_lists(stored: Shards, folder: Path, limits: Limits) -> None:
    """Train and write the inverted lists of the stored vectors.

    Memory: the training sample, one shard, and the codes (70 bytes a paragraph of 384 numbers).
    """
    lists = lists_for(stored.rows)
    sample = min(stored.rows, limits.training_rows * lists)
    chosen = np.random.default_rng(SEED).choice(stored.rows, sample, replace=False)
    training = stored.vectors(np.sort(chosen))
    kind = f"IVF{lists},RaBitQ"
    index = faiss.index_factory(training.shape[1], kind, faiss.METRIC_INNER_PRODUCT)
    index.cp.seed = SEED  # type: ignore[attr-defined]
    index.train(training)
    del training
    for _, vectors in stored.blocks():
        index.add(vectors)
    faiss.write_index(index, str(folder / LISTS_FILE))


class Inverted:
    """The inverted lists of a generation, mapped read-only.

    Raises:
        RuntimeError: the file cannot be read.
        ValueError: it has other rows than there should be.
    """

    def __init__(self, folder: Path, *, rows: int, dimension: int) -> None:
        self._index = faiss.read_index(str(folder / LISTS_FILE), faiss.IO_FLAG_MMAP_IFC)
        if (self._index.ntotal, self._index.d) != (rows, dimension):
            raise ValueError(f"{self._index.ntotal} rows, not {rows}")

    @property
    def lists(self) -> int:
        """How many lists there are."""
        return int(self._index.nlist)  # type: ignore[attr-defined]

    def candidates(self, query: Vectors, fetch: int, probes: int, allowed: Mask) -> Rows:
        """Up to ``fetch`` allowed rows that may be nearest, the likeliest first.

        Args:
            query: unit vector (dimension,).
            fetch: how many.
            probes: lists that are looked into.
            allowed: one flag per row.
        """
        # The packed bits must stay referenced while FAISS searches.
        bits = np.packbits(allowed, bitorder="little")
        selector = faiss.IDSelectorBitmap(bits)  # type: ignore[call-arg, arg-type]
        parameters = faiss.SearchParametersIVF(nprobe=min(probes, self.lists), sel=selector)  # type: ignore[call-arg]
        _, rows = self._index.search(query[np.newaxis], fetch, params=parameters)
        found: NDArray[np.int64] = rows[0]
        found = found[found >= 0]
        return found[allowed[found]]

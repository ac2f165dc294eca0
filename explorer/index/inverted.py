"""Inverted lists of one-bit codes, mapped from a file: which paragraphs may be nearest."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from explorer.index.faiss_files import read, write
from explorer.index.plan import Limits, lists_for
from explorer.index.shards import Mask, Rows, Shards, Vectors
from explorer.predicate import Bits, packed

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
    index = _empty(training.shape[1], lists)
    index.cp.seed = SEED  # type: ignore[attr-defined]
    index.train(training)
    del training
    for _, vectors in stored.blocks():
        index.add(vectors)
    write(index, folder / LISTS_FILE)


def _empty(dimension: int, lists: int) -> faiss.Index:
    return faiss.index_factory(dimension, f"IVF{lists},RaBitQ", faiss.METRIC_INNER_PRODUCT)


class Inverted:
    """The inverted lists of a generation, mapped read-only.

    Raises:
        RuntimeError: the file cannot be read.
        ValueError: it has other rows than there should be.
    """

    def __init__(self, folder: Path, *, rows: int, dimension: int) -> None:
        self._index = read(folder / LISTS_FILE)
        if not _is_ours(self._index, rows, dimension):
            raise ValueError(f"{self._index.ntotal} rows, not {rows}")

    @property
    def lists(self) -> int:
        """How many lists there are."""
        return int(self._index.nlist)  # type: ignore[attr-defined]

    def candidates(
        self,
        query: Vectors,
        fetch: int,
        probes: int,
        allowed: Mask,
        bits: Bits | None = None,
    ) -> Rows:
        """Up to ``fetch`` allowed rows that may be nearest, the likeliest first.

        Args:
            query: unit vector (dimension,).
            fetch: how many.
            probes: lists that are looked into.
            allowed: one flag per row.
            bits: the flags, where they are packed already.
        """
        # The packed bits must stay referenced while FAISS searches.
        bits = packed(allowed) if bits is None else bits
        selector = faiss.IDSelectorBitmap(bits)  # type: ignore[call-arg, arg-type]
        parameters = faiss.SearchParametersIVF(nprobe=min(probes, self.lists), sel=selector)  # type: ignore[call-arg]
        _, rows = self._index.search(query[np.newaxis], fetch, params=parameters)
        found: NDArray[np.int64] = rows[0]
        # The numbers come from the file: none is used that is no row.
        found = found[(found >= 0) & (found < len(allowed))]
        return found[allowed[found]]


def _is_ours(index: Any, rows: int, dimension: int) -> bool:  # noqa: ANN401 (of any kind)
    """Whether an index is of the kind that is written here, and its lists hold all rows."""
    lists = lists_for(rows)
    wanted: Any = _empty(dimension, lists)
    if type(index) is not type(wanted) or any(
        getattr(index, name) != getattr(wanted, name)
        for name in ("d", "nlist", "metric_type", "by_residual", "qb", "code_size")
    ):
        return False
    centres, held = faiss.downcast_index(index.quantizer), index.invlists
    return (
        isinstance(centres, faiss.IndexFlat)
        and (centres.d, centres.ntotal) == (dimension, lists)
        and (centres.metric_type, centres.codes.size())
        == (faiss.METRIC_INNER_PRODUCT, lists * dimension * 4)
        and (held.nlist, held.code_size) == (lists, wanted.code_size)
        and (index.rabitq.d, index.rabitq.code_size) == (dimension, wanted.rabitq.code_size)
        and index.ntotal == rows == sum(held.list_size(number) for number in range(lists))
    )

"""The stored paragraph vectors, in files of equal numbers of rows, compared exactly."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from explorer.index.faiss_files import read, write
from explorer.predicate import Bits, packed

Mask = NDArray[np.bool_]
Vectors = NDArray[np.float32]
Rows = NDArray[np.int64]

FIRST_FILE = "paragraphs.faiss"
NEXT_FILES = "paragraphs.{}.faiss"
ROUNDING = 1e-5
"""More than two ways of adding up the same products differ by; nearer scores may be of equals."""
SPARE = 16
"""Rows beyond the last one asked for, among which equals of it are looked for."""


def write_shards(vectors: NDArray[np.floating], folder: Path, *, shard: int, half: bool) -> None:
    """Write unit vectors (n, dimension), row i = paragraph i, reading one shard at a time.

    Args:
        vectors: may be mapped from a file.
        folder: of the generation.
        shard: rows of a file; 8 divides them.
        half: whether they are stored as 16-bit numbers.
    """
    dimension = vectors.shape[1]
    for number, begin in enumerate(range(0, max(1, len(vectors)), shard)):
        index = _empty(dimension, half=half)
        index.add(np.ascontiguousarray(vectors[begin : begin + shard], dtype=np.float32))
        write(index, folder / _name(number))


def _empty(dimension: int, *, half: bool) -> faiss.Index:
    if not half:
        return faiss.IndexFlatIP(dimension)
    kind = faiss.ScalarQuantizer.QT_fp16
    return faiss.IndexScalarQuantizer(dimension, kind, faiss.METRIC_INNER_PRODUCT)


def _name(number: int) -> str:
    return NEXT_FILES.format(number) if number else FIRST_FILE


class Shards:
    """The stored vectors of a generation, mapped read-only.

    Raises:
        RuntimeError: a file cannot be read.
        ValueError: there are other rows than there should be.
    """

    def __init__(self, folder: Path, *, rows: int, dimension: int) -> None:
        self.rows = rows
        self._indexes = [read(folder / _name(0))]
        while sum(index.ntotal for index in self._indexes) < rows:
            following = folder / _name(len(self._indexes))
            if not following.exists():
                break  # fewer rows than there should be
            self._indexes.append(read(following))
        self._size = max(1, self._indexes[0].ntotal)
        sizes = [index.ntotal for index in self._indexes]
        due = [min(self._size, rows - begin) for begin in range(0, max(1, rows), self._size)]
        uncut = len(sizes) > 1 and self._size % 8
        if sizes != due or uncut or not all(_is_ours(one, dimension) for one in self._indexes):
            raise ValueError(f"{sum(sizes)} rows, not {rows}")
        self._stored = [_mapped(index) for index in self._indexes]

    def vectors(self, rows: Rows) -> Vectors:
        """The stored vectors of some rows, (rows, dimension)."""
        found = np.empty((len(rows), self._indexes[0].d), dtype=np.float32)
        owners = rows // self._size
        for number in np.unique(owners).tolist():
            own = np.flatnonzero(owners == number)
            found[own] = self._stored[number][rows[own] - number * self._size]
        return found

    def blocks(self) -> Iterator[tuple[int, Vectors]]:
        """The first row of each shard and its vectors, one shard at a time."""
        for number, stored in enumerate(self._stored):
            yield number * self._size, np.asarray(stored, dtype=np.float32)

    def best(self, query: Vectors, rows: Rows, k: int) -> Rows:
        """The ``k`` nearest of some distinct rows, the nearest first, equals by row."""
        scores = scores_of(query, self.vectors(rows))
        return rows[np.lexsort((rows, -scores))[:k]]

    def exact(self, query: Vectors, allowed: Mask, k: int, bits: Bits | None = None) -> Rows:
        """The ``k`` nearest allowed rows, or all where fewer are, the nearest first.

        ``bits`` are the flags, where they are packed already.
        """
        bits = packed(allowed) if bits is None else bits
        passing = int(np.count_nonzero(allowed))
        fetch = min(passing, k + SPARE)
        while k:
            rows, scores = self._scan(query, allowed, bits, fetch)
            if not len(rows):  # a query that is no number has no nearest row
                break
            # Another row may equal the last one that was asked for only if there is no gap.
            if fetch >= passing or len(rows) < k or scores[k - 1] - scores[-1] > ROUNDING:
                return self.best(query, rows[scores >= scores[min(k, len(rows)) - 1] - ROUNDING], k)
            fetch = min(passing, fetch * 4)
        return np.empty(0, dtype=np.int64)

    def _scan(self, query: Vectors, allowed: Mask, bits: Bits, fetch: int) -> tuple[Rows, Vectors]:
        """The ``fetch`` nearest allowed rows as FAISS scores them, and the scores, descending."""
        asked = [
            (number, own)
            for number in range(len(self._indexes))
            if (own := bits[number * self._size // 8 : -(-(number + 1) * self._size // 8)]).any()
        ]
        found = self._each(query, asked, fetch)
        rows = np.concatenate([rows for rows, _ in found])
        scores = np.concatenate([scores for _, scores in found])
        first = np.argsort(-scores, kind="stable")[:fetch]
        rows, scores = rows[first], scores[first]
        allowed_too = allowed[rows]
        return rows[allowed_too], scores[allowed_too]

    def _each(
        self, query: Vectors, asked: Sequence[tuple[int, NDArray[np.uint8]]], fetch: int
    ) -> list[tuple[Rows, Vectors]]:
        def scan(one: tuple[int, NDArray[np.uint8]]) -> tuple[Rows, Vectors]:
            number, bits = one
            # The packed bits must stay referenced while FAISS searches.
            parameters = faiss.SearchParameters(sel=faiss.IDSelectorBitmap(bits))  # type: ignore[call-arg, arg-type]
            most = min(fetch, self._indexes[number].ntotal)
            scores, rows = self._indexes[number].search(query[np.newaxis], most, params=parameters)
            real = rows[0] >= 0
            return rows[0][real] + number * self._size, scores[0][real]

        if len(asked) < 2:
            return [scan(one) for one in asked]
        return list(_workers().map(scan, asked))


@lru_cache(1)
def _workers() -> ThreadPoolExecutor:
    """Threads for the shards of one query; FAISS itself uses one thread for it."""
    return ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="shards")


def scores_of(query: Vectors, vectors: Vectors) -> Vectors:
    """The inner products of a query and some vectors; equal vectors have equal scores."""
    return np.asarray(np.einsum("ij,j->i", vectors, query), dtype=np.float32)


def _is_ours(index: Any, dimension: int) -> bool:  # noqa: ANN401 (of any kind)
    """Whether an index is of a kind that is written here, and holds what its rows take."""
    half = isinstance(index, faiss.IndexScalarQuantizer)
    if half and index.sq.qtype != faiss.ScalarQuantizer.QT_fp16:
        return False
    size = dimension * (2 if half else 4)
    return (
        (half or isinstance(index, faiss.IndexFlat))
        and (index.d, index.metric_type) == (dimension, faiss.METRIC_INNER_PRODUCT)
        and (index.code_size, index.codes.size()) == (size, index.ntotal * size)
    )


def _mapped(index: faiss.Index) -> NDArray[np.floating]:
    """The numbers of an index's file, (rows, dimension), without reading them."""
    codes = index.codes  # type: ignore[attr-defined]
    kind = np.float16 if isinstance(index, faiss.IndexScalarQuantizer) else np.float32
    if not index.ntotal:
        return np.empty((0, index.d), dtype=kind)
    numbers = faiss.rev_swig_ptr(codes.data(), codes.size()).view(kind)
    return np.asarray(numbers).reshape(index.ntotal, index.d)

"""The vectors of paragraphs in a collection of Milvus.

Milvus tells which may be nearest; what it tells is looked up in the selection, put in order by the
stored vectors of the generation, and where it is too little more is asked for, in the end of the
stored vectors themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from explorer.errors import VectorServerError
from explorer.index.address import Address
from explorer.index.manifest import Manifest
from explorer.index.milvus.collection import GenerationCollection
from explorer.index.milvus.connection import Connection
from explorer.index.milvus.expression import ROW, Fields
from explorer.index.plan import LIMITS, Limits
from explorer.index.shards import ROUNDING, SPARE, Rows
from explorer.index.vectors import ParagraphVectors
from explorer.predicate import Selection
from explorer.scope import Facets

MOST = 16_384
"""Results that Milvus gives to one question."""
WIDER = 8
"""Times as much is asked for where it was too little."""


class Asked(NamedTuple):
    """One question: so many rows, from so many of the lists; 0 where there are none."""

    fetch: int
    probes: int


class MilvusHome:
    """The vectors in the collection of one generation.

    Args:
        collection: that of the generation.
        facets: of its paragraphs.
        stored: its vectors in its files.
        limits: how much is asked for, where not all vectors are compared.
    """

    def __init__(
        self,
        collection: GenerationCollection,
        facets: Facets,
        stored: ParagraphVectors,
        *,
        limits: Limits = LIMITS,
    ) -> None:
        self._collection, self._stored, self._limits = collection, stored, limits
        self._fields = Fields(facets.columns)

    @classmethod
    def opened(
        cls, address: Address, manifest: Manifest, facets: Facets, stored: ParagraphVectors
    ) -> MilvusHome:
        """That of a generation that is published.

        Raises:
            VectorServerError: it is not there, is not this generation's, or not all of it; or the
                server does not answer.
        """
        collection = GenerationCollection(Connection(address, make=False), manifest)
        try:
            collection.check()
        except VectorServerError:
            collection.connection.close()
            raise
        return cls(collection, facets, stored)

    def add(self, vectors: NDArray[np.floating], facets: Facets) -> None:
        """Make the collection and fill it, in place of one of the same name."""
        self._collection.fill(vectors, facets)

    def search(self, vectors: NDArray[np.float32], selection: Selection, k: int) -> list[Rows]:
        """For each unit vector (n, dimension) the rows of the ``k`` nearest selected paragraphs.

        Raises:
            VectorServerError: the server does not answer, or has the collection no more.
        """
        return [self._nearest(one, selection, k) for one in vectors]

    def count(self) -> int:
        """How many vectors the collection holds."""
        return self._collection.count()

    def close(self) -> None:
        """Let go of the connection."""
        self._collection.connection.close()

    def _nearest(self, query: NDArray[np.float32], selection: Selection, k: int) -> Rows:
        wanted = min(k, selection.count)
        if wanted <= 0 or not selection.is_told or not np.isfinite(query).all():
            return self._stored.nearest(query, selection.flags, k, bits=selection.bits)
        where = self._fields.expression(selection.predicate)
        for asked in self._questions(wanted, selection.count):
            rows, scores = self._answer(query, where, asked)
            more = len(rows) == asked.fetch
            last = scores[-1] if more else -np.inf
            right = (rows >= 0) & (rows < len(selection.flags))
            right[right] = selection.flags[rows[right]]
            found = self._enough(rows[right], scores[right], last, wanted, selection.count)
            if found is not None:
                return self._stored.best(query, found, wanted)
            if not more and asked.probes == self._lists:
                break
        return self._stored.nearest(query, selection.flags, k, exact=True, bits=selection.bits)

    @property
    def _lists(self) -> int:
        return 0 if self._stored.tuned is None else self._stored.tuned.lists

    def _questions(self, wanted: int, passing: int) -> Iterator[Asked]:
        """What is asked one after the other, as long as it is too little."""
        tuned = self._stored.tuned
        fetch, probes = wanted + SPARE, 0
        if tuned is not None:
            fetch = max(tuned.fetch, self._limits.per_result * wanted)
            # The fewer are allowed, the more lists hold as many.
            probes = min(tuned.lists, round(tuned.probes * self._stored.rows / passing))
        while wanted <= MOST:
            yield Asked(min(fetch, MOST), probes)
            if fetch >= MOST and probes == self._lists:
                return
            fetch, probes = fetch * WIDER, min(self._lists, probes * WIDER)

    def _answer(
        self, query: NDArray[np.float32], where: str, asked: Asked
    ) -> tuple[Rows, NDArray[np.float32]]:
        """What Milvus tells: rows and scores, the highest first."""
        hits = self._collection.connection.ask_loaded(
            "search",
            self._collection.name,
            data=[query.tolist()],
            limit=asked.fetch,
            filter=where,
            output_fields=[ROW],
            search_params={"params": {"nprobe": asked.probes} if asked.probes else {}},
            # Nothing is added to a collection that was found whole by a strong count, so what a
            # server knew some seconds ago is all; a strong search waits for 0.2 s.
            consistency_level="Bounded",
        )[0]
        return np.asarray(hits.ids, np.int64), np.asarray(hits.distances, np.float32)

    def _enough(
        self,
        rows: Rows,
        scores: NDArray[np.float32],
        last: float,
        wanted: int,
        passing: int,
    ) -> Rows | None:
        """The rows among which the nearest are; None where others may be nearer.

        Args:
            rows: what was told and is selected, the nearest first.
            scores: of the same.
            last: the lowest score of all that was told, where there is more to tell.
            wanted: how many are asked for.
            passing: how many are selected.
        """
        if len(rows) == passing:
            return rows
        if self._stored.tuned is not None:
            return rows if len(rows) >= min(passing, self._limits.margin * wanted) else None
        if len(rows) < wanted or np.isneginf(last):
            return None
        # Another row may equal the last one that was asked for only if there is no gap.
        least = scores[wanted - 1] - ROUNDING
        return rows[scores >= least] if last < least else None

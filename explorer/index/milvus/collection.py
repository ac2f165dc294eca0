"""The collection of one generation: what it tells of itself, whether it is whole, how it is filled.

Rows go into a collection of another name, which takes its own when all are there: what bears the
name of a generation was filled to the end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

import numpy as np
from numpy.typing import NDArray

from explorer.errors import VectorServerError
from explorer.index.manifest import Manifest
from explorer.index.milvus.connection import LONG, Connection
from explorer.index.milvus.expression import FIELDS, ROW, TOLD, Fields
from explorer.index.plan import LIMITS, Limits, lists_for
from explorer.scope import Facets

VECTOR = "vector"
BATCH = 2_000
"""Rows of one insertion: 3 MB of vectors; a server takes 64 MB at most."""
MOST_TOLD = 4_096
"""Numbers that Milvus takes in one field."""
HASH = 12
"""Characters of the content's hash in the name of a collection."""
ABOUT = "explorer."
"""Before the names of what a collection tells of itself."""
FILLING = "_filling"

Advance = Callable[[int, int], None]
Stored = NDArray[np.floating]


class GenerationCollection:
    """The collection of a generation, which may not be there yet.

    Args:
        connection: to the server.
        manifest: of the generation, its files hashed.
        limits: the size up to which all vectors are compared with each question.
    """

    def __init__(
        self, connection: Connection, manifest: Manifest, *, limits: Limits = LIMITS
    ) -> None:
        self.connection, self._manifest, self._limits = connection, manifest, limits
        self.name = _name(connection.address.name, manifest.content)

    @property
    def identity(self) -> dict[str, str]:
        """What it tells of itself."""
        model = self._manifest.model
        facts = {
            "model": model.name,
            "revision": model.revision,
            "dimension": model.dimension,
            "content": self._manifest.content,
            "rows": self._manifest.counts["paragraphs"],
        }
        return {ABOUT + name: str(fact) for name, fact in facts.items()}

    def check(self) -> None:
        """Refuse a collection that is not this generation's, or not all of it.

        Raises:
            VectorServerError: so it is, or the server does not answer.
        """
        uri, mend = self.connection.address.uri, self.connection.mend
        if not self.is_there():
            raise VectorServerError(
                f"There is no collection {self.name} in the Milvus at {uri}, which "
                f"{self._manifest.generation} needs; {mend}"
            )
        told = self.connection.ask("describe_collection", self.name).get("properties", {})
        for name, ours in self.identity.items():
            if (theirs := told.get(name, "(unknown)")) != ours:
                raise VectorServerError(
                    f"The collection {self.name} in the Milvus at {uri} is of the "
                    f"{name.removeprefix(ABOUT)} {theirs}, the index of {ours}; {mend}"
                )
        held, due = self.count(), self._manifest.counts["paragraphs"]
        if held != due:
            raise VectorServerError(
                f"The collection {self.name} in the Milvus at {uri} holds {held} of {due} "
                f"vectors; {mend}"
            )

    def is_there(self) -> bool:
        """Whether there is one of its name.

        Raises:
            VectorServerError: the server does not answer.
        """
        return bool(self.connection.ask("has_collection", self.name))

    def is_whole(self) -> bool:
        """Whether it is there, and all right.

        Raises:
            VectorServerError: the server does not answer.
        """
        if not self.is_there():
            return False
        try:
            self.check()
        except VectorServerError:
            return False
        return True

    def count(self) -> int:
        """How many vectors it holds, all that was inserted so far among them."""
        return self.connection.rows(self.name)

    def fill(self, vectors: Stored, facets: Facets, *, advance: Advance | None = None) -> None:
        """Make it, in place of one of the same name.

        Args:
            vectors: unit vectors (n, dimension), read in blocks.
            facets: of the same paragraphs.
            advance: called as ``advance(done, total)`` rows.

        Raises:
            VectorServerError: the server does not answer, or has not kept all rows.
        """
        fields, ask = Fields(facets.columns), self.connection.ask
        if fields.most_told > MOST_TOLD:
            raise VectorServerError(
                f"A speech has {fields.most_told:,} columns of metadata, Milvus takes "
                f"{MOST_TOLD:,}; take some out of metadata.csv."
            )
        filling = self.connection.address.name + FILLING
        self._drop(filling)
        self._create(filling, vectors, fields)
        for end, lines in _batches(vectors, fields):
            ask("insert", filling, lines, timeout=LONG)
            if advance is not None:
                advance(end, len(vectors))
        ask("flush", filling, timeout=LONG)
        self._index(filling, len(vectors))
        ask("load_collection", filling, timeout=LONG)
        held = self.connection.rows(filling)
        if held != len(vectors):
            self._drop(filling)
            raise VectorServerError(
                f"Milvus holds {held:,} of {len(vectors):,} vectors that were given to it; is "
                f"another build filling {self.connection.address.name!r} there? Try again, or give "
                "another NAME."
            )
        self._drop(self.name)
        ask("rename_collection", filling, self.name)

    def drop_others(self, kept: Collection[str]) -> None:
        """Remove the collections of all generations but this one and those of some contents."""
        name = self.connection.address.name
        pattern = re.compile(rf"{re.escape(name)}_[0-9a-f]{{{HASH}}}")
        wanted = {self.name, *(_name(name, content) for content in kept)}
        for one in self.connection.ask("list_collections"):
            if pattern.fullmatch(one) and one not in wanted:
                self._drop(one)

    def _create(self, name: str, vectors: Stored, fields: Fields) -> None:
        from pymilvus import DataType, MilvusClient

        schema = MilvusClient.create_schema(auto_id=False)
        schema.add_field(ROW, DataType.INT64, is_primary=True)
        schema.add_field(VECTOR, DataType.FLOAT_VECTOR, dim=vectors.shape[1])
        for field in FIELDS:
            schema.add_field(field, DataType.INT32)
        most = max(1, fields.most_told)
        schema.add_field(TOLD, DataType.ARRAY, element_type=DataType.INT32, max_capacity=most)
        self.connection.ask(
            "create_collection", name, schema=schema, properties=self.identity, timeout=LONG
        )

    def _index(self, name: str, rows: int) -> None:
        from pymilvus import MilvusClient

        kind, settings = "FLAT", {}
        if rows > self._limits.exact_up_to:
            # What the lists tell is compared again by the stored vectors: a byte a number will do.
            kind, settings = "IVF_SQ8", {"nlist": lists_for(rows)}
        index = MilvusClient.prepare_index_params()
        index.add_index(VECTOR, index_type=kind, metric_type="IP", params=settings)
        self.connection.ask("create_index", name, index, timeout=LONG)

    def _drop(self, name: str) -> None:
        if self.connection.ask("has_collection", name):
            self.connection.ask("drop_collection", name)


def _name(name: str, content: str) -> str:
    return f"{name}_{content[:HASH]}"


def _batches(vectors: Stored, fields: Fields) -> Iterator[tuple[int, list[dict[str, object]]]]:
    """The rows as they are inserted, and the number of those that have been told by then."""
    for begin in range(0, len(vectors), BATCH):
        rows = range(begin, min(begin + BATCH, len(vectors)))
        block = np.asarray(vectors[begin : rows.stop], dtype=np.float32)
        lines = fields.of_rows(rows)
        yield (
            rows.stop,
            [{**line, VECTOR: vector} for line, vector in zip(lines, block, strict=True)],
        )

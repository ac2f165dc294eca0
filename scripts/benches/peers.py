"""Other ways and tools to search vectors under a scope, each as a user of it would write it."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benches.rows_like_paragraphs import DIMENSION, Generated

FETCHED = 64
"""Rows that a tool without a filter is asked for, of which the allowed are kept."""
EXPANSION = 128
"""Of the graphs' searches; the usual choice for a recall above 0.95."""
BATCH = 5_000
SLOW_UP_TO = 200_000
"""Rows that the databases which need minutes for more are given."""

Opened = Callable[[int, NDArray[np.float32], NDArray[np.bool_], int], Any]
"""Asked with a row, its vector, the allowed rows and how many; returns row numbers."""


def _single(made: Generated) -> NDArray[np.float32]:
    return np.asarray(made.vectors(), dtype=np.float32)


def _numpy(made: Generated, place: Path, stack: ExitStack) -> Opened:
    vectors = _single(made)

    def ask(row: int, query: NDArray[np.float32], allowed: NDArray[np.bool_], k: int) -> Any:  # noqa: ANN401
        scores = np.where(allowed, vectors @ query, -2)
        best = np.argpartition(-scores, k)[:k]
        best = best[np.argsort(-scores[best])]
        return best[allowed[best]]

    return ask


def _faiss_flat(made: Generated, place: Path, stack: ExitStack) -> Opened:
    faiss = import_module("faiss")
    faiss.omp_set_num_threads(1)  # more only delay a single question
    index = faiss.IndexFlatIP(DIMENSION)
    index.add(_single(made))
    faiss.write_index(index, str(place / "index.faiss"))

    def ask(row: int, query: NDArray[np.float32], allowed: NDArray[np.bool_], k: int) -> Any:  # noqa: ANN401
        found = index.search(query[np.newaxis], FETCHED)[1][0]
        return found[allowed[found]][:k]

    return ask


def _faiss_hnsw(made: Generated, place: Path, stack: ExitStack) -> Opened:
    faiss = import_module("faiss")

    index = faiss.IndexHNSWSQ(
        DIMENSION, faiss.ScalarQuantizer.QT_fp16, 32, faiss.METRIC_INNER_PRODUCT
    )
    vectors = _single(made)
    index.train(vectors[:BATCH])
    index.add(vectors)
    faiss.write_index(index, str(place / "index.faiss"))

    def ask(row: int, query: NDArray[np.float32], allowed: NDArray[np.bool_], k: int) -> Any:  # noqa: ANN401
        bits = np.packbits(allowed, bitorder="little")
        selector = faiss.IDSelectorBitmap(bits)
        with_scope = faiss.SearchParametersHNSW(efSearch=2 * EXPANSION, sel=selector)
        found = index.search(query[np.newaxis], k, params=with_scope)[1][0]
        return found[found >= 0]

    return ask


def _usearch(made: Generated, place: Path, stack: ExitStack) -> Opened:
    usearch = import_module("usearch.index")

    index = usearch.Index(ndim=DIMENSION, metric="ip", dtype="f16", expansion_search=EXPANSION)
    index.add(np.arange(len(made.place)), _single(made))
    index.save(str(place / "index.usearch"))

    def ask(row: int, query: NDArray[np.float32], allowed: NDArray[np.bool_], k: int) -> Any:  # noqa: ANN401
        found = index.search(query, FETCHED).keys.astype(np.int64)
        return found[allowed[found]][:k]

    return ask


def _hnswlib(made: Generated, place: Path, stack: ExitStack) -> Opened:
    hnswlib = import_module("hnswlib")

    index = hnswlib.Index(space="ip", dim=DIMENSION)
    index.init_index(max_elements=len(made.place), M=16, ef_construction=200)
    index.add_items(_single(made), np.arange(len(made.place)))
    index.set_ef(EXPANSION)
    index.set_num_threads(1)
    index.save_index(str(place / "index.bin"))

    def ask(row: int, query: NDArray[np.float32], allowed: NDArray[np.bool_], k: int) -> Any:  # noqa: ANN401
        found = index.knn_query(query, k=FETCHED)[0][0].astype(np.int64)
        return found[allowed[found]][:k]

    return ask


def _clause(made: Generated, row: int, allowed: NDArray[np.bool_], both: str, other: str) -> str:
    """The scope of a row as an expression: another place, year and group, of certain places."""
    own = [f"{name} {other} {int(getattr(made, name)[row])}" for name in ("place", "year", "group")]
    places = np.unique(made.place[allowed])
    if len(places) < len(np.unique(made.place)) // 2:
        own.append(f"place in [{', '.join(map(str, places.tolist()))}]")
    return f" {both} ".join(own).replace("group", "speech")


def _lancedb(made: Generated, place: Path, stack: ExitStack) -> Opened:
    lancedb, pyarrow = import_module("lancedb"), import_module("pyarrow")

    if len(made.place) > SLOW_UP_TO:
        raise MemoryError
    vectors = pyarrow.FixedSizeListArray.from_arrays(_single(made).ravel(), DIMENSION)
    columns = {"row": np.arange(len(made.place)), "place": made.place, "year": made.year}
    table = lancedb.connect(place).create_table(
        "rows", pyarrow.table({**columns, "speech": made.group, "vector": vectors})
    )

    def ask(row: int, query: NDArray[np.float32], allowed: NDArray[np.bool_], k: int) -> Any:  # noqa: ANN401
        where = _clause(made, row, allowed, "and", "!=").replace("[", "(").replace("]", ")")
        asked = table.search(query).distance_type("dot").where(where, prefilter=True)
        return asked.limit(k).select(["row", "_distance"]).to_arrow()["row"].to_numpy()

    return ask


def _milvus_lite(made: Generated, place: Path, stack: ExitStack) -> Opened:
    import_module("milvus_lite")  # absent, the client fails later and otherwise
    pymilvus = import_module("pymilvus")
    kinds = pymilvus.DataType

    if len(made.place) > SLOW_UP_TO:
        raise MemoryError
    client: Any = pymilvus.MilvusClient(str(place / "rows.db"))
    stack.callback(client.close)
    schema = client.create_schema(auto_id=False)
    schema.add_field("row", kinds.INT64, is_primary=True)
    schema.add_field("vector", kinds.FLOAT_VECTOR, dim=DIMENSION)
    for name in ("place", "year", "speech"):
        schema.add_field(name, kinds.INT64)
    indexed = client.prepare_index_params()
    indexed.add_index("vector", index_type="FLAT", metric_type="IP")
    client.create_collection("rows", schema=schema, index_params=indexed)
    vectors = _single(made)
    for begin in range(0, len(vectors), BATCH):
        client.insert(
            "rows",
            [
                {
                    "row": one,
                    "vector": vectors[one],
                    "place": int(made.place[one]),
                    "year": int(made.year[one]),
                    "speech": int(made.group[one]),
                }
                for one in range(begin, min(begin + BATCH, len(vectors)))
            ],
        )
    client.flush("rows")
    client.load_collection("rows")

    def ask(row: int, query: NDArray[np.float32], allowed: NDArray[np.bool_], k: int) -> Any:  # noqa: ANN401
        where = _clause(made, row, allowed, "and", "!=")
        hits = client.search("rows", [query.tolist()], limit=k, filter=where)[0]
        return [hit["row"] for hit in hits]

    return ask


def _chroma(made: Generated, place: Path, stack: ExitStack) -> Opened:
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    chromadb = import_module("chromadb")

    if len(made.place) > SLOW_UP_TO:
        raise MemoryError
    client = chromadb.PersistentClient(str(place))
    collection: Any = client.create_collection("rows", metadata={"hnsw:space": "ip"})
    vectors = _single(made)
    for begin in range(0, len(vectors), BATCH):
        rows = range(begin, min(begin + BATCH, len(vectors)))
        facts = [
            {
                "place": int(made.place[one]),
                "year": int(made.year[one]),
                "speech": int(made.group[one]),
            }
            for one in rows
        ]
        collection.add(ids=list(map(str, rows)), embeddings=vectors[rows], metadatas=facts)

    def ask(row: int, query: NDArray[np.float32], allowed: NDArray[np.bool_], k: int) -> Any:  # noqa: ANN401
        own = {"place": made.place[row], "year": made.year[row], "speech": made.group[row]}
        rules: list[Any] = [{name: {"$ne": int(value)}} for name, value in own.items()]
        places = np.unique(made.place[allowed])
        if len(places) < len(np.unique(made.place)) // 2:
            rules.append({"place": {"$in": places.tolist()}})
        found = collection.query(query_embeddings=[query], n_results=k, where={"$and": rules})
        return [int(one) for one in found["ids"][0]]

    return ask


PEERS: dict[str, Callable[[Generated, Path, ExitStack], Opened]] = {
    "numpy": _numpy,
    "faiss flat, filtered afterwards": _faiss_flat,
    "faiss HNSW, with the scope": _faiss_hnsw,
    "usearch, filtered afterwards": _usearch,
    "hnswlib, filtered afterwards": _hnswlib,
    "LanceDB, exact": _lancedb,
    "Milvus Lite, exact": _milvus_lite,
    "Chroma": _chroma,
}

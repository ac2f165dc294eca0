"""Fills the caches of an index folder with what the nodes of a Ray cluster read and embed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa

from explorer import room
from explorer.build import CACHE, refuse_overlap
from explorer.build import READINGS as READINGS_FILE
from explorer.build import VECTORS as VECTORS_FILE
from explorer.cluster.actors import (
    GIVEN,
    READINGS,
    VECTORS,
    FilesReader,
    Job,
    TextsEmbedder,
    save_known,
    window_texts,
)
from explorer.cluster.connection import connected, first_line
from explorer.cluster.shards import FOLDER, ShardLoader, kind_of
from explorer.corpus.files import document_files, plain_text_size
from explorer.corpus.kept_readings import KeptReadings
from explorer.embedding.cache import vector_keys
from explorer.embedding.encoder import Encoder, SentenceTransformerEncoder
from explorer.errors import ClusterError
from explorer.index.address import Address, read_address
from explorer.index.milvus import filling
from explorer.index.store import build_lock
from explorer.kept import Kept
from explorer.records import Progress
from explorer.settings import reading_rules_of

STAGE = "cluster"
"""Of the progress."""
FILES = 32
"""Files of a batch: their shard is a few hundred kilobytes."""
TEXTS = 2_048
"""Texts of a batch at least: what a lost node loses, half a minute's work of two cores."""
SHARE = 0.5
"""Of a processor, that an actor asks for: actors that took all would leave none to move to when a
node is lost, and none for Ray's own tasks; then a job waits without end."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a cluster did.

    Attributes:
        nodes: of the cluster, at the start.
        files: whose readings are new in the cache.
        texts: whose vectors are new in the cache.
        notes: a line for each thing that went wrong; the build does what is missing.
    """

    nodes: int
    files: int
    texts: int
    notes: tuple[str, ...]


def prepare(
    corpus: Path,
    index: Path | str | Address,
    *,
    address: str,
    model: str | None = None,
    encoder: Callable[[], Encoder] | None = None,
    encoding: str | None = None,
    progress: Progress | None = None,
) -> Prepared:
    """Read and embed on a cluster what the caches of an index folder lack.

    Every node must see the corpus and the index folder under the paths they have here.

    Args:
        corpus: folder of texts.
        index: folder of the index, made if missing; or its address in Milvus, which is asked at
            once, for the build that follows.
        address: ``HOST:PORT`` of a Ray cluster that this machine is a node of, or ``local``.
        model: folder or hub name of a sentence-transformers model; None is the offline model.
        encoder: makes the encoder, in place of ``model`` where given.
        encoding: of texts without a byte order mark; None finds it out.
        progress: called as ``progress("cluster", files done, files)``.

    Raises:
        CorpusError: the corpus is missing or empty, or holds the index folder.
        ClusterError: Ray is not installed, does not answer or was lost, or a node sees another
            corpus or computes with another model; what was done until then is kept.
        ModelError: the model cannot be loaded here.
        IndexFolderError: the index folder cannot be written, has no room, or a build holds it.
        VectorServerError: Milvus cannot be used.
    """
    home = read_address(index)
    corpus, index = corpus.resolve(), home.folder.resolve()
    paths = document_files(corpus)
    refuse_overlap(corpus, index)
    room.require(index, room.needed_at_least(plain_text_size(corpus), index / CACHE))
    with filling(home, _silent):
        pass  # a server that is away is told before the cluster does anything
    cache = index / CACHE
    make = encoder or partial(SentenceTransformerEncoder, model)
    with ExitStack() as stack:
        ray = stack.enter_context(connected(address))
        job = Job(corpus, cache / FOLDER, encoding, reading_rules_of(corpus), make().identity)
        stack.enter_context(build_lock(index))
        readings = stack.enter_context(Kept(cache / READINGS_FILE))
        vectors = stack.enter_context(Kept(cache / VECTORS_FILE))
        loader = ShardLoader(job.shards, {READINGS: readings, VECTORS: vectors})
        loader.load_rest()  # of a run that was stopped
        wanted = dict(_unprepared(job, paths, KeptReadings(readings, job.rules), vectors))
        nodes = sum(node["Alive"] for node in ray.nodes())
        if wanted:
            try:
                save_known(job.shards, vectors.keys())
                _run(ray, job, wanted, make, loader, progress or _silent)
            finally:
                loader.load_rest()
        loader.remove()
        left = len(wanted) - len(readings.known(list(wanted)))
        notes = (*readings.notes, *vectors.notes, *_notes(loader.lost, left))
    return Prepared(nodes, loader.new[READINGS], loader.new[VECTORS], notes)


def _unprepared(
    job: Job, paths: Sequence[Path], kept: KeptReadings, vectors: Kept
) -> Iterator[tuple[bytes, bytes]]:
    """Key and name of each file that is not kept, or has a text whose vector is not."""
    for path in paths:
        key = kept.key(job.corpus, path, job.encoding)
        reading = kept.recalled(key)
        if reading is not None:
            texts = set(vector_keys(job.identity, window_texts(reading)))
            if len(vectors.known(list(texts))) == len(texts):
                continue
        yield key, os.fsencode(path.relative_to(job.corpus))


def _run(
    ray: Any,  # noqa: ANN401 (a module that is imported late)
    job: Job,
    wanted: dict[bytes, bytes],
    make: Callable[[], Encoder],
    loader: ShardLoader,
    progress: Progress,
) -> None:
    """Have the nodes read and embed, and take over each shard as it is told."""
    progress(STAGE, 0, len(wanted))
    done = 0
    try:
        for row in _told(ray, job, wanted, make).iter_rows():
            if row["problem"]:
                raise ClusterError(row["problem"])
            loader.load(row["shard"], row["rows"])
            if kind_of(row["shard"]) == READINGS:
                done += row["rows"]
                progress(STAGE, done, len(wanted))
    except ray.exceptions.RayError as error:
        raise ClusterError(
            f"The cluster stopped ({first_line(error)}); what it did is kept, start again."
        ) from error


def _told(
    ray: Any,  # noqa: ANN401
    job: Job,
    wanted: dict[bytes, bytes],
    make: Callable[[], Encoder],
) -> Any:  # noqa: ANN401
    """The data set of what the nodes tell of their shards; they begin when it is read."""
    has = ray.cluster_resources()
    cores, gpus = int(has.get("CPU", 1)), int(has.get("GPU", 0))
    nodes = sum(node["Alive"] for node in ray.nodes())
    # As many of half a core each as there are cores at most: after a loss they fit into the rest.
    readers = max(1, min(nodes, cores // 3))
    embedders = gpus or max(1, min(nodes, cores - readers))
    common = {"batch_format": "pyarrow", "num_cpus": SHARE}
    return (
        ray.data.from_arrow(_blocks(wanted))
        .map_batches(
            FilesReader,
            fn_constructor_args=(job,),
            batch_size=FILES,
            compute=ray.data.ActorPoolStrategy(size=readers),
            **common,
        )
        .map_batches(
            TextsEmbedder,
            fn_constructor_args=(job, make),
            batch_size=TEXTS,
            compute=ray.data.ActorPoolStrategy(size=embedders),
            num_gpus=1 if gpus else 0,
            **common,
        )
    )


def _silent(stage: str, done: int, total: int) -> None:
    """The progress of a caller who asked for none."""


def _blocks(wanted: dict[bytes, bytes]) -> list[pa.Table]:
    """Tables of ``GIVEN``, each a batch of files: a block is what a node is given at once."""
    given = pa.table([list(wanted.values()), list(wanted)], schema=GIVEN)
    return [given.slice(start, FILES).combine_chunks() for start in range(0, len(given), FILES)]


def _notes(lost: Sequence[str], left: int) -> Iterator[str]:
    """A line for the shards that were lost, and one for the files that nothing is known of."""
    if lost:
        yield f"{len(lost)} shards of the cluster were lost ({lost[0]}); the build does the rest."
    if left:
        yield f"{left} files were not read by the cluster (changed since?); the build reads them."

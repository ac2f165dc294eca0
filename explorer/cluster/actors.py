"""What runs on the nodes: one class reads files, another embeds the texts of their windows.

Both are pure: the same batch gives the same shards, whichever node it is given to, however often.
A file is read by a process of its own within limits, as a build does it: one that crashes its
reader, or takes too long, is listed as unreadable and takes nothing with it.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from explorer.cluster.shards import write_shard
from explorer.corpus.file_readings import FileReading
from explorer.corpus.kept_readings import is_under, reading_key
from explorer.corpus.reading_processes import decode, read_files
from explorer.corpus.windows import cut_windows
from explorer.embedding.cache import kept_vectors, vector_keys
from explorer.embedding.encoder import Encoder, ModelIdentity
from explorer.errors import ExplorerError
from explorer.records import LineKind
from explorer.settings import reading_rules_of

KNOWN = "known.npy"
"""Beside the shards, for as long as the nodes work."""
LAST = np.uint64(2**64 - 1)
"""Closes the sorted starts, so that there is one at or after any."""
READINGS, VECTORS = "readings", "vectors"
"""Kinds of shards."""
GIVEN = pa.schema([("name", pa.binary()), ("key", pa.binary())])
"""Rows that come in: a file's name in the corpus folder, and the key of its reading."""
PASSED = pa.schema(
    [("shard", pa.string()), ("rows", pa.int64()), ("problem", pa.string()), ("text", pa.binary())]
)
"""Rows from readers to encoders: a shard with its rows, or a reason to stop, or a text."""
Starts = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked of the nodes.

    ``rules`` are those that read the corpus on the machine that asks, ``identity`` is that of its
    encoder; a node where either is another must not take part.
    """

    corpus: Path
    shards: Path
    encoding: str | None
    rules: str
    identity: ModelIdentity


class FilesReader:
    """Reads batches of files into shards, and passes on the texts that have no vector yet.

    Args:
        job: what is asked.
    """

    def __init__(self, job: Job) -> None:
        self._job = job

    def __call__(self, files: pa.Table) -> pa.Table:
        """Rows of ``PASSED`` for rows of ``GIVEN``."""
        try:
            return self._read(files)
        except ExplorerError as error:
            return _passed(problem=str(error))

    def _read(self, files: pa.Table) -> pa.Table:
        job = self._job
        if not job.corpus.is_dir() or reading_rules_of(job.corpus) != job.rules:
            return _passed(
                problem=f"The node {platform.node()} does not see the corpus {job.corpus} as this "
                "machine does; give it that folder under that path, and this version."
            )
        if not (job.shards / KNOWN).is_file():
            return _passed(
                problem=f"The node {platform.node()} does not see the index folder (it looked for "
                f"{job.shards / KNOWN}); give it that folder under that path."
            )
        paths = [job.corpus / os.fsdecode(name) for name in files["name"].to_pylist()]
        keys = files["key"].to_pylist()
        same = {  # a file that has changed since it was asked for is left to the build
            key: path
            for key, path in zip(keys, paths, strict=True)
            if reading_key(job.rules, job.corpus, path, job.encoding) == key
        }
        if not same:
            return _passed()
        read = read_files(job.corpus, same.values(), job.encoding)
        readings = {
            key: stored
            for (key, path), stored in zip(same.items(), read, strict=True)
            if is_under(key, decode(stored), job.rules, job.corpus, path, job.encoding)
        }
        if not readings:
            return _passed()
        texts = dict.fromkeys(
            text for reading in readings.values() for text in window_texts(decode(reading))
        )
        name = write_shard(job.shards, READINGS, readings)
        return _passed(shard=name, rows=len(readings), texts=self._unknown(list(texts)))

    def _unknown(self, texts: list[str]) -> list[str]:
        known = np.load(self._job.shards / KNOWN, mmap_mode="r")
        starts = _starts(vector_keys(self._job.identity, texts))
        is_known = known[np.searchsorted(known, starts)] == starts
        return [text for text, known in zip(texts, is_known.tolist(), strict=True) if not known]


class TextsEmbedder:
    """Embeds batches of texts into shards; what else is in a batch is passed on.

    Args:
        job: what is asked.
        encoder: makes the encoder, which uses all cores of the node.
    """

    def __init__(self, job: Job, encoder: Callable[[], Encoder]) -> None:
        os.environ.pop("OMP_NUM_THREADS", None)  # Ray sets 1, for what asks for half a core
        self._job, self._make = job, encoder
        self._encoder: Encoder | None = None

    def __call__(self, passed: pa.Table) -> pa.Table:
        """Rows of ``PASSED``, none of which is a text."""
        texts = [_decoded(one) for one in passed["text"].to_pylist() if one is not None]
        told = passed.filter(pc.is_null(passed["text"]))
        try:
            return pa.concat_tables([told, self._embedded(list(dict.fromkeys(texts)))])
        except ExplorerError as error:
            return pa.concat_tables([told, _passed(problem=str(error))])

    def _embedded(self, texts: list[str]) -> pa.Table:
        if not texts:
            return _passed()
        self._encoder = self._encoder or self._make()
        identity = self._encoder.identity
        if identity != self._job.identity:
            return _passed(
                problem=f"The node {platform.node()} computes with {_told(identity)}, this machine "
                f"with {_told(self._job.identity)}; build on a machine like the nodes."
            )
        values = kept_vectors(identity, texts, self._encoder.encode(texts))
        if not values:
            return _passed()
        return _passed(shard=write_shard(self._job.shards, VECTORS, values), rows=len(values))


def window_texts(reading: FileReading) -> Iterator[str]:
    """The texts of the windows of a file, as a build embeds them."""
    for document in reading.documents:
        for part in document.parts:
            for line in part.text.lines:
                if line.kind is LineKind.PARAGRAPH and line.number is not None:
                    for start, end in cut_windows(line.text):
                        yield line.text[start:end].strip()


def save_known(folder: Path, keys: Iterable[bytes]) -> None:
    """Write, for the readers, which texts have vectors: the sorted starts of their keys.

    A text that is taken for another is embedded by the build, once in 2**64 / n texts.
    """
    np.save(folder / KNOWN, np.append(np.sort(_starts(keys)), LAST), allow_pickle=False)


def _starts(keys: Iterable[bytes]) -> Starts:
    """The first eight bytes of each key (n,): enough to tell texts apart, in little memory."""
    return np.fromiter((int.from_bytes(key[:8], "little") for key in keys), dtype=np.uint64)


def _passed(
    *,
    shard: str | None = None,
    rows: int = 0,
    problem: str | None = None,
    texts: Sequence[str] = (),
) -> pa.Table:
    """A table of ``PASSED``: a row for the shard or problem, if any, and one for each text."""
    told: list[dict[str, Any]] = [{"shard": shard, "rows": rows, "problem": problem}]
    told = told if shard or problem else []
    said: list[dict[str, Any]] = [{"text": text.encode("utf-8", "surrogatepass")} for text in texts]
    return pa.Table.from_pylist(told + said, schema=PASSED)


def _decoded(text: bytes) -> str:
    return text.decode("utf-8", "surrogatepass")


def _told(identity: ModelIdentity) -> str:
    return f"{identity.name} {identity.revision} in {identity.precision}"

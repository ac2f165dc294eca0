"""The join in blocks of paragraphs, on all cores, and written as it goes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import joblib
from joblib.externals.loky import get_reusable_executor

from explorer.index.manifest import Manifest, read_manifest
from explorer.index.pairs import Joined, PairWriter
from explorer.joining.paragraph import Join
from explorer.records import Progress

BLOCK = 500
"""Paragraphs that are joined between two reports of progress, some seconds' work."""
ALONE = 5_000
"""Paragraphs up to which one process does it: starting others takes as long."""


def join_paragraphs(folder: Path, manifest: Manifest, vectors: Path, progress: Progress) -> None:
    """Write the pairs of a generation whose other files are there.

    Args:
        folder: of the generation.
        manifest: of it; a copy for other processes is written beside the vectors.
        vectors: a ``.npy`` file of unit vectors, one per paragraph.
        progress: told of the stage ``join``.
    """
    count = manifest.counts["paragraphs"]
    manifest.write(vectors.parent)
    with PairWriter(folder) as writer:
        progress("join", 0, count)
        for done, block in enumerate(_blocks(folder, vectors, count), 1):
            writer.add(block)
            progress("join", min(done * BLOCK, count), count)


def _blocks(folder: Path, vectors: Path, count: int) -> Iterator[Joined]:
    begins = range(0, count, BLOCK)
    if count <= ALONE:
        join = Join(folder, read_manifest(vectors.parent))
        yield from (join.block(vectors, begin, begin + BLOCK) for begin in begins)
        return
    processes = os.cpu_count() or 1
    with joblib.parallel_config("loky", n_jobs=processes, inner_max_num_threads=1):
        work = joblib.Parallel(return_as="generator")
        yield from work(joblib.delayed(_block)(folder, vectors, begin) for begin in begins)
    get_reusable_executor().shutdown(wait=True)  # or the processes would linger with all they hold


def _block(folder: Path, vectors: Path, begin: int) -> Joined:
    """The pairs of a block, in another process."""
    return _opened(folder, vectors.parent).block(vectors, begin, begin + BLOCK)


@lru_cache(1)
def _opened(folder: Path, manifest: Path) -> Join:
    """The files of a generation, opened once in each process."""
    return Join(folder, read_manifest(manifest))

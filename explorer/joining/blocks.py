"""The join in blocks of paragraphs, on all cores, and written as it goes."""

from __future__ import annotations

import os
from collections.abc import Generator, Sequence
from contextlib import closing
from functools import lru_cache
from pathlib import Path

import joblib
from joblib.externals.loky import get_reusable_executor

from explorer.index.arrays import Arrays
from explorer.index.manifest import Manifest, read_manifest
from explorer.index.pairs import Joined, PairWriter
from explorer.index.rows import Rows
from explorer.joining.columns import write_columns
from explorer.joining.kept_blocks import KeptBlocks
from explorer.joining.paragraph import Join
from explorer.kept import Kept
from explorer.records import Progress

BLOCK = 500
"""Paragraphs that are joined between two reports of progress, a second's work: what is lost at most
by each process when the join is interrupted."""
ALONE = 5_000
"""Paragraphs up to which one process does it: starting others takes as long."""


def join_paragraphs(
    folder: Path,
    manifest: Manifest,
    vectors: Path,
    progress: Progress,
    kept: Kept | None = None,
) -> int:
    """Write the pairs of a generation whose other files are there.

    Memory does not grow with the paragraphs but by what is mapped from files: each process holds
    the cosines of some of them with all others (100 MB), and some texts.

    Args:
        folder: of the generation.
        manifest: of it; a copy for other processes is written beside the vectors.
        vectors: a ``.npy`` file of unit vectors, one per paragraph; others are written beside it.
        progress: told of the stage ``join``.
        kept: where blocks that are done are kept, in case the build is interrupted; what an earlier
            build of the same generation kept there is not done again. To be emptied once the
            generation is published.

    Returns:
        How many paragraphs' pairs were known.
    """
    count = manifest.counts["paragraphs"]
    progress("join", 0, count)
    blocks = [(begin, min(begin + BLOCK, count)) for begin in range(0, count, BLOCK)]
    done = KeptBlocks(kept, folder, manifest)
    waiting = [block for block in blocks if not done.known(*block)]
    manifest.write(vectors.parent)
    if manifest.search is None:
        speeches = Rows(folder).speeches()
        write_columns(vectors, Arrays(folder, manifest, speeches).passages.language)
    missing, reused = set(waiting), 0
    with PairWriter(folder) as writer, closing(_joined(folder, vectors, waiting)) as fresh:
        for block in blocks:
            joined = None if block in missing else done.get(*block)
            if joined is None:
                # What was there a moment ago and cannot be read is joined here.
                joined = next(fresh) if block in missing else _block(folder, vectors, *block)
                done.put(*block, joined)
            else:
                reused += block[1] - block[0]
            writer.add(joined)
            progress("join", block[1], count)
    return reused


def _joined(
    folder: Path, vectors: Path, blocks: Sequence[tuple[int, int]]
) -> Generator[Joined, None, None]:
    """The pairs of each block, in order."""
    if len(blocks) * BLOCK <= ALONE:
        try:
            yield from (_block(folder, vectors, *block) for block in blocks)
        finally:
            _opened.cache_clear()
        return
    processes = os.cpu_count() or 1
    try:
        with joblib.parallel_config("loky", n_jobs=processes, inner_max_num_threads=1):
            work = joblib.Parallel(return_as="generator")
            yield from work(joblib.delayed(_block)(folder, vectors, *block) for block in blocks)
    finally:  # or the processes would linger with all they hold
        get_reusable_executor().shutdown(wait=True)


def _block(folder: Path, vectors: Path, first: int, last: int) -> Joined:
    """The pairs of a block, in whichever process."""
    return _opened(folder, vectors).block(first, last)


@lru_cache(1)
def _opened(folder: Path, vectors: Path) -> Join:
    """The files of a generation, opened once in each process."""
    return Join(folder, read_manifest(vectors.parent), vectors)

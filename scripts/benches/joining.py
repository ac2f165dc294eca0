"""The join: its candidates, all of it, and what an interrupted one need not do again.

Candidates are measured among generated vectors with the spectrum of real ones, the whole join among
generated texts. Processor time is told beside the clock, as other work on the machine stretches it.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from benches.collection import HashingEncoder, write_collection
from benches.rows_like_paragraphs import generate
from explorer.embedding import products

SIZES, QUICK_SIZES = (20_000, 200_000), (20_000,)
ASKED, QUICK_ASKED = 5_000, 1_000
"""Paragraphs whose candidates are looked for, in stretches from all over the collection."""
STRETCH = 500
TEXTS, QUICK_TEXTS = 15_000, 2_000
BLOCK = 50_000


def run(quick: bool) -> None:  # noqa: FBT001
    """Print the cost of the candidates by size, and of a whole join, fresh and resumed."""
    for rows in QUICK_SIZES if quick else SIZES:
        with tempfile.TemporaryDirectory(prefix="join-bench-") as name:
            candidates(rows, QUICK_ASKED if quick else ASKED, Path(name))
    with tempfile.TemporaryDirectory(prefix="join-bench-") as name:
        whole(QUICK_TEXTS if quick else TEXTS, Path(name))


def candidates(rows: int, asked: int, folder: Path) -> None:
    """Print what finding the nearest of each paragraph costs in one process."""
    from explorer.joining.columns import write_columns
    from explorer.joining.neighbours import Neighbours

    made = generate(rows, folder)
    path = folder / "unit.npy"
    shape = made.vectors().shape
    unit = np.lib.format.open_memmap(path, mode="w+", dtype=np.float32, shape=shape)
    for begin in range(0, rows, BLOCK):
        block = np.asarray(made.vectors()[begin : begin + BLOCK], dtype=np.float32)
        unit[begin : begin + BLOCK] = block / np.linalg.norm(block, axis=1, keepdims=True)
    unit.flush()
    facets: Any = SimpleNamespace(place=made.place, group=made.group)
    language = np.zeros(rows, dtype=np.int32)
    starts = np.linspace(0, rows - STRETCH, asked // STRETCH).astype(int).tolist()
    found: dict[str, dict[int, np.ndarray]] = {}
    for name, coarse in (("float32", False), ("bfloat16 first", True)):
        if coarse and not products.is_fast():
            print(f"{rows:,} paragraphs, {name}: skipped, the processor has no instructions for it")
            continue
        write_columns(path, language, coarse=coarse)
        nearby = Neighbours(path, facets, language)
        list(nearby.of(0, 10))  # loads what is loaded once

        def look(nearby: Neighbours = nearby) -> dict[int, np.ndarray]:
            return {row: near for one in starts for row, near in nearby.of(one, one + STRETCH)}

        found[name], clock, processor = _spent(look)
        each, count = processor / (len(starts) * STRETCH), os.cpu_count() or 1
        print(
            f"{rows:,} paragraphs, {name}: {1000 * each:.2f} ms of processor each"
            f" ({1000 * clock / (len(starts) * STRETCH):.2f} ms by the clock);"
            f" from that, all on {count} cores: {each * rows / count:.0f} s",
            flush=True,
        )
    if len(found) == 2:
        one, other = found.values()
        same = np.mean([set(one[row].tolist()) == set(other[row].tolist()) for row in one])
        print(f"{rows:,} paragraphs: {same:.2%} have the very same candidates both ways")


def whole(paragraphs: int, folder: Path) -> None:
    """Print what joining a generated collection costs, and joining it again from what was kept."""
    from explorer import build_index
    from explorer.index.arrays import Arrays
    from explorer.index.pairs import Pairs
    from explorer.index.rows import Rows
    from explorer.index.store import open_generation
    from explorer.joining import join_paragraphs
    from explorer.kept import Kept
    from explorer.vectorising import write_paragraph_vectors

    corpus, index = folder / "corpus", folder / "index"
    write_collection(corpus, paragraphs)
    build_index(corpus, index, encoder=HashingEncoder(), join=False)
    generation, manifest = open_generation(index)
    passages = Arrays(generation, manifest, Rows(generation).speeches()).passages
    scratch = folder / "scratch"
    scratch.mkdir()
    windows = np.asarray(passages.windows, dtype=np.float16)
    vectors = write_paragraph_vectors(scratch, windows, passages.first)
    count = manifest.counts["paragraphs"]
    with Kept(folder / "join.sqlite") as kept:

        def join() -> int:
            return join_paragraphs(generation, manifest, vectors, _silent, kept)

        for name in ("joined", "joined again, from what was kept"):
            reused, clock, processor = _spent(join)
            print(
                f"{count:,} paragraphs {name}: {1000 * processor / count:.2f} ms of processor each,"
                f" {clock:.1f} s by the clock; {reused:,} paragraphs' pairs were known",
                flush=True,
            )
    print(f"{len(Pairs(generation, count).all):,} pairs")
    if largest := _largest():
        print(f"the largest process: {largest:.0f} MB, mapped files included")


def _spent(task: Callable[[], Any]) -> tuple[Any, float, float]:
    """What a task gives, its seconds by the clock, and those of processor with its processes'."""
    clock, before = time.perf_counter(), sum(os.times()[:4])
    found = task()
    return found, time.perf_counter() - clock, sum(os.times()[:4]) - before


def _largest() -> float:
    """The most memory of a process that this one started, mapped files included, in MB (Linux)."""
    import resource

    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def _silent(stage: str, done: int, total: int) -> None:
    """No progress is told."""

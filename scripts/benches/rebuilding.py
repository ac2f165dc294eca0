"""A build in full, and again with one document in a hundred more."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

from benches.collection import HashingEncoder, write_collection
from benches.memory import own_peak

PARAGRAPHS, QUICK_PARAGRAPHS = 20_000, 7_000
LARGE, QUICK_LARGE = (200_000, 1_000_000), (20_000,)
MORE = 100
"""One document in so many is added."""


def run(quick: bool) -> None:  # noqa: FBT001
    """Print the time of a full build and of one with 1 % more, and of large ones without a model.

    The first two embed with the offline model; large collections take vectors that cost nothing,
    so that what is left is everything else.
    """
    size = QUICK_PARAGRAPHS if quick else PARAGRAPHS
    for join in (False, True):
        full, more = _full_and_more(size, join=join)
        told = "with the join" if join else "without the join"
        print(
            f"{size:,} paragraphs {told}: full {sum(full.values()):.1f} s {full},"
            f" 1 % more {sum(more.values()):.1f} s {more}:"
            f" {sum(more.values()) / sum(full.values()):.1%}",
            flush=True,
        )
    for rows in QUICK_LARGE if quick else LARGE:
        with tempfile.TemporaryDirectory(prefix="rebuild-bench-") as name:
            corpus = Path(name) / "corpus"
            write_collection(corpus, rows)
            seconds, peak = own_peak(_build_large, corpus, Path(name) / "index")
        print(f"{rows:,} paragraphs, vectors given: {seconds}, own memory {peak:,} MB", flush=True)


def _full_and_more(size: int, *, join: bool) -> tuple[dict[str, float], dict[str, float]]:
    from explorer import build_index

    with tempfile.TemporaryDirectory(prefix="rebuild-bench-") as name:
        corpus, index = Path(name) / "corpus", Path(name) / "index"
        write_collection(corpus, size)
        files = sorted(corpus.iterdir())
        late = files[::MORE]
        aside = Path(name) / "aside"
        aside.mkdir()
        for path in late:
            path.rename(aside / path.name)
        full = build_index(corpus, index, join=join).seconds
        for path in late:
            (aside / path.name).rename(path)
        return full, build_index(corpus, index, join=join).seconds


def _build_large(corpus: Path, index: Path) -> Any:  # noqa: ANN401
    from explorer import build_index

    begin = time.perf_counter()
    report = build_index(corpus, index, encoder=HashingEncoder(), join=False)
    return report.seconds | {"all": round(time.perf_counter() - begin, 1)}

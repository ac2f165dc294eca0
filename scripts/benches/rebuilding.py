"""A build in full, and again with one document in a hundred more."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from benches.collection import write_collection

PARAGRAPHS, QUICK_PARAGRAPHS = 20_000, 7_000
MORE = 100
"""One document in so many is added."""


def run(quick: bool, folder: Path | None) -> None:  # noqa: FBT001
    """Print the time of a full build and of one with 1 % more documents, embedding included.

    Args:
        quick: a smaller generated collection.
        folder: texts to take instead of a generated collection.
    """
    for join in (False, True):
        with tempfile.TemporaryDirectory(prefix="rebuild-bench-") as name:
            corpus = Path(name) / "corpus"
            if folder is None:
                write_collection(corpus, QUICK_PARAGRAPHS if quick else PARAGRAPHS)
            else:
                shutil.copytree(folder, corpus)
            full, more, count = _full_and_more(corpus, Path(name), join=join)
        print(
            f"{count:,} paragraphs {'with' if join else 'without'} the join: full"
            f" {sum(full.values()):.1f} s {full}, 1 % more {sum(more.values()):.1f} s {more}:"
            f" {sum(more.values()) / sum(full.values()):.1%}",
            flush=True,
        )


Seconds = dict[str, float]


def _full_and_more(corpus: Path, folder: Path, *, join: bool) -> tuple[Seconds, Seconds, int]:
    """The seconds of both builds, and the paragraphs of the second."""
    from explorer import build_index

    index, aside = folder / "index", folder / "aside"
    aside.mkdir()
    late = sorted(path for path in corpus.iterdir() if path.is_file())[::MORE]
    for path in late:
        path.rename(aside / path.name)
    full = build_index(corpus, index, join=join).seconds
    for path in late:
        (aside / path.name).rename(path)
    report = build_index(corpus, index, join=join)
    return full, report.seconds, report.paragraphs

"""Search by vectors under the scope: this program's index against other ways and tools.

Every tool gets the same generated rows (``rows_like_paragraphs``) and the same questions, one at a
time. Each is opened beside this program's index alone, as it would be used, and takes turns of ten
questions with it, so that what else the machine does hits both alike. A tool without a filter of
its own is asked for ``FETCHED`` rows, and what is not allowed is dropped: its lists may then be
short. Tools that are not installed are skipped with a line.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benches.peers import PEERS, Opened
from benches.rows_like_paragraphs import DIMENSION, Generated, generate
from explorer.index.tuning import Owners
from explorer.index.vectors import ParagraphVectors, write_vectors

SIZES, QUICK_SIZES = (20_000, 200_000, 1_000_000), (20_000,)
QUESTIONS, QUICK_QUESTIONS = 60, 20
RESULTS = 10
SELECTIVE = 0.01
BLOCK = 50_000
TURN = 10
"""Questions that a tool answers one after the other before the other one's turn."""
BEFORE = 20
"""Other questions that each tool answers before the clock starts."""
SEED = 20_251_123

Rows = NDArray[np.int64]
Mask = NDArray[np.bool_]
Question = tuple[int, NDArray[np.float32], Mask]


def run(quick: bool) -> None:  # noqa: FBT001
    """Print the comparison: two tables for each size, the default scope and a selective one."""
    for rows in QUICK_SIZES if quick else SIZES:
        with tempfile.TemporaryDirectory(prefix="search-bench-") as name:
            _compare(
                generate(rows, Path(name)), Path(name), QUICK_QUESTIONS if quick else QUESTIONS
            )


def _compare(made: Generated, folder: Path, count: int) -> None:
    rows = len(made.place)
    chance = np.random.default_rng(SEED)
    asked = chance.choice(rows, BEFORE + count, replace=False)
    cities = np.isin(made.place, np.arange(max(1, int(SELECTIVE * made.place.max()))))
    scopes = [
        _Scope(name, made, [_question(made, row, within) for row in asked.tolist()])
        for name, within in (("default scope", None), ("selective scope", cities))
    ]
    for one in scopes:
        print(f"\n{rows:,} rows, {one.name}: {one.share:.1%} allowed")
    ours, exact = _ours(made, folder)
    print(HEADINGS)
    _print_rows(scopes, ours, {"ours, exact": exact})
    for name, build in PEERS.items():
        with contextlib.ExitStack() as stack:
            opened = _built(name, build, made, folder, stack)
            if opened is not None:
                _print_rows(scopes, ours, {name: opened})
        shutil.rmtree(folder / _folder_of(name), ignore_errors=True)


@dataclass
class _Scope:
    """The questions of a scope, and what is truly nearest to each."""

    name: str
    made: Generated
    questions: Sequence[Question]

    def __post_init__(self) -> None:
        self.share = float(np.mean([allowed.mean() for _, _, allowed in self.questions]))
        self.truths = [
            _truth(self.made.vectors(), query, allowed) for _, query, allowed in self.questions
        ]


def _question(made: Generated, row: int, within: Mask | None) -> Question:
    vector = np.asarray(made.vectors()[row], dtype=np.float32)
    allowed = made.allowed(row)
    return row, vector / np.linalg.norm(vector), allowed if within is None else allowed & within


def _ours(made: Generated, folder: Path) -> tuple[Opened, Opened]:
    """The index of this program, as it plans by itself and comparing all."""
    place = folder / "ours"
    place.mkdir()
    begin = time.perf_counter()
    tuned = write_vectors(made.vectors(), place, owners=Owners(made.place, made.group))
    _print_cost("ours", time.perf_counter() - begin, place)
    begin = time.perf_counter()
    index = ParagraphVectors(place, rows=len(made.place), dimension=DIMENSION, tuned=tuned)
    opening = 1000 * (time.perf_counter() - begin)
    print(f"ours: opened in {opening:.1f} ms; tuned: {tuned}")
    return (
        lambda row, query, allowed, k: index.nearest(query, allowed, k),
        lambda row, query, allowed, k: index.nearest(query, allowed, k, exact=True),
    )


def _folder_of(name: str) -> str:
    return name.split(",")[0].replace(" ", "-")


def _built(
    name: str,
    build: Callable[[Generated, Path, contextlib.ExitStack], Opened],
    made: Generated,
    folder: Path,
    stack: contextlib.ExitStack,
) -> Opened | None:
    place = folder / _folder_of(name)
    place.mkdir()
    begin = time.perf_counter()
    try:
        opened = build(made, place, stack)
    except ImportError as error:
        print(f"{name}: skipped, {error.name} is not installed")
        return None
    except MemoryError:
        print(f"{name}: skipped, too large for it")
        return None
    _print_cost(name, time.perf_counter() - begin, place)
    return opened


def _print_cost(name: str, seconds: float, place: Path) -> None:
    size = sum(path.stat().st_size for path in place.rglob("*") if path.is_file())
    print(
        f"{name}: built in {seconds:.1f} s, {size / 2**20:.0f} MB on disk, {_memory()}", flush=True
    )


def _memory() -> str:
    """The resident memory of this process that is its own, mapped files aside (Linux)."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return "memory not known"
    own = next((line for line in lines if line.startswith("RssAnon")), "RssAnon: 0 kB")
    return f"{int(own.split()[1]) / 1024:.0f} MB of memory in all"


def _print_rows(scopes: Sequence[_Scope], ours: Opened, other: dict[str, Opened]) -> None:
    """One row of the table for each scope and tool."""
    for scope in scopes:
        measured = {name: _Measured() for name in ("ours", *other)}
        for begin in range(0, len(scope.questions), TURN):
            for name, ask in {"ours": ours, **other}.items():
                for number in range(begin, min(begin + TURN, len(scope.questions))):
                    measured[name].ask(scope, number, ask)
        base = np.array(measured["ours"].times)
        for name, one in measured.items():
            ratio = np.median(np.array(one.times) / base)
            print(
                f"{scope.name:<16} {name:<32} {np.median(one.times):8.2f}"
                f" {np.quantile(one.times, 0.95):8.2f} {np.mean(one.recalls):7.3f} {one.short:6d}"
                f" {one.broken:7d} {ratio:7.2f}x",
                flush=True,
            )


HEADINGS = (
    f"{'scope':<16} {'tool':<32} {'p50 ms':>8} {'p95 ms':>8} {'recall':>7} {'short':>6}"
    f" {'broken':>7} {'to ours':>8}"
)


class _Measured:
    """What a tool told and how long it took, question by question."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self.recalls: list[float] = []
        self.short = self.broken = 0

    def ask(self, scope: _Scope, number: int, tool: Opened) -> None:
        """Ask one question; the first ones are not counted."""
        row, query, allowed = scope.questions[number]
        truth, vectors = scope.truths[number], scope.made.vectors()
        start = time.perf_counter()
        found = np.asarray(tool(row, query, allowed, RESULTS), dtype=np.int64)
        spent = 1000 * (time.perf_counter() - start)
        if number < BEFORE:
            return
        self.times.append(spent)
        self.broken += int(np.count_nonzero(~allowed[found]))
        found = found[allowed[found]]
        self.short += len(found) < len(truth)
        self.recalls.append(_recall(vectors, query, found, truth))


def _truth(vectors: NDArray[np.float16], query: NDArray[np.float32], allowed: Mask) -> Rows:
    """The nearest allowed rows by NumPy alone."""
    blocks = np.array_split(vectors, 1 + len(vectors) // BLOCK)
    scores = np.concatenate([block.astype(np.float32) @ query for block in blocks])
    scores[~allowed] = -2
    order = np.argsort(-scores, kind="stable")[:RESULTS]
    return order[allowed[order]]


def _recall(
    vectors: NDArray[np.float16], query: NDArray[np.float32], found: Rows, truth: Rows
) -> float:
    """The share of the nearest that was found; an equal of the last one counts."""
    if not len(truth):
        return 1.0
    last = vectors[truth[-1]].astype(np.float32) @ query
    scores = vectors[np.unique(found)].astype(np.float32) @ query
    # 16-bit and 32-bit numbers of the same rows differ by less.
    return min(1.0, float(np.count_nonzero(scores >= last - 1e-4)) / len(truth))


if __name__ == "__main__":
    import sys

    run("--quick" in sys.argv)

"""How building and serving grow with the collection: their cost at several sizes, and exponents."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from benches.collection import HashingEncoder, write_collection
from benches.memory import own_peak
from benches.serving import pages, served

SIZES, QUICK_SIZES = (10_000, 100_000, 1_000_000), (5_000, 20_000)
UNITS = {"memory": "MB", "peak": "MB", "disk": "MB", "kept": "MB"}
"""Of what is measured, where it is not seconds."""
MEGA = 1_000_000


def run(quick: bool) -> None:  # noqa: FBT001
    """Print every cost at every size, and the power of the size with which it grows.

    Vectors cost nothing here (a model's would hide all else), and the join is not made: it has a
    part of its own.
    """
    sizes = QUICK_SIZES if quick else SIZES
    costs: dict[str, list[float]] = {}
    for size in sizes:
        for name, cost in _costs(size).items():
            costs.setdefault(name, []).append(cost)
        print(f"{size:,} paragraphs measured", flush=True)
    print(f"\n{'cost':<18}" + "".join(f"{size:>12,}" for size in sizes) + f"{'grows with':>12}")
    for name, found in costs.items():
        unit = UNITS.get(name.rsplit(" ", 1)[-1], "s")
        cells = "".join(f"{one:12,.0f}" if unit == "MB" else f"{one:12.3f}" for one in found)
        power = f"n^{exponent(sizes, found):.2f}" if len(found) == len(sizes) else ""
        print(f"{f'{name} ({unit})':<18}{cells}{power:>12}", flush=True)


def exponent(sizes: tuple[int, ...], costs: list[float]) -> float:
    """The power of the size with which a cost grows: the slope of their logarithms."""
    return float(np.polyfit(np.log(sizes), np.log(np.maximum(costs, 1e-6)), 1)[0])


def _costs(size: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="growth-bench-") as name:
        corpus, index = Path(name) / "corpus", Path(name) / "index"
        write_collection(corpus, size)
        seconds, peak = own_peak(_build, corpus, index)
        kept = _megabytes(index / "cache")
        return {
            **{f"build {stage}": spent for stage, spent in seconds.items()},
            "build peak": peak,
            "disk": _megabytes(index) - kept,
            "disk kept": kept,
            **{f"serve {what}": cost for what, cost in served(index).items()},
            **{f"app {what}": cost for what, cost in pages(index).items()},
        }


def _build(corpus: Path, index: Path) -> Any:  # noqa: ANN401
    from explorer import build_index

    begin = time.perf_counter()
    report = build_index(corpus, index, encoder=HashingEncoder(), join=False)
    return report.seconds | {"all": round(time.perf_counter() - begin, 1)}


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / MEGA

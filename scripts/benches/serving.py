"""How soon an index answers after the start of a process, how fast afterwards, in what memory."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benches.collection import HashingEncoder, write_collection

SIZES, QUICK_SIZES = (20_000, 200_000, 1_000_000), (20_000,)
ANSWERS = 100
CODE = """
import sys, time
begin = time.perf_counter()
import numpy as np
from pathlib import Path
from explorer import open_index
explorer = open_index(Path(sys.argv[1]))
opened = time.perf_counter() - begin
count = explorer.manifest.counts["paragraphs"]
rows = np.random.default_rng(3).integers(0, count, int(sys.argv[2]))
ids = [explorer.paragraph_at(int(row)).id for row in rows]
spent = []
for one in ids:
    start = time.perf_counter()
    explorer.counterparts(one, k=10)
    spent.append(time.perf_counter() - start)
    if len(spent) == 1:
        first = time.perf_counter() - begin
sys.path.insert(0, sys.argv[3])
from benches.memory import own_memory
middle, late = np.percentile(spent[1:], [50, 95]) * 1000
print(f"opened after {opened:.2f} s, first answer after {first:.2f} s, then {middle:.0f} ms"
      f" (95 %: {late:.0f} ms), own memory {own_memory() // 1_000_000} MB")
"""


def run(quick: bool) -> None:  # noqa: FBT001
    """Print it for generated collections of several sizes."""
    from explorer import build_index

    for rows in QUICK_SIZES if quick else SIZES:
        with tempfile.TemporaryDirectory(prefix="serving-bench-") as name:
            corpus, index = Path(name) / "corpus", Path(name) / "index"
            write_collection(corpus, rows)
            build_index(corpus, index, encoder=HashingEncoder(), join=False)
            print(f"{rows:,} paragraphs: {served(index)}", flush=True)


def served(index: Path) -> str:
    """Return what a process tells that opens an index and asks it; the system adds its start."""
    scripts = Path(__file__).resolve().parents[1]
    begin = time.perf_counter()
    command = [sys.executable, "-c", CODE, str(index), str(ANSWERS), str(scripts)]
    found = subprocess.run(command, capture_output=True, text=True, check=True, cwd=scripts.parent)
    return f"{found.stdout.strip()}; process of {time.perf_counter() - begin:.1f} s in all"

"""What a process of its own needs: its result, and its own memory without mapped files."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import joblib

EVERY = 0.2
"""Seconds between two looks at the memory."""


def own_peak(task: Callable[..., Any], *values: object) -> tuple[Any, int]:
    """Return what a task gives in a fresh process, and the most memory of its own (MB; Linux)."""
    work = joblib.Parallel(n_jobs=2, backend="loky")  # with 1 it would be this process
    return work([joblib.delayed(_watched)(task, *values)])[0]


def _watched(task: Callable[..., Any], *values: object) -> tuple[Any, int]:
    peak, done = [own_memory()], threading.Event()

    def watch() -> None:
        while not done.wait(EVERY):
            peak.append(max(peak[-1], own_memory()))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    found = task(*values)
    done.set()
    return found, max(peak[-1], own_memory()) // 1_000_000


def own_memory(process: int | str = "self") -> int:
    """Return the bytes of a process that no file holds; 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((1024 * int(line.split()[1]) for line in lines if line.startswith("Anon")), 0)

"""Run pip and say in plain words what it is doing; its own output is kept for when it fails."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections import deque
from typing import TYPE_CHECKING

from console import fit, say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

STEPS = (
    (re.compile(r"Installing collected packages: (.*)"), "unpacking {count} packages"),
    (re.compile(r"\s*Collecting ([\w.-]+)"), "looking up {0}"),
    (re.compile(r"\s*Downloading (?:\S*/)?([\w.]+-[\w.+]+?)-\S+ \((.+)\)"), "fetching {0} ({1})"),
    (re.compile(r"\s*Using cached ([\w.]+-[\w.+]+?)-"), "taking {0} from the cache"),
    (re.compile(r"\s*(?:Installing|Getting|Preparing|Building) .*"), "preparing the project"),
)
ADVICE = (
    (r"No space left|Errno 28", "make room on the disk (the project needs about 2 GB)"),
    (
        r"NewConnectionError|Name or service not known|name resolution|ConnectTimeout"
        r"|Network is unreachable|getaddrinfo failed|ReadTimeout|Connection (?:refused|reset)",
        "the package index cannot be reached, so check the network",
    ),
    (r"CERTIFICATE_VERIFY_FAILED", "the network's certificate is not trusted, so check PIP_CERT"),
    (
        r"No matching distribution|Could not find a version",
        "no package fits this system: try a 64-bit Python 3.11 to 3.13",
    ),
)
TICK = 0.5  # seconds between two looks, and redrawings in a terminal
QUIET = 15  # seconds between two lines where the output is not a terminal


def watch(command: list[str], *, folder: Path) -> tuple[int, list[str]]:
    """Run a pip command in a folder; return its exit code and what it said."""
    told: deque[str] = deque(maxlen=400)
    with subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        # `--user`, set anywhere, makes pip refuse to work in a virtual environment
        env={**os.environ, "PIP_USER": "0", "PYTHONIOENCODING": "utf-8"},
    ) as process:
        reader = threading.Thread(target=lambda: told.extend(process.stdout or ()), daemon=True)
        reader.start()
        try:
            _draw_until_over(process, told)
        except KeyboardInterrupt:
            process.terminate()
            raise
        reader.join(5)
        return process.returncode, list(told)


def plain_words(line: str) -> str | None:
    """Return what a line of pip's output means, None where a reader need not know."""
    for pattern, words in STEPS:
        match = pattern.match(line)
        if match:
            count = match.group(1).count(",") + 1 if match.groups() else 0
            return words.format(*match.groups(), count=count)
    return None


def advice(told: Iterable[str]) -> str:
    """Return what the user can do about a failed pip, from what it said."""
    text = "\n".join(told)
    for pattern, words in ADVICE:
        if re.search(pattern, text):
            return words
    return "mend what its words above name"


def show_end(told: list[str], *, lines: int = 12) -> None:
    """Print the last lines of what a program said."""
    for line in [line.rstrip() for line in told if line.strip()][-lines:]:
        say(f"  | {line}")


def _draw_until_over(process: subprocess.Popen[str], told: deque[str]) -> None:
    terminal = sys.stderr.isatty()
    columns = shutil.get_terminal_size().columns - 1
    began = shown = time.time()
    while True:
        try:
            process.wait(TICK)
            break
        except subprocess.TimeoutExpired:
            pass
        steps = (plain_words(line) for line in reversed(list(told)))
        now = next(filter(None, steps), "starting")
        line = f"  {time.time() - began:4.0f} s  {now}"
        if terminal:
            print("\r" + fit(line, columns), end="", file=sys.stderr, flush=True)
        elif time.time() - shown >= QUIET:
            say(line)
            shown = time.time()
    if terminal:
        print("\r" + " " * columns + "\r", end="", file=sys.stderr, flush=True)

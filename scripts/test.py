"""Run every check of the project: ruff, its formatter, mypy and the tests."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time

import chromium
import console
import environment
from console import say

EXAMPLES = """examples:
  python scripts/test.py                       everything
  python scripts/test.py tests/test_export.py  the checks, and these tests
  python scripts/test.py -- -k witness -x      the same with any options of pytest

The first run installs what is needed: the `test` extra into .venv and, where this system has
apt-get and the right to use it, Chromium and a Chinese font.
"""


def main() -> int:
    """Install, check, test; 0 only where all of it is green."""
    parser = argparse.ArgumentParser(
        prog="test.py",
        usage="test.py [-h] [PYTEST_ARGUMENT ...]",
        description="Run ruff, ruff's formatter, mypy and pytest, and sum them up. What this does "
        "not know itself goes to pytest.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _, rest = parser.parse_known_args()
    environment.ready("test")
    chosen = [argument for argument in rest if argument != "--"]
    browser, reason = chromium.find_browser()
    if browser:
        os.environ[chromium.VARIABLE] = browser
        if reason:
            say(f"Han characters may show as empty boxes: {reason}")
    else:
        say(f"browser tests left out: {reason}")
        chosen = ["-m", "not browser", *chosen]
    module = [sys.executable, "-m"]
    return run_all(
        {
            "ruff check": [*module, "ruff", "check", "."],
            "ruff format": [*module, "ruff", "format", "--check", "."],
            "mypy": [*module, "mypy", "explorer"],
            "pytest": [*module, "pytest", *chosen],
        }
    )


def run_all(checks: dict[str, list[str]]) -> int:
    """Run each check, whatever the one before said, print the summary, return the exit code."""
    lines, failed = [], False
    for name, command in checks.items():
        print(f"== {name}", flush=True)
        began = time.monotonic()
        code = subprocess.run(command, cwd=environment.REPO).returncode
        failed = failed or code != 0
        verdict = "ok" if code == 0 else f"FAILED (exit code {code})"
        lines.append(f"{name:<12} {time.monotonic() - began:6.1f} s  {verdict}")
    print("== summary", *lines, sep="\n", flush=True)
    return int(failed)


if __name__ == "__main__":
    console.run(main)

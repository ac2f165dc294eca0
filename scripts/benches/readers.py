"""Many readers of one server at once: nobody gets another's answer, and the server does not grow.

Readers are tabs of one Chromium with cookies of their own, each with choices of its own. They pause
between two clicks as people do, so that the figures are the server's and not those of a crowd of
browsers on its processors.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benches.memory import own_memory
from benches.reader import Reader
from benches.tab import Truth

if TYPE_CHECKING:
    from playwright.async_api import Browser

READERS, MINUTES, PAUSE = 20, 10.0, (10.0, 30.0)
QUICK_READERS, QUICK_MINUTES, QUICK_PAUSE = 5, 1.0, (1.0, 3.0)
WARM = 2.0
"""Minutes until caches and the model are filled; of the quick form half of its time."""
MOST_GROWTH = 4.0
"""Megabytes a minute after that: what the system's allocator scatters, and no leak."""
MOST_TOLD = 40
EVERY = 5.0
"""Seconds between two looks at the server's memory."""
QUIET = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
EXPECTED = ("/_stcore/", "window.prerenderReady", "Executing inline script violates")
"""Of Streamlit's own start page; see the tests of the pages' policy."""
TROUBLE = ("Traceback", "Error", "CRITICAL")


def run(quick: bool, index: Path | None = None) -> None:  # noqa: FBT001
    """Print the times of every action, and whether anything was wrong.

    Args:
        quick: few readers for a minute.
        index: which is served; that of the sample corpus where None.
    """
    with tempfile.TemporaryDirectory(prefix="readers-bench-") as name:
        folder = Path(name)
        if index is None:
            from explorer import build_index, sample_corpus

            index = folder / "index"
            build_index(sample_corpus(), index)
        if quick:
            _measure(index, folder, QUICK_READERS, QUICK_MINUTES, QUICK_PAUSE)
        else:
            _measure(index, folder, READERS, MINUTES, PAUSE)


def _measure(
    index: Path, folder: Path, number: int, minutes: float, pause: tuple[float, float]
) -> None:
    from app_process import running

    from explorer import open_index

    log, memory = folder / "server.log", list[tuple[float, int]]()
    with log.open("wb") as errors, running(index, errors) as (address, child):
        visit = readers(
            address,
            Truth(open_index(index)),
            folder,
            number=number,
            seconds=60 * minutes,
            pause=pause,
            look=lambda: memory.append((time.monotonic(), own_memory(child.pid))),
        )
        found = asyncio.run(visit)
        alive = child.poll() is None
    faults = [fault for one in found for fault in one.faults] + troubles(log)
    faults += [] if alive else ["the server ended"]
    print(f"{number} readers, {minutes:g} minutes, {sum_of(found)} actions")
    for line in table(found):
        print(line)
    print(grown(memory, min(WARM, minutes / 2)))
    print(f"{len(faults)} faults")
    for fault in faults[:MOST_TOLD]:
        print(f"  {fault}")


async def readers(
    address: str,
    truth: Truth,
    folder: Path,
    *,
    number: int,
    seconds: float,
    pause: tuple[float, float],
    look: object = None,
) -> list[Reader]:
    """Let some readers read at once; ``look`` is called every few seconds meanwhile."""
    import chromium
    from playwright.async_api import async_playwright

    async with async_playwright() as started:
        path = os.environ.get(chromium.VARIABLE) or chromium.installed_browser()
        browser = await started.chromium.launch(executable_path=path, args=list(QUIET))
        try:
            found = [await _reader(browser, address, truth, n, folder) for n in range(number)]
            until = time.monotonic() + seconds
            watch = asyncio.create_task(_watch(look))
            await asyncio.gather(*(one.read(until, pause) for one in found))
            watch.cancel()
        finally:
            await browser.close()
    return found


async def _reader(browser: Browser, address: str, truth: Truth, seed: int, folder: Path) -> Reader:
    locale = "zh-CN" if seed % 2 else "en-GB"
    context = await browser.new_context(locale=locale, viewport={"width": 1440, "height": 900})
    page = await context.new_page()
    made = Reader(page, address, truth, seed, folder)
    page.on("pageerror", lambda error: made.fault(f"the page: {error}"))
    page.on(
        "console",
        lambda said: (
            made.fault(f"the console: {said.text[:200]}")
            if said.type == "error"
            and not any(one in f"{said.text} {said.location}" for one in EXPECTED)
            else None
        ),
    )
    return made


async def _watch(look: object) -> None:
    while callable(look):
        look()
        await asyncio.sleep(EVERY)


def troubles(log: Path) -> list[str]:
    """Lines of the server's words that tell of a fault."""
    lines = log.read_text("utf-8", "replace").splitlines()
    return [f"the server: {line[:300]}" for line in lines if any(one in line for one in TROUBLE)]


def sum_of(found: list[Reader]) -> int:
    """How many actions came to their end."""
    return sum(len(spent) for one in found for spent in one.times.values())


def table(found: list[Reader]) -> list[str]:
    """A line for each action: how often, the middle and the 95th percentile of its seconds."""
    spent: dict[str, list[float]] = {}
    for one in found:
        for action, seconds in one.times.items():
            spent.setdefault(action, []).extend(seconds)
    lines = []
    for action, seconds in sorted(spent.items()):
        middle, late = np.percentile(seconds, [50, 95])
        lines.append(f"  {action:<10} {len(seconds):5}  p50 {middle:5.2f} s  p95 {late:5.2f} s")
    return lines


def grown(memory: list[tuple[float, int]], warm: float) -> str:
    """How much of its own memory the server has, and how fast it grew after ``warm`` minutes."""
    begin = memory[0][0]
    late = [((at - begin) / 60, size / 1e6) for at, size in memory if at - begin >= 60 * warm]
    minutes, sizes = np.array(late).T
    slope = float(np.polyfit(minutes, sizes, 1)[0])
    judged = "bounded" if slope <= MOST_GROWTH else f"MORE THAN {MOST_GROWTH:g}"
    return (
        f"own memory of the server: {memory[0][1] / 1e6:.0f} MB at the start, {sizes[0]:.0f} MB "
        f"after {warm:g} minutes, {sizes[-1]:.0f} MB at the end, most {sizes.max():.0f} MB; "
        f"{slope:+.2f} MB a minute ({judged})"
    )

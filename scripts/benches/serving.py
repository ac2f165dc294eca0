"""How soon an index answers after the start of a process, how fast afterwards, in what memory."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app_process import running
from chromium import installed_browser

if TYPE_CHECKING:
    from playwright.sync_api import Page

ANSWERS = 100
PASSAGES = 12
"""Passages of the first page that are selected one after the other."""
QUIET = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
CODE = """
import json, sys, time
begin = time.perf_counter()
import numpy as np
from pathlib import Path
from explorer import open_index
ready = time.perf_counter()
explorer = open_index(Path(sys.argv[1]))
opened = time.perf_counter()
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
middle, late = np.percentile(spent[1:], [50, 95])
print(json.dumps({"open": opened - ready, "first": first, "middle": middle, "late": late,
                  "memory": own_memory() // 1_000_000}))
"""


def served(index: Path) -> dict[str, float]:
    """Return what a process tells that opens an index and asks it.

    Seconds: ``open`` of the index alone, ``first`` from the start of the process to its first
    answer, ``middle`` and ``late`` (median, 95 %) of the answers after it; ``memory`` of its own
    in MB, mapped files aside.
    """
    scripts = Path(__file__).resolve().parents[1]
    command = [sys.executable, "-c", CODE, str(index), str(ANSWERS), str(scripts)]
    found = subprocess.run(command, capture_output=True, text=True, check=True, cwd=scripts.parent)
    told: dict[str, float] = json.loads(found.stdout)
    return told


def pages(index: Path) -> dict[str, float]:
    """Return the seconds until a reader sees pages of the app; nothing where no browser is.

    ``page`` from the start of the server to the first page that can be read, ``next`` of another
    reader's first page, ``select`` from a click on a passage to its counterparts (median).
    """
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return {}
    browser_path = installed_browser()
    if browser_path is None:
        return {}
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=browser_path, args=list(QUIET))
        begin = time.perf_counter()
        with running(index) as (address, _):
            page: Page = browser.new_page(locale="zh-CN")
            page.set_default_timeout(120_000)
            page.goto(address)
            page.wait_for_selector(".reading .words")
            first = time.perf_counter() - begin
            begin = time.perf_counter()
            other = browser.new_page(locale="zh-CN")
            other.goto(address)
            other.wait_for_selector(".reading .words")
            following = time.perf_counter() - begin
            other.close()
            spent = sorted(_selection(page, number) for number in range(1, 1 + PASSAGES))
        browser.close()
    return {"page": first, "next": following, "select": spent[len(spent) // 2]}


CHANGED = """old => {
    const shown = document.querySelector('.sentence');
    return shown && shown.innerText !== old && document.querySelector('.card');
}"""


def _selection(page: Any, number: int) -> float:  # noqa: ANN401 (a page of the browser)
    """The seconds from a click on a passage to its counterparts; number 0 is the title."""
    passage = page.locator(".reading .words").nth(number)
    page.wait_for_timeout(800)  # as a reader does
    shown = page.locator(".sentence")
    before = shown.first.inner_text() if shown.count() else ""
    begin = time.perf_counter()
    passage.click()
    page.wait_for_function(CHANGED, arg=before, polling=10)
    return time.perf_counter() - begin

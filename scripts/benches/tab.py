"""A tab of a browser: what its page shows, and whether that is what was asked for."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit

if TYPE_CHECKING:
    from playwright.async_api import Page

    from explorer.search import Explorer

PATIENCE = 120.0
"""Seconds until an answer counts as missing; the first search waits for the model."""
LOOK = 0.1
"""Seconds between two looks at a page."""
PAGES = ("", "search", "cities", "timeline", "speech", "formulas", "draft", "audit", "about")

ALIKE = 0.5
"""Likeness of a text to its closest counterpart where it is a paragraph of the index itself."""
SEEN = """() => {
  const text = one => document.querySelector(one)?.textContent ?? ""
  const texts = all => [...document.querySelectorAll(all)].map(one => one.textContent)
  const data = (all, name) => [...document.querySelectorAll(all)].map(one => one.dataset[name])
  return {
    address: location.href,
    resting: !!document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]"),
    selected: data(".reading .selected", "id")[0] ?? null,
    lines: data(".reading [data-id]", "id"),
    results: data(".results .open", "id"),
    links: [...document.querySelectorAll(".sheet.origins .words a")].map(one => one.href),
    asked: text(".asked"), card: text(".card .chosen:not(.asked)"),
    sentence: texts(".sentence").join(" "), drafted: text(".drafted"),
    chart: !!document.querySelector("[data-testid=stVegaLiteChart] canvas, " +
                                    "[data-testid=stVegaLiteChart] svg"),
    form: !!document.querySelector("[data-testid=stForm] textarea"),
    boxes: texts("[data-testid=stException]"),
    notices: texts(".notice"),
  }
}"""

WAY = """there => {
  history.pushState(null, "", there)
  dispatchEvent(new PopStateEvent("popstate", { state: null }))
}"""
"""As if the reader had gone there by Back or Forward."""
Seen = dict[str, Any]
"""A page at one moment, as ``SEEN`` gives it."""


class Truth:
    """What the index itself answers; shared by all readers."""

    def __init__(self, explorer: Explorer) -> None:
        self.explorer = explorer
        self.paragraphs = [one for one in explorer.paragraphs() if len(one.text) > 60]
        self.places = [
            (str(count.place.code), str(count.place.name))
            for count in explorer.places()
            if count.place.code is not None
        ]
        self.results = lru_cache(10_000)(self._results)

    def _results(self, paragraph: str, k: int, same_city: bool, same_year: bool) -> list[str]:  # noqa: FBT001
        from explorer.scope import Scope

        scope = Scope(other_city=not same_city, other_year=not same_year)
        return [one.paragraph.id for one in self.explorer.counterparts(paragraph, k=k, scope=scope)]


class Tab:
    """A tab; ``times`` are seconds by action, ``faults`` what was wrong.

    Args:
        page: of a context with cookies and history of its own.
        address: of the app.
        truth: what the index answers.
        name: stands before each fault.
    """

    def __init__(self, page: Page, address: str, truth: Truth, name: str) -> None:
        self.page, self.address, self.truth, self.name = page, address, truth, name
        self.times: dict[str, list[float]] = defaultdict(list)
        self.faults: list[str] = []

    def fault(self, text: str) -> None:
        """Note what was wrong."""
        self.faults.append(f"{self.name}: {text}")

    async def go(self, name: str) -> None:
        """Another page by its link in the masthead."""
        begin = time.monotonic()
        if self.page.url == "about:blank":
            await self.page.goto(f"{self.address}/{name}")
        else:
            await self.page.locator(".st-key-masthead a").nth(PAGES.index(name)).click()
        await self.until(
            "page",
            begin,
            lambda seen: urlsplit(seen["address"]).path == f"/{name}" and seen["form"],
        )

    async def open(
        self, action: str, name: str, shown: Callable[[Seen], object], **query: str
    ) -> None:
        """A page by its address, within the app: loading anew is mostly the browser's work."""
        begin, there = time.monotonic(), f"{self.address}/{name}?{urlencode(query)}"
        if self.page.url == "about:blank":
            await self.page.goto(there)
        else:
            await self.page.evaluate(WAY, there)
        await self.until(action, begin, shown)

    async def seen(self) -> Seen:
        """What the page shows now."""
        seen: Seen = await self.page.evaluate(SEEN)
        return seen

    async def until(self, action: str, begin: float, shown: Callable[[Seen], object]) -> None:
        """Wait until the page rests, shows what was asked for, and all of it belongs together."""
        seen: Seen = {}
        while time.monotonic() - begin < PATIENCE:
            seen = await self.seen()
            if seen["boxes"]:
                raise AssertionError(f"an error box: {seen['boxes'][0][:200]}")
            if seen["resting"] and shown(seen) and self._belongs(seen):
                self.times[action].append(time.monotonic() - begin)
                return
            await asyncio.sleep(LOOK)
        told = {name: seen[name] for name in ("address", "selected", "resting", "notices")}
        whole = f"asked for: {bool(shown(seen))}, of one answer: {self._belongs(seen)}"
        raise AssertionError(
            f"not what was asked for after {PATIENCE:.0f} s ({whole}): {told}, {seen['card'][:60]}"
        )

    def _belongs(self, seen: Seen) -> bool:
        """Whether a reading page shows the paragraph of its address and that one's answer."""
        paragraph = parameter(seen, "p")
        if urlsplit(seen["address"]).path != "/" or paragraph is None:
            return True
        same_city, same_year = (parameter(seen, name) == "1" for name in ("sc", "sy"))
        asked = int(parameter(seen, "k") or 20)
        wanted = self.truth.results(paragraph, asked, same_city, same_year)
        return bool(seen["selected"] == paragraph and seen["results"] == wanted)


def parameter(seen: Seen, name: str) -> str | None:
    """A value of the query string."""
    return parse_qs(urlsplit(seen["address"]).query).get(name, [None])[0]


def squeezed(text: str) -> str:
    """The text without white space, which pages and forms may change."""
    return "".join(text.split())


def alike(one: str, other: str) -> bool:
    """Whether a text is another, or a copy with changes."""
    return SequenceMatcher(None, squeezed(one), squeezed(other), autojunk=False).ratio() > ALIKE


def words_of(text: str, *names: str) -> set[str]:
    """Which names stand in a text."""
    return {name for name in names if name in text}

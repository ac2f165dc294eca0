"""One reader of the app in a tab of a real browser: clicks like a person, checks what comes back.

What a page shows must belong to what this reader asked: the list of counterparts is compared with
the index's own answer, other pages with the passage, speech or cities of their address.
"""

from __future__ import annotations

import asyncio
import csv
import random
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from benches.tab import PATIENCE, Seen, Tab, Truth, alike, parameter, squeezed, words_of

if TYPE_CHECKING:
    from playwright.async_api import Page


class Reader(Tab):
    """A reader with ways of their own.

    Args:
        page: a tab with cookies and history of its own.
        address: of the app.
        truth: what the index answers.
        seed: of everything that the reader chooses.
        folder: for what they download.
    """

    def __init__(self, page: Page, address: str, truth: Truth, seed: int, folder: Path) -> None:
        super().__init__(page, address, truth, f"reader {seed}")
        self.seed, self.random, self.folder = seed, random.Random(seed), folder

    async def read(self, until: float, pause: tuple[float, float]) -> None:
        """Act until a moment of ``time.monotonic``, with so many seconds between two actions."""
        actions: list[tuple[int, Callable[[], Awaitable[None]]]] = [
            (6, self.pick),
            (4, self.step),
            (2, self.link),
            (1, self.reload),
            (3, self.back),
            (3, self.search),
            (2, self.timeline),
            (2, self.speech),
            (2, self.cities),
            (2, self.filters),
            (2, self.export),
            (1, self.longer),
            (1, self.formulas),
            (1, self.draft),
        ]
        weights, ways = zip(*actions, strict=True)
        await asyncio.sleep(self.random.uniform(0, pause[1]))
        await self._tried(self.search if self.seed == 0 else self.link)
        while time.monotonic() < until:
            await asyncio.sleep(self.random.uniform(*pause))
            await self._tried(self.random.choices(ways, weights)[0])

    async def _tried(self, action: Callable[[], Awaitable[None]]) -> None:
        """An action; after one that failed the reader begins anew, as people do."""
        try:
            await action()
        except Exception as error:  # noqa: BLE001 (told with the others at the end)
            self.fault(f"{action.__name__}: {str(error).splitlines()[0][:900]}")
            try:
                await self.page.goto(self.address)
            except Exception as again:  # noqa: BLE001
                self.fault(f"the first page: {str(again).splitlines()[0][:300]}")

    async def pick(self) -> None:
        """Select another paragraph of the speech on view."""
        lines = (await self._reading())["lines"]
        wanted = self.random.choice(lines)
        await self.page.locator(f".reading [data-id='{wanted}']").scroll_into_view_if_needed()
        begin = time.monotonic()
        await self.page.locator(f".reading [data-id='{wanted}']").click()
        await self.until("pick", begin, lambda seen: seen["selected"] == wanted)

    async def step(self) -> None:
        """Go on to the next counterpart."""
        seen = await self._reading()
        button = self.page.locator(".st-key-next button")
        if len(seen["results"]) < 2 or await button.is_disabled():
            return
        begin, before = time.monotonic(), parameter(seen, "r")
        await button.click()
        await self.until("step", begin, lambda now: parameter(now, "r") not in (None, before))

    async def link(self) -> None:
        """Open a link that somebody sent."""
        one = self.random.choice(self.truth.paragraphs)
        await self.open("link", "", lambda seen: seen["selected"] == one.id, p=one.id)

    async def reload(self) -> None:
        """Load the page anew, which begins another session."""
        begin = time.monotonic()
        await self.page.reload()
        await self.until("reload", begin, lambda seen: True)

    async def back(self) -> None:
        """Go back, to whatever page that is."""
        begin = time.monotonic()
        if await self.page.go_back() is None and self.page.url == "about:blank":
            await self.page.goto(self.address)
        await self.until("back", begin, lambda seen: True)

    async def search(self) -> None:
        """Search for a text, which is that of a paragraph."""
        one = self.random.choice(self.truth.paragraphs)
        await self.go("search")
        await self.page.locator("textarea").fill(one.text)
        begin = time.monotonic()
        await self.page.get_by_test_id("stFormSubmitButton").get_by_role("button").click()
        await self.until(
            "search",
            begin,
            lambda seen: (
                squeezed(seen["asked"]) == squeezed(one.text) and alike(seen["card"], one.text)
            ),
        )

    async def timeline(self) -> None:
        """See where a passage occurs."""
        one = self.random.choice(self.truth.paragraphs)
        wanted = squeezed(one.text)
        await self.open(
            "timeline", "timeline", lambda seen: squeezed(seen["card"]) == wanted, p=one.id
        )

    async def speech(self) -> None:
        """See what a speech is made of."""
        one = self.random.choice(self.truth.paragraphs).speech_id
        await self.open(
            "speech",
            "speech",
            lambda seen: seen["links"] and all(f"s={one}&" in link for link in seen["links"]),
            s=one,
        )

    async def cities(self) -> None:
        """See which cities share how much, and the pairs of two of them."""
        (row, name), (column, other) = self.random.sample(self.truth.places, 2)
        await self.open(
            "matrix",
            "cities",
            lambda seen: seen["chart"] and {name, other} <= words_of(seen["sentence"], name, other),
            mr=row,
            mc=column,
        )

    async def filters(self) -> None:
        """Take a condition off, or set it again."""
        seen = await self._reading()
        if seen["selected"] is None:
            await self.pick()
        before = parameter(await self.seen(), "sy")
        await self.page.locator(".st-key-filter button").first.click()
        begin = time.monotonic()
        await self.page.locator("[class*=st-key-same_year] label").first.click()
        await self.until("filter", begin, lambda now: parameter(now, "sy") != before)
        await self.page.keyboard.press("Escape")

    async def export(self) -> None:
        """Take the answer as a file, which must be of this very question."""
        seen = await self._reading()
        if seen["selected"] is None or not seen["results"]:
            return
        await self.page.locator(".st-key-export button").first.click()
        begin = time.monotonic()
        async with self.page.expect_download(timeout=1000 * PATIENCE) as started:
            await self.page.locator("[class*=st-key-export-csv] button").first.click()
        path = self.folder / f"{self.seed}.csv"
        await (await started.value).save_as(path)
        self.times["export"].append(time.monotonic() - begin)
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
        if [row["paragraph_id"] for row in rows] != seen["results"]:
            self.fault("the file is of another answer than the one on view")
        await self.page.keyboard.press("Escape")

    async def longer(self) -> None:
        """Ask for a long list."""
        one = self.random.choice(self.truth.paragraphs)
        await self.open("long list", "", lambda seen: seen["selected"] == one.id, p=one.id, k="300")

    async def formulas(self) -> None:
        """See the commonest wording."""
        level = self.random.choice(("everywhere", "province", "few"))
        await self.open("formulas", "formulas", lambda seen: True, fl=level)

    async def draft(self) -> None:
        """Check a draft of one paragraph of the index and a sentence of the reader's own."""
        one = self.random.choice(self.truth.paragraphs)
        await self.go("draft")
        await self.page.locator("textarea").fill(f"{one.text}\n{self.seed} 号读者自己写的一句话。")
        begin = time.monotonic()
        await self.page.get_by_test_id("stFormSubmitButton").get_by_role("button").click()
        await self.until("draft", begin, lambda seen: one.text[:12] in seen["drafted"])

    async def _reading(self) -> Seen:
        """The reading page as it is seen, opened where another one is on view."""
        seen = await self.seen()
        if not seen["lines"]:
            await self.link()
            seen = await self.seen()
        return seen

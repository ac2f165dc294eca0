"""Takes pictures of every page of the app in both languages, in a real Chromium.

Without options it builds the index of the sample corpus in a temporary folder and renews the
picture of the README, .github/read_and_compare.png. Needs the `test` extra and Chromium.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import chromium
import console
import environment
from app_process import running
from console import fail

if TYPE_CHECKING:
    from playwright.sync_api import Browser

README_PICTURE = environment.REPO / ".github" / "read_and_compare.png"
SAMPLE_PASSAGE = "海铁联运要迈出实质性一步"
WIDTH, HEIGHT = 1440, 900
LANGUAGES = ("zh", "en")
QUIET = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")


def main() -> int:
    """Take the pictures that the command line asks for; 0 when all were taken."""
    options = _options()
    environment.ready("test")
    with tempfile.TemporaryDirectory() as temporary:
        index = options.index or _sample_index(Path(temporary))
        for path in _take(index, options.passage, options.output):
            print(path)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, metavar="DIR", help="an index; default: the sample's")
    parser.add_argument(
        "--output",
        type=Path,
        metavar="DIR",
        help="write every page in both languages here; default: only the picture of the README",
    )
    parser.add_argument(
        "--passage",
        default=SAMPLE_PASSAGE,
        metavar="TEXT",
        help="select the first paragraph that starts so (default: %(default)s)",
    )
    return parser.parse_args()


def _sample_index(folder: Path) -> Path:
    from explorer import build_index, sample_corpus

    build_index(sample_corpus(), folder)
    return folder


def _take(index: Path, passage: str, output: Path | None) -> Iterator[Path]:
    speech, paragraph, text = _find(index, passage)
    with running(index) as (address, _), _browser() as browser:
        if output is None:
            README_PICTURE.parent.mkdir(exist_ok=True)
            yield _picture(browser, address, "/", {"lang": "en", "p": paragraph}, README_PICTURE)
            return
        output.mkdir(parents=True, exist_ok=True)
        for lang in LANGUAGES:
            pages = {
                "read": ("/", {"lang": lang}),
                "read_and_compare": ("/", {"lang": lang, "p": paragraph}),
                "search": ("/search", {"lang": lang, "q": text}),
                "cities": ("/cities", {"lang": lang}),
                "timeline": ("/timeline", {"lang": lang, "p": paragraph}),
                "speech": ("/speech", {"lang": lang, "s": speech}),
                "formulas": ("/formulas", {"lang": lang}),
                "draft": ("/draft", {"lang": lang}),
                "audit": ("/audit", {"lang": lang}),
                "about": ("/about", {"lang": lang}),
            }
            for name, (path, params) in pages.items():
                yield _picture(browser, address, path, params, output / f"{name}_{lang}.png")


def _find(index: Path, passage: str) -> tuple[str, str, str]:
    from explorer import open_index

    explorer = open_index(index)
    for speech in explorer.speeches():
        for line in explorer.reading(speech.id):
            if line.paragraph_id and line.text.startswith(passage):
                return speech.id, line.paragraph_id, line.text[:120]
    fail(f"no paragraph starts with “{passage}”: name another with --passage")


@contextmanager
def _browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    path, problem = chromium.find_browser()
    if path is None:
        fail(f"no picture without a browser: {problem}")
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


def _picture(
    browser: Browser, address: str, path: str, params: dict[str, str], output: Path
) -> Path:
    from playwright.sync_api import expect

    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    page.goto(f"{address}{path}?{urlencode(params)}")
    expect(page.locator(".footer")).to_be_attached(timeout=120_000)
    for there, wanted, selector in (
        ("/", "lang", ".reading [data-id]"),  # its script may come after the footer
        ("/", "p", ".reading .selected"),
        ("/search", "q", ".card .chosen"),
    ):
        if path == there and wanted in params:
            expect(page.locator(selector).first).to_be_visible(timeout=30_000)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    page.evaluate("document.fonts.ready")
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
    page.screenshot(path=output, animations="disabled")
    page.close()
    return output


if __name__ == "__main__":
    console.run(main)

"""From a bar to a comparison; a draft that stays out of links; markup in a corpus."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
import small_index
from playwright.sync_api import expect
from visiting import SERVER, Visit, serve

from explorer import open_index
from explorer.analysis.originality import originality

pytestmark = pytest.mark.browser

New = Callable[..., Visit]
EVILS = (
    "<script>window.pwned=1</script>",
    '<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>',
    '"><img src=x onerror="window.pwned=1">',
    "</style><style>body{display:none}</style>",
)


@pytest.fixture(scope="module")
def evil_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the real server over an index of markup."""
    folder = tmp_path_factory.mktemp("evil")
    small_index.built(folder, small_index.hostile_files(EVILS))
    yield from serve(SERVER, folder, folder / "index")


def test_from_a_bar_and_a_source_to_the_comparison(
    app: str, visit: New, sample_index: Path
) -> None:
    explorer = open_index(sample_index)
    speech, one = next(
        (speech, one)
        for speech in explorer.speeches()
        for one in originality(explorer, speech.id).paragraphs
        if one.source
    )
    page = visit(app).go(f"/speech?s={speech.id}")
    bars = page.locator(".bars a")
    expect(bars).to_have_count(speech.paragraphs)
    bar = bars.nth(one.paragraph.number - 1)
    expect(bar).to_have_attribute("aria-label", re.compile(f"^第 {one.paragraph.number} 段，"))
    bar.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".reading .selected")).to_contain_text(one.paragraph.text[:20])

    page.go_back()
    page.locator(".origins tbody tr").nth(one.paragraph.number - 1).locator("td a").nth(1).click()
    source = explorer.paragraph_at(one.source.row)
    expect(page.locator(".card .chosen")).to_contain_text(source.text[:12])
    assert f"r={source.id}" in page.url


def test_a_draft_is_compared_and_stays_out_of_every_link(
    app: str, visit: New, sample_index: Path
) -> None:
    text = next(one.text for one in open_index(sample_index).paragraphs() if len(one.text) > 100)
    asked: list[str] = []
    seen = visit(app)
    seen.page.on("request", lambda request: asked.append(unquote(request.url)))
    page = seen.go("/draft")
    page.get_by_role("textbox", name="粘贴草稿").fill(text)
    page.get_by_role("button", name="逐段比对").click()
    opened = page.locator("details.drafted").first
    opened.locator("summary").click()
    expect(opened.locator("mark.shared").first).to_be_visible()
    addresses = [unquote(page.url), *asked]
    addresses += [unquote(link.get_attribute("href") or "") for link in opened.locator("a").all()]
    assert not any(text[:8] in address for address in addresses)
    page.get_by_role("button", name="忘掉草稿").click()
    expect(page.locator("details.drafted")).to_have_count(0)
    expect(page.get_by_role("textbox", name="粘贴草稿")).to_have_value("")


def test_a_file_that_is_too_large_is_one_line(app: str, visit: New) -> None:
    page = visit(app).go("/draft")
    huge = {"name": "a.txt", "mimeType": "text/plain", "buffer": b"a" * (11 * 2**20)}
    page.locator("input[type=file]").set_input_files([huge])
    expect(page.get_by_text("File must be 10.0MB or smaller")).to_be_visible()


@pytest.mark.parametrize("path", ["speech", "formulas?fl=few", "audit", "about", "draft"])
def test_markup_of_a_corpus_stays_text(evil_app: str, visit: New, path: str) -> None:
    page = visit(evil_app).go(f"/{path}")
    expect(page.locator(".footer")).to_be_visible()
    assert page.evaluate("window.pwned === undefined")
    assert page.locator("iframe, .stHtml img").count() == 0

"""A card prints: on one A4 page where passages are of ordinary length, whole where they are not."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from evidence_pair import SENTENCES, TODAY, Index, long_texts
from playwright.sync_api import Browser

from explorer.evidence.card import card_of
from explorer.evidence.card_html import html_bytes
from explorer.evidence.provenance import provenance

pytestmark = pytest.mark.browser


Halves = tuple[str, str]
"""What stands on the left and on the right half of a page."""


def printed(browser: Browser, folder: Path, size: int, lang: str) -> list[Halves]:
    """The pages of the card of two passages of so many characters."""
    index = Index(long_texts(size))
    about = provenance(index, index.asked, made=TODAY)  # type: ignore[arg-type]
    card = card_of(index, index.facts(), about, is_text=False)  # type: ignore[arg-type]
    path = folder / "card.html"
    path.write_bytes(html_bytes(card, lang))
    tab = browser.new_page()
    requests: list[str] = []
    problems: list[str] = []
    tab.on("request", lambda request: requests.append(request.url))
    tab.on("console", lambda message: problems.append(message.text))
    tab.goto(path.as_uri())
    tab.pdf(path=folder / "card.pdf", prefer_css_page_size=True)
    tab.close()
    assert requests == [path.as_uri()]
    assert problems == []
    document = pypdfium2.PdfDocument(folder / "card.pdf")
    try:
        width, height = document[0].get_size()
        assert (round(width), round(height)) == (595, 842)  # A4 in points
        return [halves(page, width) for page in document]
    finally:
        document.close()


def halves(page: pypdfium2.PdfPage, width: float) -> Halves:
    text = page.get_textpage()
    sides = (text.get_text_bounded(right=width / 2), text.get_text_bounded(left=width / 2))
    left, right = ("".join(side.split()) for side in sides)
    return left, right


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_passages_of_700_characters_stand_on_one_page(
    browser: Browser, tmp_path: Path, lang: str
) -> None:
    pages = printed(browser, tmp_path, 700, lang)
    assert len(pages) == 1
    assert "2012年新修8条" in pages[0][0] and "2019年新修58条" in pages[0][1]


def test_longer_passages_go_on_on_further_pages(browser: Browser, tmp_path: Path) -> None:
    pages = printed(browser, tmp_path, 10_000, "en")
    assert len(pages) > 1
    left, right = ("".join(side) for side in zip(*pages, strict=True))
    for number in range(SENTENCES):
        assert f"2012年新修{number}条" in left, number
        assert f"2019年新修{number + 50}条" in right, number

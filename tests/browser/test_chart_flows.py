"""A click in the matrix and on the timeline, in a real browser, under the app's own policy."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect
from visiting import HERE, Visit, serve

pytestmark = pytest.mark.browser

New = Callable[..., Visit]
FIRST, SECOND = "000000000000.1.2", "000000000001.1.2"
"""The earliest paragraph that has the passage, and the next."""


@pytest.fixture(scope="module")
def paired_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app over speeches that share a passage."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PAIRED", "passages")
        yield from serve(HERE / "paired_server.py", tmp_path_factory.mktemp("paired"), None)


@pytest.fixture(scope="module")
def hostile_pairs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same over speeches whose every text is markup."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PAIRED", "hostile")
        yield from serve(HERE / "paired_server.py", tmp_path_factory.mktemp("markup"), None)


def marks(page: Page, kind: str, name: str) -> Locator:
    """The marks of the first chart that tell something."""
    chart = page.locator("[data-testid=stVegaLiteChart]").first
    return chart.locator(f'[aria-roledescription="{kind}"][aria-label*="{name}"]')


def resting(part: Locator) -> FloatRect:
    """Where a part of the page lies once all is drawn and nothing moves it."""
    expect(part.page.locator("[data-test-script-state=notRunning]")).to_be_attached()
    before, box = None, part.bounding_box()
    while box is None or box != before:
        part.page.wait_for_timeout(300)
        before, box = box, part.bounding_box()
    return box


def test_a_cell_opens_the_pairs_and_a_pair_opens_both_passages(paired_app: str, visit: New) -> None:
    page = visit(paired_app).go("/cities?mo=geography")
    cell = marks(page, "rect mark", "column: 鹭津; row: 霁州")
    expect(page.get_by_text("点选一格")).to_be_visible()
    cell.click()
    expect(page).to_have_url(re.compile("mr=X10200&mc=X10100"))
    expect(page.get_by_text("霁州的 4 段中，有 2 段在鹭津有对应（50%）")).to_be_visible()
    pairs = page.locator(".pairs a")
    expect(pairs).to_have_count(2)

    page.get_by_text("共用的少见文字", exact=True).first.click()
    expect(page).to_have_url(re.compile("mr=X10200&mc=X10100&mm=rare"))
    expect(cell).to_have_attribute("stroke", "#a8400f")  # drawn anew, it is still marked
    page.get_by_role("combobox", name="列：到这个城市").click()
    page.get_by_role("option", name="蓼川").click()
    expect(page).to_have_url(re.compile("mc=X10300"))
    expect(cell).to_have_attribute("stroke", "transparent")
    page.go_back()
    expect(cell).to_have_attribute("stroke", "#a8400f")

    shown = page.url
    page.get_by_role("button", name="调换行与列").click()
    expect(page).to_have_url(re.compile("mr=X10100&mc=X10200"))
    page.go_back()
    expect(page).to_have_url(shown)
    page.reload()
    expect(page.get_by_role("combobox", name="行：从这个城市")).to_have_value("霁州")
    expect(pairs).to_have_count(2)

    # The address of a link leads to the same pair as a click on it.
    assert f"p={SECOND}&r={FIRST}" in (pairs.first.get_attribute("href") or "")
    pairs.first.click()
    expect(page).to_have_url(re.compile(rf"/\?.*p={SECOND}&r={FIRST}"))
    expect(page.locator(".reading .selected")).to_be_visible()


def test_the_boxes_choose_by_keyboard(paired_app: str, visit: New) -> None:
    page = visit(paired_app, "en-GB").go("/cities")
    row = page.get_by_role("combobox", name="Row: from this city")
    row.focus()
    page.keyboard.type("霁州")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("mr=X10200"))
    column = page.get_by_role("combobox", name="Column: to this city")
    column.focus()
    page.keyboard.type("蓼川")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("mc=X10300"))
    expect(page.get_by_text("None of 4 paragraphs of 霁州")).to_be_visible()


def test_a_mark_of_the_timeline_is_compared_with_the_passage(paired_app: str, visit: New) -> None:
    page = visit(paired_app, "en-GB").go(f"/timeline?p={FIRST}")
    expect(page.locator(".sentence")).to_contain_text("earliest in this corpus: 鹭津 2009")
    marks(page, "point", "city: 霁州; kind: verbatim").click()
    expect(page).to_have_url(re.compile(f"r={SECOND}"))
    tile = page.locator(".card mark.t1")
    expect(tile).to_have_count(2)
    first = page.url
    marks(page, "point", "city: 蓼川").click()
    expect(page).to_have_url(re.compile("r=000000000002"))
    page.go_back()
    expect(page).to_have_url(first)
    expect(page.locator(".card .where").last).to_contain_text("霁州")
    grid = page.locator("[data-testid=stDataFrame]")
    expect(grid).to_have_count(1)  # what is drawn anew stands beside the old for a moment
    grid.scroll_into_view_if_needed()
    box = resting(grid)
    page.mouse.click(box["x"] + 15, box["y"] + 35 * 4 + 17)  # the box of the fourth row
    expect(page).to_have_url(re.compile("r=000000000003"))
    expect(page.locator(".card .where").last).to_contain_text("汐湾")
    page.go_back()
    expect(page).to_have_url(first)
    expect(marks(page, "point", "city: 霁州; kind: verbatim")).not_to_have_attribute(
        "stroke", "transparent"
    )
    page.get_by_role("link", name="Open this pair in Read and compare").click()
    expect(page).to_have_url(re.compile(f"p={FIRST}&r={SECOND}"))
    expect(page.locator(".reading .selected")).to_be_visible()


@pytest.mark.parametrize(
    "path", ["/cities?mr=X0&mc=X1", "/timeline?p=000000000000.1.1&r=000000000001.1.1"]
)
def test_markup_in_a_corpus_stays_text_in_charts(hostile_pairs: str, visit: New, path: str) -> None:
    page = visit(hostile_pairs).go(path)
    expect(page.locator(".footer")).to_be_visible(timeout=20_000)
    expect(page.locator("[data-testid=stVegaLiteChart] svg.marks").first).to_be_visible()
    page.locator("[data-testid=stVegaLiteChart] path[role=graphics-symbol]").last.hover()
    assert page.evaluate("window.pwned === undefined")
    page.set_viewport_size({"width": 480, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

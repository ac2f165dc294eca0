"""What a reader does, in a real browser, over the sample corpus."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from visiting import Visit

from explorer import open_index
from explorer.analysis.originality import originality
from explorer.analysis.sources import Kind
from explorer.records import Speech

pytestmark = pytest.mark.browser

New = Callable[..., Visit]
RAIL, COPY = "海铁联运要迈出实质性一步", "公铁联运要迈出实质性一步"
"""A paragraph of the sample corpus, and the other city's that was made from it."""
LIT = re.compile(r"rgb\(243, 212, 121\)")


def paragraph(page: Page, text: str) -> Locator:
    return page.locator(".reading [role=button]").filter(has_text=text)


@pytest.fixture(scope="module")
def rail(sample_index: Path) -> Speech:
    """The speech that holds the paragraph."""
    explorer = open_index(sample_index)
    found = next(p for p in explorer.paragraphs() if p.text.startswith(RAIL))
    return explorer.speech(found.speech_id)


def open_passage(page: Page, speech: Speech) -> None:
    """Pick the city and the speech, click on the paragraph, see its counterpart."""
    page.get_by_role("combobox", name="城市").click()
    page.get_by_role("option", name=re.compile(f"^{speech.place.name}")).click()
    page.get_by_role("combobox", name="讲话").click()
    page.get_by_role("option").filter(has_text=speech.document).click()
    paragraph(page, RAIL).click()
    expect(page.locator(".card .chosen")).to_contain_text(COPY)
    expect(page.locator("[data-steps=ready]")).to_be_attached()


def test_find_compare_and_come_back(app: str, visit: New, rail: Speech) -> None:
    page = visit(app).go()
    expect(page.locator(".banner")).to_contain_text("虚构")
    open_passage(page, rail)
    selected = page.locator(".reading .selected")
    expect(selected).to_have_attribute("aria-current", "true")
    expect(page.locator(".sentence")).to_contain_text(f"与{rail.place.name}（")
    expect(page.locator(".footer")).to_contain_text("gen-")

    tile = page.locator(".card mark.t1").first
    expect(tile).not_to_have_css("background-color", LIT)
    tile.hover()
    expect(tile).to_have_css("background-color", LIT)
    expect(selected.locator("mark.t1").first).to_have_css("background-color", LIT)
    page.locator(".sentence").hover()
    expect(tile).not_to_have_css("background-color", LIT)
    tile.focus()
    expect(selected.locator("mark.t1").first).to_have_css("background-color", LIT)

    link = page.url
    other = visit(app).page
    other.goto(link)
    expect(other.locator(".reading .selected")).to_contain_text(RAIL)
    expect(other.locator(".card .chosen")).to_contain_text(COPY)


def test_back_and_forward(app: str, visit: New, rail: Speech) -> None:
    page = visit(app).go()
    open_passage(page, rail)
    first = page.url
    page.get_by_role("button", name="下一段").click()
    expect(page.locator(".at")).to_contain_text("第 2 段")
    second = page.url
    page.go_back()
    expect(page).to_have_url(first)
    expect(page.locator(".at")).to_contain_text("第 1 段")
    page.go_forward()
    expect(page).to_have_url(second)
    expect(page.locator(".at")).to_contain_text("第 2 段")
    page.reload()
    expect(page.locator(".at")).to_contain_text("第 2 段")
    expect(page.locator(".reading .selected")).to_contain_text(RAIL)


SECOND_COPY = """async ([script, paragraph, frame]) => {
  const loaded = performance.getEntriesByType("resource").map(one => one.name)
  const tell = (await import(loaded.find(name => name.includes(script)))).default
  const copy = document.createElement("div")
  copy.dataset.testid = "stVerticalBlock"
  copy.innerHTML = frame
  copy.append(document.createElement("div"))
  document.querySelector(".reading").closest("[data-testid=stVerticalBlock]").prepend(copy)
  const told = copy.lastElementChild
  const own = copy.querySelector("[data-speech], .results")
  for (const way of ["choose", "mark"]) if (own) own[way] = id => { own.told = id }
  const speech = document.querySelector(".reading-frame").dataset.speech
  const results = { ids: [paragraph], at: 0 }
  const data = { speech, selected: paragraph, segments: [], below: "", turn: 1, ...results }
  tell({ data, parentElement: told, setTriggerValue: () => { document.asked = paragraph } })
  return own && own.told
}"""


@pytest.mark.parametrize("framed", [True, False])
def test_a_second_copy_of_the_page_does_nothing_to_the_first(
    app: str, visit: New, rail: Speech, sample_index: Path, *, framed: bool
) -> None:
    # Streamlit may draw the page of a moment ago beside the new one, and throws it away then.
    one, other = [p.id for p in open_index(sample_index).paragraphs() if p.speech_id == rail.id][:2]
    page = visit(app).go(f"/?p={one}")
    selected = page.locator(".reading .selected")
    expect(selected).to_have_attribute("data-id", one)
    expect(page.locator("[data-steps=ready]")).to_be_attached()
    marked = page.locator(".results .open[aria-current]").first
    first = marked.get_attribute("data-id")
    speech = f'<div class="reading-frame" data-speech="{rail.id}"></div>' if framed else ""
    table = '<div class="results"></div>' if framed else ""
    told = other if framed else None
    assert page.evaluate(SECOND_COPY, ["selection.js", other, speech]) == told
    assert page.evaluate(SECOND_COPY, ["marking.js", other, table]) == told
    page.evaluate(SECOND_COPY, ["steps.js", other, ""])
    expect(page.locator(".at")).to_have_attribute("data-at", "0")
    page.keyboard.press("j")
    expect(page.locator(".at")).to_have_attribute("data-at", "1")
    assert page.evaluate("document.asked") is None
    expect(selected).to_have_attribute("data-id", one)
    expect(marked).not_to_have_attribute("data-id", first or "")


def test_a_speech_on_view_is_not_drawn_anew(app: str, visit: New, rail: Speech) -> None:
    # Drawn anew it would lose how far the reader had scrolled, and which kinds were chosen.
    page = visit(app).go(f"/?s={rail.id}")
    lines = page.locator(".reading [data-id]")
    expect(lines.first).to_be_visible()
    page.evaluate("document.querySelector('.reading-frame').kept = true")
    for number in (2, 0, 3):
        lines.nth(number).click()
        expect(lines.nth(number)).to_have_attribute("aria-current", "true")
        expect(page.locator(".card .chosen")).to_be_visible()
    expect(page.locator("[data-steps=ready]")).to_be_attached()
    page.keyboard.press("j")
    expect(page.locator(".at")).to_have_attribute("data-at", "1")
    assert page.evaluate("document.querySelector('.reading-frame').kept") is True


def test_reading_on_in_the_counterpart_changes_the_address(
    app: str, visit: New, rail: Speech
) -> None:
    page = visit(app).go()
    open_passage(page, rail)
    before = page.url
    page.get_by_role("button", name="通读这篇讲话").click()
    expect(page.locator(".reading .selected")).to_contain_text(COPY)
    expect(page).not_to_have_url(before)
    page.reload()
    expect(page.locator(".reading .selected")).to_contain_text(COPY)
    page.go_back()
    expect(page.locator(".reading .selected")).to_contain_text(RAIL)


def settled(page: Page) -> None:
    """Wait until the script has run to its end."""
    expect(page.locator("[data-testid=stApp]")).to_have_attribute(
        "data-test-script-state", "notRunning"
    )


def test_everything_by_keyboard(app: str, visit: New) -> None:
    page = visit(app).go()
    lines = page.locator(".reading [role=button]")
    # One stop of the Tab key for the whole speech.
    expect(page.locator(".reading [role=button][tabindex='0']")).to_have_count(1)
    lines.first.focus()
    page.keyboard.press("End")
    expect(lines.last).to_be_focused()
    expect(lines.last).to_be_in_viewport()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(lines.nth(1)).to_have_class(re.compile("selected"))
    expect(page.locator(".at")).to_contain_text("第 1 段")
    expect(page.locator(".results tr.selected")).to_be_attached()
    settled(page)
    page.keyboard.press("j")
    expect(page.locator(".at")).to_contain_text("第 2 段")
    settled(page)  # the buttons of the page before are gone when the new ones can be pressed
    page.keyboard.press("k")
    expect(page.locator(".at")).to_contain_text("第 1 段")
    settled(page)
    page.locator(".results .open").nth(2).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".at")).to_contain_text("第 3 段")


def test_every_press_counts_however_fast(app: str, visit: New, rail: Speech) -> None:
    page = visit(app).go()
    open_passage(page, rail)
    for _ in range(5):
        page.keyboard.press("j")
    expect(page.locator(".at")).to_contain_text("第 6 段")
    for _ in range(3):
        page.keyboard.press("k")
    expect(page.locator(".at")).to_contain_text("第 3 段")
    for _ in range(2):
        page.get_by_role("button", name="下一段").click()
    expect(page.locator(".at")).to_contain_text("第 5 段")
    page.locator(".results .open").nth(1).click()
    expect(page.locator(".at")).to_contain_text("第 2 段")
    page.keyboard.press("j")
    expect(page.locator(".at")).to_contain_text("第 3 段")


def test_a_key_typed_into_a_box_is_no_step(app: str, visit: New, rail: Speech) -> None:
    page = visit(app).go()
    open_passage(page, rail)
    before = page.url
    page.get_by_role("combobox", name="城市").click()
    page.keyboard.type("jj")
    page.keyboard.press("Escape")
    settled(page)
    expect(page).to_have_url(before)
    expect(page.locator(".at")).to_contain_text("第 1 段")


@pytest.mark.parametrize(("locale", "told"), [("zh-CN", "在下面：去看"), ("en-GB", "below: see")])
def test_in_a_narrow_window_a_way_leads_to_the_counterparts(
    app: str, visit: New, locale: str, told: str
) -> None:
    page = visit(app, locale).page
    page.set_viewport_size({"width": 480, "height": 900})
    page.goto(app)
    below = page.locator(".reading-frame .below")
    page.locator(".reading [role=button]").nth(1).click()
    expect(below).to_contain_text(told)
    expect(below).to_be_in_viewport()
    expect(page.locator(".card")).not_to_be_in_viewport()
    settled(page)
    below.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".card header")).to_be_in_viewport()
    expect(below).to_be_hidden()
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(below).to_be_hidden()


def test_the_language_switch_keeps_the_link(app: str, visit: New, rail: Speech) -> None:
    page = visit(app).go()
    open_passage(page, rail)
    page.get_by_role("button", name="筛选").click()
    page.get_by_text("只看其他年份").click()
    expect(page).to_have_url(re.compile("sy=1"))
    page.keyboard.press("Escape")
    before = page.url
    page.get_by_role("radio", name="English").click()
    expect(page.locator(".sentence")).to_contain_text(f"Closest to {rail.place.name} (")
    expect(page.locator(".card .chosen")).to_contain_text(COPY)
    expect(
        page.locator(".st-key-filters").get_by_role("button", name="other years")
    ).to_be_visible()
    for part in before.partition("?")[2].split("&"):
        expect(page).to_have_url(re.compile(re.escape(part)))


def test_the_list_opens_a_counterpart_and_pages_keep_the_speech(
    app: str, visit: New, rail: Speech
) -> None:
    page = visit(app).go()
    open_passage(page, rail)
    page.locator(".results .result").nth(2).click()
    expect(page.locator(".at")).to_contain_text("第 3 段")
    expect(page.locator(".results .open.selected")).to_have_attribute("aria-current", "true")
    expect(page).to_have_url(re.compile("r="))
    page.get_by_role("link", name="关于").click()
    expect(page.locator(".facts").first).to_contain_text("multilingual-e5-small")
    page.get_by_role("link", name="阅读与对照").click()
    expect(page.locator(".reading .selected")).to_contain_text(RAIL)


def test_the_table_is_sorted_by_a_click(app: str, visit: New, rail: Speech) -> None:
    page = visit(app).go()
    open_passage(page, rail)
    heads, rows = page.locator(".results thead th"), page.locator(".results .result")
    expect(rows.first).to_be_visible()
    before = rows.count()
    heads.filter(has_text="用字").get_by_role("button").click()
    expect(heads.filter(has_text="用字")).to_have_attribute("aria-sort", "descending")
    shares = [int(text.rstrip("%")) for text in rows.locator(".wording").all_inner_texts()]
    assert shares == sorted(shares, reverse=True) and len(shares) == before > 3
    rows.nth(3).locator(".excerpt").click()
    expect(rows.nth(3)).to_have_class(re.compile("selected"))
    expect(heads.filter(has_text="用字")).to_have_attribute("aria-sort", "descending")


def test_the_legend_shows_paragraphs_of_a_kind_only(
    app: str, visit: New, sample_index: Path
) -> None:
    explorer = open_index(sample_index)
    kinds = {
        speech.id: {one.kind for one in originality(explorer, speech.id).paragraphs}
        for speech in explorer.speeches()
    }
    mixed = next(id for id, found in kinds.items() if len(found) > 1 and Kind.OWN in found)
    page = visit(app).go(f"/?s={mixed}")
    lines = page.locator(".reading [role=button]")
    expect(lines.first).to_be_visible()
    everything = lines.count()
    kind = page.locator(".legend button[data-mark]").first
    label, _, n = kind.inner_text().rpartition(" ")
    kind.click()
    expect(kind).to_have_attribute("aria-pressed", "true")
    shown = page.locator(".reading [role=button]:not([hidden])")
    expect(shown).to_have_count(int(n))
    assert int(n) < everything
    expect(shown.first.locator(".mark-word")).to_have_text(label.strip())
    page.locator(".legend button").first.click()
    expect(shown).to_have_count(everything)


def test_sentence_by_sentence(app: str, visit: New, rail: Speech) -> None:
    page = visit(app).go()
    open_passage(page, rail)
    page.locator("label").filter(has_text="逐句对照").click()
    row = page.locator(".sentences tbody tr").first
    expect(row).to_be_visible()
    row.hover()
    for pane in (".reading", ".card"):
        expect(page.locator(f"{pane} .s1").first).not_to_have_css("box-shadow", "none")


def test_searching_with_a_passage_of_ones_own(app: str, visit: New) -> None:
    page = visit(app, "en-GB").go("/search")
    box = page.get_by_role("textbox", name=re.compile("^Paste or write"))
    box.fill("推行一窗受理，核心是把人等章变成章等人")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.locator(".sentence")).to_contain_text("Closest to your passage", timeout=60_000)
    expect(page.locator(".card .chosen").last).to_contain_text("推行一窗受理")
    expect(page).to_have_url(re.compile("q="))


def test_dragging_over_words_quotes_them_and_selects_nothing(app: str, visit: New) -> None:
    page = visit(app).go()
    first = page.locator(".reading [role=button]").first
    box = first.locator(".words").bounding_box()
    assert box
    page.mouse.move(box["x"] + 60, box["y"] + 15)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 15, steps=4)
    page.mouse.up()
    assert page.evaluate("String(getSelection()).length") > 3
    expect(first).not_to_have_class(re.compile("selected"))


def test_a_narrow_window_stacks_everything(app: str, visit: New, rail: Speech) -> None:
    page = visit(app).go()
    page.set_viewport_size({"width": 480, "height": 900})
    open_passage(page, rail)
    for part in (".reading .selected", ".card .chosen", ".results .result.selected"):
        page.locator(part).scroll_into_view_if_needed()
        expect(page.locator(part)).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_narrow_window_keeps_both_passages_on_view(app: str, visit: New, rail: Speech) -> None:
    page = visit(app).go()
    page.set_viewport_size({"width": 900, "height": 800})
    open_passage(page, rail)
    expect(page.locator(".reading .selected")).to_be_in_viewport()
    expect(page.locator(".card .chosen")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

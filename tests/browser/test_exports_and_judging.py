"""Downloads are opened and checked; two readers judge the same pair."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook
from visiting import SERVER, Visit, serve

from explorer import open_index
from explorer.evidence.judgements import prepare, read

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def pair(sample_index: Path) -> tuple[str, str]:
    """A paragraph of the sample corpus and its closest counterpart, which shares wording."""
    index = open_index(sample_index)
    for paragraph in index.paragraphs():
        for one in index.counterparts(paragraph.id, k=1):
            if one.wording > 0.5:
                return paragraph.id, one.paragraph.id
    raise AssertionError("the sample has no reuse")


@pytest.fixture(scope="module")
def labels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("judged") / "labels.csv"
    prepare(path)
    return path


@pytest.fixture(scope="module")
def judging_app(
    sample_index: Path, labels: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXPLORER_LABELS", str(labels))
        yield from serve(SERVER, tmp_path_factory.mktemp("judging"), sample_index)


def download(page: Page, label: str, folder: Path) -> Path:
    with page.expect_download() as started:
        page.get_by_test_id("stPopoverBody").get_by_role("button", name=label).first.click()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path


def test_downloads_open_and_tell_the_pair(
    app: str, visit: Callable[..., Visit], pair: tuple[str, str], tmp_path: Path
) -> None:
    page = visit(app).go(f"/?p={pair[0]}&r={pair[1]}")
    expect(page.get_by_text("您的判断")).to_have_count(0)
    page.locator(".st-key-export button").first.click()
    card = download(page, "证据卡（网页，可打印）", tmp_path)
    assert card.name.startswith("pair_") and pair[1] in card.read_text("utf-8")
    book = CalamineWorkbook.from_path(str(download(page, "Excel", tmp_path)))
    rows = book.get_sheet_by_name("counterparts").to_python()
    assert pair[1] in [row[1] for row in rows]
    written = download(page, "CSV", tmp_path).read_bytes().decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(written, newline="")))
    lines = download(page, "JSON Lines", tmp_path).read_text("utf-8").splitlines()
    assert len(table) == len(lines) == len(rows) - 1
    assert {json.loads(line)["about"]["query"] for line in lines} == {pair[0]}
    assert "@misc{" in download(page, "出处 BibTeX", tmp_path).read_text("utf-8")
    seen = page.context.new_page()
    seen.goto(card.as_uri())
    expect(seen.locator("main.pair .side")).to_have_count(2)
    expect(seen.locator("mark").first).to_be_visible()
    seen.close()


def test_two_readers_judge_the_same_pair(
    judging_app: str, visit: Callable[..., Visit], pair: tuple[str, str], labels: Path
) -> None:
    tabs = {}
    for coder, label in (("Li", "edited"), ("Wang", "edited")):
        page = visit(judging_app, locale="en-GB").go(f"/?p={pair[0]}&r={pair[1]}")
        box = page.locator(".st-key-judging")
        expect(box).to_contain_text("Write your name to judge this pair")
        box.get_by_label("Your name as coder").fill(coder)
        box.get_by_label("Your name as coder").press("Enter")
        expect(box).to_contain_text("Not judged yet.")
        expect(page.locator(".card")).to_contain_text("Judging blind")
        expect(page.locator(".card .verdict, .card .bar, .reading [data-mark]")).to_have_count(0)
        box.get_by_role("radio", name=label).click()
        expect(page.locator(".card .verdict")).to_be_visible()
        expect(box).to_contain_text(f"Noted: {label}.")
        tabs[coder] = page
    assert [(one.coder, one.label) for one in read(labels)] == [
        ("Li", "edited"),
        ("Wang", "edited"),
    ]
    box = tabs["Wang"].locator(".st-key-judging")
    expect(box).to_contain_text("With Li: 1 pair judged by both, 100 % alike")
    box.get_by_role("radio", name="wrong").click()
    expect(box).to_contain_text("With Li: 1 pair judged by both, 0 % alike, Cohen's κ = 0.00")
    assert "Wang" not in tabs["Wang"].url
    assert read(labels)[-1].label == "wrong"

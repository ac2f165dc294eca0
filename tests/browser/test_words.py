"""What only a real browser shows: the uploader's words, long passages, marks of direction."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from visiting import Visit

pytestmark = pytest.mark.browser
New = Callable[..., Visit]


def test_the_uploader_speaks_the_language_of_the_page(app: str, visit: New) -> None:
    page = visit(app).go("/draft")
    expect(page.get_by_role("button", name="选择文件", exact=True)).to_be_visible()
    zone = page.get_by_test_id("stFileUploaderDropzone")
    assert not re.search("[A-Za-z]{2}", zone.inner_text().replace("upload", ""))
    file = page.evaluate_handle(
        "() => { const d = new DataTransfer(); d.items.add(new File(['x'], 'x.txt')); return d }"
    )
    for event in ("dragenter", "dragover"):
        zone.dispatch_event(event, {"dataTransfer": file})
    expect(zone.get_by_text("Drag and drop")).to_be_hidden()
    page = visit(app, "en-GB").go("/draft")
    expect(page.get_by_test_id("stFileUploaderDropzone").locator("button")).to_have_text(
        re.compile("Upload$")
    )


def test_a_draft_that_cannot_be_read_is_told_by_its_name(app: str, visit: New) -> None:
    page = visit(app).go("/draft")
    chooser = page.get_by_test_id("stFileUploaderDropzoneInput")
    chooser.set_input_files({"name": "修改稿.docx", "mimeType": "", "buffer": b"no archive"})
    expect(page.get_by_test_id("stFileChip")).to_be_visible()
    page.get_by_role("button", name="逐段比对").click()
    expect(page.locator(".notice")).to_contain_text("草稿读不了：修改稿.docx 不完整")


def test_a_passage_too_long_for_a_link(app: str, visit: New) -> None:
    page = visit(app).go("/search")
    box = page.get_by_role("textbox", name=re.compile("^粘贴或输入"))
    box.fill("每件建议都要有回音，办理情况要向社会公开。" * 60)
    page.get_by_role("button", name="检索", exact=True).click()
    expect(page.locator(".sentence")).to_contain_text("与您输入的文字", timeout=60_000)
    expect(page.locator(".notice")).to_contain_text("链接里放不下")
    expect(page).to_have_url(re.compile("qk=[0-9a-f]{12}"))
    assert len(page.url) < 200
    page.reload()
    expect(page.locator(".notice")).to_contain_text("链接没有带上所检索的文字")

"""PDF files: the text of their pages, or that they have none."""

from __future__ import annotations

import pytest
from formats_making import ENGLISH, OTHER_SPEECH, SPEECH, only_reason, only_text, pdf


def test_pages_and_lines_keep_their_order() -> None:
    raw = pdf([[SPEECH[:20], SPEECH[20:]], [OTHER_SPEECH], [ENGLISH]])
    assert only_text("a.pdf", raw).split("\n") == [SPEECH[:20], SPEECH[20:], OTHER_SPEECH, ENGLISH]


def test_a_picture_beside_text_is_no_scan() -> None:
    assert only_text("a.pdf", pdf([[SPEECH]], picture=True)) == SPEECH


def test_radicals_become_ideographs() -> None:
    assert only_text("a.pdf", pdf([["⼈⺠政府⼯作报告"]])) == "人民政府工作报告"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "is empty"),
        (pdf([[]], picture=True), "is a scanned PDF without text; it needs OCR"),
        (pdf([["1"], ["2"]], picture=True), "is a scanned PDF without text; it needs OCR"),
        (pdf([[]]), "is a PDF without text; if it shows text, it needs OCR"),
        (pdf([]), "is damaged or not a PDF file; save it again"),
        (pdf([[SPEECH]], locked=True), "is encrypted; save it without a password"),
        (pdf([[SPEECH]])[:400], "is damaged or not a PDF file; save it again"),
        (b"hello", "is damaged or not a PDF file; save it again"),
        (pdf([["\ue000\ue001\ue002" * 20]]), "is mojibake: 60 of 60 characters mean nothing; its"),
        (b"PK\x03\x04", "is a zip archive or an Office file, though named .pdf; rename it to .zip"),
    ],
)
def test_what_has_no_text_is_told(raw: bytes, reason: str) -> None:
    assert only_reason("a.pdf", raw).startswith(reason)


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.corpus.formats.pdf.MAX_PAGES", 1)
    assert only_reason("a.pdf", pdf([[SPEECH]] * 2)) == "has more than 1 pages; split it"
    monkeypatch.setattr("explorer.corpus.formats.pdf.MAX_CHARACTERS", 10)
    assert only_reason("a.pdf", pdf([[SPEECH]])) == "holds more than 10 characters; split it"

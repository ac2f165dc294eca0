"""PDF files: the text of their pages in the order and the lines in which they keep it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from explorer.corpus.formats.extracted import MAX_CHARACTERS, Extracted, Refused, document

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

MAX_PAGES = 10_000
"""Of one file: ten times the longest yearbook."""
SCAN_CHARACTERS = 20
"""On a page, on average: scanners print a page number or their own name on a picture."""
PAGES_LOOKED_AT = 5
"""For pictures, to tell a scan."""
PASSWORD = 4
"""PDFium's FPDF_ERR_PASSWORD."""
HYPHEN = re.compile("[\ufffe\x02]")
"""PDFium's sign for a word cut at the end of a line."""


def read_pdf(name: str, raw: bytes) -> Extracted:
    """A PDF file as one document, its pages one below the other.

    PDFium is not made for threads: read one file at a time in a process.
    """
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        pdf = PdfDocument(raw)
    except PdfiumError as error:
        if error.err_code == PASSWORD:
            raise Refused("is encrypted; save it without a password") from error
        raise Refused("is damaged or not a PDF file; save it again") from error
    try:
        text = "\n".join(_pages(pdf))
        if len(re.sub(r"\s", "", text)) < SCAN_CHARACTERS * len(pdf) and _has_pictures(pdf):
            raise Refused("is a scanned PDF without text; it needs OCR")
    except PdfiumError as error:
        raise Refused(f"is damaged ({error}); save it again") from error
    finally:
        pdf.close()
    return document(
        name,
        text,
        mojibake="its fonts do not tell their characters, so it needs OCR",
        empty="is a PDF without text; if it shows text, it needs OCR",
    )


def _pages(pdf: PdfDocument) -> Iterator[str]:
    if len(pdf) > MAX_PAGES:
        raise Refused(f"has more than {MAX_PAGES:,} pages; split it")
    size = 0
    for number in range(len(pdf)):
        page = pdf[number]
        try:
            text = _page_text(page)
        finally:
            page.close()
        size += len(text)
        if size > MAX_CHARACTERS:
            raise Refused(f"holds more than {MAX_CHARACTERS:,} characters; split it")
        yield text


def _page_text(page: PdfPage) -> str:
    characters = page.get_textpage()
    try:
        if characters.count_chars() > MAX_CHARACTERS:
            raise Refused(f"holds more than {MAX_CHARACTERS:,} characters; split it")
        return HYPHEN.sub("-", characters.get_text_range())
    finally:
        characters.close()


def _has_pictures(pdf: PdfDocument) -> bool:
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    return any(
        True
        for number in range(min(PAGES_LOOKED_AT, len(pdf)))
        for _ in pdf[number].get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=3)
    )

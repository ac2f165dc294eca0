"""The lines of a page: found, known as headings or items, joined where they were broken.

A ``Span`` is a stretch of the document; its text is what stands there without the line breaks.
``page`` is the document with its chrome blanked out, so that its offsets are the document's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

HEADING_LENGTH = 50
"""Han characters; longer marked lines are paragraphs that begin with their number."""
WRAP_WIDTH = 120
"""Pages broken at a fixed width are narrower than this."""

NARROWEST_WRAP = 18
"""Shorter lines that are alike long are a list, or verse."""
FEW_LINES = 8

CJK = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
BREAKS = r"\r\n\f\u2028\u2029"
LINE_BREAK = re.compile(rf"[{BREAKS}]")
WHITE = re.compile(r"\s+")
WIDE = re.compile(rf"[{CJK}]")
SENTENCE_END = re.compile(r"[。！？!?；;.…：:][”’」』\"')）】]*$")
COMMA_END = re.compile(r"[，、,]$")
NUMERAL = r"[一二三四五六七八九十]{1,3}"
MARKER = re.compile(
    rf"^(?:{NUMERAL}、|[（(](?:{NUMERAL}|\d{{1,2}})[）)]|第{NUMERAL}(?:部分|[章节篇编])|\d{{1,2}}[.、．](?!\d)"
    r"|[IVX]{1,4}\.\s)"
)
COUNTED_SENTENCE = re.compile(r"^\d{1,2}[.、．].*[。！？；;]$")
ITEM = re.compile(
    rf"^(?:{MARKER.pattern[1:]}|第{NUMERAL}[，,、]|{NUMERAL}[是要](?=\S)|[①-⑳]|[-•●■◆])"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document, ``text`` without line breaks.

    ``after_gap``: a blank line before; ``indented``: white space before it on its line.
    """

    text: str
    start: int
    end: int
    after_gap: bool = False
    indented: bool = False


def page_lines(document: str) -> list[Span]:
    """The lines of a page that are not blank, stripped, each with its characters."""
    spans = []
    gap = False
    for match in re.finditer(rf"[^{BREAKS}]*(?:\r\n|[{BREAKS}]|$)", document):
        raw = match.group()
        text = raw.strip()
        if not text:
            gap = True
            continue
        start = match.start() + raw.index(text)
        spans.append(Span(text, start, start + len(text), gap, start > match.start()))
        gap = False
    return spans


def clean(source: str) -> str:
    """A stretch of source as one line: breaks go, between words of spaced scripts a space stays."""
    source = source.strip()

    def joint(found: re.Match[str]) -> str:
        if not LINE_BREAK.search(found.group()):
            return found.group()
        around = (
            source[max(0, found.start() - 1) : found.start()]
            + source[found.end() : found.end() + 1]
        )
        return "" if WIDE.search(around) else " "

    return WHITE.sub(joint, source) if LINE_BREAK.search(source) else source


def is_cut_off(line: Span, width: int) -> bool:
    """Whether prose breaks off in mid-sentence where a page of this width ends."""
    full = NARROWEST_WRAP <= width - 1 <= len(line.text) <= width
    return full and not SENTENCE_END.search(line.text[-8:])


def wrap_width(lines: Sequence[Span]) -> int | None:
    """The width at which the page breaks its lines, or None where a line is a paragraph.

    A page is wrapped where more than half of its lines fill at least 85 % of the longest common
    width (the 95th percentile) and that width is at most ``WRAP_WIDTH``; a page of few lines where
    more than half are cut off at the very same width.
    """
    lengths = sorted(len(line.text) for line in lines)
    if len(lengths) < FEW_LINES:
        width = lengths[-1] if lengths else 0
        cut = sum(is_cut_off(line, width) for line in lines)
        return width if width <= WRAP_WIDTH and cut > max(1, len(lengths) / 2 - 1) else None
    width = lengths[int(0.95 * (len(lengths) - 1))]
    full = sum(length >= 0.85 * width for length in lengths)
    return width if width <= WRAP_WIDTH and full > len(lengths) / 2 else None


def is_open(line: Span, following: Span, width: int | None, *, indents: bool = False) -> bool:
    """Whether a line breaks off in mid-sentence and goes on in the line that follows it.

    On a page that is wrapped and ``indents`` its paragraphs, a line without an indent goes on with
    the paragraph, even after a full stop.
    """
    if ITEM.match(following.text):
        return False
    full = width is not None and len(line.text) >= 0.8 * width and not following.after_gap
    if indents and full:
        return not following.indented
    if SENTENCE_END.search(line.text[-8:]):
        return False
    if COMMA_END.search(line.text[-1:]):
        return True
    if width is not None:
        return full
    spaced = not WIDE.match(line.text[-1:])
    limit = 2 * HEADING_LENGTH if spaced else HEADING_LENGTH
    return len(line.text) > limit or (spaced and following.text[:1].islower())


def join_lines(lines: Sequence[Span], page: str) -> Iterator[Span]:
    """Lines with those joined that were broken in mid-sentence."""
    width = wrap_width(lines)
    indented = sum(line.indented for line in lines)
    indents = width is not None and 2 <= indented <= len(lines) - 2
    pending: list[Span] = []
    for line in lines:
        if pending and not is_open(pending[-1], line, width, indents=indents):
            yield _merge(pending, page)
            pending = []
        pending.append(line)
    if pending:
        yield _merge(pending, page)


def _merge(lines: Sequence[Span], page: str) -> Span:
    start, end = lines[0].start, lines[-1].end
    return Span(clean(page[start:end]), start, end, lines[0].after_gap)


def is_heading(text: str) -> bool:
    """Whether a joined line is a heading: short, and numbered or without a sentence's end."""
    spaced = not re.search(rf"[{CJK}]", text)
    if len(text) > (2 * HEADING_LENGTH if spaced else HEADING_LENGTH):
        return False
    if COUNTED_SENTENCE.match(text):
        return False  # 1.修路三十公里。 is a measure taken, （一）…的需要。 is a heading
    if MARKER.match(text):
        return not re.search(r"[。！？；]", text[:-1])
    return not (SENTENCE_END.search(text) or COMMA_END.search(text))

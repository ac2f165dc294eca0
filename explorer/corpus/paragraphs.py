"""From the lines of a page to paragraphs: broken lines joined, run-together items opened.

A ``Span`` is a stretch of the document; its text is what stands there without the line breaks.
``page`` is the document with its chrome blanked out, so that its offsets are the document's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

LONG_PARAGRAPH = 600
"""Characters above which a paragraph is cut at the items that it enumerates."""
SHORTEST_ITEM = 60
"""An item shorter than this is a clause of its paragraph, not a paragraph in its own right."""
HEADING_LENGTH = 50
"""Han characters; longer marked lines are paragraphs that begin with their number."""
WRAP_WIDTH = 120
"""Pages broken at a fixed width are narrower than this."""

CJK = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
SENTENCE_END = re.compile(r"[。！？!?；;.…：:][”’」』\"')）】]*$")
COMMA_END = re.compile(r"[，、,]$")
NUMERAL = r"[一二三四五六七八九十]{1,3}"
MARKER = re.compile(
    rf"^(?:{NUMERAL}、|[（(](?:{NUMERAL}|\d{{1,2}})[）)]|第{NUMERAL}(?:部分|章|节)|\d{{1,2}}[.、．](?!\d)"
    r"|[IVX]{1,4}\.\s)"
)
ITEM = re.compile(
    rf"^(?:{MARKER.pattern[1:]}|第{NUMERAL}[，,、]|{NUMERAL}[是要](?=\S)|[①-⑳]|[-•●■◆])"
)
# Where a paragraph opens into items: after a sentence end, before the next number of a series.
ITEM_SEAM = re.compile(
    rf"(?<=[。；！;])\s*(?=第{NUMERAL}[，,、]|{NUMERAL}[是要]|{NUMERAL}、|[（(]{NUMERAL}[）)])"
)
ORDINAL_SEAM = re.compile(rf"(?<=[。；！;])\s*(?=第{NUMERAL}[，,、])")
LINE_BREAK = re.compile(rf"(?<=[{CJK}])\s*[\r\n]+\s*|\s*[\r\n]+\s*(?=[{CJK}])")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document, ``text`` without line breaks; ``after_gap``: a blank line before."""

    text: str
    start: int
    end: int
    after_gap: bool = False


def page_lines(document: str) -> list[Span]:
    """The lines of a page that are not blank, stripped, each with its characters."""
    spans = []
    gap = False
    for match in re.finditer(r"[^\r\n]*(?:\r\n|\r|\n|$)", document):
        raw = match.group()
        text = raw.strip()
        if not text:
            gap = True
            continue
        start = match.start() + raw.index(text)
        spans.append(Span(text, start, start + len(text), gap))
        gap = False
    return spans


def clean(source: str) -> str:
    """A stretch of source as one line: breaks go, between words of spaced scripts a space stays."""
    return re.sub(r"\s*[\r\n]+\s*", " ", LINE_BREAK.sub("", source)).strip()


def wrap_width(lines: Sequence[Span]) -> int | None:
    """The width at which the page breaks its lines, or None where a line is a paragraph.

    A page is wrapped where more than half of its lines fill at least 85 % of the longest common
    width (the 95th percentile) and that width is at most ``WRAP_WIDTH``.
    """
    lengths = sorted(len(line.text) for line in lines)
    if len(lengths) < 8:
        return None
    width = lengths[int(0.95 * (len(lengths) - 1))]
    full = sum(length >= 0.85 * width for length in lengths)
    return width if width <= WRAP_WIDTH and full > len(lengths) / 2 else None


def is_open(line: Span, following: Span, width: int | None) -> bool:
    """Whether a line breaks off in mid-sentence and goes on in the line that follows it."""
    if SENTENCE_END.search(line.text) or ITEM.match(following.text):
        return False
    if COMMA_END.search(line.text):
        return True
    if width is not None:
        return len(line.text) >= 0.8 * width and not following.after_gap
    spaced = not re.search(rf"[{CJK}]$", line.text)
    limit = 2 * HEADING_LENGTH if spaced else HEADING_LENGTH
    return len(line.text) > limit or (spaced and following.text[:1].islower())


def join_lines(lines: Sequence[Span], page: str) -> Iterator[Span]:
    """Lines with those joined that were broken in mid-sentence."""
    width = wrap_width(lines)
    pending: list[Span] = []
    for line in lines:
        if pending and not is_open(pending[-1], line, width):
            yield _merge(pending, page)
            pending = []
        pending.append(line)
    if pending:
        yield _merge(pending, page)


def _merge(lines: Sequence[Span], page: str) -> Span:
    start, end = lines[0].start, lines[-1].end
    return Span(clean(page[start:end]), start, end, lines[0].after_gap)


def open_items(span: Span, page: str) -> list[Span]:
    """A paragraph as the items that it runs together, or as it is.

    Items that begin 第一，第二， are always opened. 一是, 一要 and their like are mostly clauses of
    one argument: only a paragraph above ``LONG_PARAGRAPH`` characters is cut there, into pieces of
    as many items as that length allows.
    """
    pieces = _cut(span, page, _borders(span, page, ORDINAL_SEAM))
    opened = []
    for piece in pieces:
        if len(piece.text) > LONG_PARAGRAPH:
            opened.extend(_cut(piece, page, _packed(_borders(piece, page, ITEM_SEAM), piece)))
        else:
            opened.append(piece)
    return opened


def _borders(span: Span, page: str, seam: re.Pattern[str]) -> list[int]:
    """Where the seams of a span lie, an item too short for a paragraph left with the one before."""
    kept = [span.start]
    for match in seam.finditer(page, span.start, span.end):
        border = match.end()
        if border - kept[-1] >= SHORTEST_ITEM and span.end - border >= SHORTEST_ITEM:
            kept.append(border)
    return kept[1:]


def _packed(borders: list[int], span: Span) -> list[int]:
    """As few of the borders as keep the pieces within ``LONG_PARAGRAPH`` characters."""
    kept = [span.start]
    for border, following in pairwise([*borders, span.end]):
        if following - kept[-1] > LONG_PARAGRAPH:
            kept.append(border)
    return kept[1:]


def _cut(span: Span, page: str, borders: list[int]) -> list[Span]:
    ends = [*borders, span.end]
    pieces = []
    for start, end in zip([span.start, *borders], ends, strict=True):
        source = page[start:end]
        blank = len(source) - len(source.lstrip())
        begin, stop = start + blank, start + len(source.rstrip())
        if stop > begin:
            pieces.append(Span(clean(page[begin:stop]), begin, stop, span.after_gap))
    return pieces


def is_heading(text: str) -> bool:
    """Whether a joined line is a heading: short, and numbered or without a sentence's end."""
    spaced = not re.search(rf"[{CJK}]", text)
    if len(text) > (2 * HEADING_LENGTH if spaced else HEADING_LENGTH):
        return False
    if MARKER.match(text):
        return not re.search(r"[。！？；]", text[:-1])
    return not (SENTENCE_END.search(text) or COMMA_END.search(text))

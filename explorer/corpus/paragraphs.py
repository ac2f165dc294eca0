"""From the lines of a page to paragraphs: broken lines joined, run-together items opened.

A ``Span`` is a stretch of the document; its text is what stands there without the line breaks.
``page`` is the document with its chrome blanked out, so that its offsets are the document's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LONG_PARAGRAPH = 600
"""Characters above which a paragraph is cut at the items that it enumerates."""
LONGEST_PARAGRAPH = 700
"""Characters above which a paragraph that enumerates nothing is cut at the ends of sentences."""
SHORTEST_ITEM = 60
"""An item shorter than this is a clause of its paragraph, not a paragraph in its own right."""
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
# Where a paragraph opens into parts: after a sentence end, before the next number of a series.
AFTER_SENTENCE = r"(?<=[。；！？”）;!?])\s*"
ORDINAL_SEAM = re.compile(rf"{AFTER_SENTENCE}(?=第{NUMERAL}[，,、])")
HEADING_SEAM = re.compile(
    rf"{AFTER_SENTENCE}(?={NUMERAL}、(?!{NUMERAL})|第{NUMERAL}(?:部分|章)|[（(]{NUMERAL}[）)])"
)
ITEM_SEAM = re.compile(
    rf"{AFTER_SENTENCE}(?={NUMERAL}[是要]|\d{{1,2}}[.、．](?!\d)|[（(]\d{{1,2}}[）)]|[①-⑳]|——)"
)
TOPIC_SEAM = re.compile(r"(?<=[。！？])(?=[^\W\d]{4,10}。)")
"""Before a short sentence that opens a topic (主导产业聚链成群。), as work reports have them."""
SENTENCE_SEAM = re.compile(r"(?<=[。！？])(?![”’」』）])\s*|(?<=[.!?])\s+")
CLAUSE_SEAM = re.compile(r"(?<=；)|(?<=;\s)")
# A heading at the front of a part of a page that was pasted as one line: 二、工作安排 今年，…
LEADING_HEADING = re.compile(rf"(?:{NUMERAL}、|第{NUMERAL}部分)[^\s。；！？，：]{{2,40}}(?=\s)")


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


def open_items(span: Span, page: str) -> list[Span]:
    """A paragraph as the parts that it runs together, or as it is.

    Items that begin 第一，第二， are always opened. Headings inside a line, and 一是 or 一要
    (mostly clauses of one argument), and sentences that open a topic part only what is above
    ``LONG_PARAGRAPH`` characters; the ends of sentences, and then of clauses, only what is above
    ``LONGEST_PARAGRAPH`` and offers nothing better.
    """
    pieces = _cut(span, page, _borders(span, page, ORDINAL_SEAM))
    headed = _cut_long(pieces, page, HEADING_SEAM, LONG_PARAGRAPH, pack=False)
    if len(headed) > 1:
        headed = [part for piece in headed for part in _split_heading(piece, page)]
    items = _cut_long(headed, page, ITEM_SEAM, LONG_PARAGRAPH)
    topics = _cut_long(items, page, TOPIC_SEAM, LONG_PARAGRAPH)
    sentences = _cut_long(topics, page, SENTENCE_SEAM, LONGEST_PARAGRAPH)
    return _cut_long(sentences, page, CLAUSE_SEAM, LONGEST_PARAGRAPH)


def _cut_long(
    pieces: Sequence[Span], page: str, seam: re.Pattern[str], limit: int, *, pack: bool = True
) -> list[Span]:
    """Those of the pieces that are longer than ``limit`` cut at a kind of seam."""
    opened: list[Span] = []
    for piece in pieces:
        if len(piece.text) > limit:
            borders = _borders(piece, page, seam)
            opened.extend(_cut(piece, page, _packed(borders, piece) if pack else borders))
        else:
            opened.append(piece)
    return opened


def _split_heading(piece: Span, page: str) -> list[Span]:
    heading = LEADING_HEADING.match(page, piece.start, piece.end)
    return _cut(piece, page, [heading.end()]) if heading else [piece]


def _borders(span: Span, page: str, seam: re.Pattern[str]) -> list[int]:
    """Where the seams of a span lie, an item too short for a paragraph left with the one before."""
    kept = [span.start]
    for match in seam.finditer(page, span.start, span.end):
        border = match.end()
        if border - kept[-1] >= SHORTEST_ITEM and span.end - border >= SHORTEST_ITEM:
            kept.append(border)
    return kept[1:]


def _packed(borders: list[int], span: Span) -> list[int]:
    """As few of the borders as keep pieces at about ``LONG_PARAGRAPH``, the pieces alike long.

    Each border is the one nearest to where equal pieces would part.
    """
    length = span.end - span.start
    pieces = -(-length // LONG_PARAGRAPH)
    kept: list[int] = []
    for ideal in (span.start + n * length // pieces for n in range(1, pieces)):
        at = bisect_left(borders, ideal)
        near = [border for border in borders[max(0, at - 1) : at + 1] if border not in kept[-1:]]
        kept += sorted(near, key=lambda border: abs(border - ideal))[:1]
    return kept


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
    if COUNTED_SENTENCE.match(text):
        return False  # 1.修路三十公里。 is a measure taken, （一）…的需要。 is a heading
    if MARKER.match(text):
        return not re.search(r"[。！？；]", text[:-1])
    return not (SENTENCE_END.search(text) or COMMA_END.search(text))

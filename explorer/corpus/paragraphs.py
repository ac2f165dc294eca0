"""From joined lines to paragraphs: what a line runs together is opened at its seams."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from explorer.corpus.page_lines import NUMERAL, WIDE, Span, clean

LONG_PARAGRAPH = 600
"""Characters above which a paragraph is cut at the items that it enumerates."""
LONGEST_PARAGRAPH = 700
"""Characters above which a paragraph that enumerates nothing is cut at the ends of sentences."""
SHORTEST_ITEM = 60
"""An item shorter than this is a clause of its paragraph, not a paragraph in its own right."""

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
COMMA_SEAM = re.compile(r"(?<=，)|(?<=,\s)")
CLAUSE_SEAM = re.compile(r"(?<=；)|(?<=;\s)")
# A heading at the front of a part of a page that was pasted as one line: 二、工作安排 今年，…
LEADING_HEADING = re.compile(rf"(?:{NUMERAL}、|第{NUMERAL}部分)[^\s。；！？，：]{{2,40}}(?=\s)")


def open_items(span: Span, page: str) -> list[Span]:
    """A paragraph as the parts that it runs together, or as it is.

    Items that begin 第一，第二， are always opened. Headings inside a line, and 一是 or 一要
    (mostly clauses of one argument), and sentences that open a topic part only what is above
    ``LONG_PARAGRAPH`` characters; the ends of sentences, and then of clauses, only what is above
    ``LONGEST_PARAGRAPH`` and offers nothing better; commas what is twice as long.
    """
    pieces = _cut(span, page, _borders(span, page, ORDINAL_SEAM))
    headed = _cut_long(pieces, page, HEADING_SEAM, LONG_PARAGRAPH, pack=False)
    if len(headed) > 1:
        headed = [part for piece in headed for part in _split_heading(piece, page)]
    items = _cut_long(headed, page, ITEM_SEAM, LONG_PARAGRAPH)
    topics = _cut_long(items, page, TOPIC_SEAM, LONG_PARAGRAPH)
    sentences = _cut_long(topics, page, SENTENCE_SEAM, LONGEST_PARAGRAPH)
    clauses = _cut_long(sentences, page, CLAUSE_SEAM, LONGEST_PARAGRAPH)
    return _cut_long(clauses, page, COMMA_SEAM, 2 * LONGEST_PARAGRAPH)


def _length(text: str) -> int:
    """Characters; of a spaced script, which takes more of them to say as much, every other one."""
    return len(text) if WIDE.search(text) else len(text) // 2


def _cut_long(
    pieces: Sequence[Span], page: str, seam: re.Pattern[str], limit: int, *, pack: bool = True
) -> list[Span]:
    """Those of the pieces that are longer than ``limit`` cut at a kind of seam."""
    opened: list[Span] = []
    for piece in pieces:
        if _length(piece.text) > limit:
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
    pieces = -(-_length(span.text) // LONG_PARAGRAPH)
    kept: list[int] = []
    for ideal in (span.start + n * length // pieces for n in range(1, pieces)):
        at = bisect_left(borders, ideal)
        last = kept[-1] if kept else span.start
        near = [border for border in borders[max(0, at - 1) : at + 1] if border > last]
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

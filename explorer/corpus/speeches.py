"""Cuts a document into its speeches, and each speech into title, headings and paragraphs.

Every character of the document that is not white space ends up either in a line of a speech or in
a ``Dropped`` piece.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from explorer.corpus import chrome
from explorer.corpus.compilations import Segment, bare, cut_compilation
from explorer.corpus.heads import (
    DAY,
    HEAD_LINES,
    TITLE_WORD,
    head_and_body,
    is_date,
    is_salutation,
    is_sentence,
)
from explorer.corpus.page_lines import CJK, Span, is_heading, join_lines, page_lines
from explorer.corpus.paragraphs import open_items
from explorer.corpus.script import in_script_of, plain
from explorer.records import Document, Dropped, Line, LineKind, SpeechText

WIDE = re.compile(rf"[{CJK}]+")
TITLE_LABEL = re.compile(r"^(?:文章)?(?:标题|题目)[：:]\s*")
REMARK_LENGTH = 25
"""Han characters (or a third as many words) below which a line is shown but not compared."""
LEAST_WEIGHT = 6
"""Weight below which a line is no text, even in a document that has nothing else (谢谢大家！)."""


def split_speeches(document: Document) -> tuple[list[SpeechText], list[Dropped]]:
    """The speeches of a document in order, and the page chrome that was taken out of it."""
    shadow = replace(document, text=plain(document.text))
    speeches, dropped = _split(shadow)
    if shadow.text == document.text:
        return speeches, dropped
    dropped = [_drop(document, piece.start, piece.end, piece.rule) for piece in dropped]
    page = _blanked(document.text, dropped)
    return [_as_written(speech, document, shadow.text, page) for speech in speeches], dropped


def _as_written(speech: SpeechText, document: Document, shadow: str, page: str) -> SpeechText:
    """A speech that was cut out of plain text, in the characters of its document."""

    def original(line: Line) -> Line:
        return replace(line, text=in_script_of(line.text, page[line.start : line.end]))

    at = shadow.find(speech.title)
    title = document.text[at : at + len(speech.title)] if at >= 0 else speech.title
    chrome = tuple(_drop(document, one.start, one.end, one.rule) for one in speech.chrome)
    lines = tuple(original(line) for line in speech.lines)
    return replace(speech, title=title, lines=lines, chrome=chrome)


def _split(document: Document) -> tuple[list[SpeechText], list[Dropped]]:
    dropped: list[Dropped] = []
    lines = _without_chrome(document, dropped)
    speeches: list[SpeechText] = []
    page = _blanked(document.text, dropped)
    segments, front = cut_compilation(lines)
    dropped.extend(_drop(document, line.start, line.end, "front matter") for line in front)
    for segment in segments:
        if (mark := segment.mark) is not None:
            dropped.append(_drop(document, mark.start, mark.end, "compilation mark"))
        if segment.lines:
            alone = len(segments) == 1
            _speech(document, page, segment, dropped, speeches, alone=alone)
    dropped.sort(key=lambda piece: piece.start)
    return [_with_chrome(speech, speeches, dropped) for speech in speeches], dropped


def _with_chrome(
    speech: SpeechText, speeches: Sequence[SpeechText], dropped: Sequence[Dropped]
) -> SpeechText:
    """The speech with the chrome in and before it, and that at the top and end of its page."""
    first, last = speeches[0].start, speeches[-1].end
    previous = next((one.end for one in reversed(speeches[: speech.part - 1])), 0)
    chrome = tuple(
        piece
        for piece in dropped
        if previous <= piece.start < speech.end or not first <= piece.start < last
    )
    return replace(speech, chrome=chrome)


def _drop(document: Document, start: int, end: int, rule: str) -> Dropped:
    return Dropped(document.name, start, end, document.text[start:end], rule)


def _without_chrome(document: Document, dropped: list[Dropped]) -> list[Span]:
    kept: list[Span] = []
    turned = False  # a page was turned here: the blank lines around its number part nothing
    lines = page_lines(document.text)
    numbers = chrome.page_numbers([line.text for line in lines])
    for index, line in enumerate(lines):
        mark = chrome.BOOKMARK.match(line.text)
        if mark:
            dropped.append(_drop(document, line.start, line.start + mark.end(), "bookmark"))
            line = replace(line, text=line.text[mark.end() :], start=line.start + mark.end())
        rule = "page number" if line.text in numbers else chrome.chrome_rule(line.text)
        if (
            index < HEAD_LINES
            and not rule
            and chrome.is_teaser(line.text, document.text[line.end :])
        ):
            rule = "teaser"
        if rule:
            dropped.append(_drop(document, line.start, line.end, rule))
            turned = rule == "page number"
        elif line.text:
            kept.append(replace(line, after_gap=False) if turned else line)
            turned = False
    return kept


def _blanked(text: str, dropped: Sequence[Dropped]) -> str:
    """The text with line breaks in the place of what was dropped, so that offsets stay true."""
    pieces, last = [], 0
    for piece in sorted(dropped, key=lambda piece: piece.start):
        pieces += [text[last : piece.start], "\n" * (piece.end - piece.start)]
        last = piece.end
    return "".join([*pieces, text[last:]])


def _speech(
    document: Document,
    page: str,
    segment: Segment,
    dropped: list[Dropped],
    speeches: list[SpeechText],
    *,
    alone: bool,
) -> None:
    """Append the speech of a segment, or drop a segment that has only a title and names."""
    head, body = head_and_body(segment.lines)
    top = _head_lines(document, head, segment.title, dropped)
    lines = _with_short_paragraphs([*top, *_body_lines(page, body)], alone=alone)
    if not any(line.kind is LineKind.PARAGRAPH for line in lines):
        # Unjoined, as a joined line may go around chrome that was dropped already.
        places = [(line.start, line.end) for line in top] + [(at.start, at.end) for at in body]
        dropped.extend(_drop(document, *place, "front matter") for place in places)
        return
    titles = [line.text for line in lines if line.kind is LineKind.TITLE]
    start, end = segment.lines[0].start, segment.lines[-1].end
    mark = segment.mark.text if segment.mark else PurePosixPath(document.name).stem
    name = segment.title or (titles[0] if titles else mark)
    speeches.append(
        SpeechText(document.name, len(speeches) + 1, name, tuple(lines), (), start, end)
    )


def _head_lines(
    document: Document, head: list[Span], title: str | None, dropped: list[Dropped]
) -> list[Line]:
    """Title, byline and salutation; a title that is repeated and what stands above it go."""
    lines: list[Line] = []
    seen = {bare(title)} if title else set()
    for line in head:
        label = TITLE_LABEL.match(line.text)
        text = line.text[label.end() :] if label else line.text
        if is_salutation(text):
            kind = LineKind.SALUTATION
        elif label or (TITLE_WORD.search(text) and not DAY.search(text)):
            if bare(text) in seen:
                dropped.append(_drop(document, line.start, line.end, "repeated title"))
                continue
            seen.add(bare(text))
            kind = LineKind.TITLE
        else:
            kind = LineKind.BYLINE
        lines.append(Line(kind, line.text, line.start, line.end))
    first = lines[0] if lines and not seen else None
    if first and first.kind is LineKind.BYLINE and not is_date(first.text):
        lines[0] = Line(LineKind.TITLE, first.text, first.start, first.end)
    return lines


def _body_lines(page: str, body: list[Span]) -> list[Line]:
    lines: list[Line] = []
    number = 0
    for joined in join_lines(body, page):
        for span in [joined] if is_heading(joined.text) else open_items(joined, page):
            kind = _kind(span.text)
            number += kind is LineKind.PARAGRAPH
            count = number if kind is LineKind.PARAGRAPH else None
            lines.append(Line(kind, span.text, span.start, span.end, count))
    return lines


def _with_short_paragraphs(lines: list[Line], *, alone: bool) -> list[Line]:
    """Short sentences as paragraphs where a text is mostly made of such: rows, lists, verse.

    In a document that is ``alone`` a speech, every line counts where there is no sentence either.
    """
    paragraphs = sum(line.kind is LineKind.PARAGRAPH for line in lines)
    says = {line for line in lines if weight(line.text) >= LEAST_WEIGHT}
    short = {one for one in says if one.kind is LineKind.REMARK and is_sentence(one.text)}
    if len(short) <= paragraphs:
        kinds = (LineKind.REMARK, LineKind.HEADING, LineKind.BYLINE, LineKind.TITLE)
        short = {one for one in says if one.kind in kinds and alone and not paragraphs}
        if any(line.kind is LineKind.SALUTATION or TITLE_WORD.search(line.text) for line in lines):
            short = set()  # the head of a speech whose text is missing
    found, number = [], 0
    for line in lines:
        if line in short or line.kind is LineKind.PARAGRAPH:
            number += 1
            line = replace(line, kind=LineKind.PARAGRAPH, number=number)
        found.append(line)
    return found


def _kind(text: str) -> LineKind:
    if is_heading(text):
        return LineKind.HEADING
    return LineKind.REMARK if is_remark(text) else LineKind.PARAGRAPH


def is_remark(text: str) -> bool:
    """Whether a line is too short to be compared (谢谢大家！)."""
    return weight(text) < REMARK_LENGTH


def weight(text: str) -> int:
    """The Han characters of a line, or three for each of its words if these are more."""
    return max(sum(map(len, WIDE.findall(text))), 3 * len(text.split()))

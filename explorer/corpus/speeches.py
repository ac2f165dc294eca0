"""Cuts a document into its speeches, and each speech into title, headings and paragraphs.

Every character of the document that is not white space ends up either in a line of a speech or in
a ``Dropped`` piece.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from explorer.corpus import chrome
from explorer.corpus.paragraphs import (
    CJK,
    NUMERAL,
    Span,
    is_heading,
    join_lines,
    open_items,
    page_lines,
)
from explorer.records import Document, Dropped, Line, LineKind, SpeechText

COUNT = rf"(?P<count>{NUMERAL}|\d{{1,3}})"
BORDERS = (
    re.compile(rf"^第{COUNT}篇\s*[：:]\s*(?P<title>.*)$"),
    re.compile(rf"^【?(?:篇|范文|例文)\s*{COUNT}\s*】?\s*[：:]?\s*(?P<title>.{{0,60}})$"),
    re.compile(rf"^(?P<title>.{{2,50}}?)\s*[（(]?篇\s*{COUNT}\s*[）)]?$"),
    re.compile(rf"^(?P<title>.{{2,50}}?)\s*[（(]之{COUNT}[）)]$"),
)
"""Lines that begin another speech of a compilation; ``title`` is what they say of it."""
FIRST = frozenset({"一", "1", "01"})
"""Counts of the first speech; what stands above its mark is the compiler's, not a speech."""

SALUTATION = re.compile(
    r"^(?:(?:尊敬的|各位|同志们|同志|女士|先生|朋友们|同学们|乡亲们|父老乡亲|老师们)[^。；？]{0,40}"
    r"|(?:Dear|Ladies|Fellow|Members|Mr\.?|Madam|Honou?rable|Friends|My fellow|Good (?:morning|"
    r"afternoon|evening))\b[^.?]{0,90}"
    r"|(?:Señor|Estimad|Querid|Vecin|Conciudadan|Buen[oa]s )[^.?]{0,90})[：:!！,，]$"
)
TRAILING_SALUTATION = re.compile(
    r"^(?P<title>.{4,60}?)(?P<salutation>(?:各位|同志)[^。，,；]{0,16}[：:])$"
)
TITLE_LABEL = re.compile(r"^(?:文章)?(?:标题|题目)[：:]\s*")
DATE_LINE = re.compile(
    r"^[（(]?[^。；]{0,40}?(?:(?:19|20)\d{2}\s*[年./-]|[一二][〇○零一二三四五六七八九]{3}年"
    r"|\b(?:19|20)\d{2}\b)[^。；]{0,30}[）)]?$"
)
DAY = re.compile(r"\d{1,2}\s*月\s*\d{1,2}\s*日")
TITLE_WORD = re.compile(
    r"讲话|报告|致辞|致词|发言|演讲|献词|贺词|工作|要点|意见|通报|address|speech|remarks|report"
    r"|state of|discurso|informe|mensaje",
    re.IGNORECASE,
)
HEAD_LINES = 20
"""A salutation further down than this belongs to the text, not to the head of the page."""
HEAD_LENGTH = 60
"""Han characters; a longer line is no title, name or date."""
REMARK_LENGTH = 25
"""Han characters (or a third as many words) below which a line is shown but not compared."""


def split_speeches(document: Document) -> tuple[list[SpeechText], list[Dropped]]:
    """The speeches of a document in order, and the page chrome that was taken out of it."""
    dropped: list[Dropped] = []
    lines = _without_chrome(document, dropped)
    speeches: list[SpeechText] = []
    page = _blanked(document.text, dropped)
    for title, segment in _segments(document, lines, dropped):
        _speech(document, page, title, segment, dropped, speeches)
    return speeches, sorted(dropped, key=lambda piece: piece.start)


def _drop(document: Document, start: int, end: int, rule: str) -> Dropped:
    return Dropped(document.name, start, end, document.text[start:end], rule)


def _without_chrome(document: Document, dropped: list[Dropped]) -> list[Span]:
    kept = []
    for index, line in enumerate(page_lines(document.text)):
        mark = chrome.BOOKMARK.match(line.text)
        if mark:
            dropped.append(_drop(document, line.start, line.start + mark.end(), "bookmark"))
            line = Span(line.text[mark.end() :], line.start + mark.end(), line.end, line.after_gap)
        rule = chrome.chrome_rule(line.text)
        if (
            index < HEAD_LINES
            and not rule
            and chrome.is_teaser(line.text, document.text[line.end :])
        ):
            rule = "teaser"
        if rule:
            dropped.append(_drop(document, line.start, line.end, rule))
        elif line.text:
            kept.append(line)
    return kept


def _blanked(text: str, dropped: Sequence[Dropped]) -> str:
    """The text with line breaks in the place of what was dropped, so that offsets stay true."""
    pieces, last = [], 0
    for piece in sorted(dropped, key=lambda piece: piece.start):
        pieces += [text[last : piece.start], "\n" * (piece.end - piece.start)]
        last = piece.end
    return "".join([*pieces, text[last:]])


def _border(line: Span) -> re.Match[str] | None:
    if len(line.text) > 2 * HEAD_LENGTH:
        return None
    return next((found for pattern in BORDERS if (found := pattern.match(line.text))), None)


def _segments(
    document: Document, lines: Sequence[Span], dropped: list[Dropped]
) -> list[tuple[str | None, list[Span]]]:
    """The stretches between the borders of a compilation; without borders, the whole page."""
    marks = [(index, mark) for index, line in enumerate(lines) if (mark := _border(line))]
    if not marks:
        return [(None, list(lines))]
    top = list(lines[: marks[0][0]])
    if marks[0][1]["count"] in FIRST:
        dropped.extend(_drop(document, line.start, line.end, "front matter") for line in top)
        top = []
    segments: list[tuple[str | None, list[Span]]] = [(None, top)]
    ends = [index for index, _ in marks[1:]] + [len(lines)]
    for (index, mark), end in zip(marks, ends, strict=True):
        line, title = lines[index], mark["title"]
        dropped.append(_drop(document, line.start, line.end, "compilation mark"))
        full = line.text if title and line.text.startswith(title) else title
        segments.append((full, list(lines[index + 1 : end])))
    return [segment for segment in segments if segment[1]]


def _speech(
    document: Document,
    page: str,
    title: str | None,
    segment: list[Span],
    dropped: list[Dropped],
    speeches: list[SpeechText],
) -> None:
    """Append the speech of a segment, or drop a segment that has only a title and names."""
    head, body = _head_and_body(segment)
    lines = [*_head_lines(document, head, title, dropped), *_body_lines(page, body)]
    if not any(line.kind is LineKind.PARAGRAPH for line in lines):
        dropped.extend(_drop(document, line.start, line.end, "front matter") for line in lines)
        return
    titles = [line.text for line in lines if line.kind is LineKind.TITLE]
    start, end = segment[0].start, segment[-1].end
    previous = speeches[-1].end if speeches else 0
    around = tuple(piece for piece in dropped if previous <= piece.start < end)
    name = title or (titles[0] if titles else PurePosixPath(document.name).stem)
    speeches.append(
        SpeechText(document.name, len(speeches) + 1, name, tuple(lines), around, start, end)
    )


def _head_and_body(segment: list[Span]) -> tuple[list[Span], list[Span]]:
    """Title, names, date and salutation; then the text from its first sentence on."""
    for index, line in enumerate(segment[:HEAD_LINES]):
        if SALUTATION.match(line.text):
            return segment[: index + 1], segment[index + 1 :]
        trailing = TRAILING_SALUTATION.match(line.text)
        if trailing:
            cut = line.start + trailing.start("salutation")
            title = Span(trailing["title"], line.start, cut)
            salutation = Span(trailing["salutation"], cut, line.end)
            return [*segment[:index], title, salutation], segment[index + 1 :]
    for index, line in enumerate(segment):
        wide = re.search(rf"[{CJK}]", line.text)
        long = len(line.text) > (HEAD_LENGTH if wide else 2 * HEAD_LENGTH)
        if long or (re.search(r"[。！？；.!?;]$", line.text) and not DATE_LINE.match(line.text)):
            return segment[:index], segment[index:]
    return segment, []


def _head_lines(
    document: Document, head: list[Span], title: str | None, dropped: list[Dropped]
) -> list[Line]:
    """Title, byline and salutation; a title that is repeated and what stands above it go."""
    lines: list[Line] = []
    seen = {_bare(title)} if title else set()
    for line in head:
        label = TITLE_LABEL.match(line.text)
        text = line.text[label.end() :] if label else line.text
        if SALUTATION.match(text):
            kind = LineKind.SALUTATION
        elif label or (TITLE_WORD.search(text) and not DAY.search(text)):
            if _bare(text) in seen:
                dropped.append(_drop(document, line.start, line.end, "repeated title"))
                continue
            seen.add(_bare(text))
            kind = LineKind.TITLE
        else:
            kind = LineKind.BYLINE
        lines.append(Line(kind, line.text, line.start, line.end))
    if not seen and lines and lines[0].kind is LineKind.BYLINE:
        first = lines[0]
        lines[0] = Line(LineKind.TITLE, first.text, first.start, first.end)
    return lines


def _bare(text: str | None) -> str:
    return re.sub(r"[\W_]+", "", text or "")


def _body_lines(page: str, body: list[Span]) -> list[Line]:
    lines: list[Line] = []
    number = 0
    for joined in join_lines(body, page):
        if is_heading(joined.text):
            lines.append(Line(LineKind.HEADING, joined.text, joined.start, joined.end))
            continue
        for span in open_items(joined, page):
            kind = LineKind.REMARK if is_remark(span.text) else LineKind.PARAGRAPH
            count = None
            if kind is LineKind.PARAGRAPH:
                number += 1
                count = number
            lines.append(Line(kind, span.text, span.start, span.end, count))
    return lines


def is_remark(text: str) -> bool:
    """Whether a line is too short to be compared (谢谢大家！)."""
    wide = len(re.findall(rf"[{CJK}]", text))
    return (wide or 3 * len(text.split())) < REMARK_LENGTH

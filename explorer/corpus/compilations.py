"""Finds the borders between the speeches of a compilation, and only there.

A numbered line (第二篇：…, 篇1) may be a chapter of one text, too. It is a border where a speech's
title, a salutation or a repeated title stands with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from explorer.corpus.heads import HEAD_LENGTH, HEAD_LINES, SPEECH_WORD, is_salutation, is_sentence
from explorer.corpus.page_lines import NUMERAL, Span

COUNT = rf"(?P<count>{NUMERAL}|\d{{1,3}})"
MARKS = (
    re.compile(rf"^第{COUNT}篇(?:\s*[：:、]\s*|\s+|$)(?P<title>.*)$"),
    re.compile(rf"^[【\[]?(?:篇|范文|例文)\s*{COUNT}\s*[】\]]?\s*[：:、]?\s*(?P<title>.{{0,60}})$"),
    re.compile(rf"^(?P<title>.{{2,50}}?)\s*[（(【]?(?:篇|范文|例文)\s*{COUNT}\s*[）)】]?$"),
    re.compile(rf"^(?P<title>.{{2,50}}?)\s*[（(]之{COUNT}[）)]$"),
    re.compile(
        rf"^(?P<title>.{{0,46}}(?:{SPEECH_WORD.pattern}).{{0,4}}?)(?:之|\s*[（(]){COUNT}[）)]?$"
    ),
    re.compile(rf"^(?P<title>)[（(]?{COUNT}[）)]?$"),
    re.compile(rf"^(?P<title>Part\s+{COUNT})(?:[.:].{{0,60}})?$", re.IGNORECASE),
    re.compile(rf"^(?P<title>.{{0,50}}?(?:讲话稿?|致辞|发言稿?|演讲稿?)){COUNT}$"),
    re.compile(rf"^(?P<title>(?:Speech|Address)\s+{COUNT})(?:[.:].{{0,60}})?$", re.IGNORECASE),
)
"""Lines that may begin another speech; ``title`` is what they say of it."""
FIRST = frozenset({"一", "1", "01"})
"""Counts of the first speech; what stands above its mark is the compiler's, not a speech."""
FRONT_LENGTH = 1_500
"""Characters; a longer text above the first mark, or one with a salutation, is a speech."""
SUMMARY_LENGTH = 300
"""Characters that a site's summary above the title of a speech has at most."""
SALUTATION_LINES = 6
"""A salutation within so many lines below a mark or a title belongs to it."""
TITLE_END = re.compile(r"(?:讲话|致[辞词]|发言|演讲|[献贺]词)稿?(?:[（(].{1,12}[）)])?$")
LISTED = re.compile(rf"^(?:{NUMERAL}[、.]|\d{{1,2}}[、.．\s]|[（(].{{1,3}}[）)])?\s*|[\s.…·]+\d*$")


@dataclass(frozen=True, slots=True)
class Segment:
    """The lines of one speech, below the mark that the compiler set before it."""

    lines: list[Span]
    mark: Span | None = None
    title: str | None = None


def cut_compilation(lines: Sequence[Span]) -> tuple[list[Segment], list[Span]]:
    """The segments of a page, and the compiler's front matter; one segment where it is one text."""
    numbered = _numbered(lines)
    if numbered:
        return _by_marks(lines, numbered)
    titles = _listed(lines) or _greeted(lines)
    if not titles:
        return [Segment(list(lines))], []
    front = list(lines[: titles[0]])
    ends = [*titles[1:], len(lines)]
    segments = [Segment(list(lines[start:end])) for start, end in zip(titles, ends, strict=True)]
    if sum(len(line.text) for line in front) > SUMMARY_LENGTH:
        return [Segment(front), *segments], []
    return segments, front


def bare(text: str | None) -> str:
    """Letters and figures only, so that titles can be compared."""
    return re.sub(r"[\W_]+", "", text or "")


Mark = tuple[int, re.Match[str]]


def _numbered(lines: Sequence[Span]) -> list[Mark]:
    """The marks of the style that has most confirmed borders; none where most are chapters."""
    best: list[Mark] = []
    most = 0
    for pattern in MARKS:
        marks = [
            (index, found)
            for index, line in enumerate(lines)
            if len(line.text) <= 2 * HEAD_LENGTH and (found := pattern.match(line.text))
        ]
        ends = [index for index, _ in marks[1:]] + [len(lines)]
        proofs = [
            _is_speech(found, lines[index + 1 : end])
            for (index, found), end in zip(marks, ends, strict=False)
            if end > index + 1  # an entry of the table of contents has no text below it
        ]
        if sum(proofs) > most and 2 * sum(proofs) >= len(proofs):
            best, most = marks, sum(proofs)
    return best


def _is_speech(mark: re.Match[str], segment: Sequence[Span]) -> bool:
    title = bare(mark["title"])
    return bool(
        SPEECH_WORD.search(mark.string)
        or any(is_salutation(line.text) for line in segment[:SALUTATION_LINES])
        or any(title and bare(line.text) == title for line in segment[:3])
    )


def _by_marks(lines: Sequence[Span], marks: Sequence[Mark]) -> tuple[list[Segment], list[Span]]:
    front = list(lines[: marks[0][0]])
    segments = []
    compilers = marks[0][1]["count"] in FIRST and sum(len(one.text) for one in front) < FRONT_LENGTH
    if not compilers or any(is_salutation(line.text) for line in front):
        segments, front = [Segment(front)] if front else [], []
    ends = [index for index, _ in marks[1:]] + [len(lines)]
    for (index, mark), end in zip(marks, ends, strict=True):
        line, title = lines[index], mark["title"]
        full = line.text if title and line.text.startswith(title) else title
        segments.append(Segment(list(lines[index + 1 : end]), line, full))
    return segments, front


def _listed(lines: Sequence[Span]) -> list[int]:
    """Where the titles of a table of contents stand again, if they are titles of speeches."""
    top = next(
        (at for at, line in enumerate(lines) if is_sentence(line.text) or is_salutation(line.text)),
        len(lines),
    )
    entries = {bare(LISTED.sub("", line.text)) for line in lines[:top]}
    entries = {entry for entry in entries if len(entry) >= 4 and SPEECH_WORD.search(entry)}
    last = {
        entry: index
        for index, line in enumerate(lines)
        if len(line.text) <= HEAD_LENGTH and (entry := bare(LISTED.sub("", line.text))) in entries
    }
    borders = sorted(last.values())
    below = [border for border in borders if border >= top]
    return borders if below and _all_hold_text(lines, borders) else []


def _greeted(lines: Sequence[Span]) -> list[int]:
    """Where a title of a speech and a salutation stand, if that is so more than once."""
    borders: list[int] = []
    for index, line in enumerate(lines):
        if line.text[-1:] in "：:" and is_salutation(line.text):
            borders.extend(_title_above(lines, index))
    if borders and any(is_sentence(line.text) for line in lines[: borders[0]][:HEAD_LINES]):
        return borders
    return borders if len(borders) > 1 and _all_hold_text(lines, borders) else []


def _title_above(lines: Sequence[Span], salutation: int) -> Iterator[int]:
    """The first line of the title that stands with a salutation, where there is one."""
    for index in range(salutation - 1, max(-1, salutation - SALUTATION_LINES), -1):
        if is_sentence(lines[index].text) or is_salutation(lines[index].text):
            return
        if TITLE_END.search(lines[index].text):
            while index and bare(lines[index - 1].text) == bare(lines[index].text):
                index -= 1
            yield index
            return


def _all_hold_text(lines: Sequence[Span], borders: Sequence[int]) -> bool:
    ends = [*borders[1:], len(lines)]
    return len(borders) > 1 and all(
        any(is_sentence(line.text) for line in lines[start:end])
        for start, end in zip(borders, ends, strict=True)
    )

"""The year of a speech: what is printed on the page, and what kind of date that is.

A date of delivery (head of the page, signature, title, file name) states the year. A date of
posting only says that the speech is not later. A report that looks back on year N is of N + 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from explorer.records import Dating, Evidence, LineKind, SpeechText, YearStatus

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Figures outside these years are not read as years."""

YEAR = r"(?<!\d)((?:19|20)\d{2})(?!\d)"
FILE_YEAR = re.compile(r"(?<![0-9A-Za-z])((?:19|20)\d{2})(?![0-9A-Za-z])")  # not 664d1943db
HAN_DIGITS = {digit: str(value) for value, digit in enumerate("〇一二三四五六七八九")} | {
    "○": "0",
    "零": "0",
    "Ｏ": "0",
    "０": "0",
}
HAN_YEAR = re.compile(r"([一二][〇○零Ｏ一二三四五六七八九]{3})年")
PRINTED = re.compile(rf"{YEAR}\s*(?:年|[./-]\d{{1,2}}|$|\)|）|,|\s)|\b(?:in|de|,)\s*{YEAR}")
POSTED = re.compile(
    rf"(?:发布|更新|发表|上传)(?:时间|日期)[：:]\s*{YEAR}|^(?:日期|时间)[：:]\s*{YEAR}"
)
LOOKING_BACK = re.compile(
    rf"{YEAR}年(?:政府)?(?:的)?(?:主要)?(?:工作(?:的)?(?:回顾|情况)|主要工作回顾)"
)
SIGNATURE = re.compile(rf"^[（(]?{YEAR}年\d{{1,2}}月(?:\d{{1,2}}日)?[）)]?$")
SIGNATURE_LINES = 3
"""Last lines of a speech among which a bare date is its signature."""

DELIVERY, TITLE, FILE_NAME = "date of delivery", "title", "file name"
LOOKS_BACK, POSTING = "looks back on the year before", "date of posting"


def infer_dating(speech: SpeechText) -> Dating:
    """Stated year, bounds and status of a speech, with every clue as evidence.

    Clues that contradict each other make the dating *conflicting*; the bounds then hold them all.
    """
    clues = [(year, evidence) for year, evidence in _clues(speech) if _plausible(year)]
    evidence = tuple(clue for _, clue in clues)
    posted = min((year for year, clue in clues if clue.rule == POSTING), default=None)
    years = {rule: year for year, clue in reversed(clues) if (rule := clue.rule) != POSTING}
    if not years:
        return Dating(posted, None, posted, YearStatus.UNKNOWN, evidence)
    stated = next((years[rule] for rule in (DELIVERY, TITLE, FILE_NAME) if rule in years), None)
    earliest, latest = min(years.values()), max(years.values())
    if earliest != latest:
        return Dating(stated, earliest, latest, YearStatus.CONFLICTING, evidence)
    status = YearStatus.PROVED if LOOKS_BACK in years else YearStatus.STATED
    return Dating(stated, earliest, latest, status, evidence)


def _plausible(year: int) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR


def _clues(speech: SpeechText) -> Iterator[tuple[int, Evidence]]:
    """(year, evidence) of every clue, the first of each kind being the one that counts."""
    for line in speech.lines:
        if line.kind is LineKind.BYLINE and (year := printed_year(line.text)) is not None:
            yield year, Evidence(DELIVERY, line.text, line.start)
    for line in speech.lines[-SIGNATURE_LINES:]:
        if (signature := SIGNATURE.match(line.text)) is not None:
            yield int(signature[1]), Evidence(DELIVERY, line.text, line.start)
    if (year := printed_year(speech.title)) is not None:
        yield year, Evidence(TITLE, speech.title, _title_start(speech))
    yield from _reviews(speech)
    if speech.part == 1 and (year := file_name_year(speech.document)) is not None:
        yield year, Evidence(FILE_NAME, speech.document, 0)
    yield from _posting_dates(speech)


def _reviews(speech: SpeechText) -> Iterator[tuple[int, Evidence]]:
    """The year after the first one that the speech reviews."""
    for line in speech.lines:
        if (back := LOOKING_BACK.search(line.text)) is not None:
            yield int(back[1]) + 1, Evidence(LOOKS_BACK, back.group(), line.start + back.start())
            return


def _posting_dates(speech: SpeechText) -> Iterator[tuple[int, Evidence]]:
    for piece in speech.chrome:
        if (posted := POSTED.search(piece.text)) is not None:
            year = int(posted[1] or posted[2])
            yield year, Evidence(POSTING, posted.group(), piece.start + posted.start())


def printed_year(text: str) -> int | None:
    """The year that a title or a date line prints, in figures or in Han numerals."""
    han = HAN_YEAR.search(text)
    if han is not None:
        return int("".join(HAN_DIGITS[digit] for digit in han[1]))
    match = PRINTED.search(text)
    return None if match is None else int(match[1] or match[2])


def file_name_year(document: str) -> int | None:
    """The one year that the file's name, else the nearest folder's, contains."""
    path = PurePosixPath(document)
    for part in (path.stem, *reversed(path.parts[:-1])):
        years = {year for year in map(int, FILE_YEAR.findall(part)) if _plausible(year)}
        if len(years) == 1:
            return years.pop()
    return None


def _title_start(speech: SpeechText) -> int:
    return next((line.start for line in speech.lines if line.kind is LineKind.TITLE), speech.start)

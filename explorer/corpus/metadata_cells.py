"""What a cell of ``metadata.csv`` says: something, nothing, or that it is not known."""

from __future__ import annotations

import re
from datetime import date as calendar_date

from explorer.errors import CorpusError

UNKNOWN = "unknown"
"""In the place or year column: it is not known, whatever the text seems to say."""
UNKNOWN_WORDS = frozenset(
    "unknown unk n.d. n.d s.d. s.d undated unidentified 未知 不详 不詳 不明 未详 未詳 未明 "
    "无考 無考 desconocido desconocida inconnu inconnue unbekannt".split()
)
"""How catalogues write it, in lower case; a cell of question marks says it, too."""
NOTHING = frozenset(
    ("", "na", "n/a", "nan", "none", "null", "nil", "#n/a", "无", "無", "空", "待考", "待查", "tbd")
)
"""Cells that say nothing, as people, spreadsheets and R write them; dashes and points do, too."""
BRACKETS = " \t()[]{}<>（）【】［］〔〕《》〈〉\"'“”‘’"
MASKED_PLACE = re.compile(r"[xX×ｘＸ*＊＿_○〇□■]+[省市县縣区區州]?|某+[省市县縣区區州]?")
"""A place that the source masks, as whole cell: it tells no city apart."""
SILENT_IF_UNKNOWN = frozenset({"date", "language"})

DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
YEARS = re.compile(r"(\d{4})(?:\s*[-–]\s*(\d{4}))?")
LANGUAGE = re.compile(r"[a-z]{2,3}")
FIRST_YEAR = 1800
"""Earlier figures, and those above next year's, are mistakes in typing."""


def said(column: str, cell: str) -> str:
    """What a cell says: ``UNKNOWN`` or empty where it says no more, else its words.

    Only places and years can be unknown; in other columns the words are kept as they stand.
    """
    cell = cell.strip()
    if column == "path":
        return cell
    word = cell.strip(BRACKETS).lower()
    if word in NOTHING or not any(sign.isalnum() or sign in "?？*＊＿_×○□■" for sign in word):
        return ""
    if column not in ("place", "year", *SILENT_IF_UNKNOWN):
        return cell
    masked = column == "place" and MASKED_PLACE.fullmatch(word)
    if word in UNKNOWN_WORDS or masked or not word.strip("?？ "):
        return "" if column in SILENT_IF_UNKNOWN else UNKNOWN
    return cell


def years_of(year: str, date: str, where: str) -> tuple[int, int] | None:
    """The first and last year that the columns year and date say, or None.

    Args:
        year: what the column year says.
        date: what the column date says; its year counts where it lies within the other's range.
            Real collections have speeches of 2016 that were given in 2017: the year wins.
        where: file and line, for the error.

    Raises:
        CorpusError: a cell is malformed, or no year or day of the calendar.
    """
    years = None
    if year and year != UNKNOWN:
        match = YEARS.fullmatch(year)
        years = (int(match[1]), int(match[2] or match[1])) if match else None
        if years is None or years[1] < years[0]:
            raise CorpusError(
                f"{where} year: {year!r} is no year; write 2012, 2010-2012 or {UNKNOWN}."
            )
        _check_year(years[0], f"{where} year: {year!r}")
        _check_year(years[1], f"{where} year: {year!r}")
    if not date:
        return years
    day = _date(date, where)
    _check_year(day.year, f"{where} date: {date!r}")
    if year == UNKNOWN or (years is not None and not years[0] <= day.year <= years[1]):
        return years
    return day.year, day.year


def _date(date: str, where: str) -> calendar_date:
    match = DATE.fullmatch(date)
    try:
        if match is not None:
            return calendar_date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:  # such as 2012-13-45; told as what has no form of a date
        pass
    raise CorpusError(f"{where} date: {date!r} is no date; write 2012-03-01, 2012-03 or 2012.")


def _check_year(year: int, what: str) -> None:
    last = calendar_date.today().year + 1
    if not FIRST_YEAR <= year <= last:
        raise CorpusError(f"{what} is not within {FIRST_YEAR}-{last}; correct it.")


def language_of(language: str, where: str) -> str:
    """The code of a language, or empty.

    Raises:
        CorpusError: it is none.
    """
    if language and not LANGUAGE.fullmatch(language):
        raise CorpusError(f"{where} language: {language!r} is no code; write zh, en ...")
    return language

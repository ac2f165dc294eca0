"""The years that a page prints about its speech: in date lines, signature, title and file name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from explorer.corpus.files import telling_names
from explorer.corpus.printed_years import review_heading
from explorer.corpus.year_words import FIGURE_YEAR, SPAN, N, in_figures, in_western_years, number
from explorer.records import Evidence, Line, LineKind, SpeechText

Clue = tuple[int, Evidence]

FIRST_YEAR = 1900
"""Figures below this, and above next year's, are not read as years."""
DELIVERY, TITLE, FILE_NAME = "date of delivery", "title", "file name"
LOOKS_BACK, POSTING = "looks back on the year before", "date of posting"
AWAITED = "year ahead in the title"

PRINTED = re.compile(FIGURE_YEAR)
AFTER_PRINTED = re.compile(r"\s*(?:年|[./-]\d{1,2}(?!\d)|$|[)）\],，:])")
NOT_BEFORE = re.compile(
    rf"(?:(?:19|20)\d{{2}}{SPAN}|(?:Vision|Visión|Agenda|Horizonte|Plan|Goals?|by|since|until|from|to)"
    r"\s|(?:纪念|缅怀|追忆|重温|回顾|回望|总结|根据|依据|按照|依照|自|从|截至)[《了]?)$",
    re.IGNORECASE,
)
"""What makes the year after it an event's, a source's or a span's."""
AHEAD_BEFORE = re.compile(
    r"(?:迎接|喜迎|筹备|备战|筹办|申办|面向|展望|迈向|走向|奔向|部署|安排|谋划|实现)[《了]?$"
)
"""What makes the year after it one that the speech looks ahead to."""
NOT_AFTER = re.compile(
    rf"{SPAN}(?:19|20)?\d{{2}}(?!\d|[-/.月])|年?(?:度|以来|[以之]?前|底前|远景|愿景|目标|碳|规划)|"
    r"年(?:上半年|下半年)?[^，。；\d]{0,24}(?:回顾|总结|情况|决算|审计|述职)|"
    r"年\s*(?:\d{1,2}\s*月)?\s*(?:\d{1,2}\s*日)?\s*"
    r"(?:出生|[生起](?=[，,、；）)\s]|$)|[起担]?任(?!务)|当选|毕业|入党|参加工作|通过|颁布|印发|施行)"
)
"""What follows a year that is a span's, a plan's aim, of a life, or under review (执行情况)."""
EVENT_JUBILEE = re.compile(rf"年(?:(?!庆祝|纪念)[^，。；\d]){{0,20}}?{N}周年")
IN_BYLINE = re.compile(
    r"\s*年(?:\s*[\d一二三四五六七八九十]{1,2}\s*月|\s*$|\s*[)）\]，,]|[^，。；]{0,30}会)|"
    r"\s*[^\s年]|\s*$"
)
"""What follows the year of a date line: names of laws and offices hold years, too."""
NOT_DELIVERY = re.compile(
    r"发布|更新|发表|上传|印发|施行|生效|来源|点击|阅读|Posted|Published|Updated|Publicado",
    re.IGNORECASE,
)
POSTED = re.compile(
    rf"(?:发布|更新|发表|上传)(?:时间|日期)[：:]\s*{FIGURE_YEAR}|"
    rf"^(?:日期|时间)[：:]\s*{FIGURE_YEAR}|"
    rf"^{FIGURE_YEAR}[-/.年]\d{{1,2}}[-/.月]\d{{1,2}}日?\s+\d{{1,2}}:|"
    rf"^(?:Posted|Published|Last (?:updated|modified)|Publicado)\b.{{0,40}}?{FIGURE_YEAR}",
    re.IGNORECASE,
)
TIME_LABEL = re.compile(r"^(?:日期|时间)[：:]")
CLOCK = re.compile(r"\d{1,2}[:：]\d{2}")
MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
)
SIGNATURE = re.compile(
    rf"[（(]?(?P<who>[^\d，。；：:！？、]{{0,24}}?){FIGURE_YEAR}"
    r"(?:年[\d一二三四五六七八九十]{1,2}月(?:[\d一二三四五六七八九十]{1,3}日)?|"
    r"(?P<mark>[-./])\d{1,2}(?P=mark)\d{1,2})"
    r"(?:[，,]?(?:星期|周)[一二三四五六日天])?(?:于[^\d，。；：:]{1,12})?[）)]?$|"
    rf"\(?(?:\d{{1,2}}(?:de)?)?(?:{MONTHS})(?:\d{{1,2}},|,|de)?((?:19|20)\d{{2}})\)?\.?$",
    re.IGNORECASE,
)
SIGNED_BY = re.compile(r"(?:公元|府|委|会|局|办|室|厅|部|处|院|社|校|公司)$")
NOT_SIGNED = re.compile(r"[于自从至到截迄在]$")
SIGNATURE_LINES = 3
"""Last lines of a speech among which a bare date is its signature."""
FILE_YEAR = re.compile(r"(?<![0-9A-Za-z])((?:19|20)\d{2})(?![0-9A-Za-z])")  # not 664d1943db
FILE_DAY = re.compile(
    r"(?<![0-9A-Za-z])((?:19|20)\d{2})(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?![0-9A-Za-z])"
)
WORDS = re.compile(r"[^\W\d_]{2}")
MACHINE_NAME = re.compile(r"img|scan|download|crawl|export|backup|copy|page", re.IGNORECASE)


def page_clues(speech: SpeechText) -> list[Clue]:
    """Each year that a page prints, with its evidence; the first of a kind is believed."""
    return [clue for clue in _clues(speech) if _plausible(clue[0])]


def _plausible(year: int) -> bool:
    return FIRST_YEAR <= year <= date.today().year + 1


def _clues(speech: SpeechText) -> Iterator[Clue]:
    for line in speech.lines:
        if line.kind is LineKind.BYLINE and not NOT_DELIVERY.search(line.text):
            if (year := printed_year(line.text, byline=True)) is not None:
                yield year, Evidence(DELIVERY, line.text, line.start)
    yield from _labelled_dates(speech)
    for line in speech.lines[-SIGNATURE_LINES:]:
        if (year := _signed(line.text)) is not None:
            yield year, Evidence(DELIVERY, line.text, line.start)
    if (year := printed_year(speech.title)) is not None:
        yield year, Evidence(TITLE, speech.title, _title_start(speech))
    elif (year := awaited_year(speech.title)) is not None:
        yield year, Evidence(AWAITED, speech.title, _title_start(speech))
    yield from _reviews(speech)
    if (year := file_name_year(speech.document, first=speech.part == 1)) is not None:
        yield year, Evidence(FILE_NAME, speech.document, 0)
    yield from _posting_dates(speech)


def _signed(text: str) -> int | None:
    """The year of a bare date, or of one with an office or a name parted from it in front."""
    figures = in_western_years(text)
    found = SIGNATURE.match(re.sub(r"\s+", "", figures))
    if found is None or NOT_DELIVERY.search(text):
        return None
    if who := found["who"]:
        parted = re.search(r"[^\s\d（(]\s+(?:19|20)\d{2}", figures) or SIGNED_BY.search(who)
        if not parted or NOT_SIGNED.search(who):
            return None
    return int(found[2] or found[4])


def _labelled_dates(speech: SpeechText) -> Iterator[Clue]:
    """Dates labelled as time under the title; with a clock, or elsewhere, they are a posting's."""
    for text, start in _date_places(speech):
        if _is_delivery(speech, text, start):
            found = PRINTED.search(in_western_years(text))
            if found is not None:
                yield int(found[1]), Evidence(DELIVERY, text, start)


def _is_delivery(speech: SpeechText, text: str, start: int) -> bool:
    label = TIME_LABEL.match(text)
    if label is None or NOT_DELIVERY.search(text) or CLOCK.search(text, label.end()):
        return False
    title = next((line for line in speech.lines if line.kind is LineKind.TITLE), None)
    body = next((line for line in speech.lines if not _is_head(line)), None)
    return title is not None and body is not None and title.start < start < body.start


def _is_head(line: Line) -> bool:
    return line.kind in (LineKind.TITLE, LineKind.BYLINE, LineKind.SALUTATION)


def _reviews(speech: SpeechText) -> Iterator[Clue]:
    """The first heading that reviews a year, which dates the speech to the next."""
    for line in speech.lines:
        if (back := review_heading(in_figures(line.text))) is not None:
            quote = line.text[back.start(1) : back.end()]
            yield int(back[1]) + 1, Evidence(LOOKS_BACK, quote, line.start + back.start(1))
            return


def _posting_dates(speech: SpeechText) -> Iterator[Clue]:
    for text, start in _date_places(speech):
        posted = POSTED.search(in_figures(text))
        if posted is not None and not _is_delivery(speech, text, start):
            year = int(next(filter(None, posted.groups())))
            quote = text[posted.start() : posted.end()]
            yield year, Evidence(POSTING, quote, start + posted.start())


def _date_places(speech: SpeechText) -> Iterator[tuple[str, int]]:
    yield from ((piece.text, piece.start) for piece in speech.chrome)
    yield from ((line.text, line.start) for line in speech.lines if line.kind is LineKind.BYLINE)


def printed_year(text: str, *, byline: bool = False) -> int | None:
    """The year that a title or a date line prints, in figures, in Han numerals or by an era.

    None where the year is the one under review, the aim of a plan, an event's, part of a span of
    years or, in a ``byline``, part of a name (2008年市委决定).
    """
    figures = in_western_years(text)
    for found in PRINTED.finditer(figures):
        before, after = figures[: found.start()], figures[found.end() :]
        if NOT_BEFORE.search(before) or NOT_AFTER.match(after) or AHEAD_BEFORE.search(before):
            continue
        if _is_event(int(found[1]), after) or (byline and not IN_BYLINE.match(after)):
            continue
        if not before.strip() or AFTER_PRINTED.match(after):
            return int(found[1])
    return None


def _is_event(year: int, after: str) -> bool:
    """Whether an anniversary may be that year's: 2008年地震十周年, but not 2019年国庆70周年.

    The seventieth of 2019 lies in the future, so 2019 is the year of the celebration.
    """
    jubilee = EVENT_JUBILEE.match(after)
    return jubilee is not None and _plausible(year + number(jubilee[1]))


def awaited_year(title: str) -> int | None:
    """The year that a title looks ahead to (迎接2010年), after which it is not spoken."""
    figures = in_western_years(title)
    for found in PRINTED.finditer(figures):
        if AHEAD_BEFORE.search(figures[: found.start()]) and figures[found.end() :][:1] == "年":
            return int(found[1])
    return None


def file_name_year(document: str, *, first: bool = True) -> int | None:
    """The one year that the file's name, else the nearest folder's, contains.

    A whole date counts beside words only; alone it is the day of a download.
    """
    for name in telling_names(document, first=first):
        found = FILE_YEAR.findall(name)
        if WORDS.search(name) and not MACHINE_NAME.search(name):
            found += FILE_DAY.findall(name)
        years = {year for year in map(int, found) if _plausible(year)}
        if len(years) == 1:
            return years.pop()
    return None


def _title_start(speech: SpeechText) -> int:
    return next((line.start for line in speech.lines if line.kind is LineKind.TITLE), speech.start)

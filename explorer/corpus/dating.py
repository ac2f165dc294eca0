"""The year of a speech: what is printed on the page, and what kind of date that is.

A date of delivery (head of the page, signature, title, file name) states the year. A date of
posting only says that the speech is not later. Sites rewrite printed years, so dated facts that the
text speaks of overrule them. A report that looks back on year N is of N + 1. The
year that a report reviews, and a year that a plan aims at, are not the year of the speech.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from explorer.corpus.bounds import Bound, Reconciled, Weight, reconcile
from explorer.corpus.eras import content_bounds
from explorer.corpus.files import METADATA_FILE, telling_names
from explorer.corpus.metadata import UNKNOWN, Known
from explorer.corpus.printed_years import review_heading
from explorer.records import Dating, Evidence, LineKind, SpeechText, YearStatus

FIRST_YEAR = 1900
"""Figures below this, and above next year's, are not read as years."""

YEAR = r"(?<![\d.])((?:19|20)\d{2})(?!\d)"
FILE_YEAR = re.compile(r"(?<![0-9A-Za-z])((?:19|20)\d{2})(?![0-9A-Za-z])")  # not 664d1943db
HAN_YEAR = re.compile(r"[一二][〇○零ＯOo0０一二三四五六七八九]{3}(?=年)")
FIGURES = str.maketrans(
    "０１２３４５６７８９〇○零ＯOo一二三四五六七八九", "0123456789000000123456789"
)
WIDE_FIGURES = str.maketrans("０１２３４５６７８９", "0123456789")

PRINTED = re.compile(YEAR)
SPAN = r"年?\s*[-—－–~～至到]{1,2}\s*"
AFTER_PRINTED = re.compile(r"\s*(?:年|[./-]\d{1,2}(?!\d)|$|[)）\],，:])")
NOT_BEFORE = re.compile(
    rf"(?:(?:19|20)\d{{2}}{SPAN}|(?:Vision|Visión|Agenda|Horizonte|Plan|Goals?|by|since|until|from|to)"
    r"\s)$",
    re.IGNORECASE,
)
NOT_AFTER = re.compile(
    rf"{SPAN}(?:19|20)?\d{{2}}(?!\d|[-/.月])|年?(?:度|以来|[以之]?前|底前|远景|愿景|目标|碳|规划)|"
    r"年(?:上半年|下半年)?[^，。；\d]{0,24}(?:回顾|总结|情况|决算|审计|述职)"
)
"""What follows a year that is a span's, a plan's aim, or under review (2023年…执行情况)."""
NOT_DELIVERY = re.compile(
    r"发布|更新|发表|上传|施行|生效|来源|点击|阅读|Posted|Published|Updated|Publicado",
    re.IGNORECASE,
)
POSTED = re.compile(
    rf"(?:发布|更新|发表|上传)(?:时间|日期)[：:]\s*{YEAR}|^(?:日期|时间)[：:]\s*{YEAR}|"
    rf"^{YEAR}[-/.年]\d{{1,2}}[-/.月]\d{{1,2}}日?\s+\d{{1,2}}:|"
    rf"^(?:Posted|Published|Last (?:updated|modified)|Publicado)\b.{{0,40}}?{YEAR}",
    re.IGNORECASE,
)
MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
)
SIGNATURE = re.compile(
    rf"[（(]?{YEAR}年[\d一二三四五六七八九十]{{1,2}}月(?:[\d一二三四五六七八九十]{{1,3}}日)?[）)]?$|"
    rf"\(?(?:\d{{1,2}}(?:de)?)?(?:{MONTHS})(?:\d{{1,2}},|,|de)?((?:19|20)\d{{2}})\)?\.?$",
    re.IGNORECASE,
)
SIGNATURE_LINES = 3
"""Last lines of a speech among which a bare date is its signature."""

MOST_PROOF = 4
"""Pieces of evidence for the bounds that are kept with a speech."""
DELIVERY, TITLE, FILE_NAME = "date of delivery", "title", "file name"
LOOKS_BACK, POSTING = "looks back on the year before", "date of posting"


def infer_dating(speech: SpeechText) -> Dating:
    """Stated year, bounds and status of a speech, with every clue as evidence.

    What the page prints is believed as far as the dated facts that the text speaks of allow it;
    where they do not, the dating is *conflicting* and the facts set the bounds. Without a printed
    year the facts alone bound the speech (*proved*). Printed years that contradict each other make
    it conflicting, too, and the bounds then hold them all.
    """
    printed = _printed([clue for clue in _clues(speech) if _plausible(clue[0])])
    bounds = list(_bounds(speech))
    facts = reconcile(bound for bound in bounds if bound.weight > Weight.PRINTED)
    if printed.status is not YearStatus.UNKNOWN:
        return _within(printed, facts)
    # Years that the running text prints are heard last, so facts silence those that were rewritten.
    settled = reconcile(bounds)
    dating = _within(printed, settled)
    by_facts = (settled.earliest, settled.latest) == (facts.earliest, facts.latest)
    if dating.status is YearStatus.PROVED and not by_facts:
        return replace(dating, status=YearStatus.STATED)
    return dating


def _printed(clues: list[tuple[int, Evidence]]) -> Dating:
    """What the page alone says."""
    evidence = tuple(clue for _, clue in clues)
    posted = min((year for year, clue in clues if clue.rule == POSTING), default=None)
    years = {rule: year for year, clue in reversed(clues) if (rule := clue.rule) != POSTING}
    if not years:
        return Dating(posted, None, posted, YearStatus.UNKNOWN, evidence)
    stated = next((years[rule] for rule in (DELIVERY, TITLE, FILE_NAME) if rule in years), None)
    earliest, latest = min(years.values()), max(years.values())
    if posted is not None and posted < latest:  # nothing is posted before it is said
        earliest = min(earliest, posted)
    if earliest != latest:
        return Dating(stated, earliest, latest, YearStatus.CONFLICTING, evidence)
    status = YearStatus.PROVED if LOOKS_BACK in years else YearStatus.STATED
    return Dating(stated, earliest, latest, status, evidence)


def _within(printed: Dating, settled: Reconciled) -> Dating:
    """The printed dating as far as the bounds of the content allow it."""
    first, last = settled.earliest, settled.latest
    if first is None and last is None:
        return printed
    ends = {"earliest": first, "latest": last}
    proof = [bound.evidence for bound in settled.kept if bound.year == ends[bound.side]]
    evidence = (*printed.evidence, *proof[:MOST_PROOF])
    lower = max((year for year in (printed.earliest, first) if year is not None), default=None)
    upper = min((year for year in (printed.latest, last) if year is not None), default=None)
    impossible = lower is not None and upper is not None and lower > upper
    if printed.status is YearStatus.UNKNOWN:  # no year of its own, perhaps a date of posting
        refuted = printed.stated is not None and last is not None and printed.stated > last
        status = YearStatus.CONFLICTING if refuted or impossible else YearStatus.PROVED
        upper = last if impossible else upper
        return Dating(printed.stated, lower, upper, status, evidence)
    if impossible:
        return Dating(printed.stated, first, last, YearStatus.CONFLICTING, evidence)
    stated_out = printed.stated is not None and not (
        (first is None or printed.stated >= first) and (last is None or printed.stated <= last)
    )
    status = YearStatus.CONFLICTING if stated_out else printed.status
    return Dating(printed.stated, lower, upper, status, evidence)


def _bounds(speech: SpeechText) -> Iterator[Bound]:
    """The bounds that the speech's content sets; their evidence counts the document's characters.

    Within a line that was joined out of several the place is that of its beginning.
    """
    places, at, texts = [], 0, []
    for line in speech.lines:
        places.append((at, line.start))
        texts.append(line.text)
        at += len(line.text) + 1
    starts = [start for start, _ in places]
    for bound in content_bounds("\n".join(texts)):
        begun, start = places[bisect_right(starts, bound.evidence.start) - 1]
        where = start + bound.evidence.start - begun
        yield replace(bound, evidence=replace(bound.evidence, start=where))


def known_dating(known: Known, inferred: Dating) -> Dating:
    """The years that the user knows, or the inferred ones where they know none."""
    if known.no_year:
        evidence = (Evidence(METADATA_FILE, UNKNOWN, 0), *inferred.evidence)
        return Dating(inferred.stated, None, None, YearStatus.UNKNOWN, evidence)
    if known.years is None:
        return inferred
    first, last = known.years
    quote = str(first) if first == last else f"{first}-{last}"
    evidence = (Evidence(METADATA_FILE, quote, 0), *inferred.evidence)
    stated = first if first == last and inferred.stated is None else inferred.stated
    return Dating(stated, first, last, YearStatus.STATED, evidence)


def overruled(dating: Dating) -> bool:
    """Whether a printed year lies outside the years that the user knows."""
    first, last = dating.earliest, dating.latest
    by_user = bool(dating.evidence) and dating.evidence[0].rule == METADATA_FILE
    if not by_user or dating.stated is None or first is None or last is None:
        return False
    return not first <= dating.stated <= last


def _plausible(year: int) -> bool:
    return FIRST_YEAR <= year <= date.today().year + 1


def _clues(speech: SpeechText) -> Iterator[tuple[int, Evidence]]:
    """(year, evidence) of every clue, the first of each kind being the one that counts."""
    for line in speech.lines:
        if line.kind is LineKind.BYLINE and not NOT_DELIVERY.search(line.text):
            if (year := printed_year(line.text)) is not None:
                yield year, Evidence(DELIVERY, line.text, line.start)
    for line in speech.lines[-SIGNATURE_LINES:]:
        if (signature := SIGNATURE.match(re.sub(r"\s+", "", _in_figures(line.text)))) is not None:
            yield int(signature[1] or signature[2]), Evidence(DELIVERY, line.text, line.start)
    if (year := printed_year(speech.title)) is not None:
        yield year, Evidence(TITLE, speech.title, _title_start(speech))
    yield from _reviews(speech)
    if (year := file_name_year(speech.document, first=speech.part == 1)) is not None:
        yield year, Evidence(FILE_NAME, speech.document, 0)
    yield from _posting_dates(speech)


def _reviews(speech: SpeechText) -> Iterator[tuple[int, Evidence]]:
    """The year after the first one that the speech reviews."""
    for line in speech.lines:
        if (back := review_heading(_in_figures(line.text))) is not None:
            quote = line.text[back.start(1) : back.end()]
            yield int(back[1]) + 1, Evidence(LOOKS_BACK, quote, line.start + back.start(1))
            return


def _posting_dates(speech: SpeechText) -> Iterator[tuple[int, Evidence]]:
    bylines = [line for line in speech.lines if line.kind is LineKind.BYLINE]
    places = [(piece.text, piece.start) for piece in speech.chrome]
    places += [(line.text, line.start) for line in bylines]
    for text, start in places:
        if (posted := POSTED.search(_in_figures(text))) is not None:
            year = int(next(filter(None, posted.groups())))
            quote = text[posted.start() : posted.end()]
            yield year, Evidence(POSTING, quote, start + posted.start())


def printed_year(text: str) -> int | None:
    """The year that a title or a date line prints, in figures or in Han numerals.

    None where the year is the one under review, the aim of a plan, or part of a span of years.
    """
    figures = _in_figures(text)
    for found in PRINTED.finditer(figures):
        before, after = figures[: found.start()], figures[found.end() :]
        if NOT_BEFORE.search(before) or NOT_AFTER.match(after):
            continue
        if not before.strip() or AFTER_PRINTED.match(after):
            return int(found[1])
    return None


def _in_figures(text: str) -> str:
    """The text with years in Han numerals and full-width figures as ASCII, of the same length."""
    text = text.translate(WIDE_FIGURES)
    return HAN_YEAR.sub(lambda found: found.group().translate(FIGURES), text)


def file_name_year(document: str, *, first: bool = True) -> int | None:
    """The one year that the file's name, else the nearest folder's, contains."""
    for name in telling_names(document, first=first):
        years = {year for year in map(int, FILE_YEAR.findall(name)) if _plausible(year)}
        if len(years) == 1:
            return years.pop()
    return None


def _title_start(speech: SpeechText) -> int:
    return next((line.start for line in speech.lines if line.kind is LineKind.TITLE), speech.start)

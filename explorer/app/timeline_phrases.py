"""A timeline in one plain sentence: it tells of this corpus only, and of no year that is unsure."""

from __future__ import annotations

from explorer.analysis.timeline import Occurrence, Timeline
from explorer.app import phrases
from explorer.app.direction import isolated
from explorer.app.lookups import Stock
from explorer.app.texts import join, say

TITLE = 24
"""Characters of a title that stands for a city."""
QUOTED = 40
"""Characters quoted of a formula."""
NAMED = 3
"""Places that may be the earliest and are named."""


def sentence(lang: str, told: Timeline, own: str | None) -> str:
    """In how many places, between which years, who may be the earliest, how long it took.

    ``own`` is the id of the passage itself, where it is one of the occurrences.
    """
    others = [one for one in told.occurrences if one.paragraph.id != own]
    end = "。" if lang == "zh" else "."
    space = "" if lang == "zh" else " "
    if not others:
        return say(lang, "timeline.alone.text" if own is None else "timeline.alone")
    parts = [say(lang, "timeline.found", where=_where(lang, told)), *_when(lang, told)]
    text = ("；" if lang == "zh" else "; ").join(parts) + end
    if told.further:
        text += space + say(lang, "timeline.further", n=told.further)
    return text + space + say(lang, "timeline.corpus")


def stock(lang: str, found: Stock) -> str:
    """That a passage is formula, and how far the longest one of it has spread."""
    text = phrases.one_line(found.text)
    if len(text) > QUOTED:
        text = f"{text[:QUOTED]}…"
    key = "timeline.stock.where" if found.exact else "timeline.stock.least"
    where = say(lang, key, n=found.speeches, places=found.places)
    percent = phrases.share(found.share)
    return say(lang, "timeline.stock", percent=percent, text=isolated(text), where=where)


def _where(lang: str, told: Timeline) -> str:
    places = [one.speech.place for one in told.occurrences]
    national = sum(place.is_national for place in places)
    nowhere = sum(place.code is None for place in places) - national
    counts = [
        say(lang, f"timeline.{name}", n=n)
        for name, n in (
            ("cities", told.places),
            ("provinces", told.provinces),
            ("national", national),
            ("nowhere", nowhere),
        )
        if n
    ]
    where = join(lang, counts)
    if told.span is None or _one_year(lang, told) is not None:
        return where
    first, last = told.span
    years = str(first) if first == last else f"{first}–{last}"
    return say(lang, "timeline.where_and_when", where=where, years=years)


def _one_year(lang: str, told: Timeline) -> str | None:
    """The year that all are of, where that leaves open who was first."""
    known = {year for one in told.occurrences for year in (one.earliest, one.latest)}
    first = {_place_and_year(lang, one) for one in told.first}
    return str(*known) if len(known) == 1 and len(first) > 1 else None


def _when(lang: str, told: Timeline) -> list[str]:
    parts = []
    # Two speeches of one city and year are one place to begin with.
    first = list(dict.fromkeys(_place_and_year(lang, one) for one in told.first))
    if (year := _one_year(lang, told)) is not None:
        parts.append(say(lang, "timeline.same_year", year=year))
    elif first:
        names = join(lang, first[:NAMED])
        if more := max(0, len(first) - NAMED):
            names = say(lang, "timeline.first.more", names=names, more=more)
        key = "timeline.first" if len(first) == 1 else "timeline.first.several"
        parts.append(say(lang, key, names=names))
    if told.lasted is not None and told.lasted != (0, 0):
        least, most = told.lasted
        if least == most:
            parts.append(say(lang, "timeline.lasted", years=least))
        else:
            parts.append(say(lang, "timeline.lasted.between", least=least, most=most))
    unknown = sum(one.earliest is None and one.latest is None for one in told.occurrences)
    if unknown:
        parts.append(say(lang, "timeline.undated", n=unknown))
    return parts


def _who(lang: str, one: Occurrence) -> str:
    """The city, or the title of a speech whose city is not known."""
    if one.speech.place.name or one.speech.place.is_national:
        return phrases.place_name(lang, one.speech.place)
    title = phrases.title(lang, one.speech)
    return title if len(title) <= TITLE else title[: TITLE - 1] + "…"


def _place_and_year(lang: str, one: Occurrence) -> str:
    return say(
        lang,
        "timeline.first.one",
        place=_who(lang, one),
        year=phrases.year_name(lang, one.speech.dating),
    )

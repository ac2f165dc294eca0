"""A timeline in one plain sentence: it tells of this corpus only, and of no year that is unsure."""

from __future__ import annotations

from explorer.analysis.timeline import Occurrence, Timeline
from explorer.app import phrases
from explorer.app.texts import join, say

TITLE = 24
"""Characters of a title that stands for a city."""
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
        return say(lang, "timeline.alone")
    parts = [say(lang, "timeline.found", where=_where(lang, told)), *_when(lang, told)]
    text = ("；" if lang == "zh" else "; ").join(parts) + end
    if told.further:
        text += space + say(lang, "timeline.further", n=told.further)
    return text + space + say(lang, "timeline.corpus")


def _where(lang: str, told: Timeline) -> str:
    nowhere = sum(one.speech.place.code is None for one in told.occurrences)
    counts = [
        say(lang, f"timeline.{name}", n=n)
        for name, n in (
            ("cities", told.places),
            ("provinces", told.provinces),
            ("nowhere", nowhere),
        )
        if n
    ]
    if told.span is not None:
        first, last = told.span
        counts.append(str(first) if first == last else f"{first}–{last}")
    return join(lang, counts)


def _when(lang: str, told: Timeline) -> list[str]:
    parts = []
    known = {year for one in told.occurrences for year in (one.earliest, one.latest)}
    # Two speeches of one city and year are one place to begin with.
    first = list(dict.fromkeys(_place_and_year(lang, one) for one in told.first))
    if len(known) == 1 and len(first) > 1:
        parts.append(say(lang, "timeline.same_year", year=str(*known)))
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
    if one.speech.place.name:
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

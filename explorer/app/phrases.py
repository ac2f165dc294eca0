"""Places, years, numbers and exclusions in the words that a reader sees; all text is plain."""

from __future__ import annotations

from collections.abc import Mapping
from math import floor

from explorer.answers import Answer
from explorer.app.texts import join, say
from explorer.records import Dating, Place, PlaceStatus, Speech, YearStatus

EXCLUSIONS = (
    "same speech",
    "same city",
    "same year",
    "uncertain year",
    "other place",
    "outside years",
)
"""The rules of a scope, in the order in which they are told."""
FILTERS = EXCLUSIONS[3:]
"""The rules that a reader sets and can clear."""


def place_name(lang: str, place: Place) -> str:
    """The city's short name, or what is known instead of it."""
    if place.name:
        return place.name
    return say(lang, "place.masked" if place.status is PlaceStatus.MASKED else "place.unknown")


def place_line(lang: str, place: Place) -> str:
    """The city with its province, where that says more."""
    name = place_name(lang, place)
    if place.name and place.province and place.province != place.name:
        return f"{name} · {place.province}" if lang == "zh" else f"{name}, {place.province}"
    return name


def year_name(lang: str, dating: Dating) -> str:
    """The year or the years between which a speech lies: ``2016``, ``2008–2012``, not known."""
    first, last = dating.earliest, dating.latest
    if first is not None and last is not None:
        return str(first) if first == last else f"{first}–{last}"
    if first is not None:
        return say(lang, "year.from", year=str(first))
    if last is not None:
        return say(lang, "year.until", year=str(last))
    if dating.stated is not None and dating.status is YearStatus.STATED:
        return str(dating.stated)
    return say(lang, "year.unknown")


def year_status(lang: str, dating: Dating) -> str:
    """How the year is known; empty where nothing is."""
    stated = None if dating.stated is None else str(dating.stated)
    match dating.status:
        case YearStatus.STATED if stated:
            return say(lang, "year.status.stated", year=stated)
        case YearStatus.PROVED:
            return say(lang, "year.status.proved")
        case YearStatus.CONFLICTING if stated:
            return say(lang, "year.status.conflicting", year=stated)
        case YearStatus.CONFLICTING:
            return say(lang, "year.status.conflicting.bare")
        case _:
            return ""


def title(lang: str, speech: Speech) -> str:
    """The title of a speech, or a word for its absence."""
    return speech.title.strip() or say(lang, "untitled")


def source(lang: str, speech: Speech, *, several: bool = False) -> str:
    """The document of a speech, with the part where the document holds several speeches."""
    if several or speech.part > 1:
        return say(lang, "pick.part", document=speech.document, part=speech.part)
    return speech.document


def percent(value: float) -> str:
    """A percentage that is never rounded up: 99.97 must not read as 100."""
    value = floor(max(0.0, min(value, 100.0)) * 10) / 10
    return f"{min(value, 99.9):.1f}" if value >= 99 else str(floor(value))


def share(value: float) -> str:
    """A share between 0 and 1 as a whole percentage."""
    return str(round(max(0.0, min(value, 1.0)) * 100))


def anchor_name(lang: str, speech: Speech, number: int) -> str:
    """The selected paragraph as a reader would cite it."""
    return say(
        lang,
        "anchor.paragraph",
        place=place_name(lang, speech.place),
        year=year_name(lang, speech.dating),
        number=number,
    )


def left_out(lang: str, excluded: Mapping[str, int]) -> list[str]:
    """What each rule of the scope left out, in a fixed order; rules that left out nothing not."""
    rules = [rule for rule in EXCLUSIONS if excluded.get(rule)]
    rules += sorted(rule for rule, n in excluded.items() if n and rule not in EXCLUSIONS)
    return [_exclusion(lang, rule, excluded[rule]) for rule in rules]


def query_sentence(lang: str, anchor: str, answer: Answer) -> str:
    """One plain sentence: what was found, from how many cities, what was left out."""
    if not answer.counterparts:
        sentence = say(lang, "query.none", anchor=anchor)
    else:
        sentence = say(
            lang, "query.found", anchor=anchor, n=len(answer), where=_where(lang, answer)
        )
    parts = left_out(lang, answer.excluded)
    if not parts:
        return sentence + ("。" if lang == "zh" else ".")
    stop, end = ("；", "。") if lang == "zh" else ("; ", ".")
    return sentence + stop + say(lang, "query.left_out", parts=join(lang, parts)) + end


def _where(lang: str, answer: Answer) -> str:
    codes = [c.speech.place.code or c.speech.place.name for c in answer]
    known = len({code for code in codes if code})
    nowhere = sum(code is None for code in codes)
    if not known:
        return say(lang, "query.nowhere")
    cities = say(lang, "query.cities", n=known)
    return cities + (say(lang, "query.and_nowhere", n=nowhere) if nowhere else "")


def nothing_found(lang: str, answer: Answer) -> list[str]:
    """Why no paragraph came back: what each condition removed, and what can be done about it."""
    parts = left_out(lang, answer.excluded)
    if not parts:
        return [say(lang, "none.corpus")]
    total = sum(answer.excluded.values()) + answer.considered
    filtered = sum(answer.excluded.get(rule, 0) for rule in FILTERS)
    return [
        say(lang, "none.why", total=total, parts=join(lang, parts)),
        say(lang, "none.filters", n=filtered) if filtered else say(lang, "none.corpus"),
    ]


def _exclusion(lang: str, rule: str, n: int) -> str:
    if rule in EXCLUSIONS:
        return say(lang, f"out.{rule}", n=n)
    return say(lang, "out.rule", rule=rule, n=n)


def one_line(text: str) -> str:
    """The text without line breaks."""
    return " ".join(text.split())

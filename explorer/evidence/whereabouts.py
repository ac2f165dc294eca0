"""Where and when a passage is from, in the words of a card."""

from __future__ import annotations

from explorer.evidence.card import Side
from explorer.evidence.words import word
from explorer.export import place_name
from explorer.records import Dating, Evidence, Place, PlaceStatus, Speech, YearStatus

QUOTED = 30
"""Characters of a difference, and of evidence, that are quoted."""
EVIDENCE = 5
"""Quotes of evidence; a year may rest on many."""
COLON = {"zh": "：", "en": ": "}
STOP = {"zh": "；", "en": "; "}


def heading(side: Side, lang: str) -> str:
    """Where and when a passage is from, in a few words."""
    if side.speech is None:
        return word(lang, "passage.text")
    where, when = side.speech.place, side.speech.dating
    told = (
        place(where, lang) if place_name(where) else word(lang, "place.unknown"),
        years(when, lang) if when.earliest or when.latest else word(lang, "year.unknown"),
    )
    return " · ".join(told)


def place(known: Place, lang: str) -> str:
    """The place with its province where that says more."""
    if known.is_national:
        return word(lang, "place.national")
    if not known.name or known.status is PlaceStatus.MASKED:
        return word(lang, "place.masked" if known.status is PlaceStatus.MASKED else "unknown")
    if known.province and known.province != known.name:
        return (
            f"{known.name}（{known.province}）"
            if lang == "zh"
            else f"{known.name}, {known.province}"
        )
    return known.name


def years(known: Dating, lang: str) -> str:
    """The year, or the years between which the speech lies."""
    first, last = known.earliest, known.latest
    if first is None and last is None:
        return word(lang, "unknown")
    if first is None or last is None:
        return word(lang, "year.until" if first is None else "year.from", year=last or first)
    return str(first) if first == last else f"{first}–{last}"


def place_known(speech: Speech, lang: str) -> str:
    """The place, how it is known, and the words that say so."""
    known = speech.place
    if known.status in (PlaceStatus.UNKNOWN, PlaceStatus.MASKED):
        return place(known, lang)
    how = word(lang, f"place.{known.status}")
    return STOP[lang].join((place(known, lang), how + _quotes(known.evidence, lang)))


def years_known(known: Dating, lang: str) -> str:
    """The years, how they are known, and the words that say so."""
    match known.status:
        case YearStatus.STATED:
            how = word(lang, "year.stated", year=known.stated) if known.stated else ""
        case YearStatus.PROVED:
            how = word(lang, "year.proved")
        case YearStatus.CONFLICTING if known.stated is not None:
            how = word(lang, "year.conflicting", year=known.stated)
        case YearStatus.CONFLICTING:
            how = word(lang, "year.conflicting.bare")
        case _:
            how = ""
    parts = (years(known, lang), how + _quotes(known.evidence, lang))
    return STOP[lang].join(part for part in parts if part)


def _quotes(evidence: tuple[Evidence, ...], lang: str) -> str:
    quotes = dict.fromkeys(f"“{short(one.quote)}”" for one in evidence if one.quote.strip())
    more = " …" if len(quotes) > EVIDENCE else ""
    return COLON[lang] + " ".join(list(quotes)[:EVIDENCE]) + more if quotes else ""


def cited(side: Side, lang: str) -> str:
    """A passage as it is cited."""
    speech = side.speech
    if speech is None:
        return word(lang, "passage.text")
    title = one_line(speech.title) or speech.document
    named = f"《{title}》" if lang == "zh" else f"“{title}”"
    parts = (
        place(speech.place, lang) if place_name(speech.place) else "",
        years(speech.dating, lang),
        named,
        word(lang, "paragraph", number=side.number),
    )
    return ("，" if lang == "zh" else ", ").join(part for part in parts if part)


def short(text: str) -> str:
    """The beginning of a text, on one line."""
    text = one_line(text)
    return text if len(text) <= QUOTED else text[: QUOTED - 1] + "…"


def one_line(text: str) -> str:
    """The text without line breaks."""
    return " ".join(text.split())

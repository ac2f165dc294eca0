"""Places, years, numbers and exclusions in the words that a reader sees; all text is plain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from math import floor

from explorer.answers import Ancestor, Answer
from explorer.app.direction import isolated
from explorer.app.texts import TEXTS, join, say
from explorer.app.written import Span
from explorer.records import Dating, Place, PlaceStatus, Speech, YearStatus
from explorer.verdict import Verdict

STANDING = ("same speech", "same city", "same year")
"""The rules of a scope that hold without a reader's doing."""
FILTERS = (
    "uncertain year",
    "not earlier",
    "not later",
    "other place",
    "outside years",
    "same province",
    "other province",
    "other level",
    "other language",
    "too short",
    "too long",
    "less wording",
    "more of one city",
)
"""The rules that a reader sets and can clear, beside those about columns (``other role``)."""
EXCLUSIONS = STANDING + FILTERS
"""All rules, in the order in which they are told."""
COLUMN = "other "
"""What a rule about a column of the user's begins with; the name of the column follows."""
LEAST_FORMULA = 0.05
"""Share of a passage below which formula is not worth a word."""
NO_VERDICT = "none"
QUOTED = 30
"""Characters quoted of a wording that is told in a line."""


def place_name(lang: str, place: Place) -> str:
    """The city's short name, or what is known instead of it."""
    if place.name:
        return isolated(place.name)
    if place.is_national:
        return say(lang, "place.national")
    return say(lang, "place.masked" if place.status is PlaceStatus.MASKED else "place.unknown")


def place_line(lang: str, place: Place) -> str:
    """The city with its province, where that says more."""
    name = place_name(lang, place)
    if place.name and place.province and place.province != place.name:
        province = isolated(place.province)
        return f"{name} · {province}" if lang == "zh" else f"{name}, {province}"
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


def title(lang: str, speech: Speech, most: int | None = None) -> str:
    """The title of a speech, its first ``most`` characters, or a word for its absence."""
    return isolated(speech.title.strip()[:most]) or say(lang, "untitled")


def source(lang: str, speech: Speech, *, several: bool = False) -> str:
    """The document of a speech, with the part where the document holds several speeches."""
    document = isolated(speech.document)
    if several or speech.part > 1:
        return say(lang, "pick.part", document=document, part=speech.part)
    return document


def percent(value: float) -> str:
    """A percentage that is never rounded up: 99.97 must not read as 100."""
    value = floor(max(0.0, min(value, 100.0)) * 10) / 10
    return f"{min(value, 99.9):.1f}" if value >= 99 else str(floor(value))


def share(value: float) -> str:
    """A share between 0 and 1 as a whole percentage."""
    return str(round(max(0.0, min(value, 1.0)) * 100))


def anchor_name(lang: str, speech: Speech, number: int) -> str:
    """The selected paragraph as a reader would cite it."""
    place, key = speech.place, "anchor.paragraph"
    if place.is_national:
        key = "anchor.paragraph.national"
    elif not place.name:
        key = "anchor.paragraph.unplaced"
    return say(
        lang,
        key,
        place=place_name(lang, speech.place),
        year=year_name(lang, speech.dating),
        number=number,
    )


def left_out(lang: str, excluded: Mapping[str, int]) -> list[str]:
    """What each rule of the scope left out, in a fixed order; rules that left out nothing not."""
    rules = [rule for rule in EXCLUSIONS if excluded.get(rule)]
    rules += sorted(rule for rule, n in excluded.items() if n and rule not in EXCLUSIONS)
    return [_exclusion(lang, rule, excluded[rule]) for rule in rules]


def all_left_out(answer: Answer) -> Counter[str]:
    """What each rule left out, before ranking and while ranking."""
    return Counter(answer.excluded) + Counter(answer.passed_over)


def query_sentence(lang: str, anchor: str, answer: Answer, *, blind: bool = False) -> str:
    """One plain sentence: what was found among how much, from where, what was left out.

    ``blind``: without the verdicts.
    """
    if not answer.counterparts:
        sentence = say(lang, "query.none", anchor=anchor)
    else:
        sentence = say(
            lang,
            "query.found",
            anchor=anchor,
            n=len(answer),
            how=_how(lang, answer, blind=blind),
            where=_where(lang, answer),
        )
    parts = left_out(lang, all_left_out(answer))
    if not parts:
        return sentence + ("。" if lang == "zh" else ".")
    stop, end = ("；", "。") if lang == "zh" else ("; ", ".")
    return sentence + stop + say(lang, "query.left_out", parts=join(lang, parts)) + end


def _how(lang: str, answer: Answer, *, blind: bool) -> str:
    """How the list came about: one passage of a speech, what they are, among how many."""
    verdicts = Counter(one.verdict or NO_VERDICT for one in answer)
    kinds = [
        say(lang, "query.verdict", verdict=say(lang, f"verdict.{kind}"), n=verdicts[kind])
        for kind in (*Verdict, NO_VERDICT)
        if verdicts[kind] and not blind
    ]
    parts = (
        say(lang, "query.each"),
        join(lang, kinds),
        say(lang, "query.of", n=answer.considered),
    )
    return ("；" if lang == "zh" else "; ").join(part for part in parts if part)


def _where(lang: str, answer: Answer) -> str:
    """From how many places; what is of none is counted by passages."""
    places = [one.speech.place for one in answer]
    known = len({place.code or place.name for place in places} - {None})
    national = sum(place.is_national for place in places)
    unplaced = sum(not (place.code or place.name) for place in places) - national
    counts = (("query.places", known), ("query.national", national), ("query.unplaced", unplaced))
    return ("，" if lang == "zh" else ", ").join(say(lang, key, n=n) for key, n in counts if n)


def nothing_found(lang: str, answer: Answer) -> list[str]:
    """Why no paragraph came back: what each condition removed, and what can be done about it."""
    # What was passed over had been considered; with no result, all of it was passed over.
    excluded = all_left_out(answer)
    parts = left_out(lang, excluded)
    if not parts:
        return [say(lang, "none.corpus")]
    filtered = sum(n for rule, n in excluded.items() if rule not in STANDING)
    return [
        say(
            lang,
            "none.why",
            total=sum(answer.excluded.values()) + answer.considered,
            parts=join(lang, parts),
        ),
        say(lang, "none.filters", n=filtered) if filtered else say(lang, "none.corpus"),
    ]


def formula_line(lang: str, answer: Answer) -> str:
    """How much of the passage is formula; empty where that is hardly any."""
    if answer.formula < LEAST_FORMULA:
        return ""
    return say(lang, "query.formula", percent=share(answer.formula))


def ancestor_source(lang: str, ancestor: Ancestor, passage: str) -> str:
    """The earlier text above the passage, with the wording that both have."""
    quote = one_line(passage[ancestor.start : ancestor.end])
    if len(quote) > QUOTED:
        quote = quote[: QUOTED - 1] + "…"
    return say(
        lang,
        "query.ancestor.source",
        place=place_name(lang, ancestor.speech.place),
        year=year_name(lang, ancestor.speech.dating),
        quote=isolated(quote),
    )


def _exclusion(lang: str, rule: str, n: int) -> str:
    if rule in EXCLUSIONS:
        return say(lang, f"out.{rule}", n=n)
    return say(lang, "out.column", column=isolated(one_line(rule.removeprefix(COLUMN))), n=n)


def range_of(lang: str, key: str, span: Span) -> str:
    """A range in words, either side of which may be open."""
    first, last = span
    if first is not None and last is not None:
        return say(lang, key, first=str(first), last=str(last))
    if first is not None:
        return say(lang, f"{key}.from", first=str(first))
    return say(lang, f"{key}.until", last=str(last))


def level_name(lang: str, level: str) -> str:
    """The name of a level of places, or the level as the corpus has it."""
    return _named(lang, "level", level)


def language_name(lang: str, language: str) -> str:
    """The name of a language, or its code."""
    return _named(lang, "language", language)


def _named(lang: str, family: str, code: str) -> str:
    key = f"{family}.{code}"
    return say(lang, key) if key in TEXTS else code


def one_line(text: str) -> str:
    """The text without line breaks."""
    return " ".join(text.split())


def beginning(text: str, most: int) -> str:
    """The text, with an ellipsis where it is longer than ``most`` characters."""
    return text if len(text) <= most else f"{text[: most - 1]}…"

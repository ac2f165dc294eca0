"""Places and years that contradict each other or are not known."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.audit.collection import Collection, Item
from explorer.audit.dated_facts import dated_facts, proved_cell
from explorer.audit.findings import Finding, Kind, called, quoted, ref
from explorer.audit.labels import YEAR_LABELS
from explorer.audit.rows import place_cell, row_for, years_cell
from explorer.corpus.files import METADATA_FILE
from explorer.corpus.metadata import UNKNOWN, users_word
from explorer.corpus.page_dates import LOOKS_BACK, POSTING
from explorer.corpus.places import place_in_text
from explorer.corpus.placing import NAMED_OTHERWISE, NATION_SPEAKS
from explorer.corpus.script import plain_speech
from explorer.corpus.sharing import OTHER_LABEL, OTHER_YEAR
from explorer.records import Dating, PlaceStatus, YearStatus

WIDE = 5
"""Years between earliest and latest from which a range is told: a term of office or a five-year
plan, so the speech may be of either of two. Real texts without a printed year were bounded to at
most 3 years or to 11 and more."""


def places(collection: Collection) -> Iterator[Finding]:
    """Places in conflict, masked and unknown; what the user says is unknown is no finding."""
    for item in collection.items:
        place = item.speech.place
        conflict = _other_body(item, collection) or _nation(item, collection)
        conflict = conflict or _other_copy(item, collection)
        if conflict is not None:
            yield conflict
        elif place.status is PlaceStatus.MASKED:
            yield _missing(item, collection, Kind.PLACE_MASKED, "masks its place")
        elif place.code is None and not users_word(place.evidence):
            yield _missing(item, collection, Kind.PLACE_UNKNOWN, "has no known place")


def _other_body(item: Item, collection: Collection) -> Finding | None:
    place = item.speech.place
    others = [one for one in place.evidence if one.rule == NAMED_OTHERWISE]
    if not others:
        return None
    named = place_in_text(plain_speech(item.text), collection.table)
    if named.code in (None, place.code):  # a file's name, which metadata.csv has corrected
        return None
    told = f"stands under {place.name}, but its text speaks for {named.name}: {others[-1].quote}"
    return _place_conflict(item, collection, told, place_cell(named, collection))


def _nation(item: Item, collection: Collection) -> Finding | None:
    place = item.speech.place
    words = [one.quote for one in place.evidence if one.rule == NATION_SPEAKS]
    if place.code is None or not words or users_word(place.evidence):
        return None
    told = f"stands under {place.name}, but its text speaks for the nation: {words[0]}"
    return _place_conflict(item, collection, told, UNKNOWN)


def _other_copy(item: Item, collection: Collection) -> Finding | None:
    """A copy that keeps its city though the user gives another one to a copy of the same text."""
    place = item.speech.place
    others = [one.quote for one in place.evidence if one.rule == OTHER_LABEL]
    if place.code is None or not others:
        return None
    told = f"names {place.name}, but {METADATA_FILE} has another place for its copy {others[0]}"
    return _place_conflict(item, collection, told, place_cell(place, collection))


def _place_conflict(item: Item, collection: Collection, told: str, cell: str) -> Finding:
    return Finding(
        Kind.PLACE_CONFLICT,
        f"{called(item)} {told}.",
        (ref(item),),
        quoted(item, item.speech.place.evidence),
        (row_for(item, collection, place=cell),),
    )


def _missing(item: Item, collection: Collection, kind: Kind, what: str) -> Finding:
    evidence = quoted(item, item.speech.place.evidence)
    row = row_for(item, collection)
    return Finding(kind, f"{called(item)} {what}.", (ref(item),), evidence, (row,))


def years(collection: Collection) -> Iterator[Finding]:
    """Years in conflict, unknown, and known as a wide range only.

    What the user says settles a printed year; only dated facts are still told against it.
    """
    for item in collection.items:
        dating = item.speech.dating
        first, last = dating.earliest, dating.latest
        year = years_cell(first, last)
        if users_word(dating.evidence):
            facts = dated_facts(item)
            if not _apart(dating, facts):
                continue
            kind, year = Kind.YEAR_CONFLICT, years_cell(*facts)
            said = f"is of {_span(first, last)} by {METADATA_FILE}, but speaks of {_span(*facts)}"
        elif _printed(dating) and dating.status is YearStatus.CONFLICTING:
            kind, year, said = Kind.YEAR_CONFLICT, proved_cell([item]), _conflict(dating)
        elif first is None and last is None:
            kind, said = Kind.YEAR_UNKNOWN, "has no year"
        elif first is None or last is None or last - first >= WIDE:
            kind, year = Kind.YEAR_WIDE, ""
            said = f"is only known to be of {_span(first, last)}"
        else:
            continue
        row = row_for(item, collection, year=year)
        quotes = quoted(item, dating.evidence)
        yield Finding(kind, f"{called(item)} {said}.", (ref(item),), quotes, (row,))


def _conflict(dating: Dating) -> str:
    """How the years of a dating contradict each other."""
    first, last, stated = dating.earliest, dating.latest, dating.stated
    copies = [one.quote for one in dating.evidence if one.rule == OTHER_YEAR]
    inside = stated is not None and (first or stated) <= stated <= (last or stated)
    if stated is None and copies:
        return f"prints no year, and its copies contradict each other ({copies[0]})"
    if stated is None:
        return f"speaks of years that contradict each other, {_span(first, last)}"
    if inside and copies:
        return f"prints {stated}, but a copy says otherwise ({copies[0]})"
    if inside:
        return f"prints {stated} and another year, within {_span(first, last)}"
    return f"prints {stated}, but other evidence gives {_span(first, last)}"


def _apart(dating: Dating, facts: tuple[int | None, int | None]) -> bool:
    """Whether the facts allow none of the years of a dating."""
    (first, last), (earliest, latest) = facts, (dating.earliest, dating.latest)
    after = last is not None and earliest is not None and earliest > last
    return after or (first is not None and latest is not None and latest < first)


def _printed(dating: Dating) -> bool:
    """Whether more than a date of posting is printed, which may well be of many years later."""
    rules = {one.rule for one in dating.evidence}
    return not rules & {POSTING} or bool(rules & {*YEAR_LABELS, LOOKS_BACK})


def _span(earliest: int | None, latest: int | None) -> str:
    if earliest is None:
        return f"{latest} or before" if latest is not None else "no year"
    if latest is None:
        return f"{earliest} or later"
    return str(earliest) if earliest == latest else f"{earliest}-{latest}"

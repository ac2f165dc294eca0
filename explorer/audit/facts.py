"""Places and years that contradict each other or are not known."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.audit.collection import Collection, Item
from explorer.audit.dated_facts import dated_facts, proved_cell
from explorer.audit.findings import Finding, Kind, quoted, ref
from explorer.audit.labels import YEAR_LABELS
from explorer.audit.rows import place_cell, row_for, years_cell
from explorer.audit.sentences import Said, Value, Years, says
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
            yield _missing(item, collection, Kind.PLACE_MASKED)
        elif place.code is None and not place.is_national and not users_word(place.evidence):
            yield _missing(item, collection, Kind.PLACE_UNKNOWN)


def _other_body(item: Item, collection: Collection) -> Finding | None:
    place = item.speech.place
    others = [one for one in place.evidence if one.rule == NAMED_OTHERWISE]
    if not others:
        return None
    named = place_in_text(plain_speech(item.text), collection.table)
    if named.code in (None, place.code):  # a file's name, which metadata.csv has corrected
        return None
    told = {"other": named.name or "", "quote": others[-1].quote}
    return _place_conflict(item, collection, "body", place_cell(named, collection), **told)


def _nation(item: Item, collection: Collection) -> Finding | None:
    place = item.speech.place
    words = [one.quote for one in place.evidence if one.rule == NATION_SPEAKS]
    if place.code is None or not words or users_word(place.evidence):
        return None
    return _place_conflict(item, collection, "nation", UNKNOWN, quote=words[0])


def _other_copy(item: Item, collection: Collection) -> Finding | None:
    """A copy that keeps its city though the user gives another one to a copy of the same text."""
    place = item.speech.place
    others = [one.quote for one in place.evidence if one.rule == OTHER_LABEL]
    if place.code is None or not others:
        return None
    return _place_conflict(item, collection, "copy", place_cell(place, collection), copy=others[0])


def _place_conflict(
    item: Item, collection: Collection, how: str, cell: str, **values: Value
) -> Finding:
    place = item.speech.place.name or ""
    return Finding(
        Kind.PLACE_CONFLICT,
        says(f"{Kind.PLACE_CONFLICT}.{how}", speech=ref(item), place=place, **values),
        (ref(item),),
        quoted(item, item.speech.place.evidence),
        (row_for(item, collection, place=cell),),
    )


def _missing(item: Item, collection: Collection, kind: Kind) -> Finding:
    evidence = quoted(item, item.speech.place.evidence)
    row = row_for(item, collection)
    return Finding(kind, says(kind, speech=ref(item)), (ref(item),), evidence, (row,))


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
            known, spoken = Years(first, last), Years(*facts)
            said = says(f"{kind}.user", speech=ref(item), years=known, facts=spoken)
        elif _printed(dating) and dating.status is YearStatus.CONFLICTING:
            kind, year, said = Kind.YEAR_CONFLICT, proved_cell([item]), _conflict(item)
        elif first is None and last is None:
            kind = Kind.YEAR_UNKNOWN
            said = says(kind, speech=ref(item))
        elif first is None or last is None or last - first >= WIDE:
            kind, year = Kind.YEAR_WIDE, ""
            said = says(kind, speech=ref(item), years=Years(first, last))
        else:
            continue
        row = row_for(item, collection, year=year)
        quotes = quoted(item, dating.evidence)
        yield Finding(kind, said, (ref(item),), quotes, (row,))


def _conflict(item: Item) -> Said:
    """How the years of a dating contradict each other."""
    dating = item.speech.dating
    first, last, stated = dating.earliest, dating.latest, dating.stated
    copies = [one.quote for one in dating.evidence if one.rule == OTHER_YEAR]
    inside = stated is not None and (first or stated) <= stated <= (last or stated)
    told: dict[str, Value] = {} if stated is None else {"stated": str(stated)}
    if copies and (stated is None or inside):
        how, told["quote"] = "copies" if stated is None else "copy", copies[0]
    else:
        how = "facts" if stated is None else "printed" if inside else "evidence"
        told["years"] = Years(first, last)
    return says(f"{Kind.YEAR_CONFLICT}.{how}", speech=ref(item), **told)


def _apart(dating: Dating, facts: tuple[int | None, int | None]) -> bool:
    """Whether the facts allow none of the years of a dating."""
    (first, last), (earliest, latest) = facts, (dating.earliest, dating.latest)
    after = last is not None and earliest is not None and earliest > last
    return after or (first is not None and latest is not None and latest < first)


def _printed(dating: Dating) -> bool:
    """Whether more than a date of posting is printed, which may well be of many years later."""
    rules = {one.rule for one in dating.evidence}
    return not rules & {POSTING} or bool(rules & {*YEAR_LABELS, LOOKS_BACK})

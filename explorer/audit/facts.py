"""Places and years that contradict each other or are not known."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.audit.collection import Collection, Item
from explorer.audit.findings import Finding, Kind, called, quoted, ref
from explorer.audit.labels import YEAR_LABELS
from explorer.audit.rows import row_for, years_cell
from explorer.corpus.dating import LOOKS_BACK, POSTING, overruled
from explorer.corpus.files import METADATA_FILE
from explorer.corpus.places import place_in_text
from explorer.corpus.placing import NAMED_OTHERWISE
from explorer.corpus.script import plain_speech
from explorer.records import Dating, PlaceStatus, YearStatus

WIDE = 5
"""Years between earliest and latest from which a range is told: a term of office or a five-year
plan, so the speech may be of either of two. Real texts without a printed year were bounded to at
most 3 years or to 11 and more."""


def places(collection: Collection) -> Iterator[Finding]:
    """Places in conflict, masked and unknown; what the user says is unknown is no finding."""
    for item in collection.items:
        place = item.speech.place
        by_user = any(one.rule == METADATA_FILE for one in place.evidence)
        if (conflict := _other_body(item, collection)) is not None:
            yield conflict
        elif place.status is PlaceStatus.MASKED:
            yield _missing(item, collection, Kind.PLACE_MASKED, "masks its place")
        elif place.code is None and not by_user:
            yield _missing(item, collection, Kind.PLACE_UNKNOWN, "has no known place")


def _other_body(item: Item, collection: Collection) -> Finding | None:
    place = item.speech.place
    others = [one for one in place.evidence if one.rule == NAMED_OTHERWISE]
    if not others:
        return None
    named = place_in_text(plain_speech(item.text), collection.table)
    if named.code in (None, place.code):  # a file's name, which metadata.csv has corrected
        return None
    return Finding(
        Kind.PLACE_CONFLICT,
        f"{called(item)} stands under {place.name}, but its text speaks for {named.name}: "
        f"{others[-1].quote}.",
        (ref(item),),
        quoted(item, place.evidence),
        (row_for(item, collection, place=named.name or ""),),
    )


def _missing(item: Item, collection: Collection, kind: Kind, what: str) -> Finding:
    evidence = quoted(item, item.speech.place.evidence)
    row = row_for(item, collection)
    return Finding(kind, f"{called(item)} {what}.", (ref(item),), evidence, (row,))


def years(collection: Collection) -> Iterator[Finding]:
    """Years in conflict, unknown, and known as a wide range only."""
    for item in collection.items:
        dating = item.speech.dating
        cell = years_cell(dating.earliest, dating.latest)
        if _printed(dating) and (dating.status is YearStatus.CONFLICTING or overruled(dating)):
            kind, row = Kind.YEAR_CONFLICT, row_for(item, collection, year=cell)
            bounds = f"other evidence gives {_span(dating.earliest, dating.latest)}"
            said = f"{called(item)} prints {dating.stated or 'no year'}, but {bounds}."
        elif dating.earliest is None and dating.latest is None:
            kind, row = Kind.YEAR_UNKNOWN, row_for(item, collection)
            said = f"{called(item)} has no year."
        elif (
            dating.earliest is None
            or dating.latest is None
            or (dating.latest - dating.earliest >= WIDE)
        ):
            kind, row = Kind.YEAR_WIDE, row_for(item, collection)
            said = f"{called(item)} is only known to be of {_span(dating.earliest, dating.latest)}."
        else:
            continue
        yield Finding(kind, said, (ref(item),), quoted(item, dating.evidence), (row,))


def _printed(dating: Dating) -> bool:
    """Whether more than a date of posting is printed, which may well be of many years later."""
    rules = {one.rule for one in dating.evidence}
    return not rules & {POSTING} or bool(rules & {*YEAR_LABELS, LOOKS_BACK, METADATA_FILE})


def _span(earliest: int | None, latest: int | None) -> str:
    if earliest is None:
        return f"{latest} or before" if latest is not None else "no year"
    if latest is None:
        return f"{earliest} or later"
    return str(earliest) if earliest == latest else f"{earliest}-{latest}"

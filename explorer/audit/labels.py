"""Labels that lie: one text under two cities or years, one name for several texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from explorer.audit.collection import Collection, Item
from explorer.audit.dated_facts import proved_cell
from explorer.audit.findings import Finding, Kind, Quote, quoted, ref
from explorer.audit.rows import place_cell, row_for
from explorer.audit.sentences import Several, says
from explorer.corpus.metadata import UNKNOWN, users_word
from explorer.corpus.nearness import near_copies
from explorer.corpus.page_dates import DELIVERY, FILE_NAME, TITLE
from explorer.corpus.place_entries import PlaceEntry, related
from explorer.corpus.places import place_in_text
from explorer.corpus.placing import place_in_name
from explorer.corpus.script import plain_speech
from explorer.corpus.sharing import tells_apart
from explorer.corpus.sketches import sketch
from explorer.records import Dating, Place

YEAR_LABELS = frozenset({DELIVERY, TITLE, FILE_NAME})
"""Rules by which a year is printed for the speech itself; a date of posting is none."""


@dataclass(frozen=True, slots=True)
class _Label:
    place: PlaceEntry | None
    years: tuple[int, int] | None


def same_text(collection: Collection) -> Iterator[Finding]:
    """Near copies that are labelled as two cities or two years.

    A text that took another's words and changed the names is no lie but what a reader looks for.
    """
    items = collection.items
    labels = [_label(item, collection) for item in items]
    bodies: dict[int, PlaceEntry | None] = {}
    cities: list[tuple[int, int]] = []
    years: list[tuple[int, int]] = []
    for one, other, _ in near_copies([sketch(item.text) for item in items]):
        first, second = labels[one], labels[other]
        if not (_differ(first, second) and _one_body((one, other), bodies, collection)):
            continue
        if first.place and second.place and not related(first.place, second.place):
            texts, names = (items[one].plain, items[other].plain), (first.place, second.place)
            if tells_apart(texts, (names[0].short, names[1].short)):
                continue
            cities.append((one, other))
        if first.years and second.years and _apart(first.years, second.years):
            years.append((one, other))
    for cluster in _clusters(cities):
        yield _two_cities([(items[n], labels[n]) for n in cluster], collection)
    for cluster in _clusters(years):
        yield _two_years([(items[n], labels[n]) for n in cluster], collection)


def _differ(one: _Label, other: _Label) -> bool:
    cities = one.place and other.place and not related(one.place, other.place)
    return bool(cities or (one.years and other.years and _apart(one.years, other.years)))


def _one_body(
    pair: tuple[int, int], bodies: dict[int, PlaceEntry | None], collection: Collection
) -> bool:
    """Whether two like texts do not name two bodies as their own; then they share formulas only.

    ``bodies`` keeps what was found of each text.
    """
    for number in pair:
        if number not in bodies:
            text = plain_speech(collection.items[number].text)
            bodies[number] = entry_of(place_in_text(text, collection.table), collection)
    one, other = (bodies[number] for number in pair)
    return one is None or other is None or related(one, other)


def _label(item: Item, collection: Collection) -> _Label:
    """What stands outside the text (file name, metadata.csv) or is printed as its date."""
    place, dating = item.speech.place, item.speech.dating
    entry, years = None, None
    if users_word(place.evidence):
        entry = entry_of(place, collection)
    elif any(evidence.rule == FILE_NAME for evidence in place.evidence):
        first = item.speech.part == 1
        entry = place_in_name(item.speech.document, collection.table, first=first)
    if users_word(dating.evidence):
        if dating.earliest is not None and dating.latest is not None:
            years = dating.earliest, dating.latest
    elif dating.stated is not None and YEAR_LABELS & {one.rule for one in dating.evidence}:
        years = dating.stated, dating.stated
    return _Label(entry, years)


def entry_of(place: Place, collection: Collection) -> PlaceEntry | None:
    """The entry of a known place, also of one that only the user knows."""
    if place.code is None:
        return None
    name = place.name or ""
    return collection.entries.get(place.code) or PlaceEntry(place.code, name, name, "", "")


def _apart(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[1] < other[0] or other[1] < one[0]


def _clusters(pairs: list[tuple[int, int]]) -> list[list[int]]:
    """The connected ones of the pairs, each sorted."""
    member: dict[int, set[int]] = {}
    for one, other in pairs:
        joined = member.get(one, {one}) | member.get(other, {other})
        member.update(dict.fromkeys(joined, joined))
    return [list(joined) for joined in sorted({tuple(sorted(one)) for one in member.values()})]


def _two_cities(found: list[tuple[Item, _Label]], collection: Collection) -> Finding:
    items = [item for item, _ in found]
    labels = {label.place.code: label.place.short for _, label in found if label.place}
    texts = (place_in_text(plain_speech(item.text), collection.table) for item in items)
    named = {place.code: place for place in texts if place.code}
    true = next(iter(named.values())) if len(named) == 1 else None
    places = Several(tuple(labels.values()), "and")
    kind = Kind.SAME_TEXT_CITIES
    said = says(f"{kind}.open", places=places)
    if true:
        said = says(f"{kind}.named", places=places, place=true.name or "")
    mended = items if true else _unsettled(items, [item.speech.place for item in items])
    # Where only the user can tell, what the user said stays.
    by_user = all(users_word(item.speech.place.evidence) for item in items)
    cell = place_cell(true, collection) if true else "" if by_user else UNKNOWN
    return Finding(
        kind,
        said,
        tuple(map(ref, items)),
        tuple(quote for item in items for quote in quoted(item, item.speech.place.evidence)),
        tuple(row_for(item, collection, place=cell) for item in mended),
    )


def _two_years(found: list[tuple[Item, _Label]], collection: Collection) -> Finding:
    """Years are offered only where dated facts prove them, whatever the copies print."""
    items = [item for item, _ in found]
    years = sorted({year for _, label in found if label.years for year in label.years})
    mended = _unsettled(items, [item.speech.dating for item in items])
    cell = proved_cell(items)
    printed = Several(tuple(map(str, years)))
    kind = Kind.SAME_TEXT_YEARS
    said = says(f"{kind}.open", years=printed)
    if cell.isdecimal():
        said = says(f"{kind}.proved", years=printed, year=cell)
    return Finding(
        kind,
        said,
        tuple(map(ref, items)),
        tuple(quote for item in items for quote in quoted(item, item.speech.dating.evidence)),
        tuple(row_for(item, collection, year=cell) for item in mended),
    )


def _unsettled(items: list[Item], known: Sequence[Place | Dating]) -> list[Item]:
    """The items of which the user has not said what is known; all where they have of all."""
    left = [item for item, one in zip(items, known, strict=True) if not users_word(one.evidence)]
    return left or items


def several_in_file(collection: Collection) -> Iterator[Finding]:
    """Documents of several speeches whose name tells one city, which only the first one takes."""
    for name, items in collection.parts.items():
        stem = PurePosixPath(name).name
        entry = place_in_name(stem, collection.table) if len(items) > 1 else None
        if entry is None or all(users_word(item.speech.place.evidence) for item in items):
            continue
        others = [item for item in items if item.speech.place.code != entry.code]
        if not others:
            continue
        yield Finding(
            Kind.SEVERAL_IN_FILE,
            says(
                Kind.SEVERAL_IN_FILE,
                document=name,
                place=entry.short,
                n=len(items),
                others=len(others),
            ),
            tuple(map(ref, items)),
            (Quote(name, None, FILE_NAME, stem),),
            tuple(
                row_for(item, collection, place=place_cell(item.speech.place, collection))
                for item in items
            ),
        )


def same_name(collection: Collection) -> Iterator[Finding]:
    """Different texts in files of one name, to all of which one row of metadata.csv was given."""
    names: defaultdict[tuple[str, str, str], list[Item]] = defaultdict(list)
    for item in collection.items:
        stem = PurePosixPath(item.speech.document).stem
        place = users_word(item.speech.place.evidence)
        year = users_word(item.speech.dating.evidence)
        if place and year:
            names[stem, place, year].append(item)
    for (stem, place, year), items in names.items():
        documents = {item.speech.document for item in items}
        groups = {item.speech.witness_group for item in items}
        if len(documents) > 1 and len(groups) > 1:
            yield Finding(
                Kind.SAME_NAME,
                says(Kind.SAME_NAME, files=len(documents), name=stem, place=place, year=year),
                tuple(map(ref, items)),
                rows=tuple(row_for(item, collection) for item in items),
            )

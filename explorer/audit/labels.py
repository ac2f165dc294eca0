"""Labels that lie: one text under two cities or years, a place that the text never names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from explorer.audit.collection import Collection, Item
from explorer.audit.findings import Finding, Kind, Quote, called, quoted, ref
from explorer.audit.rows import MetadataRow, row_for
from explorer.corpus.dating import DELIVERY, FILE_NAME, TITLE
from explorer.corpus.files import METADATA_FILE
from explorer.corpus.metadata import UNKNOWN
from explorer.corpus.place_entries import PlaceEntry, related
from explorer.corpus.placing import place_in_name
from explorer.corpus.sharing import tells_apart
from explorer.corpus.witnesses import near_copies, sketch
from explorer.records import Dating, Place

LABELS = frozenset({METADATA_FILE, FILE_NAME})
"""Rules of evidence by which a place comes from outside the text."""
YEAR_LABELS = frozenset({DELIVERY, TITLE, FILE_NAME})
"""Rules by which a year is printed for the speech itself; a date of posting is none."""
SHORTEST_NAME = 2
"""Characters of a name that is looked for in a text."""
FULL_NAME_ONLY = "county"
"""Level whose short names (和平, 解放) are common words."""


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
    cities: list[tuple[int, int]] = []
    years: list[tuple[int, int]] = []
    for one, other, _ in near_copies([sketch(item.text) for item in items]):
        first, second = labels[one], labels[other]
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


def _label(item: Item, collection: Collection) -> _Label:
    """What stands outside the text (file name, metadata.csv) or is printed as its date."""
    speech = item.speech
    place = None
    for evidence in speech.place.evidence:
        if evidence.rule == METADATA_FILE:
            name = evidence.quote
            place = collection.table.named(name) or PlaceEntry(f"U{name}", name, name, "", "")
            place = None if name == UNKNOWN else place
            break
        if evidence.rule == FILE_NAME:
            place = place_in_name(speech.document, collection.table, first=speech.part == 1)
            break
    dating = speech.dating
    rules = {evidence.rule for evidence in dating.evidence}
    if METADATA_FILE in rules and dating.earliest is not None and dating.latest is not None:
        return _Label(place, (dating.earliest, dating.latest))
    if dating.stated is not None and rules & YEAR_LABELS:
        return _Label(place, (dating.stated, dating.stated))
    return _Label(place, None)


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
    places = {label.place.code: label.place for _, label in found if label.place}
    own = {code: uses(items[0], entry, collection) for code, entry in places.items()}
    named = [places[code].short for code, count in own.items() if count]
    true = named[0] if len(named) == 1 else UNKNOWN
    names = " and ".join(entry.short for entry in places.values())
    says = f"the text names {true}" if true != UNKNOWN else "the text does not tell which is right"
    return Finding(
        Kind.SAME_TEXT_CITIES,
        f"One text stands under {names}: {says}.",
        tuple(map(ref, items)),
        tuple(quote for item in items for quote in quoted(item, item.speech.place.evidence)),
        tuple(row_for(item, collection, place=true) for item in items),
    )


def _two_years(found: list[tuple[Item, _Label]], collection: Collection) -> Finding:
    items = [item for item, _ in found]
    years = sorted({year for _, label in found if label.years for year in label.years})
    return Finding(
        Kind.SAME_TEXT_YEARS,
        f"One text stands under the years {', '.join(map(str, years))}; at most one is right.",
        tuple(map(ref, items)),
        tuple(quote for item in items for quote in quoted(item, item.speech.dating.evidence)),
        tuple(row_for(item, collection, year=f"{years[0]}-{years[-1]}") for item in items),
    )


def uses(item: Item, entry: PlaceEntry, collection: Collection) -> int:
    """How often a text names a place, or one that lies in it."""
    names = {name for name in entry.names if len(name) >= SHORTEST_NAME}
    for district in collection.districts.get(entry.code, ()):
        names.update(
            {district.name} if district.level == FULL_NAME_ONLY else {district.name, district.short}
        )
    return sum(item.plain.count(name.casefold()) for name in names)


def not_named(collection: Collection) -> Iterator[Finding]:
    """Speeches under a place that neither they nor their titles name.

    All 200 labelled texts of four real collections name theirs, the least twice.
    """
    for item in collection.items:
        place = item.speech.place
        if place.code is None or not place.evidence or place.evidence[0].rule not in LABELS:
            continue
        entry = collection.entries.get(place.code)
        if entry is None and place.name and place.evidence[0].rule == METADATA_FILE:
            entry = PlaceEntry(place.code, place.name, place.name, "", "")
        if entry is not None and not uses(item, entry, collection):
            yield Finding(
                Kind.PLACE_NOT_NAMED,
                f"{called(item)} stands under {place.name}, which its text never names.",
                (ref(item),),
                quoted(item, place.evidence[:1]),
                (row_for(item, collection, place=UNKNOWN),),
            )


def several_in_file(collection: Collection) -> Iterator[Finding]:
    """Documents of several speeches whose name tells one city, which only the first one takes."""
    for name, items in collection.parts.items():
        stem = PurePosixPath(name).name
        entry = place_in_name(stem, collection.table) if len(items) > 1 else None
        if entry is None or all(_by_user(item.speech.place) for item in items):
            continue
        others = [item for item in items if item.speech.place.code != entry.code]
        if not others:
            continue
        yield Finding(
            Kind.SEVERAL_IN_FILE,
            f"{name} is named after {entry.short} and holds {len(items)} speeches; "
            f"{len(others)} of them are not known to be of {entry.short}.",
            tuple(map(ref, items)),
            (Quote(name, None, FILE_NAME, stem),),
            tuple(row_for(item, collection, place=item.speech.place.name or "") for item in items),
        )


def same_name(collection: Collection) -> Iterator[Finding]:
    """Different texts in files of one name, to all of which one row of metadata.csv was given."""
    names: defaultdict[tuple[str, str, str], list[Item]] = defaultdict(list)
    for item in collection.items:
        stem = PurePosixPath(item.speech.document).stem
        place, year = _by_user(item.speech.place), _by_user(item.speech.dating)
        if place and year:
            names[stem, place, year].append(item)
    for (stem, place, year), items in names.items():
        documents = {item.speech.document for item in items}
        groups = {item.speech.witness_group for item in items}
        if len(documents) > 1 and len(groups) > 1:
            yield Finding(
                Kind.SAME_NAME,
                f"{len(documents)} files of different texts are called {stem}, and metadata.csv "
                f"makes each of them {place} {year}; name their paths there.",
                tuple(map(ref, items)),
                rows=tuple(MetadataRow(name) for name in sorted(documents)),
            )


def _by_user(known: Place | Dating) -> str:
    """What metadata.csv says of a place or a dating; empty where it is silent."""
    quotes = (one.quote for one in known.evidence if one.rule == METADATA_FILE)
    return next(quotes, "")

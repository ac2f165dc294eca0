"""Speeches filed under a place that their text never names."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.audit.collection import Collection, Item
from explorer.audit.findings import Finding, Kind, quoted, ref
from explorer.audit.labels import entry_of
from explorer.audit.rows import row_for
from explorer.audit.sentences import Several, says
from explorer.corpus.metadata import users_word
from explorer.corpus.page_dates import FILE_NAME
from explorer.corpus.place_entries import PlaceEntry

SHORTEST_NAME = 2
"""Characters of a name that is looked for in a text."""
FULL_NAME_ONLY = "county"
"""Level whose short names (和平, 解放) are common words."""


def uses(item: Item, entry: PlaceEntry, collection: Collection) -> int:
    """How often a text names a place, or one that lies in it."""
    names = {name for name in entry.names if len(name) >= SHORTEST_NAME}
    for district in collection.districts.get(entry.code, ()):
        names.update(
            {district.name} if district.level == FULL_NAME_ONLY else {district.name, district.short}
        )
    return sum(item.plain.count(name.casefold()) for name in names)


def not_named(collection: Collection) -> Iterator[Finding]:
    """Speeches whose file or folder is named after a place that neither they nor a title names.

    All 200 labelled texts of four real collections name theirs, the least twice. A short text need
    not, so this contradicts no label: no other place is offered, and the user's word is believed.
    """
    for item in collection.items:
        place = item.speech.place
        if place.code is None or not place.evidence or place.evidence[0].rule != FILE_NAME:
            continue
        entry = entry_of(place, collection)
        if entry is None or uses(item, entry, collection):
            continue
        copies = _unplaced_copies(item, collection)
        kind = Kind.PLACE_NOT_NAMED
        said = says(kind, speech=ref(item), place=place.name or "")
        if copies:
            others = Several(tuple(map(ref, copies)))
            said = says(f"{kind}.copies", **dict(said.values), copies=others)
        yield Finding(
            kind,
            said,
            tuple(map(ref, (item, *copies))),
            quoted(item, place.evidence[:1]),
            tuple(row_for(one, collection) for one in (item, *copies)),
        )


def _unplaced_copies(item: Item, collection: Collection) -> list[Item]:
    """The copies of a speech that have no place, though nobody said that it is unknown."""
    return [
        one
        for one in collection.items
        if one.speech.witness_group == item.speech.witness_group
        and one.speech.place.code is None
        and not users_word(one.speech.place.evidence)
    ]

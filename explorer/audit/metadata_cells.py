"""What metadata.csv says that cannot be meant: rows of no speech, places that no table knows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import PurePosixPath

from explorer.audit.collection import Collection, Item
from explorer.audit.findings import Finding, Kind, Quote, ref
from explorer.audit.rows import row_for
from explorer.audit.sentences import Several, SpeechRef, says
from explorer.corpus.files import METADATA_FILE
from explorer.corpus.metadata import UNKNOWN, users_word
from explorer.corpus.place_entries import PlaceEntry
from explorer.corpus.place_table import PlaceTable, folded

ALIKE = 0.75
"""Share of equal characters from which two names are alike: one typing mistake in four letters."""
MOST_MEANT = 4
"""Places of one name that are told; 朝阳区 has three."""
NO_LETTER = re.compile(r"[\W\d_]+")
PART = re.compile(r", part \d+$")


def unused_rows(collection: Collection) -> Iterator[Finding]:
    """Rows of metadata.csv that belong to no speech, with a file of a like name if there is one."""
    for row in collection.unused_metadata:
        near = _like_file(PART.sub("", row), collection.parts)
        kind = Kind.METADATA_UNUSED
        yield Finding(
            kind,
            says(f"{kind}.meant", row=row, meant=near) if near else says(kind, row=row),
            (SpeechRef(row),),
            (Quote(METADATA_FILE, None, "path", row),),
        )


def _like_file(row: str, documents: Iterable[str]) -> str | None:
    """The document whose name is like a row's, in all of it and in its letters alone.

    Endings, folders and years, which many names share, make none alike.
    """
    stem = _stem(row)
    alike = {
        document: own
        for document in documents
        if (own := _stem(document)) == stem
        or (_like(NO_LETTER.sub("", stem), [NO_LETTER.sub("", own)]) and _like(stem, [own]))
    }
    best = _like(stem, list(alike.values()))
    return next((document for document, own in alike.items() if [own] == best[:1]), None)


def _stem(path: str) -> str:
    return PurePosixPath(path).stem.casefold()


def _like(word: str, words: Iterable[str]) -> list[str]:
    return get_close_matches(word, list(words), n=1, cutoff=ALIKE)


def unlisted_places(collection: Collection) -> Iterator[Finding]:
    """Places of metadata.csv that no table knows, so that each became a place of its own."""
    named: defaultdict[str, list[Item]] = defaultdict(list)
    for item in collection.items:
        place = item.speech.place
        cell = users_word(place.evidence)
        if cell and cell != UNKNOWN and place.code not in collection.entries:
            named[cell].append(item)
    for cell, items in named.items():
        meant = _meant(cell, collection.table)
        kind, said = Kind.PLACE_UNLISTED, says(Kind.PLACE_UNLISTED, place=cell)
        if meant:
            kind = Kind.PLACE_MISTYPED
            said = says(kind, place=cell, meant=Several(tuple(meant), "or"))
        yield Finding(
            kind,
            said,
            tuple(map(ref, items)),
            tuple(Quote(one.speech.document, None, METADATA_FILE, cell) for one in items),
            tuple(row_for(item, collection) for item in items) if meant else (),
        )


def _meant(cell: str, table: PlaceTable) -> list[str]:
    """What a name may stand for: one of several places that bear it, or a name that is like it."""
    name = folded(cell.strip())
    bearers = table.by_name.get(name, [])
    if bearers:
        return [_in_full(entry, table) for entry in bearers[:MOST_MEANT]]
    # Names of two or three Han characters are like many others; their first two tell them.
    begun = table.by_name.get(name[:-1], []) if len(name) > 2 and not name.isascii() else []
    if not begun:
        begun = [one for near in _like(name, table.by_name) for one in table.by_name[near]]
    return list(dict.fromkeys(_in_full(one, table) for one in begun[:MOST_MEANT]))


def _in_full(entry: PlaceEntry, table: PlaceTable) -> str:
    """A name by which metadata.csv finds this place: with the places above it if need be."""
    above = table.above(entry)
    for name in (entry.name, *(f"{one.short}{entry.name}" for one in above)):
        if (found := table.named(name)) is not None and found.code == entry.code:
            return name
    return f"{entry.name} ({entry.code})"

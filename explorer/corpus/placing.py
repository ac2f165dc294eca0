"""Decides the place of a speech: what the user knows, else its file's name, else its text."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import PurePosixPath

from explorer.corpus.files import METADATA_FILE
from explorer.corpus.levels import COUNTRY, NATIONAL
from explorer.corpus.metadata import UNKNOWN
from explorer.corpus.page_dates import FILE_NAME
from explorer.corpus.place_entries import PlaceEntry, related
from explorer.corpus.place_labels import place_in_name as place_in_name
from explorer.corpus.place_table import PlaceTable
from explorer.corpus.places import place_in_text
from explorer.records import Evidence, Place, PlaceStatus, SpeechText

NAMED_OTHERWISE = "its text names another body"
NATION_SPEAKS = "its text speaks of the nation"


def infer_place(speech: SpeechText, table: PlaceTable) -> Place:
    """The place that a speech is of: from its file or folder name, else from its text.

    A file or folder named after a place counts as stated, as does a body that names itself; a
    name won by its uses alone counts as inferred. Where the text names another body than the file,
    or the nation speaks in it, the file counts and the evidence tells of both.
    """
    in_text = place_in_text(speech, table)
    named = place_in_name(speech.document, table, first=speech.part == 1)
    if named is None:
        return in_text
    evidence = [Evidence(FILE_NAME, speech.document, 0)]
    if in_text.status is PlaceStatus.STATED and _only_folder_tells(speech, table):
        own = table.by_code[in_text.code or ""]
        if named in table.above(own):  # the folder of a province holds speeches of its cities
            return replace(in_text, evidence=(*in_text.evidence, *evidence))
    other = table.by_code.get(in_text.code or "", named)
    if not related(other, named):
        evidence += [replace(item, rule=NAMED_OTHERWISE) for item in in_text.evidence]
    if in_text.level == COUNTRY:
        evidence += _national_words(speech)
    return table.place(named, PlaceStatus.STATED, tuple(evidence))


def _national_words(speech: SpeechText) -> list[Evidence]:
    """The first words in which a text speaks of the nation."""
    for line in speech.lines:
        if (found := NATIONAL.search(line.text)) is not None:
            return [Evidence(NATION_SPEAKS, found.group(), line.start + found.start())]
    return []


def _only_folder_tells(speech: SpeechText, table: PlaceTable) -> bool:
    name = PurePosixPath(speech.document).name
    return place_in_name(name, table, first=speech.part == 1) is None


def known_place(name: str, inferred: Place, table: PlaceTable, year: int | None = None) -> Place:
    """The place that the user names, or the inferred one where they name none.

    A name that no table has is a place of its own: the user knows it. ``year`` tells what a name
    meant that another place bears today (莱芜, a prefecture until 2018).
    """
    if not name:
        return inferred
    evidence = [Evidence(METADATA_FILE, name, 0)]
    if name == UNKNOWN:
        return Place(evidence=tuple(evidence))
    entry = table.named(name, year) or _own_entry(name)
    stated = inferred.status is PlaceStatus.STATED and inferred.code != entry.code
    if stated and not related(table.by_code.get(inferred.code or "", entry), entry):
        evidence += [
            item if item.rule == FILE_NAME else replace(item, rule=NAMED_OTHERWISE)
            for item in inferred.evidence
        ]
    return table.place(entry, PlaceStatus.STATED, tuple(evidence))


def _own_entry(name: str) -> PlaceEntry:
    """A place that only this corpus knows; its code stands for its name."""
    digest = hashlib.sha256(name.casefold().encode()).hexdigest()[:10]
    return PlaceEntry(f"U{digest}", name, name, "", "")

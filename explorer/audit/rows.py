"""The row of metadata.csv that mends a finding about a speech."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from explorer.audit.collection import Collection, Item
from explorer.cells import harmless
from explorer.corpus.metadata import users_word
from explorer.records import Place

METADATA_COLUMNS = ("path", "part", "place", "year")


@dataclass(frozen=True, slots=True)
class MetadataRow:
    """A row for ``metadata.csv``; empty cells are for the reader to fill in."""

    path: str
    part: str = ""
    place: str = ""
    year: str = ""

    def filled(self, other: MetadataRow) -> MetadataRow:
        """The row with what another one says where this one says nothing."""
        return MetadataRow(self.path, self.part, self.place or other.place, self.year or other.year)

    def csv(self) -> str:
        """The row as a line of csv, without its end."""
        stream = io.StringIO()
        cells = (self.path, self.part, self.place, self.year)
        csv.writer(stream, lineterminator="").writerow(map(harmless, cells))
        return stream.getvalue()


def row_for(item: Item, collection: Collection, *, place: str = "", year: str = "") -> MetadataRow:
    """The row for a speech, with its part where the document holds several."""
    speech = item.speech
    part = str(speech.part) if len(collection.parts[speech.document]) > 1 else ""
    return MetadataRow(speech.document, part, place, year)


def users_row(item: Item, collection: Collection) -> MetadataRow:
    """What the user has already said of a speech, as a row."""
    speech = item.speech
    place, year = users_word(speech.place.evidence), users_word(speech.dating.evidence)
    return row_for(item, collection, place=place, year=year)


def metadata_table(rows: Iterable[MetadataRow]) -> str:
    """The rows, each once, below their header: a ``metadata.csv`` as it stands."""
    lines = [",".join(METADATA_COLUMNS), *dict.fromkeys(row.csv() for row in rows)]
    return "\n".join(lines) + "\n"


def place_cell(place: Place, collection: Collection) -> str:
    """The name by which metadata.csv will find a place; its code where several bear the name."""
    name, code = place.name or "", place.code or ""
    entry = collection.table.named(name)
    return code if code in collection.table.by_code and (not entry or entry.code != code) else name


def years_cell(earliest: int | None, latest: int | None) -> str:
    """The years of a row; empty where a side is open, as metadata.csv knows no open spans."""
    if earliest is None or latest is None:
        return ""
    return str(earliest) if earliest == latest else f"{earliest}-{latest}"

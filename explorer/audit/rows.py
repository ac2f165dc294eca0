"""The row of metadata.csv that mends a finding about a speech."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from explorer.audit.collection import Collection, Item

METADATA_COLUMNS = ("path", "part", "place", "year")


@dataclass(frozen=True, slots=True)
class MetadataRow:
    """A row for ``metadata.csv``; empty cells are for the reader to fill in."""

    path: str
    part: str = ""
    place: str = ""
    year: str = ""

    def csv(self) -> str:
        """The row as a line of csv, without its end."""
        stream = io.StringIO()
        csv.writer(stream, lineterminator="").writerow(
            (self.path, self.part, self.place, self.year)
        )
        return stream.getvalue()


def row_for(item: Item, collection: Collection, *, place: str = "", year: str = "") -> MetadataRow:
    """The row for a speech, with its part where the document holds several."""
    speech = item.speech
    part = str(speech.part) if len(collection.parts[speech.document]) > 1 else ""
    return MetadataRow(speech.document, part, place, year)


def years_cell(earliest: int | None, latest: int | None) -> str:
    """The years of a row; empty where a side is open, as metadata.csv knows no open spans."""
    if earliest is None or latest is None:
        return ""
    return str(earliest) if earliest == latest else f"{earliest}-{latest}"

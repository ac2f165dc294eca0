"""What an index holds, to browse: places, speeches, paragraphs, the lines of a speech."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import EllipsisType

from explorer.errors import QueryError, UnknownParagraph, UnknownPlace, UnknownSpeech
from explorer.index.rows import Rows
from explorer.index.store import open_generation
from explorer.records import NATIONAL, Paragraph, Place, ReadingLine, Speech

NATION = Place(level=NATIONAL)
LIST_THEM = "list them with: python scripts/export_tables.py {table} --index DIR --format csv"


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """A place of the index with its speeches and paragraphs.

    Code None: those that speak for the whole country, or those not known.
    """

    place: Place
    speeches: int
    paragraphs: int


class Catalogue:
    """The contents of an open generation; safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self.generation, self.manifest = open_generation(folder)
        self._rows = Rows(self.generation)
        self._speeches = self._rows.speeches()
        self._speech_rows = {speech.id: row for row, speech in enumerate(self._speeches)}

    def speeches(self, place_code: str | EllipsisType | None = ...) -> list[Speech]:
        """All speeches, or those of a place code; ``None`` asks for those that have none."""
        if place_code is ...:
            return list(self._speeches)
        return [speech for speech in self._speeches if speech.place.code == place_code]

    def speech(self, speech_id: str) -> Speech:
        """The speech of an id.

        Raises:
            UnknownSpeech: this generation has none of that id.
        """
        return self._speeches[self._speech_row(speech_id)]

    def reading(self, speech_id: str) -> list[ReadingLine]:
        """All lines of a speech in reading order.

        Raises:
            UnknownSpeech: this generation has none of that id.
        """
        return self._rows.reading(self._speech_row(speech_id))

    def _speech_row(self, speech_id: str) -> int:
        if speech_id not in self._speech_rows:
            raise UnknownSpeech(
                f"There is no speech {speech_id!r} in {self.manifest.generation}; "
                + LIST_THEM.format(table="speeches")
            )
        return self._speech_rows[speech_id]

    def paragraphs(self) -> Iterator[Paragraph]:
        """All paragraphs, in row order."""
        return self._rows.paragraphs()

    def paragraph(self, paragraph_id: str) -> Paragraph:
        """The paragraph of an id.

        Raises:
            UnknownParagraph: this generation has none of that id.
        """
        found = self._rows.paragraph_by_id(paragraph_id)
        if found is None:
            raise UnknownParagraph(
                f"There is no paragraph {paragraph_id!r} in {self.manifest.generation}; "
                + LIST_THEM.format(table="paragraphs")
            )
        return found

    def paragraph_at(self, row: int) -> Paragraph:
        """The paragraph of a row."""
        return self._rows.paragraph(row)

    @cached_property
    def _places(self) -> list[PlaceCount]:
        by_place: dict[tuple[bool, bool, str], list[Speech]] = {}
        for speech in self._speeches:
            place = speech.place
            key = (place.code is None, not place.is_national, place.code or "")
            by_place.setdefault(key, []).append(speech)
        return [
            PlaceCount(
                own[0].place if code else Place() if unknown else NATION,
                len(own),
                sum(speech.paragraphs for speech in own),
            )
            for (_, unknown, code), own in sorted(by_place.items())
        ]

    def places(self) -> list[PlaceCount]:
        """The places of the index by code; at the end the whole country and those not known."""
        return list(self._places)

    def place(self, name_or_code: str) -> Place:
        """The place of this index that bears a code or a short name (with or without 市).

        Raises:
            UnknownPlace: none does; like names are suggested.
        """
        known = [count.place for count in self._places if count.place.code]
        wanted = name_or_code.strip().casefold()
        for place in known:
            name = (place.name or "").casefold()
            if wanted in {(place.code or "").casefold(), name, f"{name}市", f"{name}省"}:
                return place
        names = [place.name or "" for place in known]
        near = difflib.get_close_matches(name_or_code, names, n=3, cutoff=0.3)
        hint = f"did you mean {', '.join(near)}?" if near else f"it has {', '.join(names[:8])}."
        raise UnknownPlace(f"There is no city {name_or_code!r} in this index; {hint}")

    def place_list(self, name: str) -> frozenset[str]:
        """The codes of the places of a list that the corpus names in ``lists.csv``.

        Raises:
            QueryError: there is no such list.
        """
        lists = self.manifest.lists
        if name not in lists:
            known = ", ".join(lists) or "none; write lists.csv into the corpus and rebuild"
            raise QueryError(f"There is no list {name!r} in this index; it has {known}.")
        return frozenset(lists[name])

    def metadata_values(self, column: str) -> frozenset[str]:
        """The values that a column of the user's metadata has in this index.

        Raises:
            QueryError: no speech has the column.
        """
        found = frozenset(
            speech.metadata[column] for speech in self._speeches if column in speech.metadata
        )
        if not found:
            known = sorted({name for speech in self._speeches for name in speech.metadata})
            raise QueryError(
                f"No speech of this index has a column {column!r}; "
                f"it has {', '.join(known) or 'none beside those of its own'}."
            )
        return found

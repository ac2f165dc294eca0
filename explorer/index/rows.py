"""Speeches, paragraphs and windows as rows of SQLite: ten random paragraphs in 0.1 ms."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from explorer.records import (
    Dating,
    Dropped,
    Evidence,
    LineKind,
    Paragraph,
    Place,
    PlaceStatus,
    ReadingLine,
    Speech,
    YearStatus,
)

ROWS_FILE = "paragraphs.sqlite"
SCHEMA = """
CREATE TABLE speeches (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document TEXT NOT NULL, part INTEGER NOT NULL,
    title TEXT NOT NULL, place TEXT, place_name TEXT, province TEXT, level TEXT,
    place_status TEXT NOT NULL, place_evidence TEXT NOT NULL,
    stated INTEGER, earliest INTEGER, latest INTEGER,
    year_status TEXT NOT NULL, year_evidence TEXT NOT NULL,
    language TEXT NOT NULL, witness_group INTEGER NOT NULL, paragraphs INTEGER NOT NULL,
    first_words TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    metadata TEXT NOT NULL
);
CREATE INDEX speeches_place ON speeches (place);
CREATE INDEX speeches_group ON speeches (witness_group);
CREATE TABLE paragraphs (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, speech INTEGER NOT NULL,
    number INTEGER NOT NULL, text TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL
);
CREATE INDEX paragraphs_speech ON paragraphs (speech, number);
CREATE TABLE lines (
    speech INTEGER NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL,
    text TEXT, paragraph INTEGER, PRIMARY KEY (speech, position)
) WITHOUT ROWID;
CREATE TABLE windows (
    row INTEGER PRIMARY KEY, paragraph INTEGER NOT NULL, start INTEGER NOT NULL,
    "end" INTEGER NOT NULL
);
CREATE TABLE dropped (
    document TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    text TEXT NOT NULL, rule TEXT NOT NULL
);
"""

Line = tuple[int, int, str, str | None, int | None]
Window = tuple[int, int, int, int]


class RowWriter:
    """Writes the row store of a generation, one speech after the other; for ``with``."""

    def __init__(self, folder: Path) -> None:
        self._store = sqlite3.connect(folder / ROWS_FILE)
        # Nobody reads it before the generation is published, and a failed one is thrown away.
        self._store.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)

    def __enter__(self) -> RowWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self._store.commit()
        self._store.close()

    def add(
        self,
        row: int,
        speech: Speech,
        *,
        paragraphs: Iterable[Paragraph],
        lines: Iterable[Line],
        windows: Iterable[Window],
    ) -> None:
        """Write a speech.

        Args:
            row: of the speech.
            speech: what is known of it.
            paragraphs: its paragraphs.
            lines: (speech row, position, kind, text or None, paragraph row or None).
            windows: (row, paragraph row, start, end) with characters of the paragraph.
        """
        columns = ",".join("?" * 23)
        insert = self._store.executemany
        self._store.execute(f"INSERT INTO speeches VALUES ({columns})", _speech_values(row, speech))
        values = (
            (one.row, one.id, row, one.number, one.text, one.start, one.end) for one in paragraphs
        )
        insert("INSERT INTO paragraphs VALUES (?,?,?,?,?,?,?)", values)
        insert("INSERT INTO lines VALUES (?,?,?,?,?)", lines)
        insert("INSERT INTO windows VALUES (?,?,?,?)", windows)

    def drop(self, pieces: Iterable[Dropped]) -> None:
        """Write the page chrome that was taken out."""
        values = ((one.document, one.start, one.end, one.text, one.rule) for one in pieces)
        self._store.executemany("INSERT INTO dropped VALUES (?,?,?,?,?)", values)


def _speech_values(row: int, speech: Speech) -> tuple[Any, ...]:
    place, dating = speech.place, speech.dating
    return (
        *(row, speech.id, speech.document, speech.part, speech.title),
        *(place.code, place.name, place.province, place.level, place.status),
        _to_json(place.evidence),
        *(dating.stated, dating.earliest, dating.latest, dating.status),
        _to_json(dating.evidence),
        *(speech.language, speech.witness_group, speech.paragraphs, speech.first_words),
        *(speech.start, speech.end, json.dumps(speech.metadata, ensure_ascii=False)),
    )


def _to_json(evidence: tuple[Evidence, ...]) -> str:
    return json.dumps(
        [[item.rule, item.quote, item.start] for item in evidence], ensure_ascii=False
    )


def _from_json(text: str) -> tuple[Evidence, ...]:
    return tuple(Evidence(*item) for item in json.loads(text))


class Rows:
    """The row store of a generation, opened read-only and immutable; one connection per thread."""

    def __init__(self, generation: Path) -> None:
        self._uri = (generation / ROWS_FILE).resolve().as_uri() + "?mode=ro&immutable=1"
        self._local = threading.local()

    def _query(self, sql: str, *values: Any) -> sqlite3.Cursor:  # noqa: ANN401
        store = getattr(self._local, "store", None)
        if store is None:
            store = self._local.store = sqlite3.connect(self._uri, uri=True)
        cursor: sqlite3.Cursor = store.execute(sql, values)
        return cursor

    def speeches(self) -> list[Speech]:
        """All speeches, in row order."""
        return [_speech(values) for values in self._query("SELECT * FROM speeches ORDER BY row")]

    def paragraphs(self) -> Iterator[Paragraph]:
        """All paragraphs, in row order."""
        yield from map(_paragraph, self._query(f"{_PARAGRAPHS} ORDER BY p.row"))

    def texts(self) -> Iterator[str]:
        """The texts of all paragraphs, in row order."""
        yield from (text for (text,) in self._query("SELECT text FROM paragraphs ORDER BY row"))

    def text(self, row: int) -> str:
        """The text of the paragraph of a row."""
        found: tuple[str] = self._query("SELECT text FROM paragraphs WHERE row = ?", row).fetchone()
        return found[0]

    def window_texts(self) -> Iterator[str]:
        """The texts of all windows, in row order, as they are embedded."""
        found = self._query(
            'SELECT p.text, w.start, w."end" FROM windows w'
            " JOIN paragraphs p ON p.row = w.paragraph ORDER BY w.row"
        )
        yield from (text[start:end].strip() for text, start, end in found)

    def paragraph(self, row: int) -> Paragraph:
        """The paragraph of a row."""
        return _paragraph(self._query(f"{_PARAGRAPHS} WHERE p.row = ?", row).fetchone())

    def paragraph_by_id(self, paragraph_id: str) -> Paragraph | None:
        """The paragraph of an id, or None."""
        values = self._query(f"{_PARAGRAPHS} WHERE p.id = ?", paragraph_id).fetchone()
        return None if values is None else _paragraph(values)

    def reading(self, speech_row: int) -> list[ReadingLine]:
        """All lines of a speech in reading order."""
        found = self._query(
            "SELECT l.kind, coalesce(l.text, p.text), p.id FROM lines l"
            " LEFT JOIN paragraphs p ON p.row = l.paragraph"
            " WHERE l.speech = ? ORDER BY l.position",
            speech_row,
        )
        return [ReadingLine(LineKind(kind), text, paragraph) for kind, text, paragraph in found]


_PARAGRAPHS = (
    'SELECT p.id, p.row, s.id, p.number, p.text, p.start, p."end"'
    " FROM paragraphs p JOIN speeches s ON s.row = p.speech"
)


def _paragraph(values: tuple[Any, ...]) -> Paragraph:
    return Paragraph(*values)


def _speech(values: tuple[Any, ...]) -> Speech:
    code, name, province, level, place_status, place_evidence = values[5:11]
    stated, earliest, latest, year_status, year_evidence = values[11:16]
    language, group, paragraphs, first_words, start, end, metadata = values[16:]
    return Speech(
        id=values[1],
        document=values[2],
        part=values[3],
        title=values[4],
        place=Place(
            code, name, province, level, PlaceStatus(place_status), _from_json(place_evidence)
        ),
        dating=Dating(stated, earliest, latest, YearStatus(year_status), _from_json(year_evidence)),
        language=language,
        witness_group=group,
        paragraphs=paragraphs,
        first_words=first_words,
        start=start,
        end=end,
        metadata=json.loads(metadata),
    )

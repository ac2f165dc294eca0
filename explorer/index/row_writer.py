"""Writes speeches, paragraphs and windows as rows of SQLite."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from explorer.records import Dropped, Evidence, Paragraph, Speech

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
        with closing(self._store):
            self._store.commit()

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

"""Speeches, paragraphs and windows as rows of SQLite: ten random paragraphs in 0.1 ms."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from explorer.errors import IndexDamaged
from explorer.index.arrays import damaged
from explorer.index.manifest import REBUILD
from explorer.index.row_writer import ROWS_FILE
from explorer.records import (
    Dating,
    Evidence,
    LineKind,
    Paragraph,
    Place,
    PlaceStatus,
    ReadingLine,
    Speech,
    YearStatus,
)

Made = TypeVar("Made")


class Rows:
    """The row store of a generation, opened read-only and immutable; one connection per thread.

    It may be too large to be hashed at every open: whatever is read is looked at, and every method
    raises ``IndexDamaged`` where the file cannot be read or holds what cannot be meant.
    """

    def __init__(self, generation: Path) -> None:
        self._path = generation / ROWS_FILE
        self._uri = self._path.resolve().as_uri() + "?mode=ro&immutable=1"
        self._local = threading.local()

    def _query(self, sql: str, *values: Any) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401
        try:
            store = getattr(self._local, "store", None)
            if store is None:
                store = self._local.store = sqlite3.connect(self._uri, uri=True)
            yield from store.execute(sql, values)
        except sqlite3.Error as error:
            mend = REBUILD.format(folder=self._path.parent.parent)
            raise IndexDamaged(f"{self._path} cannot be read; {mend}") from error

    def _made(
        self, make: Callable[[tuple[Any, ...]], Made], rows: Iterable[tuple[Any, ...]]
    ) -> Iterator[Made]:
        """A record of each row."""
        for values in rows:
            try:
                yield make(values)
            except (ValueError, TypeError) as error:
                raise damaged(self._path) from error

    def _only(self, found: Iterator[Made]) -> Made:
        """The first of what was found, which must be there."""
        for one in found:
            return one
        raise damaged(self._path)

    def speeches(self) -> list[Speech]:
        """All speeches, in row order."""
        return list(self._made(_speech, self._query("SELECT * FROM speeches ORDER BY row")))

    def paragraphs(self) -> Iterator[Paragraph]:
        """All paragraphs, in row order."""
        yield from self._made(_paragraph, self._query(f"{_PARAGRAPHS} ORDER BY p.row"))

    def texts(self) -> Iterator[str]:
        """The texts of all paragraphs, in row order."""
        yield from self._made(_text, self._query("SELECT text FROM paragraphs ORDER BY row"))

    def text(self, row: int) -> str:
        """The text of the paragraph of a row."""
        found = self._query("SELECT text FROM paragraphs WHERE row = ?", row)
        return self._only(self._made(_text, found))

    def window_texts(self) -> Iterator[str]:
        """The texts of all windows, in row order, as they are embedded."""
        found = self._query(
            'SELECT p.text, w.start, w."end" FROM windows w'
            " JOIN paragraphs p ON p.row = w.paragraph ORDER BY w.row"
        )
        yield from self._made(_window, found)

    def paragraph(self, row: int) -> Paragraph:
        """The paragraph of a row."""
        return self._only(
            self._made(_paragraph, self._query(f"{_PARAGRAPHS} WHERE p.row = ?", row))
        )

    def paragraph_by_id(self, paragraph_id: str) -> Paragraph | None:
        """The paragraph of an id, or None."""
        found = self._query(f"{_PARAGRAPHS} WHERE p.id = ?", paragraph_id)
        return next(self._made(_paragraph, found), None)

    def reading(self, speech_row: int) -> list[ReadingLine]:
        """All lines of a speech in reading order."""
        found = self._query(
            "SELECT l.kind, coalesce(l.text, p.text), p.id FROM lines l"
            " LEFT JOIN paragraphs p ON p.row = l.paragraph"
            " WHERE l.speech = ? ORDER BY l.position",
            speech_row,
        )
        return list(self._made(_line, found))


_PARAGRAPHS = (
    'SELECT p.id, p.row, s.id, p.number, p.text, p.start, p."end"'
    " FROM paragraphs p JOIN speeches s ON s.row = p.speech"
)


def _text(values: tuple[Any, ...]) -> str:
    (text,) = values
    if not isinstance(text, str):
        raise TypeError
    return text


def _window(values: tuple[Any, ...]) -> str:
    text, start, end = values
    return _text((text,))[start:end].strip()


def _line(values: tuple[Any, ...]) -> ReadingLine:
    kind, text, paragraph = values
    return ReadingLine(LineKind(kind), _text((text,)), paragraph)


def _paragraph(values: tuple[Any, ...]) -> Paragraph:
    found = Paragraph(*values)
    if type(found.number) is not int or not isinstance(found.text, str):
        raise TypeError
    return found


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


def _from_json(text: str) -> tuple[Evidence, ...]:
    return tuple(Evidence(*item) for item in json.loads(text))

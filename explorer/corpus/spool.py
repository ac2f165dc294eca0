"""Keeps the texts of a corpus on disk while its facts are compared, so memory stays small."""

from __future__ import annotations

import json
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from typing import Any

from explorer.records import Dropped, Line, LineKind, SpeechText

IN_MEMORY = 8_000_000
"""Bytes up to which nothing is written to disk."""


class Spool:
    """Lists of plain values, read back by the number under which they were added."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)
        self._ends = [0]
        weakref.finalize(self, self._file.close)

    def __len__(self) -> int:
        return len(self._ends) - 1

    def add(self, values: list[Any]) -> int:
        """Add a list and return its number."""
        self._file.seek(self._ends[-1])
        # A hostile document may hold lone surrogates, which strict UTF-8 does not know.
        self._file.write(json.dumps(values, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        self._ends.append(self._file.tell())
        return len(self) - 1

    def __iter__(self) -> Iterator[list[Any]]:
        return map(self.__getitem__, range(len(self)))

    def __getitem__(self, number: int) -> list[Any]:
        self._file.seek(self._ends[number])
        values: list[Any] = json.loads(self._file.read(self._ends[number + 1] - self._ends[number]))
        return values


class SpeechTexts:
    """The texts of speeches, kept on disk."""

    def __init__(self) -> None:
        self._spool = Spool()

    def add(self, text: SpeechText) -> int:
        """Add a text and return its number."""
        lines = [[one.kind, one.text, one.start, one.end, one.number] for one in text.lines]
        chrome = [[one.start, one.end, one.text, one.rule] for one in text.chrome]
        head = [text.document, text.part, text.title, text.start, text.end]
        return self._spool.add([head, lines, chrome])

    def __getitem__(self, number: int) -> SpeechText:
        (document, part, title, start, end), lines, chrome = self._spool[number]
        return SpeechText(
            document=document,
            part=part,
            title=title,
            lines=tuple(Line(LineKind(kind), *rest) for kind, *rest in lines),
            chrome=tuple(_dropped(document, *values) for values in chrome),
            start=start,
            end=end,
        )


class DroppedPieces:
    """The page chrome of a corpus, kept on disk; it can be iterated over again and again."""

    def __init__(self) -> None:
        self._spool = Spool()

    def add(self, document: str, pieces: Iterable[Dropped]) -> None:
        """Add what was taken out of a document."""
        self._spool.add([document, [[one.start, one.end, one.text, one.rule] for one in pieces]])

    def __iter__(self) -> Iterator[Dropped]:
        for document, pieces in self._spool:
            for values in pieces:
                yield _dropped(document, *values)


def _dropped(document: str, start: int, end: int, text: str, rule: str) -> Dropped:
    return Dropped(document, start, end, text, rule)

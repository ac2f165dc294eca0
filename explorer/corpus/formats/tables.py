"""Tables: one row is one document, its text in one column, the others its metadata."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, islice

from explorer.corpus.formats.archive import Budget
from explorer.corpus.formats.extracted import Extracted, Refused, document, unreadable
from explorer.records import Unreadable

TEXT_COLUMNS = (
    "text content body speech fulltext full_text transcript 正文 内容 全文 讲话 讲话内容 原文 文本 "
    "内文 內容 講話 文本内容 texto discurso contenido texte contenu 本文 본문 текст"
).split()
"""In order of preference, compared without case."""
SAMPLE_ROWS = 200
LONG = 40
"""Characters that a text column has on average: titles have 10 to 30."""
BY_FAR = 3
"""Times longer than the next column's, if it has none of the names."""
MAX_COLUMNS = 16_384
"""Of one table: as many as Excel has."""
MAX_BAD_ROWS = 1_000
"""Of one table; then the table itself is at fault, and the list of faults would have no end."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as its format keeps it; ``number`` counts from 1 after the header."""

    number: int
    cells: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be read, and why."""

    number: int
    reason: str


def documents(
    name: str,
    rows: Iterable[Row | BadRow],
    *,
    encoding: str | None,
    budget: Budget,
    separator: str = "#",
) -> Iterator[Extracted | Unreadable]:
    """Each row as a document named ``table.csv#3``, or why it is none.

    Raises:
        Refused: the table has no row, no column of texts, too many bad rows, or more text than its
            bytes hold: a format may keep a value once for all rows, and each row has all names.
    """
    rows = iter(rows)
    sample = list(islice(rows, SAMPLE_ROWS))
    if not sample:
        raise Refused("has no rows")
    column = text_column([row.cells for row in sample if isinstance(row, Row)])
    bad = 0
    for row in chain(sample, rows):
        result = _document(f"{name}{separator}{row.number}", row, column, encoding)
        budget.spend(_bytes_of(result))
        yield result
        if isinstance(result, Unreadable):
            bad += 1
            if bad == MAX_BAD_ROWS:
                raise Refused(f"has {MAX_BAD_ROWS:,} unreadable rows; the rest is not read")


def text_column(sample: list[Mapping[str, object]]) -> str | None:
    """The column that holds the texts; ``None`` if there is no good row to tell by.

    Raises:
        Refused: none does for certain.
    """
    if not sample:
        return None
    columns = list(dict.fromkeys(key for cells in sample for key in cells))
    folded = {column.strip().casefold(): column for column in reversed(columns)}
    for wanted in TEXT_COLUMNS:
        if wanted in folded:
            return folded[wanted]
    lengths = {
        column: sum(_length(plain(cells.get(column))) for cells in sample) / len(sample)
        for column in columns
    }
    longest, *others = sorted(columns, key=lambda column: -lengths[column]) or [""]
    if lengths.get(longest, 0) >= max([LONG, *(BY_FAR * lengths[other] for other in others)]):
        return longest
    shown = ", ".join(column.strip()[:20] for column in columns[:8])
    raise Refused(f"has no column of texts (columns: {shown}); name it text or 正文")


def _length(cell: str) -> int:
    """The characters of a cell; an address is long and no text."""
    return 0 if "://" in cell[:20] else len(cell)


def plain(value: object) -> str:
    """A cell as text: dates in ISO form, whole numbers without a point, nothing as ``""``."""
    if value is None or value != value:  # NaN
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        at_midnight = value.time() == datetime.time()
        return value.date().isoformat() if at_midnight else value.isoformat()
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, float):
        return f"{Decimal(repr(value)):f}" if abs(value) < 1e15 else repr(value)
    if isinstance(value, (dict, list, tuple)):
        return json.dumps(value, ensure_ascii=False, default=plain)
    return str(value)


def header(cells: Iterable[str]) -> list[str]:
    """Names for the columns, each once.

    Raises:
        Refused: the first row is no header.
    """
    names: dict[str, None] = {}
    for number, cell in enumerate(cells, 1):
        name = cell.strip() or f"column {number}"
        if len(name) > 2 * LONG:
            raise Refused("has no header; put a first row with the names of the columns")
        if number > MAX_COLUMNS:
            raise Refused(f"has more than {MAX_COLUMNS:,} columns; take some out")
        while name in names:
            name = f"{name} ({number})"
        names[name] = None
    return list(names)


def _bytes_of(result: Extracted | Unreadable) -> int:
    """About how many bytes a row takes in what was read of its file."""
    if isinstance(result, Unreadable):
        return len(result.name) + len(result.reason)
    words = (result.text, *result.metadata, *result.metadata.values())
    return sum(len(word) if word.isascii() else 3 * len(word) for word in words)


def _document(
    name: str, row: Row | BadRow, column: str | None, encoding: str | None
) -> Extracted | Unreadable:
    if isinstance(row, BadRow):
        return unreadable(name, row.reason)
    others = {key: plain(cell) for key, cell in row.cells.items() if key != column}
    metadata = {key: text for key, text in others.items() if text}
    text = plain(row.cells.get(column or ""))
    try:
        return document(
            name, text, metadata=metadata, encoding=encoding, empty=f"has no {column or 'text'}"
        )
    except Refused as refusal:
        return unreadable(name, str(refusal))

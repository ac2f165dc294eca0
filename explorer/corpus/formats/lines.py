"""Tables kept as text: csv, tsv and jsonl."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from explorer.corpus.formats.archive import Budget
from explorer.corpus.formats.extracted import MAX_CHARACTERS, Extracted, Refused
from explorer.corpus.formats.tables import BadRow, Row, documents, header
from explorer.corpus.formats.text import decode
from explorer.records import Unreadable

DELIMITERS = "\t;|"
"""Taken where the header has them; the comma otherwise. ``csv.Sniffer`` counts the bodies, too,
where running text misleads it."""


def read_csv(
    name: str, raw: bytes, *, encoding: str | None, budget: Budget
) -> Iterator[Extracted | Unreadable]:
    """The rows of a table with delimiters as documents."""
    text, found = decode(raw, encoding=encoding)
    yield from documents(name, _csv_rows(text), encoding=found, budget=budget)


def read_jsonl(
    name: str, raw: bytes, *, encoding: str | None, budget: Budget
) -> Iterator[Extracted | Unreadable]:
    """The lines of a file with one JSON object a line as documents."""
    text, found = decode(raw, encoding=encoding)
    if text.lstrip().startswith("["):
        raise Refused("is one JSON list; write one object a line")
    yield from documents(name, _json_rows(text), encoding=found, budget=budget)


def delimiter(text: str) -> str:
    """What parts the columns, by the header alone."""
    first = text.lstrip("\r\n").split("\n", 1)[0]
    best = max(DELIMITERS, key=first.count)
    return best if first.count(best) > first.count(",") else ","


def _csv_rows(text: str) -> Iterator[Row | BadRow]:
    # One setting for the whole process; a cell above it is told as its row's fault.
    csv.field_size_limit(MAX_CHARACTERS)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text), strict=True)
    names: list[str] = []
    number = 0
    while True:
        line = lines.line_num + 1
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            if not names:
                raise Refused(f"has a header that cannot be read ({error}); mend line 1") from error
            number += 1
            yield BadRow(number, f"line {line} cannot be read ({error}); mend its quotes")
            continue
        if not any(cells):
            continue
        if not names:
            names = header(cells)
            continue
        number += 1
        yield _csv_row(number, line, names, cells)


def _csv_row(number: int, line: int, names: list[str], cells: list[str]) -> Row | BadRow:
    while len(cells) > len(names) and not cells[-1]:
        cells.pop()
    if len(cells) != len(names):
        reason = f"line {line} has {len(cells)} cells, the header {len(names)}; quote its texts"
        return BadRow(number, reason)
    return Row(number, dict(zip(names, cells, strict=True)))


def _json_rows(text: str) -> Iterator[Row | BadRow]:
    number = 0
    for at, line in enumerate(io.StringIO(text), 1):
        if not line.strip():
            continue
        number += 1
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield BadRow(number, f"line {at} is not JSON ({error}); mend it")
            continue
        if isinstance(record, dict):
            yield Row(number, record)
        else:
            yield BadRow(number, f"line {at} is not a JSON object; write {{...}}")

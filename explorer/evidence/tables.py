"""An answer as a table: CSV, JSON lines, Excel, Markdown, each with how its numbers came about.

The first fields are those of ``explorer.export``. CSV repeats the provenance in each row, so that a
row that is copied elsewhere still says where it is from; JSON lines have it as ``about``, Excel as
a sheet of its own, Markdown above the table.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import xlsxwriter

from explorer.cells import is_formula
from explorer.evidence.provenance import FIELDS, Provenance
from explorer.export import (
    COUNTERPART_FIELDS,
    Row,
    counterpart_rows,
    write_csv,
    write_jsonl,
)

if TYPE_CHECKING:
    from explorer.answers import Answer

CELL = 32_767
"""Characters of a cell in Excel; the rest of a longer text is cut off, with an ellipsis."""
WIDTHS = {"document": 30, "text": 90, "differences": 24, "traces": 30}
MARKDOWN_FIELDS = (
    "rank",
    "place",
    "years",
    "verdict",
    "percentile",
    "wording",
    "document",
    "paragraph_id",
    "text",
)
_SPECIAL = re.compile(r"([\\`*_\[\]()<>#!|~$&])")
_AT_START = re.compile(r"^((?:\d+(?=\.))?)([-+=.])")
# They would be read as XML of Excel's own, or not at all.
_UNUSABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def csv_bytes(answer: Answer, about: Provenance) -> bytes:
    """The counterparts as CSV in UTF-8 with a byte order mark, which Excel needs."""
    told = about.record()
    rows = ({**row, **told} for row in counterpart_rows(answer))
    stream = io.StringIO(newline="")
    write_csv(rows, stream, fields=(*COUNTERPART_FIELDS, *FIELDS))
    return stream.getvalue().encode("utf-8-sig")


def jsonl_bytes(answer: Answer, about: Provenance) -> bytes:
    """The counterparts as JSON lines in UTF-8, exactly as they are stored."""
    told, stream = about.record(), io.StringIO()
    write_jsonl(({**row, "about": told} for row in counterpart_rows(answer)), stream)
    return stream.getvalue().encode()


def xlsx_bytes(answer: Answer, about: Provenance) -> bytes:
    """The counterparts as an Excel workbook; no text in it is ever a formula or a link.

    A text that looks like a formula has Excel's own mark of a text, so it stays one when the cell
    is edited.
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    book.set_properties({"created": datetime.fromisoformat(about.made)})
    head = book.add_format({"bold": True, "bottom": 1})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    quoted = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
    table = book.add_worksheet("counterparts")
    for column, name in enumerate(COUNTERPART_FIELDS):
        table.set_column(column, column, WIDTHS.get(name, 13), text)
        table.write_string(0, column, name, head)
    for number, row in enumerate(counterpart_rows(answer), 1):
        for column, name in enumerate(COUNTERPART_FIELDS):
            _write(table, number, column, row[name], quoted)
    table.freeze_panes(1, 1)
    notes = book.add_worksheet("about")
    notes.set_column(0, 0, 16, head)
    notes.set_column(1, 1, 110, text)
    for number, (name, value) in enumerate(about.record().items()):
        notes.write_string(number, 0, name, head)
        _write(notes, number, 1, value, quoted)
    book.close()
    return stream.getvalue()


def markdown_bytes(answer: Answer, about: Provenance) -> bytes:
    """The counterparts as a table of Markdown below how they came about."""
    told = [f"- **{name}**: {_cell(value)}" for name, value in about.record().items()]
    head = "| " + " | ".join(MARKDOWN_FIELDS) + " |"
    rule = "|" + " --- |" * len(MARKDOWN_FIELDS)
    rows = [
        f"| {' | '.join(_cell(row[name]) for name in MARKDOWN_FIELDS)} |" for row in _rows(answer)
    ]
    return ("\n".join([*told, "", head, rule, *rows]) + "\n").encode()


def plain(text: str) -> str:
    """The text on one line with nothing in it that Markdown would take for its own."""
    return _AT_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", " ".join(text.split())))


def _rows(answer: Answer) -> Iterator[Row]:
    for row in counterpart_rows(answer):
        first, last = row["earliest"], row["latest"]
        yield {**row, "years": first if first == last else f"{_or(first)}–{_or(last)}"}


def _or(year: int | None) -> str:
    return "" if year is None else str(year)


def _cell(value: object) -> str:
    return plain(_told(value))


def _told(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _write(
    sheet: xlsxwriter.worksheet.Worksheet,
    row: int,
    column: int,
    value: object,
    quoted: xlsxwriter.format.Format,
) -> None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(row, column, value)
    elif value is not None:
        text = _UNUSABLE.sub("\ufffd", _told(value))
        text = text if len(text) <= CELL else text[: CELL - 1] + "…"
        sheet.write_string(row, column, text, quoted if is_formula(text) else None)


WRITERS = {
    "csv": csv_bytes,
    "xlsx": xlsx_bytes,
    "jsonl": jsonl_bytes,
    "md": markdown_bytes,
}
"""What writes an answer, by the ending of the file."""

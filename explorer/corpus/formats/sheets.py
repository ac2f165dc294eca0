"""Tables kept in binary form: parquet files and Excel workbooks."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from explorer.corpus.formats.archive import Budget, chunks, open_archive
from explorer.corpus.formats.extracted import Extracted, Refused, printable, unreadable
from explorer.corpus.formats.tables import Row, documents, header, plain
from explorer.records import Unreadable

if TYPE_CHECKING:
    from pyarrow import DataType, RecordBatch
    from pyarrow.parquet import ParquetFile
    from python_calamine import CalamineSheet

BATCH = 256
"""Rows of a parquet file that are in memory at once."""
MAX_GROUP = 1_000_000_000
"""Bytes that a parquet file may say a part of it unpacks to."""
MAX_CELLS = 5_000_000
"""Of one sheet, counted as the rectangle around what is filled: the reader keeps 32 bytes each."""
CELL = re.compile(
    rb"""<(?:\w+:)?c\s[^<>]{0,200}?\br=["']([A-Z]{1,3})(\d{1,7})["'][^<>]{0,200}(?<!/)>\s*"""
    rb"""(?:<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*)?<(?:\w+:)?(?:v>[^<]|is\b)"""
)
"""A cell with a value; formats reach to the last row of many honest sheets."""
OVERLAP = 1024
"""Bytes of the last piece that are seen again, so that a cell across two pieces counts."""


def read_parquet(name: str, raw: bytes, *, budget: Budget) -> Iterator[Extracted | Unreadable]:
    """The rows of a parquet file as documents."""
    from pyarrow import ArrowException, BufferReader
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(BufferReader(raw)) as table:
            groups = [table.metadata.row_group(i) for i in range(table.num_row_groups)]
            if max((group.total_byte_size for group in groups), default=0) > MAX_GROUP:
                raise Refused("unpacks to too much; write it in smaller row groups")
            yield from documents(name, _parquet_rows(table), encoding=None, budget=budget)
    except (ArrowException, OSError, ValueError, MemoryError) as error:
        # ArrowException covers what is damaged and what is not supported.
        raise Refused("is damaged or not a parquet file; write it again") from error


def _parquet_rows(table: ParquetFile) -> Iterator[Row]:
    number = 0
    for batch in table.iter_batches(batch_size=BATCH):
        batch.validate(full=True)  # crafted files hold offsets beyond their data
        for cells in _readable(batch).to_pylist():
            number += 1
            yield Row(number, cells)


def _readable(batch: RecordBatch) -> RecordBatch:
    """The batch with text and times that Python knows, without columns of bytes."""
    from pyarrow import record_batch, types

    columns = {
        field.name: column.cast(_microseconds(field.type), safe=False)
        for field, column in zip(batch.schema, batch.columns, strict=True)
        if not (types.is_binary(field.type) or types.is_large_binary(field.type))
    }
    return record_batch(columns)


def _microseconds(kind: DataType) -> DataType:
    """Python has no nanoseconds."""
    from pyarrow import timestamp, types

    return timestamp("us", kind.tz) if types.is_timestamp(kind) else kind


def read_xlsx(name: str, raw: bytes, *, budget: Budget) -> Iterator[Extracted | Unreadable]:
    """The rows of all sheets with a column of texts; ``book.xlsx#Sheet!3`` if there are several."""
    from python_calamine import CalamineError, CalamineWorkbook

    _guard(raw, budget)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        sheets = [book.get_sheet_by_name(title) for title in book.sheet_names]
    except (CalamineError, OSError, ValueError, KeyError) as error:
        raise Refused("is damaged or not an Excel file; save it again as .xlsx") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how a Rust library fails
            raise
        raise Refused("is damaged; save it again as .xlsx") from error
    filled = [sheet for sheet in sheets if sheet.height]
    if not filled:
        raise Refused("has no rows")
    for sheet in filled:
        whole = name if len(filled) == 1 else f"{name}#{printable(sheet.name)}"
        separator = "#" if len(filled) == 1 else "!"
        try:
            rows = _sheet_rows(sheet)
            yield from documents(
                whole, rows, encoding=None, budget=Budget(len(raw)), separator=separator
            )
        except Refused as refusal:
            yield unreadable(whole, str(refusal))


def _guard(raw: bytes, budget: Budget) -> None:
    """Refuse a workbook before a library without limits unpacks it.

    Raises:
        Refused: it is a bomb, or one cell far away makes a sheet of billions.
    """
    with open_archive(raw) as archive:
        for info in archive.infolist():
            right = down = 0
            before = b""
            for chunk in chunks(archive, info, budget=budget):
                for letters, row in CELL.findall(before[-OVERLAP:] + chunk):
                    right, down = max(right, _column(letters)), max(down, int(row))
                before = chunk
            if right * down > MAX_CELLS:
                raise Refused(f"has a sheet of more than {MAX_CELLS:,} cells; delete far cells")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - ord("A") + 1
    return number


def _sheet_rows(sheet: CalamineSheet) -> Iterator[Row]:
    lines = (cells for cells in sheet.iter_rows() if any(plain(cell) for cell in cells))
    names = header(plain(cell) for cell in next(lines, []))
    for number, cells in enumerate(lines, 1):
        yield Row(number, dict(zip(names, cells, strict=False)))

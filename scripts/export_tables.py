"""Write the speeches or the paragraphs of an index as a table for other programs."""

from __future__ import annotations

import argparse
import io
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import console
import environment

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = """examples:
  python scripts/export_tables.py speeches --index my-index --format csv --output speeches.csv
  python scripts/export_tables.py paragraphs --index my-index --format jsonl | head

JSON lines are exact. In CSV, a cell that a spreadsheet would run as a formula gets a leading
apostrophe; a CSV file begins with the mark (BOM) that makes Excel read it as UTF-8.
"""


def main() -> int:
    """Write the table that was asked for."""
    arguments = parser().parse_args()
    environment.ready()
    from explorer import open_index
    from explorer.export import (
        PARAGRAPH_FIELDS,
        SPEECH_FIELDS,
        paragraph_rows,
        speech_rows,
        write_csv,
        write_jsonl,
    )

    explorer = open_index(arguments.index)
    if arguments.table == "speeches":
        rows, fields = speech_rows(explorer), SPEECH_FIELDS
    else:
        rows, fields = paragraph_rows(explorer), PARAGRAPH_FIELDS
    with output(arguments.output, bom=arguments.format == "csv") as stream:
        if arguments.format == "csv":
            count = write_csv(rows, stream, fields=fields)
        else:
            count = write_jsonl(rows, stream)
    console.say(f"{count:,} {arguments.table} written")
    return 0


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    result = argparse.ArgumentParser(
        prog="export_tables.py",
        description="Write the speeches or the paragraphs of an index as a table.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    result.add_argument("table", choices=("speeches", "paragraphs"), help="what to write")
    result.add_argument(
        "--index", type=Path, metavar="DIR", required=True, help="folder of the index"
    )
    result.add_argument("--format", choices=("csv", "jsonl"), required=True, help="how")
    result.add_argument(
        "--output", type=Path, metavar="FILE", help="where to (default: standard output)"
    )
    return result


@contextmanager
def output(path: Path | None, *, bom: bool) -> Iterator[TextIO]:
    """Give a stream to write to; a file takes its name only when it is complete."""
    if path is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(newline="")  # the line ends are the format's, on Windows too
        yield sys.stdout
        return
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as stream:
            yield stream
        os.replace(part, path)
    except OSError as error:
        console.fail(f"cannot write {path} ({error.strerror}): choose another --output")
    finally:
        part.unlink(missing_ok=True)


if __name__ == "__main__":
    console.run(main)

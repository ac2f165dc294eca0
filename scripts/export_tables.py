"""Write what an index holds, or what its analysis tells, as a table for other programs."""

from __future__ import annotations

import argparse
import io
import os
import sys
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import console
import environment
import index_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explorer.export import Row

TABLES = {
    "speeches": "copies of speeches",
    "paragraphs": "their paragraphs",
    "pairs": "paragraphs and their counterparts, every pair once",
    "formulas": "the commonest wording (--level, --limit)",
    "places": "city by city: how much of one is also in the other",
    "years": "year by year",
    "dyads": "every two city-years and what they share, for a regression",
    "originality": "what each paragraph is beside other cities (--speech)",
    "composition": "the shares of each speech (--speech)",
    "timeline": "where and when a passage occurs (--paragraph or --text)",
    "clusters": "the variants of each passage",
    "reused": "the paragraphs that most cities have (--limit)",
    "original": "the paragraphs that are farthest from all others (--limit)",
}
LEVELS = ("everywhere", "province", "few")
OPTIONS = {
    "level": ("formulas",),
    "limit": ("formulas", "reused", "original"),
    "zeros": ("places", "years", "dyads"),
    "speech": ("originality", "composition"),
    "paragraph": ("timeline",),
    "text": ("timeline",),
}
"""Which tables look at an option."""
EXAMPLES = """examples:
  python scripts/export_tables.py speeches --index my-index --format csv --output speeches.csv
  python scripts/export_tables.py paragraphs --index my-index --format jsonl | head
  python scripts/export_tables.py dyads --codebook
  python scripts/export_tables.py dyads --index my-index --format csv --output dyads.csv
  python scripts/export_tables.py timeline --paragraph ID --index my-index --format jsonl

JSON lines are exact. In CSV, a cell that a spreadsheet would run as a formula gets a leading
apostrophe; a CSV file begins with the mark (BOM) that makes Excel read it as UTF-8. What is not
known is an empty cell, or null.

"""


def main() -> int:
    """Write the table that was asked for, or its codebook."""
    options = parser()
    arguments = options.parse_args()
    chosen = choice(options, arguments)
    environment.ready()
    from explorer.tables.catalogue import TABLES as TABLES_OF_THE_PACKAGE

    table = TABLES_OF_THE_PACKAGE[arguments.table]
    if arguments.codebook:
        with output(arguments.output, bom=False) as stream:
            stream.write(table.codebook())
        return 0

    from explorer import open_index
    from explorer.export import write_csv, write_jsonl
    from explorer.formulas import Level
    from explorer.tables.codebook import Choice

    if "level" in chosen:
        chosen["level"] = Level(chosen["level"])
    explorer = open_index(arguments.index)
    tell = Choice(**chosen, tell=lambda line: console.say(f"note: {line}"))
    rows = begun(table.rows(explorer, tell))
    with output(arguments.output, bom=arguments.format == "csv") as stream:
        if arguments.format == "csv":
            count = write_csv(rows, stream, fields=table.names)
        else:
            count = write_jsonl(rows, stream)
    console.say(f"{count:,} {arguments.table} written")
    return 0


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    result = argparse.ArgumentParser(
        prog="export_tables.py",
        description="Write what an index holds, or what its analysis tells, as a table.",
        epilog="tables:\n"
        + "".join(f"  {name:<12} {what}\n" for name, what in TABLES.items())
        + "\n"
        + EXAMPLES
        + index_option.IN_MILVUS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    result.add_argument("table", choices=tuple(TABLES), metavar="TABLE", help="see below")
    index_option.add(
        result, "folder of the index, or its address in Milvus (see below)", required=False
    )
    result.add_argument("--format", choices=("csv", "jsonl"), help="how")
    result.add_argument(
        "--output", type=Path, metavar="FILE", help="where to (default: standard output)"
    )
    result.add_argument(
        "--codebook",
        action="store_true",
        help="tell what the fields of the table mean instead; needs no index",
    )
    only = result.add_argument_group("of some tables only")
    only.add_argument("--level", choices=LEVELS, help="how far spread (default: everywhere)")
    only.add_argument("--limit", type=number, metavar="N", help="the first N (default: 100)")
    only.add_argument(
        "--no-zeros",
        dest="zeros",
        action="store_false",
        default=None,
        help="leave out rows in which nothing was found",
    )
    only.add_argument("--speech", metavar="ID", help="this speech alone")
    passage = only.add_mutually_exclusive_group()
    passage.add_argument("--paragraph", metavar="ID", help="a paragraph of the index")
    passage.add_argument("--text", metavar="TEXT", help="a passage of your own")
    return result


def choice(options: argparse.ArgumentParser, arguments: argparse.Namespace) -> dict[str, Any]:
    """Return the options that were given; a usage error where they do not go with the table."""
    given = {name: value for name in OPTIONS if (value := getattr(arguments, name)) is not None}
    for name in given:
        if arguments.table not in OPTIONS[name]:
            spelled = "--no-zeros" if name == "zeros" else f"--{name}"
            options.error(f"{spelled} is for {', '.join(OPTIONS[name])}, not {arguments.table}")
    if not arguments.codebook:
        missing = [f"--{name}" for name in ("index", "format") if not getattr(arguments, name)]
        if missing:
            options.error(f"the following arguments are required: {', '.join(missing)}")
        if arguments.table == "timeline" and not {"paragraph", "text"} & given.keys():
            options.error("timeline needs --paragraph ID or --text TEXT")
    return given


def number(text: str) -> int:
    """Read a number of rows, 1 or more."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not 1 or more")
    return int(text)


def begun(rows: Iterator[Row]) -> Iterator[Row]:
    """Return the rows when the first is there: an error comes before anything is written."""
    first = next(rows, None)
    return rows if first is None else chain([first], rows)


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

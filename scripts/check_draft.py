"""Tell what of a draft stands elsewhere: every paragraph's counterparts; nothing is stored."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import console
import draft_text
import environment
import export_tables
import find_counterparts
import index_option
import rebuild_index
import scope_options
from console import fail

if TYPE_CHECKING:
    from explorer.draft import DraftParagraph

EXAMPLES = """examples:
  python scripts/check_draft.py draft.docx --index my-index
  python scripts/check_draft.py draft.docx --index my-index --draft-place 金华 --draft-year 2024
  python scripts/check_draft.py - --index my-index --time earlier --draft-year 2024 < draft.txt
  python scripts/check_draft.py draft.txt --index my-index --format csv --output found.csv

The draft is read as a text of a corpus is, compared in memory and forgotten: no file is written but
the --output that you name.
"""
FEW = 3


def main() -> int:
    """Check the draft, and print what was found in the form that was asked for."""
    arguments = parser().parse_args()
    environment.ready()
    from explorer import open_index
    from explorer.draft import check_draft, draft_origin, read_draft
    from explorer.export import write_csv, write_jsonl

    name, raw = received(arguments)
    text = read_draft(name, raw, encoding=arguments.encoding)
    explorer = open_index(arguments.index, rule=dict(arguments.rule))
    place, years = arguments.draft_place, arguments.draft_year
    with rebuild_index.Bars() as bars:
        found = check_draft(
            explorer,
            text,
            arguments.k,
            scope_options.scope(arguments, explorer),
            origin=draft_origin(explorer, place=place, years=years),
            progress=bars.update,
        )
    shown = draft_text.most_shared(found, arguments.limit)
    with export_tables.output(arguments.output, bom=arguments.format == "csv") as stream:
        if arguments.format == "text":
            stream.write(draft_text.printed(shown))
        elif arguments.format == "csv":
            write_csv(draft_text.flat_rows(shown), stream, fields=draft_text.flat_fields())
        else:
            write_jsonl(draft_text.records(shown), stream)
    tell(found)
    return 0


def tell(found: list[DraftParagraph]) -> None:
    """Say the sums, and what they leave out."""
    console.say(draft_text.summary(found))
    reasons = [one.answer.uncalibrated for one in found if one.answer and one.answer.uncalibrated]
    for reason in dict.fromkeys(reasons):
        console.say(f"note, of {reasons.count(reason):,} of them: {reason}.")


def received(arguments: argparse.Namespace) -> tuple[str | None, bytes]:
    """Return the name of the draft, None where it has none, and its bytes."""
    if arguments.draft == "-":
        return None, sys.stdin.buffer.read()
    path = Path(arguments.draft)
    try:
        return path.name, path.read_bytes()
    except OSError as error:
        fail(f"cannot read {path} ({error.strerror}): give a file that holds the draft")


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    result = argparse.ArgumentParser(
        prog="check_draft.py",
        description="Tell what of a draft stands elsewhere: for every paragraph its closest "
        "counterparts, how much of it is formula, and a sum. Nothing of it is stored.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    result.add_argument(
        "draft", metavar="FILE", help="txt, md, docx, html or pdf; - reads standard input"
    )
    index_option.add(result, "folder of the index, or its address in Milvus")
    result.add_argument(
        "-k",
        type=find_counterparts.positive,
        default=FEW,
        metavar="N",
        help=f"counterparts of each paragraph, 1 to 200 (default: {FEW})",
    )
    draft = result.add_argument_group("what the draft is")
    draft.add_argument(
        "--draft-place", metavar="NAME_OR_CODE", help="its city, which is then left out"
    )
    draft.add_argument(
        "--draft-year",
        type=scope_options.year_range,
        metavar="A-B",
        help="its year, which is then left out; --time and --certain-years go by it",
    )
    draft.add_argument(
        "--encoding", metavar="NAME", help="of a text without a byte order mark, such as gb18030"
    )
    scope_options.add(result)
    result.add_argument(
        "--rule",
        type=find_counterparts.threshold,
        action="append",
        default=[],
        metavar="NAME=NUMBER",
        help="another threshold of the verdict, such as edited=0.5; the names stand in README.md",
    )
    result.add_argument(
        "--limit",
        type=scope_options.at_least_one,
        metavar="N",
        help="at most N paragraphs: those with the strongest verdicts, in reading order",
    )
    result.add_argument(
        "--format",
        choices=("text", "jsonl", "csv"),
        default="text",
        help="for people (default); one JSON object per paragraph; one row per counterpart",
    )
    result.add_argument(
        "--output", type=Path, metavar="FILE", help="where to (default: standard output)"
    )
    return result


if __name__ == "__main__":
    console.run(main)

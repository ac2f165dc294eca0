"""Find the closest counterparts of a paragraph, or of any text, in other cities and years."""

from __future__ import annotations

import argparse
import math
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import console
import environment
import scope_options
from console import fail

if TYPE_CHECKING:
    from explorer.answers import Answer, Counterpart
    from explorer.records import Dating
    from explorer.search import Explorer

EXAMPLES = """examples:
  python scripts/find_counterparts.py --index my-index --paragraph 0a1b2c3d4e5f.1.12
  python scripts/find_counterparts.py --index my-index --text "加快建设现代化产业体系" -k 5
  python scripts/find_counterparts.py --index my-index --text-file - --year 2015-2020 < passage.txt
  python scripts/find_counterparts.py --index my-index --paragraph 0a1b2c3d4e5f.1.12 --format jsonl

Paragraph ids stand in the app, and in `export_tables.py paragraphs`.
"""
MOST_RESULTS = 200  # as the core has it; a test holds them equal


def main() -> int:
    """Search, and print the counterparts in the form that was asked for."""
    arguments = parser().parse_args()
    environment.ready()
    from explorer import open_index
    from explorer.export import counterpart_rows, write_jsonl

    text = typed_text(arguments)
    explorer = open_index(arguments.index, rule=dict(arguments.rule))
    if arguments.paragraph is not None:
        explorer.paragraph(arguments.paragraph)  # an unknown id is no free text to search for
    answer = explorer.counterparts(
        arguments.paragraph or text,
        k=arguments.k,
        scope=scope_options.scope(arguments, explorer),
        is_text=not arguments.paragraph,
    )
    if arguments.format == "jsonl":
        write_jsonl(counterpart_rows(answer), sys.stdout)
        console.say(scope_options.account(answer))
    else:
        print(table(answer))
        if arguments.sentences:
            for counterpart in answer:
                print(sentences(explorer, arguments.paragraph or text, counterpart, arguments))
        print(scope_options.account(answer))
    return 0


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    result = argparse.ArgumentParser(
        prog="find_counterparts.py",
        description="Find the closest counterparts of a passage in other cities and other years.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    result.add_argument(
        "--index", type=Path, metavar="DIR", required=True, help="folder of the index"
    )
    passage = result.add_mutually_exclusive_group(required=True)
    passage.add_argument("--paragraph", metavar="ID", help="a paragraph of the index, by its id")
    passage.add_argument("--text", metavar="TEXT", help="any text")
    passage.add_argument(
        "--text-file", metavar="F", help="the text of a UTF-8 file; - reads standard input"
    )
    result.add_argument(
        "-k", type=positive, default=10, metavar="N", help="how many, 1 to 200 (default: 10)"
    )
    scope_options.add(result)
    result.add_argument(
        "--sentences",
        action="store_true",
        help="below the table, each counterpart sentence by sentence: every stretch of the passage "
        "and the one that matches it best",
    )
    result.add_argument(
        "--rule",
        type=threshold,
        action="append",
        default=[],
        metavar="NAME=NUMBER",
        help="another threshold of the verdict, such as edited=0.5; the names stand in README.md",
    )
    result.add_argument(
        "--format",
        choices=("table", "jsonl"),
        default="table",
        help="for people (default), or one JSON object per line for programs",
    )
    return result


def positive(text: str) -> int:
    """Read how many counterparts to find."""
    if not text.isdecimal() or not 1 <= int(text) <= MOST_RESULTS:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to {MOST_RESULTS}")
    return int(text)


def threshold(text: str) -> tuple[str, float]:
    """Read ``edited=0.5``."""
    name, _, number = text.partition("=")
    try:
        return name.strip(), float(number)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not like edited=0.5") from None


def typed_text(arguments: argparse.Namespace) -> str:
    """Return the free text of the command line, empty where a paragraph is asked for."""
    if arguments.paragraph is not None:
        return ""
    text, source = arguments.text, "--text"
    if arguments.text_file is not None:
        source = "standard input" if arguments.text_file == "-" else arguments.text_file
        try:
            if arguments.text_file == "-":
                data = sys.stdin.buffer.read()
            else:
                data = Path(arguments.text_file).read_bytes()
            text = data.decode("utf-8-sig")
        except OSError as error:
            fail(f"cannot read {source} ({error.strerror}): give a file that holds the text")
        except UnicodeDecodeError:
            fail(f"{source} is not UTF-8 text: save it as UTF-8 and try again")
    if not text.strip():
        fail(f"{source} holds no text: give a sentence or more")
    return text


def table(answer: Answer) -> str:
    """Return the counterparts as lines for people, cut to the terminal's width."""
    if not answer.counterparts:
        return "No counterpart: nothing is left to compare with."
    columns = max(shutil.get_terminal_size((100, 24)).columns, 60)
    rows = [("", "place", "year", "closer than", "wording", "verdict", "paragraph")]
    rows += [_cells(counterpart) for counterpart in answer]
    widths = [max(console.width(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = []
    texts = ["", *[counterpart.paragraph.text for counterpart in answer]]
    for row, text in zip(rows, texts, strict=True):
        cells = [console.fit(cell, size) for cell, size in zip(row, widths, strict=True)]
        lines.append("  ".join(cells).rstrip())
        if text:
            lines.append("    " + console.fit(" ".join(text.split()), columns - 4).rstrip())
    return "\n".join(lines)


def years(dating: Dating) -> str:
    """Return the years between which a speech lies, in short."""
    earliest, latest = dating.earliest, dating.latest
    if earliest is None and latest is None:
        return f"{dating.stated}?" if dating.stated else "?"
    if earliest == latest:
        return str(earliest)
    return f"{earliest or ''}–{latest or ''}"


def sentences(
    explorer: Explorer, asked: str, counterpart: Counterpart, arguments: argparse.Namespace
) -> str:
    """Return the stretches of the passage, each above the one that matches it best."""
    is_text = not arguments.paragraph
    passage = asked.strip() if is_text else explorer.paragraph(asked).text
    other = counterpart.paragraph
    lines = [f"{counterpart.rank}  {other.id}"]
    for one in explorer.aligned(asked, other.id, is_text=is_text):
        own = " ".join(passage[one.a_start : one.a_end].split())
        best = " ".join(other.text[one.b_start : one.b_end].split())
        lines += [f"    {own}", f"      {one.score:5.2f}  {best}"]
    return "\n".join(lines)


def _cells(counterpart: Counterpart) -> tuple[str, ...]:
    from explorer.export import place_name

    speech = counterpart.speech
    close = counterpart.percentile
    return (
        f"{counterpart.rank}",
        (place_name(speech.place) or "?") + ("" if counterpart.sure_place else " (unsure)"),
        years(speech.dating) + ("" if counterpart.sure_year else " (unsure)"),
        "" if close is None else f"{math.floor(close * 10) / 10}%",  # never rounded up to all
        f"{counterpart.wording:.0%}",
        counterpart.verdict or "",
        counterpart.paragraph.id,
    )


if __name__ == "__main__":
    console.run(main)

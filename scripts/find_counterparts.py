"""Find the closest counterparts of a paragraph, or of any text, in other cities and years."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import answer_files
import answer_text
import console
import environment
import index_option
import scope_options
from console import fail

EXAMPLES = """examples:
  python scripts/find_counterparts.py --index my-index --paragraph 0a1b2c3d4e5f.1.12
  python scripts/find_counterparts.py --index my-index --text "加快建设现代化产业体系" -k 5
  python scripts/find_counterparts.py --index my-index --text-file - --year 2015-2020 < passage.txt
  python scripts/find_counterparts.py --index my-index --paragraph 0a1b2c3d4e5f.1.12 --format jsonl
  python scripts/find_counterparts.py --index my-index --paragraph 0a1b2c3d4e5f.1.12 --format html
      --counterpart 5f4e3d2c1b0a.1.7 --output card.html

Paragraph ids stand in the app, and in `export_tables.py paragraphs`.

"""
MOST_RESULTS = 1_000  # as the core has it; a test holds them equal


def main() -> int:
    """Search, and print the counterparts in the form that was asked for."""
    arguments = parser().parse_args()
    environment.ready()
    from explorer import open_index
    from explorer.export import counterpart_rows, write_jsonl

    text = typed_text(arguments)
    explorer = open_index(arguments.index, rule=dict(arguments.rule), exact=arguments.exact)
    if arguments.paragraph is not None:
        explorer.paragraph(arguments.paragraph)  # an unknown id is no free text to search for
    scope = scope_options.scope(arguments, explorer)
    answer = explorer.counterparts(
        arguments.paragraph or text, k=arguments.k, scope=scope, is_text=not arguments.paragraph
    )
    if arguments.format in answer_files.FORMATS:
        answer_files.write(arguments, explorer, text, scope, answer)
        console.say(scope_options.account(answer))
    elif arguments.format == "jsonl":
        write_jsonl(counterpart_rows(answer), sys.stdout)
        console.say(scope_options.account(answer))
    else:
        passage = answer_text.passage_of(explorer, arguments.paragraph, text)
        print(console.shown(answer_text.table(answer, passage)))
        if arguments.sentences:
            print()
            for counterpart in answer:
                told = answer_text.sentences(explorer, arguments.paragraph, text, counterpart)
                print(console.shown(told))
        print(scope_options.account(answer))
    return 0


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    result = argparse.ArgumentParser(
        prog="find_counterparts.py",
        description="Find the closest counterparts of a passage in other cities and other years.",
        epilog=EXAMPLES + index_option.IN_MILVUS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    index_option.add(result, "folder of the index, or its address in Milvus (see below)")
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
        "above the one that matches it best",
    )
    result.add_argument(
        "--exact",
        action="store_true",
        help="compare every allowed paragraph, where an index of more than half a million, or "
        "Milvus, would find nearly all of the nearest faster",
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
        choices=("table", "jsonl", *answer_files.FORMATS),
        default="table",
        help="for people (default), or one JSON object per line for programs; the others are files "
        "that say how their numbers came about, html the evidence card of one pair",
    )
    result.add_argument(
        "--counterpart",
        metavar="ID",
        help="the paragraph that the card is of (default: the closest counterpart)",
    )
    result.add_argument(
        "--card-language", choices=("zh", "en"), default="en", help="of the card (default: en)"
    )
    result.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help="where such a file is written (default: standard output)",
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
    text: str = arguments.text
    source = "--text"
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


if __name__ == "__main__":
    console.run(main)

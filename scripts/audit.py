"""Tell what in a collection of texts would falsify results, the worst first."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import console
import environment
import export_tables
import rebuild_index
from audit_text import printed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.audit.collection import Collection

EXAMPLES = """examples:
  python scripts/audit.py my-speeches
  python scripts/audit.py my-index --kind year-conflict,place-conflict
  python scripts/audit.py my-speeches --format csv --output findings.csv
  python scripts/audit.py my-speeches --format csv --grid --output grid.csv
  python scripts/audit.py my-speeches --format metadata --output rows.csv

CORPUS_OR_INDEX is a folder of texts, or an index that was built of one. Nothing is changed: what
the audit offers to write into metadata.csv goes there by your own hand, into the row of that path
where there is one; empty cells are for you to fill in. --format metadata writes these rows alone;
where there is no metadata.csv yet, that file is one.

In the grid, 2 stands for two speeches (copies count once), 1? for one whose year is only known as a
range, a point for a year that is missing between others. JSON lines hold findings, then places.

Exit codes: 0 the audit was done, whatever it found; 1 something you can mend; 2 wrong usage.
"""


def main() -> int:
    """Audit the collection and write what was found."""
    arguments = parser().parse_args()
    environment.ready()
    from explorer.audit.auditing import audit
    from explorer.audit.rows import metadata_table
    from explorer.audit.tables import (
        FINDING_FIELDS,
        finding_records,
        finding_rows,
        grid_records,
        grid_rows,
    )
    from explorer.export import write_csv, write_jsonl

    kinds = checked_kinds(arguments.kind)
    with rebuild_index.Bars() as bars:
        collection = opened(arguments, bars)
        result = audit(collection, progress=bars.update)
    findings = [one for one in result.findings if not kinds or one.kind in kinds]
    shown = findings if arguments.limit is None else findings[: arguments.limit]
    as_csv = arguments.format == "csv"
    with export_tables.output(arguments.output, bom=as_csv) as stream:
        if arguments.format == "text":
            text = printed(result, [] if arguments.grid else shown, len(findings))
            stream.write(console.shown(text))
        elif arguments.format == "metadata":
            stream.write(metadata_table(row for one in shown for row in one.rows))
        elif as_csv and arguments.grid:
            years = map(str, result.grid.years)
            fields = ("place", "place_code", *years, "undated")
            write_csv(grid_rows(result.grid), stream, fields=fields)
        elif as_csv:
            write_csv(finding_rows(shown), stream, fields=FINDING_FIELDS)
        else:
            write_jsonl([] if arguments.grid else finding_records(shown), stream)
            write_jsonl(grid_records(result.grid), stream)
    console.say(
        f"{len(shown):,} of {len(findings):,} findings in {result.speeches:,} speeches of "
        f"{result.documents:,} documents"
    )
    return 0


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    result = argparse.ArgumentParser(
        prog="audit.py",
        description="Tell what in a collection of texts would falsify results, the worst first: "
        "one text under two cities or years, wrong places and years, damaged texts, gaps.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    result.add_argument(
        "collection", type=Path, metavar="CORPUS_OR_INDEX", help="folder of texts or of an index"
    )
    result.add_argument(
        "--kind", metavar="KIND,...", help="only these kinds of findings (default: all)"
    )
    result.add_argument("--limit", type=count, metavar="N", help="at most N findings, the worst")
    result.add_argument(
        "--format",
        choices=("text", "jsonl", "csv", "metadata"),
        default="text",
        help="how (default: text)",
    )
    result.add_argument(
        "--grid", action="store_true", help="only the grid of places and years, no findings"
    )
    result.add_argument(
        "--output", type=Path, metavar="FILE", help="where to (default: standard output)"
    )
    rebuild_index.add_reading(result)
    return result


def count(text: str) -> int:
    """Read a number of findings; a usage error where it is none."""
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not 1, 2, 3 ...")
    return int(text)


def checked_kinds(text: str | None) -> Sequence[str]:
    """Read ``place-masked,mojibake``; the kinds are told where one is unknown."""
    from explorer.audit.findings import Kind

    kinds = [kind.strip() for kind in (text or "").split(",") if kind.strip()]
    for kind in kinds:
        if kind not in set(Kind):
            parser().error(f"--kind: {kind!r} is none of {', '.join(Kind)}")
    return kinds


def opened(arguments: argparse.Namespace, bars: rebuild_index.Bars) -> Collection:
    """Read the corpus, or open the index; which of them it is, its files tell."""
    from explorer.audit.collection import collection_of_corpus, collection_of_index
    from explorer.catalogue import Catalogue
    from explorer.corpus.reading import read_corpus
    from explorer.index.store import CURRENT_FILE

    folder = arguments.collection
    if (folder / CURRENT_FILE).is_file():
        if arguments.columns or arguments.encoding:
            console.fail("an index is read already: --columns and --encoding are for a corpus")
        return collection_of_index(Catalogue(folder))
    corpus = read_corpus(
        folder, progress=bars.update, columns=arguments.columns, encoding=arguments.encoding
    )
    return collection_of_corpus(corpus, folder)


if __name__ == "__main__":
    console.run(main)

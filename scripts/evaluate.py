"""Measure how well corpora are read and how well planted reuse is found; prints a table.

Suites:
    sample   the pairs planted in the sample corpus: their rank, from either side, by kind
    reading  folders whose file or folder names tell city and year: the names are hidden, and what
             the text alone says is compared with them; characters lost; speed without embedding
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import console
import environment
from console import fail

if TYPE_CHECKING:
    from explorer import Explorer

EXAMPLES = """examples:
  python scripts/evaluate.py sample
  python scripts/evaluate.py reading reports_2024 reports_2025
  python scripts/evaluate.py reading reports_2024 --json figures.json
"""
PAIRED = ("verbatim", "edited", "paraphrase", "translation")
HIDDEN = "page.txt"


def main() -> int:
    """Run the suite that the command line names, print its table, write the JSON where asked."""
    options = parser().parse_args()
    environment.ready()
    if options.suite == "sample":
        rows = list(planted())
    else:
        if not options.folders:
            fail("name the folders to read: evaluate.py reading FOLDER ...")
        for folder in options.folders:
            if not folder.is_dir():
                fail(f"{folder} is not there: name a folder of texts")
        rows = [read_with_hidden_names(folder) for folder in options.folders]
    print(table(rows))
    if options.json:
        options.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    result = argparse.ArgumentParser(
        prog="evaluate.py",
        description=__doc__,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    result.add_argument("suite", choices=("sample", "reading"), help="what to measure")
    result.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="for reading")
    result.add_argument("--json", type=Path, metavar="FILE", help="write the figures here, too")
    return result


def planted() -> Iterator[dict[str, Any]]:
    """Per kind of planted pair: how many, how many found first, how many in the first three."""
    from explorer import build_index, open_index, sample_corpus

    with tempfile.TemporaryDirectory() as folder:
        build_index(sample_corpus(), Path(folder))
        explorer = open_index(Path(folder))
        ranks: dict[str, list[int]] = {kind: [] for kind in PAIRED}
        with (sample_corpus().parent / "planted.csv").open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                if row["kind"] in ranks:
                    a, b = (paragraph(explorer, row, side) for side in "ab")
                    ranks[row["kind"]] += [rank(explorer, a, b), rank(explorer, b, a)]
    for kind, found in ranks.items():
        yield {
            "kind": kind,
            "asked": len(found),
            "first": sum(one == 1 for one in found),
            "in three": sum(one <= 3 for one in found),
        }


def paragraph(explorer: Explorer, row: dict[str, str], side: str) -> str:
    """Return the id of the paragraph that one side of a planted pair names."""
    return next(
        one.id
        for one in explorer.paragraphs()
        if explorer.speech(one.speech_id).document == row[f"document_{side}"]
        and one.text.startswith(row[f"starts_{side}"])
    )


def rank(explorer: Explorer, asked: str, partner: str) -> int:
    """Return the rank of the partner among the counterparts of a paragraph; 99 if below 50."""
    answer = explorer.counterparts(asked, k=50)
    ids = [{one.paragraph.id, *one.others} for one in answer]
    return next((place for place, own in enumerate(ids, 1) if partner in own), 99)


def read_with_hidden_names(folder: Path) -> dict[str, Any]:
    """Read every document under a neutral name, and compare with what its real name says."""
    from explorer.corpus.dating import file_name_year, infer_dating
    from explorer.corpus.files import read_documents
    from explorer.corpus.place_table import load_places
    from explorer.corpus.placing import infer_place, place_in_name
    from explorer.corpus.speeches import split_speeches
    from explorer.records import Document

    places = load_places(folder)
    count: Counter[str] = Counter()
    size, spent = 0, 0.0
    for document in read_documents(folder):
        if not isinstance(document, Document):
            count["left out"] += 1
            continue
        name = f"{folder.resolve().name}/{document.name}"
        begun = time.perf_counter()
        speeches, dropped = split_speeches(replace(document, name=HIDDEN))
        found = [(infer_place(one, places), infer_dating(one)) for one in speeches]
        spent += time.perf_counter() - begun
        size += len(document.text.encode())
        kept = "".join(line.text for one in speeches for line in one.lines)
        kept += "".join(piece.text for piece in dropped)
        count["lost"] += letters(document.text) - letters(kept)
        count["documents"] += 1
        count["speeches"] += len(speeches)
        entry, year = place_in_name(name, places), file_name_year(name)
        for place, dating in found:
            if entry is not None:
                known = place.code is not None
                right = place.code == entry.code
                count["place " + ("right" if right else "wrong" if known else "unknown")] += 1
            if year is not None:
                first, last = dating.earliest or 0, dating.latest or 9999
                exact = first == last == year
                within = first <= year <= last
                count["year " + ("right" if exact else "within" if within else "wrong")] += 1
    columns = ("documents", "speeches", "left out", "lost")
    columns += ("place right", "place unknown", "place wrong")
    columns += ("year right", "year within", "year wrong")
    return {
        "folder": folder.resolve().name,
        **{column: count[column] for column in columns},
        "MB/s": round(size / 1e6 / max(spent, 1e-9), 1),
    }


def letters(text: str) -> int:
    """Return the number of characters that are not white space."""
    return len(re.sub(r"\s+", "", text))


def table(rows: list[dict[str, Any]]) -> str:
    """Return rows of like keys as an aligned table."""
    lines = [list(rows[0]), *([str(value) for value in row.values()] for row in rows)]
    widths = [max(console.width(line[n]) for line in lines) for n in range(len(lines[0]))]
    return "\n".join(
        "  ".join(console.fit(cell, width) for cell, width in zip(line, widths, strict=True))
        for line in lines
    )


if __name__ == "__main__":
    console.run(main)

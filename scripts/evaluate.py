"""Measure how well corpora are read and how well planted reuse is found; prints a table.

Suites:
    sample     the pairs planted in the sample corpus: their rank, from either side, by kind
    reading    folders whose file or folder names tell city and year: the names are hidden, and what
               the text alone says is compared with them; characters lost; speed without embedding
    reposting  copies of the folders' speeches as reposting sites alter them: how many are known as
               copies, how many pairs of other speeches are not, what is said to years moved
    judged     a csv of passages with the counterparts that a reader judged right, and the folder
               that they are from: their rank
    ablation   the arguments of judged: baselines, and what each part of the ranking gains
    sentences  a tsv of sentences, one column for each of two languages (a line with one empty cell
               is a distractor): is the translation first, in three, by which part of the ranking
    crosslingual  a tsv of parallel paragraphs, one column per language, all in one pool
    altered    paragraphs of the folders as they are, with words deleted, in traditional characters,
               with names and figures swapped, clauses cut or re-ordered, or spliced with another's:
               is the original found first, by the search and by baselines?
    percentiles  a folder: are the percentiles of fresh random pairs uniform?
    verdicts   the verdicts on pairs planted in the sample corpus (or in folders), and on pairs that
               are not
    labels     a csv of pairs that readers judged, and the index they are from: how many of the
               first counterparts are reuse, how far the judges agree, what the verdicts are worth
    reuse      the model of the probability of reuse, fitted anew on folders, indexes and labels
    tiles      shared wording found by tiles and by difflib, where it is known
    formulas   how much wording is formula, and whether rarity tells reuse from formulas
    witnesses  three ways to find near copies among many: recall, time, memory (the third one needs
               `pip install datasketch`)
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import console
import environment
from console import fail

EXAMPLES = """examples:
  python scripts/evaluate.py sample
  python scripts/evaluate.py reading reports_2024 reports_2025
  python scripts/evaluate.py reposting reports_2024 --copies 100
  python scripts/evaluate.py witnesses reports_2024 --speeches 20000 --json figures.json
  python scripts/evaluate.py judged labels.csv reports_2024
  python scripts/evaluate.py ablation labels.csv reports_2024
  python scripts/evaluate.py sentences sentences.tsv
  python scripts/evaluate.py crosslingual paragraphs.tsv
  python scripts/evaluate.py altered reports_2024 reports_2025
  python scripts/evaluate.py percentiles reports_2024
  python scripts/evaluate.py verdicts
  python scripts/evaluate.py verdicts reports_2024 --pairs pairs.jsonl
  python scripts/evaluate.py labels labels.csv my-index
  python scripts/evaluate.py reuse reports_2024 my-index labels.csv
  python scripts/evaluate.py tiles reports_2024
  python scripts/evaluate.py formulas reports_2024
"""
SUITES = (
    *("sample", "reading", "reposting", "witnesses"),
    *("judged", "crosslingual", "altered", "percentiles", "verdicts", "tiles", "formulas"),
    *("labels", "reuse", "ablation", "sentences"),
)
OWN_CORPUS = ("sample", "verdicts")
"""Suites that need no folder."""
FILES = {"judged": 1, "ablation": 1, "crosslingual": 1, "sentences": 1, "labels": 1}
"""Leading arguments of a suite that are files."""


def main() -> int:
    """Run the suite that the command line names, print its table, write the JSON where asked."""
    options = parser().parse_args()
    environment.ready()
    if options.pairs and not options.pairs.is_file():
        fail(f"{options.pairs} is not there: name a jsonl of pairs")
    if options.suite not in OWN_CORPUS or options.folders:
        if not options.folders:
            fail(f"name the folders to read: evaluate.py {options.suite} FOLDER ...")
        files = FILES.get(options.suite, 0)
        for file in options.folders[:files]:
            if not file.is_file():
                fail(f"{file} is not there: name a file first")
        for folder in options.folders[files:]:
            if not (folder.is_dir() or (options.suite == "reuse" and folder.is_file())):
                fail(f"{folder} is not there: name a folder of texts")
    rows = measure(options)
    print(table(rows))
    if options.json:
        options.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


def measure(options: argparse.Namespace) -> list[dict[str, Any]]:
    """Return the rows of the chosen suite."""
    from suites import (
        ablation,
        altered,
        formulas,
        labels,
        planted,
        reading,
        reposting,
        retrieval,
        reuse,
        tiles,
        verdicts,
        witnesses,
    )

    paths = options.folders
    if options.suite in ("judged", "ablation") and len(paths) != 2:
        fail(f"name the csv and the folder: evaluate.py {options.suite} LABELS.csv FOLDER")
    if options.suite == "labels" and len(paths) != 2:
        fail("name the csv and the index: evaluate.py labels LABELS.csv INDEX")
    suites: dict[str, Callable[[], Iterable[dict[str, Any]]]] = {
        "sample": planted.planted,
        "reading": lambda: reading.read_all(paths),
        "reposting": lambda: reposting.repost(paths, options.copies),
        "witnesses": lambda: witnesses.compare(paths, options.speeches),
        "judged": lambda: retrieval.judged(*paths),
        "ablation": lambda: ablation.ablation(*paths),
        "sentences": lambda: ablation.sentences(paths[0]),
        "crosslingual": lambda: retrieval.crosslingual(paths[0]),
        "altered": lambda: altered.altered(paths),
        "percentiles": lambda: retrieval.percentiles(paths[0]),
        "verdicts": lambda: verdicts.verdicts(paths, options.pairs),
        "tiles": lambda: tiles.tiles(paths),
        "formulas": lambda: formulas.formulas(paths),
        "labels": lambda: labels.labels(*paths),
        "reuse": lambda: reuse.reuse(paths),
    }
    return list(suites[options.suite]())


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    result = argparse.ArgumentParser(
        prog="evaluate.py",
        description=__doc__,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    result.add_argument("suite", choices=SUITES, help="what to measure")
    result.add_argument(
        "folders", nargs="*", type=Path, metavar="FOLDER", help="for all suites but sample"
    )
    result.add_argument(
        "--copies",
        type=count,
        default=500,
        metavar="N",
        help="for reposting: copies for each alteration (%(default)s)",
    )
    result.add_argument(
        "--speeches",
        type=count,
        default=10_000,
        metavar="N",
        help="for witnesses: synthetic speeches beside the real ones (%(default)s)",
    )
    result.add_argument(
        "--pairs",
        type=Path,
        metavar="FILE",
        help="for verdicts: a jsonl of own pairs (passage, source, label) beside the planted ones",
    )
    result.add_argument("--json", type=Path, metavar="FILE", help="write the figures here, too")
    return result


def count(text: str) -> int:
    """Return a number from 1."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is none: write a number from 1")
    return int(text)


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

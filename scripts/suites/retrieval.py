"""How well counterparts are found: judged passages, translations, altered copies, and the scale."""

from __future__ import annotations

import csv
import random
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from console import fail

if TYPE_CHECKING:
    from explorer import Explorer
    from explorer.records import Paragraph
    from explorer.scope import Scope

SEED = 20_240_103
FRESH = 20_000
"""Random pairs whose percentiles are looked at; 0.01 of the distance is chance."""
DEEPEST = 200


@contextmanager
def indexed(folder: Path) -> Iterator[Explorer]:
    """The index of a folder of texts, made for this occasion."""
    from explorer import build_index, open_index

    with tempfile.TemporaryDirectory() as index:
        build_index(folder, Path(index))
        yield open_index(Path(index))


def judged(labels: Path, folder: Path) -> list[dict[str, Any]]:
    """Passages of a folder with the counterparts that a reader judged right.

    ``labels`` is a csv with the columns document, part, number (of the passage's paragraph), right
    and, if you like, acceptable: paragraphs as ``document:part:number``, parted by ``|``.
    """
    with indexed(folder) as explorer:
        ids = {
            f"{(speech := explorer.speech(one.speech_id)).document}:{speech.part}:{one.number}": one
            for one in explorer.paragraphs()
        }
        ranks, acceptable_first = [], 0
        with labels.open(encoding="utf-8-sig", newline="") as stream:
            for row in csv.DictReader(stream):
                asked = ids.get(f"{row['document']}:{row['part']}:{row['number']}")
                right = named(row["right"], ids)
                if asked is None or not right:
                    fail(f"{labels}: {row['document']}:{row['part']}:{row['number']} is not there")
                found = explorer.counterparts(asked.id, k=DEEPEST)
                ranks.append(first_rank(found.counterparts, right))
                fine = right | named(row.get("acceptable") or "", ids)
                acceptable_first += first_rank(found.counterparts, fine) == 1
    return [
        {
            "passages": len(ranks),
            "right first": sum(rank == 1 for rank in ranks),
            "right in three": sum(0 < rank <= 3 for rank in ranks),
            "acceptable first": acceptable_first,
            "reciprocal rank": round(sum(1 / rank for rank in ranks if rank) / len(ranks), 3),
        }
    ]


def named(cell: str, ids: dict[str, Paragraph]) -> set[str]:
    """Return the ids of the paragraphs that a cell names."""
    return {ids[name.strip()].id for name in cell.split("|") if name.strip() in ids}


def first_rank(found: list[Any], wanted: set[str]) -> int:
    """Return the rank of the first counterpart that is wanted, in any of its copies; 0 if none."""
    return next(
        (one.rank for one in found if wanted & {one.paragraph.id, *one.others}),
        0,
    )


def crosslingual(table: Path) -> list[dict[str, Any]]:
    """A table of parallel paragraphs, one column per language, all in one pool.

    For each language: the share of its paragraphs whose translations all come first, the mean
    share of translations among as many first counterparts, and recall@1 in each other language.
    """
    from explorer.scope import Scope

    with table.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    languages = [name for name in rows[0] if re.fullmatch(r"[a-z]{2,3}", name) and name != "id"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, row in enumerate(rows):
            for language in languages:
                text = " ".join(row[language].split())
                (folder / f"{language}-{number}.txt").write_text(text, encoding="utf-8")
        listed = "".join(f"{one.name},{one.name.split('-')[0]}\n" for one in folder.iterdir())
        (folder / "metadata.csv").write_text(f"path,language\n{listed}", encoding="utf-8")
        with indexed(folder) as explorer:
            return [pooled(explorer, own, languages, Scope(other_city=False)) for own in languages]


def pooled(explorer: Explorer, own: str, languages: list[str], scope: Scope) -> dict[str, Any]:
    """Return how the translations of one language's paragraphs are found."""
    from dataclasses import replace

    asked = [one for one in explorer.speeches() if one.language == own]
    together, first = [], []
    for speech in asked:
        number = speech.document.split("-")[1]
        paragraph = f"{speech.id}.1"
        found = explorer.counterparts(paragraph, k=len(languages) - 1, scope=scope)
        together.append(sum(one.speech.document.split("-")[1] == number for one in found))
        for other in set(languages) - {own}:
            only = replace(scope, languages=frozenset({other}))
            best = next(iter(explorer.counterparts(paragraph, k=1, scope=only)), None)
            first.append(best is not None and best.speech.document.split("-")[1] == number)
    wanted = len(languages) - 1
    return {
        "language": own,
        "paragraphs": len(asked),
        f"in the first {wanted}": round(sum(together) / (wanted * len(asked)), 4),
        "all of them": round(sum(one == wanted for one in together) / len(asked), 4),
        "recall@1": round(sum(first) / len(first), 4),
    }


def percentiles(folder: Path) -> list[dict[str, Any]]:
    """How far the percentiles of fresh random pairs are from uniform, per pair of languages."""
    with indexed(folder) as explorer:
        die, all_of_them = random.Random(SEED), list(explorer.paragraphs())
        found: dict[str, list[float]] = {}
        for _ in range(FRESH):
            one, other = die.sample(all_of_them, 2)
            first, second = (explorer.speech(each.speech_id) for each in (one, other))
            same_city = first.place.code is not None and first.place.code == second.place.code
            if first.witness_group == second.witness_group or same_city:
                continue
            pair = explorer.compared(one.id, other.id)
            if pair.percentile is not None:
                languages = "-".join(sorted((first.language, second.language)))
                found.setdefault(languages, []).append(pair.percentile / 100)
    return [
        {
            "languages": languages,
            "fresh pairs": len(shares),
            "Kolmogorov distance": round(kolmogorov(shares), 4),
        }
        for languages, shares in sorted(found.items())
    ]


def kolmogorov(shares: list[float]) -> float:
    """Return the greatest distance of a sample's distribution from the uniform one on 0-1."""
    ordered, size = sorted(shares), len(shares)
    return max(max((at + 1) / size - share, share - at / size) for at, share in enumerate(ordered))

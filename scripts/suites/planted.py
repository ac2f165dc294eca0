"""The pairs planted in the sample corpus: their rank, from either side, by kind."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from explorer import Explorer

PAIRED = ("verbatim", "edited", "paraphrase", "translation")


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

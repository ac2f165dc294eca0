"""The verdicts on the pairs planted in the sample corpus, and on pairs that are not."""

from __future__ import annotations

import csv
import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from suites.planted import PAIRED, paragraph

if TYPE_CHECKING:
    from explorer import Explorer

SEED = 20_240_104
UNPLANTED = 300
NOTHING = "unplanted"
"""Neither reuse nor formula: no verdict, or the same topic."""


def verdicts() -> list[dict[str, Any]]:
    """Per kind: pairs, precision, recall and F1 of the verdict; the last row is their mean."""
    from explorer import build_index, open_index, sample_corpus

    with tempfile.TemporaryDirectory() as folder:
        build_index(sample_corpus(), Path(folder))
        explorer = open_index(Path(folder))
        given = Counter(
            (kind, verdict_of(explorer, one, other)) for kind, one, other in pairs(explorer)
        )
    kinds = [*PAIRED, "formula", NOTHING]
    rows = [scores(kind, given) for kind in kinds]
    means: dict[str, Any] = {
        name: sum(row[name] for row in rows) / len(rows) for name in ("precision", "recall", "F1")
    }
    rows.append({"kind": "mean", "pairs": sum(row["pairs"] for row in rows), **means})
    return [{name: rounded(value) for name, value in row.items()} for row in rows]


def rounded(value: Any) -> Any:  # noqa: ANN401 (a cell of a table)
    """Return a number as it is printed."""
    return round(value, 3) if isinstance(value, float) else value


def pairs(explorer: Explorer) -> Iterator[tuple[str, str, str]]:
    """(kind, paragraph, paragraph) of planted pairs from either side, and of others."""
    from explorer import sample_corpus

    formulas: dict[str, list[str]] = {}
    planted: set[frozenset[str]] = set()
    with (sample_corpus().parent / "planted.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["kind"] == "formula":
                formulas.setdefault(row["note"], []).append(paragraph(explorer, row, "a"))
            if row["kind"] in PAIRED:
                one, other = (paragraph(explorer, row, side) for side in "ab")
                planted.add(frozenset((one, other)))
                yield from ((row["kind"], one, other), (row["kind"], other, one))
    for holders in formulas.values():
        for one, other in combinations(holders, 2):
            if not same_speech(explorer, one, other):
                planted.add(frozenset((one, other)))
                yield "formula", one, other
    die, ids = random.Random(SEED), [one.id for one in explorer.paragraphs()]
    left = UNPLANTED
    while left:
        one, other = die.sample(ids, 2)
        if frozenset((one, other)) not in planted and not same_speech(explorer, one, other):
            left -= 1
            yield NOTHING, one, other


def same_speech(explorer: Explorer, one: str, other: str) -> bool:
    """Return whether two paragraphs are of one speech or of its copies."""
    groups = {
        explorer.speech(explorer.paragraph(id_).speech_id).witness_group for id_ in (one, other)
    }
    return len(groups) == 1


def verdict_of(explorer: Explorer, one: str, other: str) -> str:
    """Return the verdict on a pair, ``NOTHING`` for none and for the same topic."""
    found = explorer.compared(one, other).verdict
    return NOTHING if found is None or found == "same topic" else found


def scores(kind: str, given: Counter[tuple[str, str]]) -> dict[str, Any]:
    """Return precision, recall and F1 of a kind."""
    right = given[kind, kind]
    meant = sum(count for (true, _), count in given.items() if true == kind)
    said = sum(count for (_, told), count in given.items() if told == kind)
    return {
        "kind": kind,
        "pairs": meant,
        "precision": right / said if said else 0.0,
        "recall": right / meant if meant else 0.0,
        "F1": 2 * right / (meant + said) if meant + said else 0.0,
    }

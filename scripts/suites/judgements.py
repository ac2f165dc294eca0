"""Reads a csv of pairs of paragraphs that readers judged.

Columns: passage, counterpart (ids of paragraphs), label and, with several readers, coder; weight,
where a pair stands for more than itself. Others are ignored.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from console import fail

REUSE = ("verbatim", "edited", "paraphrase", "translation")
NO_REUSE = ("same topic", "formula", "wrong")
LABELS = (*REUSE, *NO_REUSE)
NEEDED = ("passage", "counterpart", "label")

Said = dict[str, str]
"""What each reader said of a pair."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What readers said of pairs. Which of a pair was the passage plays no part."""

    passages: tuple[str, ...]
    """The paragraphs that were asked, each once, in the order of the file."""
    repeated: int
    """Rows whose reader judged the same pair again further down; the last row counts."""
    _said: dict[frozenset[str], Said] = field(default_factory=dict)
    _asked: dict[frozenset[str], tuple[str, str]] = field(default_factory=dict)
    _weights: dict[frozenset[str], float] = field(default_factory=dict)

    def among(self, ids: Collection[str]) -> Labels:
        """The judgements of pairs that are both among some paragraphs."""
        said = {pair: told for pair, told in self._said.items() if all(one in ids for one in pair)}
        passages = tuple(one for one in self.passages if one in ids)
        return Labels(passages, self.repeated, said, self._asked, self._weights)

    def pairs(self) -> list[tuple[tuple[str, str], Said]]:
        """Each pair as it was first asked, with what was said of it."""
        return [(self._asked[pair], said) for pair, said in self._said.items()]

    def coders(self) -> list[str]:
        """The names of the readers, sorted."""
        return sorted({coder for said in self._said.values() for coder in said})

    def said(self, one: str, other: str) -> Said:
        """What each reader said of a pair; empty where nobody judged it."""
        return self._said.get(frozenset((one, other)), {})

    def label(self, one: str, other: str) -> str | None:
        """What most readers said of a pair; None where none did or two labels are as frequent."""
        return most(Counter(self.said(one, other).values()))

    def reuse(self, one: str, other: str) -> bool | None:
        """Whether most readers call a pair reuse; None where none did or they are divided."""
        verdict = most(Counter(str(said in REUSE) for said in self.said(one, other).values()))
        return None if verdict is None else verdict == str(True)

    def weight(self, one: str, other: str) -> float:
        """How many pairs a pair stands for."""
        return self._weights[frozenset((one, other))]


def most(counts: Counter[str]) -> str | None:
    """Return what is counted most; None where that is nothing or shared."""
    first = counts.most_common(2)
    return first[0][0] if first and (len(first) == 1 or first[0][1] > first[1][1]) else None


def read_labels(path: Path) -> Labels:
    """The judgements of a file, parted by commas, semicolons or tabs; stops where it is malformed.

    What is wrong is told in one line with the number of the row.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        fail(f"{path} is not UTF-8; save it as CSV UTF-8")
    header = text.partition("\n")[0]
    rows = csv.DictReader(text.splitlines(), delimiter=max(",;\t", key=header.count))
    names = {(name or "").strip().casefold(): name for name in rows.fieldnames or ()}
    missing = [name for name in NEEDED if name not in names]
    if missing:
        fail(f"{path} has no column {missing[0]}; it needs {', '.join(NEEDED)}")
    asked: list[str] = []
    repeated = 0
    labels: dict[frozenset[str], Said] = {}
    first: dict[frozenset[str], tuple[str, str]] = {}
    weights: dict[frozenset[str], float] = {}
    for row in rows:
        one, other, label = ((row[names[name]] or "").strip() for name in NEEDED)
        if not (one or other or label):
            continue
        where, label = f"{path}, row {rows.line_num}", label.casefold()
        if label not in LABELS:
            fail(f"{where}: {label!r} is no label; use {', '.join(LABELS)}")
        if not one or not other or one == other:
            fail(f"{where} does not name two paragraphs")
        pair = frozenset((one, other))
        coder = (row[names["coder"]] or "").strip() if "coder" in names else ""
        repeated += coder in labels.get(pair, {})
        labels.setdefault(pair, {})[coder] = label
        first.setdefault(pair, (one, other))
        weights[pair] = weight((row[names["weight"]] or "") if "weight" in names else "", where)
        asked.append(one)
    if not labels:
        fail(f"{path} has no judged pair; write one a row below {','.join(NEEDED)}")
    return Labels(tuple(dict.fromkeys(asked)), repeated, labels, first, weights)


def weight(cell: str, where: str) -> float:
    """Return the weight that a cell tells, 1 where it is empty."""
    try:
        told = float(cell.strip() or 1)
    except ValueError:
        told = 0
    if not 0 < told < float("inf"):
        fail(f"{where}: {cell!r} is no weight; write a number above 0 or nothing")
    return told

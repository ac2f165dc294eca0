"""Indexes made by hand: speeches with their places and years, and the pairs between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from explorer.analysis.table import PairTable
from explorer.index.pairs import PAIR, Joined, Pairs, PairWriter
from explorer.records import Dating, Paragraph, Place, PlaceStatus, Speech
from explorer.scope import NO_PLACE, OPEN_END, OPEN_START, Facets
from explorer.verdict import Verdict

VERDICTS = list(Verdict)
KNOWN = {"A": "north", "B": "north", "C": "south", "D": "south"}
"""Places by code, and their provinces."""


@dataclass(frozen=True)
class Given:
    """A speech: code of its place, bounds of its years, paragraphs, witness group."""

    place: str | None
    years: tuple[int | None, int | None]
    paragraphs: int = 1
    group: int | None = None


@dataclass(frozen=True)
class Pair:
    """A pair as it is found from ``a``; from ``b`` as well, unless it is ``one_sided``."""

    a: int
    b: int
    verdict: Verdict = Verdict.EDITED
    rare: int = 0
    percentile: float = float("nan")
    wording: float = 0.5
    one_sided: bool = False


class MadeExplorer:
    """As much of an open index as the analysis looks at."""

    def __init__(self, folder: Path, given: Sequence[Given], pairs: Sequence[Pair]) -> None:
        self._speeches = [_speech(number, one) for number, one in enumerate(given)]
        self.facets = _facets(given, self._speeches)
        self.generation = folder / "gen-000001"
        self.manifest = SimpleNamespace(points={}, places=list(KNOWN))
        owners = self.facets.speech.tolist()
        self._paragraphs = [
            Paragraph(f"p{row}", row, f"s{owner}", 1 + row - owners.index(owner), "x" * 100, 0, 0)
            for row, owner in enumerate(owners)
        ]
        self.nearest = np.full(len(owners), np.nan, dtype=np.float32)
        self.formula = np.zeros(len(owners), dtype=np.float32)
        self.pairs: Pairs | None = self._write(folder, pairs)

    def _write(self, folder: Path, pairs: Sequence[Pair]) -> Pairs:
        count = len(self._paragraphs)
        found: list[list[tuple[Any, ...]]] = [[] for _ in range(count)]
        for pair in pairs:
            told = (pair.percentile, pair.wording, pair.rare, VERDICTS.index(pair.verdict))
            found[pair.a].append((pair.b, *told))
            if not pair.one_sided:
                found[pair.b].append((pair.a, *told))
        counts = np.array(list(map(len, found)), dtype=np.int64)
        stored = np.array([one for own in found for one in own], dtype=PAIR)
        further = np.zeros(count, dtype=np.int32)
        folder.mkdir(parents=True, exist_ok=True)
        with PairWriter(folder) as writer:
            writer.add(Joined(stored, counts, further, self.nearest, self.formula))
        return Pairs(folder, count)

    def rewrite(self, folder: Path, pairs: Sequence[Pair]) -> None:
        """Write the pairs again, with the ``nearest`` and ``formula`` that were set."""
        self.pairs = self._write(folder, pairs)

    def speeches(self) -> list[Speech]:
        return self._speeches

    def speech(self, speech_id: str) -> Speech:
        return self._speeches[int(speech_id[1:])]

    def paragraph_at(self, row: int) -> Paragraph:
        return self._paragraphs[row]

    def paragraph(self, paragraph_id: str) -> Paragraph:
        return self._paragraphs[int(paragraph_id[1:])]

    def paragraphs(self) -> list[Paragraph]:
        return self._paragraphs

    def reading(self, speech_id: str) -> list[Any]:
        own = [one for one in self._paragraphs if one.speech_id == speech_id]
        return [SimpleNamespace(paragraph_id=one.id) for one in own]


def made(folder: Path, given: Sequence[Given], pairs: Sequence[Pair] = ()) -> Any:
    """An index of these speeches; it stands for an ``Explorer``."""
    return MadeExplorer(folder, given, pairs)


def table(folder: Path, given: Sequence[Given], pairs: Sequence[Pair] = ()) -> PairTable:
    """The pairs of an index of these speeches."""
    return PairTable(made(folder, given, pairs))


def _speech(number: int, given: Given) -> Speech:
    place = Place()
    if given.place is not None:
        name = f"city {given.place}"
        place = Place(given.place, name, KNOWN[given.place], "prefecture", PlaceStatus.STATED)
    group = number if given.group is None else given.group
    dating = Dating(None, *given.years)
    return Speech(
        f"s{number}", f"{number}.txt", 1, "", place, dating, "en", group, given.paragraphs, "", 0, 0
    )


def _facets(given: Sequence[Given], speeches: list[Speech]) -> Facets:
    codes = list(KNOWN)
    values = []
    for number, one in enumerate(given):
        place = NO_PLACE if one.place is None else codes.index(one.place)
        first, last = one.years
        bounds = (OPEN_START if first is None else first, OPEN_END if last is None else last)
        row = (place, *bounds, speeches[number].witness_group, number, 100)
        values += [row] * one.paragraphs
    place, earliest, latest, group, speech, length = np.array(values).T
    return Facets(
        codes,
        speeches,
        place.astype(np.int32),
        earliest.astype(np.int16),
        latest.astype(np.int16),
        group.astype(np.int32),
        speech.astype(np.int32),
        length.astype(np.int32),
    )

"""The index in memory with the pairs of its paragraphs, for the views that count them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
from fake_explorer import HOSTILE, SHARED, FakeExplorer

from explorer.index.pairs import PAIR, Pairs
from explorer.records import Dating, Paragraph, Place, PlaceStatus, YearStatus
from explorer.scope import NO_PLACE, OPEN_END, OPEN_START, Facets
from explorer.verdict import Verdict

NUMBERS = {one: number for number, one in enumerate(Verdict)}
Given = tuple[int, int, Verdict, float]
"""Two rows, their verdict, the wording that they share."""


class MemoryPairs(Pairs):
    """Pairs that lie in no file; each is found from both ends."""

    def __init__(self, count: int, given: Iterable[Given]) -> None:
        own: list[list[tuple[Any, ...]]] = [[] for _ in range(count)]
        for a, b, verdict, wording in given:
            told = (99.97, wording, round(100 * wording), NUMBERS[verdict])
            own[a].append((b, *told))
            own[b].append((a, *told))
        self.first = np.cumsum([0, *map(len, own)])
        self.all = np.array([one for some in own for one in some], dtype=PAIR)
        self.further = np.zeros(count, dtype=np.int32)
        self.nearest = np.full(count, np.nan, dtype=np.float32)
        self.formula = np.zeros(count, dtype=np.float32)


class PairedExplorer(FakeExplorer):
    """An index in memory that was built with its pairs, or without: ``pairs`` is None then."""

    def __init__(self, points: dict[str, list[float]] | None = None, **given: Any) -> None:
        super().__init__(**given)
        self.points = points or {}

    @property
    def manifest(self) -> Any:
        found = vars(super().manifest)
        return SimpleNamespace(**found, points=self.points)

    def join(self, given: Iterable[Given]) -> PairedExplorer:
        """Give it these pairs."""
        self.pairs = MemoryPairs(len(self.paragraphs), given)
        return self

    def paragraph_at(self, row: int) -> Paragraph:
        return list(self.paragraphs.values())[row]

    @property
    def facets(self) -> Facets:
        speeches = list(self.found.values())
        codes = sorted({one.place.code for one in speeches if one.place.code})
        values = []
        for paragraph in self.paragraphs.values():
            number = [one.id for one in speeches].index(paragraph.speech_id)
            speech = speeches[number]
            first, last = speech.dating.earliest, speech.dating.latest
            values.append(
                (
                    codes.index(speech.place.code) if speech.place.code else NO_PLACE,
                    OPEN_START if first is None else first,
                    OPEN_END if last is None else last,
                    speech.witness_group,
                    number,
                    len(paragraph.text),
                )
            )
        columns = np.array(values, dtype=np.int64).reshape(-1, 6).T
        kinds = (np.int32, np.int16, np.int16, np.int32, np.int32, np.int32)
        return Facets(codes, speeches, *(c.astype(k) for c, k in zip(columns, kinds, strict=True)))


def place(code: str | None, name: str | None, province: str | None = None) -> Place:
    status = PlaceStatus.STATED if code else PlaceStatus.MASKED
    return Place(code, name, province, "prefecture", status)


def years(first: int | None, last: int | None = None) -> Dating:
    if first is not None and last is None:
        return Dating(first, first, first, YearStatus.STATED)
    known = (first, last) != (None, None)
    return Dating(None, first, last, YearStatus.PROVED if known else YearStatus.UNKNOWN)


def passages() -> PairedExplorer:
    """Seven speeches that share a passage (their last): ranges, an open year, unknown ones."""
    points = {"X10100": [118.1, 24.5], "X10200": [119.6, 29.1], "X10300": [122.2, 41.1]}
    explorer = PairedExplorer(points)
    for number, (where, when) in enumerate(
        (
            (place("X10100", "鹭津", "澜东"), years(2009)),
            (place("X10200", "霁州", "澜东"), years(2010, 2013)),
            (place("X10300", "蓼川", "朔西"), years(2015)),
            (place("X10400", "汐湾", "朔西"), years(2016)),
            (place("X10200", "霁州", "澜东"), Dating(None, 2018, None, YearStatus.PROVED)),
            (place(None, None), years(2020)),
            (place(None, None), years(None)),
        )
    ):
        explorer.add(
            where, when, f"第{number}篇讲话", [f"其余的话，篇{number}。", f"{SHARED}，{number}"]
        )
    kinds = (
        Verdict.VERBATIM, Verdict.EDITED, Verdict.PARAPHRASE, Verdict.TRANSLATION,
        Verdict.VERBATIM, Verdict.EDITED,
    )  # fmt: skip
    return explorer.join((1, 2 * n + 1, kind, 0.9 / n) for n, kind in enumerate(kinds, 1))


def hostile() -> PairedExplorer:
    """Every field that comes from a corpus holds markup."""
    explorer = PairedExplorer({f"X{n}": [100.0 + n, 30.0 + n] for n in range(len(HOSTILE))})
    for n, evil in enumerate(HOSTILE):
        where = Place(f"X{n}", f"城{n}{evil}", evil, "prefecture", PlaceStatus.INFERRED)
        texts = [f"{evil}{SHARED}", *HOSTILE]
        document = f"{evil}{n}.txt"
        explorer.add(
            where, years(2010 + n), f"题{n}{evil}", texts, document=document, language=evil
        )
    size = 1 + len(HOSTILE)
    return explorer.join((0, n * size, Verdict.EDITED, 0.4) for n in range(1, len(HOSTILE)))


def one_city() -> PairedExplorer:
    """One speech, so that nothing can be shared."""
    explorer = PairedExplorer()
    explorer.add(place("X1", "鹭津"), years(2011), "讲话", [SHARED, SHARED])
    return explorer.join([])


def crowd(cities: int, paragraphs: int, seed: int = 1) -> PairedExplorer:
    """Many cities that share much; made by chance."""
    chance = random.Random(seed)
    codes: Sequence[str] = [f"X{number:05}" for number in range(cities)]
    points = {code: [chance.uniform(76, 130), chance.uniform(20, 50)] for code in codes}
    explorer = PairedExplorer(points)
    for number, code in enumerate(codes):
        where = place(code, f"城{number}", f"省{number % 30}")
        texts = [f"{SHARED}，{number}之{n}" for n in range(paragraphs)]
        explorer.add(where, years(2005 + number % 20), f"讲话{number}", texts)
    count = cities * paragraphs
    kinds = [Verdict.VERBATIM, Verdict.EDITED, Verdict.PARAPHRASE]
    return explorer.join(
        (a, b, chance.choice(kinds), chance.random())
        for a in range(count)
        for b in {chance.randrange(count) for _ in range(40)}
        if a // paragraphs != b // paragraphs
    )

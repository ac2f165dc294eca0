"""Corpora of a few paragraphs with their facets, without reading files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from explorer.records import Dating, Place, Speech
from explorer.scope import OPEN_END, OPEN_START, Facets


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph that is a speech of its own."""

    text: str
    group: int
    place: int = -1
    province: str = "province"
    earliest: int = OPEN_START
    latest: int = OPEN_END
    level: str | None = "prefecture"


def facets_of(corpus: Sequence[Row]) -> Facets:
    """The facets of the paragraphs."""
    return Facets(
        places=[str(number) for number in range(1 + max((r.place for r in corpus), default=0))],
        speeches=[_speech(number, row) for number, row in enumerate(corpus)],
        place=np.array([row.place for row in corpus], dtype=np.int32),
        earliest=np.array([row.earliest for row in corpus], dtype=np.int16),
        latest=np.array([row.latest for row in corpus], dtype=np.int16),
        group=np.array([row.group for row in corpus], dtype=np.int32),
        speech=np.arange(len(corpus), dtype=np.int32),
        length=np.array([len(row.text) for row in corpus], dtype=np.int32),
    )


def _speech(number: int, row: Row) -> Speech:
    known = row.place >= 0
    return Speech(
        id=f"speech {number}",
        document=f"{number}.txt",
        part=1,
        title="",
        place=Place(
            code=str(row.place) if known else None,
            province=row.province if known else None,
            level=row.level,
        ),
        dating=Dating(),
        language="zh",
        witness_group=row.group,
        paragraphs=1,
        first_words=row.text[:30],
        start=0,
        end=len(row.text),
    )

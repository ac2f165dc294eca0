"""Paragraphs with the names that break expressions, for predicates of all kinds about them."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from explorer import predicate as tree
from explorer.columns import NUMBERS, WORDS, metadata
from explorer.records import Dating, Place, Speech
from explorer.scope import NO_PLACE, OPEN_END, OPEN_START, Facets

HOSTILE = (
    '" or 1==1',
    "' or 1==1 --",
    '"]) or not (place in [',
    "back\\slash\\",
    '\\"',
    "two\nlines\r\t",
    "nul\0inside",
    "金华",
    "😀",
    "\u202eright to left\u2066",
    "",
    " ",
    "{place}",
    "%s",
    "id >= 0",
)
ROWS, SPEECHES, DIMENSION = 600, 60, 16
COLUMNS = (*WORDS, metadata("role"), metadata(HOSTILE[0]), metadata("nobody has it"))


def made_facets(rows: int = ROWS, speeches: int = SPEECHES, seed: int = 7) -> Facets:
    """Paragraphs of speeches whose places, levels, languages and metadata are hostile names."""
    chance = np.random.default_rng(seed)

    def name(*more: None) -> Any:
        return [*HOSTILE, *more][chance.integers(len(HOSTILE) + len(more))]

    records = [
        Speech(
            *(f"{number:012d}.1", "a.txt", 1, "title"),
            Place(name(), "name", name(None), name(None)),
            Dating(),
            name(),
            number // 2,
            1,
            *("", 0, 1),
            metadata={column: name() for column in ("role", HOSTILE[0]) if chance.random() < 0.7},
        )
        for number in range(speeches)
    ]
    speech = np.sort(chance.integers(0, speeches, rows)).astype(np.int32)
    earliest = np.where(chance.random(rows) < 0.1, OPEN_START, chance.integers(1990, 2025, rows))
    latest = np.where(
        chance.random(rows) < 0.1, OPEN_END, np.maximum(earliest, 1990) + chance.integers(0, 3)
    )
    return Facets(
        places=sorted(HOSTILE),
        speeches=records,
        place=chance.integers(NO_PLACE, len(HOSTILE), rows).astype(np.int32),
        earliest=earliest.astype(np.int16),
        latest=latest.astype(np.int16),
        group=(speech // 2).astype(np.int32),
        speech=speech,
        length=chance.integers(10, 900, rows).astype(np.int32),
    )


def made_vectors(rows: int = ROWS, seed: int = 8) -> NDArray[np.float32]:
    """Unit vectors in clumps; every tenth row is the same as one before it."""
    chance = np.random.default_rng(seed)
    clumps = chance.normal(size=(12, DIMENSION))
    drawn = clumps[chance.integers(0, 12, rows)] + 0.7 * chance.normal(size=(rows, DIMENSION))
    drawn[9::10] = drawn[4::10]
    return np.asarray(drawn / np.linalg.norm(drawn, axis=1, keepdims=True), dtype=np.float32)


FACETS = made_facets()

_words = st.frozensets(st.sampled_from((*HOSTILE, None, "nowhere")), max_size=6)
_numbers = st.one_of(
    st.integers(0, 60), st.integers(1985, 2030), st.integers(0, 1000), st.integers()
)
_bounds = st.none() | _numbers
_leaves = st.one_of(
    st.builds(tree.OneOf, st.sampled_from(COLUMNS), _words),
    st.builds(tree.OneOf, st.sampled_from(NUMBERS), st.frozensets(_numbers, max_size=6)),
    st.builds(tree.Between, st.sampled_from(NUMBERS), _bounds, _bounds),
)


def _joined(parts: st.SearchStrategy[tree.Predicate]) -> st.SearchStrategy[tree.Predicate]:
    several = st.lists(parts, max_size=3).map(tuple)
    return st.one_of(
        st.builds(tree.Not, parts), st.builds(tree.All, several), st.builds(tree.Any, several)
    )


predicates: st.SearchStrategy[tree.Predicate] = st.recursive(_leaves, _joined, max_leaves=6)
"""Predicates of all kinds about the columns of ``made_facets``."""

"""The vectors of each language as the processes of a join share them: in files, mapped."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from explorer.embedding import products
from explorer.room import new_array

COARSE_FROM = 50_000
"""Paragraphs of a language from which the cosines with all of them are computed in bfloat16 first:
with fewer, loading the library takes longer than it saves."""
COLUMNS = "columns-{}.npy"

Rows = NDArray[np.int64]
Numbers = NDArray[np.int32]


def write_columns(vectors: Path, language: Numbers, *, coarse: bool | None = None) -> None:
    """Write what all processes share, beside the vectors: those of each language.

    Args:
        vectors: a ``.npy`` file of unit vectors (paragraphs, dimension).
        language: (paragraphs,) the number of each one's language.
        coarse: whether the cosines are computed in bfloat16 first; None does so where it is faster.
    """
    table = np.load(vectors, mmap_mode="r")
    spoken = np.unique(language).tolist()
    for number in spoken:
        rows = np.flatnonzero(language == number)
        path = vectors.parent / COLUMNS.format(number)
        if coarse or (coarse is None and len(rows) >= COARSE_FROM and products.is_fast()):
            products.write_coarse(table, rows, path)
        elif len(spoken) > 1:
            own = new_array(path, (len(rows), table.shape[1]), np.float32)
            for begin in range(0, len(rows), products.BLOCK):
                own[begin : begin + products.BLOCK] = table[rows[begin : begin + products.BLOCK]]
            own.flush()


class Language(NamedTuple):
    """The paragraphs of a language: their rows, ascending, and their vectors, coarse or not."""

    rows: Rows
    columns: NDArray[Any]

    def at(self, rows: Rows) -> Rows:
        """The columns of those of some rows that are of the language."""
        places = np.minimum(np.searchsorted(self.rows, rows), len(self.rows) - 1)
        return np.asarray(places[self.rows[places] == rows])


def languages_of(vectors: Path, language: Numbers) -> list[Language]:
    """What :func:`write_columns` wrote beside a file of vectors, mapped."""
    found = []
    for number in np.unique(language).tolist():
        path = vectors.parent / COLUMNS.format(number)
        # Copied on writing, which nobody does: torch takes no memory that is read-only.
        columns = np.load(path if path.exists() else vectors, mmap_mode="c").view(np.ndarray)
        found.append(Language(np.flatnonzero(language == number), columns))
    return found

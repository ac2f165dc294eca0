"""The nearest paragraphs of every paragraph, block by block."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from explorer.scope import NO_PLACE, Facets

NEIGHBOURS = 100
"""Paragraphs of each language, the nearest by meaning, that are looked at for each paragraph."""
OWN_NEIGHBOURS = 8
"""The same of its own city: what is carried over from one year to another."""
BLOCK = 128
"""Paragraphs whose cosines with all others are held at once: 100 MB for 200,000."""
BARRED = -2.0
"""Below any cosine."""

Vectors = NDArray[np.float32]
Rows = NDArray[np.int64]


def nearest(
    vectors: Vectors, facets: Facets, language: NDArray[np.int32], first: int, last: int
) -> Iterator[tuple[int, Rows]]:
    """The nearest of other speeches of each paragraph from one row to before another, in order.

    Args:
        vectors: (paragraphs, dimension) unit vectors.
        facets: of all paragraphs.
        language: (paragraphs,) the number of each one's language.
        first: the first row.
        last: behind the last one.

    Yields:
        A row, and the rows of up to ``NEIGHBOURS`` paragraphs of each language that are not of its
        city, and of up to ``OWN_NEIGHBOURS`` that are; in no order.
    """
    spoken = [np.flatnonzero(language == number) for number in np.unique(language)]
    columns = [(rows, (vectors if len(spoken) == 1 else vectors[rows]).T) for rows in spoken]
    for begin in range(first, last, BLOCK):
        block = np.arange(begin, min(begin + BLOCK, last))
        found: list[list[Rows]] = [[] for _ in block]
        for rows, others in columns:
            cosines = vectors[block] @ others
            cosines[facets.group[block][:, np.newaxis] == facets.group[rows]] = BARRED
            own = facets.place[block][:, np.newaxis] == facets.place[rows]
            own &= facets.place[rows] != NO_PLACE
            within = np.where(own, cosines, BARRED)
            cosines[own] = BARRED
            for table, most in ((cosines, NEIGHBOURS), (within, OWN_NEIGHBOURS)):
                _add_best(found, table, rows, most)
        for row, parts in zip(block.tolist(), found, strict=True):
            yield row, np.concatenate(parts)


def _add_best(found: list[list[Rows]], table: Vectors, rows: Rows, most: int) -> None:
    """Add to each paragraph's list the rows of its ``most`` highest cosines."""
    most = min(most, table.shape[1])
    best = np.argpartition(table, -most, axis=1)[:, -most:]
    for own, columns, cosines in zip(found, best, table, strict=True):
        own.append(rows[columns[cosines[columns] > BARRED]])

"""The nearest paragraphs of every paragraph, block by block.

All are compared with all: of 200,000 paragraphs each takes 0.8 to 1 ms of a core with AMX, most of
it for the products. Of a large index the inverted lists tell what may be nearest, as in a search.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.embedding import products
from explorer.highest import first_of_each, reaching, thresholds
from explorer.index.vectors import ParagraphVectors
from explorer.joining.columns import Language, languages_of
from explorer.scope import NO_PLACE, Facets

NEIGHBOURS = 100
"""Paragraphs of each language, the nearest by meaning, that are looked at for each paragraph."""
OWN_NEIGHBOURS = 8
"""The same of its own city: what is carried over from one year to another."""
CELLS = 50_000_000
"""Cosines that are held at once: 100 MB of coarse ones, 200 MB of others."""
BLOCK = 250
"""Paragraphs that are compared with all others at once, at most."""
BARRED = -2.0
"""Below any cosine."""

Vectors = NDArray[np.float32]
Rows = NDArray[np.int64]
Numbers = NDArray[np.int32]
Table = NDArray[Any]
"""Cosines, coarse or not: (rows, columns)."""


class Neighbours:
    """Finds the nearest paragraphs of other speeches.

    Args:
        vectors: a ``.npy`` file of unit vectors (paragraphs, dimension), with what
            ``write_columns`` wrote beside it.
        facets: of all paragraphs.
        language: (paragraphs,) the number of each one's language.
        lists: the index of so many paragraphs that not all are compared with all; None where they
            are.
    """

    def __init__(
        self,
        vectors: Path,
        facets: Facets,
        language: Numbers,
        lists: ParagraphVectors | None = None,
    ) -> None:
        self._vectors: Vectors = np.load(vectors, mmap_mode="r").view(np.ndarray)
        self._facets, self._lists = facets, lists
        self._of_place, self._of_group = _Members(facets.place), _Members(facets.group)
        self._languages = languages_of(vectors, language)
        self._numbers = np.unique(language).tolist()

    def of(self, first: int, last: int) -> Iterator[tuple[int, Rows]]:
        """The nearest paragraphs of each from one row to before another, in order.

        Yields:
            A row, and the rows of up to ``NEIGHBOURS`` paragraphs of each language that are not of
            its city, and of up to ``OWN_NEIGHBOURS`` that are; in no order.
        """
        widest = max(len(one.rows) for one in self._languages)
        step = max(1, min(BLOCK, CELLS // widest))
        for begin in range(first, last, step):
            block = np.arange(begin, min(begin + step, last))
            found: list[list[Rows]] = [[] for _ in block]
            for one in self._languages:
                _hand_out(found, *self._elsewhere(one, block))
                for city in np.unique(self._facets.place[block]).tolist():
                    if city != NO_PLACE:
                        own = np.flatnonzero(self._facets.place[block] == city)
                        row, near = self._within(one, block[own], self._of_place(city))
                        _hand_out(found, own[row], near)
            for asked, parts in zip(block.tolist(), found, strict=True):
                yield asked, np.concatenate(parts)

    def elsewhere(self, rows: Rows, language: int) -> list[Rows]:
        """Of each of some paragraphs up to ``NEIGHBOURS`` of a language, the nearest first.

        Of other cities and speeches.
        """
        one = self._languages[self._numbers.index(language)]
        widest = max(1, min(BLOCK, CELLS // len(one.rows)))
        found: list[list[Rows]] = [[] for _ in rows]
        for begin in range(0, len(rows), widest):
            end = begin + widest
            _hand_out(found[begin:end], *self._elsewhere(one, rows[begin:end]))
        return [near for (near,) in found]

    def _elsewhere(self, language: Language, block: Rows) -> tuple[Rows, Rows]:
        """(number in the block, row) of the nearest of other cities, the nearest first."""
        if self._lists is not None:
            return self._listed(self._lists, language, block)
        queries = self._vectors[block]
        if language.columns.dtype != np.int16:
            table = np.asarray(queries @ language.columns.T)
            self._bar(table, BARRED, language, block)
            row, column = _nearly_highest(table)
            cosines = table[row, column]
        else:
            coarse = products.coarse_products(queries, language.columns)
            self._bar(coarse, products.BARRED, language, block)
            row, column = _nearly_highest(coarse)
            cosines = self._cosines(block, row, language.rows[column])
        best = first_of_each(row, cosines, NEIGHBOURS)
        best = best[cosines[best] > BARRED]
        return row[best], language.rows[column[best]]

    def _bar(self, table: Table, barred: float, language: Language, block: Rows) -> None:
        """Take what is of a paragraph's own speech or city out of its row."""
        for values, members in (
            (self._facets.group[block], self._of_group),
            (self._facets.place[block], self._of_place),
        ):
            for value in np.unique(values).tolist():
                if members is self._of_group or value != NO_PLACE:
                    own = np.flatnonzero(values == value)
                    table[np.ix_(own, language.at(members(value)))] = barred

    def _listed(
        self, lists: ParagraphVectors, language: Language, block: Rows
    ) -> tuple[Rows, Rows]:
        """The same by the inverted lists."""
        origins = np.stack([self._facets.place[block], self._facets.group[block]], axis=1)
        found: list[Rows] = []
        allowed, before = np.zeros(len(self._vectors), dtype=bool), None
        for row, (city, group) in zip(block.tolist(), origins.tolist(), strict=True):
            if before != (city, group):  # paragraphs of a speech follow one another
                before = city, group
                allowed[:] = False
                allowed[language.rows] = True
                allowed[self._of_group(group)] = False
                if city != NO_PLACE:
                    allowed[self._of_place(city)] = False
            found.append(lists.nearest(self._vectors[row], allowed, NEIGHBOURS))
        number = np.repeat(np.arange(len(block)), [len(one) for one in found])
        return number, np.concatenate(found)

    def _cosines(self, block: Rows, row: Rows, near: Rows) -> Vectors:
        """The cosine of each pair of a number in the block, ascending, and a row."""
        ends = np.searchsorted(row, np.arange(len(block)), side="right")
        parts = np.split(near, ends[:-1])
        return np.concatenate(
            [
                self._vectors[some] @ self._vectors[one]
                for one, some in zip(block, parts, strict=True)
            ]
        )

    def _within(self, language: Language, block: Rows, city: Rows) -> tuple[Rows, Rows]:
        """(number in the block, row) of the nearest of the block's own city."""
        rows = language.rows[language.at(city)]
        group = self._facets.group
        if not len(rows):
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
        table = self._vectors[block] @ self._vectors[_stretch(rows)].T
        table[group[block][:, np.newaxis] == group[rows]] = BARRED
        most = min(OWN_NEIGHBOURS, len(rows))
        row, column = reaching(table, thresholds(table, most))
        best = first_of_each(row, table[row, column], most)
        best = best[table[row[best], column[best]] > BARRED]
        return row[best], rows[column[best]]


def _nearly_highest(table: Table) -> tuple[Rows, Rows]:
    """(row, column) of the ``NEIGHBOURS`` highest cells of each row, by rows, and of some more."""
    coarse = table.dtype == np.int16
    if table.shape[1] <= NEIGHBOURS:
        row, column = np.nonzero(table > (products.BARRED if coarse else BARRED))
        return row, column
    least = thresholds(table, NEIGHBOURS)
    return reaching(table, products.loosened(least) if coarse else least)


class _Members:
    """The rows that have a value, ascending."""

    def __init__(self, values: Numbers) -> None:
        self._order = np.argsort(values, kind="stable")
        self._values = values[self._order]

    def __call__(self, value: int) -> Rows:
        start, end = np.searchsorted(self._values, [value, value + 1])
        return self._order[start:end]


def _stretch(rows: Rows) -> Rows | slice:
    """Some rows as a slice where they follow one another, as those of a city mostly do."""
    if rows[-1] - rows[0] == len(rows) - 1:
        return slice(int(rows[0]), int(rows[-1]) + 1)
    return rows


def _hand_out(found: list[list[Rows]], row: Rows, near: Rows) -> None:
    """Add to each paragraph's list what was found of it; ``row`` ascends."""
    starts = np.searchsorted(row, np.arange(len(found) + 1))
    for number, own in enumerate(found):
        own.append(near[starts[number] : starts[number + 1]])

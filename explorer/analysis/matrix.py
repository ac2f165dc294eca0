"""Who has counterparts in whom: cities by cities, and years by years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.table import STRENGTH, VERDICTS, Columns, PairTable
from explorer.scope import NO_PLACE

Numbers = NDArray[np.int64]
NO_LABEL = -1
"""Of a paragraph that stands in no row; the same as ``NO_PLACE``."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table of ``labels`` (n: place codes, or years) by themselves.

    Attributes:
        labels: of rows and columns.
        paragraphs: (n,) how many paragraphs each has; copies count once.
        found: (n, n) paragraphs of the row with a counterpart of the column at least.
        rare: (n, n) letters and figures that the row's paragraphs share with the column's, and
            that are no formula; of each paragraph its best counterpart there counts.
        left_out: paragraphs that are of no known place; of a table of years, also those of no
            certain year.
        of: (paragraphs of the index,) the number of each one's label, negative where it has none.
        pairs: what was counted, from both ends.
        national: of those left out, how many are of texts of the whole country.
    """

    labels: Sequence[str]
    paragraphs: Numbers
    found: Numbers
    rare: Numbers
    left_out: int
    of: Numbers
    pairs: Columns
    national: int = 0

    def between(self, row: int, column: int) -> Columns:
        """The pairs from paragraphs of a row to those of a column, the strongest first.

        A pair within one label stands there once, from its lower paragraph.
        """
        pairs = self.pairs
        found = pairs.where((self.of[pairs.a] == row) & (self.of[pairs.b] == column))
        if row == column:
            found = found.where(found.a < found.b)
        strength = np.array([STRENGTH.get(one, 0) for one in VERDICTS])[found.verdict]
        return found.where(np.lexsort((found.b, found.a, -found.wording, -found.rare, -strength)))

    @property
    def share(self) -> NDArray[np.float64]:
        """(n, n) share (0-1) of the row's paragraphs with a counterpart of the column."""
        return np.asarray(self.found / np.maximum(self.paragraphs, 1)[:, np.newaxis])


def by_place(table: PairTable) -> Matrix:
    """Cities by cities; the diagonal tells what a city has of its own other years."""
    place = table.facets.place.astype(np.int64)
    return _matrix(table, table.both, place, table.facets.places)


def by_year(table: PairTable) -> Matrix:
    """Years by years, between different cities.

    Only paragraphs of a certain year and a known place count: others could have no counterpart.
    """
    facets = table.facets
    years = facets.earliest.astype(np.int64)
    certain = (facets.earliest == facets.latest) & (facets.place != NO_PLACE)
    known = np.unique(years[certain & table.counts])
    number = np.where(certain, np.searchsorted(known, years), NO_LABEL)
    labels = [str(year) for year in known.tolist()]
    return _matrix(table, table.other_cities(table.both), number, labels)


def _matrix(table: PairTable, pairs: Columns, of: Numbers, labels: Sequence[str]) -> Matrix:
    """Count pairs by the number that each paragraph bears; negative ones do not count."""
    size = len(labels)
    national = table.facets.of_speeches(lambda speech: speech.place.is_national)
    counted = of[table.counts]
    pairs = pairs.where((of[pairs.a] >= 0) & (of[pairs.b] >= 0))
    there = of[pairs.b]
    # Of a paragraph's pairs with one label the one with the most rare wording counts.
    order = np.lexsort((-pairs.rare, there, pairs.a))
    first = np.ones(len(order), dtype=bool)
    first[1:] = (np.diff(pairs.a[order]) != 0) | (np.diff(there[order]) != 0)
    kept = order[first]
    cell = of[pairs.a[kept]] * size + there[kept]
    found = np.bincount(cell, minlength=size * size)
    rare = np.bincount(cell, weights=pairs.rare[kept], minlength=size * size)
    return Matrix(
        labels,
        np.bincount(counted[counted >= 0], minlength=size),
        found.reshape(size, size),
        rare.astype(np.int64).reshape(size, size),
        int((counted < 0).sum()),
        of,
        pairs,
        int((national & table.counts & (of < 0)).sum()),
    )

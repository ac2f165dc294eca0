"""The highest of each row of a wide table, without sorting it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

DEPTH = 32
"""Columns of which the highest stands for all: of 200,000, the 100 highest are found by looking
through 6,250 of these and then at 100 times 32 cells."""

Rows = NDArray[np.int64]
Table = NDArray[Any]


def thresholds(table: Table, most: int) -> Table:
    """(rows,) of each row a number that at least ``most`` of its cells reach, and few more do.

    Args:
        table: (rows, columns) with ``most`` columns at least.
        most: how many.
    """
    heads = _heads(table)
    if heads.shape[1] < most:
        heads = table
    at = heads.shape[1] - most
    return np.partition(heads, at, axis=1)[:, at]


def reaching(table: Table, least: Table) -> tuple[Rows, Rows]:
    """(row, column) of every cell that reaches the number of its row, by rows.

    Args:
        table: (rows, columns).
        least: (rows,) of the same kind of numbers.
    """
    rows, heads = np.nonzero(_heads(table) >= least[:, np.newaxis])
    columns = table.shape[1]
    width = columns // DEPTH
    whole = heads < width
    steps = np.arange(0, width * DEPTH, max(1, width))
    cells = heads[whole, np.newaxis] + steps
    of = np.repeat(rows[whole], DEPTH)
    row = np.concatenate([of, rows[~whole]])
    column = np.concatenate([cells.ravel(), heads[~whole] - width + width * DEPTH])
    kept = table[row, column] >= least[row]
    row, column = row[kept], column[kept]
    order = np.lexsort((column, row))
    return row[order], column[order]


def _heads(table: Table) -> Table:
    """The highest cell of each stack of columns, and the cells that are of no stack."""
    rows, columns = table.shape
    width = columns // DEPTH
    stacks = table[:, : width * DEPTH].reshape(rows, DEPTH, width)
    return np.concatenate([stacks.max(axis=1), table[:, width * DEPTH :]], axis=1)


def first_of_each(row: Rows, score: NDArray[np.float32], most: int) -> Rows:
    """Which of some scores are among the ``most`` highest of their row, by rows, the best first.

    Equals by where they stand.

    Args:
        row: (n,) of each score, ascending.
        score: (n,).
        most: how many of each row.
    """
    order = np.lexsort((-score, row))
    rank = np.arange(len(row)) - np.searchsorted(row, row)
    return np.asarray(order[rank < most], dtype=np.int64)

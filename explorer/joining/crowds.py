"""The crowds of the paragraphs that may be pairs, found for a block at once."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from explorer.joining.neighbours import Neighbours
from explorer.nearness import NEIGHBOURS
from explorer.ranking import Passages, late_interaction
from explorer.verdict import crowd


class Crowds:
    """What ``Neighbourhoods`` finds by one search each, which takes 40 ms among 200,000 paragraphs.

    Args:
        neighbours: of all paragraphs.
        passages: all paragraphs.
    """

    def __init__(self, neighbours: Neighbours, passages: Passages) -> None:
        self._neighbours, self._passages = neighbours, passages
        self._known: dict[tuple[int, int], float | None] = {}

    def find(self, wanted: Iterable[tuple[int, int]]) -> None:
        """Find the crowd of each (row, number of a language), and forget those found before."""
        by_language: dict[int, set[int]] = {}
        for row, language in wanted:
            by_language.setdefault(language, set()).add(row)
        self._known = {}
        for language, some in by_language.items():
            rows = sorted(some)
            near = self._neighbours.elsewhere(np.array(rows, dtype=np.int64), language)
            for row, others in zip(rows, near, strict=True):
                one = self._passages.one(row)
                scores = late_interaction(one, self._passages, others[:NEIGHBOURS])
                self._known[row, language] = crowd(scores)

    def of(self, row: int, language: int) -> float | None:
        """The crowd of a paragraph in a language; None of too few paragraphs.

        Raises:
            KeyError: it was not looked for.
        """
        return self._known[row, language]

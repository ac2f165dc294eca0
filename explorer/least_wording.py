"""The wording that paragraphs share with a passage, where a scope asks for a least share of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import numpy as np

from explorer.catalogue import Catalogue
from explorer.compare import overlap, tiles
from explorer.compare.bound import WordingBound
from explorer.records import Paragraph, Step
from explorer.scope import Mask

AT_ONCE = 4_000
"""Paragraphs that are looked at together, about 1.2 million characters and 100 MB."""
BETWEEN = 100
"""Paragraphs whose tiles are found between two steps."""


class LeastWording:
    """Which paragraphs share so much of their wording with a passage.

    What :class:`WordingBound` rules out is decided before anything is ranked; of the others the
    tiles are found one by one, as far down as results are wanted.

    Args:
        passage: what the wording is shared with.
        least: the share of it, 0 to 1.
        catalogue: of the paragraphs.
        step: called between the batches of the one, and now and then in the other.
    """

    def __init__(
        self, passage: str, least: float, catalogue: Catalogue, step: Step = lambda: None
    ) -> None:
        self._passage = passage
        self._least = least
        self._catalogue = catalogue
        self._step = step
        self._known: dict[int, bool] = {}

    def narrowed(self, allowed: Mask) -> Mask:
        """The allowed paragraphs without those that cannot share so much: (paragraphs,)."""
        bound = WordingBound(self._passage)
        left = np.zeros_like(allowed)
        wanted = (one for one in self._catalogue.paragraphs() if allowed[one.row])
        for some in _batches(wanted):
            rows = np.fromiter((one.row for one in some), dtype=np.int64, count=len(some))
            left[rows] = bound([one.text for one in some]) >= self._least
            self._step()
        return left

    def holds(self, row: int) -> bool:
        """Whether a paragraph shares so much."""
        if row not in self._known:
            if len(self._known) % BETWEEN == 0:
                self._step()
            text = self._catalogue.paragraph_at(row).text
            shared = overlap(self._passage, text, tiles(self._passage, text))
            self._known[row] = shared >= self._least
        return self._known[row]


def _batches(paragraphs: Iterator[Paragraph]) -> Iterator[list[Paragraph]]:
    while some := list(islice(paragraphs, AT_ONCE)):
        yield some

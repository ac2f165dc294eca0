"""How near two passages are to each other, and to the crowd of what else is near them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from explorer.embedding.centring import normalise
from explorer.index.arrays import Arrays
from explorer.index.manifest import Manifest
from explorer.index.vectors import ParagraphVectors
from explorer.question import Question
from explorer.ranking import Passages, late_interaction, standing, window_scores
from explorer.scope import NO_PLACE, Mask
from explorer.verdict import Nearness, crowd, length, mutual

NEIGHBOURS = 64
"""Nearest paragraphs of which the crowd is taken; more than its last."""
REMEMBERED = 4_096
"""Paragraphs whose crowd is kept."""


CrowdOfRow = Callable[[int, int], float | None]
"""The crowd of a stored paragraph, by its row and the number of a language."""


class Neighbourhoods:
    """What is near the passages of an open generation.

    Args:
        manifest: of the generation.
        arrays: of the same.
        vectors: of the same.
        crowd_of_row: where the crowds of stored paragraphs are known; None searches for each.
    """

    def __init__(
        self,
        manifest: Manifest,
        arrays: Arrays,
        vectors: ParagraphVectors,
        crowd_of_row: CrowdOfRow | None = None,
    ) -> None:
        self._manifest = manifest
        self._arrays = arrays
        self._vectors = vectors
        self._crowd_of_row = crowd_of_row or lru_cache(REMEMBERED)(self._find_crowd_of_row)

    def nearness(
        self, question: Question, row: int, text: str, own: float | None, enough: float
    ) -> Nearness | None:
        """The nearness of a passage and a paragraph; None where the passage has no crowd.

        Args:
            question: what is asked.
            row: the paragraph.
            text: its text.
            own: the passage's crowd in the paragraph's language, from :meth:`crowd_of` or
                ``verdict.crowd`` of scores that are at hand.
            enough: the lead below which the verdict is settled, and neither the paragraph's own
                crowd nor the length is looked for.
        """
        if own is None:
            return None
        passages, languages = self._arrays.passages, self._manifest.languages
        other = passages.one(row)
        score = mutual(window_scores(question.passage, other))
        there = languages[passages.language[row]]
        mine, crowded = self._standings([score, own], question.language, there)
        if mine - crowded < enough:
            return Nearness(mine, crowded, length=0)
        back = self._crowd_of_row(row, int(question.passage.language[0]))
        if back is not None:
            crowded = max(crowded, *self._standings([back], there, question.language))
        return Nearness(mine, crowded, min(length(question.text), length(text)))

    def crowd_of(self, question: Question, language: int) -> float | None:
        """The crowd of a passage in a language, by its number; None of too few paragraphs."""
        origin = question.origin
        return self._crowd(question.passage, language, origin.group, origin.place)

    def _find_crowd_of_row(self, row: int, language: int) -> float | None:
        facets = self._arrays.facets
        one = self._arrays.passages.one(row)
        return self._crowd(one, language, int(facets.group[row]), int(facets.place[row]))

    def _crowd(
        self, passage: Passages, language: int, group: int | None, place: int
    ) -> float | None:
        facets = self._arrays.facets
        allowed: Mask = self._arrays.passages.language == language
        if group is not None:
            allowed = allowed & (facets.group != group)
        if place != NO_PLACE:
            allowed = allowed & (facets.place != place)
        windows = np.asarray(passage.windows, dtype=np.float32)
        rows = self._vectors.nearest(normalise(windows.mean(axis=0)), allowed, NEIGHBOURS)
        return crowd(late_interaction(passage, self._arrays.passages, rows))

    def _standings(self, scores: list[float], one: str, other: str) -> list[float]:
        values: NDArray[np.float32] = np.asarray(scores, dtype=np.float32)
        known = self._manifest.percentiles
        return [float(value) for value in standing(values, one, [other] * len(scores), known)]

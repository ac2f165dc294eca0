"""Finds and orders the paragraphs that may be counterparts: by meaning, and by rare wording."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from explorer.embedding.centring import normalise
from explorer.index.arrays import Arrays
from explorer.index.grams import Grams
from explorer.index.manifest import Manifest
from explorer.index.vectors import ParagraphVectors
from explorer.question import Question
from explorer.ranking import closeness, late_interaction, standing
from explorer.scope import NO_PLACE, Mask


class Candidate(NamedTuple):
    """A paragraph that may be a counterpart."""

    row: int
    score: float
    standing: float
    closeness: float


Ranked = Sequence[Candidate]
"""Candidates, the closest first."""


class Retrieval:
    """The candidates of an open generation."""

    def __init__(
        self, manifest: Manifest, arrays: Arrays, vectors: ParagraphVectors, grams: Grams
    ) -> None:
        self._manifest = manifest
        self._arrays = arrays
        self._vectors = vectors
        self._grams = grams

    def candidates(self, question: Question, allowed: Mask, fetch: int) -> list[Candidate]:
        """The ``fetch`` nearest allowed paragraphs of each language, and as many by rare wording.

        All that are allowed, where these are fewer. The closest come first.
        """
        sharing = self.sharing(question, allowed, fetch)
        near = self._nearest(question, allowed, fetch)
        rows = np.union1d(near, np.fromiter(sharing, dtype=np.int64))
        return self.ranked(question, rows, sharing)

    def _nearest(self, question: Question, allowed: Mask, fetch: int) -> NDArray[np.int64]:
        """The nearest allowed paragraphs, as many of each language: one's own is always nearer."""
        windows = np.asarray(question.passage.windows, dtype=np.float32)
        vector = normalise(windows.mean(axis=0))
        spoken = self._arrays.passages.language
        found = [
            self._vectors.nearest(vector, allowed & (spoken == language), fetch)
            for language in range(len(self._manifest.languages))
        ]
        return np.concatenate(found)

    def sharing(self, question: Question, allowed: Mask, fetch: int) -> dict[int, float]:
        """Paragraphs that share rare wording, each with how much of the passage that is (0-1)."""
        grams = len(self._grams.hashes(question.text))
        if not grams:
            return {}
        group = question.origin.group
        rows, scores = self._grams.candidates(question.text, group, allowed, fetch)
        return dict(zip(rows.tolist(), (scores / grams).tolist(), strict=True))

    def ranked(
        self, question: Question, rows: NDArray[np.int64], sharing: Mapping[int, float]
    ) -> list[Candidate]:
        """Some paragraphs as candidates, the closest first.

        Args:
            question: what is asked.
            rows: the paragraphs.
            sharing: how much of the passage's rare wording each has; 0 where it is not named.
        """
        passages, languages = self._arrays.passages, self._manifest.languages
        scores = late_interaction(question.passage, passages, rows)
        others = [languages[number] for number in passages.language[rows]]
        stand = standing(scores, question.language, others, self._manifest.percentiles)
        candidates = [
            Candidate(row, score, place, closeness(place, sharing.get(row, 0.0)))
            for row, score, place in zip(
                rows.tolist(), scores.tolist(), stand.tolist(), strict=True
            )
        ]
        return sorted(candidates, key=lambda one: (-one.closeness, *self._preference(one.row)))

    def _preference(self, row: int) -> tuple[bool, bool, int]:
        """Among equal scores: the witness whose place is known, then whose year is, then by row."""
        facets = self._arrays.facets
        dated = facets.earliest[row] == facets.latest[row]
        return bool(facets.place[row] == NO_PLACE), not dated, row

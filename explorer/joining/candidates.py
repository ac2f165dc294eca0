"""The candidates of a paragraph as arrays: how near each is, and which may be a pair at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.index.manifest import Manifest
from explorer.question import Question
from explorer.ranking import (
    RARE_WORDING,
    Passages,
    both_ways,
    is_calibrated,
    score_of,
    standing,
)
from explorer.scope import NO_PLACE, Facets
from explorer.verdict import Rule, crowd

LEAST_SHARING = 0.5
"""Part of ``Rule.edited`` that the long runs of a pair reach at least where wording makes it reuse:
shorter runs beside them add to it."""
ROUNDING = 1e-4
"""More than two ways of computing a standing differ by."""

Rows = NDArray[np.int64]
Scores = NDArray[np.float32]
Shares = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Candidates:
    """The candidates of a paragraph that may be a pair, the closest first.

    Attributes:
        rows: (n,) which they are.
        scores: (n,) of late interaction.
        standings: (n,) of the scores.
        shares: (n,) how much of the paragraph each has in common runs.
        near: (n,) which may say the same in other words; the others may be a copy alone.
        crowds: of the paragraph, by language; None of too few.
        nearest: the highest standing of any paragraph of another city; NaN where there is none.
    """

    rows: Rows
    scores: Scores
    standings: Scores
    shares: Shares
    near: NDArray[np.bool_]
    crowds: Mapping[str, float | None]
    nearest: float


class Choice:
    """Orders candidates, and leaves out those whose verdict cannot be a reuse.

    The order is that of ``Retrieval.ranked`` where no texts are read.

    Args:
        manifest: of the generation.
        facets: of all paragraphs.
        passages: all paragraphs.
        rule: of the verdict.
    """

    def __init__(self, manifest: Manifest, facets: Facets, passages: Passages, rule: Rule) -> None:
        self._languages, self._percentiles = manifest.languages, manifest.percentiles
        self._facets, self._passages, self._rule = facets, passages, rule

    def among(self, rows: Rows, shares: Shares, row: int, question: Question) -> Candidates:
        """The candidates among some rows.

        Args:
            rows: (n,) without those of the paragraph's own occasion.
            shares: (n,) how much of the paragraph each has in common runs.
            row: the paragraph.
            question: the same as what is asked.
        """
        place = self._facets.place
        elsewhere = (place[rows] != place[row]) | (place[row] == NO_PLACE)
        there, back = both_ways(question.passage, self._passages, rows)
        scores, spoken = score_of(there, back), self._passages.language[rows]
        stand, near = np.empty_like(scores), np.zeros(len(rows), dtype=bool)
        crowds: dict[str, float | None] = {}
        for number in np.unique(spoken).tolist():
            other, own = self._languages[number], spoken == number
            crowds[other] = crowd(scores[own & elsewhere].astype(np.float64))
            stand[own] = self._standings(scores[own], question.language, other)
            mutual = np.minimum(there[own], back[own])
            near[own] = self._may_mean(stand[own], mutual, question.language, other, crowds[other])
        worth = np.flatnonzero(near | self._may_copy(question.text, rows, shares))
        worth = worth[self._order(rows[worth], stand[worth], shares[worth])]
        return Candidates(
            rows[worth],
            scores[worth],
            stand[worth],
            shares[worth],
            near[worth],
            crowds,
            float(np.fmax.reduce(stand[elsewhere], initial=np.nan)),
        )

    def _standings(self, scores: Scores, one: str, other: str) -> Scores:
        return standing(scores, one, [other] * len(scores), self._percentiles)

    def _may_mean(
        self, stand: Scores, mutual: Scores, one: str, other: str, crowd: float | None
    ) -> NDArray[np.bool_]:
        """Which candidates of a language may say the same in other words."""
        if not is_calibrated(one, other, self._percentiles):
            return np.zeros(len(stand), dtype=bool)
        near = stand.astype(np.float64) >= self._rule.paraphrase
        if crowd is None or not near.any():
            return near
        _, enough = self._rule.meant(same_language=one == other)
        crowded = self._standings(np.array([crowd], dtype=np.float32), one, other)
        lead = self._standings(mutual, one, other) - crowded
        return np.asarray(near & (lead >= enough - ROUNDING))

    def _may_copy(self, text: str, rows: Rows, shares: Shares) -> NDArray[np.bool_]:
        """Which candidates may share enough of the shorter passage; no text is read for it."""
        longer = len(text) / np.maximum(1, self._facets.length[rows])
        return np.asarray(shares * np.maximum(1.0, longer) >= LEAST_SHARING * self._rule.edited)

    def _order(self, rows: Rows, stand: Scores, shares: Shares) -> Rows:
        """The closest first, as ``Retrieval`` prefers among equals."""
        facets = self._facets
        close = stand.astype(np.float64) + RARE_WORDING * shares
        dated = facets.earliest[rows] == facets.latest[rows]
        return np.lexsort((rows, ~dated, facets.place[rows] == NO_PLACE, -close))

"""What the score of a pair of passages is, and where it stands among random pairs.

The score is late interaction on cosines without hubness. A cosine of two windows loses half of how
near each of them is to its nearest neighbours anyway (:mod:`explorer.hubness`). The score is the
mean, over the query's windows, of the best-matching window of the other passage, weighed
``FORWARD``, and the same the other way round, weighed ``1 - FORWARD``.

The order of the candidates adds what they share in writing (``closeness``, ``levelled``): rare runs
of wording and, among those of the passage's language, its words (:mod:`explorer.likeness`), among
those of another language, its figures (:mod:`explorer.figures`). The score itself stays meaning.

Measured on 80 judged passages of real speeches, by ``evaluate.py ablation`` in one run (right
counterpart first / in the first three / reciprocal rank): whole paragraphs by plain cosine 37 / 58
/ 0.60, centred 36 / 55 / 0.58, late interaction 44 / 64 / 0.68, without hubness 46 / 69 / 0.71,
with rare runs, words and figures 57 / 71 / 0.79; MinHash 18 / 29 / 0.30, BM25 48 / 61 / 0.69,
TF-IDF of characters 55 / 67 / 0.76. Either half of the passages gains by words, with any weight
from 2 to 4. Among 3,270 Chinese and 2,330 English sentences, more than half of reports,
translations came first (mean of four kinds) for 91.8 % without hubness of 10 neighbours, 94.0 %
with 5 of them and figures. Languages are compared by their ``standing``: with it the six
translations of a paragraph are the first six of 1,680 in seven languages for 99.9 % (asked in
Chinese, English and Russian; 97.8 by the cosines).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.embedding.centring import ALL
from explorer.scope import NO_PLACE, Facets

Vectors = NDArray[np.float32]
Half = NDArray[np.float16]
Rows = NDArray[np.int64]
Scores = NDArray[np.float64]

FORWARD = 0.7
"""Weight of the query's windows finding their match; the rest is the other passage's finding
theirs, without which a long passage that has everything in it comes first everywhere."""
RARE_WORDING = 2.0
"""Distances from the median to the 99th percentile that sharing all of one's wording with a single
other speech is worth."""
LIKE_WORDS, LIKE_FIGURES = 3.0, 0.5
"""The same distances that having all the other's words is worth among the candidates of the
passage's own language, and having all its figures among those of another."""
LEVELLED = 1.0
"""Bonus up to which the best of a language stays as close as it was."""
USUAL_SPREAD = 0.23
"""The distance from the median to the 99th percentile, where too few pairs tell it."""
SMALLEST_SPREAD = 1e-3
"""Random pairs that all score alike tell no distance."""
SEED = 20_240_101
PAIRS = 100_000
"""Random pairs that are scored at build time, about a second."""
PAIRS_AT_ONCE = 50
QUANTILES = 1_001
"""Stored quantiles of a language pair's scores: a percentile is good to a tenth."""
FEWEST_PAIRS = 1_000
"""Distinct pairs below which no percentile is given: a tenth of a percent would be under one."""


@dataclass(frozen=True, slots=True)
class Passages:
    """Windows of passages in order, with what a score needs of them.

    ``windows`` (n, dimension) are centred unit vectors, ``hubs`` (n, languages + 1) their hubness,
    ``first`` (passages + 1,) counts each passage's first window and, last, n; ``language`` numbers
    that of each passage, and is the last column of ``hubs`` where it is not one of the corpus.
    """

    windows: Vectors | Half
    hubs: Vectors | Half
    first: Rows
    language: NDArray[np.int32]

    def one(self, row: int) -> Passages:
        """A single passage."""
        start, end = self.first[row], self.first[row + 1]
        return Passages(
            np.asarray(self.windows[start:end], dtype=np.float32),
            np.asarray(self.hubs[start:end], dtype=np.float32),
            np.array([0, end - start]),
            self.language[row : row + 1],
        )


def late_interaction(query: Passages, passages: Passages, rows: Rows) -> Vectors:
    """The score of the query, a single passage, with each of some passages.

    Returns:
        One score per row of ``rows``, in [-2, 2]; mostly in [-0.5, 0.7].
    """
    return score_of(*both_ways(query, passages, rows))


def score_of(there: Vectors, back: Scores) -> Vectors:
    """The scores of what :func:`both_ways` tells."""
    return np.asarray(FORWARD * there + (1 - FORWARD) * back, dtype=np.float32)


def both_ways(query: Passages, passages: Passages, rows: Rows) -> tuple[Vectors, Scores]:
    """How well the query's windows find their match in some passages, and theirs in the query.

    Returns:
        Two means per row of ``rows``, of the cosines without hubness of the best matches.
    """
    if len(rows) == 0:
        return np.empty(0, dtype=np.float32), np.empty(0, dtype=np.float64)
    first = passages.first
    lengths = first[rows + 1] - first[rows]
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    taken = np.repeat(first[rows] - starts, lengths) + np.arange(lengths.sum())
    languages = np.repeat(passages.language[rows], lengths)
    own = np.asarray(passages.hubs[taken, query.language[0]], dtype=np.float32)
    cosines = query.windows @ np.asarray(passages.windows[taken], dtype=np.float32).T
    cosines -= (query.hubs[:, languages] + own) / 2
    there = np.maximum.reduceat(cosines, starts, axis=1).mean(axis=0)
    back = np.add.reduceat(cosines.max(axis=0), starts) / lengths
    return there, back


def window_scores(query: Passages, other: Passages) -> Vectors:
    """The cosine without hubness of each window of one passage with each of another."""
    hubs = query.hubs[:, other.language] + other.hubs[:, query.language].T
    one, two = (np.asarray(side.windows, dtype=np.float32) for side in (query, other))
    return np.asarray(one @ two.T - hubs / 2, dtype=np.float32)


def standing(
    scores: Vectors, one: str, others: Sequence[str], known: Mapping[str, Sequence[float]]
) -> Vectors:
    """Scores as they compare across languages: 0 is the median of random pairs, 1 their 99th.

    Within a pair of languages the order stays. Pairs with too few random pairs are measured by
    those of all languages, and scores stay as they are where there are none.
    """
    names = np.asarray(others)
    found = np.array(scores, dtype=np.float32)
    for other in np.unique(names):
        steps = known.get(language_pair(one, str(other))) or known.get(ALL)
        if steps:
            middle, near = steps[len(steps) // 2], steps[99 * (len(steps) - 1) // 100]
            own = names == other
            found[own] = (found[own] - middle) / max(near - middle, SMALLEST_SPREAD)
    return found


def language_pair(one: str, other: str) -> str:
    """The key of two languages' percentiles, whichever asks."""
    return "-".join(sorted((one, other)))


def is_calibrated(one: str, other: str, known: Mapping[str, Sequence[float]]) -> bool:
    """Whether a standing of two languages means something, and is not a bare score."""
    return bool(known.get(language_pair(one, other)) or known.get(ALL))


def closeness(standing: float, sharing: float) -> float:
    """What orders the counterparts: the standing, and the rare wording that they share.

    Args:
        standing: of the score.
        sharing: share (0-1) of the passage's runs of eight characters that the other has, each
            weighed by how few speeches have it.
    """
    return standing + RARE_WORDING * sharing


def levelled(near: Scores, bonus: Scores) -> Scores:
    """One language's candidates with a bonus that leaves the best about as close as it was.

    Languages go on being compared by their best: what is written alike within one of them says
    nothing of how near its passages are beside those of another. A copy of the passage itself,
    whose bonus no other has, does not push the others down by more than ``LEVELLED``.

    Args:
        near: (n,) the closeness of each candidate, without its bonus.
        bonus: (n,) what each gains on the others.
    """
    raised = near + bonus
    return np.asarray(raised - min(raised.max() - near.max(), LEVELLED))


def calibrate(
    passages: Passages, facets: Facets, languages: Sequence[str]
) -> dict[str, list[float]]:
    """The quantiles of the score among random pairs, per pair of languages and of ``*`` all.

    A pair is two paragraphs of different witness groups that are not of the same known city.

    Args:
        passages: every paragraph.
        facets: of every paragraph.
        languages: by the numbers that ``passages`` has.
    """
    chance = np.random.default_rng(SEED)
    rows = len(passages.first) - 1
    sampled: dict[str, dict[int, float]] = {}
    for asking in chance.integers(0, rows, PAIRS // PAIRS_AT_ONCE).tolist():
        others = np.unique(chance.integers(0, rows, PAIRS_AT_ONCE))
        apart = facets.group[others] != facets.group[asking]
        apart &= (facets.place[others] != facets.place[asking]) | (facets.place[others] == NO_PLACE)
        others = others[apart]
        scores = late_interaction(passages.one(asking), passages, others)
        for other, score in zip(others.tolist(), scores.tolist(), strict=True):
            one, two = (languages[passages.language[row]] for row in (asking, other))
            for pair in (language_pair(one, two), ALL):
                # By rows, so that a pair which is drawn again in a small corpus counts once.
                sampled.setdefault(pair, {})[asking * rows + other] = score
    return {
        pair: steps
        for pair, scores in sorted(sampled.items())
        if (steps := quantiles(list(scores.values())))
    }


def quantiles(scores: Sequence[float]) -> list[float]:
    """The quantiles of random pairs' scores that the manifest keeps; empty if they are too few."""
    if len(scores) < FEWEST_PAIRS:
        return []
    steps = np.linspace(0, 1, QUANTILES)
    return [round(float(value), 5) for value in np.quantile(np.asarray(scores), steps)]


def percentile(
    score: float, one: str, other: str, known: Mapping[str, Sequence[float]]
) -> float | None:
    """The share (0-100) of random pairs of these languages that score less; None if not known."""
    steps = known.get(language_pair(one, other))
    if not steps:
        return None
    share = np.interp(score, steps, np.linspace(0, 100, len(steps)))
    return round(float(share), 1)

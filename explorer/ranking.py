"""What the score of a pair of passages is, and where it stands among random pairs.

The score is late interaction: the mean, over the query's windows, of the cosine with the
best-matching window of the other passage. On 41 judged passages of real speeches the right
counterpart came first for 36, with whole-paragraph vectors for 30.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.scope import NO_PLACE, Facets

Vectors = NDArray[np.float32]
Half = NDArray[np.float16]
Rows = NDArray[np.int64]

SEED = 20_240_101
PAIRS = 100_000
"""Random pairs that are scored at build time, about a second."""
PAIRS_AT_ONCE = 50
QUANTILES = 1_001
"""Stored quantiles of a language pair's scores: a percentile is good to a tenth."""
FEWEST_PAIRS = 1_000
"""Distinct pairs below which no percentile is given: a tenth of a percent would be under one."""


def late_interaction(query: Vectors, windows: Vectors | Half, first: Rows, rows: Rows) -> Vectors:
    """The score of the query with each of some paragraphs.

    Args:
        query: (m, dimension) centred unit vectors of the query's windows.
        windows: (n, dimension) those of the corpus, in paragraph order.
        first: (paragraphs + 1,) row of each paragraph's first window, and n.
        rows: the paragraphs to score.

    Returns:
        One score in [-1, 1] per paragraph of ``rows``.
    """
    if len(rows) == 0:
        return np.empty(0, dtype=np.float32)
    lengths = first[rows + 1] - first[rows]
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    taken = np.repeat(first[rows] - starts, lengths) + np.arange(lengths.sum())
    cosines = query @ np.asarray(windows[taken], dtype=np.float32).T
    best = np.maximum.reduceat(cosines, starts, axis=1)
    # Half precision leaves the length of a vector off by a thousandth.
    return np.asarray(best.mean(axis=0).clip(-1, 1), dtype=np.float32)


def language_pair(one: str, other: str) -> str:
    """The key of two languages' percentiles, whichever asks."""
    return "-".join(sorted((one, other)))


def calibrate(
    windows: Vectors, first: Rows, facets: Facets, languages: Sequence[str]
) -> dict[str, list[float]]:
    """The quantiles of the score among random pairs, per pair of languages.

    A pair is two paragraphs of different witness groups that are not of the same known city.

    Args:
        windows: (n, dimension) centred unit vectors.
        first: (paragraphs + 1,) row of each paragraph's first window, and n.
        facets: of every paragraph.
        languages: the language of every paragraph.
    """
    chance = np.random.default_rng(SEED)
    rows = len(first) - 1
    sampled: dict[str, dict[int, float]] = {}
    for asking in chance.integers(0, rows, PAIRS // PAIRS_AT_ONCE):
        others = np.unique(chance.integers(0, rows, PAIRS_AT_ONCE))
        apart = facets.group[others] != facets.group[asking]
        apart &= (facets.place[others] != facets.place[asking]) | (facets.place[others] == NO_PLACE)
        others = others[apart]
        query = np.asarray(windows[first[asking] : first[asking + 1]], dtype=np.float32)
        scores = late_interaction(query, windows, first, others)
        for other, score in zip(others, scores, strict=True):
            pair = language_pair(languages[asking], languages[other])
            # By rows, so that a pair which is drawn again in a small corpus counts once.
            sampled.setdefault(pair, {})[int(asking) * rows + int(other)] = float(score)
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

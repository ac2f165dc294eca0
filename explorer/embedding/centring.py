"""Centres vectors per language: what all texts of a language share says nothing about one of them.

Uncentred, multilingual-e5 puts unrelated paragraphs of one language at a cosine of 0.91 and finds
the language before the meaning; subtracting each language's mean took recall@1 across Chinese and
English from 0.62 to 0.72.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

ALL = "*"
"""The key of the mean over all languages, used for a language that the corpus does not have."""
PRIOR = 20
"""Windows' worth of the overall mean in each language's mean: the mean of three windows would take
out what they say, not what their language shares."""


def language_means(windows: Vectors, languages: Sequence[str]) -> dict[str, Vectors]:
    """The mean unit vector of each language and of all, each (dimension,).

    Args:
        windows: (n, dimension) unit vectors.
        languages: the language of each window.
    """
    overall = windows.mean(axis=0, dtype=np.float64)
    names = np.asarray(languages)
    means = {ALL: overall.astype(np.float32)}
    for language in sorted(set(languages)):
        own = windows[names == language]
        total = own.sum(axis=0, dtype=np.float64)
        means[language] = ((total + PRIOR * overall) / (len(own) + PRIOR)).astype(np.float32)
    return means


def centre(vectors: Vectors, mean: Vectors) -> Vectors:
    """Unit vectors after the mean was subtracted; a vector equal to the mean becomes zero."""
    return normalise(vectors - mean)


def normalise(vectors: Vectors) -> Vectors:
    """Rows scaled to length one; zero rows stay zero."""
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    scaled = np.zeros_like(vectors)
    np.divide(vectors, norms, out=scaled, where=norms > 1e-6)
    return scaled


def paragraph_vectors(windows: Vectors, first: NDArray[np.int64]) -> Vectors:
    """The normalised mean of each paragraph's centred windows.

    Args:
        windows: (n, dimension) centred unit vectors in paragraph order.
        first: (paragraphs + 1,) row of each paragraph's first window, and n.
    """
    sums = np.add.reduceat(windows, first[:-1], axis=0)
    return normalise(np.asarray(sums, dtype=np.float32))

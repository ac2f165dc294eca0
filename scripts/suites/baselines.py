"""Rankings by wording alone, the smallest that serve to compare with."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Scorer = Callable[[int], Scores]
"""The score of every text with the one of a row."""

K1, B = 1.2, 0.75
"""The usual parameters of BM25 (Robertson and Zaragoza 2009)."""
SHINGLE = 4
"""Characters of a shingle."""
PERMUTATIONS = 128
PRIME = (1 << 61) - 1
SEED = 20_240_105


def tf_idf(texts: Sequence[str]) -> Scorer:
    """The cosine of single characters (words) and pairs of them, weighed by rarity."""
    from explorer.likeness import likeness, spread_of, weighed, words

    tokens = [words(text) for text in texts]
    spread = spread_of(tokens)
    vectors = [weighed(one, spread) for one in tokens]
    return lambda row: np.asarray(likeness(vectors[row], vectors))


def bm25(texts: Sequence[str]) -> Scorer:
    """BM25 of the same tokens."""
    from explorer.likeness import words

    tokens = [words(text) for text in texts]
    spread = Counter(token for one in tokens for token in one)
    postings: dict[str, tuple[list[int], list[int]]] = {}
    for number, one in enumerate(tokens):
        for token, count in one.items():
            rows, counts = postings.setdefault(token, ([], []))
            rows.append(number)
            counts.append(count)
    lengths = np.array([one.total() for one in tokens], dtype=np.float64)
    norms = K1 * (1 - B + B * lengths / lengths.mean())

    def scores(row: int) -> Scores:
        found = np.zeros(len(texts))
        for token in tokens[row]:
            rows, counts = map(np.array, postings[token])
            rarity = math.log(1 + (len(texts) - spread[token] + 0.5) / (spread[token] + 0.5))
            found[rows] += rarity * counts * (K1 + 1) / (counts + norms[rows])
        return found

    return scores


def minhash(texts: Sequence[str]) -> Scorer:
    """The share of equal minima of hashed runs of four characters: about their Jaccard index."""
    chance = np.random.default_rng(SEED)
    factors, terms = chance.integers(1, 1 << 31, (2, PERMUTATIONS), dtype=np.uint64)
    sketches = np.array([_sketch(text, factors, terms) for text in texts])
    return lambda row: (sketches == sketches[row]).mean(axis=1)


def _sketch(
    text: str, factors: NDArray[np.uint64], terms: NDArray[np.uint64]
) -> NDArray[np.uint64]:
    plain = "".join(character for character in text if character.isalnum())
    runs = {plain[at : at + SHINGLE] for at in range(max(1, len(plain) - SHINGLE + 1))}
    hashes = np.array([_hash(run) for run in runs], dtype=np.uint64)
    return np.asarray(((hashes[:, np.newaxis] * factors + terms) % PRIME).min(axis=0))


def _hash(run: str) -> int:
    """31 bits of a run, the same in every process."""
    value = 0
    for character in run:
        value = (value * 1_000_003 + ord(character)) % ((1 << 31) - 1)
    return value

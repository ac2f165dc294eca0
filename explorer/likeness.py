"""How alike two texts are in the tokens that they have: of one language its words, else figures.

Vectors see what a passage is about, and miss which of many passages about it is meant; the rarer
words tell that. Across languages nothing is written alike but figures, dates and Latin names
(:mod:`explorer.figures`).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from explorer.corpus.script import simplified
from explorer.corpus.windows import TOKEN

Tokens = Mapping[str, int]
"""The tokens of a text, and how often it has each."""


def words(text: str) -> Counter[str]:
    """The Han characters and words of a text and each two in sequence; no figures."""
    found = [token for token in TOKEN.findall(simplified(text).casefold()) if not token.isnumeric()]
    return Counter(found) + Counter(f"{one} {two}" for one, two in pairwise(found))


@dataclass(frozen=True, slots=True)
class Spread:
    """In how many of ``texts`` texts of a sample each token stands."""

    texts: int
    counts: Tokens

    def rarity(self, token: str) -> float:
        """The weight of a token: 1 where all have it, more the fewer do."""
        return 1 + math.log((1 + self.texts) / (1 + self.counts.get(token, 0)))


def spread_of(sample: Sequence[Tokens]) -> Spread:
    """How far each token is spread over a sample of texts."""
    return Spread(len(sample), Counter(token for tokens in sample for token in tokens))


@dataclass(frozen=True, slots=True)
class Weighed:
    """The tokens of a text as a vector of length 1: numbers of tokens, ascending, and weights.

    A token's number is its hash: two tokens of one are rarer than misprints.
    """

    numbers: NDArray[np.int64]
    weights: NDArray[np.float32]


def weighed(tokens: Tokens, spread: Spread) -> Weighed:
    """The vector of a text's tokens: each weighs by how often it stands there and how rare it is.

    (tf-idf: one plus the logarithm of the count, by one plus the logarithm of the rarity.)
    """
    weights = np.fromiter(
        ((1 + math.log(count)) * spread.rarity(token) for token, count in tokens.items()),
        dtype=np.float32,
        count=len(tokens),
    )
    numbers = np.fromiter(map(hash, tokens), dtype=np.int64, count=len(tokens))
    order = np.argsort(numbers)
    length = float(np.linalg.norm(weights))
    return Weighed(numbers[order], weights[order] / length if length else weights)


def likeness(asked: Weighed, others: Sequence[Weighed]) -> list[float]:
    """The cosine of a text with each other text, 0-1; 0 where one has no tokens."""
    found = []
    for other in others:
        if not len(other.numbers) or not len(asked.numbers):
            found.append(0.0)
            continue
        at = np.minimum(np.searchsorted(other.numbers, asked.numbers), len(other.numbers) - 1)
        same = other.numbers[at] == asked.numbers
        found.append(float(asked.weights[same] @ other.weights[at[same]]))
    return found

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


def likeness(asked: Tokens, others: Sequence[Tokens], spread: Spread) -> list[float]:
    """The cosine of a text's tokens with those of each other text, rare ones weighing more.

    A token weighs by the logarithm of how often the text has it and by its rarity (tf-idf).

    Returns:
        0-1 for each of the others; 0 where a text has no tokens.
    """
    own = _weights(asked, spread)
    own_length = math.hypot(*own.values())
    found = []
    for tokens in others:
        weighed = _weights(tokens, spread)
        product = sum(weight * own[token] for token, weight in weighed.items() if token in own)
        length = own_length * math.hypot(*weighed.values())
        found.append(product / length if length else 0.0)
    return found


def _weights(tokens: Tokens, spread: Spread) -> dict[str, float]:
    return {token: (1 + math.log(count)) * spread.rarity(token) for token, count in tokens.items()}

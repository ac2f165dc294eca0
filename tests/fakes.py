"""Test doubles whose results can be worked out by hand or by a NumPy formula."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np

from explorer.embedding.encoder import Advance, ModelIdentity, Vectors

DIMENSION = 64


class BigramEncoder:
    """A pure function of the text: counts of its pairs of characters, hashed, at length one."""

    identity = ModelIdentity("bigrams", "1", "", DIMENSION, "float32")

    def __init__(self) -> None:
        self.texts: list[str] = []

    def encode(self, texts: Sequence[str], *, advance: Advance | None = None) -> Vectors:
        self.texts.extend(texts)
        vectors = np.full((len(texts), DIMENSION), 0.01, dtype=np.float32)
        for row, text in enumerate(texts):
            for start in range(len(text) - 1):
                vectors[row, zlib.crc32(text[start : start + 2].encode()) % DIMENSION] += 1
        if advance is not None:
            advance(len(texts), len(texts))
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


class BrokenEncoder:
    """Fails as a model does that cannot be loaded or runs out of memory."""

    identity = BigramEncoder.identity

    def encode(self, texts: Sequence[str], *, advance: Advance | None = None) -> Vectors:
        raise MemoryError("no memory left")

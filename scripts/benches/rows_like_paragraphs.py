"""Generated vectors with the traits of paragraph vectors that make a search hard or easy.

Real paragraphs of reports, centred by language, hold 41 % of their variance in 16 of 384
directions, 64 % in 64 and 88 % in 192; what is nearest to one is often of its own city; some are
carried over almost word for word from year to year. Topics of all sizes, from one paragraph to
thousands.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

DIMENSION = 384
DECAY = 0.42
"""Of the standard deviation with the direction's number: gives the variances named above."""
PLACES, FIRST_YEAR, YEARS = 300, 1995, 30
PER_SPEECH = 40
PER_TOPIC = 100
"""Paragraphs of a topic on average; their numbers follow Zipf's law."""
COPIES = 0.15
"""Share of paragraphs that are near copies of an earlier one of the same place."""
BLOCK = 50_000


@dataclass(frozen=True, slots=True)
class Generated:
    """Vectors in a file, (rows, 384) unit vectors of 16-bit numbers, and what a scope looks at."""

    path: Path
    place: NDArray[np.int32]
    year: NDArray[np.int16]
    group: NDArray[np.int32]

    def vectors(self) -> NDArray[np.float16]:
        """The vectors, mapped."""
        found: NDArray[np.float16] = np.load(self.path, mmap_mode="r")
        return found

    def allowed(self, row: int) -> NDArray[np.bool_]:
        """The default scope of a row: another place, another year, another speech."""
        return np.asarray(
            (self.place != self.place[row])
            & (self.year != self.year[row])
            & (self.group != self.group[row])
        )


def generate(rows: int, folder: Path, seed: int = 20_251_122) -> Generated:
    """Write as many rows as asked for, block by block."""
    chance = np.random.default_rng(seed)
    group = (np.arange(rows) // PER_SPEECH).astype(np.int32)
    speeches = int(group[-1]) + 1
    place = chance.integers(0, PLACES, speeches).astype(np.int32)[group]
    year = (FIRST_YEAR + chance.integers(0, YEARS, speeches)).astype(np.int16)[group]
    topics = max(1, rows // PER_TOPIC)
    share = 1 / np.arange(1, topics + 1) ** 0.6
    # A topic is part theme, shared with other topics, and part its own.
    themes = _drawn(chance, max(1, topics // 20))
    centres = 0.7 * themes[chance.integers(0, len(themes), topics)] + 0.7 * _drawn(chance, topics)
    manners = _drawn(chance, PLACES)
    path = folder / f"rows-{rows}.npy"
    out = np.lib.format.open_memmap(path, "w+", np.float16, (rows, DIMENSION))
    for begin in range(0, rows, BLOCK):
        own = slice(begin, min(begin + BLOCK, rows))
        count = own.stop - begin
        topic = chance.choice(topics, count, p=share / share.sum())
        # Half of what a place says is of topics that it prefers.
        preferred = (topic + place[own].astype(np.int64) * 7_919) % topics
        topic = np.where(chance.random(count) < 0.5, preferred, topic)
        spread = chance.uniform(0.3, 1.1, (count, 1)).astype(np.float32)
        block = centres[topic] + 0.45 * manners[place[own]] + spread * _drawn(chance, count)
        _copy_some(chance, block, place[own])
        out[own] = block / np.linalg.norm(block, axis=1, keepdims=True)
    out.flush()
    return Generated(path, place, year, group)


def _drawn(chance: np.random.Generator, count: int) -> NDArray[np.float32]:
    """Gaussian rows of unit length on average, with the variances of real paragraphs."""
    scale = np.arange(1, DIMENSION + 1, dtype=np.float32) ** -DECAY
    scale /= np.linalg.norm(scale)
    return chance.standard_normal((count, DIMENSION), dtype=np.float32) * scale


def _copy_some(
    chance: np.random.Generator, block: NDArray[np.float32], place: NDArray[np.int32]
) -> None:
    """Make some rows near copies of another row of their place."""
    for one in np.unique(place).tolist():
        own = np.flatnonzero(place == one)
        copies = own[chance.random(len(own)) < COPIES]
        block[copies] = block[chance.choice(own, len(copies))]
        block[copies] += 0.1 * _drawn(chance, len(copies))

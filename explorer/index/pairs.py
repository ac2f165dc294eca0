"""The pairs of a generation: of every paragraph its counterparts, computed once, mapped read-only.

``pairs.npy`` holds the pairs of all paragraphs one after the other, the closest first;
``pair_first.npy`` where each paragraph's begin; ``pair_further.npy`` how many more it had than were
kept; ``nearest.npy`` how close the closest paragraph of another city is, reuse or not;
``formula.npy`` which share of the paragraph is formula.
"""

from __future__ import annotations

from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from explorer.index.arrays import check_offsets, check_range, mapped
from explorer.index.column import Column

PAIRS_FILE = "pairs.npy"
FIRST_FILE = "pair_first.npy"
FURTHER_FILE = "pair_further.npy"
NEAREST_FILE = "nearest.npy"
FORMULA_FILE = "formula.npy"
PAIR = np.dtype(
    [
        ("row", np.int32),  # the counterpart
        ("percentile", np.float32),  # NaN where there are too few pairs to tell
        ("wording", np.float32),  # share (0-1) of the shorter passage
        ("rare", np.int32),  # shared letters and figures in runs that prove something
        ("verdict", np.uint8),  # number in explorer.verdict.Verdict
    ]
)
VERDICTS = 6
"""How many verdicts there are; a test holds it to explorer.verdict.Verdict."""


class Joined(NamedTuple):
    """The pairs of some paragraphs, one after the other.

    Attributes:
        pairs: (n,) of ``PAIR``.
        counts: (paragraphs,) how many each has.
        further: (paragraphs,) how many each had beyond those kept.
        nearest: (paragraphs,) the highest standing of a paragraph of another city; NaN where there
            is none.
        formula: (paragraphs,) share (0-1) of each that is formula.
    """

    pairs: NDArray[np.void]
    counts: NDArray[np.int64]
    further: NDArray[np.int32]
    nearest: NDArray[np.float32]
    formula: NDArray[np.float32]


class PairWriter:
    """Writes the pairs of a generation, some paragraphs after the other; for ``with``."""

    def __init__(self, folder: Path) -> None:
        self._files = ExitStack()
        self._pairs, self._first, self._further, self._nearest, self._formula = (
            self._files.enter_context(Column(folder / name, np.dtype(kind)))
            for name, kind in (
                (PAIRS_FILE, PAIR),
                (FIRST_FILE, np.int64),
                (FURTHER_FILE, np.int32),
                (NEAREST_FILE, np.float32),
                (FORMULA_FILE, np.float32),
            )
        )
        self._first.append(np.zeros(1, dtype=np.int64))

    def __enter__(self) -> PairWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self._files.close()

    def add(self, joined: Joined) -> None:
        """Write the pairs of the next paragraphs."""
        self._first.append(len(self._pairs) + np.cumsum(joined.counts))
        self._pairs.append(joined.pairs)
        self._further.append(joined.further)
        self._nearest.append(joined.nearest)
        self._formula.append(joined.formula)


class Pairs:
    """The pairs of an open generation.

    ``first`` (paragraphs + 1,) tells where each paragraph's begin; ``further``, ``nearest`` and
    ``formula`` (paragraphs,) are what :class:`Joined` says.

    Raises:
        IndexDamaged: a file cannot be read, or the files do not go together.
    """

    def __init__(self, generation: Path, paragraphs: int) -> None:
        self.first = mapped(generation / FIRST_FILE, np.int64, paragraphs + 1)
        self.further = mapped(generation / FURTHER_FILE, np.int32, paragraphs)
        self.nearest = mapped(generation / NEAREST_FILE, np.float32, paragraphs)
        self.formula = mapped(generation / FORMULA_FILE, np.float32, paragraphs)
        self._path = generation / PAIRS_FILE
        check_offsets(generation / FIRST_FILE, self.first, int(self.first[-1]))
        self._stored: NDArray[np.void] = mapped(self._path, PAIR, int(self.first[-1]))

    @cached_property
    def all(self) -> NDArray[np.void]:
        """Every pair (n,) of ``PAIR``; looked through once.

        Raises:
            IndexDamaged: one is of a paragraph, or of a verdict, that there is not.
        """
        check_range(self._path, self._stored["row"], 0, len(self.formula))
        check_range(self._path, self._stored["verdict"], 0, VERDICTS)
        return self._stored

    @staticmethod
    def there(generation: Path) -> bool:
        """Whether a generation was built with its pairs."""
        return (generation / PAIRS_FILE).exists()

    def of(self, row: int) -> NDArray[np.void]:
        """The pairs of a paragraph, the closest first."""
        return self.all[self.first[row] : self.first[row + 1]]

    @property
    def askers(self) -> NDArray[np.int64]:
        """(n,) the paragraph that each pair belongs to."""
        return np.repeat(np.arange(len(self.formula)), np.diff(self.first))

"""Where the vectors of paragraphs are searched: what every such home can do, whatever it is."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from explorer.index.shards import Rows
from explorer.predicate import Selection
from explorer.scope import Facets


class VectorHome(Protocol):
    """The vectors of one generation's paragraphs, row i = paragraph i.

    Two there are: the generation's own files (``local``) and a collection of Milvus (``milvus``).
    """

    def add(self, vectors: NDArray[np.floating], facets: Facets) -> None:
        """Take in all the vectors (n, dimension), and what predicates ask of them.

        Args:
            vectors: unit vectors; they may be mapped from a file, and are read in blocks.
            facets: of the same paragraphs.
        """

    def search(self, vectors: NDArray[np.float32], selection: Selection, k: int) -> list[Rows]:
        """For each unit vector (n, dimension) the rows of the nearest selected paragraphs.

        Returns:
            ``k`` rows each, the nearest first, or as many as are selected; no row that is not.
        """

    def count(self) -> int:
        """How many vectors it holds."""

    def close(self) -> None:
        """Let go of files and connections."""

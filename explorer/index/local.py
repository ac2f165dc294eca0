"""The vectors of paragraphs in the files of their generation, searched by FAISS."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from explorer.index.manifest import Manifest
from explorer.index.plan import LIMITS, Limits, Tuned
from explorer.index.shards import Rows
from explorer.index.tuning import Owners
from explorer.index.vectors import ParagraphVectors, write_vectors
from explorer.predicate import Selection
from explorer.scope import Facets


class LocalHome:
    """The vectors in the files of a generation.

    Args:
        generation: its folder.
        stored: the vectors there; None where they are to be added first.
        limits: the sizes at which one way of searching is left for another.
    """

    def __init__(
        self,
        generation: Path,
        stored: ParagraphVectors | None = None,
        *,
        limits: Limits = LIMITS,
    ) -> None:
        self._generation, self._stored, self._limits = generation, stored, limits

    @classmethod
    def of(cls, generation: Path, manifest: Manifest, *, exact: bool = False) -> LocalHome:
        """That of a generation that is complete.

        Args:
            generation: its folder.
            manifest: of it.
            exact: whether inverted lists are left alone where there are some.

        Raises:
            IndexDamaged: a file cannot be read or has other rows than the manifest says.
        """
        stored = ParagraphVectors(
            generation,
            rows=manifest.counts["paragraphs"],
            dimension=manifest.model.dimension,
            tuned=None if exact else manifest.search,
        )
        return cls(generation, stored)

    @property
    def vectors(self) -> ParagraphVectors:
        """The open files; an error of this program where there are none yet."""
        assert self._stored is not None, "no vectors were added"
        return self._stored

    @property
    def tuned(self) -> Tuned | None:
        """What the tuning of a large index found; None where all paragraphs are compared."""
        return self.vectors.tuned

    def add(self, vectors: NDArray[np.floating], facets: Facets) -> None:
        """Write the files, once and for all."""
        rows, dimension = vectors.shape
        tuned = write_vectors(
            vectors,
            self._generation,
            owners=Owners(facets.place, facets.group),
            limits=self._limits,
        )
        self._stored = ParagraphVectors(
            self._generation, rows=rows, dimension=dimension, tuned=tuned, limits=self._limits
        )

    def search(self, vectors: NDArray[np.float32], selection: Selection, k: int) -> list[Rows]:
        """For each unit vector (n, dimension) the rows of the ``k`` nearest selected paragraphs."""
        flags, bits = selection.flags, selection.bits
        return [self.vectors.nearest(one, flags, k, bits=bits) for one in vectors]

    def count(self) -> int:
        """How many vectors the files hold."""
        return self.vectors.rows

    def close(self) -> None:
        """Let go of the files."""
        self._stored = None

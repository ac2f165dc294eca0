"""Nearest paragraph vectors by FAISS: exact, with the scope as a pre-filter."""

from __future__ import annotations

from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from explorer.errors import IndexDamaged
from explorer.index.manifest import REBUILD

Mask = NDArray[np.bool_]
VECTORS_FILE = "paragraphs.faiss"


def write_vectors(vectors: NDArray[np.float32], folder: Path) -> None:
    """Write the flat inner-product index of unit vectors (n, dimension), row i = paragraph i."""
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(np.ascontiguousarray(vectors, dtype=np.float32))
    faiss.write_index(index, str(folder / VECTORS_FILE))


class ParagraphVectors:
    """The paragraph vectors of a generation, mapped read-only.

    Raises:
        IndexDamaged: the file cannot be read or has other rows than the manifest says.
    """

    def __init__(self, generation: Path, *, rows: int, dimension: int) -> None:
        path = generation / VECTORS_FILE
        mend = REBUILD.format(folder=generation.parent)
        try:
            self._index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
        except RuntimeError as error:
            raise IndexDamaged(f"{path} cannot be read; {mend}") from error
        if (self._index.ntotal, self._index.d) != (rows, dimension):
            raise IndexDamaged(f"{path} has other rows than the manifest says; {mend}")

    def nearest(self, query: NDArray[np.float32], allowed: Mask, k: int) -> NDArray[np.int64]:
        """Rows of the ``k`` nearest allowed paragraphs (fewer where fewer are allowed).

        Args:
            query: unit vector (dimension,).
            allowed: one flag per row; a row without it is never returned.
            k: how many.
        """
        k = min(k, int(allowed.sum()))
        if k == 0:
            return np.empty(0, dtype=np.int64)
        # The packed bits must stay referenced while FAISS searches.
        bits = np.packbits(allowed, bitorder="little")
        selector = faiss.IDSelectorBitmap(bits)  # type: ignore[call-arg, arg-type]
        parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        _, rows = self._index.search(query[np.newaxis].astype(np.float32), k, params=parameters)
        found = rows[0]
        found = found[(found >= 0) & (found < len(allowed))]
        return np.asarray(found[allowed[found]], dtype=np.int64)

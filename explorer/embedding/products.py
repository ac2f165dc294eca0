"""Products of vectors with many others in bfloat16, on processors that multiply so in hardware.

They have eight binary digits: enough to tell which of many may be the highest.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from explorer.embedding.precision import best_precision
from explorer.room import new_array

Vectors = NDArray[np.float32]
Coarse = NDArray[np.int16]
"""The bits of bfloat16 numbers. As whole numbers, those above 0 sort as the numbers do, and all of
them above those below 0, which sort the other way round."""

ERROR = 0.0118
"""What a product of unit vectors is wrong by at most: bfloat16 rounds by a part of 2**-8, both
vectors and the product itself. Among 10 million pairs of real paragraphs it was 0.0034."""
BARRED = np.iinfo(np.int16).min
"""The bits of minus 0, as a whole number below all others: what cannot be meant."""
BLOCK = 20_000


def is_fast() -> bool:
    """Whether this processor multiplies bfloat16 in hardware."""
    return best_precision() == "bfloat16"


def write_coarse(vectors: Vectors, rows: NDArray[np.int64], path: Path) -> None:
    """Write some rows of vectors (n, dimension) as a ``.npy`` file of ``Coarse``, block by block.

    Args:
        vectors: may be mapped from a file.
        rows: which, in the order of the file.
        path: of the file.
    """
    file = new_array(path, (len(rows), vectors.shape[1]), np.int16)
    for begin in range(0, len(rows), BLOCK):
        file[begin : begin + BLOCK] = coarse(vectors[rows[begin : begin + BLOCK]])
    file.flush()


def coarse_products(queries: Vectors, columns: Coarse) -> Coarse:
    """The products of each query (m, dimension) with each column (n, dimension): (m, n)."""
    import torch

    asked = torch.from_numpy(coarse(queries)).view(torch.bfloat16)
    others = torch.from_numpy(columns).view(torch.bfloat16)
    found: Coarse = torch.mm(asked, others.T).view(torch.int16).numpy()
    return found


def coarse(vectors: Vectors) -> Coarse:
    """The nearest coarse numbers to those of some vectors (n, dimension)."""
    import torch

    found = torch.from_numpy(np.ascontiguousarray(vectors)).to(torch.bfloat16)
    numbers: Coarse = found.view(torch.int16).numpy()
    return numbers


def loosened(least: Coarse) -> Coarse:
    """Coarse numbers that are reached wherever the exact ones may be as high as some.

    What is n-th by the coarse products may be wrong by ``ERROR``, and what is higher, too.
    """
    loose = to_float(least) - 2 * ERROR
    # Below 0 coarse numbers do not sort: then all are reached but what is barred.
    known = (least > 0) & (loose > 0)
    return np.where(known, from_float(loose), BARRED + 1).astype(np.int16)


def to_float(numbers: Coarse) -> Vectors:
    """The numbers whose bits these are."""
    return (numbers.view(np.uint16).astype(np.uint32) << 16).view(np.float32)


def from_float(numbers: Vectors) -> Coarse:
    """The bits of the next numbers towards 0."""
    bits = np.ascontiguousarray(numbers, dtype=np.float32).view(np.uint32) >> 16
    return bits.astype(np.uint16).view(np.int16)

"""A ``.npy`` file that is written piece by piece."""

from __future__ import annotations

from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray


class Column:
    """A one-dimensional ``.npy`` file that grows; its header is set right when it is closed."""

    def __init__(self, path: Path, dtype: np.dtype[Any]) -> None:
        self._dtype, self._count = dtype, 0
        self._stream: BinaryIO = path.open("wb")
        self._write_header()
        self._body = self._stream.tell()

    def __len__(self) -> int:
        return self._count

    def __enter__(self) -> Column:
        return self

    def __exit__(self, *_: object) -> None:
        with self._stream:
            self._stream.seek(0)
            self._write_header()
            # NumPy pads the headers of such arrays to one length, so that they can grow in place.
            assert self._stream.tell() == self._body, "the header of a .npy file changed its length"

    def _write_header(self) -> None:
        described = np.lib.format.dtype_to_descr(self._dtype)
        header = {"descr": described, "fortran_order": False, "shape": (self._count,)}
        np.lib.format.write_array_header_1_0(self._stream, header)

    def append(self, values: NDArray[Any]) -> None:
        """Write more values at the end."""
        self._stream.write(np.ascontiguousarray(values, dtype=self._dtype).tobytes())
        self._count += len(values)

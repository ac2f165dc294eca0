"""Room on a disk: how much a build needs, how it is taken, and how a full disk is told."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from pathlib import Path
from typing import Any, BinaryIO, Literal

import numpy as np
from numpy.typing import DTypeLike, NDArray

from explorer.errors import DiskFull

FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
LEAST_PER_BYTE = 12
"""Bytes that an index needs while it is built for each byte of plain text, at least. Measured with
vectors of 384 numbers: 19 for Chinese (four corpora), 33 for English."""
KEPT_VECTOR = 90
"""Bytes of a vector in the cache beside its numbers: its key, twice, and what SQLite adds."""
GRAMS_PER_LETTER = 4
"""Bytes that the grams take for each letter: measured 4.9 to 5.5 in Chinese, with those of several
speeches counted; the fewer of these there are, the less."""
FILLED = 2**20
"""Bytes that are written at once."""


def is_full(error: BaseException) -> bool:
    """Whether an error of the system or of SQLite says that the disk, or a quota, is full."""
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    return isinstance(error, OSError) and error.errno in FULL


def disk_full(folder: Path) -> DiskFull:
    """The error of a disk that was full while something was written to it."""
    return DiskFull(
        f"The disk of {folder} is full; make room, or name a folder of another disk with --index."
    )


def require(folder: Path, needed: int) -> None:
    """Refuse to begin what the disk has no room for.

    Args:
        folder: on the disk; it need not be there yet.
        needed: bytes.

    Raises:
        DiskFull: it has less.
    """
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    free = shutil.disk_usage(there).free
    if free < needed:
        raise DiskFull(
            f"The disk of {folder} has {_megabytes(free)} free, the index needs about "
            f"{_megabytes(needed)}; make room, or name a folder of another disk with --index."
        )


def needed_at_least(text: int, cache: Path | Literal[False]) -> int:
    """Bytes that the index of some files needs at least, told before any is read.

    Args:
        text: bytes of plain text in them.
        cache: the folder of what earlier builds kept, which is there already.
    """
    return max(0, text * LEAST_PER_BYTE - _size(cache))


def needed_after_reading(
    windows: int, lengths: NDArray[np.int32], dimension: int, cache: Path | Literal[False]
) -> int:
    """Bytes that what follows the reading needs, told before anything is embedded.

    The windows' vectors as the model gives them, centred, and in the cache, as 16-bit numbers; the
    paragraphs' twice, as 32-bit numbers; and the grams. They lie beside each other.

    Args:
        windows: of all texts.
        lengths: letters of each paragraph.
        dimension: of the vectors.
        cache: the file of the vectors that earlier builds kept, which is there already.
    """
    cached = max(0, windows * (2 * dimension + KEPT_VECTOR) - _size(cache))
    vectors = 2 * windows * 2 * dimension + 2 * len(lengths) * 4 * dimension
    return cached + vectors + int(lengths.sum()) * GRAMS_PER_LETTER


def _size(path: Path | Literal[False]) -> int:
    """Bytes of a file or of the files of a folder; 0 where there is none, or none is used."""
    if not path or not path.exists():
        return 0
    files = path.iterdir() if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files)


def _megabytes(size: int) -> str:
    return f"{-(-size // 10**6):,} MB"


def new_array(
    path: Path, shape: tuple[int, ...], dtype: DTypeLike
) -> np.memmap[Any, np.dtype[Any]]:
    """A new ``.npy`` file, mapped to be written; memory holds none of it.

    Raises:
        OSError: there is no room for it. Without a place of its own on the disk, a mapped page that
            finds none when it is written stops the whole process.
    """
    array = np.lib.format.open_memmap(path, mode="w+", dtype=dtype, shape=shape)
    with path.open("r+b") as stream:
        size = path.stat().st_size
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(stream.fileno(), 0, size)
        else:
            _fill(stream, array.offset, size)
    return array


def _fill(stream: BinaryIO, begin: int, end: int) -> None:
    """Write zeros, which takes the place that a file only lays claim to."""
    stream.seek(begin)
    for first in range(begin, end, FILLED):
        stream.write(bytes(min(FILLED, end - first)))

"""Files of FAISS: written so that a full disk shows, read so that a damaged one does no harm."""

from __future__ import annotations

import threading
from pathlib import Path

import faiss

_READING = threading.Lock()
"""FAISS keeps its limit for the whole process."""


def write(index: faiss.Index, path: Path) -> None:
    """Write an index.

    Raises:
        OSError: the file cannot be written; FAISS by itself tells of no cause.
    """
    with path.open("wb") as stream:
        faiss.write_index(index, faiss.PyCallbackIOWriter(stream.write))  # type: ignore[attr-defined]


def read(path: Path) -> faiss.Index:
    """The index of a file, mapped read-only.

    No part of it is larger than the file, whatever the file says: a flipped byte in a length must
    not take memory by the gigabyte.

    Raises:
        RuntimeError: the file cannot be read.
    """
    with _READING:
        before = faiss.get_deserialization_vector_byte_limit()
        faiss.set_deserialization_vector_byte_limit(path.stat().st_size)
        try:
            return faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
        finally:
            faiss.set_deserialization_vector_byte_limit(before)

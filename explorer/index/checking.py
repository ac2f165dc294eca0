"""Whether the files of a generation are those that were written: sizes, hashes, sampled blocks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from explorer.errors import IndexDamaged
from explorer.index.manifest import REBUILD, Manifest, file_hash

HASHED_AT_OPEN = 64 * 2**20
"""Bytes up to which a file is hashed at every open (0.1 s); of larger ones a sample is."""
HEAD = 256 * 2**10
"""Bytes at the beginning of a large file that are hashed at every open: they say how to read it."""
BLOCK, BLOCKS = 16 * 2**10, 64
"""Bytes and number of the blocks that are hashed besides, at equal steps up to the file's end:
1.3 MB a file in all, 2 ms."""
OURS = frozenset({".npy", ".faiss", ".sqlite"})
"""Endings of files that might be read; what else a system puts into a folder does no harm."""


def described(path: Path) -> dict[str, Any]:
    """What the manifest says of a file: ``bytes``, ``sha256`` and, of a large one, ``sample``."""
    size = path.stat().st_size
    known = {"bytes": size, "sha256": file_hash(path)}
    return known | {"sample": sample_hash(path)} if size > HASHED_AT_OPEN else known


def sample_hash(path: Path) -> str:
    """The sha256 of a file's beginning and of blocks of it, in hex."""
    last = max(0, path.stat().st_size - BLOCK)
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        digest.update(stream.read(HEAD))
        for number in range(1, BLOCKS + 1):
            stream.seek(last * number // BLOCKS)
            digest.update(stream.read(BLOCK))
    return digest.hexdigest()


def faults(
    generation: Path, manifest: Manifest, *, everything: bool = False
) -> Iterator[tuple[str, str]]:
    """The files of a generation that are not as they were written, each with what is wrong.

    Args:
        generation: its folder.
        manifest: of it.
        everything: whether all bytes are read; otherwise of each large file a sample is.
    """
    for name, known in manifest.files.items():
        try:
            fault = _fault(generation / name, known, everything=everything)
        except OSError:
            fault = "cannot be read"
        if fault:
            yield name, fault
    for path in sorted(generation.iterdir()):
        if path.suffix in OURS and path.name not in manifest.files:
            yield path.name, "does not belong there"


def _fault(path: Path, known: Mapping[str, Any], *, everything: bool) -> str | None:
    if not path.is_file():
        return "is missing"
    if path.stat().st_size != known["bytes"]:
        return "has the wrong size"
    if "sample" in known and not everything:
        alike = sample_hash(path) == known["sample"]
    else:
        alike = file_hash(path) == known["sha256"]
    return None if alike else "does not match its hash"


def check_files(generation: Path, manifest: Manifest) -> None:
    """Refuse a generation whose files are missing, truncated or altered, as far as a sample shows.

    Raises:
        IndexDamaged: naming the file and the command that mends it.
    """
    for name, fault in faults(generation, manifest):
        mend = REBUILD.format(folder=generation.parent)
        raise IndexDamaged(f"{generation / name} {fault}; {mend}")

"""Keeps the blocks of a join, so that one that was interrupted goes on where it was."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import numpy as np

import explorer
from explorer.index import pairs
from explorer.index.manifest import Manifest, file_hash
from explorer.index.pairs import Joined
from explorer.kept import Kept

WRITTEN = frozenset(
    {
        pairs.PAIRS_FILE,
        pairs.FIRST_FILE,
        pairs.FURTHER_FILE,
        pairs.NEAREST_FILE,
        pairs.FORMULA_FILE,
    }
)
"""The files that the join itself writes."""


class KeptBlocks:
    """The pairs of blocks of paragraphs, by all that they depend on.

    Args:
        kept: where they are kept; None keeps nothing.
        folder: of the generation, with all its other files.
        manifest: of it.
    """

    def __init__(self, kept: Kept | None, folder: Path, manifest: Manifest) -> None:
        self._kept = kept
        self._basis = b"" if kept is None else _basis(folder, manifest)

    def known(self, first: int, last: int) -> bool:
        """Whether the pairs of the paragraphs from one row to before another are there."""
        key = self._key(first, last)
        return self._kept is not None and key in self._kept.known([key])

    def get(self, first: int, last: int) -> Joined | None:
        """The pairs of a block; None where none are there, or they cannot be understood."""
        if self._kept is None:
            return None
        key = self._key(first, last)
        stored = self._kept.get([key]).get(key)
        if stored is None:
            return None
        try:
            with np.load(io.BytesIO(stored), allow_pickle=False) as arrays:
                return Joined(*(arrays[name] for name in Joined._fields))
        except (OSError, ValueError, KeyError, zipfile.BadZipFile):
            return None

    def put(self, first: int, last: int, joined: Joined) -> None:
        """Keep the pairs of a block."""
        if self._kept is not None:
            written = io.BytesIO()
            np.savez(written, allow_pickle=False, **joined._asdict())
            self._kept.put({self._key(first, last): written.getvalue()})

    def _key(self, first: int, last: int) -> bytes:
        return hashlib.sha256(self._basis + f" {first} {last}".encode()).digest()


def _basis(folder: Path, manifest: Manifest) -> bytes:
    """A hash of the generation's files, of its manifest and of the code of this package."""
    digest = hashlib.sha256(manifest.content.encode())
    for path in sorted(folder.iterdir()):
        if path.name not in WRITTEN:
            digest.update(f"{path.name} {file_hash(path)}\n".encode())
    package = Path(explorer.__file__).parent
    for path in sorted(package.rglob("*.py")):
        digest.update(f"{path.relative_to(package).as_posix()} {file_hash(path)}\n".encode())
    return digest.digest()

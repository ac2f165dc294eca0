"""Keeps what was read out of each file, so that the next build reads only new and changed ones."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from explorer.corpus.file_readings import FileReading
from explorer.corpus.opened import content_hash
from explorer.corpus.reading_processes import decode, read_files
from explorer.kept import Kept


class KeptReadings:
    """Readings by the name and the content of a file, and by the rules that read it.

    ``reused`` and ``read`` count the files that were known, and those that were read; ``keys`` are
    those of all of them.

    Args:
        kept: where they are kept.
        rules: a hash of all else that a reading depends on.
    """

    def __init__(self, kept: Kept, rules: str) -> None:
        self._kept, self._rules = kept, rules
        self.reused = self.read = 0
        self.keys: list[bytes] = []

    def readings(
        self, folder: Path, paths: Sequence[Path], encoding: str | None
    ) -> Iterator[FileReading]:
        """What each file of a folder holds, in their order: as it was read before, or read now.

        Raises:
            CorpusError: there is no such encoding.
        """
        self.keys = keys = [self.key(folder, path, encoding) for path in paths]
        known = self._kept.known(keys)
        unknown = (path for path, key in zip(paths, keys, strict=True) if key not in known)
        fresh = read_files(folder, unknown, encoding)
        for path, key in zip(paths, keys, strict=True):
            found = self.recalled(key) if key in known else None
            if found is None:
                again = read_files(folder, [path], encoding) if key in known else fresh
                stored = next(again)
                found = decode(stored)
                if is_under(key, found, self._rules, folder, path, encoding):
                    self._kept.put({key: stored})
                self.read += 1
            else:
                self.reused += 1
            yield found

    def recalled(self, key: bytes) -> FileReading | None:
        """What was kept under a key; None where nothing was, or what cannot be understood."""
        stored = self._kept.get([key]).get(key)
        with suppress(msgspec.MsgspecError):
            return decode(stored) if stored is not None else None
        return None

    def key(self, folder: Path, path: Path, encoding: str | None) -> bytes:
        """Under what the reading of a file, as it is now, is kept."""
        return reading_key(self._rules, folder, path, encoding)


def is_under(
    key: bytes, reading: FileReading, rules: str, folder: Path, path: Path, encoding: str | None
) -> bool:
    """Whether a reading belongs under a key, which was made before the file was read.

    A file may have been another one at that moment. Where no document tells what was read, the
    file as it is now does.
    """
    content = reading.documents[0].sha256 if reading.documents else None
    return reading_key(rules, folder, path, encoding, content) == key


def reading_key(
    rules: str, folder: Path, path: Path, encoding: str | None, content: str | None = None
) -> bytes:
    """A hash of the rules, the encoding, and the name and content of a file of the folder.

    ``content`` is its sha256; None takes it from the file as it is now.
    """
    name = path.relative_to(folder).as_posix()
    key = f"{rules}\0{encoding}\0{name}\0{content or content_hash(path)}"
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).digest()

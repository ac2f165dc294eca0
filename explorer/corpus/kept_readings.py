"""Keeps what was read out of each file, so that the next build reads only new and changed ones."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from explorer.corpus.file_readings import FileReader, FileReading
from explorer.corpus.files import content_hash
from explorer.kept import Kept

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(FileReading).decode


class KeptReadings:
    """Readings by the name and the content of a file, and by the rules that read it.

    Args:
        kept: where they are kept.
        rules: a hash of everything else that a reading depends on.
    """

    def __init__(self, kept: Kept, rules: str) -> None:
        self._kept, self._rules = kept, rules
        self.reused = self.read = 0

    def reading(self, path: Path, reader: FileReader) -> FileReading:
        """What a file holds: as it was read before, or read now."""
        key = self._key(path, reader)
        stored = self._kept.get([key]).get(key)
        if stored is not None:
            try:
                found = _decode(stored)
            except msgspec.MsgspecError:
                pass  # what cannot be understood was never read
            else:
                self.reused += 1
                return found
        self.read += 1
        reading = reader.read(path)
        try:
            self._kept.put({key: _encode(reading)})
        except UnicodeEncodeError:
            pass  # halves of a character that no file can hold; it is read again each time
        return reading

    def _key(self, path: Path, reader: FileReader) -> bytes:
        name = path.relative_to(reader.folder).as_posix()
        key = f"{self._rules}\0{reader.encoding}\0{name}\0{content_hash(path)}"
        return hashlib.sha256(key.encode("utf-8", "surrogateescape")).digest()

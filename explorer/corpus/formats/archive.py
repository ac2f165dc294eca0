"""Zip archives, and the zip inside docx and xlsx files: members as bytes, never on the disk."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from explorer.corpus.formats.extracted import MAX_BYTES, Refused, unreadable
from explorer.corpus.formats.names import name_fault
from explorer.records import Unreadable

MAX_MEMBERS = 2_000
MAX_RATIO = 200
"""Of unpacked to packed bytes: text packs 3 to 20 times, XML up to 100 times, bombs 1,000 times."""
RATIO_FROM = 1_000_000
"""Bytes: a small member may pack better, and does no harm."""
WHOLE_FROM = 10_000_000
"""Bytes: of a whole file, too; ten seconds of reading at most."""
MAX_ENTRIES = 50_000
"""Signatures of members in the bytes, seen before the list of members is built: a thousand stored
docx files of 25 parts have so many, with their own."""
CHUNK = 1 << 16
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""The others unpack into memory without bounds, and are rare."""
UTF8_NAME = 0x800
ENCRYPTED = 0x1


@dataclass(slots=True)
class Budget:
    """The bytes that one file of ``size`` may unpack to; what is ``spent`` is counted up."""

    size: int
    spent: int = 0

    @property
    def most(self) -> int:
        """As many bytes as a text of that size unpacks to, and never more than ``MAX_BYTES``."""
        return min(MAX_BYTES, max(WHOLE_FROM, MAX_RATIO * self.size))

    @property
    def is_spent(self) -> bool:
        """Whether nothing more is unpacked."""
        return self.spent > self.most

    def spend(self, count: int) -> None:
        """Count unpacked bytes.

        Raises:
            Refused: they were too many.
        """
        self.spent += count
        if self.spent > MAX_BYTES:
            raise Refused(f"unpacks to more than {MAX_BYTES // 1_000_000} MB; split it")
        if self.is_spent:
            raise Refused(f"unpacks to more than {MAX_RATIO} times its size; not a text")


def open_archive(raw: bytes) -> zipfile.ZipFile:
    """The archive of these bytes, with few enough members.

    Raises:
        Refused: it is no archive, is damaged, or has too many members.
    """
    if raw.count(b"PK\x01\x02") > MAX_ENTRIES:
        raise Refused(f"has more than {MAX_MEMBERS:,} members; split it")
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Refused("is truncated, damaged or not what its name says; save it again") from error
    if len(archive.infolist()) > MAX_MEMBERS:
        raise Refused(f"has more than {MAX_MEMBERS:,} members; split it")
    return archive


def chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo, *, budget: Budget) -> Iterator[bytes]:
    """A member's bytes, piece by piece, each counted as it is unpacked.

    Raises:
        Refused: the member is encrypted, damaged, packed in a rare way or a bomb.
    """
    if info.flag_bits & ENCRYPTED:
        raise Refused("is encrypted; pack it without a password")
    if info.compress_type not in METHODS:
        raise Refused("is packed in a rare way; pack it again as an ordinary zip")
    # No more than this size is ever unpacked, so a lie does not help.
    if info.file_size > max(RATIO_FROM, MAX_RATIO * info.compress_size):
        raise Refused(f"unpacks to more than {MAX_RATIO} times its size; not a text")
    try:
        with archive.open(info) as member:
            while chunk := member.read(CHUNK):
                budget.spend(len(chunk))
                yield chunk
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise Refused("is damaged; pack it again") from error


def read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, *, budget: Budget) -> bytes:
    """A member's bytes.

    Raises:
        Refused: see ``chunks``.
    """
    return b"".join(chunks(archive, info, budget=budget))


def members(raw: bytes, *, budget: Budget) -> Iterator[tuple[str, bytes] | Unreadable]:
    """The visible files of an archive in its order, each with its bytes or why it has none.

    Raises:
        Refused: the archive as a whole cannot be read.
    """
    seen: set[str] = set()
    with open_archive(raw) as archive:
        for info in archive.infolist():
            path = _path(info)
            parts = PurePosixPath(path).parts
            if path.endswith("/") or any(part == "__MACOSX" or _is_hidden(part) for part in parts):
                continue
            try:
                _check(info, path, seen)
                yield path, read_member(archive, info, budget=budget)
            except Refused as refusal:
                yield unreadable(path, str(refusal))
            if budget.is_spent:
                raise Refused("was read in part only: it unpacks to too much; split it")


def _is_hidden(part: str) -> bool:
    return part.startswith(".") and part != ".."


def _check(info: zipfile.ZipInfo, path: str, seen: set[str]) -> None:
    if fault := name_fault(path):
        raise Refused(fault)
    if path.startswith("/") or path[1:2] == ":" or ".." in path.split("/"):
        raise Refused("has a path that leaves the archive; pack it again from its own folder")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise Refused("is a link; pack the file itself")
    if not path:
        raise Refused("holds a file without a name; pack it again")
    if path in seen:
        raise Refused("stands twice in the archive; pack it once")
    seen.add(path)


def _path(info: zipfile.ZipInfo) -> str:
    """The member's path; Chinese Windows writes it in GB18030 and does not say so."""
    path = info.orig_filename
    if not info.flag_bits & UTF8_NAME and not path.isascii():
        kept = path.encode("cp437")  # as zipfile decoded it
        for codec in ("utf-8", "gb18030"):
            try:
                path = kept.decode(codec)
                break
            except UnicodeDecodeError:
                continue
    return path.replace("\\", "/")

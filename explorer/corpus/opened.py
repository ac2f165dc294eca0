"""Opens what lies in a corpus folder itself: regular files of some size, never through a link.

A folder of strangers' files may hold links to anything on the machine, and a file may become a link
after it was listed. So each part of a path is opened from the one above it, where the system can.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from pathlib import Path, PurePosixPath

from explorer.corpus.formats.extracted import MAX_BYTES, Refused
from explorer.errors import CorpusError

LINK = "is a link; put the file itself into the corpus"
# Windows has none of them; a pipe is opened without waiting for who writes to it.
NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
FOLDER = getattr(os, "O_DIRECTORY", 0)
STEP_BY_STEP = os.open in os.supports_dir_fd and bool(NO_LINK and FOLDER)


def read_regular(folder: Path, name: str) -> bytes:
    """The bytes of a file of a folder.

    Raises:
        Refused: it is none, is a link or lies behind one, is too large, or cannot be opened.
    """
    try:
        with os.fdopen(_handle(folder, PurePosixPath(name).parts), "rb") as stream:
            about = os.fstat(stream.fileno())
            if not stat.S_ISREG(about.st_mode):
                raise Refused("is not a regular file")
            raw = stream.read(MAX_BYTES + 1) if about.st_size <= MAX_BYTES else b""
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENOTDIR):
            raise Refused(LINK) from error
        raise Refused(f"cannot be opened: {error.strerror or error}") from error
    if about.st_size > MAX_BYTES or len(raw) > MAX_BYTES:
        raise Refused(f"is larger than {MAX_BYTES // 1_000_000} MB; split it")
    return raw


def readable_size(path: Path) -> int:
    """The bytes of a file that will be read: 0 of a link, of what is no file, or is too large.

    Where a file has holes, as an empty one of a stranger may claim any size, those on the disk.
    """
    try:
        about = path.lstat()
    except OSError:  # gone since it was listed
        return 0
    if not stat.S_ISREG(about.st_mode) or about.st_size > MAX_BYTES:
        return 0
    return min(about.st_size, getattr(about, "st_blocks", about.st_size) * 512)


def content_hash(path: Path) -> str:
    """The sha256 of a file, or a word for what has none: what is too large is not read."""
    if path.is_symlink():
        return "link"
    if not path.is_file():
        return "no file"
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | NO_LINK), "rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            if size > MAX_BYTES:
                return f"{size} bytes"
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return "unreadable"


def side_text(path: Path) -> str | None:
    """The text of a file that describes a corpus; None where there is no such file.

    Raises:
        CorpusError: it is a link, a folder or a pipe, too large, not UTF-8 or cannot be opened.
    """
    if not os.path.lexists(path):
        return None
    try:
        return read_regular(path.parent, path.name).decode("utf-8-sig")
    except Refused as refusal:
        raise CorpusError(f"{path} cannot be read: {refusal}; mend it or remove it.") from refusal
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path} is not UTF-8; save it as UTF-8.") from error


def _handle(folder: Path, parts: tuple[str, ...]) -> int:
    if not STEP_BY_STEP:
        path = folder.joinpath(*parts)
        if path.resolve() != folder.resolve().joinpath(*parts):
            raise Refused(LINK)
        return os.open(path, os.O_RDONLY | NO_LINK)
    at = os.open(folder, os.O_RDONLY | FOLDER)
    try:
        for part in parts[:-1]:
            above, at = at, os.open(part, os.O_RDONLY | FOLDER | NO_LINK, dir_fd=at)
            os.close(above)
        return os.open(parts[-1], os.O_RDONLY | NO_LINK, dir_fd=at)
    finally:
        os.close(at)

"""Reads files in processes of their own, several at once, each file within limits."""

from __future__ import annotations

import atexit
import os
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from explorer.corpus import confined
from explorer.corpus.file_readings import FileReader, FileReading
from explorer.corpus.files import PLACES_FILE, shown_name
from explorer.corpus.formats import MAX_BYTES, Extracted, read_bytes
from explorer.corpus.formats.archive import MAX_RATIO
from explorer.corpus.opened import content_hash
from explorer.corpus.place_table import load_places
from explorer.errors import CorpusError
from explorer.records import Unreadable

if TYPE_CHECKING:
    from concurrent.futures import Future

    from pebble import ProcessPool

MOST_PROCESSES = 4
"""Reading beyond that waits for the disk, and each takes 150 MB."""
FILES = 500
"""That a process reads before another takes its place: libraries leak."""
AHEAD = 4
"""Files for each process that are read before they are asked for."""
WAITING = 400_000_000
"""Bytes that may wait so, as far as they can be foretold; each process has a file all the same."""
PACKED = frozenset({".docx", ".pdf", ".parquet", ".xlsx", ".zip"})
"""Endings of files that unpack to many times their size."""
MOST_LINES = 2_000_000
"""That are read out of one file; each takes 250 bytes of the process that asks."""
MOST_BYTES = 300_000_000
"""Of one reading, as it is handed over."""
TOO_MUCH = "holds too many lines to be read at once; split it"

encode = msgspec.msgpack.Encoder().encode
decode = msgspec.msgpack.Decoder(FileReading).decode
decode_texts = msgspec.msgpack.Decoder(list[tuple[str, str, str]]).decode
"""Name and text of each, or the reason why it cannot be read."""


def read_files(folder: Path, paths: Iterable[Path], encoding: str | None) -> Iterator[bytes]:
    """What each file holds, encoded, in the order of the paths.

    A file that takes too long, too much memory or the process with it is unreadable.

    Args:
        folder: the corpus folder.
        paths: of files in it.
        encoding: of texts without a byte order mark; None finds it out.

    Raises:
        CorpusError: there is no such encoding.
    """
    pool, waiting = _pool(), deque[tuple[Path, "Future[bytes]", int]]()
    for path in paths:
        asked = pool.schedule(_read, args=(folder, path, encoding), timeout=confined.SECONDS)
        waiting.append((path, asked, _foretold(path)))
        while _enough(weight for *_, weight in waiting):
            yield _finished(folder, *waiting.popleft())
    while waiting:
        yield _finished(folder, *waiting.popleft())


def read_apart(
    name: str, raw: bytes, *, encoding: str | None = None
) -> Iterator[Extracted | Unreadable]:
    """What a file holds that lies in memory alone, read like those of a folder.

    Raises:
        CorpusError: there is no such encoding.
    """
    asked = _pool().schedule(_read_bytes, args=(name, raw, encoding), timeout=confined.SECONDS)
    stored, reason = _outcome(asked)
    if reason:
        yield Unreadable(name, reason)
    else:
        for title, text, fault in decode_texts(stored):
            yield Unreadable(title, fault) if fault else Extracted(title, text)


def _foretold(path: Path) -> int:
    """The bytes that a file may unpack to."""
    try:
        size = path.lstat().st_size
    except OSError:
        return 0
    return min(MAX_BYTES, size * (MAX_RATIO if path.suffix.lower() in PACKED else 1))


def _enough(weights: Iterable[int]) -> bool:
    """Whether no more files are read ahead of being asked for."""
    waiting = list(weights)
    most = processes() * (1 if sum(waiting) > WAITING else AHEAD)
    return len(waiting) >= most


def processes() -> int:
    """How many processes read at once."""
    return min(MOST_PROCESSES, os.cpu_count() or 1)


@cache
def _pool() -> ProcessPool:
    """The processes; started once, since starting them takes longer than reading a small corpus."""
    from joblib.externals.loky.backend.context import get_context
    from pebble import ProcessPool

    pool = ProcessPool(
        max_workers=processes(),
        max_tasks=FILES,
        initializer=confined.confine,
        context=get_context("loky"),  # starts a process without running the user's script again
    )
    atexit.register(pool.stop)
    return pool


def _finished(folder: Path, path: Path, asked: Future[bytes], _: int) -> bytes:
    stored, reason = _outcome(asked)
    if not reason:
        return stored
    name = shown_name(path.relative_to(folder).as_posix())
    return encode(FileReading((), (Unreadable(name, reason),)))


def _outcome(asked: Future[bytes]) -> tuple[bytes, str]:
    """What a process has read, or why it could not."""
    from pebble import ProcessExpired

    try:
        return asked.result(), ""
    except TimeoutError:
        reason = f"takes longer than {confined.SECONDS} seconds to read; save it anew or split it"
    except MemoryError:
        reason = "takes too much memory to read; split it"
    except ProcessExpired:
        reason = "crashes what reads it; save it anew, or take it out"
    except CorpusError:
        raise
    except Exception as error:  # a fault of ours or of a library must not cost the other files
        reason = f"cannot be read, for an unknown reason ({type(error).__name__}); save it again"
    return b"", reason


def _read_bytes(name: str, raw: bytes, encoding: str | None) -> bytes:
    """The texts of a file, in a process that may do nothing else."""
    confined.begin_file()
    found = [
        (one.name, "", one.reason) if isinstance(one, Unreadable) else (one.name, one.text, "")
        for one in read_bytes(name, raw, encoding=encoding)
    ]
    stored = encode(found)
    return stored if len(stored) <= MOST_BYTES else encode([(name, "", TOO_MUCH)])


def _read(folder: Path, path: Path, encoding: str | None) -> bytes:
    """What a file holds, in a process that may do nothing else."""
    confined.begin_file()
    reader = _reader(folder, encoding, content_hash(folder / PLACES_FILE))
    reading = reader.read(path)
    stored = encode(reading) if reading.lines <= MOST_LINES else b""
    if stored and len(stored) <= MOST_BYTES:
        return stored
    name = shown_name(path.relative_to(folder).as_posix())
    return encode(FileReading((), (Unreadable(name, TOO_MUCH),)))


@lru_cache(1)
def _reader(folder: Path, encoding: str | None, places: str) -> FileReader:
    """The reader of a folder; another for another table of places."""
    return FileReader(folder, load_places(folder), encoding)

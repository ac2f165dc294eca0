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
from explorer.corpus.files import PLACES_FILE, content_hash, shown_name
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

encode = msgspec.msgpack.Encoder().encode
decode = msgspec.msgpack.Decoder(FileReading).decode


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
    pool, waiting = _pool(), deque[tuple[Path, "Future[bytes]"]]()
    for path in paths:
        asked = pool.schedule(_read, args=(folder, path, encoding), timeout=confined.SECONDS)
        waiting.append((path, asked))
        if len(waiting) >= AHEAD * processes():
            yield _finished(folder, *waiting.popleft())
    while waiting:
        yield _finished(folder, *waiting.popleft())


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


def _finished(folder: Path, path: Path, asked: Future[bytes]) -> bytes:
    from pebble import ProcessExpired

    try:
        return asked.result()
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
    name = shown_name(path.relative_to(folder).as_posix())
    return encode(FileReading((), (Unreadable(name, reason),)))


def _read(folder: Path, path: Path, encoding: str | None) -> bytes:
    """What a file holds, in a process that may do nothing else."""
    confined.begin_file()
    reader = _reader(folder, encoding, content_hash(folder / PLACES_FILE))
    return encode(reader.read(path))


@lru_cache(1)
def _reader(folder: Path, encoding: str | None, places: str) -> FileReader:
    """The reader of a folder; another for another table of places."""
    return FileReader(folder, load_places(folder), encoding)

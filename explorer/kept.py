"""Keeps values by their keys in one file, so that what took long is not done again.

One SQLite file: whole after a crash, safe for several processes. What is kept can always be made
again: a file that is damaged is set aside and begun anew, one that cannot be used is done without,
and neither makes a build fail. A full disk does: what comes next could not be written either, and
hours of it would be lost.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from explorer.errors import DiskFull
from explorer.room import disk_full, is_full

# No WAL: reading and writing 100,000 vectors took the same time, and it fails on network folders.
SCHEMA = """
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS kept (
    key BLOB PRIMARY KEY, sum INTEGER NOT NULL, value BLOB NOT NULL
);
PRAGMA user_version = 1;
COMMIT;
"""
VERSION = 1
AT_ONCE = 500
"""Keys that are asked for at once; SQLite takes 999 everywhere."""
PATIENCE = 60.0
"""Seconds to wait for another process that is writing."""
DAMAGED = ".damaged"
BESIDE = ("-journal", "-wal", "-shm")
"""Endings of what SQLite keeps beside a file; a journal must never meet another file."""

Answer = TypeVar("Answer")
Task = Callable[[sqlite3.Connection], Answer]


class Kept:
    """Values by keys; both are bytes. For ``with``.

    ``notes`` has a line for each thing that was wrong with the file.

    Args:
        path: of the file; made if missing, with its folder.

    Raises:
        DiskFull: there is no room for the file, or for what is put into it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._store: sqlite3.Connection | None = None
        self.notes: list[str] = []
        self._tried(lambda store: None)

    def __enter__(self) -> Kept:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def known(self, keys: Sequence[bytes]) -> set[bytes]:
        """Those of some keys that have a value."""

        def task(store: sqlite3.Connection) -> set[bytes]:
            found: set[bytes] = set()
            for marks, some in _portions(keys):
                query = f"SELECT key FROM kept WHERE key IN ({marks})"
                found.update(key for (key,) in store.execute(query, some))
            return found

        return self._tried(task) or set()

    def keys(self) -> Iterator[bytes]:
        """All keys that have a value; for as long as nothing is put or removed."""
        found = self._tried(lambda store: store.execute("SELECT key FROM kept"))
        yield from (key for (key,) in found or ())

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The values of those of some keys that are there, and are as they were put there."""

        def task(store: sqlite3.Connection) -> dict[bytes, bytes]:
            found: dict[bytes, bytes] = {}
            for marks, some in _portions(keys):
                query = f"SELECT key, sum, value FROM kept WHERE key IN ({marks})"
                rows = store.execute(query, some)
                found |= {key: value for key, total, value in rows if zlib.crc32(value) == total}
            return found

        return self._tried(task) or {}

    def put(self, values: Mapping[bytes, bytes]) -> None:
        """Keep some values, all of them or, after a crash, none."""

        def task(store: sqlite3.Connection) -> None:
            rows = ((key, zlib.crc32(value), value) for key, value in values.items())
            with store:
                store.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)

        self._tried(task)

    def prune(self, wanted: Iterable[bytes]) -> int:
        """Remove all but the values of some keys, and return how many those were."""

        def task(store: sqlite3.Connection) -> int:
            with store:
                store.execute("CREATE TEMP TABLE wanted (key BLOB PRIMARY KEY)")
                rows = ((key,) for key in wanted)
                store.executemany("INSERT OR IGNORE INTO wanted VALUES (?)", rows)
                unwanted = "DELETE FROM kept WHERE key NOT IN (SELECT key FROM wanted)"
                removed = store.execute(unwanted).rowcount
                store.execute("DROP TABLE wanted")
            store.execute("VACUUM")
            return removed

        try:
            return self._tried(task) or 0
        except DiskFull:  # making a file smaller takes as much room again
            self.notes.append(f"{self._path} was not made smaller: its disk is full.")
            return 0

    def _tried(self, task: Task[Answer]) -> Answer | None:
        """What the task gives, after a fresh start if the file is damaged; None without a file."""
        if self.notes and self._store is None:
            return None
        try:
            self._store = self._store or _opened(self._path)
            return task(self._store)
        except (sqlite3.Error, OSError) as error:
            damaged = type(error) is sqlite3.DatabaseError or _has_other_tables(error)
            self._close()
            if is_full(error):
                raise disk_full(self._path.parent) from error
            if not damaged:
                self.notes.append(f"{self._path} cannot be used ({error}); done without it.")
                return None
            aside = _set_aside(self._path)
            self.notes.append(f"{self._path} was damaged ({error}); it is now {aside}.")
        self._store = _opened(self._path)
        return task(self._store)

    def _close(self) -> None:
        if self._store is not None:
            self._store.close()
        self._store = None


def _opened(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    store = sqlite3.connect(path, timeout=PATIENCE, isolation_level="IMMEDIATE")
    try:
        if store.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            store.executescript(SCHEMA)
    except sqlite3.Error:
        store.close()
        raise
    return store


def _has_other_tables(error: BaseException) -> bool:
    """Whether the file lacks our table or a column of it: our own questions are never wrong."""
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR


def _portions(keys: Sequence[bytes]) -> Iterable[tuple[str, Sequence[bytes]]]:
    """The keys, so many at once, with their marks in a query."""
    for begin in range(0, len(keys), AT_ONCE):
        some = keys[begin : begin + AT_ONCE]
        yield ",".join("?" * len(some)), some


def _set_aside(path: Path) -> Path:
    """Rename a damaged file and what lies beside it; an older damaged one is lost."""
    aside = path.with_name(path.name + DAMAGED)
    for ending in BESIDE:
        path.with_name(path.name + ending).unlink(missing_ok=True)
    path.replace(aside)
    return aside

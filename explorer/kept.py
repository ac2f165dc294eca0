"""Keeps values by their keys in one file, so that what took long is not done again.

One SQLite file: whole after a crash, safe for several processes. What is kept can always be made
again, so a file that is damaged is set aside and begun anew, and none ever makes a build fail.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SCHEMA = "CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, value BLOB NOT NULL)"
AT_ONCE = 500
"""Keys that are asked for at once; SQLite allows 999 of old."""
PATIENCE = 30.0
"""Seconds to wait for another process that is writing."""
DAMAGED = ".damaged"


class Kept:
    """Values by keys; both are bytes. For ``with``.

    Args:
        path: of the file; made if missing, with its folder.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._store = _opened(path)
        except sqlite3.DatabaseError:
            self._begin_anew()

    def __enter__(self) -> Kept:
        return self

    def __exit__(self, *_: object) -> None:
        self._store.close()

    def known(self, keys: Sequence[bytes]) -> set[bytes]:
        """Those of some keys that have a value."""
        return {key for (key,) in self._asked("SELECT key", keys)}

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The values of those of some keys that are there."""
        return dict(self._asked("SELECT key, value", keys))

    def _asked(self, what: str, keys: Sequence[bytes]) -> list[Any]:
        found: list[Any] = []
        with self._or_anew():
            for begin in range(0, len(keys), AT_ONCE):
                some = keys[begin : begin + AT_ONCE]
                marks = ",".join("?" * len(some))
                found += self._store.execute(f"{what} FROM kept WHERE key IN ({marks})", some)
        return found

    def put(self, values: Mapping[bytes, bytes]) -> None:
        """Keep some values, all of them or, after a crash, none."""
        with self._or_anew(), self._store:
            self._store.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", values.items())

    def prune(self, wanted: Sequence[bytes]) -> int:
        """Remove all but the values of some keys, and return how many those were."""
        removed = 0
        with self._or_anew():
            self._store.execute("CREATE TEMP TABLE wanted (key BLOB PRIMARY KEY)")
            with self._store:
                self._store.executemany(
                    "INSERT OR IGNORE INTO wanted VALUES (?)", ((key,) for key in wanted)
                )
                removed = self._store.execute(
                    "DELETE FROM kept WHERE key NOT IN (SELECT key FROM wanted)"
                ).rowcount
            self._store.execute("DROP TABLE wanted")
            self._store.execute("VACUUM")
        return removed

    @contextmanager
    def _or_anew(self) -> Iterator[None]:
        """Go on with an empty file where this one turns out to be damaged."""
        try:
            yield
        except sqlite3.OperationalError:
            return  # locked for too long, or the disk is full: nothing is kept this time
        except sqlite3.DatabaseError:
            self._store.close()
            self._begin_anew()

    def _begin_anew(self) -> None:
        self._path.replace(self._path.with_name(self._path.name + DAMAGED))
        for ending in ("-wal", "-shm"):
            self._path.with_name(self._path.name + ending).unlink(missing_ok=True)
        self._store = _opened(self._path)


def _opened(path: Path) -> sqlite3.Connection:
    store = sqlite3.connect(path, timeout=PATIENCE)
    store.execute("PRAGMA journal_mode = WAL")
    # A power cut may cost the last values, but not the file.
    store.execute("PRAGMA synchronous = NORMAL")
    with store:
        store.execute(SCHEMA)
    return store

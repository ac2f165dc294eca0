"""Parquet files of keys and values: how nodes hand over what they made, and how it is taken.

A shard has its name from its keys: made twice, after a node was lost, it is the same file. It has
its name only when it is whole, and pages have checksums.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4

import pyarrow as pa
from pyarrow.parquet import ParquetFile, write_table

from explorer.kept import Kept

FOLDER = "shards"
"""In the folder of the caches."""
ENDING = ".parquet"
PART = ".part"
"""Ending of a shard that is being written."""
AT_ONCE = 256
"""Rows that are taken over together: readings of 10 KB, vectors of 1 KB."""
SCHEMA = pa.schema([("key", pa.binary()), ("value", pa.binary())])


def write_shard(folder: Path, kind: str, values: Mapping[bytes, bytes]) -> str:
    """Write some values by their keys, and return the name of the file, ``KIND-HASH.parquet``.

    Args:
        folder: of the shards.
        kind: of the values; the cache that they belong to.
        values: at least one.
    """
    name = f"{kind}-{hashlib.sha256(b''.join(values)).hexdigest()[:32]}{ENDING}"
    part = folder / f"{name}.{uuid4().hex}{PART}"
    table = pa.table([list(values), list(values.values())], schema=SCHEMA)
    write_table(table, part, compression="zstd", write_page_checksum=True)
    part.replace(folder / name)
    return name


def kind_of(name: str) -> str:
    """The kind of the values of a shard, by its name."""
    return name.partition("-")[0]


class ShardLoader:
    """Moves shards into caches, as they come.

    Args:
        folder: of the shards; made if missing.
        caches: by the kind of the shards.

    Attributes:
        new: how many values of each kind were not there before.
        lost: a line for each shard that was missing or damaged.
    """

    def __init__(self, folder: Path, caches: Mapping[str, Kept]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._caches = folder, caches
        self._loaded: set[str] = set()
        self.new = dict.fromkeys(caches, 0)
        self.lost: list[str] = []

    def load(self, name: str, rows: int) -> None:
        """Take over a shard of so many rows, and remove it."""
        path = self._folder / name
        try:
            taken = self._take(path)
        except FileNotFoundError:
            if name not in self._loaded:
                self.lost.append(f"{path} is missing")
            return
        except (pa.ArrowException, OSError) as error:
            self.lost.append(f"{path} is damaged ({str(error).splitlines()[0]})")
        else:
            if taken != rows:
                self.lost.append(f"{path} has {taken} rows of {rows}")
        self._loaded.add(name)
        path.unlink(missing_ok=True)

    def load_rest(self) -> None:
        """Take over every whole shard that is there, and remove the folder's other files."""
        for path in sorted(self._folder.iterdir()):
            if path.suffix == ENDING and kind_of(path.name) in self._caches:
                try:
                    rows = int(ParquetFile(path).metadata.num_rows)
                except (pa.ArrowException, OSError):
                    rows = 0  # loading tells what is wrong
                self.load(path.name, rows)
            else:
                path.unlink()

    def remove(self) -> None:
        """Remove the folder if nothing is in it."""
        if not os.listdir(self._folder):
            self._folder.rmdir()

    def _take(self, path: Path) -> int:
        kind, taken = kind_of(path.name), 0
        cache = self._caches[kind]
        with ParquetFile(path, page_checksum_verification=True) as file:
            for batch in file.iter_batches(batch_size=AT_ONCE, columns=SCHEMA.names):
                columns = batch.to_pydict()
                values = dict(zip(columns["key"], columns["value"], strict=True))
                self.new[kind] += len(values) - len(cache.known(list(values)))
                cache.put(values)
                taken += len(values)
        return taken

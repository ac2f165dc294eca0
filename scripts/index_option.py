"""The option that says where an index is: a folder, or a folder and its collections in Milvus."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from environment import REPO

if TYPE_CHECKING:
    import argparse

SCHEME = "milvus+"  # as the core has it; a test holds them equal
METAVAR = "DIR"
IN_MILVUS = """an index in Milvus: in place of DIR, --index takes an address:
  milvus+http://HOST:19530/NAME#DIR    a server, which holds the vectors of the index in DIR, too
  milvus+file:PATH.db/NAME#DIR         the same in a file of Milvus Lite
Without #DIR, the folder is .index/NAME of this program. It needs: pip install ".[milvus]"
"""


def add(to: argparse.ArgumentParser, text: str, *, required: bool = True) -> None:
    """Add the option."""
    to.add_argument("--index", type=index, metavar=METAVAR, required=required, help=text)


def index(text: str) -> Path | str:
    """Read a folder, or an address in Milvus; its parts are checked where it is opened."""
    if not text.startswith(SCHEME):
        return Path(text)
    address, mark, folder = text.partition("#")
    name = address.rpartition("/")[2]
    return text if folder or not name else f"{address}#{REPO / '.index' / name}"

"""The option that says where an index is: a folder, or a folder and its collections in Milvus."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from environment import REPO

# As the core has it; a test holds them equal.
LIKE = re.compile(r"milvus[+:]|[a-z][a-z0-9+.-]+:.*//", re.DOTALL | re.IGNORECASE | re.ASCII)
WITHOUT_FOLDER = re.compile(
    r"milvus\+(?:file:.+\.db|https?://[^/#\s]+)/([a-z_]\w{0,99})", re.IGNORECASE | re.ASCII
)
METAVAR = "DIR"
IN_MILVUS = """an index in Milvus: in place of DIR, --index takes an address:
  milvus+http://HOST:19530/NAME#DIR    a server, which holds the vectors of the index in DIR, too
  milvus+file:PATH.db/NAME#DIR         the same in a file of Milvus Lite
Without #DIR, the folder is .index/NAME of this program. It needs: pip install ".[milvus]"
The login of a server stands in no address: set EXPLORER_MILVUS_TOKEN to user:password.
"""


def add(to: argparse.ArgumentParser, text: str, *, required: bool = True) -> None:
    """Add the option."""
    to.add_argument("--index", type=index, metavar=METAVAR, required=required, help=text)


def index(text: str) -> Path | str:
    """Read a folder, or an address in Milvus; its parts are checked where it is opened."""
    if not text.strip():
        raise argparse.ArgumentTypeError("name a folder")
    if not LIKE.match(text):
        return Path(text)
    match = WITHOUT_FOLDER.fullmatch(text)
    return f"{text}#{REPO / '.index' / match[1]}" if match else text

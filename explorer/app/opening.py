"""Opens the index that ``EXPLORER_INDEX`` names, once for all readers of this server."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from explorer.errors import IndexMissing
from explorer.index.address import read_address

if TYPE_CHECKING:
    from explorer.search import Explorer

VARIABLE = "EXPLORER_INDEX"


def explorer() -> Explorer:
    """The open index; raises an ``IndexFolderError`` where there is none to open."""
    index = os.environ.get(VARIABLE, "").strip()
    if not index:
        raise IndexMissing(
            f"The variable {VARIABLE} names no index folder; start the app with "
            "python scripts/serve.py FOLDER"
        )
    return _open(index, _stamp(read_address(index).folder))


def _stamp(folder: Path) -> tuple[int, int]:
    """Changes when a rebuild puts another generation in place, so that it is picked up."""
    try:
        pointer = (folder / "CURRENT").stat()
    except OSError:
        return 0, 0
    return pointer.st_mtime_ns, pointer.st_size


@st.cache_resource(max_entries=2, show_spinner=False)
def _open(index: str, stamp: tuple[int, int]) -> Explorer:
    from explorer import open_index

    return open_index(index)

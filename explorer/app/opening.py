"""Opens the index that ``EXPLORER_INDEX`` names, once for all readers of this server."""

from __future__ import annotations

import os
import weakref
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from explorer.errors import IndexMissing
from explorer.index.address import read_address

if TYPE_CHECKING:
    from explorer.search import Explorer

VARIABLE = "EXPLORER_INDEX"
_unused: deque[Callable[[], None]] = deque()
"""Lets go of indexes that no reader uses any more."""


def explorer() -> Explorer:
    """The open index; raises an ``IndexFolderError`` where there is none to open."""
    index = os.environ.get(VARIABLE, "").strip()
    if not index:
        raise IndexMissing(
            f"The variable {VARIABLE} names no index folder; start the app with "
            "python scripts/serve.py FOLDER"
        )
    _let_go()
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

    found = open_index(index)
    # Closed when nobody holds it: work of its readers may go on long after it is thrown out here.
    # Nor then at once, as memory is freed anywhere, in the middle of another opening, too.
    weakref.finalize(found, _unused.append, found.let_go).atexit = False
    return found


def _let_go() -> None:
    while _unused:
        with suppress(IndexError):  # another page was faster
            _unused.popleft()()

"""The arrays of a generation: window vectors and facets, mapped read-only."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.errors import IndexDamaged
from explorer.index.manifest import REBUILD, Manifest
from explorer.records import Speech
from explorer.scope import Facets

WINDOWS_FILE = "windows.npy"
FIRST_FILE = "first_windows.npy"
FACET_FILE = "facet_{}.npy"
FACETS = ("place", "earliest", "latest", "group", "speech", "length")


def write_arrays(
    folder: Path, *, windows: NDArray[np.float16], first: NDArray[np.int64], facets: Facets
) -> None:
    """Write the arrays of a generation, row i = window i or paragraph i."""
    np.save(folder / WINDOWS_FILE, windows, allow_pickle=False)
    np.save(folder / FIRST_FILE, first, allow_pickle=False)
    for name in FACETS:
        np.save(folder / FACET_FILE.format(name), getattr(facets, name), allow_pickle=False)


class Arrays:
    """``windows`` (n, dimension) float16, ``first`` (paragraphs + 1,) and the ``facets``.

    Raises:
        IndexDamaged: a file cannot be read or has other rows than the manifest says.
    """

    def __init__(self, generation: Path, manifest: Manifest, speeches: Sequence[Speech]) -> None:
        paragraphs, windows = manifest.counts["paragraphs"], manifest.counts["windows"]
        self.windows: NDArray[np.float16] = _mapped(generation / WINDOWS_FILE, windows)
        self.first: NDArray[np.int64] = _mapped(generation / FIRST_FILE, paragraphs + 1)
        columns = {
            name: _mapped(generation / FACET_FILE.format(name), paragraphs) for name in FACETS
        }
        self.facets = Facets(places=manifest.places, speeches=speeches, **columns)


def _mapped(path: Path, rows: int) -> Any:  # noqa: ANN401 (its type stands in the file)
    mend = REBUILD.format(folder=path.parent.parent)
    try:
        array = np.load(path, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError) as error:
        raise IndexDamaged(f"{path} cannot be read; {mend}") from error
    if len(array) != rows:
        raise IndexDamaged(f"{path} has {len(array)} rows, not {rows}; {mend}")
    return array

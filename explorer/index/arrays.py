"""The arrays of a generation: window vectors and facets, mapped read-only."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from explorer.errors import IndexDamaged
from explorer.hubness import Reference
from explorer.index.manifest import REBUILD, Manifest
from explorer.ranking import Passages
from explorer.records import Speech
from explorer.scope import Facets

WINDOWS_FILE = "windows.npy"
HUBS_FILE = "hubs.npy"
REFERENCE_FILE = "reference.npy"
FIRST_FILE = "first_windows.npy"
FACET_FILE = "facet_{}.npy"
FACETS = ("place", "earliest", "latest", "group", "speech", "length")


def new_windows(folder: Path, windows: int, dimension: int) -> NDArray[np.float16]:
    """The file of the window vectors (windows, dimension) of a generation, mapped to be written."""
    return new_array(folder / WINDOWS_FILE, (windows, dimension), np.float16)


def new_array(path: Path, shape: tuple[int, ...], dtype: DTypeLike) -> NDArray[Any]:
    """A new ``.npy`` file, mapped to be written; memory holds none of it."""
    return np.lib.format.open_memmap(path, mode="w+", dtype=dtype, shape=shape)


def write_arrays(
    folder: Path,
    *,
    hubs: NDArray[np.float16],
    reference: NDArray[np.int64],
    first: NDArray[np.int64],
    facets: Facets,
) -> None:
    """Write the other arrays of a generation, row i = window i or paragraph i.

    Args:
        folder: of the generation.
        hubs: (n, languages + 1) the windows' hubness.
        reference: rows of the windows among which the hubness of a free text is looked for.
        first: (paragraphs + 1,) row of each paragraph's first window, and n.
        facets: of every paragraph.
    """
    np.save(folder / HUBS_FILE, hubs, allow_pickle=False)
    np.save(folder / REFERENCE_FILE, reference, allow_pickle=False)
    np.save(folder / FIRST_FILE, first, allow_pickle=False)
    for name in FACETS:
        np.save(folder / FACET_FILE.format(name), getattr(facets, name), allow_pickle=False)


class Arrays:
    """The ``passages`` (windows, hubness, languages) and ``facets`` of all paragraphs.

    Raises:
        IndexDamaged: a file cannot be read or has other rows than the manifest says.
    """

    def __init__(self, generation: Path, manifest: Manifest, speeches: Sequence[Speech]) -> None:
        paragraphs, windows = manifest.counts["paragraphs"], manifest.counts["windows"]
        columns = {
            name: mapped(generation / FACET_FILE.format(name), paragraphs) for name in FACETS
        }
        self.facets = Facets(places=manifest.places, speeches=speeches, **columns)
        self.passages = Passages(
            windows=mapped(generation / WINDOWS_FILE, windows),
            hubs=mapped(generation / HUBS_FILE, windows),
            first=mapped(generation / FIRST_FILE, paragraphs + 1),
            language=language_numbers(self.facets, manifest.languages),
        )
        self._reference = mapped(generation / REFERENCE_FILE, None)
        self._languages = len(manifest.languages)

    @cached_property
    def reference(self) -> Reference:
        """The sample of windows that the hubness of a free text is measured on."""
        rows = self._reference
        owners = np.searchsorted(self.passages.first, rows, side="right") - 1
        return Reference(
            np.asarray(self.passages.windows[rows], dtype=np.float32),
            self.passages.language[owners],
            self.facets.group[owners],
            self._languages,
        )


def language_numbers(facets: Facets, languages: Sequence[str]) -> NDArray[np.int32]:
    """(paragraphs,) the number of each paragraph's language."""
    numbers = {language: number for number, language in enumerate(languages)}
    spoken = [numbers[one.language] for one in facets.speeches]
    return np.array(spoken, dtype=np.int32)[facets.speech]


def mapped(path: Path, rows: int | None) -> Any:  # noqa: ANN401 (its type stands in the file)
    """The array of a file, mapped read-only.

    Raises:
        IndexDamaged: it cannot be read, or has other rows than it should.
    """
    mend = REBUILD.format(folder=path.parent.parent)
    try:
        array = np.load(path, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError) as error:
        raise IndexDamaged(f"{path} cannot be read; {mend}") from error
    if rows is not None and len(array) != rows:
        raise IndexDamaged(f"{path} has {len(array)} rows, not {rows}; {mend}")
    # A plain view: the subclass that NumPy maps files with takes longer for every small slice.
    return array.view(np.ndarray)

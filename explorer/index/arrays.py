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
from explorer.index.row_writer import ROWS_FILE
from explorer.ranking import Passages
from explorer.records import Speech
from explorer.room import new_array
from explorer.scope import NO_PLACE, Facets

WINDOWS_FILE = "windows.npy"
HUBS_FILE = "hubs.npy"
REFERENCE_FILE = "reference.npy"
FIRST_FILE = "first_windows.npy"
FACET_FILE = "facet_{}.npy"
FACETS = {
    "place": np.int32,
    "earliest": np.int16,
    "latest": np.int16,
    "group": np.int32,
    "speech": np.int32,
    "length": np.int32,
}


def new_windows(folder: Path, windows: int, dimension: int) -> NDArray[np.float16]:
    """The file of the window vectors (windows, dimension) of a generation, mapped to be written."""
    return new_array(folder / WINDOWS_FILE, (windows, dimension), np.float16)


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
    _write(folder / HUBS_FILE, hubs)
    _write(folder / REFERENCE_FILE, reference)
    _write(folder / FIRST_FILE, first)
    for name, kind in FACETS.items():
        _write(folder / FACET_FILE.format(name), np.asarray(getattr(facets, name), dtype=kind))


def _write(path: Path, array: NDArray[Any]) -> None:
    new_array(path, array.shape, array.dtype)[...] = array


class Arrays:
    """The ``passages`` (windows, hubness, languages) and ``facets`` of all paragraphs.

    Raises:
        IndexDamaged: a file cannot be read, has other rows than the manifest says, or holds the
            number of a row, a place or a speech that is none.
    """

    def __init__(self, generation: Path, manifest: Manifest, speeches: Sequence[Speech]) -> None:
        paragraphs, windows = manifest.counts["paragraphs"], manifest.counts["windows"]
        languages = len(manifest.languages)
        columns = {
            name: mapped(generation / FACET_FILE.format(name), kind, paragraphs)
            for name, kind in FACETS.items()
        }
        self.facets = Facets(places=manifest.places, speeches=speeches, **columns)
        first = mapped(generation / FIRST_FILE, np.int64, paragraphs + 1)
        self._reference = mapped(generation / REFERENCE_FILE, np.int64, None)
        for name, low, behind in (
            ("speech", 0, len(speeches)),
            ("place", NO_PLACE, len(manifest.places)),
            ("group", 0, None),
            ("length", 0, None),
        ):
            check_range(generation / FACET_FILE.format(name), columns[name], low, behind)
        check_offsets(generation / FIRST_FILE, first, windows)
        check_range(generation / REFERENCE_FILE, self._reference, 0, windows)
        self.passages = Passages(
            windows=mapped(
                generation / WINDOWS_FILE, np.float16, windows, manifest.model.dimension
            ),
            hubs=mapped(generation / HUBS_FILE, np.float16, windows, languages + 1),
            first=first,
            language=_languages(generation, self.facets, manifest.languages),
        )
        self._languages = languages

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


def _languages(generation: Path, facets: Facets, languages: Sequence[str]) -> NDArray[np.int32]:
    try:
        return language_numbers(facets, languages)
    except KeyError as error:
        raise damaged(generation / ROWS_FILE) from error


def language_numbers(facets: Facets, languages: Sequence[str]) -> NDArray[np.int32]:
    """(paragraphs,) the number of each paragraph's language."""
    numbers = {language: number for number, language in enumerate(languages)}
    spoken = [numbers[one.language] for one in facets.speeches]
    return np.array(spoken, dtype=np.int32)[facets.speech]


def mapped(path: Path, kind: DTypeLike, rows: int | None, columns: int | None = None) -> Any:  # noqa: ANN401 (an array of the kind)
    """The array of a file, mapped read-only.

    Args:
        path: of the file.
        kind: of its numbers.
        rows: how many it has; None takes any number.
        columns: numbers of a row; None where the array has one dimension.

    Raises:
        IndexDamaged: it cannot be read, holds something else, or has other rows than it should.
    """
    mend = REBUILD.format(folder=path.parent.parent)
    try:
        array = np.lib.format.open_memmap(path, mode="r")
    except Exception as error:  # NumPy reads the header as Python, with as many ways to fail
        raise IndexDamaged(f"{path} cannot be read; {mend}") from error
    wanted = np.dtype(kind), () if columns is None else (columns,)
    if (array.dtype, array.shape[1:]) != wanted or not array.ndim or not array.flags.c_contiguous:
        raise damaged(path)
    if rows is not None and len(array) != rows:
        raise IndexDamaged(f"{path} has {len(array)} rows, not {rows}; {mend}")
    # A plain view: the subclass that NumPy maps files with takes longer for every small slice.
    return array.view(np.ndarray)


def check_range(path: Path, values: NDArray[Any], low: int, behind: int | None) -> None:
    """See that all numbers of a file are from one to before another; None sets no bound.

    Raises:
        IndexDamaged: they are not.
    """
    if len(values) and (values.min() < low or (behind is not None and values.max() >= behind)):
        raise damaged(path)


def check_offsets(path: Path, first: NDArray[np.int64], total: int) -> None:
    """See that offsets (n + 1,) begin at 0, never go back, and end at a total.

    Raises:
        IndexDamaged: they do not.
    """
    if first[0] != 0 or first[-1] != total or (first[1:] < first[:-1]).any():
        raise damaged(path)


def damaged(path: Path) -> IndexDamaged:
    """The error of a file of a generation that can be read, but not be meant."""
    return IndexDamaged(f"{path} holds something else; {REBUILD.format(folder=path.parent.parent)}")

"""The gram files of a generation, mapped read-only: looking grams up, and the commonest ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from explorer.errors import IndexDamaged
from explorer.index.arrays import check_range, mapped
from explorer.index.grams import writing
from explorer.index.grams.counting import COUNTED, Counts
from explorer.index.grams.shadow import Hashes, Numbers
from explorer.index.manifest import REBUILD
from explorer.scope import Mask, open_years

SCANNED = 1_000_000
"""Grams that are looked through at once for the commonest (40 MB)."""
CONTEXTS = 5
"""Paragraphs from which the longest common wording around a gram is taken: the first to have it
may go on in another way than most do."""


@dataclass(frozen=True, slots=True)
class Gram:
    """A common gram: what is counted of it, and some (row, token) where it stands."""

    counts: Counts
    hash: int
    places: tuple[tuple[int, int], ...]


class StoredGrams:
    """The grams of a generation, numbered in the order of their hashes.

    The files are too large to be looked through at every open: what a number in them refers to is
    looked at before it is used. Every method raises ``IndexDamaged`` where there is no such thing.

    Args:
        generation: its folder.
        rows: paragraphs that it has.

    Raises:
        IndexDamaged: a file cannot be read, or the files do not go together.
    """

    def __init__(self, generation: Path, rows: int) -> None:
        self._folder, self._rows = generation, rows
        self._hashes = mapped(generation / writing.HASHES, np.uint64, None)
        self._entries = mapped(generation / writing.ENTRIES, writing.ENTRY, None)
        self._postings = mapped(generation / writing.POSTINGS, writing.POSTING, None)
        self._lone_hashes = mapped(generation / writing.LONE_HASHES, np.uint64, None)
        self._lone_postings = mapped(generation / writing.LONE_POSTINGS, writing.POSTING, None)
        whole = len(self._hashes) == len(self._entries)
        if not whole or len(self._lone_hashes) != len(self._lone_postings):
            mend = REBUILD.format(folder=generation.parent)
            raise IndexDamaged(f"The grams of {generation} do not go together; {mend}")

    def find(self, wanted: Hashes) -> Numbers:
        """The number of each gram by its hash; -1 where fewer than two groups have it."""
        if not len(self._hashes):
            return np.full(len(wanted), -1, dtype=np.int64)
        numbers = np.minimum(np.searchsorted(self._hashes, wanted), len(self._hashes) - 1)
        return np.where(self._hashes[numbers] == wanted, numbers, -1)

    def any_of(self, wanted: Hashes, holds: Callable[[Any], Mask]) -> bool:
        """Whether a test, as :meth:`common` has it, holds of any of some grams."""
        found = self.find(wanted)
        return bool(holds(self._entries[found[found >= 0]]).any())

    def postings(self, found: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """(position in ``found``, row, token) of all postings of some grams; -1 has none."""
        known = np.flatnonzero(found >= 0)
        starts, ends = self._extent(found[known])
        posting = self._checked(writing.POSTINGS, self._postings[ranges(starts, ends)])
        owner = np.repeat(known, ends - starts)
        return owner, posting["row"].astype(np.int64), posting["at"].astype(np.int64)

    def lone_rows(self, wanted: Hashes) -> Numbers:
        """Rows of the sampled grams that one witness group alone has, one for each posting."""
        starts = np.searchsorted(self._lone_hashes, wanted, side="left")
        ends = np.searchsorted(self._lone_hashes, wanted, side="right")
        check_range(self._folder / writing.LONE_HASHES, ends - starts, 0, None)
        posting = self._checked(writing.LONE_POSTINGS, self._lone_postings[ranges(starts, ends)])
        rows: Numbers = posting["row"].astype(np.int64)
        return rows

    def _checked(self, file: str, postings: Any) -> Any:  # noqa: ANN401 (a structured array)
        check_range(self._folder / file, postings["row"], 0, self._rows)
        check_range(self._folder / file, postings["at"], 0, None)
        return postings

    def groups(self, found: Numbers) -> Numbers:
        """In how many witness groups grams stand; 1 for -1."""
        groups = np.ones(len(found), dtype=np.int64)
        groups[found >= 0] = self._entries["groups"][found[found >= 0]]
        return groups

    def _extent(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """The first posting of each gram, and the one behind its last."""
        starts = self._entries["start"]
        behind = np.full(len(numbers), len(self._postings), dtype=np.int64)
        inner = numbers + 1 < len(starts)
        behind[inner] = starts[numbers[inner] + 1]
        first, path = starts[numbers], self._folder / writing.ENTRIES
        check_range(path, first, 0, len(self._postings))
        check_range(path, behind, 0, len(self._postings) + 1)
        check_range(path, behind - first, 1, writing.MOST_POSTINGS + 1)
        return first, behind

    def capped(self, found: Numbers) -> Mask:
        """Which grams of a passage have more places than postings."""
        capped = np.zeros(len(found), dtype=bool)
        known = found >= 0
        starts, ends = self._extent(found[known])
        capped[known] = self._entries["occurrences"][found[known]] > ends - starts
        return capped

    def fewest(self, numbers: Numbers, *, elsewhere: bool) -> Counts:
        """No more than these have all of the grams; ``elsewhere`` leaves one speech out."""
        entries = self._entries[numbers]
        fewest = {name: int(entries[name].min()) for name in COUNTED}
        fewest["groups"] -= elsewhere
        first, last = open_years(int(entries["first"].max()), int(entries["last"].min()))
        return Counts(**fewest, first=first, last=last)

    def common(self, holds: Callable[[Any], Mask]) -> Iterator[Gram]:
        """The grams of which a test holds, the commonest first.

        Args:
            holds: of an array with the fields of ``Counts`` but the years, which of its grams.
        """
        check_range(self._folder / writing.ENTRIES, self._entries["groups"], 0, self._rows + 1)
        size = int(self._entries["groups"].max(initial=0)) + 1
        histogram = np.zeros(size, dtype=np.int64)
        for first in range(0, len(self._entries), SCANNED):
            entries = self._entries[first : first + SCANNED]
            histogram += np.bincount(entries["groups"][holds(entries)], minlength=size)
        for low, high in _bands(histogram):
            for number in self._band(holds, low, high).tolist():
                start, end = (int(edge[0]) for edge in self._extent(np.array([number])))
                picked = np.unique(np.linspace(start, end - 1, CONTEXTS).astype(np.int64))
                chosen = self._checked(writing.POSTINGS, self._postings[picked])
                places = tuple((int(row), int(at)) for row, at in chosen)
                yield Gram(_entry_counts(self._entries[number]), int(self._hashes[number]), places)

    def _band(self, holds: Callable[[Any], Mask], low: int, high: int) -> Numbers:
        """Grams of ``low`` to ``high`` witness groups of which a test holds, commonest first."""
        found = []
        for first in range(0, len(self._entries), SCANNED):
            entries = self._entries[first : first + SCANNED]
            groups = entries["groups"]
            found.append(
                first + np.flatnonzero((low <= groups) & (groups <= high) & holds(entries))
            )
        numbers = np.concatenate(found)
        return numbers[np.argsort(-self._entries["groups"][numbers].astype(int), kind="stable")]


def _bands(histogram: Numbers) -> Iterator[tuple[int, int]]:
    """(fewest, most) witness groups of a band, downwards; about ``SCANNED`` grams a band."""
    high, size = len(histogram) - 1, 0
    for groups in range(len(histogram) - 1, -1, -1):
        size += int(histogram[groups])
        if size >= SCANNED or (groups == 0 and size):
            yield groups, high
            high, size = groups - 1, 0


def _entry_counts(entry: Any) -> Counts:  # noqa: ANN401 (a row of a structured array)
    first, last = open_years(int(entry["first"]), int(entry["last"]))
    return Counts(**{name: int(entry[name]) for name in COUNTED}, first=first, last=last)


def ranges(starts: Numbers, ends: Numbers) -> Numbers:
    """All numbers of all half-open ranges, one after the other."""
    lengths = ends - starts
    offsets: Numbers = np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
    numbers: Numbers = np.arange(len(offsets)) + offsets
    return numbers

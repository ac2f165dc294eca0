"""What may be asked of paragraphs, as whole numbers: the columns of an index, by name.

Numbers stand as they are. Words (places, provinces, what ``metadata.csv`` says ...) are numbered in
their order, so that two indexes of the same content number them alike.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.records import Speech

NUMBERS = ("earliest", "latest", "group", "speech", "length")
WORDS = ("place", "province", "level", "language")
METADATA = "metadata:"
UNKNOWN = -1
"""The number of a word that is not there."""

Numbers = NDArray[np.signedinteger[Any]]
Value = int | str | None


def metadata(name: str) -> str:
    """The column of what ``metadata.csv`` says under a name."""
    return METADATA + name


class Columns:
    """The columns of the paragraphs of an index; safe to share between threads.

    Args:
        places: the codes that the array ``place`` counts in, -1 where it is not known.
        speeches: what the array ``speech`` counts in.
        arrays: (paragraphs,) those two and the columns of ``NUMBERS``.
    """

    def __init__(
        self,
        places: Sequence[str],
        speeches: Sequence[Speech],
        arrays: Mapping[str, Numbers],
    ) -> None:
        self.rows, self.speeches = len(arrays["place"]), len(speeches)
        self._arrays = arrays
        self._records = speeches
        self._words: dict[str, dict[str, int]] = {
            "place": {code: number for number, code in enumerate(places)}
        }
        self._of_speeches: dict[str, NDArray[np.int32]] = {}

    def metadata_names(self) -> list[str]:
        """The names of ``metadata.csv`` that a speech of this index has something under."""
        return sorted({name for one in self._records for name in one.metadata})

    def numbers(self, column: str) -> Numbers:
        """(paragraphs,) the column of numbers, or ``place``.

        Raises:
            KeyError: there is none of that name.
        """
        return self._arrays[column]

    def words(self, column: str) -> Mapping[str, int]:
        """The number of each word of a column of words."""
        if column not in self._words:
            self._words[column] = _numbered(_words_of(column, self._records))
        return self._words[column]

    def numbers_of(self, column: str, values: Collection[Value]) -> list[int]:
        """The numbers of some values, in order; a word that no paragraph has is left out."""
        if column in NUMBERS:
            return sorted(value for value in values if isinstance(value, int))
        words = self.words(column)
        found = {words[value] for value in values if isinstance(value, str) and value in words}
        return sorted(found | {UNKNOWN} if None in values else found)

    def of_speeches(self, column: str) -> NDArray[np.int32]:
        """(speeches,) the number of each one's word, of a column of words but ``place``."""
        if column not in self._of_speeches:
            words = self.words(column)
            numbers = (
                UNKNOWN if word is None else words[word]
                for word in _words_of(column, self._records)
            )
            self._of_speeches[column] = np.fromiter(numbers, np.int32, self.speeches)
        return self._of_speeches[column]

    def have(self, column: str, values: Collection[Value]) -> NDArray[np.bool_]:
        """(paragraphs,) which of them have one of some values."""
        wanted = self.numbers_of(column, values)
        if column in NUMBERS:
            return _among(self._arrays[column], wanted)
        if column == "place":
            return _flags(wanted, len(self.words(column)), self._arrays["place"])
        of_speeches = _flags(wanted, len(self.words(column)), self.of_speeches(column))
        return np.asarray(of_speeches[self._arrays["speech"]])


def _words_of(column: str, speeches: Iterable[Speech]) -> Iterable[str | None]:
    """What each speech has in a column of words but ``place``, which not every copy tells.

    Raises:
        KeyError: there is no such column.
    """
    if column.startswith(METADATA):
        name = column.removeprefix(METADATA)
        return (one.metadata.get(name) for one in speeches)
    if column == "language":
        return (one.language for one in speeches)
    if column in WORDS and column != "place":
        return (getattr(one.place, column) for one in speeches)
    raise KeyError(column)


def _numbered(words: Iterable[str | None]) -> dict[str, int]:
    return {
        word: number
        for number, word in enumerate(sorted({one for one in words if one is not None}))
    }


def _among(numbers: Numbers, wanted: Sequence[int]) -> NDArray[np.bool_]:
    if len(wanted) == 1:
        return np.asarray(numbers == wanted[0])
    return np.isin(numbers, wanted)


def _flags(wanted: Sequence[int], words: int, numbers: Numbers) -> NDArray[np.bool_]:
    """Which of some numbers of words are wanted; ``UNKNOWN`` counts from the end."""
    if len(wanted) == 1:
        return np.asarray(numbers == wanted[0])
    flags = np.zeros(words + 1, dtype=bool)
    flags[wanted] = True
    return np.asarray(flags[numbers])

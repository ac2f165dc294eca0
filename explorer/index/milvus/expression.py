"""A predicate as an expression of Milvus.

No text of a corpus stands in an expression: words are told by their numbers in the index (see
``explorer.columns``), and the collection holds the same numbers. So no name of a place, whatever
characters it has, can be read as a part of the expression, or break it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from itertools import accumulate

import numpy as np

from explorer.columns import METADATA, NUMBERS, UNKNOWN, WORDS, Columns, Numbers, Value, metadata
from explorer.predicate import All, Any, Between, Not, OneOf, Predicate

ROW = "id"
"""The field of the row; clients answer with the primary key under this name, whatever its own."""
FIELDS = (*WORDS, *NUMBERS)
"""Fields of 32-bit numbers, one for each column that every index has."""
TOLD = "metadata"
"""The field of the numbers of all that ``metadata.csv`` says of a paragraph's speech."""
ALWAYS, NEVER = f"{ROW} >= 0", f"{ROW} < 0"
LEAST, MOST = -(2**31), 2**31 - 1


class Fields:
    """The columns of an index as the fields of a collection.

    Args:
        columns: of the index.
    """

    def __init__(self, columns: Columns) -> None:
        self._columns = columns

    @cached_property
    def _offsets(self) -> dict[str, int]:
        """The number of the first word of each column of metadata."""
        names = [metadata(name) for name in self._columns.metadata_names()]
        counts = (len(self._columns.words(name)) for name in names)
        return dict(zip(names, accumulate(counts, initial=0), strict=False))

    @cached_property
    def _told(self) -> list[list[int]]:
        """For each speech the numbers of what its metadata says."""
        columns = [
            (offset, self._columns.of_speeches(name)) for name, offset in self._offsets.items()
        ]
        return [
            [offset + int(words[speech]) for offset, words in columns if words[speech] != UNKNOWN]
            for speech in range(self._columns.speeches)
        ]

    @property
    def most_told(self) -> int:
        """The most that the metadata of one speech says."""
        return max(map(len, self._told), default=0)

    def of_rows(self, rows: range) -> list[dict[str, int | list[int]]]:
        """The fields of some paragraphs, but for their vectors."""
        own = slice(rows.start, rows.stop)
        speeches = self._columns.numbers("speech")[own]
        numbers = [self._of(name, own, speeches).tolist() for name in FIELDS]
        return [
            {ROW: row, **dict(zip(FIELDS, values, strict=True)), TOLD: self._told[speech]}
            for row, speech, *values in zip(rows, speeches.tolist(), *numbers, strict=True)
        ]

    def _of(self, name: str, own: slice, speeches: Numbers) -> Numbers:
        if name in NUMBERS or name == "place":
            return self._columns.numbers(name)[own]
        return np.asarray(self._columns.of_speeches(name)[speeches])

    def expression(self, predicate: Predicate) -> str:
        """What holds for the same paragraphs as a predicate.

        Raises:
            KeyError: it names a column that there is not.
        """
        match predicate:
            case OneOf(column, values):
                return self._one_of(column, values)
            case Between(column, low, high):
                return _between(column, low, high)
            case Not(part):
                return f"not ({self.expression(part)})"
            case All(parts):
                return self._joined(" and ", parts) or ALWAYS
            case Any(parts):
                return self._joined(" or ", parts) or NEVER

    def _joined(self, word: str, parts: Sequence[Predicate]) -> str:
        told = [self.expression(part) for part in parts]
        return told[0] if len(told) == 1 else word.join(f"({one})" for one in told)

    def _one_of(self, column: str, values: Collection[Value]) -> str:
        numbers = self._columns.numbers_of(column, values)
        if not column.startswith(METADATA):
            return _among(column, numbers)
        offset = self._offsets.get(column)
        if offset is None:  # no speech has it
            return ALWAYS if None in values else NEVER
        has = _holds([offset + one for one in numbers if one != UNKNOWN])
        if None not in values:
            return has
        known = range(offset, offset + len(self._columns.words(column)))
        return f"({has}) or not ({_holds(known)})"


def _among(field: str, numbers: Sequence[int]) -> str:
    held = [number for number in numbers if LEAST <= number <= MOST]
    if not held:
        return NEVER
    return f"{field} == {held[0]}" if len(held) == 1 else f"{field} in {held}"


def _holds(numbers: Collection[int]) -> str:
    return f"array_contains_any({TOLD}, {list(numbers)})" if numbers else NEVER


def _between(field: str, low: int | None, high: int | None) -> str:
    """Bounds beyond what the field can hold are not told: none of its numbers lies there."""
    if (low is not None and low > MOST) or (high is not None and high < LEAST):
        return NEVER
    told = []
    if low is not None and low > LEAST:
        told.append(f"{field} >= {low}")
    if high is not None and high < MOST:
        told.append(f"{field} <= {high}")
    return " and ".join(told) or ALWAYS

"""Conditions on paragraphs as a small tree, printed as flags or as FAISS' packed bits.

A server's expression is printed from the same tree by ``explorer.index.milvus.expression``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from explorer.columns import Columns, Value

Mask = NDArray[np.bool_]
Bits = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class OneOf:
    """A column has one of some values; None stands for a word that is not known."""

    column: str
    values: frozenset[Value]


@dataclass(frozen=True, slots=True)
class Between:
    """A column of numbers lies from ``low`` to ``high``, both included; None leaves a side open."""

    column: str
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; of none, always."""

    parts: tuple[Predicate, ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    """One part holds at least; of none, never."""

    parts: tuple[Predicate, ...] = ()


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Predicate


Predicate = OneOf | Between | All | Any | Not


def one_of(column: str, *values: Value) -> OneOf:
    """A column has one of the values."""
    return OneOf(column, frozenset(values))


def mask(predicate: Predicate, columns: Columns) -> Mask:
    """(paragraphs,) for which of them a predicate holds; the array is the caller's own.

    Raises:
        KeyError: it names a column that there is not.
    """
    match predicate:
        case OneOf(column, values):
            return columns.have(column, values)
        case Between(column, low, high):
            return _between(columns, column, low, high)
        case Not(part):
            found = mask(part, columns)
            return np.logical_not(found, out=found)
        case All(parts):
            return _joined(parts, columns, np.logical_and, empty=True)
        case Any(parts):
            return _joined(parts, columns, np.logical_or, empty=False)


def packed(flags: Mask) -> Bits:
    """Flags as FAISS' selectors by bitmap want them: the first one is the lowest bit."""
    return np.packbits(flags, bitorder="little")


def _between(columns: Columns, column: str, low: int | None, high: int | None) -> Mask:
    numbers = columns.numbers(column)
    if low is not None and low == high:
        return np.asarray(numbers == low)
    found = np.ones(columns.rows, dtype=bool) if low is None else np.asarray(numbers >= low)
    if high is not None:
        found &= numbers <= high
    return found


def _joined(parts: tuple[Predicate, ...], columns: Columns, join: np.ufunc, *, empty: bool) -> Mask:
    if not parts:
        return np.full(columns.rows, empty)
    found = mask(parts[0], columns)
    for part in parts[1:]:
        join(found, mask(part, columns), out=found)
    return found


class Selection:
    """Paragraphs that may be returned: flags that decide, and a predicate that tells it to others.

    What an index finds by the predicate is looked up in the flags before it is believed.

    Args:
        flags: (paragraphs,) not to be changed from now on.
        predicate: holds for all that have a flag.
        is_told: whether it holds for no others.
    """

    def __init__(self, flags: Mask, predicate: Predicate, *, is_told: bool = True) -> None:
        self.flags, self.predicate, self.is_told = flags, predicate, is_told
        self._having: dict[Predicate, Selection] = {}

    @cached_property
    def count(self) -> int:
        """How many they are."""
        return int(np.count_nonzero(self.flags))

    @cached_property
    def bits(self) -> Bits:
        """The flags, packed."""
        return packed(self.flags)

    def having(self, predicate: Predicate, columns: Columns) -> Selection:
        """Those of them for which another predicate holds, too."""
        if predicate not in self._having:
            flags = mask(predicate, columns)
            flags &= self.flags
            both = All((self.predicate, predicate))
            self._having[predicate] = Selection(flags, both, is_told=self.is_told)
        return self._having[predicate]

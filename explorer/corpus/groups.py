"""Disjoint groups of speeches, some of which must stay apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence


class Groups:
    """Disjoint sets of speeches, some of which must stay apart."""

    def __init__(self, codes: Sequence[str | None]) -> None:
        self.parent = list(range(len(codes)))
        self._cities = {index: {code} for index, code in enumerate(codes) if code is not None}
        self._foes: dict[int, set[int]] = defaultdict(set)

    def root(self, index: int) -> int:
        """The one speech that stands for the group."""
        while self.parent[index] != index:
            self.parent[index] = self.parent[self.parent[index]]
            index = self.parent[index]
        return index

    def cities(self, index: int) -> set[str]:
        """The codes of the cities of a speech's group."""
        return self._cities.get(self.root(index), set())

    def keep_apart(self, one: int, other: int) -> None:
        """Never join these two."""
        one, other = self.root(one), self.root(other)
        self._foes[one].add(other)
        self._foes[other].add(one)

    def join(self, one: int, other: int) -> None:
        """Make two groups one, unless some of their members must stay apart."""
        one, other = self.root(one), self.root(other)
        if one == other or other in self._foes[one]:
            return
        self.parent[other] = one
        if other in self._cities:
            self._cities[one] = self._cities.get(one, set()) | self._cities.pop(other)
        for foe in self._foes.pop(other, set()):
            self._foes[foe].discard(other)
            self._foes[foe].add(one)
            self._foes[one].add(foe)

    def numbers(self) -> list[int]:
        """The number of each speech's group, in order of first appearance."""
        found: dict[int, int] = {}
        return [found.setdefault(self.root(index), len(found)) for index in range(len(self.parent))]

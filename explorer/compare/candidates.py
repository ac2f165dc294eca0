"""Finds every run of tokens that two passages share, from the seeds that these have in common."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

from explorer.compare.shadow import Seed, Shadow

SEED_PLACES = 32
"""Places of a seed that are tried; trying all of a stutter would be quadratic."""
LONG_SEED = 16
"""Tokens of the seed that is looked up instead where the short one stands in more places."""
STEP = 64
"""Tokens that are compared at once."""

Run = tuple[int, int, int]
"""Tokens: start in the first passage, start in the second, length."""


def shared_runs(first: Shadow, second: Shadow) -> Iterator[Run]:
    """Every run that cannot be made longer, of whatever weight; they may overlap.

    Of a seed with very many places some are left out. Each run comes once.
    """
    a, b = first.forms, second.forms
    common = set(first.seeds).intersection(second.seeds)
    places = _Places(second, common)
    reached: dict[int, int] = {}  # per diagonal, where its last run ends in the first passage
    stuttered = 0  # where the longest run of a seed with too many places ends
    for start, seed in enumerate(first.seeds):
        if seed not in common:
            continue
        others, all_of_them = places.of(seed, a, start)
        if not all_of_them and start < stuttered:
            continue
        for other in others:
            if reached.get(start - other, -1) > start:
                continue
            back = _length_before(a, b, start, other)
            length = back + _length_after(a, b, start, other)
            reached[start - other] = start - back + length
            yield start - back, other - back, length
            if not all_of_them:
                stuttered = max(stuttered, start - back + length)


class _Places:
    """Where in a passage its seeds stand."""

    def __init__(self, passage: Shadow, wanted: set[Seed]) -> None:
        self._forms = passage.forms
        self._short: dict[Seed, list[int]] = defaultdict(list)
        for place, seed in enumerate(passage.seeds):
            if seed in wanted:
                self._short[seed].append(place)
        self._long: dict[Seed, list[int]] = defaultdict(list)
        for found in self._short.values():
            if len(found) > SEED_PLACES:
                for place in found:
                    self._long[self._long_seed(self._forms, place)].append(place)

    def of(self, seed: Seed, forms: list[str], start: int) -> tuple[list[int], bool]:
        """Places of the seed that stands at ``start`` of another passage; whether all of them.

        Of a seed with too many places those count where more of the passage is the same, and of
        these the ones at about the same height.
        """
        found = self._short[seed]
        if len(found) <= SEED_PLACES:
            return found, True
        found = self._long.get(self._long_seed(forms, start), found)
        height = bisect_left(found, start * len(self._forms) // len(forms))
        first = max(0, min(height - SEED_PLACES // 2, len(found) - SEED_PLACES))
        return found[first : first + SEED_PLACES], False

    @staticmethod
    def _long_seed(forms: list[str], start: int) -> Seed:
        return tuple(forms[start : start + LONG_SEED])


def _length_after(a: list[str], b: list[str], start: int, other: int) -> int:
    """Tokens that are the same from two places on."""
    at, most = 0, min(len(a) - start, len(b) - other)
    while (
        at + STEP <= most and a[start + at : start + at + STEP] == b[other + at : other + at + STEP]
    ):
        at += STEP
    while at < most and a[start + at] == b[other + at]:
        at += 1
    return at


def _length_before(a: list[str], b: list[str], start: int, other: int) -> int:
    """Tokens that are the same up to two places."""
    at, most = 0, min(start, other)
    while at < most and a[start - at - 1] == b[other - at - 1]:
        at += 1
    return at

"""How a search goes about it: the sizes at which one way is left for another, and its name."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum


class Plan(StrEnum):
    """The way in which an answer was found."""

    NOTHING = "nothing"
    """Nothing is allowed, or nothing was asked for."""
    SUBSET = "subset"
    """All allowed paragraphs were compared, because few are allowed."""
    SELECTED = "selected"
    """The inverted lists were searched for allowed paragraphs only."""
    EXACT = "exact"
    """All allowed paragraphs were compared."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Every threshold of the search by vectors.

    Measured with vectors of 384 numbers that have the spectrum of real paragraphs, on two shared
    cores (AVX-512), one query at a time, under the default scope; ``scripts/benches/search.py``
    prints the figures anew.

    Attributes:
        exact_up_to: paragraphs that are compared one and all with every question, from 32-bit
            numbers; larger indexes keep 16-bit numbers and inverted lists.
        shard: rows of one file at most. A full one is too large to be hashed at every open (100 MB
            of 16-bit numbers).
        undivided: rows up to which there is one file. Two halves, a core each, took 0.5 of the time
            of one of 131,072 rows, and 1.1 of the time of one of 20,000 or 50,000; and halves of
            fewer (67 MB of 32-bit numbers) would be hashed whole at every open.
        few: allowed paragraphs up to which all of them are compared ...
        few_share: ... and the share of all paragraphs up to which they are.
        fetch: allowed paragraphs taken from the inverted lists at least, to be compared by their
            stored vectors. On 14,136 real paragraphs 0.995 of the ten nearest were among 256 that
            the lists had found with the scope, and 0.90 among 256 found without it and filtered
            afterwards; the scope costs the lists no time (a million flags: 0.04 ms).
        per_result: the same for each result that is asked for.
        margin: what the lists must tell for each result, or all paragraphs are compared.
        most_fetched: what tuning lets a search take from the lists at most.
        tuning_queries: paragraphs that the lists to be looked into are tuned with.
        least_recall: of the ten nearest, what must be found of them on average.
        tuning_margin: more than that, so that other questions than those reach it, too.
        training_rows: paragraphs per inverted list that the lists are trained with.
    """

    exact_up_to: int = 500_000
    shard: int = 131_072
    undivided: int = 90_000
    few: int = 20_000
    few_share: float = 0.02
    fetch: int = 256
    per_result: int = 16
    margin: int = 4
    most_fetched: int = 2_048
    tuning_queries: int = 200
    least_recall: float = 0.98
    tuning_margin: float = 0.01
    training_rows: int = 40

    def rows_of_shard(self, rows: int) -> int:
        """Rows of each file but the last, which has fewer; 8 divides them, so that bits can be cut.

        The files are as many for one core as for another: 200,000 rows took two files of equal size
        0.77 of the time of a full one and the rest.
        """
        files = max(1, -(-rows // self.shard))
        if rows > self.undivided:
            files += files % 2
        return max(8, 8 * -(-rows // (8 * files)))

    def are_few(self, passing: int, rows: int) -> bool:
        """Whether so few paragraphs are allowed that all of them are compared."""
        return passing <= max(self.few, self.few_share * rows)


@dataclass(frozen=True, slots=True)
class Tuned:
    """What the tuning of an index found.

    Attributes:
        lists: inverted lists of the index.
        probes: lists that a search looks into.
        fetch: allowed paragraphs that it takes from them at least.
        recall: of the ten nearest under the default scope, the share that is found so (0-1).
        queries: paragraphs that it was measured with.
    """

    lists: int
    probes: int
    fetch: int
    recall: float
    queries: int


LIMITS = Limits()


def lists_for(rows: int) -> int:
    """The number of inverted lists: four times the root of the rows, as the nearest power of two.

    The lower end of what FAISS' guidelines advise; 4,096 for a million.
    """
    return 1 << round(math.log2(4 * math.sqrt(max(1, rows))))

"""How many inverted lists a search looks into: as many as the recall asks for, measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.index.inverted import Inverted
from explorer.index.plan import Limits, Tuned
from explorer.index.shards import ROUNDING, Mask, Rows, Shards, Vectors, scores_of

RESULTS = 10
LOOK = 0.04
"""What looking at a code costs, where comparing a stored vector costs 1: 40 ns and 1 us, measured
among a million paragraphs."""
SEED = 20_251_122


@dataclass(frozen=True, slots=True)
class Owners:
    """What the default scope looks at, one value per paragraph: its place (-1: none), its group."""

    place: NDArray[np.int32]
    group: NDArray[np.int32]

    def others(self, row: int) -> Mask:
        """The paragraphs of other groups and other known places than a paragraph."""
        allowed = np.asarray(self.group != self.group[row])
        if self.place[row] >= 0:
            allowed &= self.place != self.place[row]
        return allowed


def tune(stored: Shards, inverted: Inverted, owners: Owners | None, limits: Limits) -> Tuned:
    """The cheapest number of lists and of paragraphs taken with which the recall is reached.

    The best there is where none reaches it.

    Args:
        stored: the vectors.
        inverted: the lists.
        owners: of the paragraphs; None leaves out the paragraph itself alone.
        limits: the recall to be reached, and with how many queries.
    """
    chance = np.random.default_rng(SEED)
    count = min(limits.tuning_queries, stored.rows)
    rows = np.sort(chance.choice(stored.rows, count, replace=False))
    cases = list(_cases(stored, rows, owners))
    goal = limits.least_recall + limits.tuning_margin
    fetches = [limits.fetch]
    while fetches[-1] * 2 <= limits.most_fetched:
        fetches.append(fetches[-1] * 2)
    best, reached = Tuned(inverted.lists, 0, 0, -1.0, count), np.inf
    for probes in _steps(inverted.lists):
        looked = probes * stored.rows / inverted.lists * LOOK
        if looked + fetches[0] >= reached:
            break
        shares = [_found(stored, inverted, one, owners, fetches, probes) for one in cases]
        for fetch, recall in zip(fetches, np.mean(shares, axis=0).tolist(), strict=True):
            here = Tuned(inverted.lists, probes, fetch, recall, count)
            if recall >= goal and looked + fetch < reached:
                best, reached = here, looked + fetch
            elif np.isinf(reached) and recall > best.recall:
                best = here
    return best


def _steps(lists: int) -> list[int]:
    """How many lists are tried, each step 1.4 times the one before."""
    return sorted({min(lists, round(2 ** (half / 2))) for half in range(6, 40)})


Case = tuple[int, Vectors, Rows, float]
"""A row, its vector, its nearest rows under the scope, the score of their last."""


def _cases(stored: Shards, rows: Rows, owners: Owners | None) -> Iterator[Case]:
    """The questions, without those that are allowed nothing."""
    for row in rows.tolist():
        query = stored.vectors(np.array([row]))[0]
        true = stored.exact(query, _scope(stored, row, owners), RESULTS)
        if len(true):
            last = float(scores_of(query, stored.vectors(true[-1:]))[0])
            yield row, query, true, last


def _scope(stored: Shards, row: int, owners: Owners | None) -> Mask:
    if owners is not None:
        return owners.others(row)
    allowed = np.ones(stored.rows, dtype=bool)
    allowed[row] = False
    return allowed


def _found(
    stored: Shards,
    inverted: Inverted,
    case: Case,
    owners: Owners | None,
    fetches: Sequence[int],
    probes: int,
) -> list[float]:
    """The share of the nearest rows found by taking so many; an equal of the last one counts."""
    row, query, true, last = case
    rows = inverted.candidates(query, fetches[-1], probes, _scope(stored, row, owners))
    near = scores_of(query, stored.vectors(rows)) >= last - ROUNDING
    return [min(len(true), int(near[:fetch].sum())) / len(true) for fetch in fetches]

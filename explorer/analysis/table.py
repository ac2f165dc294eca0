"""The pairs of a whole index, each counted once: what every table of the analysis counts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from explorer.errors import NoPairs
from explorer.index.manifest import REBUILD
from explorer.index.pairs import Pairs
from explorer.records import Speech
from explorer.scope import NO_PLACE, Facets, Mask, open_years
from explorer.search import Explorer
from explorer.verdict import Verdict

Rows = NDArray[np.int64]
STRENGTH = {Verdict.VERBATIM: 4, Verdict.EDITED: 3, Verdict.TRANSLATION: 2, Verdict.PARAPHRASE: 1}
"""Of two verdicts on one pair, asked from either side, the higher counts."""
VERDICTS = tuple(Verdict)


@dataclass(frozen=True, slots=True)
class Columns:
    """Pairs, one value per pair: from paragraph ``a`` to paragraph ``b`` (rows)."""

    a: Rows
    b: Rows
    percentile: NDArray[np.float32]
    wording: NDArray[np.float32]
    rare: NDArray[np.int32]
    verdict: NDArray[np.uint8]

    def where(self, kept: NDArray[np.bool_] | Rows) -> Columns:
        """Some of the pairs."""
        columns = (self.a, self.b, self.percentile, self.wording, self.rare, self.verdict)
        return Columns(*(column[kept] for column in columns))  # type: ignore[arg-type]

    def __len__(self) -> int:
        return len(self.a)


class PairTable:
    """The pairs of an index between paragraphs that count.

    The copies of a speech count once: of each witness group only its *lead* counts, the witness
    with the most paragraphs (of these, the first). What the lead lacks and another copy has does
    not count.

    Args:
        explorer: an open index that was built with its pairs.

    Raises:
        NoPairs: it was built without.
    """

    def __init__(self, explorer: Explorer) -> None:
        self.explorer = explorer
        self.facets: Facets = explorer.facets
        self.stored = stored_pairs(explorer)

    @cached_property
    def counted_speeches(self) -> frozenset[str]:
        """Ids of the leads, one per witness group."""
        leads: dict[int, Speech] = {}
        for speech in self.facets.speeches:
            best = leads.setdefault(speech.witness_group, speech)
            if speech.paragraphs > best.paragraphs:
                leads[speech.witness_group] = speech
        return frozenset(speech.id for speech in leads.values())

    @cached_property
    def counts(self) -> Mask:
        """(paragraphs,) whether a paragraph counts: it stands in the lead of its group."""
        return self.facets.of_speeches(lambda speech: speech.id in self.counted_speeches)

    @cached_property
    def directed(self) -> Columns:
        """Every pair as it was found from ``a``, closest first for each ``a``."""
        pairs = self.stored.all
        every = Columns(
            self.stored.askers,
            pairs["row"].astype(np.int64),
            pairs["percentile"],
            pairs["wording"],
            pairs["rare"],
            pairs["verdict"],
        )
        return every.where(self.counts[every.a] & self.counts[every.b])

    @cached_property
    def undirected(self) -> Columns:
        """Every pair once, ``a`` the lower row, as the side with the stronger verdict tells it."""
        pairs = self.directed
        low, high = np.minimum(pairs.a, pairs.b), np.maximum(pairs.a, pairs.b)
        strength = np.array([STRENGTH.get(one, 0) for one in VERDICTS])[pairs.verdict]
        order = np.lexsort((-pairs.wording, -strength, high, low))
        first = np.ones(len(order), dtype=bool)
        first[1:] = (np.diff(low[order]) != 0) | (np.diff(high[order]) != 0)
        kept = order[first]
        found = pairs.where(kept)
        return Columns(
            low[kept], high[kept], found.percentile, found.wording, found.rare, found.verdict
        )

    @cached_property
    def both(self) -> Columns:
        """Every pair from both ends; a pair that one side alone found is the other's, too."""
        once = self.undirected
        columns = (once.percentile, once.wording, once.rare, once.verdict)
        return Columns(
            np.concatenate([once.a, once.b]),
            np.concatenate([once.b, once.a]),
            *(np.concatenate([column, column]) for column in columns),
        )

    def other_cities(self, pairs: Columns) -> Columns:
        """Those of some pairs that are of two known, different places."""
        place = self.facets.place
        known = (place[pairs.a] != NO_PLACE) & (place[pairs.b] != NO_PLACE)
        return pairs.where(known & (place[pairs.a] != place[pairs.b]))


def stored_pairs(explorer: Explorer) -> Pairs:
    """The pairs of an index.

    Raises:
        NoPairs: it was built without.
    """
    if explorer.pairs is None:
        mend = REBUILD.format(folder=explorer.generation.parent)
        raise NoPairs(f"This index was built without its pairs; {mend} --join")
    return explorer.pairs


def verdict_of(number: int) -> Verdict:
    """The verdict of a stored pair."""
    return VERDICTS[number]


def years_of(row: int, facets: Facets) -> tuple[int | None, int | None]:
    """The years between which a paragraph must lie; None leaves a side open."""
    return open_years(int(facets.earliest[row]), int(facets.latest[row]))

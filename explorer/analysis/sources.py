"""The counterparts of one paragraph, seen from it: when they are, and what they make of it.

A verdict measures wording by the shorter passage, so one borrowed sentence makes a pair; what a
paragraph *is* goes by how much of itself is shared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from explorer.analysis.table import verdict_of
from explorer.index.pairs import Pairs
from explorer.scope import Facets
from explorer.verdict import RULE, Verdict


class Kind(StrEnum):
    """What a paragraph is, beside what is not surely later than it in other cities.

    *Borrowed* is word for word there; who had it first is known only where the source is surely
    earlier. *Partly* has less of its wording there than an edited one (``Rule.edited``).
    """

    FORMULA = "formula"
    BORROWED = "borrowed"
    EDITED = "edited"
    TRANSLATED = "translated"
    PARAPHRASED = "paraphrased"
    PARTLY = "partly"
    OWN = "no counterpart"


STRONGEST_LAST = (
    Kind.PARTLY,
    Kind.PARAPHRASED,
    Kind.TRANSLATED,
    Kind.EDITED,
    Kind.BORROWED,
)
TAKEN = frozenset(STRONGEST_LAST) - {Kind.PARTLY}
"""What is another's as a whole."""


class Order(StrEnum):
    """Which of two passages is the earlier, as far as their years tell."""

    EARLIER = "earlier"
    SAME_YEAR = "same year"
    UNSURE = "unsure"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Source:
    """A counterpart of a paragraph, seen from it.

    Attributes:
        row: of the counterpart.
        verdict: of the pair.
        wording: share (0-1) of the shorter one's wording that both have.
        share: the same of the paragraph itself, as far as the two lengths tell.
        percentile: None where it is not known.
        order: when the counterpart is.
        sure_place: whether both places are known, so that it is surely another city's or its own;
            the whole country is a known place.
    """

    row: int
    verdict: Verdict
    wording: float
    share: float
    percentile: float | None
    order: Order
    sure_place: bool

    @property
    def kind(self) -> Kind:
        """What the counterpart makes of the paragraph."""
        if self.verdict is Verdict.TRANSLATION:
            return Kind.TRANSLATED
        if self.verdict is Verdict.PARAPHRASE:
            return Kind.PARAPHRASED
        if self.share < RULE.edited:
            return Kind.PARTLY
        whole = self.verdict is Verdict.VERBATIM and self.share >= RULE.verbatim
        return Kind.BORROWED if whole else Kind.EDITED


def sources_of(row: int, stored: Pairs, facets: Facets) -> Iterator[Source]:
    """The counterparts of a paragraph, the closest first, one per witness group."""
    seen: set[int] = set()
    for pair in stored.of(row):
        other = int(pair["row"])
        group = int(facets.group[other])
        if group in seen:
            continue
        seen.add(group)
        percentile, wording = float(pair["percentile"]), float(pair["wording"])
        longer = max(1.0, facets.length[row] / max(1, facets.length[other]))
        yield Source(
            other,
            verdict_of(int(pair["verdict"])),
            wording,
            wording / longer,
            None if np.isnan(percentile) else percentile,
            order_of(row, other, facets),
            facets.is_placed(row) and facets.is_placed(other),
        )


def order_of(row: int, other: int, facets: Facets) -> Order:
    """When another paragraph is, seen from one."""
    first, last = int(facets.earliest[row]), int(facets.latest[row])
    earliest, latest = int(facets.earliest[other]), int(facets.latest[other])
    if latest < first:
        return Order.EARLIER
    if earliest > last:
        return Order.LATER
    return Order.SAME_YEAR if first == last == earliest == latest else Order.UNSURE

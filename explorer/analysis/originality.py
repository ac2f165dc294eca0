"""What in a speech is new: each paragraph is formula, borrowed, edited, paraphrased or its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import compress

import numpy as np

from explorer.analysis.table import STRENGTH, stored_pairs, verdict_of
from explorer.assembly import letters
from explorer.index.pairs import Pairs
from explorer.records import Paragraph, Speech
from explorer.scope import NO_PLACE, Facets
from explorer.search import Explorer
from explorer.verdict import Verdict

MOSTLY = 0.7
"""Share of a paragraph from which it is formula; the verdict's threshold for what is shared."""


class Kind(StrEnum):
    """What a paragraph is, beside what is not surely later than it in other cities.

    *Borrowed* is word for word there; who had it first is known only where the source is surely
    earlier.
    """

    FORMULA = "formula"
    BORROWED = "borrowed"
    EDITED = "edited"
    TRANSLATED = "translated"
    PARAPHRASED = "paraphrased"
    OWN = "no counterpart"


KINDS = {
    Verdict.VERBATIM: Kind.BORROWED,
    Verdict.EDITED: Kind.EDITED,
    Verdict.TRANSLATION: Kind.TRANSLATED,
    Verdict.PARAPHRASE: Kind.PARAPHRASED,
}


class Order(StrEnum):
    """Which of two passages is the earlier, as far as their years tell."""

    EARLIER = "earlier"
    SAME_YEAR = "same year"
    UNSURE = "unsure"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Source:
    """A counterpart of a paragraph: its row, and when it is, seen from the paragraph."""

    row: int
    verdict: Verdict
    wording: float
    percentile: float | None
    order: Order


@dataclass(frozen=True, slots=True)
class ParagraphOrigin:
    """What a paragraph is made of.

    Attributes:
        paragraph: the paragraph.
        kind: what it is.
        formula: share (0-1) of it that is formula.
        source: the strongest counterpart of another city that is not surely later; it proves no
            direction where its ``order`` is not ``EARLIER``.
        carried: the strongest one of the same city and a surely earlier year.
        sources: places, known or not, of the counterparts that are not surely later.
        taken_up: places of those that are surely later.
    """

    paragraph: Paragraph
    kind: Kind
    formula: float
    source: Source | None
    carried: Source | None
    sources: int
    taken_up: int


@dataclass(frozen=True, slots=True)
class Originality:
    """A speech paragraph by paragraph; shares (0-1) are of its characters without white space."""

    speech: Speech
    paragraphs: list[ParagraphOrigin]

    @property
    def shares(self) -> dict[Kind, float]:
        """The share of each kind; the sum is 1."""
        return {kind: self._share(one.kind is kind for one in self.paragraphs) for kind in Kind}

    @property
    def carried(self) -> float:
        """The share that is carried over from the same city's earlier years."""
        return self._share(one.carried is not None for one in self.paragraphs)

    @property
    def surely_taken(self) -> float:
        """The share whose source in another city is surely earlier."""
        return self._share(
            one.source is not None and one.source.order is Order.EARLIER for one in self.paragraphs
        )

    def _share(self, chosen: Iterable[bool]) -> float:
        sizes = [letters(one.paragraph.text) for one in self.paragraphs]
        return sum(compress(sizes, chosen)) / max(1, sum(sizes))


def originality(explorer: Explorer, speech_id: str) -> Originality:
    """What a speech is made of.

    Raises:
        UnknownSpeech: there is no such speech.
        NoPairs: the index was built without its pairs.
    """
    speech = explorer.speech(speech_id)
    stored = stored_pairs(explorer)
    ids = [line.paragraph_id for line in explorer.reading(speech_id) if line.paragraph_id]
    paragraphs = [explorer.paragraph(one) for one in ids]
    return Originality(speech, [_origin(one, stored, explorer.facets) for one in paragraphs])


def _origin(paragraph: Paragraph, stored: Pairs, facets: Facets) -> ParagraphOrigin:
    row = paragraph.row
    abroad: dict[Order, list[Source]] = {order: [] for order in Order}
    carried = []
    for source in sources_of(row, stored, facets):
        own_city = facets.place[source.row] == facets.place[row] != NO_PLACE
        if not own_city:
            abroad[source.order].append(source)
        elif source.order is Order.EARLIER:
            carried.append(source)
    before = [one for order in Order if order is not Order.LATER for one in abroad[order]]
    best = max(before, key=_strength, default=None)
    share = float(stored.formula[row])
    kind = KINDS[best.verdict] if best else Kind.FORMULA if share >= MOSTLY else Kind.OWN
    return ParagraphOrigin(
        paragraph,
        kind,
        share,
        best,
        max(carried, key=_strength, default=None),
        _places(before, facets),
        _places(abroad[Order.LATER], facets),
    )


def sources_of(row: int, stored: Pairs, facets: Facets) -> Iterator[Source]:
    """The counterparts of a paragraph, the closest first, one per witness group."""
    seen: set[int] = set()
    for pair in stored.of(row):
        other = int(pair["row"])
        group = int(facets.group[other])
        if group in seen:
            continue
        seen.add(group)
        percentile = float(pair["percentile"])
        yield Source(
            other,
            verdict_of(int(pair["verdict"])),
            float(pair["wording"]),
            None if np.isnan(percentile) else percentile,
            order_of(row, other, facets),
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


def _strength(source: Source) -> tuple[int, bool, float]:
    return STRENGTH[source.verdict], source.order is Order.EARLIER, source.wording


def _places(found: list[Source], facets: Facets) -> int:
    """The number of places; each speech of unknown place is a place of its own."""
    rows = [one.row for one in found]
    place, group = facets.place[rows], facets.group[rows]
    return len(np.unique(np.where(place == NO_PLACE, -2 - group, place)))

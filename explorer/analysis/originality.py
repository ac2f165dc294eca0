"""What in a speech is new: each paragraph is formula, borrowed, edited, paraphrased or its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from explorer.analysis.sources import STRONGEST_LAST, TAKEN, Kind, Order, Source, sources_of
from explorer.analysis.table import stored_pairs
from explorer.assembly import letters
from explorer.index.pairs import Pairs
from explorer.records import Paragraph, Speech
from explorer.scope import NO_PLACE, Facets
from explorer.search import Explorer

MOSTLY = 0.7
"""Share of a paragraph from which it is formula; the verdict's threshold for what is shared."""


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
        """The share carried over as a whole from earlier years of the same city, or the nation."""
        return self._share(
            one.carried is not None and one.carried.kind in TAKEN for one in self.paragraphs
        )

    @property
    def surely_taken(self) -> float:
        """The share that surely another city has as a whole, and surely earlier."""
        sources = [one.source for one in self.paragraphs]
        return self._share(
            one is not None and one.kind in TAKEN and one.order is Order.EARLIER and one.sure_place
            for one in sources
        )

    @property
    def shared_wording(self) -> float:
        """The share that stands in wording which the paragraphs' sources have, too."""
        shares = [one.source.share if one.source else 0.0 for one in self.paragraphs]
        return self._share(shares)

    def _share(self, weights: Iterable[float]) -> float:
        """The share of the characters of all paragraphs, of each so much (0-1) as is told."""
        sizes = [letters(one.paragraph.text) for one in self.paragraphs]
        held = sum(size * weight for size, weight in zip(sizes, weights, strict=True))
        return held / max(1, sum(sizes))


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
        if not facets.is_same_place(row, source.row):
            abroad[source.order].append(source)
        elif source.order is Order.EARLIER:
            carried.append(source)
    before = [one for order in Order if order is not Order.LATER for one in abroad[order]]
    best = max(before, key=_strength, default=None)
    share = float(stored.formula[row])
    kind = best.kind if best else Kind.FORMULA if share >= MOSTLY else Kind.OWN
    return ParagraphOrigin(
        paragraph,
        kind,
        share,
        best,
        max(carried, key=_strength, default=None),
        _places(before, facets),
        _places(abroad[Order.LATER], facets),
    )


def _strength(source: Source) -> tuple[int, int, float]:
    sure = (source.order is Order.EARLIER) + source.sure_place
    return STRONGEST_LAST.index(source.kind), sure, source.share


def _places(found: list[Source], facets: Facets) -> int:
    """The number of places; each speech of unknown place is a place of its own."""
    rows = [one.row for one in found]
    place, group = facets.place[rows], facets.group[rows]
    return len(np.unique(np.where(place == NO_PLACE, -2 - group, place)))

"""What a search answers: counterparts with their numbers, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from explorer.compare import Differences, Trace
from explorer.records import Paragraph, Speech
from explorer.reuse import Reuse


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A paragraph of another city and another year, close in meaning.

    ``score`` is what :mod:`explorer.ranking` says; it orders results within one pair of languages.
    ``percentile`` is the
    share (0-100) of random pairs of other speeches in this corpus that are less close, ``None``
    where there are too few pairs. ``wording`` is the share (0-1) of the shorter passage's
    characters that stand in shared tiles, ``formula`` the share of these that stand in formulas.
    ``verdict`` is what :mod:`explorer.verdict` says. ``sure_year`` and ``sure_place`` are false
    where the years may coincide or the place is not known, ``same_year`` and ``same_place`` true
    where both are of one exact year or of one known place.
    """

    rank: int
    paragraph: Paragraph
    speech: Speech
    score: float
    percentile: float | None
    wording: float
    sure_year: bool
    sure_place: bool
    formula: float = 0.0
    verdict: str | None = None
    reuse: Reuse | None = None
    """How probably a reader would call the pair a reuse, with how far that can be relied on."""
    others: tuple[str, ...] = ()
    """Ids of this very paragraph in the other witnesses of its speech."""
    further: tuple[str, ...] = ()
    """Ids of other paragraphs of the same speech that are close, too."""
    same_year: bool = False
    same_place: bool = False
    differences: Differences | None = None
    """What differs, the passage asked being the first; ``None`` where not nearly all is shared."""
    traces: tuple[Trace, ...] = ()
    """What in one of the two belongs to the place or year of the other; ``a`` is the passage."""


@dataclass(frozen=True, slots=True)
class Ancestor:
    """An earlier national or provincial text that has the longest such wording of a passage.

    ``start`` and ``end`` are characters of the passage. ``certain`` is false where the years of
    the two leave open which is the earlier.
    """

    paragraph: Paragraph
    speech: Speech
    start: int
    end: int
    certain: bool


@dataclass(frozen=True, slots=True)
class AlignedWindow:
    """A window of a passage and the best-matching one of another, as characters of each.

    ``score`` is the part of the pair's score that is theirs.
    """

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """Counterparts in order, and how many paragraphs each rule of the scope left out.

    ``excluded`` counts each paragraph once, under the first rule that it breaks, so
    ``considered + sum(excluded.values())`` is the number of paragraphs in the index.
    ``passed_over`` counts, of those considered, what was closer than the last counterpart and was
    left out while ranking: results beyond the number that the scope allows a city, and paragraphs
    that share less wording than it asks for. ``formula`` is the share (0-1) of the passage that is
    formula in this corpus, ``ancestor`` the earlier text above it that has the same wording.
    """

    counterparts: list[Counterpart]
    considered: int
    excluded: dict[str, int]
    passed_over: dict[str, int] = field(default_factory=dict)
    formula: float = 0.0
    ancestor: Ancestor | None = None
    uncalibrated: str | None = None
    """Why percentiles are left out, in words that go on a sentence; None where all are there."""

    def __iter__(self) -> Iterator[Counterpart]:
        return iter(self.counterparts)

    def __len__(self) -> int:
        return len(self.counterparts)

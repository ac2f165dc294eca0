"""Which wording is formula: what it means that a run stands in so many places.

A formula is wording so common across the corpus that sharing it proves nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from explorer.index.grams import Counts, Grams, Run
from explorer.scope import OPEN_START, Facets, Mask, Origin

FEW = 3
"""Places up to which wording is of a few."""
SHARE = 0.1
"""Share of the corpus's provinces (or speeches of unknown place) from which wording is formula. Of
300 runs read in 246 reports, those in 5 of 42 provinces are stock phrases and terms of law; among
those in 2 to 4 are still findings."""
LEAST_PROVINCES, LEAST_PLACES, LEAST_SPEECHES = 3, 4, 5
"""Fewer provinces (places of two provinces at least, speeches of unknown place) than these make no
formula, however small the corpus."""
PROVING = 100
"""Letters of a shared run from which it is no chance that formulas stand in it in this order. Of
35 runs of 37 to 82 letters that two cities of one year share, formulas all, each was stock."""
ONE_FORMULA = 0.9
"""Share of such a run from which a single formula is all of it."""
FIELDS = ("places", "provinces", "unplaced")
NATIONAL, PROVINCIAL = "country", "province"
LevelOf = Callable[[int], str | None]
"""The level of the body that gave a speech, by the number of the speech in the facets."""


class Level(StrEnum):
    """How far wording has spread."""

    EVERYWHERE = "everywhere"
    """Several provinces."""
    PROVINCE = "province"
    """Several cities of one province."""
    FEW = "few"
    """Two or three places, or more of too few provinces."""
    OWN = "own"
    """One city repeats itself."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Wording is formula from so many provinces, places, or speeches of unknown place.

    The places are of two provinces at least, where the corpus has ``LEAST_PROVINCES``.
    """

    provinces: int
    places: int
    speeches: int


@dataclass(frozen=True, slots=True)
class Ancestor:
    """An earlier national or provincial text with wording of a passage.

    ``row`` and ``speech`` (number in the facets) name it; it is ``certain`` where its latest
    possible year is before the passage's earliest, else only possible.
    """

    run: Run
    row: int
    speech: int
    certain: bool


def level(counts: Counts, corpus: Counts) -> Level:
    """The level of wording that stands in so much of the corpus.

    Args:
        counts: all speeches that have it; of a run, its ``total``.
        corpus: those of the whole corpus (``Grams.corpus``).
    """
    row = {name: np.array([getattr(counts, name)]) for name in FIELDS}
    return next(one for one, holds in levels(row, corpus).items() if holds[0])


def levels(counts: Any, corpus: Counts) -> dict[Level, Mask]:  # noqa: ANN401 (array of a structure)
    """Of columns of counts, which rows are of each level."""
    places, provinces, unplaced = (counts[name].astype(np.int64) for name in FIELDS)
    least = limits(corpus)
    everywhere = (provinces >= least.provinces) | (unplaced >= least.speeches)
    common = places >= least.places
    everywhere |= common & ((provinces > 1) | (corpus.provinces < LEAST_PROVINCES))
    spread = places + unplaced
    own = ~everywhere & (spread <= 1)
    province = ~everywhere & (provinces == 1) & (unplaced == 0) & (spread > FEW)
    few = ~(everywhere | own | province)
    return {
        Level.EVERYWHERE: everywhere,
        Level.PROVINCE: province,
        Level.FEW: few,
        Level.OWN: own,
    }


def limits(corpus: Counts) -> Limits:
    """From where on wording is formula in a corpus of such counts."""
    return Limits(
        _least(LEAST_PROVINCES, corpus.provinces),
        _least(LEAST_PLACES, corpus.places),
        _least(LEAST_SPEECHES, corpus.unplaced),
    )


def _least(smallest: int, size: int) -> int:
    return max(smallest, math.ceil(SHARE * size))


def formula_spans(runs: Iterable[Run], corpus: Counts) -> list[tuple[int, int]]:
    """Where a passage's runs of formula stand, as characters from-to; they may overlap.

    Args:
        runs: those of the passage.
        corpus: the counts of the whole corpus.
    """
    return [(run.start, run.end) for run in runs if level(run.total, corpus) is Level.EVERYWHERE]


def formula_mask(spans: Iterable[tuple[int, int]], text: str) -> bytearray:
    """One byte per character of a passage: 1 where it stands in a formula.

    Args:
        spans: where its formulas stand.
        text: the passage.
    """
    formula = bytearray(len(text))
    for start, end in spans:
        formula[start:end] = b"\x01" * (end - start)
    return formula


def formula_share(text: str, formula: bytearray, spans: Iterable[tuple[int, int]] = ()) -> float:
    """The share (0-1) of a passage's letters and figures that stand in formulas.

    Args:
        text: the passage.
        formula: its mask.
        spans: characters from-to that alone are looked at; the whole passage where none.
    """
    looked = [at for start, end in (spans or [(0, len(text))]) for at in range(start, end)]
    letters = [at for at in looked if text[at].isalnum()]
    return sum(formula[at] for at in letters) / len(letters) if letters else 0.0


def stock_shares(
    text: str, formulas: Sequence[tuple[int, int]], shared: Sequence[Sequence[tuple[int, int]]]
) -> tuple[float, float]:
    """The shares (0-1) of shared wording that are formula, and that prove nothing.

    A tile that holds no gram (8 Han characters, 5 words) is as common as speech itself and proves
    nothing, either. A run of ``PROVING`` letters without a gap is no formula even where it is made
    of formulas, as nobody else has put them together so; unless it is one formula.

    Args:
        text: the passage.
        formulas: where its formulas stand.
        shared: the tiles, each as its runs between the gaps, characters from-to.
    """
    tiles = [(runs[0][0], runs[-1][1]) for runs in shared]
    if not tiles:
        return 0.0, 0.0
    stock = formula_mask(formulas, text)
    for start, end in (run for runs in shared for run in runs):
        letters = sum(map(str.isalnum, text[start:end]))
        if letters >= PROVING and not any(
            min(end, until) - max(start, at) >= ONE_FORMULA * (end - start)
            for at, until in formulas
        ):
            stock[start:end] = bytes(end - start)
    formula = formula_share(text, stock, tiles)
    for start, end in tiles:
        if not Grams.hashes(text[start:end]):
            stock[start:end] = b"\x01" * (end - start)
    return formula, formula_share(text, stock, tiles)


def rarity(run: Run) -> float:
    """What sharing a token of this run is worth: 1 where two speeches have it, less with more.

    One by the binary logarithm of the number n of speeches, the passage's own included. Pairs with
    one planted clause were told from pairs that share as much other wording with an AUC of 0.943 by
    this and by 1/n, 0.939 by 1/sqrt(n), 0.926 by log(N/n), 0.870 by the length shared alone; with
    longer pieces planted, 0.997 by this and 0.994 by 1/n. ``evaluate.py formulas`` repeats it.
    """
    return 1 / math.log2(1 + max(run.counts.groups, 1))


def ancestor(
    runs: Iterable[Run], origin: Origin, facets: Facets, level_of: LevelOf | None = None
) -> Ancestor | None:
    """The earliest national or provincial text that has the longest such wording of a passage.

    A provincial text is an ancestor within its province only (of a passage of known province), and
    of none of another provincial text.

    Args:
        runs: those of the passage.
        origin: where and when the passage is from.
        facets: those of the index.
        level_of: the level of a speech; that of its place where None.
    """
    level_of = level_of or (lambda speech: facets.speeches[speech].place.level)
    own = None
    if origin.group is not None:
        own = level_of(int(facets.speech[int(np.argmax(facets.group == origin.group))]))

    def is_above(speech: int) -> bool:
        level = level_of(speech)
        if level == NATIONAL:
            return own != NATIONAL
        province = facets.speeches[speech].place.province
        within = origin.province is None or origin.province == province
        return level == PROVINCIAL and own not in (NATIONAL, PROVINCIAL) and within

    for run in sorted(runs, key=lambda run: (-run.tokens, run.start)):
        found = [
            Ancestor(run, row, int(facets.speech[row]), _surely_earlier(row, origin, facets))
            for row in run.rows
            if _maybe_earlier(row, origin, facets) and is_above(int(facets.speech[row]))
        ]
        if found:
            return min(found, key=lambda one: (not one.certain, int(facets.earliest[one.row])))
    return None


def _maybe_earlier(row: int, origin: Origin, facets: Facets) -> bool:
    """Whether a paragraph, of which something is known, may be earlier than the passage."""
    return OPEN_START < int(facets.earliest[row]) < origin.latest


def _surely_earlier(row: int, origin: Origin, facets: Facets) -> bool:
    return int(facets.latest[row]) < origin.earliest

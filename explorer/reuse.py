"""How probable it is that a reader would call a pair of passages a reuse, and how far to trust it.

A logistic model of three numbers: the shared wording that is no formula, the shared wording that
is, and the standing. None of them can lower the probability.

Fitted on 240 pairs of Chinese government reports (100 cities 2024, 31 provinces 2025, the nation
1954 to 2025), drawn from the first ten counterparts of 700 paragraphs so that rare kinds are there.
A language model, and no person yet, judged each by its text alone, asking as a strict scholar would
whether wording or content of the one is taken from the other or from a common source, beyond a
shared topic and stock phrases: 49 were reuse, which is 9 % of pairs as they come up. Told by models
that saw no pair of the same passage, the probability ranks a reuse above another pair 83 times in
100 (own wording alone: 78, the standing alone: 68). Pairs planted by altering paragraphs are much
easier and are not in the fit. ``evaluate.py reuse`` repeats it.

It is not: a measure of other languages or kinds of text; the word of human readers, for which
``evaluate.py labels`` measures it anew; a statement of who wrote first. Of two languages nothing
was judged, so only their shared wording counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

WORDING_DECIDES = 0.45
"""Share of own wording from which wording decides without a standing."""


@dataclass(frozen=True, slots=True)
class Model:
    """Logits: of nothing, and for each of a whole of own wording, of formula, and of standing."""

    base: float
    own: float
    formula: float
    standing: float


MODEL = Model(base=-5.83, own=9.36, formula=3.39, standing=1.38)
"""``MODEL`` of ``evaluate.py reuse``."""
WORDING_ALONE = Model(base=-3.9, own=10.82, formula=4.23, standing=0.0)
"""``WORDING_ALONE`` of it: where there is no standing."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Judged pairs whose probability, told by models that had not seen them, was from ``low``.

    ``reused`` of them were reuse, which is a ``share`` (0-1) of them where each pair counts as
    often as such pairs come up among first ten counterparts. The bin ends where the next one
    begins, the last at 1.
    """

    low: float
    pairs: int
    reused: int
    share: float


RELIABILITY = (
    Bin(0.0, 72, 1, 0.02),
    Bin(0.05, 65, 7, 0.05),
    Bin(0.1, 44, 13, 0.15),
    Bin(0.2, 24, 8, 0.3),
    Bin(0.4, 22, 10, 0.5),
    Bin(0.8, 13, 10, 0.52),
)
"""``reliability`` of ``evaluate.py reuse``. What is told above 0.4 promises too much (0.8 and more:
0.88 in the mean, of which came 0.52 as such pairs come up, 10 of the 13 counted one by one): so
show the count and the share, not the probability."""


@dataclass(frozen=True, slots=True)
class Reuse:
    """A probability and what came of such ones.

    ``of_pairs`` judged pairs had a probability between ``bin_low`` and ``bin_high``; ``reused`` of
    them were reuse, by how such pairs come up a ``share`` (0-1) as :class:`Bin` says.
    """

    probability: float
    bin_low: float
    bin_high: float
    of_pairs: int
    reused: int
    share: float


def reuse(
    wording: float, formula: float, standing: float | None, *, same_language: bool
) -> Reuse | None:
    """The probability of a pair with its reliability; None where :func:`probability` is."""
    told = probability(wording, formula, standing, same_language=same_language)
    if told is None:
        return None
    low, high, found = reliability(told)
    return Reuse(told, low, high, found.pairs, found.reused, found.share)


def probability(
    wording: float, formula: float, standing: float | None, *, same_language: bool
) -> float | None:
    """The probability (0-1) that a reader calls the pair a reuse.

    Args:
        wording: share (0-1) of the shorter passage's wording that the two share.
        formula: share (0-1) of that shared wording which is formula.
        standing: where the score stands among random pairs, as :mod:`explorer.ranking` says; None
            where there are too few to tell.
        same_language: whether the two are in one language.

    Returns:
        None where there is no standing, or two languages, and too little wording to decide.
    """
    own, common = wording * (1 - formula), wording * formula
    if standing is not None and same_language:
        return chance(MODEL, own, common, standing)
    return chance(WORDING_ALONE, own, common, 0.0) if own >= WORDING_DECIDES else None


def chance(model: Model, own: float, common: float, standing: float) -> float:
    """The probability that a model gives.

    Args:
        model: its logits.
        own: share (0-1) of the shorter passage that is shared and no formula.
        common: share (0-1) of it that is shared and formula.
        standing: of the pair.
    """
    logit = model.base + model.own * own + model.formula * common + model.standing * standing
    return 1 / (1 + exp(-logit)) if logit > 0 else exp(logit) / (1 + exp(logit))


def reliability(probability: float) -> tuple[float, float, Bin]:
    """The bin that a probability falls into: from, to, and what is known of it."""
    number = max(at for at, one in enumerate(RELIABILITY) if one.low <= probability)
    highs = [one.low for one in RELIABILITY[1:]] + [1.0]
    return RELIABILITY[number].low, highs[number], RELIABILITY[number]

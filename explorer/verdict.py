"""What kind of reuse a pair of passages is, from both axes and the formula in what they share.

The rule is stored with the index and shown; whoever opens the index may adjust it. In this order:

* *edited*: of the shared wording, what proves something (no formula, no short run, from either
  side) is ``edited`` of the shorter passage and has ``enough`` letters, or is the ``whole`` of it;
  *verbatim* where the one stands in the other word for word (``verbatim``), too, and no figure,
  date or name differs;
* *translation*, *paraphrase*: the standing reaches ``translation`` in two languages, ``paraphrase``
  in one, and the two stand ``apart`` (``abroad`` in two languages) from the crowd;
* *formula*: they share ``shared`` of their wording, and ``formula`` of that is formula; or they
  share nearly all of it, and it proves nothing;
* *same topic*: the standing reaches ``topic`` and, within a language, the words are alike to
  ``alike``; else there is no verdict. Whatever is asked, the nearest of many is near.

A topic that many speak of has many paragraphs that are equally near to each other (the crowd); who
says again what another said is nearer to that one than to the crowd, from both sides.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from explorer.errors import QueryError

CROWD = slice(9, 50)
"""Which of a passage's nearest, the highest score first, are the crowd: the 10th to the 50th."""
WIDE = "\u2e80"
"""From here on a letter is a syllable or a word: Han, kana, Hangul."""
NARROW = 3
"""Letters of other scripts that say as much as a wide one: a window has 110 Han characters or 60
words."""
NOWHERE = float("-inf")


class Verdict(StrEnum):
    """What a reader would call a pair."""

    VERBATIM = "verbatim"
    EDITED = "edited"
    PARAPHRASE = "paraphrase"
    TRANSLATION = "translation"
    SAME_TOPIC = "same topic"
    FORMULA = "formula"


REUSE = frozenset({Verdict.VERBATIM, Verdict.EDITED, Verdict.PARAPHRASE, Verdict.TRANSLATION})
"""What counts as reuse in tables; a formula and a shared topic prove none."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The thresholds of the verdict.

    Shares (0-1) are of the shorter passage's wording; standings are what :mod:`explorer.ranking`
    says (1: the 99th percentile of random pairs), ``apart`` and ``abroad`` differences of two;
    ``fewest`` is the length of the shorter passage, as :func:`length` counts it.

    Of 240 judged neighbours in 203 Chinese reports (14,136 paragraphs) 19 share ``edited`` of their
    wording in runs that are no formula and hold 8 Han characters or 5 words, and 15 of these are
    reuse; of the 5 that share ``enough`` of it, all. Of 36 pairs of different cities that were read
    among all of that corpus, one of 18 below 25 letters was reuse, half from 25 to 39, nearly all
    above. 120 altered paragraphs are told right by ``verbatim`` and what differs.

    Of 111 paraphrases written for this 51 % reach ``apart``; of some 900,000 near neighbours there
    12 pairs did, of which 10 were read as paraphrases and 2 as the same topic. At 1.0 it was 62 %
    and 12 of 19; at 0.9 67 % and at most 24 of 36; a standing of 1.3 alone took a fifth of all near
    neighbours. Whitened vectors, the worst window, shared rare characters and shared figures told
    no more. Below ``fewest`` most were openings and headings. Of 31 translations 58 % reach
    ``abroad``, of 2,448 nearest Chinese paragraphs of paragraphs from American cities 4.

    Of 132 neighbours judged to be of the same topic 95 % have words alike (:mod:`likeness`) to 0.09
    or more, of 10 judged wrong three; random paragraphs to 0.035 (median). Passages on cats, on
    supper, songs and physics stood as high as these neighbours, and were alike to 0.03 at most.
    """

    verbatim: float = 0.95
    edited: float = 0.2
    enough: float = 30
    whole: float = 0.8
    paraphrase: float = 1.3
    apart: float = 1.1
    translation: float = 1.7
    abroad: float = 0.75
    fewest: float = 60
    topic: float = 0.8
    alike: float = 0.08
    shared: float = 0.2
    formula: float = 0.7

    def meant(self, *, same_language: bool) -> tuple[float, float]:
        """From which standing, and from which lead on the crowd, a passage means another."""
        if same_language:
            return self.paraphrase, self.apart
        return self.translation, self.abroad


RULE = Rule()
SHARES = ("verbatim", "edited", "whole", "shared", "formula", "alike")
"""The thresholds that are shares (0-1)."""


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near two passages are to each other, and to what else is near them.

    ``mutual`` is the standing of the :func:`mutual` score, ``crowd`` that of the nearer of the two
    crowds, ``length`` the lesser :func:`length`.
    """

    mutual: float
    crowd: float
    length: float


@dataclass(frozen=True, slots=True)
class Proof:
    """What the wording that two passages share proves.

    Attributes:
        wording: share (0-1) of the shorter passage that the two share.
        formula: share (0-1) of that which is formula; of a reuse, which did not count.
        own: share (0-1) of the shorter passage that they share and that proves something.
        letters: of that, as :func:`length` counts them.
        identity: as ``compare.identity`` says.
        facts: figures, dates and names in which they differ.
    """

    wording: float = 0.0
    formula: float = 0.0
    own: float = 0.0
    letters: float = 0.0
    identity: float = 0.0
    facts: int = 0


def verdict(
    proof: Proof,
    standing: float | None,
    *,
    same_language: bool,
    nearness: Nearness | None = None,
    alike: float | None = None,
    rule: Rule = RULE,
) -> Verdict | None:
    """The verdict of a pair, or None where the two have nothing to do with each other.

    Args:
        proof: of the wording that the two share.
        standing: where the score stands among random pairs of the two languages; None where there
            are too few to tell, and then the wording alone decides.
        same_language: whether the two are in one language.
        nearness: None where the corpus is too small for a crowd, and then the standing decides;
            without effect where the standing is below ``paraphrase``, so it need not be found.
        alike: how much the words of the two are alike (0-1); None where they cannot be compared,
            and then the standing decides. Without effect on reuse.
        rule: the thresholds.
    """
    if is_reused(proof, rule):
        same = proof.identity >= rule.verbatim and not proof.facts
        return Verdict.VERBATIM if same else Verdict.EDITED
    if proof.wording >= rule.whole:
        return Verdict.FORMULA  # nothing but what all say
    # A shared formula is a perfect match of its windows, which proves nothing.
    weight = 1 - proof.wording * proof.formula
    meaning = NOWHERE if standing is None else standing * weight
    least, lead = rule.meant(same_language=same_language)
    if meaning >= least and _stands_out(nearness, weight, lead, rule):
        return Verdict.PARAPHRASE if same_language else Verdict.TRANSLATION
    if same_language and proof.wording >= rule.shared and proof.formula >= rule.formula:
        return Verdict.FORMULA
    is_topic = meaning >= rule.topic and (alike is None or alike >= rule.alike)
    return Verdict.SAME_TOPIC if is_topic else None


def is_reused(proof: Proof, rule: Rule) -> bool:
    """Whether the shared wording alone proves a reuse."""
    much = proof.letters >= rule.enough or proof.own >= rule.whole
    return much and proof.own >= rule.edited


def _stands_out(nearness: Nearness | None, weight: float, lead: float, rule: Rule) -> bool:
    if nearness is None:
        return True
    is_apart = nearness.mutual * weight - nearness.crowd >= lead
    return is_apart and nearness.length >= rule.fewest


def mutual(table: NDArray[np.float32]) -> float:
    """The score of two passages in the direction that matches worse.

    Args:
        table: (windows, windows) of ``ranking.window_scores``.
    """
    return float(min(table.max(axis=1).mean(), table.max(axis=0).mean()))


def crowd(scores: NDArray[np.float32]) -> float | None:
    """The mean score of a passage with its crowd; None of fewer than ten.

    Args:
        scores: with its nearest paragraphs of other cities and speeches in the other passage's
            language, in any order; more than fifty change nothing.
    """
    nearest = np.sort(scores)[::-1][CROWD]
    return float(nearest.mean()) if len(nearest) else None


def length(text: str) -> float:
    """The letters and figures of a passage, in Han characters' worth."""
    return sum(1 if letter >= WIDE else 1 / NARROW for letter in text if letter.isalnum())


def adjusted(changes: Mapping[str, float], rule: Rule = RULE) -> Rule:
    """The rule with other thresholds, by name.

    Raises:
        QueryError: there is no such threshold, or its value is no number that it may be.
    """
    known = {name: getattr(rule, name) for name in Rule.__slots__}
    unknown = sorted(changes.keys() - known)
    if unknown:
        raise QueryError(f"The rule has no threshold {unknown[0]!r}; it has {', '.join(known)}.")
    for name, value in changes.items():
        if not math.isfinite(value):
            raise QueryError(f"The threshold {name!r} is {value}; give a number such as 0.5.")
        if value < 0 or (name in SHARES and value > 1):
            least = "a share from 0 to 1" if name in SHARES else "a number from 0"
            raise QueryError(f"The threshold {name!r} is {value}; give {least}.")
    return Rule(**(known | dict(changes)))

"""What kind of reuse a pair of passages is, from both axes and the formula in what they share.

The rule is stored with the index and shown; whoever opens the index may adjust it. In this order:

* *verbatim*, *edited*: the shared wording that is no formula reaches so much of the shorter
  passage; a smaller share, ``reworked``, is edited where the meaning is as close as a paraphrase's;
* *translation*: two languages, and the standing reaches ``translation``;
* *paraphrase*: the standing reaches ``paraphrase``;
* *formula*: they share ``shared`` of their wording, and ``formula`` of that is formula;
* *same topic*: the standing reaches ``topic``; below it there is no verdict.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from explorer.errors import QueryError


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
    says (1: the 99th percentile of random pairs). Of 720 pairs of translations 99 % stand above 1.8
    and 99 % of the nearest other paragraphs below 1.7; paragraphs altered by names, figures and
    clauses share 0.45 to 0.99 of their wording, unrelated ones 0.12 at most (99 %).
    """

    verbatim: float = 0.9
    edited: float = 0.45
    reworked: float = 0.2
    paraphrase: float = 1.3
    translation: float = 1.7
    topic: float = 0.8
    shared: float = 0.15
    formula: float = 0.7


RULE = Rule()
NOWHERE = float("-inf")


def verdict(
    wording: float,
    formula: float,
    standing: float | None,
    *,
    same_language: bool,
    rule: Rule = RULE,
) -> Verdict | None:
    """The verdict of a pair, or None where the two have nothing to do with each other.

    Args:
        wording: share (0-1) of the shorter passage's wording that the two share.
        formula: share (0-1) of that shared wording which is formula.
        standing: where the score stands among random pairs of the two languages; None where there
            are too few to tell, and then the wording alone decides.
        same_language: whether the two are in one language.
        rule: the thresholds.
    """
    own = wording * (1 - formula)
    # A shared formula is a perfect match of its windows, which proves nothing.
    meaning = NOWHERE if standing is None else standing * (1 - wording * formula)
    if own >= rule.verbatim:
        return Verdict.VERBATIM
    if own >= rule.edited or (own >= rule.reworked and meaning >= rule.paraphrase):
        return Verdict.EDITED
    if not same_language:
        return Verdict.TRANSLATION if meaning >= rule.translation else _topic(meaning, rule)
    if meaning >= rule.paraphrase:
        return Verdict.PARAPHRASE
    if wording >= rule.shared and formula >= rule.formula:
        return Verdict.FORMULA
    return _topic(meaning, rule)


def _topic(meaning: float, rule: Rule) -> Verdict | None:
    return Verdict.SAME_TOPIC if meaning >= rule.topic else None


def adjusted(changes: Mapping[str, float], rule: Rule = RULE) -> Rule:
    """The rule with other thresholds, by name.

    Raises:
        QueryError: there is no such threshold.
    """
    known = {name: getattr(rule, name) for name in Rule.__slots__}
    unknown = sorted(changes.keys() - known)
    if unknown:
        raise QueryError(f"The rule has no threshold {unknown[0]!r}; it has {', '.join(known)}.")
    return Rule(**(known | dict(changes)))

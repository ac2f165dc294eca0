"""How sure a share of few cases is, and how far two readers agree: plain statistics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from math import sqrt

NORMAL_95 = 1.959964
"""Standard deviations of the normal distribution between which 95 % of it lies."""


def wilson(found: int, of: int, *, z: float = NORMAL_95) -> tuple[float, float]:
    """The interval (0-1) in which the share behind ``found`` of ``of`` cases lies; (0, 1) of none.

    The score interval of Wilson (1927), which holds for few cases and for shares near 0 and 1.

    Args:
        found: how many cases are so.
        of: how many cases there are.
        z: width of the interval in standard deviations; 95 % by default.

    Raises:
        ValueError: more are found than there are, or fewer than none.
    """
    if not 0 <= found <= of:
        raise ValueError(f"{found} of {of} cases is no share")
    if of == 0:
        return 0.0, 1.0
    share, part = found / of, z * z / of
    middle = (share + part / 2) / (1 + part)
    reach = z / (1 + part) * sqrt(share * (1 - share) / of + part / (4 * of))
    low = 0.0 if found == 0 else middle - reach
    high = 1.0 if found == of else middle + reach
    return low, high


def observed(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """The share (0-1) of cases that two readers judged alike; None of no case.

    Args:
        pairs: for each case, what the one said and what the other.
    """
    return sum(one == other for one, other in pairs) / len(pairs) if pairs else None


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen's kappa of two readers: 1 in full agreement, 0 where it is what chance makes.

    None of no case, and where both said one and the same of every case: chance alone then makes
    full agreement, and kappa says nothing.

    Args:
        pairs: for each case, what the one said and what the other.
    """
    seen = observed(pairs)
    if seen is None:
        return None
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    together = sum(count * others[said] for said, count in ones.items())
    if together == len(pairs) ** 2:
        return None
    chance = together / len(pairs) ** 2
    return (seen - chance) / (1 - chance)

"""The statistics of shares and of readers who agree, against numbers worked out by hand."""

from __future__ import annotations

import pytest

from explorer.agreement import kappa, observed, wilson


@pytest.mark.parametrize(
    ("found", "of", "low", "high"),
    [
        (0, 0, 0.0, 1.0),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (5, 10, 0.2366, 0.7634),
        (81, 263, 0.2553, 0.3662),
    ],
)
def test_wilson_holds_the_share(found: int, of: int, low: float, high: float) -> None:
    assert wilson(found, of) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


@pytest.mark.parametrize(("found", "of"), [(3, 2), (-1, 2)])
def test_a_share_beyond_the_whole_is_refused(found: int, of: int) -> None:
    with pytest.raises(ValueError, match=f"{found} of {of} cases"):
        wilson(found, of)


def test_kappa_takes_chance_away() -> None:
    # Both yes 20, both no 15, one against the other 5 and 10: seen 0.7, by chance 0.5.
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert observed(pairs) == 0.7
    assert kappa(pairs) == pytest.approx(0.4)


def test_kappa_of_full_agreement_and_of_full_disagreement() -> None:
    assert kappa([("a", "a"), ("b", "b")]) == 1
    assert kappa([("a", "b"), ("b", "a")]) == -1


def test_nothing_is_said_where_nothing_can_be() -> None:
    assert observed([]) is None
    assert kappa([]) is None
    assert kappa([("a", "a")] * 5) is None

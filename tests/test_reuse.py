"""The probability of reuse: what raises it, where there is none, and what it came to."""

from __future__ import annotations

from dataclasses import astuple
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.reuse import (
    MODEL,
    RELIABILITY,
    WORDING_ALONE,
    Model,
    chance,
    probability,
    reliability,
    reuse,
)

shares = st.floats(0, 1)
standings = st.floats(-50, 50)


@given(shares, shares, standings, st.floats(0, 1), st.floats(0, 10))
def test_no_evidence_lowers_the_probability(
    own: float, common: float, standing: float, more: float, nearer: float
) -> None:
    told = chance(MODEL, own, common, standing)
    assert 0 <= told <= 1
    assert chance(MODEL, own + more, common, standing) >= told
    assert chance(MODEL, own, common + more, standing) >= told
    assert chance(MODEL, own, common, standing + nearer) >= told


def test_a_formula_counts_less_than_own_wording() -> None:
    own = probability(0.6, 0.0, 1.5, same_language=True)
    formula = probability(0.6, 1.0, 1.5, same_language=True)
    assert own is not None
    assert formula is not None
    assert own > 0.5 > formula


@pytest.mark.parametrize(
    ("wording", "formula", "standing", "same_language"),
    [(0.3, 0.0, None, True), (1.0, 0.9, None, True), (0.1, 0.0, 4.0, False), (0, 0, None, False)],
)
def test_nothing_is_told_where_wording_alone_does_not_decide(
    wording: float, formula: float, standing: float | None, same_language: bool
) -> None:
    assert probability(wording, formula, standing, same_language=same_language) is None
    assert reuse(wording, formula, standing, same_language=same_language) is None


@pytest.mark.parametrize(("standing", "same_language"), [(None, True), (3.0, False)])
def test_wording_decides_alone(standing: float | None, same_language: bool) -> None:
    told = probability(0.9, 0.0, standing, same_language=same_language)
    assert told == chance(WORDING_ALONE, 0.9, 0.0, 0.0)
    assert told is not None
    assert told > 0.9


def test_a_chance_is_the_logistic_of_its_logit() -> None:
    model = Model(base=-1.0, own=2.0, formula=1.0, standing=0.5)
    assert chance(model, 0.5, 0.0, 0.0) == 0.5
    assert chance(model, 0.5, 0.25, 0.5) == pytest.approx(0.62246, abs=1e-5)
    assert chance(model, 0.0, 0.0, -5000.0) == 0


def test_every_weight_of_the_models_is_for_reuse() -> None:
    for model in (MODEL, WORDING_ALONE):
        assert min(astuple(model)[1:]) >= 0


def test_bins_are_in_order_and_hold_every_probability() -> None:
    assert RELIABILITY[0].low == 0
    assert all(one.low < other.low < 1 for one, other in pairwise(RELIABILITY))
    assert reliability(0.0) == (0.0, RELIABILITY[1].low, RELIABILITY[0])
    assert reliability(RELIABILITY[1].low)[2] is RELIABILITY[1]
    assert reliability(1.0) == (RELIABILITY[-1].low, 1.0, RELIABILITY[-1])


def test_a_probability_comes_with_what_became_of_such_ones() -> None:
    told = reuse(0.8, 0.0, 2.0, same_language=True)
    assert told is not None
    assert told.bin_low <= told.probability <= told.bin_high
    last = RELIABILITY[-1]
    assert (told.bin_low, told.of_pairs, told.share) == (last.low, last.pairs, last.share)
    assert told.reused == last.reused


def test_the_bins_hold_all_judged_pairs_and_all_reuses_of_the_fit() -> None:
    assert sum(one.pairs for one in RELIABILITY) == 240
    assert sum(one.reused for one in RELIABILITY) == 49

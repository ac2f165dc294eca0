from __future__ import annotations

import numpy as np
import pytest

from explorer.ranking import (
    FEWEST_PAIRS,
    calibrate,
    language_pair,
    late_interaction,
    percentile,
    quantiles,
)
from explorer.scope import NO_PLACE, OPEN_END, OPEN_START, Facets


def unit(rows: int, seed: int) -> np.ndarray:
    vectors = np.random.default_rng(seed).normal(size=(rows, 8)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_late_interaction_is_the_mean_of_the_best_matches() -> None:
    windows, query = unit(20, 1), unit(3, 2)
    first = np.array([0, 4, 5, 12, 20])
    rows = np.array([3, 0, 1, 2])
    expected = [
        np.mean([max(q @ w for w in windows[first[r] : first[r + 1]]) for q in query]) for r in rows
    ]
    np.testing.assert_allclose(late_interaction(query, windows, first, rows), expected, atol=1e-6)


def test_late_interaction_of_no_paragraphs_is_empty() -> None:
    windows = unit(3, 1)
    empty = np.empty(0, dtype=np.int64)
    assert late_interaction(windows, windows, np.array([0, 3]), empty).shape == (0,)


def test_percentiles_of_fresh_draws_are_uniform() -> None:
    chance = np.random.default_rng(3)
    known = {"zh-zh": quantiles(list(chance.normal(size=50_000)))}
    found = sorted(
        value
        for score in chance.normal(size=20_000)
        if (value := percentile(float(score), "zh", "zh", known)) is not None
    )
    steps = np.linspace(0, 100, len(found))
    assert np.abs(np.array(found) - steps).max() < 2  # Kolmogorov distance below 0.02


def test_a_score_above_all_sampled_pairs_is_the_hundredth_percentile() -> None:
    known = {"en-zh": quantiles([0.1] * FEWEST_PAIRS)}
    assert percentile(0.9, "zh", "en", known) == 100.0
    assert percentile(-0.9, "en", "zh", known) == 0.0


def test_too_few_pairs_give_no_percentile() -> None:
    assert quantiles([0.5] * (FEWEST_PAIRS - 1)) == []
    assert percentile(0.5, "zh", "zh", {}) is None


@pytest.mark.parametrize(("one", "other"), [("zh", "en"), ("en", "zh")])
def test_a_language_pair_has_one_key(one: str, other: str) -> None:
    assert language_pair(one, other) == "en-zh"


def test_a_pair_that_is_drawn_again_counts_once() -> None:
    # Two paragraphs make two pairs at most, however often they are drawn.
    held = Facets(
        places=["A", "B"],
        speeches=[],
        place=np.array([0, 1], dtype=np.int32),
        earliest=np.full(2, OPEN_START, dtype=np.int16),
        latest=np.full(2, OPEN_END, dtype=np.int16),
        group=np.array([0, 1], dtype=np.int32),
        speech=np.array([0, 1], dtype=np.int32),
        length=np.array([9, 9], dtype=np.int32),
    )
    assert calibrate(unit(2, 1), np.arange(3), held, ["zh", "zh"]) == {}


def test_calibration_pairs_neither_one_speech_nor_one_city_with_itself() -> None:
    # Within a city and within a group every score is 1, between them it is 0.
    paragraphs = 60
    place = np.array([0] * 20 + [1] * 20 + [NO_PLACE] * 20, dtype=np.int32)
    group = np.array([0] * 20 + [1] * 20 + [2] * 20, dtype=np.int32)
    windows = np.eye(8, dtype=np.float32)[group]
    held = Facets(
        places=["A", "B"],
        speeches=[],
        place=place,
        earliest=np.full(paragraphs, OPEN_START, dtype=np.int16),
        latest=np.full(paragraphs, OPEN_END, dtype=np.int16),
        group=group,
        speech=group,
        length=group,
    )
    found = calibrate(windows, np.arange(paragraphs + 1), held, ["zh"] * paragraphs)
    assert set(found) == {"zh-zh"}
    assert set(found["zh-zh"]) == {0.0}

from __future__ import annotations

import numpy as np
import pytest

from explorer.ranking import (
    FEWEST_PAIRS,
    FORWARD,
    RARE_WORDING,
    Passages,
    calibrate,
    closeness,
    language_pair,
    late_interaction,
    levelled,
    percentile,
    quantiles,
    standing,
)
from explorer.scope import NO_PLACE, OPEN_END, OPEN_START, Facets


def unit(rows: int, seed: int) -> np.ndarray:
    vectors = np.random.default_rng(seed).normal(size=(rows, 8)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def passages(windows: np.ndarray, first: list[int], language: list[int]) -> Passages:
    hubs = np.random.default_rng(9).uniform(0, 0.3, size=(len(windows), 3)).astype(np.float32)
    return Passages(windows, hubs, np.array(first), np.array(language, dtype=np.int32))


def test_late_interaction_is_the_mean_of_the_best_matches_without_hubness() -> None:
    query, held = (
        passages(unit(3, 2), [0, 3], [1]),
        passages(unit(20, 1), [0, 4, 5, 12, 20], [0, 1, 1, 0]),
    )
    rows = np.array([3, 0, 1, 2])
    expected = []
    for row in rows:
        pieces = range(held.first[row], held.first[row + 1])
        table = np.array(
            [
                [
                    query.windows[i] @ held.windows[j]
                    - query.hubs[i, held.language[row]] / 2
                    - held.hubs[j, 1] / 2
                    for j in pieces
                ]
                for i in range(3)
            ]
        )
        there, back = table.max(axis=1).mean(), table.max(axis=0).mean()
        expected.append(FORWARD * there + (1 - FORWARD) * back)
    np.testing.assert_allclose(late_interaction(query, held, rows), expected, atol=1e-6)


def test_late_interaction_of_no_paragraphs_is_empty() -> None:
    held = passages(unit(3, 1), [0, 3], [0])
    assert late_interaction(held, held, np.empty(0, dtype=np.int64)).shape == (0,)


def test_one_passage_is_its_windows() -> None:
    held = passages(unit(20, 1), [0, 4, 5, 12, 20], [0, 1, 1, 0])
    one = held.one(2)
    np.testing.assert_array_equal(one.windows, held.windows[5:12])
    np.testing.assert_array_equal(one.hubs, held.hubs[5:12])
    assert (one.first.tolist(), one.language.tolist()) == ([0, 7], [1])


def test_standing_compares_languages_by_their_random_pairs() -> None:
    near = [n / 1000 for n in range(1001)]  # median 0.5, 99th percentile 0.99
    known = {"zh-zh": near, "en-zh": [n / 2 for n in near], "*": near}
    found = standing(
        np.array([0.5, 0.99, 0.25, 0.495, 0.99]), "zh", ["zh", "zh", "en", "en", "de"], known
    )
    np.testing.assert_allclose(found, [0, 1, 0, 1, 1], atol=1e-6)


def test_standing_is_the_score_where_nothing_is_known() -> None:
    np.testing.assert_allclose(standing(np.array([0.3]), "zh", ["zh"], {}), [0.3])


def test_random_pairs_that_are_all_alike_give_no_infinite_standing() -> None:
    found = standing(np.array([0.2]), "zh", ["zh"], {"zh-zh": [0.1] * 1001})
    assert np.isfinite(found).all()


def test_rare_wording_brings_closer() -> None:
    assert closeness(1.0, 0.0) == 1.0
    assert closeness(1.0, 0.5) == 1.0 + RARE_WORDING / 2


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
    two = passages(unit(2, 1), [0, 1, 2], [0, 0])
    assert calibrate(two, held, ["zh"]) == {}


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
    none = np.zeros((paragraphs, 2), dtype=np.float32)
    languages = np.zeros(paragraphs, dtype=np.int32)
    every = Passages(windows, none, np.arange(paragraphs + 1), languages)
    found = calibrate(every, held, ["zh"])
    assert set(found) == {"zh-zh", "*"}
    assert set(found["zh-zh"]) == {0.0}


def test_a_bonus_reorders_and_leaves_the_best_as_close() -> None:
    found = levelled(np.array([2.0, 1.5, 1.0]), np.array([0.0, 1.0, 0.2]))
    np.testing.assert_allclose(found, [1.5, 2.0, 0.7])
    np.testing.assert_allclose(levelled(np.array([2.0, 1.0]), np.zeros(2)), [2.0, 1.0])

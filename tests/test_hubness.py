"""How near a window is to everything, against plain counting."""

from __future__ import annotations

import numpy as np
import pytest

from explorer import hubness as module
from explorer.hubness import NEIGHBOURS, Reference, hubness, reference_rows


def unit(rows: int, seed: int) -> np.ndarray:
    vectors = np.random.default_rng(seed).normal(size=(rows, 8)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_hubness_is_the_mean_of_the_nearest_in_each_language_and_in_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "FEWEST", 30)
    monkeypatch.setattr(module, "BLOCK", 7)
    language = np.array([0] * 60 + [1] * 40 + [2] * 5, dtype=np.int32)
    group = (np.arange(105) % 9).astype(np.int32)
    reference = Reference(unit(105, 1), language, group, 3)
    windows, own = unit(20, 2), (np.arange(20) % 9).astype(np.int32)
    found = hubness(windows, own, reference)
    everything = np.ones(105, dtype=bool)
    for column, some in enumerate([language == 0, language == 1, everything, everything]):
        for row in range(20):
            others = reference.vectors[some & (group != own[row])]
            nearest = sorted((windows[row] @ others.T).tolist())[-NEIGHBOURS:]
            assert found[row, column] == pytest.approx(np.mean(nearest), abs=1e-6)


def test_a_window_without_neighbours_has_no_hubness() -> None:
    vectors, zero = unit(4, 1), np.zeros(4, dtype=np.int32)
    assert not hubness(vectors, zero, Reference(vectors, zero, zero, 1)).any()


def test_a_free_text_that_is_in_the_corpus_is_not_its_own_neighbour() -> None:
    vectors, zero = unit(4, 1), np.zeros(4, dtype=np.int32)
    found = hubness(vectors[:1], None, Reference(vectors, zero, zero, 1))
    assert found[0, 0] == pytest.approx(np.mean(vectors[1:] @ vectors[0]), abs=1e-6)


def test_the_reference_samples_every_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "REFERENCE", 10)
    languages = np.array([0] * 100 + [1] * 3, dtype=np.int32)
    rows = reference_rows(languages)
    assert (languages[rows] == 0).sum() == 10
    assert {100, 101, 102} <= set(rows.tolist())
    assert rows.tolist() == reference_rows(languages).tolist() == sorted(set(rows.tolist()))


def test_coarse_products_find_the_same_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = np.random.default_rng(5)
    vectors = chance.normal(size=(900, 48)).astype(np.float32) + 0.3
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    group, language = (np.arange(900) // 30).astype(np.int32), np.zeros(900, dtype=np.int32)
    group[840:] = 0  # whose windows have neighbours in all other groups only
    rows = np.sort(chance.choice(900, 500, replace=False))
    reference = Reference(vectors[rows], language[rows], group[rows], 1)
    exact = hubness(vectors, group, reference)
    monkeypatch.setattr(module, "COARSE_FROM", 0)
    monkeypatch.setattr(module.products, "is_fast", lambda: True)
    assert hubness(vectors, group, reference) == pytest.approx(exact, abs=1e-6)
    lone = np.zeros(900, dtype=np.int32)
    alone = Reference(vectors[rows], language[rows], lone[rows], 1)
    assert not hubness(vectors, lone, alone).any()

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from explorer.errors import IndexDamaged
from explorer.index.vectors import VECTORS_FILE, ParagraphVectors, write_vectors

ROWS, DIMENSION = 500, 16


@pytest.fixture
def vectors() -> np.ndarray:
    drawn = np.random.default_rng(7).normal(size=(ROWS, DIMENSION)).astype(np.float32)
    return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


@pytest.fixture
def generation(tmp_path: Path, vectors: np.ndarray) -> Path:
    write_vectors(vectors, tmp_path)
    return tmp_path


@pytest.mark.parametrize("share", [1.0, 0.5, 0.02])
@pytest.mark.parametrize("k", [1, 10, ROWS])
def test_nearest_equals_the_numpy_formula(
    generation: Path, vectors: np.ndarray, share: float, k: int
) -> None:
    index = ParagraphVectors(generation, rows=ROWS, dimension=DIMENSION)
    chance = np.random.default_rng(11)
    for row in range(20):
        allowed = chance.random(ROWS) < share
        scores = np.where(allowed, vectors @ vectors[row], -2)
        expected = np.argsort(-scores, kind="stable")[: min(k, int(allowed.sum()))]
        assert list(index.nearest(vectors[row], allowed, k)) == list(expected)


def test_a_scope_that_allows_nothing_returns_nothing(generation: Path, vectors: np.ndarray) -> None:
    index = ParagraphVectors(generation, rows=ROWS, dimension=DIMENSION)
    assert len(index.nearest(vectors[0], np.zeros(ROWS, dtype=bool), 10)) == 0


def test_other_rows_than_the_manifest_says_are_refused(generation: Path) -> None:
    with pytest.raises(IndexDamaged, match="other rows than the manifest says; build it with"):
        ParagraphVectors(generation, rows=ROWS - 1, dimension=DIMENSION)


def test_a_file_that_is_no_index_is_refused(generation: Path) -> None:
    (generation / VECTORS_FILE).write_bytes(b"not an index")
    with pytest.raises(IndexDamaged, match="cannot be read; build it with"):
        ParagraphVectors(generation, rows=ROWS, dimension=DIMENSION)

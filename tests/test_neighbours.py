"""The nearest paragraphs of each, against plain NumPy: exactly, coarsely first, and by lists."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from numpy.typing import NDArray

from explorer.embedding import products
from explorer.highest import first_of_each, reaching, thresholds
from explorer.index.plan import LIMITS
from explorer.index.tuning import Owners
from explorer.index.vectors import ParagraphVectors, write_vectors
from explorer.joining import neighbours
from explorer.joining.columns import write_columns
from explorer.joining.neighbours import NEIGHBOURS, OWN_NEIGHBOURS, Neighbours
from explorer.scope import NO_PLACE, Facets

ROWS, DIMENSION = 3_000, 48
Made = tuple[Path, Facets, NDArray[np.int32]]


def make(
    folder: Path, chance: np.random.Generator, *, languages: int = 1, spread: float = 1.0
) -> Made:
    """Unit vectors in a file, sorted by place but for the unknown ones, with groups in several."""
    vectors = chance.standard_normal((ROWS, DIMENSION)).astype(np.float32)
    vectors[:, 0] += spread
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors[5] = 0  # a passage that is the mean of its language
    vectors[100:110] = vectors[2000]  # equals
    path = folder / "paragraphs.npy"
    np.save(path, vectors)
    place = np.sort(chance.integers(NO_PLACE, 12, ROWS)).astype(np.int32)
    group = np.repeat(np.arange(ROWS // 30), 30).astype(np.int32)
    group[-60:] = 3  # a copy of a speech under another place
    facets = cast("Facets", SimpleNamespace(place=place, group=group))
    return path, facets, (np.arange(ROWS) % languages).astype(np.int32)


def plain(made: Made, row: int) -> tuple[NDArray[np.float32], list[tuple[NDArray[Any], int]]]:
    """The cosines of a row, and the sets of rows among which so many of the nearest are due."""
    path, facets, language = made
    vectors = np.load(path)
    own = (facets.place == facets.place[row]) & (facets.place != NO_PLACE)
    due = []
    for number in np.unique(language):
        allowed = (language == number) & (facets.group != facets.group[row])
        due.append((np.flatnonzero(allowed & ~own), NEIGHBOURS))
        due.append((np.flatnonzero(allowed & own), OWN_NEIGHBOURS))
    return vectors @ vectors[row], due


def assert_nearest(made: Made, found: dict[int, NDArray[np.int64]]) -> None:
    for row, near in found.items():
        cosines, due = plain(made, row)
        assert len(set(near.tolist())) == len(near)
        assert len(near) == sum(min(most, len(rows)) for rows, most in due)
        for rows, most in due:
            here = np.sort(cosines[np.intersect1d(near, rows)])[::-1]
            true = np.sort(cosines[rows])[::-1][:most]
            # The same rows, but for those that are equally near.
            np.testing.assert_allclose(here, true, atol=1e-6)


@pytest.mark.parametrize("coarse", [False, True])
@pytest.mark.parametrize("languages", [1, 3])
@pytest.mark.parametrize("spread", [0.0, 4.0])
def test_the_nearest_of_each_language_and_of_the_own_city_are_found(
    tmp_path: Path, *, coarse: bool, languages: int, spread: float
) -> None:
    made = make(tmp_path, np.random.default_rng(1), languages=languages, spread=spread)
    path, facets, language = made
    write_columns(path, language, coarse=coarse)
    nearby = Neighbours(path, facets, language)
    assert nearby._languages[0].columns.dtype == (np.int16 if coarse else np.float32)
    found = dict(nearby.of(0, 300)) | dict(nearby.of(2900, ROWS))
    assert list(found) == [*range(300), *range(2900, ROWS)]
    assert_nearest(made, found)


@pytest.mark.parametrize("coarse", [False, True])
def test_fewer_paragraphs_than_are_due_are_all_found(tmp_path: Path, *, coarse: bool) -> None:
    chance = np.random.default_rng(2)
    path, facets, language = make(tmp_path, chance)
    facets.place[:] = 0
    facets.place[:40] = 1  # all that the others have elsewhere, and of nobody's language but two
    language[:] = 0
    language[40:43] = 1
    made = path, facets, language
    write_columns(path, language, coarse=coarse)
    assert_nearest(made, dict(Neighbours(path, facets, language).of(0, 200)))


def test_what_is_held_at_once_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, facets, language = make(tmp_path, np.random.default_rng(3))
    write_columns(path, language, coarse=True)
    whole = dict(Neighbours(path, facets, language).of(0, 50))
    monkeypatch.setattr(neighbours, "CELLS", 7 * ROWS)
    parts = dict(Neighbours(path, facets, language).of(0, 50))
    for row, near in whole.items():
        assert sorted(parts[row].tolist()) == sorted(near.tolist())


def test_inverted_lists_find_nearly_all_of_the_nearest(tmp_path: Path) -> None:
    made = make(tmp_path, np.random.default_rng(4))
    path, facets, language = made
    limits = replace(LIMITS, exact_up_to=1_000, few=50, shard=1_024)
    owners = Owners(facets.place, facets.group)
    tuned = write_vectors(np.load(path), tmp_path, owners=owners, limits=limits)
    assert tuned is not None
    lists = ParagraphVectors(tmp_path, rows=ROWS, dimension=DIMENSION, tuned=tuned, limits=limits)
    found = dict(Neighbours(path, facets, language, lists).of(300, 400))
    shares = []
    for row, near in found.items():
        cosines, ((rows, most), _) = plain(made, row)
        assert (facets.group[near] != facets.group[row]).all()
        elsewhere = np.intersect1d(near, rows)
        assert len(elsewhere) == most
        last = np.sort(cosines[rows])[-most]
        shares.append(np.mean(cosines[elsewhere] >= last - 1e-3))
    assert np.mean(shares) >= 0.95


def test_the_error_of_coarse_products_is_within_its_bound(tmp_path: Path) -> None:
    chance = np.random.default_rng(5)
    vectors = chance.standard_normal((2_000, 384)).astype(np.float32)
    vectors[::2, :3] *= 30  # few directions carry most of it, as in vectors of texts
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    rows = np.arange(0, 2_000, 2)
    path = tmp_path / "coarse.npy"
    products.write_coarse(vectors, rows, path)
    columns = np.load(path)
    found = products.to_float(products.coarse_products(vectors[:300], columns))
    assert np.abs(found - vectors[:300] @ vectors[rows].T).max() <= products.ERROR


def test_coarse_numbers_keep_their_bits_and_sort_above_zero() -> None:
    numbers = np.array([0.0, 0.004, 0.25, 0.3, 0.999, 1.0], dtype=np.float32)
    coarse = products.from_float(numbers)
    assert (np.diff(coarse) > 0).all()
    back = products.to_float(coarse)
    assert (back <= numbers).all()
    np.testing.assert_allclose(back, numbers, rtol=2**-7)
    assert (products.from_float(-numbers[1:]) < 0).all()


@pytest.mark.parametrize("columns", [5, 31, 32, 500, 3_301])
@pytest.mark.parametrize("kind", [np.float32, np.int16])
def test_the_highest_cells_reach_the_threshold(columns: int, kind: type) -> None:
    chance = np.random.default_rng(columns)
    table = chance.integers(-100, 100, (17, columns)).astype(kind)
    most = min(columns, 40)
    least = thresholds(table, most)
    row, column = reaching(table, least)
    assert sorted(zip(row.tolist(), column.tolist(), strict=True)) == list(
        zip(*(at.tolist() for at in np.nonzero(table >= least[:, np.newaxis])), strict=True)
    )
    best = first_of_each(row, table[row, column].astype(np.float32), most)
    for number in range(len(table)):
        here = table[number, column[best][row[best] == number]]
        assert sorted(here.tolist()) == sorted(np.sort(table[number])[-most:].tolist())

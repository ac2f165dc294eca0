"""The files of the pairs: written, mapped, refused where they are damaged."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from conftest import write_corpus
from fakes import BigramEncoder

from explorer.analysis.table import PairTable
from explorer.build import build_index
from explorer.errors import IndexDamaged, NoPairs
from explorer.index.pairs import (
    FIRST_FILE,
    FORMULA_FILE,
    FURTHER_FILE,
    NEAREST_FILE,
    PAIR,
    PAIRS_FILE,
    Joined,
    Pairs,
    PairWriter,
)
from explorer.search import open_index

FILES = (PAIRS_FILE, FIRST_FILE, FURTHER_FILE, NEAREST_FILE, FORMULA_FILE)
STORED = np.array([(1, 99.5, 0.5, 12, 1), (2, np.nan, 0.25, 0, 3), (0, 99.5, 0.5, 12, 1)], PAIR)

COLUMNS = (
    np.array([2, 1, 0]),
    np.array([7, 0, 0], dtype=np.int32),
    np.array([90.0, 80.0, np.nan], dtype=np.float32),
    np.array([0.0, 0.5, 1.0], dtype=np.float32),
)


@pytest.fixture
def generation(tmp_path: Path) -> Path:
    folder = tmp_path / "index" / "gen-000001"
    folder.mkdir(parents=True)
    with PairWriter(folder) as writer:
        for pairs, rows in ((STORED[:2], slice(0, 1)), (STORED[2:], slice(1, 3))):
            writer.add(Joined(pairs, *(column[rows] for column in COLUMNS)))
    return folder


def test_each_paragraph_has_its_own_pairs(generation: Path) -> None:
    pairs = Pairs(generation, 3)
    assert [pairs.of(row)["row"].tolist() for row in range(3)] == [[1, 2], [0], []]
    assert pairs.askers.tolist() == [0, 0, 1]
    assert pairs.further.tolist() == [7, 0, 0]
    assert pairs.of(0)["rare"].tolist() == [12, 0]
    assert np.isnan(pairs.of(0)["percentile"][1])
    assert pairs.formula.tolist() == [0, 0.5, 1]
    assert not pairs.all.flags.writeable


@pytest.mark.parametrize("name", FILES)
def test_a_truncated_file_is_refused(generation: Path, name: str) -> None:
    path = generation / name
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(IndexDamaged, match=rf"{name} cannot be read; .*rebuild_index\.py"):
        Pairs(generation, 3)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_refused(generation: Path, name: str) -> None:
    (generation / name).unlink()
    with pytest.raises(IndexDamaged, match=f"{name} cannot be read"):
        Pairs(generation, 3)


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_other_rows_is_refused(generation: Path, name: str) -> None:
    path = generation / name
    array = np.load(path)
    np.save(path, array[[0, *range(len(array))]])
    with pytest.raises(IndexDamaged, match=f"{name} has {len(array) + 1} rows, not {len(array)}"):
        Pairs(generation, 3)


def test_pairs_of_another_type_are_refused(generation: Path) -> None:
    np.save(generation / PAIRS_FILE, np.zeros(3, dtype=np.float32))
    with pytest.raises(IndexDamaged, match="holds something else; .*rebuild_index"):
        Pairs(generation, 3)


def test_an_object_array_is_not_unpickled(generation: Path) -> None:
    np.save(generation / PAIRS_FILE, np.array([{}, 1, 2], dtype=object), allow_pickle=True)
    with pytest.raises(IndexDamaged, match="cannot be read"):
        Pairs(generation, 3)


def test_an_altered_file_of_a_published_index_is_refused(index: Path) -> None:
    (path,) = index.glob(f"gen-*/{FORMULA_FILE}")
    np.save(path, np.load(path) + 1)
    with pytest.raises(IndexDamaged, match=FORMULA_FILE):
        open_index(index, encoder=BigramEncoder())


def test_an_index_without_pairs_opens_and_refuses_the_analysis(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus", {"金华": 2010, "吉安": 2012})
    build_index(corpus, tmp_path / "index", encoder=BigramEncoder(), join=False)
    explorer = open_index(tmp_path / "index", encoder=BigramEncoder())
    assert explorer.pairs is None
    assert not Pairs.there(explorer.generation)
    asked = next(explorer.paragraphs()).id
    assert len(explorer.counterparts(asked)) > 0, "a search needs no pairs"
    with pytest.raises(NoPairs, match=r"without its pairs; .*rebuild_index\.py .* --join"):
        PairTable(explorer)

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import faiss
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.errors import IndexDamaged
from explorer.index.inverted import LISTS_FILE
from explorer.index.plan import LIMITS, Limits, Plan, Tuned, lists_for
from explorer.index.shards import Shards, write_shards
from explorer.index.tuning import Owners
from explorer.index.vectors import ParagraphVectors, write_vectors

ROWS, DIMENSION = 1_200, 32
SMALL = {"exact_up_to": 500, "shard": 256, "few": 0, "few_share": 0.0, "tuning_queries": 40}
"""Inverted lists for a thousand rows, and no subset that is compared because it is small."""
SELECTED = Limits(**SMALL, per_result=ROWS)
SUBSET = Limits(**{**SMALL, "few_share": 1.0})


def rows_with_copies() -> np.ndarray:
    """Rounded unit vectors in clumps; every tenth row is the same as one before it."""
    chance = np.random.default_rng(3)
    clumps = chance.normal(size=(20, DIMENSION))
    drawn = clumps[chance.integers(0, 20, ROWS)] + chance.normal(size=(ROWS, DIMENSION))
    drawn /= np.linalg.norm(drawn, axis=1, keepdims=True)
    drawn[9::10] = drawn[4::10]
    return drawn.astype(np.float16)


VECTORS = rows_with_copies()
STORED = VECTORS.astype(np.float32)
OWNERS = Owners((np.arange(ROWS) % 30).astype(np.int32), (np.arange(ROWS) // 5).astype(np.int32))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    tuned = write_vectors(VECTORS, folder, owners=OWNERS, limits=Limits(**SMALL))
    assert tuned is not None
    TUNED[folder] = tuned
    return folder


TUNED: dict[Path, Tuned] = {}


def opened(folder: Path, limits: Limits, made: Path | None = None) -> ParagraphVectors:
    """The index of a folder, or of a copy of the one that was ``made``."""
    tuned = TUNED.get(made or folder)
    return ParagraphVectors(folder, rows=ROWS, dimension=DIMENSION, tuned=tuned, limits=limits)


def formula(query: np.ndarray, allowed: np.ndarray, k: int) -> list[int]:
    """The nearest by NumPy alone: the highest inner products first, equals by row."""
    scores = np.einsum("ij,j->i", STORED, query)
    order = np.lexsort((np.arange(ROWS), -scores))
    return list(order[allowed[order]][:k])


def question(seed: int, share: float) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    query = STORED[chance.integers(ROWS)] + 0.1 * chance.normal(size=DIMENSION)
    allowed = chance.random(ROWS) < share
    return (query / np.linalg.norm(query)).astype(np.float32), allowed


questions = st.builds(question, st.integers(0, 2**32), st.floats(0.02, 1.0))
quietly = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.parametrize(
    ("limits", "exact", "plan"),
    [
        (SUBSET, False, Plan.SUBSET),
        (SELECTED, True, Plan.EXACT),
    ],
)
@quietly
@given(asked=questions, k=st.integers(1, ROWS + 50))
def test_the_plans_that_compare_all_equal_the_formula(
    large: Path,
    limits: Limits,
    exact: bool,
    plan: Plan,
    asked: tuple[np.ndarray, np.ndarray],
    k: int,
) -> None:
    query, allowed = asked
    rows, ran = opened(large, limits).planned(query, allowed, k, exact=exact)
    assert ran is plan
    assert list(rows) == formula(query, allowed, k)


@quietly
@given(asked=questions, k=st.integers(1, 20))
def test_the_lists_equal_the_formula_when_all_are_looked_into(
    large: Path, asked: tuple[np.ndarray, np.ndarray], k: int
) -> None:
    query, allowed = asked
    rows, ran = looking_everywhere(large, SELECTED).planned(query, allowed, k)
    assert ran is Plan.SELECTED
    assert list(rows) == formula(query, allowed, k)


def looking_everywhere(folder: Path, limits: Limits) -> ParagraphVectors:
    index = opened(folder, limits)
    assert index.tuned is not None
    index.tuned = replace(index.tuned, probes=index.tuned.lists)
    return index


@quietly
@given(asked=questions, k=st.integers(0, 2 * ROWS))
def test_with_few_lists_no_answer_is_short_or_breaks_the_scope(
    large: Path, asked: tuple[np.ndarray, np.ndarray], k: int
) -> None:
    query, allowed = asked
    limits = Limits(**SMALL, per_result=1, margin=1)
    index = opened(large, limits)
    assert index.tuned is not None
    index.tuned = replace(index.tuned, probes=1, fetch=4)
    rows, _ = index.planned(query, allowed, k)
    assert len(rows) == len(set(rows.tolist())) == min(k, int(allowed.sum()))
    assert allowed[rows].all()
    scores = np.einsum("ij,j->i", STORED[rows], query)
    assert not np.isnan(scores).any()
    assert (np.diff(scores) <= 0).all()


def test_lists_that_hold_too_few_allowed_rows_are_not_believed(large: Path) -> None:
    """The 600 nearest are forbidden, as a city's own paragraphs are."""
    query, allowed = STORED[0], np.ones(ROWS, dtype=bool)
    allowed[formula(query, allowed, 600)] = False
    index = opened(large, Limits(**SMALL, margin=50))
    assert index.tuned is not None
    index.tuned = replace(index.tuned, probes=1)
    rows, ran = index.planned(query, allowed, 10)
    assert ran is Plan.EXACT
    assert list(rows) == formula(query, allowed, 10)
    rows, ran = looking_everywhere(large, SELECTED).planned(query, allowed, 10)
    assert ran is Plan.SELECTED
    assert list(rows) == formula(query, allowed, 10)


@pytest.mark.parametrize("limits", [SELECTED, SUBSET])
def test_nothing_is_found_where_nothing_is_allowed_or_asked_for(
    large: Path, limits: Limits
) -> None:
    index = opened(large, limits)
    for allowed, k in ((np.zeros(ROWS, dtype=bool), 10), (np.ones(ROWS, dtype=bool), 0)):
        rows, ran = index.planned(STORED[0], allowed, k)
        assert (len(rows), ran) == (0, Plan.NOTHING)


def test_rows_that_are_all_equally_near_come_in_row_order(large: Path) -> None:
    allowed = np.arange(ROWS) % 3 == 1
    index = opened(large, Limits(**SMALL))
    rows = index.nearest(np.zeros(DIMENSION, dtype=np.float32), allowed, 5, exact=True)
    assert list(rows) == [1, 4, 7, 10, 13]


def test_a_query_that_is_no_number_has_no_nearest_row(large: Path) -> None:
    query = np.full(DIMENSION, np.nan, dtype=np.float32)
    assert len(opened(large, SELECTED).nearest(query, np.ones(ROWS, dtype=bool), 5)) == 0


def test_rows_of_equal_vectors_do_not_make_the_tuning_fail(tmp_path: Path) -> None:
    same = np.repeat(VECTORS[:30], 20, axis=0)
    tuned = write_vectors(same, tmp_path, limits=Limits(**SMALL))
    assert tuned is not None
    assert tuned.recall == 1.0


@pytest.mark.parametrize("exact", [False, True])
def test_a_selector_that_is_ignored_breaks_no_scope(
    large: Path, monkeypatch: pytest.MonkeyPatch, exact: bool
) -> None:
    honest = faiss.IDSelectorBitmap
    monkeypatch.setattr(faiss, "IDSelectorBitmap", lambda bits: honest(bits | 255))
    query, allowed = question(5, 0.5)
    rows = opened(large, Limits(**SMALL)).nearest(query, allowed, 10, exact=exact)
    assert len(rows) == 10
    assert allowed[rows].all()


def test_the_tuning_reaches_its_recall_and_is_kept(large: Path) -> None:
    tuned = opened(large, Limits(**SMALL)).tuned
    assert tuned is not None
    assert (tuned.lists, tuned.queries) == (lists_for(ROWS), 40)
    assert tuned.recall >= LIMITS.least_recall
    assert 1 <= tuned.probes <= tuned.lists
    found = []
    index = opened(large, Limits(**SMALL))
    for row in range(0, ROWS, 20):
        allowed = OWNERS.others(row)
        rows = index.nearest(STORED[row], allowed, 10)
        found.append(len(set(rows.tolist()) & set(formula(STORED[row], allowed, 10))) / 10)
    assert np.mean(found) >= 0.95


def test_the_default_scope_of_the_tuning_leaves_out_own_place_and_own_group() -> None:
    owners = Owners(np.array([0, 0, 1, -1, -1]), np.array([0, 1, 2, 3, 4]))
    assert list(owners.others(0)) == [False, False, True, True, True]
    assert list(owners.others(3)) == [True, True, True, False, True]


def test_mapped_vectors_give_the_same_index_as_those_in_memory(large: Path, tmp_path: Path) -> None:
    np.save(tmp_path / "rows.npy", VECTORS)
    mapped = np.load(tmp_path / "rows.npy", mmap_mode="r")
    other = tmp_path / "other"
    other.mkdir()
    write_vectors(mapped, other, owners=OWNERS, limits=Limits(**SMALL))
    for path in sorted(large.iterdir()):
        assert (other / path.name).read_bytes() == path.read_bytes()


def test_the_stored_rows_come_back_as_they_were_from_every_shard(large: Path) -> None:
    stored = Shards(large, rows=ROWS, dimension=DIMENSION)
    rows = np.array([1_199, 0, 239, 240, 700, 0])  # five files of 240 rows
    assert np.array_equal(stored.vectors(rows), STORED[rows])


@pytest.mark.parametrize(
    ("rows", "each", "files"),
    [
        (0, 8, 1),
        (90_000, 90_000, 1),
        (90_001, 45_008, 2),
        (200_000, 100_000, 2),
        (300_000, 75_000, 4),
        (1_000_000, 125_000, 8),
    ],
)
def test_files_are_of_equal_size_and_as_many_for_each_core(
    rows: int, each: int, files: int
) -> None:
    assert LIMITS.rows_of_shard(rows) == each
    assert max(1, -(-rows // each)) == files


def test_files_that_were_cut_otherwise_answer_the_same(large: Path, tmp_path: Path) -> None:
    write_shards(VECTORS, tmp_path, shard=256, half=True)
    other, own = (Shards(one, rows=ROWS, dimension=DIMENSION) for one in (tmp_path, large))
    rows = np.array([1_199, 0, 255, 256, 700])
    assert np.array_equal(other.vectors(rows), own.vectors(rows))
    allowed = np.arange(ROWS) % 3 > 0
    for row in rows.tolist():
        assert list(other.exact(STORED[row], allowed, 10)) == list(
            own.exact(STORED[row], allowed, 10)
        )


def test_fewer_rows_than_there_should_be_are_refused(tmp_path: Path) -> None:
    write_shards(VECTORS[:30], tmp_path, shard=16, half=False)
    with pytest.raises(ValueError, match="30 rows, not 40"):
        Shards(tmp_path, rows=40, dimension=DIMENSION)


def test_files_that_were_not_cut_between_two_bytes_of_a_mask_are_refused(tmp_path: Path) -> None:
    write_shards(VECTORS[:30], tmp_path, shard=12, half=False)
    with pytest.raises(ValueError, match="30 rows"):
        Shards(tmp_path, rows=30, dimension=DIMENSION)


@pytest.mark.parametrize(("rows", "lists"), [(0, 4), (1_000_000, 4_096), (30_000_000, 16_384)])
def test_the_lists_are_about_four_times_the_root_of_the_rows(rows: int, lists: int) -> None:
    assert lists_for(rows) == lists


def test_a_missing_or_wrong_file_of_lists_is_refused(large: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    folder.mkdir()
    for path in large.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / LISTS_FILE).write_bytes(b"no lists")
    with pytest.raises(IndexDamaged, match=f"{LISTS_FILE} cannot be read; build it with"):
        opened(folder, Limits(**SMALL), large)
    (folder / "paragraphs.2.faiss").unlink()
    with pytest.raises(IndexDamaged, match="other rows than the manifest says; build it with"):
        opened(folder, Limits(**SMALL), large)

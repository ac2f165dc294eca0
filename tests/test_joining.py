"""The join tells of every paragraph what a search tells of it, and finds what was planted."""

from __future__ import annotations

import csv
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from explorer import sample_corpus
from explorer.analysis.originality import originality
from explorer.analysis.sources import Kind, Order, order_of
from explorer.analysis.table import PairTable, verdict_of
from explorer.formulas import PROVING, formula_mask, formula_share, formula_spans
from explorer.index.pairs import NEAREST_FILE, PAIRS_FILE, Joined, Pairs
from explorer.joining import blocks, join_paragraphs
from explorer.joining.columns import write_columns
from explorer.joining.crowds import Crowds
from explorer.joining.kept_blocks import WRITTEN
from explorer.joining.neighbours import Neighbours
from explorer.joining.paragraph import Join
from explorer.joining.sharing import shared_wording
from explorer.kept import Kept
from explorer.ranking import standing
from explorer.records import Paragraph
from explorer.scope import NO_PLACE, Scope
from explorer.search import Explorer, open_index
from explorer.vectorising import write_paragraph_vectors
from explorer.verdict import REUSE, Verdict

ALL = Scope(other_city=False, other_year=False)
LINES = (sample_corpus().parent / "planted.csv").read_text(encoding="utf-8").splitlines()
ROWS = list(csv.DictReader(LINES))
UNTOLD = "no paper asked for twice"
"""A paraphrase that stands out of the crowd too little: the rule finds about half of them."""
PLANTED = [row for row in ROWS if row["kind"] in REUSE and row["note"] != UNTOLD]


@pytest.fixture(scope="module")
def explorer(sample_index: Path) -> Explorer:
    return open_index(sample_index)


@pytest.fixture(scope="module")
def table(explorer: Explorer) -> PairTable:
    return PairTable(explorer)


def found(explorer: Explorer, document: str, starts: str) -> Paragraph:
    """The paragraph of a document that begins so."""
    documents = {speech.id: speech.document for speech in explorer.speeches()}
    (one,) = (
        paragraph
        for paragraph in explorer.paragraphs()
        if documents[paragraph.speech_id] == document and paragraph.text.startswith(starts)
    )
    return one


def counted(explorer: Explorer, table: PairTable, paragraph: Paragraph) -> int:
    """The row of a paragraph in the copy of its speech that counts."""
    groups = explorer.facets.group
    rows = np.flatnonzero(table.counts & (groups == groups[paragraph.row])).tolist()
    (one,) = (row for row in rows if explorer.paragraph_at(row).number == paragraph.number)
    return one


def is_same_occasion(explorer: Explorer, one: int, other: int) -> bool:
    """Whether two paragraphs are of one known city and surely of one year."""
    facets = explorer.facets
    same_city = facets.place[one] == facets.place[other] != NO_PLACE
    return bool(same_city) and order_of(one, other, facets) is Order.SAME_YEAR


def test_several_processes_find_what_one_finds(
    explorer: Explorer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows, first = explorer._arrays.passages.windows, explorer._arrays.passages.first
    vectors = write_paragraph_vectors(tmp_path, windows, first)
    generation = tmp_path / explorer.generation.name
    shutil.copytree(explorer.generation, generation)
    for name in (PAIRS_FILE, NEAREST_FILE):
        (generation / name).unlink()
    monkeypatch.setattr(blocks, "ALONE", 0)
    told: list[int] = []
    join_paragraphs(generation, explorer.manifest, vectors, lambda *now: told.append(now[1]))
    found, known = Pairs(generation, len(first) - 1), explorer.pairs
    assert known is not None
    assert found.first.tolist() == known.first.tolist()
    for name in ("row", "rare", "verdict"):
        assert found.all[name].tolist() == known.all[name].tolist()
    np.testing.assert_allclose(found.nearest, known.nearest, atol=1e-4)
    assert told == sorted(told)
    assert told[-1] == len(first) - 1


KILLED = """
import os, sys
from pathlib import Path
from explorer.index.store import open_generation
from explorer.joining import blocks, join_paragraphs
from explorer.joining.sharing import shared_wording
from explorer.kept import Kept

index, generation, vectors, kept = map(Path, sys.argv[1:])
blocks.BLOCK = 20

def stop(stage, done, total):
    if done * 2 >= total:
        os._exit(9)

join_paragraphs(generation, open_generation(index)[1], vectors, stop, Kept(kept))
"""


@pytest.fixture
def unjoined(explorer: Explorer, tmp_path: Path) -> tuple[Path, Path]:
    """A generation without its pairs, and the file of its paragraphs' vectors."""
    generation = tmp_path / explorer.generation.name
    shutil.copytree(explorer.generation, generation)
    for name in WRITTEN:
        (generation / name).unlink()
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    passages = explorer._arrays.passages
    return generation, write_paragraph_vectors(scratch, passages.windows, passages.first)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The first row of each block that is joined in this process, in blocks of 20."""
    rows: list[int] = []
    block = Join.block

    def noted(join: Join, first: int, last: int) -> Joined:
        rows.append(first)
        return block(join, first, last)

    monkeypatch.setattr(blocks, "BLOCK", 20)
    monkeypatch.setattr(Join, "block", noted)
    return rows


def silent(stage: str, done: int, total: int) -> None:
    """No progress is told."""


def test_a_join_that_was_killed_goes_on_where_it_was(
    explorer: Explorer, unjoined: tuple[Path, Path], asked: list[int], tmp_path: Path
) -> None:
    generation, vectors = unjoined
    kept = tmp_path / "cache" / "join.sqlite"
    paths = (explorer.generation.parent, generation, vectors, kept)
    killed = [sys.executable, "-c", KILLED, *map(str, paths)]
    assert subprocess.run(killed, check=False).returncode == 9
    count = explorer.manifest.counts["paragraphs"]
    half = -(-count // 2 // 20) * 20
    told: list[int] = []
    with Kept(kept) as store:
        reused = join_paragraphs(
            generation, explorer.manifest, vectors, lambda *now: told.append(now[1]), store
        )
        assert reused == half
        assert asked == list(range(half, count, 20))
        assert told == [0, *range(20, count, 20), count]
        assert same(Pairs(generation, count), explorer.pairs)
        again = join_paragraphs(generation, explorer.manifest, vectors, silent, store)
        assert again == count
        assert asked == list(range(half, count, 20))
        assert same(Pairs(generation, count), explorer.pairs)


def same(one: Pairs, other: Pairs | None) -> bool:
    """Whether two joins are the same to the last bit."""
    assert other is not None
    columns = ("all", "first", "further", "nearest", "formula")
    return all(getattr(one, name).tobytes() == getattr(other, name).tobytes() for name in columns)


def test_a_kept_block_counts_for_the_same_generation_only(
    explorer: Explorer, unjoined: tuple[Path, Path], asked: list[int], tmp_path: Path
) -> None:
    generation, vectors = unjoined
    count = explorer.manifest.counts["paragraphs"]
    every = list(range(0, count, 20))
    with Kept(tmp_path / "join.sqlite") as store:
        join_paragraphs(generation, explorer.manifest, vectors, silent, store)
        assert asked == every
        other = replace(explorer.manifest, verdict=explorer.manifest.verdict | {"apart": 1.0})
        assert join_paragraphs(generation, other, vectors, silent, store) == 0
        assert asked == every * 2
        with (generation / "facet_length.npy").open("ab") as file:
            file.write(b"\0")
        assert join_paragraphs(generation, explorer.manifest, vectors, silent, store) == 0
        assert asked == every * 3


def test_a_kept_block_that_was_damaged_is_joined_again(
    explorer: Explorer, unjoined: tuple[Path, Path], asked: list[int], tmp_path: Path
) -> None:
    generation, vectors = unjoined
    count = explorer.manifest.counts["paragraphs"]
    path = tmp_path / "join.sqlite"
    with Kept(path) as store:
        join_paragraphs(generation, explorer.manifest, vectors, silent, store)
        with sqlite3.connect(path) as damaging:
            damaging.execute("UPDATE kept SET value = x'00' WHERE rowid % 3 = 1")
        before = len(asked)
        join_paragraphs(generation, explorer.manifest, vectors, silent, store)
    assert 0 < len(asked) - before < before
    assert same(Pairs(generation, count), explorer.pairs)


def test_a_build_without_a_cache_joins_without_keeping(
    explorer: Explorer, unjoined: tuple[Path, Path], asked: list[int]
) -> None:
    generation, vectors = unjoined
    for _ in range(2):
        assert join_paragraphs(generation, explorer.manifest, vectors, silent) == 0
    assert asked == list(range(0, explorer.manifest.counts["paragraphs"], 20)) * 2


def test_runs_as_arrays_are_the_runs(explorer: Explorer) -> None:
    group = explorer.facets.group
    some = 0
    for paragraph in explorer.paragraphs():
        own = int(group[paragraph.row])
        runs = explorer.grams.runs(paragraph.text, own_group=own)
        arrays = explorer.grams.stretches(paragraph.text, own_group=own)
        some += len(runs)
        assert arrays.start.tolist() == [run.start for run in runs]
        assert arrays.end.tolist() == [run.end for run in runs]
        for name, column in arrays.total.items():
            assert column.tolist() == [getattr(run.total, name) for run in runs]
        for number, run in enumerate(runs):
            assert set(arrays.row[arrays.run == number].tolist()) == set(run.rows)
    assert some > 50


def test_crowds_found_at_once_are_those_that_a_search_finds(
    explorer: Explorer, unjoined: tuple[Path, Path]
) -> None:
    _, vectors = unjoined
    facets, passages = explorer.facets, explorer._arrays.passages
    write_columns(vectors, passages.language)
    crowds = Crowds(Neighbours(vectors, facets, passages.language), passages)
    languages = range(len(explorer.manifest.languages))
    wanted = [(row, language) for row in range(0, len(facets.place), 11) for language in languages]
    crowds.find(wanted)
    found = [crowds.of(row, language) for row, language in wanted]
    searched = [explorer._neighbourhoods._find_crowd_of_row(*one) for one in wanted]
    assert [one is None for one in found] == [one is None for one in searched]
    assert sum(one is not None for one in found) > 20
    for one, other in zip(found, searched, strict=True):
        assert one == pytest.approx(other, abs=1e-5)
    with pytest.raises(KeyError):
        crowds.of(1, 0)


def test_what_is_shared_is_counted_without_formulas_and_once(explorer: Explorer) -> None:
    group, corpus = explorer.facets.group, explorer.grams.corpus
    some = 0
    for paragraph in explorer.paragraphs():
        text, own = paragraph.text, int(group[paragraph.row])
        runs = explorer.grams.runs(text, own_group=own)
        formulas = formula_spans(runs, corpus)
        mask = formula_mask(formulas, text)
        letters: dict[int, set[int]] = {}
        for run in runs:
            every = [at for at in range(run.start, run.end) if text[at].isalnum()]
            rare = every if len(every) >= PROVING else [at for at in every if not mask[at]]
            if (run.start, run.end) not in formulas:
                for row in run.rows:
                    letters.setdefault(row, set()).update(rare)
        found = shared_wording(text, explorer.grams.stretches(text, own_group=own), corpus)
        assert found.formulas == formulas
        assert found.formula == formula_share(text, mask)
        assert found.rows.tolist() == sorted(letters)
        shares = [len(letters[row]) / len(text) for row in found.rows.tolist()]
        assert found.share.tolist() == pytest.approx(shares)
        some += len(letters)
    assert some > 50


@pytest.mark.parametrize("row", PLANTED, ids=lambda row: row["note"])
def test_what_was_planted_is_a_pair_with_its_verdict(
    explorer: Explorer, table: PairTable, row: dict[str, str]
) -> None:
    ends = (row["document_a"], row["starts_a"]), (row["document_b"], row["starts_b"])
    a, b = sorted(counted(explorer, table, found(explorer, *end)) for end in ends)
    once = table.undirected
    own = np.flatnonzero((once.a == a) & (once.b == b))
    assert [verdict_of(int(once.verdict[one])) for one in own] == [Verdict(row["kind"])]


def test_every_pair_is_told_once_and_never_of_one_speech(
    explorer: Explorer, table: PairTable
) -> None:
    once = table.undirected
    assert (once.a < once.b).all()
    assert len(set(zip(once.a.tolist(), once.b.tolist(), strict=True))) == len(once)
    group = explorer.facets.group
    assert (group[once.a] != group[once.b]).all()
    assert {verdict_of(number) for number in once.verdict.tolist()} <= REUSE
    for a, b in zip(once.a.tolist(), once.b.tolist(), strict=True):
        assert not is_same_occasion(explorer, a, b)


def test_the_join_tells_what_a_search_tells(explorer: Explorer) -> None:
    assert explorer.pairs is not None
    group = explorer.facets.group
    for asked in explorer.paragraphs():
        searched = {
            one.paragraph.row: (one.verdict, round(one.wording, 4), one.percentile)
            for one in explorer.counterparts(asked.id, k=200, scope=ALL)
            if one.verdict in REUSE and not is_same_occasion(explorer, asked.row, one.paragraph.row)
        }
        joined = {
            int(pair["row"]): (
                verdict_of(int(pair["verdict"])),
                round(float(pair["wording"]), 4),
                None if np.isnan(pair["percentile"]) else round(float(pair["percentile"]), 1),
            )
            for pair in explorer.pairs.of(asked.row)
        }
        assert searched.items() <= joined.items(), asked.text
        # A search gives one paragraph of each speech, the join all of them.
        rest = joined.keys() - searched.keys()
        assert {group[row] for row in rest} <= {group[row] for row in searched}, asked.text


def test_the_share_of_formula_and_the_nearest_are_told_of_every_paragraph(
    explorer: Explorer,
) -> None:
    assert explorer.pairs is not None
    for asked in list(explorer.paragraphs())[::9]:
        answer = explorer.counterparts(asked.id, k=200, scope=Scope(other_year=False))
        assert explorer.pairs.formula[asked.row] == pytest.approx(answer.formula, abs=1e-6)
        spoken = explorer.speech(asked.speech_id).language
        others = [one.speech.language for one in answer]
        scores = np.array([one.score for one in answer], dtype=np.float32)
        standings = standing(scores, spoken, others, explorer.manifest.percentiles)
        assert explorer.pairs.nearest[asked.row] == pytest.approx(standings.max(), abs=1e-3)


def test_the_planted_formula_makes_no_pair(explorer: Explorer, table: PairTable) -> None:
    planted = {
        found(explorer, row["document_a"], row["starts_a"]).row
        for row in ROWS
        if row["kind"] == "formula"
    }
    assert len(planted) > 10
    once = table.undirected
    both = np.isin(once.a, list(planted)) & np.isin(once.b, list(planted))
    told = {verdict_of(number) for number in once.verdict[both].tolist()}
    assert told <= {Verdict.PARAPHRASE}, "the formula alone is no shared wording"


def test_a_speech_that_borrowed_is_told_from_the_one_that_was_first(explorer: Explorer) -> None:
    row = next(row for row in PLANTED if row["kind"] == "verbatim")
    first = found(explorer, row["document_a"], row["starts_a"])
    later = found(explorer, row["document_b"], row["starts_b"])
    kinds = {
        one.paragraph.id: one
        for end in (first, later)
        for one in originality(explorer, end.speech_id).paragraphs
    }
    assert kinds[first.id].kind is Kind.OWN
    assert kinds[first.id].taken_up >= 1
    assert kinds[later.id].kind is Kind.BORROWED
    source = kinds[later.id].source
    assert source is not None
    assert (source.row, source.order) == (first.row, Order.EARLIER)

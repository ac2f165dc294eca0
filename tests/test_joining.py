"""The join tells of every paragraph what a search tells of it, and finds what was planted."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import numpy as np
import pytest

from explorer import sample_corpus
from explorer.analysis.originality import originality
from explorer.analysis.sources import Kind, Order, order_of
from explorer.analysis.table import PairTable, verdict_of
from explorer.index.pairs import NEAREST_FILE, PAIRS_FILE, Pairs
from explorer.joining import blocks, join_paragraphs
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

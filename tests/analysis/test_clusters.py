"""Variants, most reused and most original paragraphs, in cases worked out by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from made_pairs import Given, Pair, made, table

from explorer.analysis.clusters import Cluster, Reused, clusters, most_original, most_reused
from explorer.analysis.table import PairTable
from explorer.verdict import Verdict

GIVEN = [
    Given("A", (2010, 2010)),
    Given("B", (2008, 2008)),
    Given("C", (2009, 2011)),
    Given("D", (2012, 2012)),
    Given(None, (None, None)),
]


def test_a_chain_of_shared_wording_is_one_cluster_the_earliest_first(tmp_path: Path) -> None:
    pairs = [Pair(0, 1, Verdict.VERBATIM), Pair(0, 2), Pair(2, 4), Pair(2, 3, Verdict.PARAPHRASE)]
    assert clusters(table(tmp_path, GIVEN, pairs)) == [Cluster((1, 2, 0, 4), 3, 2, 2)]


def test_the_cluster_in_most_places_comes_first(tmp_path: Path) -> None:
    given = [*GIVEN, Given("A", (2015, 2015)), Given("B", (2016, 2016))]
    pairs = [Pair(5, 4), Pair(0, 1), Pair(1, 2)]
    found = clusters(table(tmp_path, given, pairs))
    assert [(one.rows, one.places) for one in found] == [((1, 2, 0), 3), ((5, 4), 1)]


def test_no_pairs_make_no_clusters(tmp_path: Path) -> None:
    assert clusters(table(tmp_path, GIVEN)) == []
    assert clusters(table(tmp_path, GIVEN, [Pair(0, 1, Verdict.TRANSLATION)])) == []


def test_most_reused_counts_known_places_and_lists_a_cluster_once(tmp_path: Path) -> None:
    given = [*GIVEN, Given("B", (2016, 2016))]
    pairs = [
        Pair(0, 1),
        Pair(0, 2),
        Pair(0, 4),
        Pair(0, 5, Verdict.PARAPHRASE),
        Pair(3, 5, Verdict.PARAPHRASE),
    ]
    found = most_reused(table(tmp_path, given, pairs), 10)
    assert found == [Reused(0, 2, 3), Reused(5, 2, 2), Reused(3, 1, 1)]
    assert most_reused(table(tmp_path, given, pairs), 1) == [Reused(0, 2, 3)]


def test_most_original_is_the_farthest_that_no_one_has(tmp_path: Path) -> None:
    given = [Given("ABCD"[number % 4], (2010 + number, 2010 + number)) for number in range(7)]
    made_index = made(tmp_path, given)
    made_index.nearest = np.array([90, 80, 80, 70, np.nan, 60, 99], dtype=np.float32)
    made_index.formula = np.array([0, 0.5, 0, 0, 0, 0, 0], dtype=np.float32)
    made_index.rewrite(tmp_path, [Pair(3, 6, one_sided=True)])
    made_index.facets.length[5] = 99  # too short
    assert most_original(PairTable(made_index), 10) == [2, 1, 0]
    assert most_original(PairTable(made_index), 1) == [2]
    made_index.rewrite(tmp_path, [Pair(2, 1, one_sided=True)])
    assert most_original(PairTable(made_index), 10) == [3, 0, 6], "found from either side"

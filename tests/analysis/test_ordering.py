"""Orders of a matrix, the pairs behind one cell, and how long a passage lasted."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from made_pairs import Given, Pair, made, table

from explorer.analysis.matrix import Matrix, by_place, by_year
from explorer.analysis.ordering import by_cluster, by_geography, by_name, largest
from explorer.analysis.table import VERDICTS
from explorer.analysis.timeline import Occurrence, Timeline, searched_timeline
from explorer.answers import Answer, Counterpart
from explorer.records import Place
from explorer.verdict import Verdict


def matrix(found: Any, paragraphs: Any) -> Matrix:
    count = len(paragraphs)
    nothing: Any = None
    return Matrix(
        [str(n) for n in range(count)],
        np.array(paragraphs),
        np.array(found),
        np.zeros((count, count), dtype=np.int64),
        0,
        nothing,
        nothing,
    )


def test_the_largest_are_those_with_most_paragraphs_and_never_empty_ones() -> None:
    of = matrix(np.zeros((4, 4), dtype=int), [3, 0, 9, 3])
    assert largest(of, 3) == [2, 0, 3]
    assert largest(of, 10) == [2, 0, 3]
    assert largest(of, 1) == [2]


def test_labels_that_share_much_stand_side_by_side() -> None:
    found = np.zeros((6, 6), dtype=int)
    for a, b in ((0, 3), (3, 5), (1, 4)):
        found[a, b] = found[b, a] = 8
    found[0, 2] = found[2, 0] = 1
    order = by_cluster(matrix(found, [10] * 6), range(6))
    assert sorted(order) == list(range(6))
    assert abs(order.index(0) - order.index(3)) == 1
    assert abs(order.index(3) - order.index(5)) == 1
    assert abs(order.index(1) - order.index(4)) == 1


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5])
def test_where_nothing_is_shared_all_labels_keep_a_place(count: int) -> None:
    of = matrix(np.zeros((count, count), dtype=int), [1] * count)
    assert sorted(by_cluster(of, range(count))) == list(range(count))


def test_from_north_west_to_south_east_and_by_province_where_there_is_no_point() -> None:
    places = {
        0: Place("A", "south-east", "P"),
        1: Place("B", "north-west", "Q"),
        2: Place("C", "with P", "P"),
        3: Place("D", "nowhere", "R"),
        4: Place("E", "without province"),
    }
    points = {"A": [120.0, 25.0], "B": [87.0, 44.0]}
    assert by_geography(range(5), places, points) == [1, 0, 2, 4, 3]


def test_chinese_names_go_by_sound() -> None:
    places = {n: Place(str(n), name) for n, name in enumerate(["上海", "北京", "Ab", "广州"])}
    assert by_name(range(4), places) == [2, 1, 3, 0]


def test_behind_a_cell_lie_its_pairs_the_strongest_first(tmp_path: Path) -> None:
    given = [Given("A", (2010, 2010), 2), Given("B", (2012, 2012), 2), Given("C", (2012, 2012))]
    pairs = [
        Pair(0, 2, Verdict.PARAPHRASE, rare=90),
        Pair(1, 2, Verdict.EDITED, rare=5),
        Pair(1, 3, Verdict.EDITED, rare=8),
        Pair(0, 4, Verdict.VERBATIM),
    ]
    of = by_place(table(tmp_path, given, pairs))
    found = of.between(0, 1)
    assert list(zip(found.a.tolist(), found.b.tolist(), strict=True)) == [(1, 3), (1, 2), (0, 2)]
    assert [VERDICTS[int(one)] for one in found.verdict][-1] is Verdict.PARAPHRASE
    back = of.between(1, 0)
    assert list(zip(back.a.tolist(), back.b.tolist(), strict=True)) == [(3, 1), (2, 1), (2, 0)]
    assert len(of.between(1, 2)) == 0
    assert len({int(row) for row in found.a}) == of.found[0, 1]


def test_a_pair_within_one_label_stands_there_once(tmp_path: Path) -> None:
    given = [Given("A", (2010, 2010)), Given("A", (2012, 2012)), Given("B", (2012, 2012))]
    pairs = [Pair(0, 1), Pair(1, 2)]
    cities = by_place(table(tmp_path / "cities", given, pairs)).between(0, 0)
    assert (cities.a.tolist(), cities.b.tolist()) == ([0], [1])
    years = by_year(table(tmp_path / "years", given, pairs)).between(1, 1)
    assert (years.a.tolist(), years.b.tolist()) == ([1], [2])


def occurrence(earliest: int | None, latest: int | None) -> Occurrence:
    anything: Any = SimpleNamespace()
    return Occurrence(anything, anything, None, 1.0, None, earliest, latest)


@pytest.mark.parametrize(
    ("bounds", "lasted"),
    [
        ([(2010, 2010), (2015, 2015)], (5, 5)),
        ([(2010, 2012), (2011, 2015)], (0, 5)),
        ([(2010, 2010), (2014, 2016), (2012, 2012)], (4, 6)),
        ([(2008, 2012), (2010, 2010), (2011, 2011)], (1, 3)),
        ([(2010, 2010), (None, 2016)], None),
        ([], None),
    ],
)
def test_how_long_a_passage_lasted(bounds: list[Any], lasted: tuple[int, int] | None) -> None:
    assert Timeline([occurrence(*one) for one in bounds], 0).lasted == lasted


def test_without_pairs_a_search_finds_the_occurrences(tmp_path: Path) -> None:
    given = [
        Given("A", (2010, 2010)),
        Given("A", (2010, 2010)),  # the same occasion, which pairs never tell
        Given("B", (2008, 2009)),
        Given("C", (2012, 2012)),
    ]
    index = made(tmp_path, given)
    index.pairs = None

    def counterparts(query: str, **asked: Any) -> Answer:
        verdicts = (Verdict.EDITED, Verdict.PARAPHRASE, Verdict.SAME_TOPIC)
        found = [
            Counterpart(rank, index.paragraph_at(rank), index.speech(f"s{rank}"), 0.5, 99.0, 0.3,
                        sure_year=True, sure_place=True, verdict=verdict)
            for rank, verdict in enumerate(verdicts, 1)
        ]  # fmt: skip
        return Answer(found, 3, {})

    index.counterparts = counterparts
    told = searched_timeline(index, "p0")
    assert [(one.paragraph.row, one.verdict) for one in told.occurrences] == [
        (2, Verdict.PARAPHRASE),
        (0, None),
    ]
    assert told.further == 0

"""Who has counterparts in whom: cases worked out by hand, and chance ones counted one by one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from made_pairs import KNOWN, VERDICTS, Given, Pair, table

from explorer.analysis.dyads import dyads
from explorer.analysis.matrix import by_place, by_year
from explorer.analysis.occasions import occasions
from explorer.analysis.table import PairTable
from explorer.verdict import REUSE, Verdict

SEEDS = range(6)


def by_chance(seed: int) -> tuple[list[Given], list[Pair]]:
    """Speeches of some places and years, with copies, and pairs between their paragraphs."""
    chance = np.random.default_rng(seed)
    given: list[Given] = []
    for number in range(14):
        place = chance.choice([*KNOWN, ""]) or None
        first = int(chance.integers(2005, 2010))
        last = first + int(chance.choice([0, 0, 0, 2]))
        years = (None, None) if chance.random() < 0.1 else (first, last)
        size = int(chance.integers(1, 4))
        given.append(Given(place, years, size, group=number))
        if chance.random() < 0.3:
            given.append(Given(place, years, int(chance.integers(1, 4)), group=number))
    groups = [one.group for one in given for _ in range(one.paragraphs)]
    found: list[Pair] = []
    for a in range(len(groups)):
        for b in range(a + 1, len(groups)):
            if groups[a] != groups[b] and chance.random() < 0.12:
                verdict = chance.choice(np.array(sorted(REUSE)))
                rare = int(chance.integers(0, 50))
                ends = (a, b) if chance.random() < 0.5 else (b, a)
                one_sided = bool(chance.random() < 0.3)
                found.append(Pair(*ends, Verdict(verdict), rare, 99.0, one_sided=one_sided))
    return given, found


def owners(given: list[Given]) -> list[Given]:
    """The speech of each paragraph."""
    return [one for one in given for _ in range(one.paragraphs)]


def counting(given: list[Given]) -> set[int]:
    """The rows that count: of each group those of its longest copy, the first of equal ones."""
    rows, start = set(), 0
    best = {
        one.group: max((other for other in given if other.group == one.group), key=_size)
        for one in given
    }
    for one in given:
        if best[one.group] is one:
            rows |= set(range(start, start + one.paragraphs))
        start += one.paragraphs
    return rows


def _size(one: Given) -> int:
    return one.paragraphs


@pytest.mark.parametrize("seed", SEEDS)
def test_cities_by_cities_are_what_counting_one_by_one_gives(tmp_path: Path, seed: int) -> None:
    given, pairs = by_chance(seed)
    matrix = by_place(table(tmp_path, given, pairs))
    of, rows = owners(given), counting(given)
    partners = {row: [] for row in rows}
    for pair in pairs:
        if pair.a in rows and pair.b in rows:
            partners[pair.a].append((of[pair.b].place, pair.rare))
            partners[pair.b].append((of[pair.a].place, pair.rare))
    for i, one in enumerate(KNOWN):
        own = [row for row in rows if of[row].place == one]
        assert matrix.paragraphs[i] == len(own)
        for j, other in enumerate(KNOWN):
            there = [[rare for place, rare in partners[row] if place == other] for row in own]
            assert matrix.found[i, j] == sum(map(bool, there))
            assert matrix.rare[i, j] == sum(max(found) for found in there if found)
    assert matrix.left_out == sum(of[row].place is None for row in rows)
    assert (matrix.share <= 1).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_years_by_years_are_what_counting_one_by_one_gives(tmp_path: Path, seed: int) -> None:
    given, pairs = by_chance(seed)
    matrix = by_year(table(tmp_path, given, pairs))
    of, rows = owners(given), counting(given)
    kept = {row for row in rows if of[row].place and _certain(of[row])}
    years = sorted({of[row].years[0] for row in kept})
    assert list(matrix.labels) == [str(year) for year in years]
    assert matrix.left_out == len(rows - kept)
    cells = set()
    for pair in pairs:
        if {pair.a, pair.b} <= kept and of[pair.a].place != of[pair.b].place:
            cells |= {(pair.a, of[pair.b].years[0]), (pair.b, of[pair.a].years[0])}
    for i, one in enumerate(years):
        assert matrix.paragraphs[i] == sum(of[row].years[0] == one for row in kept)
        for j, other in enumerate(years):
            found = sum(of[row].years[0] == one and year == other for row, year in cells)
            assert matrix.found[i, j] == found


def _certain(one: Given) -> bool:
    return one.years[0] is not None and one.years[0] == one.years[1]


@pytest.mark.parametrize("seed", SEEDS)
def test_dyads_are_all_occasions_of_two_places_and_hold_each_pair_once(
    tmp_path: Path, seed: int
) -> None:
    given, pairs = by_chance(seed)
    pair_table = table(tmp_path, given, pairs)
    of, rows = owners(given), counting(given)
    found = list(dyads(pair_table))
    units = {(of[row].place, of[row].years) for row in rows if of[row].place}
    assert len(found) == sum(one[0] < other[0] for one in units for other in units)
    expected: dict[frozenset, list[Pair]] = {}
    for pair in pairs:
        ends = frozenset((of[row].place, of[row].years) for row in (pair.a, pair.b))
        places = {place for place, _ in ends}
        if {pair.a, pair.b} <= rows and len(places) == 2 and None not in places:
            expected.setdefault(ends, []).append(pair)
    for dyad in found:
        ends = frozenset(
            (unit.place.code, (unit.earliest, unit.latest)) for unit in (dyad.i, dyad.j)
        )
        own = expected.pop(ends, [])
        assert dyad.pairs == len(own)
        assert dyad.rare == sum(pair.rare for pair in own)
        assert dyad.percentile == (99.0 if own else None)
        for verdict in VERDICTS:
            assert dyad.verdicts[verdict] == sum(pair.verdict is verdict for pair in own)
        if _known(dyad.i.earliest) and _known(dyad.j.earliest):
            assert dyad.i.earliest <= dyad.j.earliest
    assert not expected, "every pair stands in a dyad"
    found_only = [dyad for dyad in found if dyad.pairs]
    assert list(dyads(pair_table, zeros=False)) == found_only


def _known(year: int | None) -> bool:
    return year is not None


def test_pairs_within_a_city_stand_on_the_diagonal_alone(tmp_path: Path) -> None:
    given = [Given("A", (2010, 2010)), Given("A", (2012, 2012)), Given("B", (2012, 2012))]
    pair_table = table(tmp_path, given, [Pair(0, 1, rare=7)])
    matrix = by_place(pair_table)
    assert matrix.found.tolist() == [[2, 0, 0, 0], *[[0] * 4] * 3]
    assert matrix.rare[0, 0] == 14
    assert by_year(pair_table).found.sum() == 0
    assert sum(dyad.pairs for dyad in dyads(pair_table)) == 0


def test_a_pair_that_one_side_alone_found_is_of_both(tmp_path: Path) -> None:
    given = [Given("A", (2010, 2010)), Given("B", (2012, 2012))]
    pair_table = table(tmp_path, given, [Pair(1, 0, rare=5, one_sided=True)])
    matrix = by_place(pair_table)
    assert (matrix.found == matrix.found.T).all()
    assert matrix.found[0, 1] == 1
    assert len(pair_table.undirected) == 1


def test_of_two_verdicts_on_one_pair_the_stronger_is_told_with_its_numbers(tmp_path: Path) -> None:
    given = [Given("A", (2010, 2010)), Given("B", (2012, 2012))]
    pairs = [
        Pair(0, 1, Verdict.PARAPHRASE, 3, 99.5, 0.1, one_sided=True),
        Pair(1, 0, Verdict.EDITED, 40, 98.0, 0.5, one_sided=True),
    ]
    once = table(tmp_path, given, pairs).undirected
    assert (once.a.tolist(), once.b.tolist()) == ([0], [1])
    assert VERDICTS[int(once.verdict[0])] is Verdict.EDITED
    assert (once.rare[0], once.percentile[0], once.wording[0]) == (40, 98.0, 0.5)


def test_copies_of_a_speech_count_once(tmp_path: Path) -> None:
    copies = [Given("A", (2010, 2010), 1, group=0), Given("A", (2010, 2010), 2, group=0)]
    given = [*copies, Given("B", (2012, 2012))]
    pair_table = table(tmp_path, given, [Pair(0, 3), Pair(1, 3)])
    assert pair_table.counts.tolist() == [False, True, True, True]
    assert pair_table.counted_speeches == {"s1", "s2"}
    assert by_place(pair_table).paragraphs.tolist() == [2, 1, 0, 0]
    assert [dyad.pairs for dyad in dyads(pair_table)] == [1]


def test_an_empty_city_has_a_share_of_nothing(tmp_path: Path) -> None:
    share = by_place(table(tmp_path, [Given("A", (2010, 2010))])).share
    assert share.tolist() == [[0.0] * 4] * 4


def test_speeches_of_one_place_and_the_same_years_are_one_occasion(tmp_path: Path) -> None:
    given = [
        Given("A", (2010, 2010), 2),
        Given("A", (2010, 2010), 1),
        Given("A", (2010, 2012), 4),
        Given("A", (None, 2010)),
        Given(None, (2010, 2010), 5),
    ]
    pair_table: PairTable = table(tmp_path, given)
    units, of = occasions(pair_table)
    told = {(one.earliest, one.latest): (one.year, one.paragraphs) for one in units}
    assert told == {(2010, 2010): (2010, 3), (2010, 2012): (None, 4), (None, 2010): (None, 1)}
    assert of.tolist()[-5:] == [-1] * 5
    assert len(set(of.tolist()[:3])) == 1

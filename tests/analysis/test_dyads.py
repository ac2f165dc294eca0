"""The dyad table: order, distance, province."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from made_pairs import Given, Pair, table

from explorer.analysis.dyads import Dyad, dyads
from explorer.analysis.occasions import EARTH, kilometres
from explorer.analysis.table import PairTable
from explorer.verdict import Verdict

BEIJING, SHANGHAI = (116.4074, 39.9042), (121.4737, 31.2304)


def only(pair_table: PairTable) -> Dyad:
    (dyad,) = dyads(pair_table)
    return dyad


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # By hand: a quarter of a meridian and a degree of the equator are parts of 2 pi R.
        ((0.0, 0.0), (0.0, 90.0), math.pi * EARTH / 2),
        ((0.0, 0.0), (1.0, 0.0), math.pi * EARTH / 180),
        ((179.5, 0.0), (-179.5, 0.0), math.pi * EARTH / 180),
        ((10.0, 20.0), (-170.0, -20.0), math.pi * EARTH),
        # By hand with the haversine formula: a = 0.0069999, c = 2 asin(sqrt a) = 0.1675263.
        (BEIJING, SHANGHAI, 1067.3),
    ],
)
def test_kilometres(one: tuple[float, float], other: tuple[float, float], expected: float) -> None:
    assert kilometres(one, other) == pytest.approx(expected, abs=0.3)
    assert kilometres(other, one) == pytest.approx(kilometres(one, other))
    assert kilometres(one, one) == 0


def test_the_earlier_one_comes_first_and_ranges_give_no_year(tmp_path: Path) -> None:
    dyad = only(table(tmp_path, [Given("A", (2012, 2012)), Given("B", (2010, 2013))]))
    assert (dyad.i.place.code, dyad.i.year, dyad.i.earliest, dyad.i.latest) == (
        "B",
        None,
        2010,
        2013,
    )
    assert (dyad.j.place.code, dyad.j.year) == ("A", 2012)


def test_a_speech_of_no_known_year_comes_last(tmp_path: Path) -> None:
    dyad = only(table(tmp_path, [Given("A", (None, None)), Given("B", (2010, 2010))]))
    assert dyad.i.place.code == "B"
    assert (dyad.j.year, dyad.j.earliest, dyad.j.latest) == (None, None, None)


def test_distance_and_province(tmp_path: Path) -> None:
    given = [Given("A", (2010, 2010)), Given("B", (2011, 2011)), Given("C", (2012, 2012))]
    pair_table = table(tmp_path, given, [Pair(0, 2, Verdict.TRANSLATION, rare=3)])
    pair_table.explorer.manifest.points.update({"A": list(BEIJING), "C": list(SHANGHAI)})
    told = {
        f"{one.i.place.code}{one.j.place.code}": (one.same_province, one.kilometres)
        for one in dyads(pair_table)
    }
    assert told["AB"] == (True, None)
    assert told["BC"] == (False, None)
    assert told["AC"] == (False, pytest.approx(1067.3, abs=0.3))


def test_the_mean_is_of_the_known_percentiles(tmp_path: Path) -> None:
    given = [Given("A", (2010, 2010), 3), Given("B", (2011, 2011), 3)]
    pairs = [Pair(0, 3, percentile=98.0), Pair(1, 4, percentile=99.0), Pair(2, 5)]
    assert only(table(tmp_path, given, pairs)).percentile == pytest.approx(98.5)
    assert only(table(tmp_path, given, [Pair(0, 3)])).percentile is None


def test_one_city_has_no_dyads(tmp_path: Path) -> None:
    given = [Given("A", (2010, 2010)), Given("A", (2011, 2011)), Given(None, (2011, 2011))]
    assert list(dyads(table(tmp_path, given, [Pair(0, 1), Pair(0, 2)]))) == []

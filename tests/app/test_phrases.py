"""Places, years and numbers in words."""

from __future__ import annotations

import pytest

from explorer.answers import Answer
from explorer.app import phrases
from explorer.records import Dating, Place, PlaceStatus, YearStatus

STATED, PROVED = YearStatus.STATED, YearStatus.PROVED
CONFLICTING = YearStatus.CONFLICTING


@pytest.mark.parametrize(
    ("dating", "year", "status"),
    [
        (Dating(2016, 2016, 2016, STATED), "2016", "stated 2016"),
        (Dating(2024, 2004, 2008, CONFLICTING), "2004–2008", "stated 2024, which the text contra"),
        (Dating(None, 2007, None, PROVED), "2007 or later", "inferred from the text"),
        (Dating(None, None, 2008, PROVED), "2008 or earlier", "inferred from the text"),
        (Dating(), "year not known", ""),
    ],
)
def test_a_year_with_its_status(dating: Dating, year: str, status: str) -> None:
    assert phrases.year_name("en", dating) == year
    assert phrases.year_status("en", dating).startswith(status)


def test_places() -> None:
    jinhua = Place("330700", "金华", "浙江", "prefecture", PlaceStatus.STATED)
    assert phrases.place_line("zh", jinhua) == "金华 · 浙江"
    assert phrases.place_name("zh", Place(status=PlaceStatus.MASKED)) == "地名已隐去"
    assert phrases.place_name("en", Place()) == "place not known"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(99.97, "99.9"), (100.0, "99.9"), (99.0, "99.0"), (98.99, "98"), (0.4, "0"), (-3, "0")],
)
def test_a_percentile_is_never_rounded_up(value: float, shown: str) -> None:
    assert phrases.percent(value) == shown


def test_the_sentence_tells_what_was_left_out() -> None:
    answer = Answer([], 3, {"same city": 37, "same year": 12, "same speech": 1, "other place": 0})
    assert phrases.query_sentence("en", "金华 (2016), paragraph 9", answer) == (
        "No counterpart of 金华 (2016), paragraph 9; left out: 1 of the same speech, "
        "37 of the same city, 12 of the same year."
    )


def test_nothing_found_names_what_the_filters_removed() -> None:
    answer = Answer([], 0, {"same city": 3, "outside years": 40})
    lines = phrases.nothing_found("en", answer)
    assert "43 paragraphs" in lines[0]
    assert "40 outside the chosen years" in lines[0]
    assert "The filters above removed 40 of them" in lines[1]


def test_a_rule_unknown_to_the_app_is_told_too() -> None:
    assert phrases.left_out("en", {"same province": 2}) == ["2 by the rule “same province”"]

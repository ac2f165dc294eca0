"""The verdict of a pair, rule by rule."""

from __future__ import annotations

import numpy as np
import pytest

from explorer.errors import QueryError
from explorer.verdict import (
    RULE,
    Nearness,
    Rule,
    Verdict,
    adjusted,
    crowd,
    length,
    mutual,
    verdict,
)

FAR = Nearness(mutual=2.5, crowd=1.0, length=100)


@pytest.mark.parametrize(
    ("wording", "formula", "stock", "standing", "same_language", "expected"),
    [
        (1.0, 0.0, 0.0, 4.0, True, "verbatim"),
        (0.95, 0.0, 0.0, None, True, "verbatim"),
        (0.95, 0.5, 0.7, 2.0, True, "verbatim"),  # a third of it is enough to prove it
        (0.7, 0.0, 0.0, 0.0, True, "edited"),
        (0.3, 0.0, 0.0, 2.0, True, "edited"),
        (0.3, 0.0, 0.5, 1.0, True, "same topic"),
        (0.3, 0.0, 1.0, 1.5, True, "paraphrase"),
        (0.3, 0.0, 1.0, 1.0, True, "same topic"),
        (0.0, 0.0, 0.0, 1.5, True, "paraphrase"),
        (0.0, 0.0, 0.0, 1.5, False, "same topic"),
        (0.0, 0.0, 0.0, 2.5, False, "translation"),
        (0.95, 0.0, 0.0, 2.5, False, "verbatim"),
        (0.4, 1.0, 1.0, 1.4, True, "formula"),
        (0.4, 1.0, 1.0, 0.0, True, "formula"),
        (1.0, 1.0, 1.0, 4.0, True, "formula"),
        (1.0, 0.0, 1.0, 4.0, True, "formula"),  # too short to prove anything
        (0.2, 1.0, 1.0, 3.0, True, "paraphrase"),
        (0.1, 1.0, 1.0, 0.5, True, None),
        (0.0, 0.0, 0.0, 0.5, True, None),
        (0.0, 0.0, 0.0, None, True, None),
        (0.0, 0.0, 0.0, None, False, None),
    ],
)
def test_verdicts(
    wording: float,
    formula: float,
    stock: float,
    standing: float | None,
    same_language: bool,
    expected: str | None,
) -> None:
    assert verdict(wording, formula, stock, standing, same_language=same_language) == expected


def test_a_threshold_can_be_adjusted() -> None:
    rule = adjusted({"edited": 0.9}, RULE)
    assert rule == Rule(edited=0.9)
    assert verdict(0.95, 0.0, 0.0, 0.0, same_language=True, rule=rule) is Verdict.VERBATIM
    assert verdict(0.7, 0.0, 0.0, 0.0, same_language=True, rule=rule) is None


def test_an_unknown_threshold_is_told() -> None:
    with pytest.raises(QueryError, match="no threshold 'cosine'; it has verbatim, edited"):
        adjusted({"cosine": 0.9}, RULE)


def test_a_threshold_that_is_no_number_is_refused() -> None:
    with pytest.raises(QueryError, match="'edited' is nan; give a number such as 0.5"):
        adjusted({"edited": float("nan")}, RULE)


@pytest.mark.parametrize(
    ("nearness", "same_language", "expected"),
    [
        (None, True, "paraphrase"),
        (FAR, True, "paraphrase"),
        (Nearness(2.5, 1.5, 100), True, "same topic"),
        (Nearness(2.5, 1.5, 100), False, "translation"),
        (Nearness(2.5, 1.9, 100), False, "same topic"),
        (Nearness(2.5, 1.0, 59), True, "same topic"),
        (Nearness(2.5, 1.0, 59), False, "same topic"),
    ],
)
def test_who_says_it_again_stands_out_of_the_crowd(
    nearness: Nearness | None, same_language: bool, expected: str
) -> None:
    given = verdict(0.0, 0.0, 0.0, 2.6, same_language=same_language, nearness=nearness)
    assert given == expected


def test_a_shared_formula_does_not_make_one_stand_out() -> None:
    assert verdict(0.1, 1.0, 1.0, 2.5, same_language=True, nearness=FAR) == "paraphrase"
    assert verdict(0.4, 1.0, 1.0, 2.5, same_language=True, nearness=FAR) == "formula"


def test_wording_needs_no_nearness() -> None:
    close = Nearness(mutual=2.0, crowd=2.0, length=10)
    assert verdict(0.95, 0.0, 0.0, 2.0, same_language=True, nearness=close) == "verbatim"
    assert verdict(0.3, 0.0, 0.0, 2.0, same_language=True, nearness=close) == "edited"


def test_the_mutual_score_is_that_of_the_direction_that_matches_worse() -> None:
    table = np.array([[0.9, 0.1, 0.0], [0.2, 0.7, 0.3]], dtype=np.float32)
    assert mutual(table) == pytest.approx((0.9 + 0.7 + 0.3) / 3)
    assert mutual(table.T) == pytest.approx(mutual(table))


def test_the_crowd_is_the_tenth_to_the_fiftieth() -> None:
    scores = np.arange(100, dtype=np.float32)
    assert crowd(scores) == pytest.approx((90 + 50) / 2)
    assert crowd(scores[::-1]) == crowd(scores) == crowd(scores[50:])
    assert crowd(np.arange(10, dtype=np.float32)) == 0
    assert crowd(np.arange(9, dtype=np.float32)) is None


def test_a_length_counts_as_much_in_every_script() -> None:
    assert length("三个字，。") == 3
    assert length("nine letters.") == pytest.approx(11 / 3)

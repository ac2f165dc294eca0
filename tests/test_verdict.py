"""The verdict of a pair, rule by rule."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from explorer.errors import QueryError
from explorer.verdict import (
    RULE,
    Nearness,
    Proof,
    Rule,
    Verdict,
    adjusted,
    crowd,
    length,
    mutual,
    verdict,
)

FAR = Nearness(mutual=2.5, crowd=1.0, length=100)


COPY = Proof(wording=1.0, own=1.0, letters=100, identity=1.0)
CHANGED = Proof(wording=0.9, own=0.9, letters=90, identity=0.97, facts=2)
PART = Proof(wording=0.3, own=0.3, letters=40, identity=0.3)
LITTLE = Proof(wording=0.3, own=0.3, letters=12, identity=0.3)
SHORT_COPY = Proof(wording=1.0, own=1.0, letters=15, identity=1.0)
STOCK = Proof(wording=0.4, formula=1.0)
GREETING = Proof(wording=0.94, formula=0.5, own=0.22, letters=7, identity=0.94)
NOTHING = Proof()


@pytest.mark.parametrize(
    ("proof", "standing", "same_language", "expected"),
    [
        (COPY, 4.0, True, "verbatim"),
        (COPY, None, True, "verbatim"),
        (COPY, 2.5, False, "verbatim"),
        (SHORT_COPY, 2.0, True, "verbatim"),
        (CHANGED, 4.0, True, "edited"),
        (replace(CHANGED, facts=0), 4.0, True, "verbatim"),
        (replace(COPY, identity=0.94), 4.0, True, "edited"),  # in another order, or cut
        (PART, 0.0, True, "edited"),
        (LITTLE, 1.5, True, "paraphrase"),
        (LITTLE, 1.0, True, "same topic"),
        (NOTHING, 1.5, True, "paraphrase"),
        (NOTHING, 1.5, False, "same topic"),
        (NOTHING, 2.5, False, "translation"),
        (STOCK, 1.4, True, "formula"),
        (STOCK, 0.0, True, "formula"),
        (GREETING, 4.0, True, "formula"),
        (Proof(wording=1.0, formula=1.0), 4.0, True, "formula"),
        (Proof(wording=1.0), 4.0, True, "formula"),  # too short to prove anything
        (Proof(wording=0.2, formula=1.0), 3.0, True, "paraphrase"),
        (Proof(wording=0.1, formula=1.0), 0.5, True, None),
        (NOTHING, 0.5, True, None),
        (NOTHING, None, True, None),
        (NOTHING, None, False, None),
    ],
)
def test_verdicts(
    proof: Proof, standing: float | None, same_language: bool, expected: str | None
) -> None:
    assert verdict(proof, standing, same_language=same_language) == expected


def test_a_threshold_can_be_adjusted() -> None:
    rule = adjusted({"edited": 0.5}, RULE)
    assert rule == Rule(edited=0.5)
    assert verdict(COPY, 0.0, same_language=True, rule=rule) is Verdict.VERBATIM
    assert verdict(PART, 0.0, same_language=True, rule=rule) is None


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
    given = verdict(NOTHING, 2.6, same_language=same_language, nearness=nearness)
    assert given == expected


def test_a_shared_formula_does_not_make_one_stand_out() -> None:
    assert (
        verdict(Proof(wording=0.1, formula=1.0), 2.5, same_language=True, nearness=FAR)
        == "paraphrase"
    )
    assert verdict(STOCK, 2.5, same_language=True, nearness=FAR) == "formula"


def test_wording_needs_no_nearness() -> None:
    close = Nearness(mutual=2.0, crowd=2.0, length=10)
    assert verdict(COPY, 2.0, same_language=True, nearness=close) == "verbatim"
    assert verdict(PART, 2.0, same_language=True, nearness=close) == "edited"


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


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"edited": 5}, "'edited' is 5; give a share from 0 to 1"),
        ({"edited": -1}, "'edited' is -1; give a share from 0 to 1"),
        ({"apart": -0.5}, "'apart' is -0.5; give a number from 0"),
    ],
)
def test_a_threshold_out_of_bounds_is_told(changes: dict[str, float], told: str) -> None:
    with pytest.raises(QueryError, match=told):
        adjusted(changes, RULE)


def test_the_nearest_of_many_is_near_and_yet_of_no_topic() -> None:
    def told(alike: float | None, standing: float = 1.0) -> Verdict | None:
        return verdict(NOTHING, standing, same_language=True, nearness=FAR, alike=alike)

    assert told(0.03) is None
    assert told(0.2) is Verdict.SAME_TOPIC
    assert told(None) is Verdict.SAME_TOPIC
    assert told(0.9, standing=0.5) is None
    assert verdict(COPY, 0.0, same_language=True, alike=0.0) is Verdict.VERBATIM

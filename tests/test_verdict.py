"""The verdict of a pair, rule by rule."""

from __future__ import annotations

import pytest

from explorer.errors import QueryError
from explorer.verdict import RULE, Rule, Verdict, adjusted, verdict


@pytest.mark.parametrize(
    ("wording", "formula", "standing", "same_language", "expected"),
    [
        (1.0, 0.0, 4.0, True, "verbatim"),
        (0.95, 0.0, None, True, "verbatim"),
        (0.7, 0.0, 0.0, True, "edited"),
        (0.3, 0.0, 1.5, True, "edited"),
        (0.3, 0.0, 1.0, True, "same topic"),
        (0.0, 0.0, 1.5, True, "paraphrase"),
        (0.0, 0.0, 1.5, False, "same topic"),
        (0.0, 0.0, 2.5, False, "translation"),
        (0.95, 0.0, 2.5, False, "verbatim"),
        (0.4, 1.0, 1.4, True, "formula"),
        (0.4, 1.0, 0.0, True, "formula"),
        (1.0, 1.0, 4.0, True, "formula"),
        (0.2, 1.0, 3.0, True, "paraphrase"),
        (0.1, 1.0, 0.5, True, None),
        (0.0, 0.0, 0.5, True, None),
        (0.0, 0.0, None, True, None),
        (0.0, 0.0, None, False, None),
    ],
)
def test_verdicts(
    wording: float,
    formula: float,
    standing: float | None,
    same_language: bool,
    expected: str | None,
) -> None:
    assert verdict(wording, formula, standing, same_language=same_language) == expected


def test_a_threshold_can_be_adjusted() -> None:
    rule = adjusted({"edited": 0.9}, RULE)
    assert rule == Rule(edited=0.9)
    assert verdict(0.7, 0.0, 1.5, same_language=True, rule=rule) is Verdict.EDITED  # reworked
    assert verdict(0.7, 0.0, 0.0, same_language=True, rule=rule) is None


def test_an_unknown_threshold_is_told() -> None:
    with pytest.raises(QueryError, match="no threshold 'cosine'; it has verbatim, edited"):
        adjusted({"cosine": 0.9}, RULE)

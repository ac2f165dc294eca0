"""Likeness of words: the cosine of their weights."""

from __future__ import annotations

import math
from collections import Counter

import pytest

from explorer.likeness import Tokens, likeness, spread_of, weighed, words


def alike(asked: Tokens, others: list[Tokens], sample: list[Tokens]) -> list[float]:
    spread = spread_of(sample)
    return likeness(weighed(asked, spread), [weighed(one, spread) for one in others])


def test_words_are_characters_and_pairs_without_figures() -> None:
    assert words("修路，30条") == Counter({"修": 1, "路": 1, "条": 1, "修 路": 1, "路 条": 1})
    assert words("New roads") == Counter({"new": 1, "roads": 1, "new roads": 1})


def test_traditional_characters_count_as_simplified_ones() -> None:
    assert words("馬路") == words("马路")


def test_likeness_is_one_for_the_same_and_nothing_for_other_words() -> None:
    asked = words("修好每一条路")
    same, other = alike(asked, [asked, words("种树")], [asked])
    assert same == pytest.approx(1)
    assert other == 0


def test_likeness_is_the_cosine_of_the_weights() -> None:
    asked, others = Counter({"a": 1, "b": 2}), [Counter({"a": 1}), Counter({"a": 1, "c": 1})]
    common, rare = 1.0, 1 + math.log(3 / 2)
    unseen = (1 + math.log(2)) * (1 + math.log(3))
    expected = common / math.hypot(common, unseen)
    first, second = alike(asked, others, others)
    assert first == pytest.approx(expected)
    assert second == pytest.approx(expected * common / math.hypot(1, rare))


def test_rare_words_weigh_more() -> None:
    asked = Counter({"common": 1, "rare": 1})
    one, other = Counter({"common": 1, "x": 1}), Counter({"rare": 1, "x": 1})
    found = alike(asked, [one, other], [one, other, Counter({"common": 1})])
    assert found[1] > found[0]


def test_what_has_no_tokens_is_like_nothing() -> None:
    assert alike(Counter(), [Counter({"a": 1}), Counter()], []) == [0.0, 0.0]

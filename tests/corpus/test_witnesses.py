"""Copies of one speech are one group; speeches that resemble each other are not."""

from __future__ import annotations

import random

import pytest
from corpus.writing import only

from explorer.corpus.witnesses import group_witnesses, sketch
from explorer.records import Place

WORDS = (
    "公交市场老楼港口学校医院道路桥梁森林河流村庄工厂商店居民干部代表账目"
    "消息冬天夏天早晨晚上修好办完说清写明"
)


def prose(seed: int, sentences: int = 40) -> str:
    """Invented sentences of two-character words, the same for the same seed."""
    dice = random.Random(seed)
    words = [WORDS[at : at + 2] for at in range(0, len(WORDS), 2)]
    return "".join(
        "，".join("".join(dice.choices(words, k=5)) for _ in range(3)) + "。"
        for _ in range(sentences)
    )


def groups(*texts: str, codes: tuple[str | None, ...] | None = None) -> list[int]:
    places = [Place(code=code) for code in codes or (None,) * len(texts)]
    return group_witnesses([sketch(only(f"同志们：\n{text}")) for text in texts], places)


def test_same_text_is_one_group() -> None:
    assert groups(prose(1), prose(2), prose(1)) == [0, 1, 0]


@pytest.mark.parametrize(
    "altered",
    [
        prose(1).replace("，", ",").replace("。", "."),
        prose(1).replace("代表", ""),
        prose(1).replace("港口", "xx"),
        prose(1)[: len(prose(1)) // 2],
        "看过的人还看了：\n" + prose(1).replace("。", "。\n"),
        prose(1) + prose(9, 8),
    ],
)
def test_altered_copy_is_a_witness(altered: str) -> None:
    assert groups(prose(1), altered) == [0, 0]


def test_shared_passage_does_not_make_a_witness() -> None:
    shared = prose(3, 12)
    assert groups(prose(1, 30) + shared, prose(2, 30) + shared) == [0, 1]


def test_two_known_cities_are_never_witnesses() -> None:
    assert groups(prose(1), prose(1), codes=("330700", "360800")) == [0, 1]


def test_masked_copy_does_not_tie_two_cities_together() -> None:
    found = groups(prose(1), prose(1), prose(1), codes=("330700", None, "360800"))
    assert found[0] != found[2]
    assert found[1] in (found[0], found[2])


def test_short_texts_are_one_only_if_equal() -> None:
    one = "公交站要有棚子，公交车要准点，老人上下车要有人搭一把手。"
    assert groups(one, one.replace("，", ", "), one.replace("老人", "孩子")) == [0, 0, 1]


def test_groups_are_numbered_in_order() -> None:
    assert groups(*(prose(seed) for seed in (5, 6, 5, 7, 6))) == [0, 1, 0, 2, 1]


def test_no_speeches_no_groups() -> None:
    assert group_witnesses([], []) == []

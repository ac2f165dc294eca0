"""Copies of one speech are one group; speeches that resemble each other are not."""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np
import pytest
from corpus.writing import only
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.corpus import nearness
from explorer.corpus.nearness import near_copies
from explorer.corpus.sketches import MOST_HASHES, Sketch, overlap, sketch, sketch_text
from explorer.corpus.witnesses import group_witnesses
from explorer.records import Place

WORDS = (
    "公交市场老楼港口学校医院道路桥梁森林河流村庄工厂商店居民干部代表账目"
    "消息冬天夏天早晨晚上修好办完说清写明"
)
JINHUA, JIAN, SUZHOU = "330700", "360800", "320500"
GREETING = (
    "各位老街坊，天冷了，我代表街道办事处来看看大家。炉子要通风，窗户要留缝，夜里睡觉以前先看一眼炉门。"
    "灯不亮找物业，路不平找社区，有话当面说，不要等到开春。街道办事处的门夜里也开着，来了就有热水喝。"
    "我们把电话写在楼道的墙上，字写得大，老人不戴眼镜也看得清楚，哪家有急事就打，接电话的人住得不远。"
)

Apart = Callable[[int, int], bool]


def prose(seed: int, sentences: int = 40) -> str:
    """Invented sentences of two-character words, the same for the same seed."""
    dice = random.Random(seed)
    words = [WORDS[at : at + 2] for at in range(0, len(WORDS), 2)]
    return "".join(
        "，".join("".join(dice.choices(words, k=5)) for _ in range(3)) + "。"
        for _ in range(sentences)
    )


def noise(seed: int, letters: int) -> str:
    """Han characters by chance: two of these texts share no run of six."""
    return "".join(map(chr, random.Random(seed).choices(range(0x4E00, 0x9FA0), k=letters)))


def never(one: int, other: int) -> bool:
    return False


def always(one: int, other: int) -> bool:
    return True


def groups(
    *texts: str, codes: tuple[str | None, ...] | None = None, told_apart: Apart = always
) -> list[int]:
    places = [Place(code=code) for code in codes or (None,) * len(texts)]
    return group_witnesses([sketch_text(text) for text in texts], places, told_apart)


def test_same_text_is_one_group() -> None:
    assert groups(prose(1), prose(2), prose(1)) == [0, 1, 0]


def test_sketch_is_of_paragraphs_only() -> None:
    speech = only(f"同志们：\n{prose(1)}")
    assert np.array_equal(sketch(speech), sketch_text(prose(1)))


@pytest.mark.parametrize(
    "altered",
    [
        prose(1).replace("，", ",").replace("。", "."),
        prose(1).replace("代表", ""),
        prose(1).replace("港口", "xx"),
        prose(1).replace("桥", "橋").replace("医", "醫").replace("长", "長").replace("办", "辦"),
        prose(1)[: len(prose(1)) // 2],
        prose(1)[300:720],
        "看过的人还看了：\n" + prose(1).replace("。", "。\n"),
        prose(1) + prose(9, 8),
    ],
)
def test_altered_copy_is_a_witness(altered: str) -> None:
    assert groups(prose(1), altered) == [0, 0]


@pytest.mark.parametrize("part", [3, 6, 10])
def test_excerpt_of_a_long_speech_is_a_witness(part: int) -> None:
    whole = prose(4, 600)
    size = len(whole) // part
    assert groups(whole, whole[size : 2 * size]) == [0, 0]


def test_quotation_is_no_witness() -> None:
    whole = prose(4, 600)
    assert groups(whole, whole[900 : 900 + len(whole) // 40]) == [0, 1]


def test_shared_passage_does_not_make_a_witness() -> None:
    shared = prose(3, 12)
    assert groups(prose(1, 30) + shared, prose(2, 30) + shared) == [0, 1]


def test_short_copy_with_a_word_deleted_and_lines_broken_is_a_witness() -> None:
    lines = [GREETING[at : at + 17] for at in range(0, len(GREETING), 17)]
    assert groups(GREETING, "\n".join(lines).replace("街道办事处", "办事处")) == [0, 0]
    assert groups(GREETING, GREETING.replace("炉", "水").replace("夜里", "早上")) == [0, 1]


def test_shortest_texts_are_one_only_if_equal() -> None:
    assert groups("开会了。", "开会了", "散会了。", "开") == [0, 0, 1, 2]


def test_text_without_letters_is_like_its_like_only() -> None:
    assert groups("……", "！", prose(1)) == [0, 0, 1]


def test_groups_are_numbered_in_order() -> None:
    assert groups(*(prose(seed) for seed in (5, 6, 5, 7, 6))) == [0, 1, 0, 2, 1]


def test_no_speeches_no_groups() -> None:
    assert group_witnesses([], [], always) == []
    assert near_copies([]) == []


def test_one_speech_is_a_group() -> None:
    assert groups(prose(1)) == [0]


def test_passage_of_set_phrases_does_not_tie_two_speeches_together() -> None:
    phrases, rest = prose(3, 12), prose(7, 20)
    one, other = phrases + prose(1, 20), phrases.replace("冬天", "夏天") + rest
    assert groups(one, other, phrases, phrases + "完。") == [0, 1, 0, 0]
    codes = (JINHUA, JINHUA, None, JINHUA)
    assert groups(one, other, phrases, phrases + "完。", codes=codes) == [0, 1, 0, 0]
    codes = (JINHUA, JIAN, None, None)
    assert groups(one, phrases + rest, phrases, phrases + "完。", codes=codes) == [0, 1, 2, 2]


def test_two_excerpts_and_their_speech_are_one() -> None:
    whole = prose(1, 80)
    assert groups(whole[: len(whole) // 2], whole[len(whole) // 2 :], whole) == [0, 0, 0]


# Two cities


def test_two_cities_told_apart_by_their_texts_are_never_witnesses() -> None:
    assert groups(prose(1), prose(1), codes=(JINHUA, JIAN)) == [0, 1]


def test_one_report_under_the_labels_of_three_cities_is_one_speech() -> None:
    texts = (prose(1), prose(1).replace("冬天", ""), prose(1), prose(2))
    codes = (JINHUA, JIAN, SUZHOU, JIAN)
    assert groups(*texts, codes=codes, told_apart=never) == [0, 0, 0, 1]


@pytest.mark.parametrize("other", [prose(1)[: len(prose(1)) // 3], prose(1) + prose(5, 10)])
def test_only_whole_texts_of_two_cities_are_joined(other: str) -> None:
    assert groups(prose(1), other, codes=(JINHUA, JIAN), told_apart=never) == [0, 1]
    assert groups(prose(1), other, codes=(JINHUA, JINHUA)) == [0, 0]


def test_no_third_text_joins_two_that_are_told_apart() -> None:
    texts = (prose(1), prose(1), prose(1).replace("冬天", ""))
    found = groups(
        *texts,
        codes=(JINHUA, JIAN, SUZHOU),
        told_apart=lambda one, other: {one, other} == {0, 1},
    )
    assert found[0] != found[1]
    assert found[2] in found[:2]


def test_only_texts_that_are_nearly_the_same_are_asked_about() -> None:
    asked: set[frozenset[int]] = set()

    def told_apart(one: int, other: int) -> bool:
        asked.add(frozenset({one, other}))
        return True

    texts = (prose(1), prose(1), prose(1)[:400], prose(1), prose(1), prose(2))
    codes = (JINHUA, JIAN, SUZHOU, JINHUA, None, JIAN)
    groups(*texts, codes=codes, told_apart=told_apart)
    assert asked == {frozenset({0, 1}), frozenset({1, 3})}


# Unplaced copies


def test_copy_that_is_as_near_to_two_cities_joins_neither() -> None:
    own = prose(1).replace("港口", "金华")
    taken, masked = own.replace("金华", "吉安"), own.replace("金华", "xx市")
    codes = (JINHUA, JIAN, None, None)
    assert groups(own, taken, masked, masked, codes=codes) == [0, 1, 2, 2]


def test_copy_joins_the_nearer_of_two_cities() -> None:
    own = prose(1, 40)
    taken = prose(1, 35) + prose(8, 5)
    assert groups(own, taken, own.replace("港口", "xx"), codes=(JINHUA, JIAN, None)) == [0, 1, 0]


def test_excerpt_under_another_city_does_not_draw_the_whole_copy() -> None:
    own = prose(1)
    taken = own[: len(own) // 3]
    assert groups(own, taken, own.replace("港口", "xx"), codes=(JINHUA, JIAN, None)) == [0, 1, 0]


def test_copy_near_two_cities_that_are_one_speech_joins_it() -> None:
    codes = (JINHUA, JIAN, None)
    assert groups(prose(1), prose(1), prose(1), codes=codes, told_apart=never) == [0, 0, 0]


def test_whole_copy_ties_the_two_halves_of_one_city() -> None:
    whole = prose(1, 80)
    first, second = whole[: len(whole) // 2], whole[len(whole) // 2 :]
    assert groups(first, second, whole, codes=(JINHUA, JINHUA, None)) == [0, 0, 0]


def test_copy_of_a_copy_is_reached() -> None:
    whole = prose(1, 80)
    middle, part = whole[: len(whole) // 2] + prose(9, 5), prose(9, 5) + prose(1, 2)
    assert groups(whole, middle, middle[-len(part) :], codes=(JINHUA, None, None)) == [0, 0, 0]


# Any order


@st.composite
def corpora(draw: st.DrawFn) -> list[tuple[str, str | None]]:
    """Texts and their places: copies of two speeches, altered, among others."""

    def text() -> str:
        base = prose(draw(st.integers(0, 2)), 14)
        start = draw(st.sampled_from([0, 0, 0, 120]))
        lost = draw(st.sampled_from(["港口", "冬天", "写", "没有"]))
        return base[start:].replace(lost, draw(st.sampled_from(["", "金华", "xx"])))

    code = st.sampled_from([JINHUA, JIAN, None, None])
    return [(text(), draw(code)) for _ in range(draw(st.integers(2, 24)))]


@settings(max_examples=60, deadline=None)
@given(corpora(), st.randoms(use_true_random=False), st.booleans())
def test_order_of_the_input_does_not_matter(
    corpus: list[tuple[str, str | None]], dice: random.Random, apart: bool
) -> None:
    def partition(items: list[tuple[int, tuple[str, str | None]]]) -> list[list[tuple[str, str]]]:
        def told_apart(one: int, other: int) -> bool:
            return apart and ("金华" in items[one][1][0]) != ("金华" in items[other][1][0])

        texts, codes = zip(*(item for _, item in items), strict=True)
        found = groups(*texts, codes=codes, told_apart=told_apart)
        members: dict[int, list[tuple[str, str]]] = {}
        for group, (_, (text, code)) in zip(found, items, strict=True):
            members.setdefault(group, []).append((text, code or ""))
        return sorted(sorted(of) for of in members.values())

    items = list(enumerate(corpus))
    shuffled = dice.sample(items, len(items))
    assert partition(items) == partition(shuffled)


# Many speeches


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many pairs were looked at, at a time."""
    counts: list[int] = []
    original = nearness._promising

    def counted(heads: Sketch, lengths: np.ndarray, pairs: nearness.Pairs) -> np.ndarray:
        counts.append(len(pairs))
        return original(heads, lengths, pairs)

    monkeypatch.setattr(nearness, "_promising", counted)
    return counts


def test_thousands_of_equal_copies_are_one_group_by_few_comparisons(looked_at: list[int]) -> None:
    sketches = [sketch_text(prose(1))] * 3000
    assert set(group_witnesses(sketches, [Place()] * 3000, always)) == {0}
    assert sum(looked_at) <= 3000 * (nearness.NEIGHBOURS + 1)


def test_thousands_of_altered_copies_are_one_group_by_few_comparisons(looked_at: list[int]) -> None:
    dice = random.Random(3)
    whole = prose(1, 12)
    texts = []
    for _ in range(3000):
        at = dice.randrange(len(whole) - 20)
        texts.append(whole[:at] + prose(dice.randrange(10_000), 1) + whole[at + 20 :])
    codes = [dice.choice([None, JINHUA]) for _ in texts]
    places = [Place(code=code) for code in codes]
    assert set(group_witnesses([sketch_text(text) for text in texts], places, always)) == {0}
    assert sum(looked_at) <= 2 * 3000 * 3 * nearness.NEIGHBOURS  # of all pairs: 4,498,500


def test_thousands_of_texts_that_share_a_formula_are_not_compared(looked_at: list[int]) -> None:
    formula = noise(-1, 60)
    sketches = [sketch_text(noise(seed, 400) + formula) for seed in range(3000)]
    assert nearness.candidates(sketches).tolist() == []
    assert near_copies(sketches) == []
    assert sum(looked_at) <= 3000 * 3 * nearness.NEIGHBOURS  # of all pairs: 4,498,500


def test_a_copy_is_found_among_thousands_that_share_its_sentences() -> None:
    pool = [prose(seed, 1) for seed in range(400)]
    dice = random.Random(5)
    texts = ["".join(dice.sample(pool, 30)) for _ in range(2000)]
    texts.append(texts[7].replace("冬天", ""))
    found = {(one, other) for one, other, _ in near_copies([sketch_text(text) for text in texts])}
    assert (7, 2000) in found


# Sketches


def test_sketch_is_bounded_and_sorted() -> None:
    long = sketch_text(noise(1, 6000))
    assert len(long) == MOST_HASHES
    assert (long[1:] > long[:-1]).all()
    assert long.base is None  # a view would hold all hashes of the text


def test_overlap_is_estimated_up_to_the_limit_of_both() -> None:
    whole = prose(4, 600)
    exact = overlap(sketch_text(whole[:4000]), sketch_text(whole[2000:6000]))
    assert exact.of_smaller == pytest.approx(0.5, abs=0.06)
    both = overlap(sketch_text(whole), sketch_text(whole[:2000]))
    assert both.of_smaller == 1
    assert both.ratio == pytest.approx(2000 / len(whole), rel=0.2)
    assert both.of_one == pytest.approx(both.ratio)

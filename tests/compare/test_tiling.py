"""Shared runs: whole, in any order, overlapping nowhere, the same from either side."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from explorer.compare import Gap, Tile, tiles
from explorer.compare.candidates import SEED_PLACES
from explorer.compare.shadow import LEAST_WEIGHT, shadow

CLAUSES = ["修好每一条乡间小路", "让孩子们走着去上学", "把水费降到一半以下", "夜里也有末班公交车"]


def sides(a: str, b: str) -> list[tuple[str, str]]:
    return [(a[tile.a_start : tile.a_end], b[tile.b_start : tile.b_end]) for tile in tiles(a, b)]


def test_one_shared_run_is_one_tile_with_the_characters_of_both_sides() -> None:
    a, b = "前言：修好每一条乡间小路。", "我们要修好每一条乡间小路，再说别的"
    assert tiles(a, b) == [Tile(3, 12, 3, 12)]
    assert sides(a, b) == [("修好每一条乡间小路", "修好每一条乡间小路")]


def test_reordered_clauses_are_all_found_in_the_order_of_the_first() -> None:
    a, b = "，".join(CLAUSES), "；".join(reversed(CLAUSES))
    assert sides(a, b) == [(clause, clause) for clause in CLAUSES]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("完成投资１２０亿元，新增GDP八个点", "完成投资120亿元,新增gdp八个点"),
        ("让孩子们走着去上学", "讓孩子們 走著去上學"),
        ("二〇一二年修好路口", "2012年修好路口"),
        ("un café près d’ici", "un cafe\u0301 pre\u0300s d'ici"),
    ],
)
def test_ways_of_writing_do_not_part_a_run(a: str, b: str) -> None:
    assert sides(a, b) == [(a, b)]
    assert tiles(a, b)[0].gaps == ()


@pytest.mark.parametrize(
    ("shared", "found"),
    [
        ("修好路", False),
        ("修好路口", True),
        ("the city", False),
        ("the city pays", True),
        ("について", False),
        ("についての話し合い", True),
        ("합니다", False),
        ("시청에서걷는다", True),
        ("ถนนดี", False),
        ("ถนนในเมืองของเราดี", True),
        ("投资 GDP", False),
        ("投资 GDP 增", True),
    ],
)
def test_the_shortest_run_depends_on_the_script(shared: str, found: bool) -> None:
    assert bool(tiles(f"甲。{shared}。乙", f"丙。{shared}。丁")) is found


def test_words_are_the_tokens_of_a_spaced_script() -> None:
    a = "We will build the crosstown tram by spring"
    b = "The council agreed to build the crosstown tram at last"
    assert sides(a, b) == [("build the crosstown tram", "build the crosstown tram")]
    assert tiles("the cat", "the cat") == []


def test_a_changed_character_is_a_gap_in_one_tile() -> None:
    a, b = "每年修复一百二十公里乡间小路", "每年修复一百三十公里乡间小路"
    assert tiles(a, b) == [Tile(0, 14, 0, 14, (Gap(6, 7, 6, 7),))]
    assert tiles(a, b)[0].runs() == [(0, 6, 0, 6), (7, 14, 7, 14)]


def test_a_left_out_character_is_a_gap_of_one_side() -> None:
    a, b = "夜里也有末班公交车开来", "夜里也有末班车开来了吗"
    assert sides(a, b) == [("夜里也有末班", "夜里也有末班")]
    a, b = "夜里也有末班的公交车", "夜里也有末班公交车么"
    assert tiles(a, b) == [Tile(0, 6, 0, 6)]
    a, b = "夜里也有末班的公交车开来", "夜里也有末班公交车开来"
    assert tiles(a, b) == [Tile(0, 12, 0, 11, (Gap(6, 7, 6, 6),))]


def test_two_changed_characters_part_two_tiles() -> None:
    a, b = "夜里也有末班大型公交车开来", "夜里也有末班小小公交车开来"
    assert len(tiles(a, b)) == 2


def test_a_repeated_run_is_used_once() -> None:
    assert tiles("修好每一条路。修好每一条路。", "修好每一条路") == [Tile(0, 6, 0, 6)]


def test_of_equal_runs_those_at_the_same_height_belong_together() -> None:
    a = "修好每一条路甲乙丙修好每一条路"
    b = "修好每一条路丁戊己修好每一条路"
    assert tiles(a, b) == [Tile(0, 6, 0, 6), Tile(9, 15, 9, 15)]


def test_what_longer_runs_leave_of_a_run_is_used() -> None:
    a = "甲乙丙丁戊己庚辛，丁戊己庚辛壬癸子丑"
    b = "丁戊己庚辛壬癸子丑。甲乙丙丁戊己庚辛"
    assert sides(a, b) == [
        ("甲乙丙丁戊己庚辛", "甲乙丙丁戊己庚辛"),
        ("丁戊己庚辛壬癸子丑", "丁戊己庚辛壬癸子丑"),
    ]


@pytest.mark.parametrize("other", ["", "。，！", "修", "🙂", "修好每一条路"])
def test_nothing_is_shared_with_an_empty_or_unlike_text(other: str) -> None:
    assert tiles("夜里也有末班车", other) == []
    assert tiles(other, "夜里也有末班车") == []


@pytest.mark.parametrize("unit", ["的", "修路", "的 ", "go ", "のは"])
def test_a_stutter_is_one_tile(unit: str) -> None:
    a = unit * (20_000 // len(unit))
    b = a[: -3 * len(unit)] + "桥"
    (tile,) = tiles(a, b)
    assert tile.b_end >= len(b) - 5 * len(unit)


def test_a_formula_in_more_places_than_are_tried_is_still_found_whole() -> None:
    def passage(marks: str) -> str:
        return "".join(f"{mark}把水费降到一半以下{mark}{mark}" for mark in marks)

    first = "".join(map(chr, range(0x4E00, 0x4E00 + 3 * SEED_PLACES)))
    second = "".join(map(chr, range(0x5E00, 0x5E00 + 3 * SEED_PLACES)))
    assert len(tiles(passage(first), passage(second))) == 3 * SEED_PLACES
    (whole,) = tiles(passage(first), "夜" + passage(first))
    assert whole == Tile(0, len(passage(first)), 1, 1 + len(passage(first)))


# Properties

PIECES = st.sampled_from(
    "修 路 桥 水 修路 车夜里 , 。 the city tram ½ ㈱ ㍿ 🙂 é e\u0301 𠀀𠀁 2012年 二〇一二年 1,200 "
    "12.5 が か\u3099 ถนนดี 한 ﬁn \u200b \ufe0f ' 讓 让".split(" ")
)
texts = st.lists(PIECES, max_size=40).map("".join) | st.lists(PIECES, max_size=40).map(" ".join)


@st.composite
def related(draw: st.DrawFn) -> tuple[str, str]:
    """Two passages; the second takes parts of the first."""
    a = draw(texts)
    cuts = sorted(draw(st.lists(st.integers(0, len(a)), max_size=6)))
    parts = [a[start:end] for start, end in pairwise([0, *cuts, len(a)])]
    b = "".join(
        part + draw(texts.map(lambda text: text[:3])) for part in draw(st.permutations(parts))
    )
    return draw(st.sampled_from([(a, b), (b, a)]))


@given(related() | st.tuples(texts, texts) | st.tuples(st.text(max_size=40), st.text(max_size=40)))
@example(("㍿㍿㍿", "株式会社株式会㍿"))
@example(("修修车夜里city修がが", "修修车夜里city\u3099が修か"))
@example(("ab" * 3 + "½ ½ ½ ½", "1 2 1 2 1 2"))
def test_tiles_are_shared_in_order_and_overlap_on_neither_side(pair: tuple[str, str]) -> None:
    a, b = pair
    shared = tiles(a, b)
    for text, spans in (
        (a, [(tile.a_start, tile.a_end) for tile in shared]),
        (b, sorted((tile.b_start, tile.b_end) for tile in shared)),
    ):
        assert spans == sorted(spans)
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(one[1] <= other[0] for one, other in pairwise(spans))
    for tile in shared:
        for a_start, a_end, b_start, b_end in tile.runs():
            forms = shadow(a[a_start:a_end]).forms
            assert forms == shadow(b[b_start:b_end]).forms
            assert shadow(a[a_start:a_end]).weights[-1] >= LEAST_WEIGHT
        for gap in tile.gaps:
            assert len(shadow(a[gap.a_start : gap.a_end]).forms) <= 1
            assert len(shadow(b[gap.b_start : gap.b_end]).forms) <= 1


@given(related())
def test_the_other_side_sees_the_same_tiles(pair: tuple[str, str]) -> None:
    a, b = pair
    runs = {run for tile in tiles(a, b) for run in tile.runs()}
    assert {(*run[2:], *run[:2]) for tile in tiles(b, a) for run in tile.runs()} == runs


@given(related())
def test_the_longest_common_run_is_placed(pair: tuple[str, str]) -> None:
    first, second = (shadow(text) for text in pair)
    heaviest = 0.0
    for start in range(len(first.forms)):
        for other in range(len(second.forms)):
            n = 0
            while (
                first.forms[start + n : start + n + 1]
                == second.forms[other + n : other + n + 1]
                != []
            ):
                n += 1
            heaviest = max(heaviest, first.weights[start + n] - first.weights[start])
    runs = [
        first.weights[first.before(run[1])] - first.weights[first.before(run[0])]
        for tile in tiles(*pair)
        for run in tile.runs()
    ]
    if not (first.divided or second.divided):
        assert max(runs, default=0) == (heaviest if heaviest >= LEAST_WEIGHT else 0)


@given(texts)
def test_a_passage_covers_itself(text: str) -> None:
    if shadow(text).weights[-1] >= LEAST_WEIGHT:
        (tile,) = tiles(text, text)
        assert (tile.a_start, tile.a_end) == (tile.b_start, tile.b_end)
        assert tile.a_start == shadow(text).starts[0]
        assert tile.a_end == shadow(text).ends[-1]
        assert tile.gaps == ()

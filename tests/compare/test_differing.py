"""What near-identical passages differ in, by kind, with its place on both sides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.compare import Kind, differences, tiles
from explorer.compare.differing import NEAR_IDENTICAL

FRAME = "今天的会上通报了{}的情况，大家都说路修好了，桥也通了，孩子们能走着去上学。"
ENGLISH = (
    "Last week the people on our street met {} and talked about the new bridge over the river."
)


def pieces(a: str, b: str) -> list[tuple[str, str, str, str]]:
    found = differences(a, b, tiles(a, b))
    assert found.near_identical
    return [
        (
            piece.kind.value,
            piece.change,
            a[piece.a_start : piece.a_end],
            b[piece.b_start : piece.b_end],
        )
        for piece in found.pieces
    ]


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("date", "2012年5月", "2014年6月"),
        ("date", "2012年", "二〇一四年"),
        ("date", "5月3日", "5月8日"),
        ("figure", "120.5亿元", "98亿元"),
        ("figure", "百分之八", "12.5%"),
        ("figure", "三百二十户", "四十户"),
        ("place", "长沙市", "株洲市"),
        ("place", "平安县", "xx县"),
        ("organisation", "教育局", "财政局"),
        ("organisation", "白石医院", "青山医院"),
        ("person", "王小明同志", "李大同同志"),
        ("person", "张建国市长", "张德国市长"),
        ("wording", "高高兴兴", "欢欢喜喜"),
    ],
)
def test_each_kind_in_chinese(kind: str, one: str, other: str) -> None:
    a, b = FRAME.format(one), FRAME.format(other)
    (piece,) = pieces(a, b)
    title = 2 if kind == "person" else 0
    assert piece == (kind, "replaced", one[: len(one) - title], other[: len(other) - title])


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("date", "on January 5, 2012", "on March 8, 2014"),
        ("figure", "for $4.5 million", "for $6 million"),
        ("figure", "with twenty-three guests", "with twelve guests"),
        ("place", "in Boston", "in Denver"),
        ("organisation", "the School Board", "the Parks Department"),
        ("person", "with Mayor Ann Reed", "with Mayor Tom Hale"),
        ("person", "with John Q. Smith", "with Ann Reed"),
        ("name", "for Zumbro", "for Kestrel"),
        ("wording", "in the rain", "in the sun"),
    ],
)
def test_each_kind_in_english(kind: str, one: str, other: str) -> None:
    found = pieces(ENGLISH.format(one), ENGLISH.format(other))
    assert [piece[:2] for piece in found] == [(kind, "replaced")]
    assert found[0][2] in one
    assert found[0][3] in other


def test_several_facts_in_one_place_are_told_apart() -> None:
    frame = "{}，书记{}同志在{}讲话，全年投资{}，增长{}，新建学校{}，孩子们都能走着去上学。"
    a = frame.format("2012年5月", "王小明", "长沙市教育局", "120.5亿元", "百分之八", "三所")
    b = frame.format("2014年6月", "李大同", "株洲市财政局", "98亿元", "百分之九", "四所")
    found = differences(a, b, tiles(a, b))
    assert found.counts == {
        Kind.DATE: 1,
        Kind.PERSON: 1,
        Kind.PLACE: 1,
        Kind.ORGANISATION: 1,
        Kind.FIGURE: 3,
    }
    assert found.share == 1.0
    assert {piece.change for piece in found.pieces} == {"replaced"}


def test_added_and_left_out_pieces_stand_where_they_belong() -> None:
    a = "今年我们要修好每一条乡间小路，夜里也要有末班公交车，老人看病不出社区。"
    b = "今年我们要修好每一条乡间小路，夜里也要有三趟末班公交车，老人看病不出社区。"
    assert pieces(a, b) == [("wording", "added", "", "三趟")]
    assert pieces(b, a) == [("wording", "left out", "三趟", "")]
    (piece,) = differences(a, b, tiles(a, b)).pieces
    assert a[: piece.a_start].endswith("夜里也要有")
    assert a[piece.a_end :].startswith("末班")


def test_moved_wording_is_no_difference() -> None:
    moved = "把水费降到一半以下"
    a = f"今年我们要修好每一条乡间小路，{moved}，夜里也要有末班公交车，老人看病不出社区。"
    b = f"今年我们要修好每一条乡间小路，夜里也要有末班公交车，老人看病不出社区。{moved}。"
    found = differences(a, b, tiles(a, b))
    assert found.near_identical
    assert found.pieces == ()
    assert [a[tile.a_start : tile.a_end] for tile in found.moved] == [moved]


def test_what_differs_inside_moved_wording_is_listed() -> None:
    frame = "今年我们要修好每一条乡间小路，夜里也要有末班公交车，老人看病不出社区"
    a = f"{frame}。全市一共修好旧桥35座全部通车。"
    b = f"全市一共修好旧桥48座全部通车。{frame}。"
    assert pieces(a, b) == [("figure", "replaced", "35座", "48座")]
    assert len(differences(a, b, tiles(a, b)).moved) == 1


def test_a_fact_that_only_one_side_knows_names_the_kind() -> None:
    a, b = FRAME.format("杭州"), FRAME.format("白石滩")
    assert pieces(a, b) == [("place", "replaced", "杭州", "白石滩")]
    assert pieces(b, a) == [("place", "replaced", "白石滩", "杭州")]


def test_equal_passages_differ_in_nothing() -> None:
    a = FRAME.format("2012年")
    found = differences(a, a, tiles(a, a))
    assert (found.near_identical, found.share, found.pieces, found.moved) == (True, 1.0, (), ())


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("", ""),
        ("修", "桥"),
        ("今年我们要修好每一条小路", "夜里也要有末班公交车"),
        (
            "修好每一条路，让孩子走着上学，水费减半",
            "修好每一条路，夜里也有车，老人有食堂可去，厕所要干净",
        ),
    ],
)
def test_unlike_passages_are_called_so(a: str, b: str) -> None:
    found = differences(a, b, tiles(a, b))
    assert not found.near_identical
    assert found.share < NEAR_IDENTICAL
    assert (found.pieces, found.moved, found.counts) == ((), (), {})


def test_a_very_large_region_is_one_piece_of_wording() -> None:
    shared = "".join(map(chr, range(0x4E00, 0x4E00 + 4_000)))
    one = "".join(map(chr, range(0x6E00, 0x6E00 + 300)))
    other = "".join(map(chr, range(0x7E00, 0x7E00 + 300)))
    assert pieces(one + shared, other + shared) == [("wording", "replaced", one, other)]


words = st.sampled_from(
    "今年修好路 夜里有车 孩子上学 2012年 120亿元 长沙 杭州 王小明市长 教育局 the new "
    "bridge Mayor Reed $5 ½ ㍿ e\u0301te ， 。".split()
)
texts = st.lists(words, max_size=30)


@given(
    texts, st.lists(st.tuples(st.integers(0, 29), words), max_size=3), st.sampled_from(["", " "])
)
def test_pieces_lie_in_order_within_both_sides(
    parts: list[str], changes: list[tuple[int, str]], joint: str
) -> None:
    changed = list(parts)
    for at, word in changes:
        if at < len(changed):
            changed[at] = word
    a, b = joint.join(parts), joint.join(changed)
    found = differences(a, b, tiles(a, b))
    assert 0.0 <= found.share <= 1.0
    assert found.near_identical == (found.share >= NEAR_IDENTICAL)
    for piece in found.pieces:
        assert 0 <= piece.a_start <= piece.a_end <= len(a)
        assert 0 <= piece.b_start <= piece.b_end <= len(b)
        assert (piece.a_start < piece.a_end) or (piece.b_start < piece.b_end)
        assert (piece.change == "added") == (piece.a_start == piece.a_end)
    assert list(found.pieces) == sorted(found.pieces, key=lambda one: (one.a_start, one.b_start))
    assert sum(found.counts.values()) == len(found.pieces)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.compare import SEED_HAN, Tile, overlap, tiles, tokens

CLAUSES = ["修好每一条乡间小路", "让孩子们走着去上学", "把水费降到一半以下", "夜里也有末班公交车"]


def forms(text: str) -> list[str]:
    return [token.form for token in tokens(text)]


def test_one_shared_run_is_one_tile_with_the_characters_of_both_sides() -> None:
    a, b = "前言：修好每一条乡间小路。", "我们要修好每一条乡间小路，再说别的"
    (tile,) = tiles(a, b)
    assert a[tile.a_start : tile.a_end] == b[tile.b_start : tile.b_end] == "修好每一条乡间小路"


def test_reordered_clauses_are_all_found() -> None:
    a, b = "，".join(CLAUSES), "；".join(reversed(CLAUSES))
    shared = tiles(a, b)
    assert [a[tile.a_start : tile.a_end] for tile in shared] == CLAUSES
    assert [b[tile.b_start : tile.b_end] for tile in shared] == CLAUSES
    assert overlap(a, b, shared) == 1.0


def test_punctuation_width_and_case_do_not_part_a_run() -> None:
    a, b = "完成投资１２０亿元，新增GDP八个点", "完成投资120亿元,新增gdp八个点"
    assert overlap(a, b, tiles(a, b)) == 1.0


def test_runs_below_the_seed_are_chance() -> None:
    a, b = "修好路口", "修好桥头"
    assert tiles(a, b) == []
    assert len("修好") < SEED_HAN


def test_words_are_the_tokens_of_a_spaced_script() -> None:
    a = "We will build the crosstown tram by spring"
    b = "The council agreed to build the crosstown tram at last"
    (tile,) = tiles(a, b)
    assert a[tile.a_start : tile.a_end] == "build the crosstown tram"
    assert tiles("the cat", "the cat") == []


def test_a_changed_character_does_not_break_a_tile_in_two() -> None:
    a, b = "每年修复一百二十公里乡间小路的路面", "每年修复一百三十公里乡间小路的路面"
    (tile,) = tiles(a, b)
    assert (tile.a_start, tile.a_end) == (0, len(a))


def test_a_repeated_run_is_used_once() -> None:
    a, b = "修好每一条路。修好每一条路。", "修好每一条路"
    shared = tiles(a, b)
    assert len(shared) == 1
    assert overlap(a, b, shared) == 1.0  # of the shorter


@pytest.mark.parametrize("other", ["", "。，！", "修好每一条路"])
def test_nothing_is_shared_with_an_empty_or_unlike_text(other: str) -> None:
    assert tiles("夜里也有末班车", other) == []
    assert overlap("夜里也有末班车", other, []) == 0.0


def test_a_stutter_is_compared_without_trying_every_pair() -> None:
    a = "的" * 5_000
    shared = tiles(a, a)
    assert overlap(a, a, shared) == 1.0


texts = st.text(alphabet="修路桥水电学车abc ,。", max_size=60)


@given(texts, texts)
def test_tiles_share_their_wording_and_overlap_on_neither_side(a: str, b: str) -> None:
    shared = tiles(a, b)
    for side in ("a", "b"):
        spans = sorted((getattr(t, f"{side}_start"), getattr(t, f"{side}_end")) for t in shared)
        assert all(left[1] <= right[0] for left, right in zip(spans, spans[1:], strict=False))
    assert shared == sorted(shared, key=lambda tile: tile.a_start)
    for tile in shared:
        in_a, in_b = forms(a[tile.a_start : tile.a_end]), forms(b[tile.b_start : tile.b_end])
        assert in_a[0] == in_b[0]
        assert in_a[-1] == in_b[-1]
        assert len(set(in_a) ^ set(in_b)) <= len(in_a)
    assert 0.0 <= overlap(a, b, shared) <= 1.0


@given(texts)
def test_a_text_covers_itself(text: str) -> None:
    shared = tiles(text, text)
    if shared:
        assert overlap(text, text, shared) == 1.0
        assert shared[0] == Tile(shared[0].a_start, shared[0].a_end, *_span(shared[0]))


def _span(tile: Tile) -> tuple[int, int]:
    return tile.b_start, tile.b_end

"""How much is shared: of either side, of the shorter one, and the longest run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.compare import overlap, tiles, wording

CLAUSES = ["修好每一条乡间小路", "让孩子们走着去上学", "把水费降到一半以下", "夜里也有末班公交车"]


def test_shares_are_of_each_side() -> None:
    a = "，".join(CLAUSES)
    found = wording(a, f"{CLAUSES[2]}。桥头要有灯，灯下要有人。{CLAUSES[0]}！")
    assert found.tiles == tuple(tiles(a, f"{CLAUSES[2]}。桥头要有灯，灯下要有人。{CLAUSES[0]}！"))
    assert found.share_a == 18 / 36
    assert found.share_b == found.share_of_shorter == 18 / 28
    assert found.longest == 9


def test_reordered_clauses_are_shared_wholly() -> None:
    a, b = "，".join(CLAUSES), "；".join(reversed(CLAUSES))
    found = wording(a, b)
    assert (found.share_a, found.share_b, found.longest) == (1.0, 1.0, 9)
    assert overlap(a, b, tiles(a, b)) == 1.0


def test_what_stands_in_a_gap_is_not_shared() -> None:
    found = wording("每年修复一百二十公里小路", "每年修复一百三十公里小路")
    assert len(found.tiles) == 1
    assert found.share_a == found.share_b == 11 / 12
    assert found.longest == 6


def test_characters_that_are_several_tokens_count_once() -> None:
    found = wording("㍿水和桥", "水和桥㍿")
    assert (found.share_a, found.share_b, found.longest) == (0.25, 0.25, 1)
    assert wording("½ ½", "1/2 1/2").share_a == 1.0


@pytest.mark.parametrize("other", ["", "。，！", "修", "🙂"])
def test_nothing_is_shared_with_a_text_without_wording(other: str) -> None:
    found = wording("夜里也有末班车", other)
    assert (found.tiles, found.share_a, found.share_b, found.longest) == ((), 0.0, 0.0, 0)
    assert found.share_of_shorter == 0.0


pieces = st.sampled_from(
    "修好每一条路 夜里有车 公交 the city tram pays ½ ㍿ e\u0301te ， 2012年".split()
)
texts = st.lists(pieces, max_size=25).map("".join) | st.lists(pieces, max_size=25).map(" ".join)


@given(texts, texts)
def test_the_other_side_sees_the_mirror_image(a: str, b: str) -> None:
    one, other = wording(a, b), wording(b, a)
    assert (one.share_a, one.share_b) == (other.share_b, other.share_a)
    assert (one.share_of_shorter, one.longest) == (other.share_of_shorter, other.longest)
    assert 0.0 <= min(one.share_a, one.share_b) <= one.share_of_shorter <= 1.0
    assert one.share_of_shorter == overlap(a, b, one.tiles)
    assert bool(one.tiles) == (one.longest > 0) == (one.share_a > 0)

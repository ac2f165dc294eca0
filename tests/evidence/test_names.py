"""Names of files are safe on every system."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from explorer.evidence.names import LONGEST, file_name


def test_a_name_tells_place_year_and_paragraph() -> None:
    assert file_name("counterparts", "金华", "2008–2012", "p9", ending="csv") == (
        "counterparts_金华_2008-2012_p9.csv"
    )


def test_what_is_not_known_is_left_out() -> None:
    assert file_name("pair", "", None or "", "p1", ending="html") == "pair_p1.html"
    assert file_name("/..", ending="csv") == "file.csv"


@given(st.lists(st.text(max_size=40), max_size=4))
def test_no_name_leaves_its_folder_or_hides_its_ending(parts: list[str]) -> None:
    name = file_name("pair", *parts, ending="html")
    assert name.startswith("pair") and name.endswith(".html")
    stem = name.removesuffix(".html")
    assert len(stem) <= LONGEST
    assert all(letter.isalnum() or letter in "_-" for letter in stem)

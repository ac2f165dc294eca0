"""Corpus text becomes HTML by escaping and our own marks only."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from explorer.app.components.passages import (
    hover_rules,
    html_language,
    left_segments,
    paint,
    right_segments,
)
from explorer.compare import Tile


class Reader(HTMLParser):
    """Collects the text and the elements that a browser would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.elements: set[str] = set()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


# A parser, as a browser, turns CR into LF and drops NUL; neither stands in a stored text.
texts = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)


@given(texts, st.data())
def test_painting_changes_no_character(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    tiles = [Tile(a, b, a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    for segments in (left_segments(text, tiles), right_segments(text, tiles)):
        assert "".join(piece for piece, _ in segments) == text
        page = read(paint(segments))
        assert page.text == text
        assert page.elements <= {"mark"}


def test_a_tile_has_the_same_number_on_both_sides() -> None:
    left, right = "甲乙丙丁|戊己庚辛", "戊己庚辛，甲乙丙丁"
    tiles = [Tile(0, 4, 5, 9), Tile(5, 9, 0, 4)]
    assert left_segments(left, tiles) == [("甲乙丙丁", 1), ("|", 0), ("戊己庚辛", 2)]
    assert right_segments(right, tiles) == [("戊己庚辛", 2), ("，", 0), ("甲乙丙丁", 1)]


def test_the_number_is_no_part_of_the_text_that_a_reader_copies() -> None:
    assert read(paint([("建议", 3)])).text == "建议"


def test_the_language_of_a_passage() -> None:
    assert html_language("zh") == "zh-Hans"
    assert html_language("en") == "en"
    assert '"' not in html_language('"><script>')


def test_each_tile_lights_its_own_number_only() -> None:
    rules = hover_rules(12).splitlines()
    assert len(rules) == 12
    assert rules[1].startswith(".stApp:has(.t2:hover) .t2 ")

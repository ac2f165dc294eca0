"""Corpus text becomes HTML by escaping and our own marks only."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from explorer.app.components.passages import (
    Segment,
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
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    tiles = [Tile(a, b, a, b) for a, b in spans]
    others = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    more = {
        "formula": list(zip(others[::2], others[1::2], strict=False)),
        "sentences": [(a, b, n) for n, (a, b) in enumerate(zip(others, others[1:], strict=False))],
    }
    for segments in (left_segments(text, tiles, **more), right_segments(text, tiles, **more)):
        assert "".join(segment.text for segment in segments) == text
        assert sum(len(one.text) for one in segments if one.tile) == sum(b - a for a, b in spans)
        stock = sum(len(one.text) for one in segments if one.formula)
        assert stock == sum(b - a for a, b in more["formula"])
        page = read(paint(segments, focusable=True))
        assert page.text == text
        assert page.elements <= {"mark", "span"}


def test_a_tile_has_the_same_number_on_both_sides() -> None:
    left, right = "甲乙丙丁|戊己庚辛", "戊己庚辛，甲乙丙丁"
    tiles = [Tile(0, 4, 5, 9), Tile(5, 9, 0, 4)]
    one, two = left_segments(left, tiles), right_segments(right, tiles)
    assert [segment[:2] for segment in one] == [("甲乙丙丁", 1), ("|", 0), ("戊己庚辛", 2)]
    assert [segment[:2] for segment in two] == [("戊己庚辛", 2), ("，", 0), ("甲乙丙丁", 1)]


def test_formula_and_sentences_are_marked_within_tiles() -> None:
    cut = left_segments("甲乙丙丁", [Tile(0, 3, 0, 3)], formula=[(1, 4)], sentences=[(0, 2, 7)])
    assert cut == [
        Segment("甲", 1, False, (7,)),
        Segment("乙", 1, True, (7,)),
        Segment("丙", 1, True),
        Segment("丁", 0, True),
    ]
    html = paint(cut, focusable=True)
    assert html.count('tabindex="0"') == 1, "a tile is one stop of the Tab key"
    assert html.count('class="sentence-of s7"') == 2
    assert html.count('class="stock"') == 3


def test_the_number_is_no_part_of_the_text_that_a_reader_copies() -> None:
    assert read(paint([Segment("建议", 3)])).text == "建议"


def test_the_language_of_a_passage() -> None:
    assert html_language("zh") == "zh-Hans"
    assert html_language("en") == "en"
    assert '"' not in html_language('"><script>')


def test_each_tile_lights_its_own_number_only() -> None:
    rules = hover_rules(12).splitlines()
    assert len(rules) == 12
    assert rules[1].startswith(".stApp:has(.t2:hover, .t2:focus) .t2 ")

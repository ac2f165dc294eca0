"""Corpus text as HTML: escaped, with our own marks around the wording that two passages share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from explorer.compare import Tile

Span = tuple[int, int]
"""Half-open characters of a passage."""
Numbered = tuple[int, int, int]
"""A span and its number."""


class Segment(NamedTuple):
    """A piece of text and what stands there.

    ``tile`` is the number of its tile, 0 where it is in none; ``formula`` whether it is formula;
    ``sentences`` the numbers of the sentence pairs that it belongs to.
    """

    text: str
    tile: int = 0
    formula: bool = False
    sentences: tuple[int, ...] = ()


def left_segments(
    text: str,
    tiles: Sequence[Tile],
    *,
    formula: Sequence[Span] = (),
    sentences: Sequence[Numbered] = (),
) -> list[Segment]:
    """The first passage cut at its tiles, which are numbered in its order; gaps are not theirs."""
    runs = [(run[0], run[1], n) for n, tile in enumerate(tiles, 1) for run in tile.runs()]
    return _cut(text, runs, formula, sentences)


def right_segments(
    text: str,
    tiles: Sequence[Tile],
    *,
    formula: Sequence[Span] = (),
    sentences: Sequence[Numbered] = (),
) -> list[Segment]:
    """The second passage cut at its tiles, with the numbers of the first."""
    runs = [(run[2], run[3], n) for n, tile in enumerate(tiles, 1) for run in tile.runs()]
    return _cut(text, runs, formula, sentences)


def paint(segments: Iterable[Segment], *, focusable: bool = False) -> str:
    """The segments as HTML; the number is an attribute, so that copied text stays the text.

    ``focusable``: each tile can be reached by keyboard, which lights it on both sides.
    """
    painted, seen, before = [], {0}, 0
    for segment in segments:
        html = escape(segment.text)
        if segment.formula:
            html = f'<span class="stock">{html}</span>'
        if segment.tile:
            number = f' data-n="{segment.tile}"' if segment.tile != before else ""
            stop = ' tabindex="0"' if focusable and segment.tile not in seen else ""
            seen.add(segment.tile)
            html = f'<mark class="tile t{segment.tile}"{number}{stop}>{html}</mark>'
        if segment.sentences:
            html = f'<span class="{sentence_classes(segment.sentences)}">{html}</span>'
        painted.append(html)
        before = segment.tile
    return "".join(painted)


def sentence_classes(numbers: Iterable[int]) -> str:
    """The classes by which sentence pairs light together."""
    return " ".join(["sentence-of", *(f"s{n}" for n in numbers)])


def html_language(language: str) -> str:
    """The ``lang`` attribute for a text; ``zh`` alone leaves the glyphs to chance."""
    return "zh-Hans" if language == "zh" else escape(language)


def hover_rules(numbers: int) -> str:
    """CSS that lights a tile on both sides while the pointer or the focus is on either."""
    return "\n".join(
        f".stApp:has(.t{n}:hover, .t{n}:focus) .t{n} "
        "{ background: var(--tile-lit); border-bottom-style: double; color: inherit; "
        "--stock: var(--ink); --doubt: var(--ink); }"
        for n in range(1, numbers + 1)
    )


def sentence_rules(numbers: int) -> str:
    """CSS that lights a pair of sentences wherever it stands."""
    return "\n".join(
        f".stApp:has(.s{n}:hover, .s{n}:focus) .s{n} "
        "{ background: var(--accent-wash); box-shadow: inset 0 -2px var(--accent); }"
        for n in range(1, numbers + 1)
    )


def _cut(
    text: str, tiles: Iterable[Numbered], formula: Sequence[Span], sentences: Sequence[Numbered]
) -> list[Segment]:
    """The text cut wherever something begins or ends."""
    tiles = sorted(tiles)
    borders = {0, len(text)}
    for start, end, *_ in (*tiles, *formula, *sentences):
        borders |= {start, end}
    cuts = sorted(at for at in borders if 0 <= at <= len(text))
    segments = []
    at_tile = at_formula = 0
    stock = sorted(formula)
    for start, end in zip(cuts, cuts[1:], strict=False):
        # Neither tiles nor formulas overlap each other, so both are walked through once.
        while at_tile < len(tiles) and tiles[at_tile][1] <= start:
            at_tile += 1
        while at_formula < len(stock) and stock[at_formula][1] <= start:
            at_formula += 1
        inside = at_tile < len(tiles) and tiles[at_tile][0] <= start
        segments.append(
            Segment(
                text[start:end],
                tiles[at_tile][2] if inside else 0,
                at_formula < len(stock) and stock[at_formula][0] <= start,
                tuple(n for first, last, n in sentences if first <= start and end <= last),
            )
        )
    return segments

"""Corpus text as HTML: escaped, with our own marks around the wording that two passages share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from explorer.compare import Tile

Segment = tuple[str, int]
"""A piece of text and the number of its tile, 0 where it is in none."""


def left_segments(text: str, tiles: Sequence[Tile]) -> list[Segment]:
    """The first passage cut at its tiles, which are numbered in its order; gaps are not theirs."""
    return _cut(text, [(run[0], run[1], n) for n, t in enumerate(tiles, 1) for run in t.runs()])


def right_segments(text: str, tiles: Sequence[Tile]) -> list[Segment]:
    """The second passage cut at its tiles, with the numbers of the first."""
    runs = ((run[2], run[3], n) for n, t in enumerate(tiles, 1) for run in t.runs())
    return _cut(text, sorted(runs))


def paint(segments: Iterable[Segment]) -> str:
    """The segments as HTML; the number is an attribute, so that copied text stays the text."""
    return "".join(
        f'<mark class="tile t{n}" data-n="{n}">{escape(text)}</mark>' if n else escape(text)
        for text, n in segments
    )


def html_language(language: str) -> str:
    """The ``lang`` attribute for a text; ``zh`` alone leaves the glyphs to chance."""
    return "zh-Hans" if language == "zh" else escape(language)


def hover_rules(numbers: int) -> str:
    """CSS that lights a tile on both sides while the pointer is on either."""
    return "\n".join(
        f".stApp:has(.t{n}:hover) .t{n} {{ background: var(--tile-lit); color: inherit; }}"
        for n in range(1, numbers + 1)
    )


def _cut(text: str, spans: Iterable[tuple[int, int, int]]) -> list[Segment]:
    segments: list[Segment] = []
    at = 0
    for start, end, n in spans:
        if at < start:
            segments.append((text[at:start], 0))
        segments.append((text[start:end], n))
        at = end
    if at < len(text):
        segments.append((text[at:], 0))
    return segments

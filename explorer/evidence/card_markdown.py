"""A card as Markdown; whatever comes from a corpus stays text in it."""

from __future__ import annotations

from collections.abc import Iterable

from explorer.evidence.card import Card, Side
from explorer.evidence.tables import plain
from explorer.evidence.telling import Number, told
from explorer.evidence.whereabouts import heading
from explorer.evidence.words import word


def markdown_bytes(card: Card, lang: str) -> bytes:
    """The card in Chinese (``zh``) or English, in UTF-8; shared wording is numbered."""
    words = told(card, lang)
    blocks = [f"# {word(lang, 'card')}"]
    sides = zip(
        (card.passage, card.counterpart), ("passage", "counterpart"), words.heads, strict=True
    )
    for side, name, head in sides:
        blocks += _side(side, word(lang, name), head, lang)
    blocks.append(plain(word(lang, "marks")))
    blocks.append("\n".join(["| | | |", "| --- | ---: | --- |", *_numbers(words.numbers)]))
    if words.differences:
        blocks += [f"## {word(lang, 'differences')}", _items(words.differences)]
    blocks += [
        f"## {word(lang, 'traces')}",
        _items(words.traces or (word(lang, "traces.none"),)),
        f"## {word(lang, 'about')}",
        _items(f"{name}: {value}" for name, value in words.about if value),
        f"**{word(lang, 'cite')}**: {plain(words.citation)}",
        f"*{plain(word(lang, 'caution'))}*",
    ]
    return ("\n\n".join(blocks) + "\n").encode("utf-8", "replace")


def _side(side: Side, name: str, head: Iterable[tuple[str, str]], lang: str) -> list[str]:
    blocks = [f"## {name}: {plain(heading(side, lang))}"]
    if side.speech and side.speech.title.strip():
        blocks.append(f"*{plain(side.speech.title)}*")
    if known := [f"{label}: {value}" for label, value in head]:
        blocks.append(_items(known))
    lines = [
        *([plain(side.before.text)] if side.before else []),
        _marked(side),
        *([plain(side.after.text)] if side.after else []),
    ]
    return [*blocks, "\n>\n".join(f"> {line}" for line in lines)]


def _marked(side: Side) -> str:
    # Not bold: many readers of Markdown leave the stars as they are where Han characters adjoin.
    return "".join(
        f"⟦{number} {plain(text)}⟧" if number else _spaced(text) for text, number in side.pieces
    )


def _spaced(text: str) -> str:
    """The text on one line; a space at either end parts it from what stands beside it."""
    if not text.strip():
        return " "
    return " " * text[0].isspace() + plain(text) + " " * text[-1].isspace()


def _numbers(numbers: Iterable[Number]) -> Iterable[str]:
    for one in numbers:
        yield f"| {plain(one.name)} | {plain(one.value)} | {plain(one.meaning)} |"


def _items(lines: Iterable[str]) -> str:
    return "\n".join(f"- {plain(line)}" for line in lines)

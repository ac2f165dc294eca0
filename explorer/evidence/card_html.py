"""A card as one HTML file that needs nothing else: no script, no request, its own style sheet."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path

from explorer.evidence.card import Card, Context, Side
from explorer.evidence.telling import Number, Told, told
from explorer.evidence.whereabouts import COLON, heading
from explorer.evidence.words import word

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Should markup of a corpus ever slip through, it still runs and loads nothing."""


def html_bytes(card: Card, lang: str) -> bytes:
    """The card in Chinese (``zh``) or English, in UTF-8."""
    words = told(card, lang)
    sides = zip(
        (card.passage, card.counterpart), ("passage", "counterpart"), words.heads, strict=True
    )
    card_name = escape(word(lang, "card"))
    names = escape(f"{heading(card.passage, lang)} / {heading(card.counterpart, lang)}")
    page = (
        f'<!DOCTYPE html>\n<html lang="{html_language(lang)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{card_name}: {names}</title>\n"
        f"<style>\n{_style()}</style>\n</head>\n<body>\n"
        f"<header><h1>{card_name}</h1><p>{escape(card.about.corpus)}</p></header>\n"
        f'<main class="pair">{"".join(_side(*one, lang) for one in sides)}</main>\n'
        f"{_numbers(words.numbers)}\n{_notes(words, lang)}\n"
        f'<p class="caution">{escape(word(lang, "caution"))}</p>\n</body>\n</html>\n'
    )
    return page.encode("utf-8", "replace")


def html_language(language: str) -> str:
    """The ``lang`` attribute of a text; ``zh`` alone leaves the glyphs to chance."""
    return "zh-Hans" if language == "zh" else escape(language)


@cache
def _style() -> str:
    return Path(__file__).with_name("card.css").read_text("utf-8")


def _side(side: Side, name: str, head: Iterable[tuple[str, str]], lang: str) -> str:
    language = html_language(side.language)
    title = side.speech.title.strip() if side.speech else ""
    known = _list(head)
    return (
        f'<section class="side"><h2><small>{escape(word(lang, name))}</small>'
        f"{escape(heading(side, lang))}</h2>"
        + (f'<p class="title" lang="{language}">{escape(title)}</p>' if title else "")
        + (f'<dl class="known">{known}</dl>' if known else "")
        + _context(side.before, language)
        + f'<p class="text" lang="{language}">{_marked(side)}</p>'
        + _context(side.after, language)
        + "</section>"
    )


def _marked(side: Side) -> str:
    """The text with its shared wording marked; a tile's number stands where the tile begins."""
    painted, seen = [], {0}
    for text, number in side.pieces:
        if not number:
            painted.append(escape(text))
            continue
        sup = "" if number in seen else f"<sup>{number}</sup>"
        seen.add(number)
        painted.append(f"<mark>{sup}{escape(text)}</mark>")
    return "".join(painted)


def _context(line: Context | None, language: str) -> str:
    if line is None or not line.text.strip():
        return ""
    kind = "context heading" if line.is_heading else "context"
    return f'<p class="{kind}" lang="{language}">{escape(line.text)}</p>'


def _numbers(numbers: Iterable[Number]) -> str:
    return f'<table class="numbers">{"".join(_row(one) for one in numbers)}</table>'


def _row(one: Number) -> str:
    bar = ""
    if one.share is not None:
        width = 100 * max(0.0, min(one.share, 1.0))
        bar = f'<span><i style="width:{width:.1f}%"></i></span>'
    return (
        f'<tr><th scope="row">{escape(one.name)}</th><td class="bar">{bar}</td>'
        f'<td class="value">{escape(one.value)}</td>'
        f'<td class="what">{escape(one.meaning)}</td></tr>'
    )


def _notes(words: Told, lang: str) -> str:
    told_of = []
    if words.differences:
        told_of.append((word(lang, "differences"), _items(words.differences)))
    traces = words.traces or (word(lang, "traces.none"),)
    told_of.append((word(lang, "traces"), _items(traces)))
    about = [f"{name}{COLON[lang]}{value}" for name, value in words.about if value]
    told_of.append((word(lang, "about"), _items(about)))
    rows = "".join(f"<div><dt>{escape(name)}</dt><dd>{html}</dd></div>" for name, html in told_of)
    cite = escape(word(lang, "cite"))
    rows += f'<div class="cite"><dt>{cite}</dt><dd>{escape(words.citation)}</dd></div>'
    return f'<dl class="notes">{rows}</dl>'


def _items(lines: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"


def _list(pairs: Iterable[tuple[str, str]]) -> str:
    return "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in pairs
    )

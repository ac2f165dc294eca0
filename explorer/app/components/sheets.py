"""Tables of HTML, links from them into the reading page, and their style sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from explorer.app import link
from explorer.app.components.passages import html_language
from explorer.app.desk import place_code
from explorer.app.phrases import one_line
from explorer.records import Speech

_SHEET = Path(__file__).parent / "assets" / "speech.css"
CLEARED = {
    "listed": None,
    "page": 1,
    "spread": None,
    "words": "",
    "draft_place": None,
    "draft_year": None,
    "finding": None,
    "query": "",
    "kept": None,
}
"""What belongs to these pages alone and means nothing where a link of theirs leads."""


def style() -> None:
    """Give the page the looks of bars, tables and patterns."""
    st.html(f"<style>{_SHEET.read_text('utf-8')}</style>")


def reading(speech: Speech, paragraph_id: str | None = None, result: str | None = None) -> str:
    """The address of a passage on the reading page, with its counterpart, for an attribute."""
    there = link.params(
        place=place_code(speech.place),
        speech=speech.id,
        paragraph=paragraph_id,
        result=result,
        **CLEARED,
    )
    return escape(f"./?{urlencode(there)}")


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], name: str) -> str:
    """A table whose cells are HTML already; ``caption`` is read out and not shown."""
    cells = "".join(f'<th scope="col">{escape(one)}</th>' for one in head)
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    return (
        f'<div class="sheet {name}" role="region" tabindex="0" aria-label="{escape(caption)}">'
        f"<table><caption>{escape(caption)}</caption><thead><tr>{cells}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def cell(html: str, name: str = "") -> str:
    """A cell of HTML."""
    return f'<td class="{name}">{html}</td>' if name else f"<td>{html}</td>"


def excerpt(text: str, most: int, language: str) -> str:
    """The beginning of a passage."""
    line = one_line(text)
    shown = line if len(line) <= most else line[: most - 1] + "…"
    return f'<span class="quote" lang="{html_language(language)}">{escape(shown)}</span>'

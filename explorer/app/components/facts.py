"""The facts of an index: what it holds, how it was made, what its numbers mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from explorer.app import phrases
from explorer.app.components.passages import html_language
from explorer.app.texts import say
from explorer.records import Speech

if TYPE_CHECKING:
    from explorer.index.manifest import Manifest
    from explorer.search import Explorer

LISTED = 1_000
"""Speeches in the table; a longer one is sent to the browser whole and gets slow."""
COUNTS = ("documents", "speeches", "witness_groups", "paragraphs", "windows", "cities")
NUMBERS = ("meaning", "wording", "year", "first")


def overview(lang: str, manifest: Manifest) -> None:
    """Draw what the index is, what is in it and what made it."""
    model = manifest.model
    index = {
        say(lang, "about.generation"): manifest.generation,
        say(lang, "about.created"): manifest.created.replace("T", " ")[:16],
    }
    counts = {
        say(lang, f"about.{name}"): f"{manifest.counts[name]:,}"
        for name in COUNTS
        if name in manifest.counts
    }
    made_by = {
        say(lang, "about.model"): model.name,
        say(lang, "about.revision"): model.revision,
        say(lang, "about.prompt"): model.prompt,
        say(lang, "about.dimension"): model.dimension,
        say(lang, "about.precision"): model.precision,
    }
    st.html(
        '<div class="facts">'
        + _table(say(lang, "about.index"), index)
        + _table(say(lang, "about.counts"), counts)
        + _table(say(lang, "about.model"), made_by)
        + _table(say(lang, "about.settings"), manifest.settings)
        + _table(say(lang, "about.libraries"), manifest.libraries)
        + _table(
            say(lang, "about.unreadable"),
            {entry.name: entry.reason for entry in manifest.unreadable},
        )
        + "</div>"
    )


def numbers(lang: str) -> None:
    """Draw what each number on the other pages means, and what it does not."""
    body = "".join(f"<p>{escape(say(lang, f'about.numbers.{name}'))}</p>" for name in NUMBERS)
    title = escape(say(lang, "about.numbers"))
    st.html(f'<section class="prose" lang="{html_language(lang)}"><h3>{title}</h3>{body}</section>')


def speeches(lang: str, explorer: Explorer) -> None:
    """Draw the table of the speeches."""
    st.html(f'<h3 class="prose">{escape(say(lang, "about.list"))}</h3>')
    found = list(explorer.speeches())
    st.dataframe(_columns(lang, found[:LISTED]), hide_index=True, lazy=False, key="speeches")
    if len(found) > LISTED:
        st.html(f'<p class="source">{escape(say(lang, "about.more", n=LISTED))}</p>')


def _columns(lang: str, found: Iterable[Speech]) -> dict[str, list[str | int]]:
    columns: dict[str, list[str | int]] = {}
    for speech in found:
        row: dict[str, str | int] = {
            "city": phrases.place_name(lang, speech.place),
            "year": phrases.year_name(lang, speech.dating),
            "status": phrases.year_status(lang, speech.dating),
            "title": phrases.title(lang, speech),
            "document": phrases.source(lang, speech),
            "paragraphs": speech.paragraphs,
        }
        for name, value in row.items():
            columns.setdefault(say(lang, f"about.column.{name}"), []).append(value)
    return columns


def _table(title: str, values: Mapping[str, object]) -> str:
    if not values:
        return ""
    rows = "".join(
        f"<div><dt>{escape(str(name))}</dt><dd>{escape(_value(value))}</dd></div>"
        for name, value in values.items()
    )
    return f"<section><h3>{escape(title)}</h3><dl>{rows}</dl></section>"


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {item}" for name, item in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return "—" if value is None or value == "" else str(value)

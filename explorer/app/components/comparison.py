"""The passage, its counterpart and the list of all counterparts, side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explorer.answers import Answer
from explorer.app import link, phrases
from explorer.app.choice import Choice
from explorer.app.components import counterpart, filters, page, results
from explorer.app.state import State
from explorer.app.texts import say

if TYPE_CHECKING:
    from explorer.search import Explorer


PASSAGE, COUNTERPART, LIST = 11, 11, 6
"""Widths of the panes; the first keeps its width when a paragraph is selected."""


def panes(*widths: int) -> list[DeltaGenerator]:
    """Room for the panes side by side; the style sheet wraps them in narrow windows."""
    with st.container(key="panes"):
        return list(st.columns(widths, gap="medium"))


def summary(
    explorer: Explorer,
    state: State,
    sentence: str,
    choice: Choice | None,
    *,
    years_matter: bool = True,
) -> None:
    """Draw the sentence about the query, its conditions, and what a link could not restore."""
    with st.container(horizontal=True, vertical_alignment="center", key="summary"):
        page.sentence(sentence)
        filters.show(explorer, state, years_matter=years_matter)
    if choice is not None:
        page.notices(choice.notices)


def show(
    explorer: Explorer,
    answer: Answer,
    choice: Choice | None,
    passage: Callable[[], None],
    *,
    reading: bool,
) -> None:
    """Draw the three panes; ``passage`` draws the first, ``reading``: on the reading page."""
    lang = link.language()
    left, middle, right = panes(PASSAGE, COUNTERPART, LIST)
    with left:
        passage()
    with middle:
        if choice is None:
            page.hint(say(lang, "none.title"), phrases.nothing_found(lang, answer))
        else:
            counterpart.show(explorer, answer, choice, reading=reading)
    with right:
        if answer.counterparts:
            results.show(explorer, answer, choice.paragraph.id if choice else None)


def waiting(explorer: Explorer, passage: Callable[[], None]) -> None:
    """Draw the passage, and beside it what to do next."""
    lang = link.language()
    left, right = panes(PASSAGE, COUNTERPART + LIST)
    with left:
        passage()
    with right:
        lines = [say(lang, "read.hint.what"), say(lang, "read.hint.keys")]
        if sum(entry.place.code is not None for entry in explorer.places()) == 1:
            lines.insert(0, say(lang, "one_city"))
        page.hint(say(lang, "read.hint"), lines)

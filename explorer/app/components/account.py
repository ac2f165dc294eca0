"""What was asked, under which conditions, and what came of it: above the passage and the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from explorer.answers import Ancestor, Answer
from explorer.app import answers, link, phrases
from explorer.app.components import filters, page, pills
from explorer.app.conditions import CLEAR
from explorer.app.desk import place_code
from explorer.app.state import State
from explorer.app.texts import say

if TYPE_CHECKING:
    from explorer.search import Explorer

READ_PAGE = Path(__file__).parent.parent / "views" / "read.py"


def show(
    explorer: Explorer,
    state: State,
    answer: Answer,
    anchor: str,
    passage: str,
    *,
    free: bool,
    blind: bool = False,
) -> None:
    """Draw the sentence with its conditions, and a line about the formula of the passage.

    ``anchor`` names the passage, ``passage`` is its text; ``free``: it is the reader's own,
    ``blind``: no verdict is told.
    """
    lang = link.language()
    with st.container(horizontal=True, vertical_alignment="center", key="summary"):
        page.sentence(phrases.query_sentence(lang, anchor, answer, blind=blind))
        filters.show(explorer, state, years_matter=not free)
    notes(lang, answer, passage, reading=not free)


def notes(lang: str, answer: Answer, passage: str, *, reading: bool) -> None:
    """Draw what else is to be told of the passage: formula, an earlier text above, percentiles."""
    told = [phrases.formula_line(lang, answer)]
    if answer.uncalibrated and answer.counterparts:
        told.append(say(lang, "query.uncalibrated"))
    told = [line for line in told if line]
    if not told and answer.ancestor is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="notes"):
        if told:
            text = escape("".join(told) if lang == "zh" else " ".join(told))
            st.html(f'<p class="source">{text}</p>', width="content")
        if answer.ancestor is not None:
            _earlier(lang, answer.ancestor, passage, reading=reading)


def no_counterpart(
    explorer: Explorer, state: State, query: str, answer: Answer, *, free: bool
) -> None:
    """Say why nothing came back, with a button for each condition without which something does.

    ``query`` is how the index is asked for the passage.
    """
    lang, there = link.language(), answers.offers(explorer)
    page.hint(say(lang, "none.title"), phrases.nothing_found(lang, answer))
    passage = None if free else filters.passage_of(explorer, state)
    applied = filters.applied_to(state, there, passage)

    def found(change: Mapping[str, Any]) -> int:
        changed = replace(applied, **change)
        return len(answers.counterparts(explorer, query, changed, is_text=free))

    conditions = [one for one in pills.of_state(lang, applied, there, passage) if one.is_set]
    helping = [(one, n) for one in conditions if (n := found(one.change))]
    pills.remedies(helping)
    if not helping and any(not one.is_standing for one in conditions) and found(CLEAR):
        st.button(say(lang, "filter.clear"), key="remedy all", on_click=filters.clear_all)


def _earlier(lang: str, ancestor: Ancestor, passage: str, *, reading: bool) -> None:
    """The earlier text above the passage; a click opens it."""
    key = "query.ancestor" if ancestor.certain else "query.ancestor.perhaps"
    source = phrases.ancestor_source(lang, ancestor, passage)
    label = pills.plain(say(lang, key, source=source))
    there = {
        "place": place_code(ancestor.speech.place),
        "speech": ancestor.speech.id,
        "paragraph": ancestor.paragraph.id,
        "result": None,
    }
    if reading:  # a link of a page to itself would leave the address as it is
        st.button(label, key="ancestor", type="tertiary", on_click=link.put, kwargs=there)
    else:
        st.page_link(READ_PAGE, label=label, query_params=link.params(**there))

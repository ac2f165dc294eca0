"""Search the index for the counterparts of a free passage."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from explorer.app import link, opening, phrases
from explorer.app.answers import counterparts
from explorer.app.choice import choose
from explorer.app.components import asking, comparison, page
from explorer.app.components.passages import left_segments
from explorer.app.texts import say


def show() -> None:
    """Draw the page."""
    state, lang = link.current(), link.language()
    asking.show(state)
    if asking.answerable(state.query):
        _compare(state.query)
    else:
        page.hint(say(lang, "nav.search"), [say(lang, "search.hint")])


def _compare(query: str) -> None:
    explorer, lang = opening.explorer(), link.language()
    # A passage of one's own has no year, so no year can be surely another.
    state = replace(link.current(), sure=False)
    with st.spinner(say(lang, "search.working")):
        answer = counterparts(explorer, query, state, is_text=True)
    choice = choose(explorer, query, answer, state.result)
    sentence = phrases.query_sentence(lang, say(lang, "anchor.query"), answer)
    comparison.summary(explorer, state, sentence, choice, years_matter=False)
    shared = left_segments(query, choice.tiles if choice else ())
    comparison.show(explorer, answer, choice, lambda: asking.passage(query, shared), reading=False)


show()

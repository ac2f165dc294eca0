"""Search the index for the counterparts of a free passage."""

from __future__ import annotations

import streamlit as st

from explorer.app import link, opening, waiting, warming
from explorer.app.answers import RESULTS, counterparts
from explorer.app.choice import Passage, choose
from explorer.app.components import asking, comparison, page
from explorer.app.texts import say
from explorer.corpus.language import detect_language


def show() -> None:
    """Draw the page."""
    state, lang = link.current(), link.language()
    asking.show(state)
    if asking.answerable(state.query):
        _compare(Passage(state.query, detect_language(state.query)))
    else:
        page.hint(say(lang, "nav.search"), [say(lang, "search.hint")])


def _compare(passage: Passage) -> None:
    explorer, state, lang = opening.explorer(), link.current(), link.language()
    waiting.awaited(lambda: warming.load_model(explorer), say(lang, "search.working"))
    with st.empty(), st.spinner(say(lang, "search.working")):
        answer = counterparts(explorer, passage.text, state, is_text=True, k=state.most or RESULTS)
    choice = choose(explorer, passage, answer, state.result)
    comparison.show(
        explorer,
        state,
        say(lang, "anchor.query"),
        passage,
        answer,
        choice,
        lambda segments: asking.passage(passage, segments),
    )


show()

"""The box for a free passage, and the passage once it has been asked for."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from explorer.app import link
from explorer.app.choice import Passage
from explorer.app.components import page
from explorer.app.components.passages import Segment, html_language, paint
from explorer.app.state import State, clean_query
from explorer.app.texts import say
from explorer.scope import LONGEST_QUERY

_REFUSED = "query refused"
_SEEDED = "query seeded"


def show(state: State) -> None:
    """Draw the box, and one line where the passage cannot be asked for."""
    lang = link.language()
    with st.form("asking", border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_area(
                say(lang, "search.label"),
                key=_seed(state),
                placeholder=say(lang, "search.placeholder"),
                height=84,
            )
            st.form_submit_button(say(lang, "search.go"), type="primary", on_click=_asked)
    with st.container():  # one place, whatever is told
        if link.lost_passage(state):
            page.notice(say(lang, "search.lost"))
        elif state.kept:
            page.notice(say(lang, "search.kept"))
        if refused := st.session_state.pop(_REFUSED, None) or _refusal(lang, state.query):
            page.notice(refused)


def passage(asked: Passage, segments: Sequence[Segment]) -> None:
    """Draw the passage with the wording that the counterpart shares."""
    lang = link.language()
    title = escape(say(lang, "search.yours"))
    language = html_language(asked.language)
    st.html(
        f'<article class="pane card"><header><p class="where"><b>{title}</b></p></header>'
        f'<div class="passage" lang="{language}">'
        f'<p class="chosen asked">{paint(segments, focusable=True)}</p></div></article>'
    )


def answerable(query: str) -> bool:
    """Whether a passage may be asked for: it has words, and no more than the limit."""
    return any(map(str.isalnum, query)) and len(query) <= LONGEST_QUERY


def _seed(state: State) -> str:
    """Fill the box from the link once, so that a refused passage stays there to be mended."""
    key = link.widget("query")
    seeded = (key, state.query)
    if st.session_state.get(_SEEDED) != seeded or key not in st.session_state:
        st.session_state[_SEEDED] = seeded
        st.session_state[key] = state.query
    return key


def _asked() -> None:
    query = clean_query(str(link.chosen("query") or ""))
    if answerable(query):
        st.session_state[_SEEDED] = (link.widget("query"), query)
        link.put(query=query, result=None, most=None)
    else:
        lang = link.language()
        st.session_state[_REFUSED] = _refusal(lang, query) or say(lang, "search.empty")


def _refusal(lang: str, query: str) -> str:
    if len(query) > LONGEST_QUERY:
        return say(lang, "search.long", n=len(query), most=LONGEST_QUERY)
    return ""

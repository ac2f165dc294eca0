"""Asks the index, and keeps recent answers: stepping through results asks the same again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from explorer.answers import Answer
from explorer.app import conditions, link, waiting
from explorer.app.conditions import Offers
from explorer.app.state import State
from explorer.app.texts import say
from explorer.scope import MOST_RESULTS, Scope

if TYPE_CHECKING:
    from explorer.search import Explorer

RESULTS = 20
"""Counterparts on view; more than a reader compares for one paragraph."""
LISTS = (100, 300, MOST_RESULTS)
"""Lengths of the list that a reader may ask for after that. Beside 14,136 paragraphs an answer
takes some 0.05 s for 20 counterparts and 0.5 to 0.7 s for 1,000, with 1 MB for the table: that is
for those who ask for it."""
KEPT, LONG_KEPT = 300, 12
"""Answers that are kept; a long one takes some 3 MB."""


def counterparts(
    explorer: Explorer, query: str, state: State, *, is_text: bool = False, k: int = RESULTS
) -> Answer:
    """The counterparts of a paragraph id, or of a free text, under the conditions of the state."""
    there = offers(explorer)
    state, _ = conditions.known(conditions.applying(state, free=is_text), there)
    scope = conditions.scope(state, there)
    # Written out: equal scopes are the same question, whatever else the state holds.
    asked = "|".join(repr(getattr(state, field)) for field in conditions.FIELDS)
    question = (_identity(explorer), query, is_text, k, asked, scope, explorer)
    if not state.wording and k <= RESULTS:
        st.empty()  # as where an answer is waited for: what follows stays where it is
        return _counterparts(*question)
    told = "filter.working" if state.wording else "list.working"
    find = _long_list if k > RESULTS else _looked_through
    return waiting.awaited(lambda: find(*question), say(link.language(), told))


@st.cache_data(max_entries=KEPT, show_spinner=False)
def _counterparts(
    identity: tuple[str, str],
    query: str,
    is_text: bool,
    k: int,
    asked: str,
    _scope: Scope,
    _explorer: Explorer,
) -> Answer:
    return _explorer.counterparts(query, k=k, scope=_scope, is_text=is_text)


@st.cache_data(max_entries=LONG_KEPT, show_spinner=False)
def _long_list(
    identity: tuple[str, str],
    query: str,
    is_text: bool,
    k: int,
    asked: str,
    _scope: Scope,
    _explorer: Explorer,
) -> Answer:
    with waiting.turn(waiting.ASKED):
        return _explorer.counterparts(query, k=k, scope=_scope, is_text=is_text, step=waiting.step)


@st.cache_data(max_entries=KEPT, show_spinner=False)
def _looked_through(
    identity: tuple[str, str],
    query: str,
    is_text: bool,
    k: int,
    asked: str,
    _scope: Scope,
    _explorer: Explorer,
) -> Answer:
    """The wording of every paragraph is compared."""
    with waiting.turn(waiting.ASKED):
        return _explorer.counterparts(query, k=k, scope=_scope, is_text=is_text, step=waiting.step)


def offers(explorer: Explorer) -> Offers:
    """What conditions can be set in this index."""
    return _offers(_identity(explorer), explorer)


@st.cache_resource(max_entries=4, show_spinner=False)
def _offers(identity: tuple[str, str], _explorer: Explorer) -> Offers:
    return conditions.offers(_explorer)


def _identity(explorer: Explorer) -> tuple[str, str]:
    """Two folders may both hold a first generation; the time of building tells them apart."""
    return explorer.manifest.generation, explorer.manifest.created

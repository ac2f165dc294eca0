"""Asks the index, and keeps recent answers: stepping through results asks the same again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from explorer.answers import Answer
from explorer.app.state import State

if TYPE_CHECKING:
    from explorer.search import Explorer

RESULTS = 20
"""Counterparts on view; more than a reader compares for one paragraph."""


def counterparts(explorer: Explorer, query: str, state: State, *, is_text: bool = False) -> Answer:
    """The counterparts of a paragraph id, or of a free text, under the filters of the state."""
    return _counterparts(
        _identity(explorer), query, is_text, state.cities, state.years, state.sure, explorer
    )


@st.cache_data(max_entries=300, show_spinner=False)
def _counterparts(
    identity: tuple[str, str],
    query: str,
    is_text: bool,
    cities: tuple[str, ...],
    years: tuple[int, int] | None,
    sure: bool,
    _explorer: Explorer,
) -> Answer:
    from explorer.scope import Scope

    scope = Scope(certain_years=sure, places=frozenset(cities), years=years)
    return _explorer.counterparts(query, k=RESULTS, scope=scope, is_text=is_text)


def year_bounds(explorer: Explorer) -> tuple[int, int] | None:
    """The first and the last year that any speech of the index may be of."""
    return _year_bounds(_identity(explorer), explorer)


@st.cache_data(max_entries=4, show_spinner=False)
def _year_bounds(identity: tuple[str, str], _explorer: Explorer) -> tuple[int, int] | None:
    years = [
        year
        for speech in _explorer.speeches()
        for year in (speech.dating.earliest, speech.dating.latest, speech.dating.stated)
        if year is not None
    ]
    return (min(years), max(years)) if years else None


def _identity(explorer: Explorer) -> tuple[str, str]:
    """Two folders may both hold a first generation; the time of building tells them apart."""
    return explorer.manifest.generation, explorer.manifest.created

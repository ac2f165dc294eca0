"""The address bar: reads the state from it, writes changes to it, seeds widgets from it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from explorer.app.state import State, decode, encode
from explorer.app.texts import language_of

_GENERATION = "index generation"


def current() -> State:
    """The state that the address bar holds now."""
    return decode(st.query_params)


def language() -> str:
    """The interface language: the link's, else the browser's."""
    return current().lang or language_of(st.context.locale)


def remember_generation(generation: str) -> None:
    """Keep the generation on view, so that every link made from here on names it."""
    st.session_state[_GENERATION] = generation


def put(**changes: Any) -> None:  # noqa: ANN401 (the fields of State)
    """Change the state; a no-change leaves the browser's history alone."""
    state = replace(current(), **changes)
    if state != current():
        st.query_params.from_dict(encode(replace(state, generation=_generation())))


def params(**changes: Any) -> dict[str, str]:  # noqa: ANN401 (the fields of State)
    """The query string of a link to the present state with changes."""
    return encode(replace(current(), generation=_generation(), **changes))


def widget(name: str) -> str:
    """The key of a widget with translated labels.

    Widgets send labels to Python, so one key for both languages would empty a multiselect when
    the language changes.
    """
    return f"{name}@{language()}"


def seed(name: str, value: object) -> str:
    """Give a widget its value from the link, before it is drawn; returns its key."""
    key = widget(name)
    st.session_state[key] = value
    return key


def chosen(name: str) -> Any:  # noqa: ANN401 (whatever the widget holds)
    """What the reader just chose in a widget; for callbacks."""
    return st.session_state.get(widget(name))


def _generation() -> str | None:
    generation = st.session_state.get(_GENERATION)
    return generation if isinstance(generation, str) else None

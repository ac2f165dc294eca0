"""The address bar: reads the state from it, writes changes to it, seeds widgets from it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from explorer.app.state import LONGEST_VALUE, PARTS, State, decode, encode
from explorer.app.texts import language_of

LONGEST_LINK = 8_000
"""Bytes of a query string, 9 for a Han character. Proxies read 8 KiB of a request line, h11, which
serves the app, 16 KiB of a request with its headers; beyond these it is refused with a bare 400."""
MOST_KEPT = 20
"""Long passages of one session that the way back finds again."""
NAMES = tuple(part.name for part in PARTS)
_GENERATION = "index generation"
_KEPT = "passages too long for a link"


def current() -> State:
    """The state that the address bar holds now, with the passage that was too long for it."""
    known = ((name, st.query_params.get(name)) for name in NAMES)
    given = tuple((name, text[: LONGEST_VALUE + 1]) for name, text in known if text)
    state = _decoded(given)
    if state.kept and not state.query:
        return replace(state, query=_passages().get(state.kept, ""))
    return state


@lru_cache(maxsize=100)
def _decoded(given: tuple[tuple[str, str], ...]) -> State:
    """Read once for all that a page asks of it: a link of many thousand names takes a while."""
    return decode(dict(given))


def lost_passage(state: State) -> bool:
    """Whether a link stands for a long passage that this session never had."""
    return bool(state.kept and not state.query)


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
        st.query_params.from_dict(_written(state))


def params(**changes: Any) -> dict[str, str]:  # noqa: ANN401 (the fields of State)
    """The query string of a link to the present state with changes."""
    return _written(replace(current(), **changes))


def _written(state: State) -> dict[str, str]:
    """A state as a query string; a passage that is too long for a link stays in the session."""
    kept = None if state.query else state.kept
    state = replace(state, kept=kept, generation=_generation())
    written = encode(state)
    if not state.query or len(urlencode(written)) <= LONGEST_LINK:
        return written
    key = hashlib.sha256(state.query.encode("utf-8", "replace")).hexdigest()[:12]
    passages = _passages()
    passages.pop(key, None)
    passages[key] = state.query
    for oldest in list(passages)[:-MOST_KEPT]:
        del passages[oldest]
    return encode(replace(state, query="", kept=key))


def _passages() -> dict[str, str]:
    passages: dict[str, str] = st.session_state.setdefault(_KEPT, {})
    return passages


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

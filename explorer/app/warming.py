"""Pays in the background what is paid once, so that no reader waits for it.

The first question to an index counts how rare its words are and reads tables of the program (1 s);
the first free text loads the model (8 s and more). The threads are silent where they fail: the
reader's own question meets the same and tells it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from explorer.app.answers import _identity

if TYPE_CHECKING:
    from explorer.search import Explorer

TEXT_PAGES = frozenset({"search", "draft"})
"""Addresses of the pages where a text of the reader's own is asked for."""
ANY_TEXT = "城市 city"


def after_page(explorer: Explorer, address: str) -> None:
    """Begin with what the next step of a reader of this page will need; returns at once."""
    _begin(_identity(explorer), "paragraphs", _ask_paragraphs, explorer)
    if address in TEXT_PAGES:
        _begin(_identity(explorer), "model", _ask_text, explorer)


def load_model(explorer: Explorer) -> None:
    """Wait for the model, begun here where no page did; two readers must not load it twice."""
    _begin(_identity(explorer), "model", _ask_text, explorer).join()


@st.cache_resource(max_entries=8, show_spinner=False)
def _begin(
    identity: tuple[str, str],
    what: str,
    _work: Callable[[Explorer], None],
    _explorer: Explorer,
) -> threading.Thread:
    """The thread of a piece of work, begun for the first reader of an index and for no other."""
    thread = threading.Thread(
        target=_silently, args=(_work, _explorer), name=f"warming {what}", daemon=True
    )
    thread.start()
    return thread


def _silently(work: Callable[[Explorer], None], explorer: Explorer) -> None:
    try:
        work(explorer)
    except Exception:  # whatever it is, the reader's own question meets it and tells it
        logging.getLogger(__name__).debug("warming failed", exc_info=True)


def _ask_paragraphs(explorer: Explorer) -> None:
    """Ask for one paragraph of each language."""
    languages = set()
    for speech in explorer.speeches():
        if speech.language in languages:
            continue
        lines = explorer.reading(speech.id)
        first = next((line.paragraph_id for line in lines if line.paragraph_id), None)
        if first is not None:
            languages.add(speech.language)
            explorer.counterparts(first, k=1)


def _ask_text(explorer: Explorer) -> None:
    explorer.questions([ANY_TEXT])

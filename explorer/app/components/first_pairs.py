"""The strongest pairs of the index, for a reader who has not chosen a passage yet."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from explorer.analysis.table import Columns, verdict_of
from explorer.app import analysed, link, phrases, waiting
from explorer.app.components import judging, pills
from explorer.app.direction import isolated
from explorer.app.texts import say

if TYPE_CHECKING:
    from explorer.search import Explorer

EXCERPT = 40
"""Characters of the passage."""


def show(explorer: Explorer) -> None:
    """Draw a button for each; nothing without pairs, or where readers judge blind."""
    if explorer.pairs is None or judging.is_blind():
        return
    lang = link.language()
    found = waiting.awaited(lambda: analysed.strongest(explorer), say(lang, "strongest.working"))
    if not len(found):
        return
    with st.container(gap="xsmall", key="strongest"):
        st.html(f'<p class="source"><b>{escape(say(lang, "strongest"))}</b></p>')
        for at in range(len(found)):
            _button(explorer, lang, found, at)


def _button(explorer: Explorer, lang: str, found: Columns, at: int) -> None:
    one, other = (explorer.paragraph_at(int(rows[at])) for rows in (found.a, found.b))
    label = say(
        lang,
        "strongest.pair",
        passage=_where(explorer, lang, one.speech_id),
        counterpart=_where(explorer, lang, other.speech_id),
        verdict=say(lang, f"verdict.{verdict_of(int(found.verdict[at]))}"),
        percent=phrases.share(float(found.wording[at])),
        text=phrases.beginning(isolated(phrases.one_line(one.text)), EXCERPT),
    )
    st.button(
        pills.plain(label),
        key=f"strongest {at}",
        type="tertiary",
        on_click=link.put,
        kwargs={"paragraph": one.id, "result": other.id, "speech": None, "place": None},
    )


def _where(explorer: Explorer, lang: str, speech_id: str) -> str:
    speech = explorer.speech(speech_id)
    place, year = phrases.place_name(lang, speech.place), phrases.year_name(lang, speech.dating)
    return f"{place} {year}"

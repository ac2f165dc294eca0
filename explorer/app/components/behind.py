"""The pair that the mark of the selected paragraph goes by, where it is not the one on view.

Marks go by all texts that are not surely later, results by the conditions of the reader.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from explorer.analysis.sources import Kind, Order, Source
from explorer.answers import Answer
from explorer.app import link, lookups, phrases
from explorer.app.choice import Choice, Passage
from explorer.app.components import judging, pills
from explorer.app.components.originality import CODES
from explorer.app.state import State
from explorer.app.texts import say
from explorer.records import Paragraph

if TYPE_CHECKING:
    from explorer.search import Explorer


def show(
    explorer: Explorer, state: State, passage: Passage, answer: Answer, choice: Choice | None
) -> None:
    """Draw a line that names the pair and opens it; nothing where the mark has none."""
    if passage.id is None or judging.is_blind():
        return
    found = lookups.behind(explorer, passage.id)
    if found is None:
        return
    kind, source = found
    paragraph = explorer.paragraph_at(source.row)
    if choice is not None and choice.paragraph.id == paragraph.id:
        return
    st.button(
        pills.plain(line(explorer, link.language(), state, answer, (kind, source), paragraph)),
        key="behind the mark",
        icon=":material/bookmark:",
        type="tertiary",
        help=say(link.language(), "behind.what"),
        on_click=link.put,
        kwargs={"result": paragraph.id},
    )


def line(
    explorer: Explorer,
    lang: str,
    state: State,
    answer: Answer,
    found: tuple[Kind, Source],
    paragraph: Paragraph,
) -> str:
    """Which paragraph the mark goes by, and where it is: in the list, or why it is not there."""
    kind, source = found
    speech = explorer.speech(paragraph.speech_id)
    return say(
        lang,
        "behind",
        mark=say(lang, f"kind.{CODES[kind]}"),
        source=phrases.anchor_name(lang, speech, paragraph.number),
        where=_where(lang, state, answer, source, paragraph.id),
    )


def _where(lang: str, state: State, answer: Answer, source: Source, id: str) -> str:
    for at, one in enumerate(answer, 1):
        if id in {one.paragraph.id, *one.others, *one.further}:
            return say(lang, "behind.listed", at=at)
    if source.order is Order.SAME_YEAR and not state.same_year:
        return say(lang, "behind.same_year")
    return say(lang, "behind.outside")

"""What a speech is made of: formula, what stands elsewhere, what is new this year."""

from __future__ import annotations

import streamlit as st

from explorer.analysis.originality import Originality
from explorer.app import link, opening, told
from explorer.app.components import origin_table, originality, page, pickers, sheets, turning, veil
from explorer.app.desk import lay_out
from explorer.app.texts import say
from explorer.errors import NoPairs

COMMAND = "python scripts/rebuild_index.py FOLDER --index DIR --join"


def show() -> None:
    """Draw the page."""
    explorer, lang = opening.explorer(), link.language()
    desk = lay_out(explorer, link.current())
    if desk is None:
        page.notice(say(lang, "index.empty"))
        return
    sheets.style()
    page.notices(desk.notices)
    pickers.show(desk)
    if len(explorer.speeches()) == 1:
        page.hint(say(lang, "origin.one"), [say(lang, "origin.one.how")])
        return
    if veil.hides(f"speech {desk.speech.id}"):
        return
    try:
        with st.empty(), st.spinner(say(lang, "origin.working"), show_time=False):
            found = told.originality(explorer, desk.speech.id)
    except NoPairs:
        page.no_index(say(lang, "origin.no_pairs"), say(lang, "origin.no_pairs.how"), COMMAND)
        return
    if not found.paragraphs:
        page.hint(say(lang, "origin.empty"), [say(lang, "origin.empty.how")])
        return
    has_earlier = told.has_earlier(explorer, found)
    gap = "" if lang == "zh" else " "
    page.sentence(gap.join(originality.sentences(lang, found, has_earlier)))
    originality.bars(explorer, lang, found)
    originality.news(lang, found, has_earlier)
    _table(found, has_earlier)


def _table(found: Originality, has_earlier: bool | None) -> None:
    lang, state = link.language(), link.current()
    wanted = state.listed if state.listed in originality.LISTED else None
    if state.listed and not wanted:
        page.notice(say(lang, "origin.listed.unknown", name=state.listed))
    origin_table.choices(lang, found, wanted, has_earlier)
    shown = originality.listed(found, wanted)
    if shown:
        part = shown[turning.window(len(shown), origin_table.PAGE)]
        origin_table.table(opening.explorer(), found, part)
    else:
        page.notice(say(lang, "origin.none"))
    turning.show(len(shown), origin_table.PAGE)
    st.html(f'<p class="soft">{say(lang, "origin.note")}</p>')


show()

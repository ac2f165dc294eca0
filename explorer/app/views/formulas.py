"""The wording that is so common in this corpus that sharing it proves nothing."""

from __future__ import annotations

import streamlit as st

from explorer.app import link, opening, told, waiting
from explorer.app.components import formulas, page, sheets
from explorer.app.texts import say
from explorer.formulas import Level


def show() -> None:
    """Draw the page."""
    explorer, state, lang = opening.explorer(), link.current(), link.language()
    if not explorer.speeches():
        page.notice(say(lang, "index.empty"))
        return
    sheets.style()
    level = Level(state.spread or Level.EVERYWHERE)
    formulas.choices(lang, level, state.words)
    found = waiting.awaited(lambda: told.formulas(explorer, level), say(lang, "formulas.working"))
    if not found:
        lines = [say(lang, f"formulas.none.{level.value}")]
        lines += formulas.limits(lang, explorer, level)
        page.hint(say(lang, "formulas.none"), lines)
        return
    shown = formulas.matching(found, state.words)
    page.sentence(formulas.sentence(lang, explorer, level, len(found), len(shown)))
    limits = " ".join(formulas.limits(lang, explorer, level))
    st.html(f'<p class="soft">{limits}</p>')
    if shown:
        formulas.table(explorer, found, shown, level)
    st.html(f'<p class="soft">{say(lang, "formulas.note")}</p>')


show()

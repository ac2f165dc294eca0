"""Before readers have judged: pages that tell verdicts say so first and wait for a click."""

from __future__ import annotations

import streamlit as st

from explorer.app import link
from explorer.app.components import judging, page
from explorer.app.texts import say

_LIFTED = "verdicts are shown"


def hides(what: str) -> bool:
    """Draw a line and a button in place of what tells verdicts, where readers judge blind.

    ``what`` names it within the session: a page, a paragraph or a speech. False: nothing is drawn,
    and it may be told.
    """
    if not judging.is_blind() or what in st.session_state.get(_LIFTED, ()):
        return False
    lang = link.language()
    page.notice(say(lang, "judge.veil"))
    st.button(say(lang, "judge.veil.lift"), key=f"lift {what}", on_click=_lift, args=(what,))
    return True


def _lift(what: str) -> None:
    st.session_state[_LIFTED] = {*st.session_state.get(_LIFTED, ()), what}

"""Check a draft paragraph by paragraph; nothing of it is stored."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

import streamlit as st

from explorer.app import answers, drafted, link, opening, waiting, warming
from explorer.app.components import drafting, page, sheets, turning
from explorer.app.components.drafting import FILE, FOUND, PAGE, TEXT
from explorer.app.direction import isolated
from explorer.app.drafted import Checked, Refusal, Terms
from explorer.app.english import translated
from explorer.app.texts import say
from explorer.errors import DraftUnreadable, QueryError


def show() -> None:
    """Draw the page."""
    explorer, lang = opening.explorer(), link.language()
    if not explorer.speeches():
        page.notice(say(lang, "index.empty"))
        return
    sheets.style()
    st.html(f'<p class="banner private" role="note">{say(lang, "draft.private")}</p>')
    state = link.current()
    cities = answers.offers(explorer).cities
    if state.draft_place and state.draft_place not in cities:
        page.notice(say(lang, "draft.place.unknown", id=state.draft_place))
    wanted = drafted.terms(explorer, state)
    if drafting.ask(state, cities, wanted):
        _check(wanted)
    found = st.session_state.get(FOUND)
    if isinstance(found, Checked) and found.terms.generation == wanted.generation:
        _show(found, wanted, cities)


def _check(wanted: Terms) -> None:
    """Compare what the form holds, and keep what was found for this session alone."""
    lang = link.language()
    st.session_state.pop(FOUND, None)
    if link.current().time and wanted.time is None:
        page.notice(say(lang, "draft.no_year"))
    explorer, far = opening.explorer(), _Far(lang)
    try:
        read = _given()

        def check() -> Checked:
            with waiting.turn(waiting.ASKED):
                text = read()
            far.report("encode", 0, 1)
            warming.load_model(explorer)
            with waiting.turn(waiting.ASKED):
                return drafted.check(explorer, text, wanted, far.report)

        st.session_state[FOUND] = waiting.awaited(check, None, far.show)
    except Refusal as refusal:
        page.notice(say(lang, refusal.key, **refusal.values))
    except DraftUnreadable as error:
        name, reason = isolated(error.name), translated(lang, error.reason)
        page.notice(say(lang, "draft.unreadable", name=name, reason=reason))
    except QueryError as error:
        page.fault(error)
    far.clear()


class _Far:
    """How far the comparison is: told by the thread that compares, shown by the page."""

    STAGES: ClassVar[dict[str, tuple[float, float]]] = {"encode": (0.0, 0.8), "compare": (0.8, 0.2)}
    """Where a stage begins, and its part of the whole."""

    def __init__(self, lang: str) -> None:
        self._lang, self._place = lang, st.empty()
        self._at: tuple[float, str] = 0.0, say(lang, "draft.reading")

    def report(self, stage: str, done: int, total: int) -> None:
        """Tell it, and let other readers go first, or stop where this one has gone."""
        start, part = self.STAGES[stage]
        text = say(self._lang, f"draft.{stage}", done=done, total=total)
        self._at = min(1.0, start + part * done / max(1, total)), text
        waiting.step()

    def show(self) -> None:
        self._place.progress(*self._at)

    def clear(self) -> None:
        self._place.empty()


def _given() -> Callable[[], str]:
    """Reads the upload, else the text of the box."""
    upload = st.session_state.get(FILE)
    if upload is not None:
        raw = upload.getvalue() if upload.size <= drafted.LARGEST * drafted.MEGABYTE else b""
        return partial(drafted.text_of_file, upload.name, upload.size, raw)
    text = str(st.session_state.get(TEXT) or "")
    if not text.strip():
        raise Refusal("draft.nothing")
    return lambda: text


def _show(found: Checked, wanted: Terms, cities: dict[str, str]) -> None:
    lang = link.language()
    if found.terms != wanted:
        page.notice(say(lang, "draft.stale"))
    with st.container(horizontal=True, vertical_alignment="center", key="summary"):
        gap = "" if lang == "zh" else " "
        page.sentence(gap.join(drafting.sentences(lang, found, cities)))
        drafting.forget()
    st.html(
        f'<h3 class="part">{say(lang, "draft.paragraphs")}</h3>'
        f'<p class="soft">{say(lang, "draft.paragraphs.hint")}</p>'
    )
    drafting.lines(lang, found.lines[turning.window(len(found.lines), PAGE)])
    turning.show(len(found.lines), PAGE)


show()

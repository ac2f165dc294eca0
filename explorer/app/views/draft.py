"""Check a draft paragraph by paragraph; nothing of it is stored."""

from __future__ import annotations

import streamlit as st

from explorer.app import answers, drafted, link, opening, warming
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
    bar = st.progress(0.0, say(lang, "draft.reading"))
    stages = {"encode": (0.0, 0.8), "compare": (0.8, 0.2)}

    def progress(stage: str, done: int, total: int) -> None:
        start, part = stages[stage]
        text = say(lang, f"draft.{stage}", done=done, total=total)
        bar.progress(min(1.0, start + part * done / max(1, total)), text)

    try:
        text = _given()
        progress("encode", 0, 1)
        warming.load_model(opening.explorer())
        st.session_state[FOUND] = drafted.check(opening.explorer(), text, wanted, progress)
    except Refusal as refusal:
        page.notice(say(lang, refusal.key, **refusal.values))
    except DraftUnreadable as error:
        name, reason = isolated(error.name), translated(lang, error.reason)
        page.notice(say(lang, "draft.unreadable", name=name, reason=reason))
    except QueryError as error:
        page.fault(error)
    finally:
        bar.empty()


def _given() -> str:
    """The text of the upload, else of the box."""
    upload = st.session_state.get(FILE)
    if upload is not None:
        raw = upload.getvalue() if upload.size <= drafted.LARGEST * drafted.MEGABYTE else b""
        return drafted.text_of_file(upload.name, upload.size, raw)
    text = str(st.session_state.get(TEXT) or "")
    if not text.strip():
        raise Refusal("draft.nothing")
    return text


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

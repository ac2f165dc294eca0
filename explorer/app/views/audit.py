"""What in the collection would falsify results, and what to write into metadata.csv."""

from __future__ import annotations

import streamlit as st

from explorer.app import link, opening, told, waiting
from explorer.app.components import findings, page, sheets, turning
from explorer.app.components.findings import PAGE
from explorer.app.texts import say
from explorer.audit.auditing import Audit
from explorer.audit.findings import Kind


def show() -> None:
    """Draw the page."""
    explorer, lang = opening.explorer(), link.language()
    if not explorer.speeches():
        page.notice(say(lang, "index.empty"))
        return
    sheets.style()
    found = waiting.awaited(lambda: told.audit(explorer), say(lang, "audit.working"))
    if found.findings:
        _findings(found)
    else:
        page.sentence(say(lang, "audit.nothing"))
        findings.downloads(lang, [], found.grid)
    findings.grid(lang, found.grid)


def _findings(found: Audit) -> None:
    lang, state = link.language(), link.current()
    page.sentence(
        say(
            lang,
            "audit.sentence",
            n=len(found.findings),
            speeches=found.speeches,
            documents=found.documents,
        )
    )
    if state.finding and state.finding not in set(Kind):
        page.notice(say(lang, "audit.kind.unknown", name=state.finding))
    there = {one.kind for one in found.findings}
    shown = [
        one for one in found.findings if state.finding not in there or one.kind == state.finding
    ]
    with st.container(horizontal=True, vertical_alignment="bottom", key="audit choices"):
        findings.choice(lang, found.findings, state.finding)
        findings.downloads(lang, found.findings, found.grid)
    for one in shown[turning.window(len(shown), PAGE)]:
        findings.show(opening.explorer(), one)
    turning.show(len(shown), PAGE)


show()

"""Where and when a passage occurs: in which cities, from which year on, how long it took."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from explorer.analysis.timeline import Occurrence, Timeline
from explorer.app import analysed, link, lookups, opening, phrases, timeline_phrases, waiting
from explorer.app.components import beside, charting, maps, occurrences, page, veil
from explorer.app.components import timeline as chart
from explorer.app.components.asking import answerable
from explorer.app.components.beside import Shown
from explorer.app.components.passages import left_segments
from explorer.app.desk import place_code
from explorer.app.lookups import Stock
from explorer.app.state import State
from explorer.app.texts import say
from explorer.corpus.language import detect_language
from explorer.errors import QueryError
from explorer.records import Paragraph

if TYPE_CHECKING:
    from explorer.search import Explorer

VIEWS = Path(__file__).parent


def show() -> None:
    """Draw the page."""
    explorer, state, lang = opening.explorer(), link.current(), link.language()
    paragraph = _paragraph(explorer, state.paragraph) if state.paragraph else None
    if paragraph is not None:
        _of_paragraph(explorer, state, paragraph)
    elif state.paragraph is None and answerable(state.query):
        _of_query(explorer, state)
    else:
        if state.paragraph is not None:
            page.notice(say(lang, "timeline.unknown", id=state.paragraph))
        page.hint(say(lang, "timeline.none"), [say(lang, "timeline.none.how")])
        with st.container(horizontal=True):
            _to_page("read", say(lang, "nav.read"), paragraph=None, result=None)
            _to_page("search", say(lang, "nav.search"), paragraph=None, result=None)


def _paragraph(explorer: Explorer, id: str) -> Paragraph | None:
    try:
        return explorer.paragraph(id)
    except QueryError:
        return None


def _to_page(name: str, label: str, **changes: str | None) -> None:
    st.page_link(VIEWS / f"{name}.py", label=label, query_params=link.params(**changes))


def _of_paragraph(explorer: Explorer, state: State, paragraph: Paragraph) -> None:
    lang = link.language()
    speech = explorer.speech(paragraph.speech_id)
    _passage(Shown.of(paragraph, speech))
    there = {"place": place_code(speech.place), "speech": speech.id}
    with st.container(key="back"):
        _to_page("read", say(lang, "timeline.back"), result=None, **there)
    if veil.hides(f"timeline {paragraph.id}"):
        return
    if explorer.pairs is None:
        told = waiting.awaited(
            lambda: analysed.passage_timeline(explorer, paragraph.id), say(lang, "timeline.working")
        )
    else:
        told = analysed.passage_timeline(explorer, paragraph.id)
    stock = lookups.stock(explorer, paragraph.text, speech.witness_group)
    _draw(explorer, state, told, Shown.of(paragraph, speech), stock, own=paragraph.id)


def _of_query(explorer: Explorer, state: State) -> None:
    lang = link.language()
    shown = Shown(state.query, detect_language(state.query))
    _passage(shown)
    with st.container(key="back"):
        _to_page("search", say(lang, "timeline.back.search"), result=None)
    told = waiting.awaited(
        lambda: analysed.query_timeline(explorer, state.query), say(lang, "timeline.searching")
    )
    _draw(explorer, state, told, shown, lookups.stock(explorer, state.query, None), own=None)


def _passage(shown: Shown) -> None:
    st.html(beside.card(shown, left_segments(shown.text, ())))


def _draw(
    explorer: Explorer,
    state: State,
    told: Timeline,
    shown: Shown,
    stock: Stock | None,
    *,
    own: str | None,
) -> None:
    lang = link.language()
    alone = all(one.paragraph.id == own for one in told.occurrences)
    if stock is None or not alone:
        page.sentence(timeline_phrases.sentence(lang, told, own))
    if stock is not None:
        page.sentence(timeline_phrases.stock(lang, stock))
        _to_page("formulas", say(lang, "timeline.stock.open"), paragraph=None, result=None)
    if alone:
        return
    chosen = None if state.result == own else state.result
    chart.show(told, chosen)
    if chosen is not None:
        _pair(explorer, told, shown, chosen)
    points = explorer.manifest.points
    if maps.worth(told, points):
        left, right = charting.panes(1, 1)
        with left:
            charting.heading(say(lang, "timeline.map"))
            maps.show(told, points)
        with right:
            _table(lang, told, chosen)
    else:
        _table(lang, told, chosen)


def _table(lang: str, told: Timeline, chosen: str | None) -> None:
    charting.heading(say(lang, "timeline.table"))
    occurrences.show(lang, told, chosen)


def _pair(explorer: Explorer, told: Timeline, shown: Shown, chosen: str) -> None:
    """The passage beside the occurrence that was selected."""
    lang = link.language()
    paragraph = _paragraph(explorer, chosen)
    if paragraph is None:
        page.notice(say(lang, "timeline.unknown", id=chosen))
        return
    found = next((one for one in told.occurrences if one.paragraph.id == chosen), None)
    if found is None:
        page.notice(say(lang, "timeline.outside"))
    note = _note(lang, found) if found else ""
    with st.container(key="timeline-pair", gap="xsmall"):
        beside.show(shown, Shown.of(paragraph, explorer.speech(paragraph.speech_id)), note)
        if shown.speech is None:
            _to_page("search", say(lang, "timeline.open.search"))
        else:
            _to_page("read", say(lang, "timeline.open"))


def _note(lang: str, found: Occurrence) -> str:
    shared = say(lang, "cities.pairs.wording", percent=phrases.share(found.wording))
    return f"{chart.kind_name(lang, found.verdict)} · {shared}"


show()

"""The counterpart on view: where it comes from, how close it is, its text with the shared marks."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from explorer.answers import Answer
from explorer.app import link, phrases
from explorer.app.choice import Choice
from explorer.app.components.passages import html_language, paint, right_segments
from explorer.app.components.results import flags
from explorer.app.desk import place_code
from explorer.app.texts import say
from explorer.records import Evidence, LineKind, PlaceStatus, ReadingLine

if TYPE_CHECKING:
    from explorer.search import Explorer

READ_PAGE = Path(__file__).parent.parent / "views" / "read.py"
CONTEXT_LINES = 2
"""Lines of the speech before and after the passage: as a rule a heading or a paragraph."""
CONTEXT_HAN, CONTEXT_LETTERS = 120, 300
"""Characters of each, so that the passage itself stays in sight."""


def show(explorer: Explorer, answer: Answer, choice: Choice, *, reading: bool) -> None:
    """Draw the stepper, the card and the way to its speech; ``reading``: on the reading page."""
    lang = link.language()
    with st.container(gap="xsmall"):
        context = _toolbar(lang, answer, choice)
        st.html(card(explorer, lang, choice, context=context))
        with st.container(key="open"):
            _open(lang, choice, reading=reading)


def _open(lang: str, choice: Choice, *, reading: bool) -> None:
    label, icon = say(lang, "open"), ":material/menu_book:"
    there = {
        "place": place_code(choice.speech.place.code),
        "speech": choice.speech.id,
        "paragraph": choice.paragraph.id,
        "result": None,
    }
    if reading:  # a link of a page to itself would leave the address as it is
        st.button(label, key="read on", icon=icon, type="tertiary", on_click=link.put, kwargs=there)
    else:
        st.page_link(READ_PAGE, label=label, icon=icon, query_params=link.params(**there))


def _toolbar(lang: str, answer: Answer, choice: Choice) -> bool:
    ids = [counterpart.paragraph.id for counterpart in answer]
    at = -1 if choice.at is None else choice.at
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="step"
    ):
        with st.container(horizontal=True, vertical_alignment="center", width="content"):
            _step(lang, "previous", "k", ids[at - 1] if at > 0 else None)
            st.html(f'<p class="at">{escape(_position(lang, choice, len(ids)))}</p>')
            _step(lang, "next", "j", ids[at + 1] if at + 1 < len(ids) else None)
        return st.toggle(say(lang, "context"), key="context", persist_state="session")


def _step(lang: str, which: str, shortcut: str, id: str | None) -> None:
    st.button(
        say(lang, f"step.{which}"),
        key=which,
        type="tertiary",
        shortcut=shortcut,
        disabled=id is None,
        on_click=link.put,
        kwargs={"result": id},
    )


def _position(lang: str, choice: Choice, n: int) -> str:
    if choice.at is None:
        return say(lang, "step.outside")
    at = say(lang, "step.at", at=choice.at + 1, n=n)
    return f"{at} · {say(lang, 'step.other')}" if choice.is_other else at


def card(explorer: Explorer, lang: str, choice: Choice, *, context: bool) -> str:
    """The counterpart as one piece of HTML."""
    before, after = _context(explorer, choice) if context else ("", "")
    language = html_language(choice.speech.language)
    text = paint(right_segments(choice.paragraph.text, choice.tiles))
    return (
        f'<article class="pane card" aria-label="{escape(say(lang, "card.label"))}">'
        f"{_head(lang, choice)}{_measures(lang, choice)}"
        f'<div class="passage" lang="{language}">{before}<p class="chosen">{text}</p>{after}</div>'
        "</article>"
    )


def _head(lang: str, choice: Choice) -> str:
    speech = choice.speech
    notes = [(phrases.year_status(lang, speech.dating), speech.dating.evidence)]
    if speech.place.status is PlaceStatus.INFERRED:
        notes.append((say(lang, "place.inferred"), speech.place.evidence))
    doubts = flags(lang, choice.counterpart) if choice.counterpart else []
    number = say(lang, "card.paragraph", number=choice.paragraph.number)
    source = f"{phrases.source(lang, speech)} · {number}"
    return (
        '<header><p class="where">'
        f"<b>{escape(phrases.place_line(lang, speech.place))}</b>"
        f"<b>{escape(phrases.year_name(lang, speech.dating))}</b>"
        + "".join(_note(note, evidence) for note, evidence in notes if note)
        + "".join(f'<span class="flag">{escape(doubt)}</span>' for doubt in doubts)
        + f'</p><p class="title" lang="{html_language(speech.language)}">'
        f"{escape(phrases.title(lang, speech))}</p>"
        f'<p class="source">{escape(source)}</p></header>'
    )


def _note(note: str, evidence: Sequence[Evidence]) -> str:
    """How a place or year is known; pointing at it shows the words that say so."""
    quotes = escape(" … ".join(f"“{item.quote}”" for item in evidence))
    return f'<span class="status" title="{quotes}">{escape(note)}</span>'


def _measures(lang: str, choice: Choice) -> str:
    percentile = choice.counterpart.percentile if choice.counterpart else None
    if choice.is_other or choice.counterpart is None:
        meaning = say(lang, "measure.meaning.other")
        percentile = None
    elif percentile is None:
        meaning = say(lang, "measure.meaning.none")
    else:
        meaning = say(lang, "measure.meaning.value", percent=phrases.percent(percentile))
    if choice.tiles:
        wording = say(lang, "measure.wording.value", percent=phrases.share(choice.wording))
    else:
        wording = say(lang, "measure.wording.none")
    verdict = ""
    if choice.counterpart and not choice.is_other and choice.counterpart.verdict is not None:
        told = say(lang, f"verdict.{choice.counterpart.verdict}")
        verdict = _measure(say(lang, "verdict"), told, None)
    return (
        '<dl class="measures">'
        + verdict
        + _measure(say(lang, "measure.meaning"), meaning, percentile)
        + _measure(say(lang, "measure.wording"), wording, 100 * choice.wording)
        + "</dl>"
    )


def _measure(name: str, value: str, percent: float | None) -> str:
    bar = ""
    if percent is not None:
        bar = f'<span class="bar"><i style="width:{max(0.0, min(percent, 100.0)):.1f}%"></i></span>'
    return f"<div><dt>{escape(name)}</dt><dd>{bar}{escape(value)}</dd></div>"


def _context(explorer: Explorer, choice: Choice) -> tuple[str, str]:
    lines = explorer.reading(choice.speech.id)
    at = next(n for n, line in enumerate(lines) if line.paragraph_id == choice.paragraph.id)
    most = CONTEXT_HAN if choice.speech.language == "zh" else CONTEXT_LETTERS
    before = lines[max(0, at - CONTEXT_LINES) : at]
    after = lines[at + 1 : at + 1 + CONTEXT_LINES]
    return (
        "".join(_context_line(line, _end(line.text, most)) for line in before),
        "".join(_context_line(line, _beginning(line.text, most)) for line in after),
    )


def _context_line(line: ReadingLine, text: str) -> str:
    heading = " heading" if line.kind is LineKind.HEADING else ""
    return f'<p class="context{heading}">{escape(text)}</p>'


def _end(text: str, most: int) -> str:
    return text if len(text) <= most else f"…{text[-most:]}"


def _beginning(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"

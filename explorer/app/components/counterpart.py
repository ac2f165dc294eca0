"""The counterpart on view: where it comes from, how close it is, its text with the shared marks."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from explorer.answers import Answer
from explorer.app import link, lookups, phrases
from explorer.app.choice import Choice, Passage
from explorer.app.components import measures, scripted, telling
from explorer.app.components.passages import Segment, html_language, paint
from explorer.app.components.results import flags
from explorer.app.desk import place_code
from explorer.app.texts import say
from explorer.free_texts import cause
from explorer.records import Dating, Evidence, LineKind, PlaceStatus, ReadingLine

if TYPE_CHECKING:
    from explorer.search import Explorer

VIEWS = Path(__file__).parent.parent / "views"
READ_PAGE, TIMELINE_PAGE = VIEWS / "read.py", VIEWS / "timeline.py"
CONTEXT_LINES = 2
"""Lines of the speech before and after the passage: as a rule a heading or a paragraph."""
CONTEXT_HAN, CONTEXT_LETTERS = 120, 300
"""Characters of each, so that the passage itself stays in sight."""


def toolbar(answer: Answer, choice: Choice, *, blind: bool = False) -> tuple[bool, bool]:
    """Draw the stepper and two switches: whether context, and sentence by sentence, is wanted.

    ``blind``: the sentences are not compared, which would tell how close they are.
    """
    lang = link.language()
    ids = [counterpart.paragraph.id for counterpart in answer]
    at = -1 if choice.at is None else choice.at
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="step"
    ):
        with st.container(horizontal=True, vertical_alignment="center", width="content"):
            _step(lang, "previous", "k", ids, at, -1)
            position = escape(_position(lang, choice, len(ids)))
            st.html(f'<p class="at" data-at="{at}">{position}</p>')
            _step(lang, "next", "j", ids, at, +1)
            # Takes the presses of both buttons and of their keys over, and counts them.
            scripted.mount("steps", {"ids": ids, "at": at}, key="steps", on_pick=_show)
        with st.container(horizontal=True, vertical_alignment="center", width="content"):
            context = st.toggle(say(lang, "context"), key="context", persist_state="session")
            by_sentence = st.toggle(
                say(lang, "sentences"), key="by sentence", persist_state="session", disabled=blind
            )
    return context, by_sentence and not blind


def show(
    explorer: Explorer,
    passage: Passage,
    choice: Choice,
    segments: Sequence[Segment],
    *,
    context: bool,
    blind: bool = False,
) -> None:
    """Draw the card, the way to its speech and the way to the timeline of the passage.

    ``blind``: nothing that the tool makes of the pair is told.
    """
    lang = link.language()
    st.html(card(explorer, lang, passage, choice, segments, context=context, blind=blind))
    with st.container(key="open", horizontal=True, vertical_alignment="center", gap="medium"):
        _open(lang, choice, reading=passage.id is not None)
        if passage.id is not None and not blind:
            _spread(explorer, lang, passage.id)


def _open(lang: str, choice: Choice, *, reading: bool) -> None:
    label, icon = say(lang, "open"), ":material/menu_book:"
    there = {
        "place": place_code(choice.speech.place),
        "speech": choice.speech.id,
        "paragraph": choice.paragraph.id,
        "result": None,
        "most": None,
    }
    if reading:  # a link of a page to itself would leave the address as it is
        st.button(label, key="read on", icon=icon, type="tertiary", on_click=link.put, kwargs=there)
    else:
        st.page_link(READ_PAGE, label=label, icon=icon, query_params=link.params(**there))


def _spread(explorer: Explorer, lang: str, passage: str) -> None:
    """In how many cities and which years the selected passage stands, and the way to see where."""
    found = lookups.spread(explorer, passage)
    if found is None or found.speeches < 2:
        return
    cities = say(lang, "spread.cities", n=found.places)
    where = cities if found.places > 1 else say(lang, "spread.speeches", n=found.speeches)
    label = say(lang, "spread.undated", where=where)
    if found.years:
        first, last = map(str, found.years)
        key = "spread" if first != last else "spread.year"
        label = say(lang, key, where=where, first=first, last=last)
    params = link.params(paragraph=passage, result=None)
    st.page_link(TIMELINE_PAGE, label=label, icon=":material/timeline:", query_params=params)


def _step(lang: str, which: str, shortcut: str, ids: Sequence[str], at: int, by: int) -> None:
    st.button(
        say(lang, f"step.{which}"),
        key=which,
        type="tertiary",
        shortcut=shortcut,
        disabled=not 0 <= at + by < len(ids),
        on_click=_go,
        args=(ids, at, by),
    )


def _show(id: str) -> None:
    link.put(result=id)


def _go(ids: Sequence[str], at: int, by: int) -> None:
    """Step on from the result that the link names; ``at`` where it names none of them.

    Only where the script that counts presses has not been loaded yet.
    """
    now = link.current().result
    here = ids.index(now) if now in ids else at
    link.put(result=ids[max(0, min(here + by, len(ids) - 1))])


def _position(lang: str, choice: Choice, n: int) -> str:
    if choice.at is None:
        return say(lang, "step.outside")
    at = say(lang, "step.at", at=choice.at + 1, n=n)
    return f"{at} · {say(lang, 'step.other')}" if choice.is_other else at


def card(
    explorer: Explorer,
    lang: str,
    passage: Passage,
    choice: Choice,
    segments: Sequence[Segment],
    *,
    context: bool,
    blind: bool = False,
) -> str:
    """The counterpart as one piece of HTML; ``segments`` is its text cut at what is shared."""
    before, after = _context(explorer, choice) if context else ("", "")
    language = html_language(choice.speech.language)
    text = paint(segments, focusable=True)
    if blind:
        numbers, found = f'<p class="source awaited">{escape(say(lang, "judge.hidden"))}</p>', ""
    else:
        languages = (passage.language, choice.speech.language)
        missing = cause(passage.text, languages, explorer.manifest, free=passage.is_text)
        numbers = measures.show(lang, choice.facts, missing)
        found = telling.show(lang, passage.text, passage.language, choice.facts)
        found += measures.reuse(lang, choice.facts)
    return (
        f'<article class="pane card" aria-label="{escape(say(lang, "card.label"))}">'
        f"{_head(lang, choice, blind=blind)}{numbers}"
        f'<div class="passage" lang="{language}">{before}<p class="chosen">{text}</p>{after}</div>'
        f"{found}</article>"
    )


def _head(lang: str, choice: Choice, *, blind: bool) -> str:
    speech = choice.speech
    number = say(lang, "card.paragraph", number=choice.paragraph.number)
    source = f"{phrases.source(lang, speech)} · {number}"
    doubts = flags(lang, choice.facts)
    flagged = "".join(f'<span class="flag">{escape(doubt)}</span>' for doubt in doubts)
    told = "" if blind else measures.verdict(lang, choice.facts)
    place = ""
    if speech.place.status is PlaceStatus.INFERRED:
        place = _note(lang, say(lang, "place.inferred"), speech.place.evidence)
    return (
        '<header><div class="where">'
        f"<b>{escape(phrases.place_line(lang, speech.place))}</b>"
        f"<b>{escape(phrases.year_name(lang, speech.dating))}</b>"
        f"{told}{place}{_year(lang, speech.dating)}{flagged}</div>"
        f'<p class="title" lang="{html_language(speech.language)}">'
        f"{escape(phrases.title(lang, speech))}</p>"
        f'<p class="source">{escape(source)}</p></header>'
    )


def _year(lang: str, dating: Dating) -> str:
    status = phrases.year_status(lang, dating)
    return _note(lang, status, dating.evidence) if status else ""


def _note(lang: str, note: str, evidence: Sequence[Evidence]) -> str:
    """How a place or year is known; opening it shows the words that say so."""
    if not evidence:
        return f'<span class="status">{escape(note)}</span>'
    quotes = "".join(f"<li>“{escape(item.quote)}”</li>" for item in evidence)
    told = escape(say(lang, "evidence"))
    return (
        f'<details class="status"><summary>{escape(note)}</summary>'
        f"<p>{told}</p><ul>{quotes}</ul></details>"
    )


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

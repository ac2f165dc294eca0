"""What readers say of the pair on view, where the app was started with a file to keep it in."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from explorer.app import link
from explorer.app.choice import Choice, Passage
from explorer.app.components import page
from explorer.app.texts import say
from explorer.errors import LabelsError
from explorer.evidence.judgements import (
    LABELS,
    LONGEST_CODER,
    Agreement,
    Judgement,
    add,
    agreements,
    clean_coder,
    read,
    said,
)

if TYPE_CHECKING:
    from explorer.search import Explorer

VARIABLE = "EXPLORER_LABELS"
"""Names the file; without it nothing of this is drawn and nothing is written."""
OTHERS = 5
"""Other readers with whom the agreement is told."""
_CODER = "coder"
_REFUSED = "judgement refused"


def show(explorer: Explorer, passage: Passage, choice: Choice) -> None:
    """Draw the name of the reader, the labels, what they said before, and their agreement."""
    path = labels_file()
    if path is None:
        return
    lang = link.language()
    with st.container(border=True, gap="xsmall", key="judging"):
        title = say(lang, "judge")
        st.html(f"<p><b>{escape(title)}</b></p>")
        if passage.id is None or passage.id == choice.paragraph.id:
            _line(say(lang, "judge.text"))
            return
        try:
            _judge(path, lang, explorer.manifest.generation, passage.id, choice)
        except LabelsError as error:
            page.notice(str(error), language="en")
        if refused := st.session_state.pop(_REFUSED, None):
            page.notice(refused, language="en")


def labels_file() -> Path | None:
    """The file of judgements that the app was started with."""
    name = os.environ.get(VARIABLE, "").strip()
    return Path(name) if name else None


def label_name(lang: str, label: str) -> str:
    """A label in the words of the verdicts."""
    return say(lang, "judge.wrong" if label == "wrong" else f"verdict.{label}")


def _judge(path: Path, lang: str, generation: str, passage: str, choice: Choice) -> None:
    found = _found(str(path), _stamp(path))
    coder = _coder(lang)
    pair = frozenset((passage, choice.paragraph.id))
    before = said(found, coder, pair) if coder else None
    key = link.seed(f"judgement {passage} {choice.paragraph.id} {coder}", before)
    st.pills(
        say(lang, "judge.label"),
        LABELS,
        format_func=partial(label_name, lang),
        key=key,
        required=True,
        disabled=not coder,
        on_change=_judged,
        args=(path, key, passage, choice, generation, coder),
    )
    if not coder:
        _line(say(lang, "judge.coder.why"))
        return
    number = len({one.pair for one in found if one.coder == coder})
    noted = say(lang, "judge.first")
    if before:
        noted = say(lang, "judge.noted", label=label_name(lang, before))
    told = [noted, say(lang, "judge.count", n=number)]
    _line(("" if lang == "zh" else " ").join(told))
    for one in agreements(found, coder)[:OTHERS]:
        _line(_agreement(lang, one))


def _coder(lang: str) -> str:
    """The reader's name: kept while the tab is open, and in no link."""
    coder = str(st.session_state.get(_CODER, ""))
    st.text_input(
        say(lang, "judge.coder"),
        key=link.seed("coder name", coder),
        max_chars=LONGEST_CODER,
        width=260,
        on_change=_named,
    )
    return coder


def _named() -> None:
    st.session_state[_CODER] = clean_coder(str(link.chosen("coder name") or ""))


def _judged(
    path: Path, key: str, passage: str, choice: Choice, generation: str, coder: str
) -> None:
    label = st.session_state.get(key)
    if label not in LABELS or not coder:
        return
    judgement = Judgement(
        passage=passage,
        counterpart=choice.paragraph.id,
        label=label,
        coder=coder,
        time=datetime.now(UTC).isoformat(timespec="seconds"),
        generation=generation,
        verdict=choice.facts.verdict or "",
    )
    try:
        add(path, judgement)
    except LabelsError as error:
        st.session_state[_REFUSED] = str(error)


def _agreement(lang: str, one: Agreement) -> str:
    percent = f"{100 * one.observed:.0f}"
    if one.kappa is None:
        return say(
            lang, "judge.agreement.bare", other=one.other or "—", n=one.pairs, percent=percent
        )
    return say(
        lang,
        "judge.agreement",
        other=one.other or "—",
        n=one.pairs,
        percent=percent,
        kappa=f"{one.kappa:.2f}",
    )


def _line(text: str) -> None:
    st.html(f'<p class="source">{escape(text)}</p>')


def _stamp(path: Path) -> tuple[int, int]:
    """Changes whenever any reader has judged."""
    try:
        known = path.stat()
    except OSError:
        return 0, 0
    return known.st_mtime_ns, known.st_size


@st.cache_data(max_entries=2, show_spinner=False)
def _found(path: str, stamp: tuple[int, int]) -> list[Judgement]:
    return read(Path(path))

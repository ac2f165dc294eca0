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
_BLIND = "blind"
_REFUSED = "judgement refused"


def show(explorer: Explorer, passage: Passage, choice: Choice) -> None:
    """Draw the name of the reader, the labels, what they said before, and their agreement."""
    path = labels_file()
    if path is None:
        return
    lang = link.language()
    with st.container(border=True, gap="xsmall", key="judging"):
        _title(lang)
        if not _judged_here(passage, choice):
            _line(say(lang, "judge.text"))
            return
        try:
            _judge(path, lang, explorer.manifest.generation, passage, choice)
        except LabelsError as error:
            page.fault(error)
        if refused := st.session_state.pop(_REFUSED, None):
            page.fault(refused)


def labels_file() -> Path | None:
    """The file of judgements that the app was started with."""
    name = os.environ.get(VARIABLE, "").strip()
    return Path(name) if name else None


def is_blind() -> bool:
    """Whether readers judge before they see what the tool makes of a pair; they may switch it."""
    return labels_file() is not None and bool(st.session_state.get(_BLIND, True))


def hides(passage: Passage, choice: Choice) -> bool:
    """Whether what the tool makes of the pair on view is kept from its reader until they judge."""
    if not is_blind() or not _judged_here(passage, choice):
        return False
    path, coder = labels_file(), str(st.session_state.get(_CODER, ""))
    if path is None or not coder:
        return True
    try:
        return said(_found(str(path), _stamp(path)), coder, _pair(passage, choice)) is None
    except LabelsError:  # told where the labels are
        return True


def _judged_here(passage: Passage, choice: Choice) -> bool:
    """Whether the pair is one of two paragraphs of the index."""
    return passage.id is not None and passage.id != choice.paragraph.id


def _pair(passage: Passage, choice: Choice) -> frozenset[str]:
    return frozenset((str(passage.id), choice.paragraph.id))


def label_name(lang: str, label: str) -> str:
    """A label in the words of the verdicts."""
    return say(lang, "judge.wrong" if label == "wrong" else f"verdict.{label}")


def _title(lang: str) -> None:
    """The heading, and the switch between judging blind and seeing everything."""
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        title = say(lang, "judge")
        st.html(f"<p><b>{escape(title)}</b></p>", width="content")
        st.toggle(
            say(lang, "judge.blind"),
            key=link.seed("judge blind", bool(st.session_state.get(_BLIND, True))),
            help=say(lang, "judge.blind.what"),
            on_change=_switched,
        )


def _switched() -> None:
    st.session_state[_BLIND] = bool(link.chosen("judge blind"))


def _judge(path: Path, lang: str, generation: str, passage: Passage, choice: Choice) -> None:
    found = _found(str(path), _stamp(path))
    coder = _coder(lang)
    before = said(found, coder, _pair(passage, choice)) if coder else None
    key = link.seed(f"judgement {passage.id} {choice.paragraph.id} {coder}", before)
    st.pills(
        say(lang, "judge.label"),
        LABELS,
        format_func=partial(label_name, lang),
        key=key,
        required=True,
        disabled=not coder,
        on_change=_judged,
        args=(path, key, str(passage.id), choice, generation, coder),
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
        st.session_state[_REFUSED] = error


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

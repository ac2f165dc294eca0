"""The passage and its counterpart side by side; below, their sentences and all counterparts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explorer.answers import Answer
from explorer.app import link, lookups
from explorer.app.choice import Choice, Passage
from explorer.app.components import (
    account,
    behind,
    counterpart,
    exporting,
    first_pairs,
    judging,
    page,
    results,
    sentences,
)
from explorer.app.components.passages import Numbered, Segment, left_segments, right_segments
from explorer.app.lookups import SentencePair
from explorer.app.state import State
from explorer.app.texts import say

if TYPE_CHECKING:
    from explorer.search import Explorer

Draw = Callable[[Sequence[Segment]], None]
"""Draws the passage, cut at what it shares."""


def panes() -> list[DeltaGenerator]:
    """Room for two panes side by side; the style sheet stacks them in narrow windows."""
    with st.container(key="panes"):
        return list(st.columns(2, gap="medium"))


def show(
    explorer: Explorer,
    state: State,
    anchor: str,
    passage: Passage,
    answer: Answer,
    choice: Choice | None,
    draw: Draw,
) -> None:
    """Draw what was asked and what came of it; ``anchor`` names the passage, ``draw`` draws it."""
    hidden = judging.is_blind() and not passage.is_text
    with st.container():  # one place, however much stands in it: a pane that moves is drawn anew
        account.show(
            explorer, state, answer, anchor, passage.text, free=passage.is_text, blind=hidden
        )
        page.notices(() if choice is None else choice.notices)
    formula = lookups.formula_spans(explorer, passage.text, passage.group)
    left, right = panes()
    if choice is None:
        with left:
            draw(left_segments(passage.text, (), formula=formula))
        with right:
            behind.show(explorer, state, passage, answer, None)
            account.no_counterpart(explorer, state, passage.query, answer, free=passage.is_text)
        return
    with right, st.container(gap="xsmall"):
        blind = judging.hides(passage, choice)
        behind.show(explorer, state, passage, answer, choice)
        context, by_sentence = counterpart.toolbar(answer, choice, blind=blind)
        pairs = _sentences(explorer, passage, choice) if by_sentence else []
        spans: list[Numbered] = [(*pair.b, n) for n, pair in enumerate(pairs, 1)]
        segments = right_segments(choice.paragraph.text, choice.tiles, sentences=spans)
        counterpart.show(explorer, passage, choice, segments, context=context, blind=blind)
        # The files of the answer tell verdicts of pairs that are still to be judged, too.
        if judging.is_blind() and not passage.is_text:
            exporting.withheld()
        else:
            exporting.show(explorer, state, passage, answer, choice)
        judging.show(explorer, passage, choice)
    with left:
        spans = [(*pair.a, n) for n, pair in enumerate(pairs, 1)]
        draw(left_segments(passage.text, choice.tiles, formula=formula, sentences=spans))
    if pairs:
        sentences.show(passage, choice, pairs)
    if answer.counterparts:
        results.show(explorer, answer, choice.paragraph.id, state, blind=hidden)


def waiting(explorer: Explorer, draw: Draw) -> None:
    """Draw the passage, and beside it what to do next."""
    lang = link.language()
    # In the places of the answer and of what is told of it: a pane that moves is drawn anew.
    st.empty()
    st.container()
    left, right = panes()
    with left:
        draw([])
    with right:
        lines = [say(lang, "read.hint.what"), say(lang, "read.hint.keys")]
        if explorer.pairs is not None and not judging.is_blind():
            lines.append(say(lang, "read.hint.marks"))
        if sum(entry.place.code is not None for entry in explorer.places()) == 1:
            lines.insert(0, say(lang, "one_city"))
        page.hint(say(lang, "read.hint"), lines)
        first_pairs.show(explorer)


def _sentences(explorer: Explorer, passage: Passage, choice: Choice) -> list[SentencePair]:
    languages = (passage.language, choice.speech.language)
    return lookups.aligned(
        explorer, passage.query, choice.paragraph.id, languages, is_text=passage.is_text
    )

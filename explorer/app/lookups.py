"""What the index knows of a speech or a passage beside its counterparts; answers are kept."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from explorer import formulas
from explorer.analysis.originality import MOSTLY, originality
from explorer.analysis.sources import Kind, Source
from explorer.analysis.timeline import timeline
from explorer.answers import AlignedWindow, Counterpart
from explorer.app.answers import _identity
from explorer.app.components.passages import Span
from explorer.ranking import is_calibrated, standing

if TYPE_CHECKING:
    from explorer.search import Explorer

Identity = tuple[str, str]
WHOLE_BAR = 2.0
"""Standing that fills a bar; 1 is the 99th percentile of random pairs."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How far a passage has spread in the corpus, the speech that it stands in among them.

    ``places`` counts known places, ``speeches`` all speeches, ``years`` are the first and the last.
    """

    places: int
    speeches: int
    years: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Stock:
    """How much (0-1) of a passage is formula, and how far the longest one of it has spread.

    ``places`` counts known places, ``speeches`` all; no fewer where they are not ``exact``.
    """

    share: float
    text: str
    speeches: int
    places: int
    exact: bool


@dataclass(frozen=True, slots=True)
class SentencePair:
    """A piece of a passage and the best-matching one of another, as characters of each.

    ``share`` (0-1) is how much of a bar its closeness fills, ``word`` what a reader would call it
    (``close``, ``related``, ``apart``); both are None where there is nothing to measure it by.
    """

    a: Span
    b: Span
    share: float | None
    word: str | None


def kinds(explorer: Explorer, speech_id: str) -> dict[str, str]:
    """What each paragraph of a speech is, by its id; empty for an index without pairs."""
    if explorer.pairs is None:
        return {}
    found = _origins(_identity(explorer), speech_id, explorer)
    return {id: kind.value for id, (kind, _) in found.items()}


def behind(explorer: Explorer, paragraph_id: str) -> tuple[Kind, Source] | None:
    """What a paragraph is, and the counterpart that makes it so; None where there is none."""
    if explorer.pairs is None:
        return None
    speech_id = explorer.paragraph(paragraph_id).speech_id
    found = _origins(_identity(explorer), speech_id, explorer).get(paragraph_id)
    if found is None or found[1] is None:
        return None
    return found[0], found[1]


def formula_spans(explorer: Explorer, text: str, group: int | None) -> list[Span]:
    """Where a passage is formula; ``group`` is the witness group that it stands in."""
    return _formula_spans(_identity(explorer), text, group, explorer)


def stock(explorer: Explorer, text: str, group: int | None) -> Stock | None:
    """The formula that a passage mostly is; None where it is not."""
    return _stock(_identity(explorer), text, group, explorer)


def spread(explorer: Explorer, paragraph_id: str) -> Spread | None:
    """How far a paragraph has spread; None for an index without pairs."""
    if explorer.pairs is None:
        return None
    return _spread(_identity(explorer), paragraph_id, explorer)


def compared(explorer: Explorer, query: str, paragraph_id: str, *, is_text: bool) -> Counterpart:
    """A paragraph as the counterpart of a passage, whatever the conditions."""
    return _compared(_identity(explorer), query, paragraph_id, is_text, explorer)


def aligned(
    explorer: Explorer, query: str, paragraph_id: str, languages: tuple[str, str], *, is_text: bool
) -> list[SentencePair]:
    """The sentences of a passage, each with the best-matching one of a paragraph."""
    return _aligned(_identity(explorer), query, paragraph_id, languages, is_text, explorer)


@st.cache_data(max_entries=50, show_spinner=False)
def _origins(
    identity: Identity, speech_id: str, _explorer: Explorer
) -> dict[str, tuple[Kind, Source | None]]:
    found = originality(_explorer, speech_id).paragraphs
    return {one.paragraph.id: (one.kind, one.source) for one in found}


@st.cache_data(max_entries=300, show_spinner=False)
def _formula_spans(
    identity: Identity, text: str, group: int | None, _explorer: Explorer
) -> list[Span]:
    runs = _explorer.grams.runs(text, own_group=group)
    mask = formulas.formula_mask(formulas.formula_spans(runs, _explorer.grams.corpus), text)
    spans, at = [], 0
    for is_formula, stretch in groupby(mask):
        length = len(list(stretch))
        if is_formula:
            spans.append((at, at + length))
        at += length
    return spans


@st.cache_data(max_entries=300, show_spinner=False)
def _stock(identity: Identity, text: str, group: int | None, _explorer: Explorer) -> Stock | None:
    corpus = _explorer.grams.corpus
    runs = [
        run
        for run in _explorer.grams.runs(text, own_group=group)
        if formulas.level(run.total, corpus) is formulas.Level.EVERYWHERE
    ]
    mask = formulas.formula_mask(formulas.formula_spans(runs, corpus), text)
    share = formulas.formula_share(text, mask)
    if share < MOSTLY:
        return None
    longest = max(runs, key=lambda run: (run.tokens, -run.start))
    counts = longest.total
    wording = text[longest.start : longest.end]
    return Stock(share, wording, counts.groups, counts.places, longest.exact)


@st.cache_data(max_entries=300, show_spinner=False)
def _spread(identity: Identity, paragraph_id: str, _explorer: Explorer) -> Spread:
    found = timeline(_explorer, paragraph_id)
    return Spread(found.places, len(found.occurrences) + found.further, found.span)


@st.cache_data(max_entries=100, show_spinner=False)
def _compared(
    identity: Identity, query: str, paragraph_id: str, is_text: bool, _explorer: Explorer
) -> Counterpart:
    return _explorer.compared(query, paragraph_id, is_text=is_text)


@st.cache_data(max_entries=100, show_spinner=False)
def _aligned(
    identity: Identity,
    query: str,
    paragraph_id: str,
    languages: tuple[str, str],
    is_text: bool,
    _explorer: Explorer,
) -> list[SentencePair]:
    found = _explorer.aligned(query, paragraph_id, is_text=is_text)
    known = _explorer.manifest.percentiles
    if not is_calibrated(*languages, known):
        return [_pair(one, None, _explorer) for one in found]
    scores = np.array([one.score for one in found], dtype=np.float32)
    stands = standing(scores, languages[0], [languages[1]] * len(found), known)
    return [_pair(one, float(at), _explorer) for one, at in zip(found, stands, strict=True)]


def _pair(one: AlignedWindow, stands: float | None, explorer: Explorer) -> SentencePair:
    a, b = (one.a_start, one.a_end), (one.b_start, one.b_end)
    if stands is None:
        return SentencePair(a, b, None, None)
    rule = explorer.rule
    word = "close" if stands >= rule.paraphrase else "related" if stands >= rule.topic else "apart"
    return SentencePair(a, b, max(0.0, min(stands / WHOLE_BAR, 1.0)), word)

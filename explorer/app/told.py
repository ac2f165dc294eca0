"""What takes long to tell of a whole index, kept once it is made: speeches, formulas, audit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from explorer.analysis.originality import Originality
from explorer.analysis.originality import originality as made_of
from explorer.app import waiting
from explorer.app.answers import _identity
from explorer.app.quality import Quality, quality_of
from explorer.audit.auditing import Audit
from explorer.audit.auditing import audit as audited
from explorer.audit.collection import collection_of_index
from explorer.common_runs import Formula, most_common
from explorer.formulas import Level

if TYPE_CHECKING:
    from explorer.search import Explorer

MOST_FORMULAS = 200
"""Formulas of one level; finding them takes ten seconds in 14,000 paragraphs."""
VARIANT = 1 / 3
"""Share of the shorter one's grams from which two runs are variants of one formula. Those that
share half are never listed apart."""


def originality(explorer: Explorer, speech_id: str) -> Originality:
    """What a speech is made of, paragraph by paragraph."""
    return _originality(_identity(explorer), speech_id, explorer)


@st.cache_resource(max_entries=50, show_spinner=False)
def _originality(identity: tuple[str, str], speech_id: str, _explorer: Explorer) -> Originality:
    return made_of(_explorer, speech_id)


def has_earlier(explorer: Explorer, found: Originality) -> bool | None:
    """Whether the index has a surely earlier speech of the same place; None where none can be."""
    if not found.paragraphs:
        return None
    row, facets = found.paragraphs[0].paragraph.row, explorer.facets
    if not facets.is_placed(row) or not facets.origin(row).has_years:
        return None
    if facets.is_national(row):
        own = facets.of_speeches(lambda speech: speech.place.is_national)
    else:
        own = facets.place == facets.place[row]
    return bool(np.any(own & (facets.latest < facets.earliest[row])))


def formulas(explorer: Explorer, level: Level) -> list[tuple[Formula, tuple[int, ...]]]:
    """The commonest runs of a level, each with the numbers of its variants in the list."""
    return _formulas(_identity(explorer), level.value, explorer)


@st.cache_resource(max_entries=12, show_spinner=False)
def _formulas(
    identity: tuple[str, str], level: str, _explorer: Explorer
) -> list[tuple[Formula, tuple[int, ...]]]:
    with waiting.turn(waiting.WHOLE):
        found = most_common(_explorer.grams, Level(level), MOST_FORMULAS)
    hashes = [_explorer.grams.hashes(one.text) for one in found]
    return [
        (
            one,
            tuple(
                other
                for other in range(len(found))
                if other != number
                and len(hashes[number] & hashes[other])
                >= max(1, VARIANT * min(len(hashes[number]), len(hashes[other])))
            ),
        )
        for number, one in enumerate(found)
    ]


def audit(explorer: Explorer) -> Audit:
    """What in the index's corpus would falsify results."""
    return _audit(_identity(explorer), explorer)


@st.cache_resource(max_entries=2, show_spinner=False)
def _audit(identity: tuple[str, str], _explorer: Explorer) -> Audit:
    with waiting.turn(waiting.WHOLE):
        return audited(collection_of_index(_explorer), progress=lambda stage, done, total: None)


def quality(explorer: Explorer) -> Quality:
    """What is known of the paragraphs of the index."""
    return _quality(_identity(explorer), explorer)


@st.cache_resource(max_entries=2, show_spinner=False)
def _quality(identity: tuple[str, str], _explorer: Explorer) -> Quality:
    return quality_of(_explorer)

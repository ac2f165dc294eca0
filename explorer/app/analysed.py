"""What the analysis of the whole index tells, computed once for all readers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from explorer.analysis.matrix import Matrix, by_place, by_year
from explorer.analysis.ordering import by_cluster, by_geography, by_name, largest
from explorer.analysis.strongest import strongest as strongest_of
from explorer.analysis.table import Columns, PairTable
from explorer.analysis.timeline import Timeline, searched_timeline, text_timeline, timeline
from explorer.app import waiting
from explorer.app.answers import _identity
from explorer.records import Place

if TYPE_CHECKING:
    from explorer.search import Explorer

FIRST_PAIRS = 5
"""Pairs that a reader is offered to begin with."""
USUAL, MOST = 60, 300
"""Cities on view at first, and where all are wanted: a larger chart takes a browser too long."""


def matrix(explorer: Explorer, *, years: bool) -> Matrix:
    """Cities by cities, or years by years.

    Raises:
        NoPairs: the index was built without its pairs.
    """
    return _matrix(_identity(explorer), years, explorer)


@st.cache_resource(max_entries=8, show_spinner=False)
def _matrix(identity: tuple[str, str], years: bool, _explorer: Explorer) -> Matrix:
    with waiting.turn(waiting.WHOLE):
        table = PairTable(_explorer)
        return by_year(table) if years else by_place(table)


def strongest(explorer: Explorer) -> Columns:
    """The pairs to begin with.

    Raises:
        NoPairs: the index was built without its pairs.
    """
    return _strongest(_identity(explorer), explorer)


@st.cache_resource(max_entries=4, show_spinner=False)
def _strongest(identity: tuple[str, str], _explorer: Explorer) -> Columns:
    with waiting.turn(waiting.WHOLE):
        return strongest_of(PairTable(_explorer), FIRST_PAIRS)


def places(explorer: Explorer, labels: Sequence[str]) -> dict[int, Place]:
    """The place of each label of a table of cities."""
    known = {count.place.code: count.place for count in explorer.places()}
    return {number: known.get(code, Place(code)) for number, code in enumerate(labels)}


def order(explorer: Explorer, found: Matrix, *, by: str | None, every: bool) -> list[int]:
    """The cities on view in their order; ``by`` is ``geography``, ``name``, or likeness."""
    return list(_order(_identity(explorer), by, every, explorer, found))


@st.cache_resource(max_entries=24, show_spinner=False)
def _order(
    identity: tuple[str, str], by: str | None, every: bool, _explorer: Explorer, _found: Matrix
) -> list[int]:
    chosen = largest(_found, MOST if every else USUAL)
    of = places(_explorer, _found.labels)
    if by == "geography":
        return by_geography(chosen, of, _explorer.manifest.points)
    return by_name(chosen, of) if by == "name" else by_cluster(_found, chosen)


def passage_timeline(explorer: Explorer, paragraph_id: str) -> Timeline:
    """Where and when a paragraph occurs: from the pairs of the index, else by a search.

    Raises:
        UnknownParagraph: there is no such paragraph.
    """
    return _passage_timeline(_identity(explorer), paragraph_id, explorer)


@st.cache_resource(max_entries=30, show_spinner=False)
def _passage_timeline(
    identity: tuple[str, str], paragraph_id: str, _explorer: Explorer
) -> Timeline:
    if _explorer.pairs is not None:
        return timeline(_explorer, paragraph_id)
    with waiting.turn(waiting.ASKED):
        return searched_timeline(_explorer, paragraph_id, waiting.step)


def query_timeline(explorer: Explorer, text: str) -> Timeline:
    """Where and when a passage of the reader's own occurs.

    Raises:
        QueryError: it cannot be compared.
    """
    return _query_timeline(_identity(explorer), text, explorer)


@st.cache_resource(max_entries=20, show_spinner=False)
def _query_timeline(identity: tuple[str, str], text: str, _explorer: Explorer) -> Timeline:
    with waiting.turn(waiting.ASKED):
        return text_timeline(_explorer, text, waiting.step)

"""The table of all counterparts, each with the other texts of its speech; sorted by a click."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from explorer.answers import Answer, Counterpart
from explorer.app import link, phrases
from explorer.app.answers import LISTS, RESULTS
from explorer.app.components import scripted
from explorer.app.components.passages import html_language
from explorer.app.state import State
from explorer.app.texts import say
from explorer.records import Speech
from explorer.verdict import Verdict

if TYPE_CHECKING:
    from explorer.search import Explorer

EXCERPT_HAN, EXCERPT_LETTERS = 140, 320
"""Characters of a counterpart that tell it from the others; the style sheet shows two lines of
them, and says with an ellipsis that there is more."""
COLUMNS = ("rank", "where", "when", "verdict", "meaning", "wording", "formula", "excerpt")
TOOLS = frozenset({"verdict", "meaning", "wording", "formula"})
"""Columns that tell what the tool makes of a pair."""
LATEST = 9999
"""Sorts a year that is not known behind all others."""
_ORDER = {verdict.value: n for n, verdict in enumerate(Verdict)}


def show(
    explorer: Explorer, answer: Answer, selected: str | None, state: State, *, blind: bool = False
) -> None:
    """Draw the table; a click puts the paragraph on view. ``blind``: without verdicts."""
    lang = link.language()
    columns = [name for name in COLUMNS if not (blind and name in TOOLS)]
    with st.container(key="all results", gap="xsmall"):
        scripted.mount(
            "results",
            {
                "label": say(lang, "list.label"),
                "interface": lang,
                "heading": say(lang, "list.heading", n=len(answer)),
                "also": say(lang, "list.others"),
                "columns": [[name, say(lang, f"list.column.{name}")] for name in columns],
                "results": [_result(explorer, lang, counterpart) for counterpart in answer],
            },
            key="results",
            on_pick=lambda id: link.put(result=id),
        )
        # By itself: Streamlit sends a component again only where its data have changed.
        scripted.mount("marking", {"selected": selected}, key="marking")
        _more(lang, answer, state.most or RESULTS)


def _more(lang: str, answer: Answer, asked: int) -> None:
    """The way to a longer list, where there may be one."""
    most = next((length for length in LISTS if length > asked), None)
    if len(answer) < asked or most is None:
        return
    st.button(
        say(lang, "list.next", n=most - asked),
        key="more results",
        icon=":material/expand_more:",
        on_click=link.put,
        kwargs={"most": most},
    )


def _result(explorer: Explorer, lang: str, counterpart: Counterpart) -> dict[str, object]:
    speech = counterpart.speech
    texts, more = _others(explorer, lang, counterpart)
    return {
        "id": counterpart.paragraph.id,
        "cells": _cells(lang, counterpart),
        "order": _order(counterpart),
        "where": phrases.place_name(lang, speech.place),
        "when": phrases.year_name(lang, speech.dating),
        "excerpt": phrases.beginning(
            counterpart.paragraph.text,
            EXCERPT_HAN if speech.language == "zh" else EXCERPT_LETTERS,
        ),
        "language": html_language(speech.language),
        "flags": flags(lang, counterpart),
        "texts": texts,
        "more": more,
        "moreLabel": say(lang, "list.more" if texts else "list.passages", n=len(more)),
    }


def _cells(lang: str, counterpart: Counterpart) -> dict[str, str]:
    """The numbers and the verdict in words."""
    percentile, verdict = counterpart.percentile, counterpart.verdict
    return {
        "rank": str(counterpart.rank),
        "verdict": "—" if verdict is None else say(lang, f"verdict.{verdict}"),
        "meaning": "—" if percentile is None else f"{phrases.percent(percentile)}%",
        "wording": f"{phrases.share(counterpart.wording)}%",
        "formula": f"{phrases.share(counterpart.formula)}%" if counterpart.wording else "—",
    }


def _order(counterpart: Counterpart) -> dict[str, float]:
    """What the columns that hold no text are sorted by."""
    return {
        "rank": counterpart.rank,
        "when": _year(counterpart.speech),
        "verdict": _ORDER.get(counterpart.verdict or "", len(_ORDER)),
        "meaning": -1 if counterpart.percentile is None else counterpart.percentile,
        "wording": round(counterpart.wording, 4),
        "formula": round(counterpart.formula, 4) if counterpart.wording else -1,
    }


def _year(speech: Speech) -> int:
    dating = speech.dating
    known = (dating.earliest, dating.latest, dating.stated)
    return next((year for year in known if year is not None), LATEST)


def flags(lang: str, counterpart: Counterpart) -> list[str]:
    """Whether a counterpart is, or may be, of the passage's own year and city."""
    told = []
    if counterpart.same_year:
        told.append(say(lang, "year.same"))
    elif not counterpart.sure_year:
        told.append(say(lang, "year.maybe_same"))
    if counterpart.same_place:
        told.append(say(lang, "place.same"))
    elif not counterpart.sure_place:
        told.append(say(lang, "place.maybe_same"))
    return told


def _others(
    explorer: Explorer, lang: str, counterpart: Counterpart
) -> tuple[list[list[str]], list[list[str]]]:
    """Id and label of the same passage in other texts of the speech, and of its other passages."""
    texts, more = [], []
    for id in counterpart.others:
        paragraph = explorer.paragraph(id)
        source = phrases.source(lang, explorer.speech(paragraph.speech_id))
        texts.append([id, f"{source} · {say(lang, 'card.paragraph', number=paragraph.number)}"])
    for id in counterpart.further:
        number = explorer.paragraph(id).number
        more.append([id, say(lang, "card.paragraph", number=number)])
    return texts, more

"""The table of all places where a passage occurs; a row selected is compared with the passage."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from explorer.analysis.timeline import Occurrence, Timeline
from explorer.app import link, phrases
from explorer.app.components import charting
from explorer.app.components.timeline import kind_name
from explorer.app.texts import say

EXCERPT = 160
"""Characters of a passage in the table."""


def show(lang: str, told: Timeline, chosen: str | None) -> None:
    """Draw all occurrences; a row selected puts its paragraph into the link."""
    ids = [one.paragraph.id for one in told.occurrences]
    turn = charting.turn("occurrences", chosen)
    at = [row for row, id in enumerate(ids) if id == turn.drawn]
    key = turn.key("occurrences")

    def picked() -> None:
        rows = st.session_state[key]["selection"]["rows"]
        result = ids[rows[0]] if rows and rows[0] < len(ids) else None
        if charting.chosen_within("occurrences", turn, result):
            link.put(result=result)

    st.dataframe(
        pd.DataFrame(rows(lang, told)),
        hide_index=True,
        lazy=False,
        height="content" if len(ids) < 12 else 420,
        key=key,
        placeholder="—",
        on_select=picked,
        selection_mode="single-row",
        selection_default={"selection": {"rows": at}} if at else None,
    )
    charting.line(say(lang, "timeline.pick"))


def rows(lang: str, told: Timeline) -> list[dict[str, object]]:
    """The rows of the table."""
    return [
        {
            say(lang, f"timeline.{name}"): value
            for name, value in (
                ("city", phrases.place_name(lang, one.speech.place)),
                ("province", one.speech.place.province or ""),
                ("year", phrases.year_name(lang, one.speech.dating)),
                ("verdict", kind_name(lang, one.verdict)),
                ("wording", None if one.verdict is None else round(one.wording * 100)),
                ("percentile", _percentile(one)),
                ("lag", lag_words(told.lag(one))),
                ("title", phrases.title(lang, one.speech)),
                ("text", phrases.beginning(phrases.one_line(one.paragraph.text), EXCERPT)),
            )
        }
        for one in told.occurrences
    ]


def _percentile(one: Occurrence) -> float | None:
    return None if one.percentile is None else float(phrases.percent(one.percentile))


def lag_words(lag: tuple[int, int] | None) -> str:
    """Years after the earliest, from least to most; empty where they are not known."""
    if lag is None:
        return ""
    least, most = lag
    return str(least) if least == most else f"{least}–{most}"

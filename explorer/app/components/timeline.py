"""The chart of a passage over time: years by places, and what has no year in a strip of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from explorer.analysis.timeline import Occurrence, Timeline
from explorer.app import link, phrases
from explorer.app.components import charting
from explorer.app.components.pickers import distinct
from explorer.app.desk import place_code
from explorer.app.state import UNKNOWN_PLACE
from explorer.app.texts import say
from explorer.verdict import Verdict

SELF = "self"
KINDS = (SELF, Verdict.VERBATIM, Verdict.EDITED, Verdict.PARAPHRASE, Verdict.TRANSLATION)
SHAPES = ("cross", "circle", "square", "diamond", "triangle-up")
"""Of the kinds, in their order."""
Layers = alt.LayerChart | alt.FacetChart
"""What Altair says that layers make."""
ROW, AROUND = 26, 150
"""Pixels of a city, and of the legend and the axis."""
MOST_TICKS = 14
MARK = "mark"


def kind_name(lang: str, verdict: Verdict | None) -> str:
    """What an occurrence is beside the passage."""
    return say(lang, "timeline.self" if verdict is None else f"verdict.{verdict}")


def place_names(lang: str, occurrences: Sequence[Occurrence]) -> dict[str, str]:
    """What each place is called, by its code, in the order in which they occur; unknown ones last.

    Occurrences go by year, so the place that has the passage first stands first.
    """
    names: dict[str, str] = {}
    for one in occurrences:
        place = one.speech.place
        if place_code(place) != UNKNOWN_PLACE:
            names.setdefault(place_code(place), phrases.place_name(lang, place))
    if any(place_code(one.speech.place) == UNKNOWN_PLACE for one in occurrences):
        names[UNKNOWN_PLACE] = say(lang, "place.none")
    return distinct(names)


def show(told: Timeline, chosen: str | None) -> None:
    """Draw the chart; a click on a mark puts its paragraph into the link."""
    lang = link.language()
    turn = charting.turn("timeline", chosen)
    key = turn.key("timeline")

    def picked() -> None:
        found = st.session_state[key]["selection"].get(MARK) or [{}]
        id = found[0].get("id")
        known = {one.paragraph.id for one in told.occurrences}
        result = id if id in known else None
        if charting.chosen_within("timeline", turn, result):
            link.put(result=result)

    rows = len(place_names(lang, told.occurrences))
    st.altair_chart(
        charting.legible(chart(lang, told, turn.drawn)),
        key=key,
        on_select=picked,
        selection_mode=MARK,
        alt=say(lang, "timeline.alt", n=len(told.occurrences), places=rows),
    )
    charting.line(say(lang, "timeline.legend"))


def frame(lang: str, told: Timeline) -> pd.DataFrame:
    """One row per occurrence; ``at``, ``first`` and ``last`` are years on the axis.

    What has no year stands at ``unknown_year``, in a strip of its own.
    """
    names = place_names(lang, told.occurrences)
    first, last = bounds(told)
    rows = []
    for one in told.occurrences:
        known = [year for year in (one.earliest, one.latest) if year is not None]
        start = one.earliest if one.earliest is not None else first
        end = one.latest if one.latest is not None else last
        at = sum(known) / len(known) if known else unknown_year(told)
        rows.append(
            {
                "id": one.paragraph.id,
                "city": names[place_code(one.speech.place)],
                "at": at,
                "first": start if known else at,
                "last": end if known else at,
                "open": len(known) == 1,
                "year": phrases.year_name(lang, one.speech.dating)
                if known
                else say(lang, "timeline.unknown_year"),
                "kind": kind_name(lang, one.verdict),
                "wording": round(one.wording, 2),
                "title": phrases.title(lang, one.speech, 60),
            }
        )
    return pd.DataFrame(rows)


def bounds(told: Timeline) -> tuple[int, int]:
    """The first and the last year of the axis, with a year's room; a range open there ends so."""
    first, last = told.span or (0, 0)
    return first - 1, last + 1


def unknown_year(told: Timeline) -> float:
    """Where on the axis the strip of unknown years lies: beyond the last, with room for a name."""
    first, last = bounds(told)
    return last + max(1.5, (last - first) * 0.08)


def chart(lang: str, told: Timeline, chosen: str | None) -> Layers:
    """Years by places; ``chosen`` is the paragraph that is marked at first."""
    data = frame(lang, told)
    names = list(place_names(lang, told.occurrences).values())
    years = _years(lang, told, "first:Q")
    places = alt.Y(
        "city:N",
        scale=alt.Scale(domain=names),
        axis=alt.Axis(title=None, grid=True, ticks=False, domain=False, labelLimit=150),
    )
    layers: list[Any] = []
    undated = told.span is not None and any(_unknown(one) for one in told.occurrences)
    if undated:
        layers.append(_strip(told))
    ranges = data[(data["first"] != data["last"]) & (data["year"] != "")]
    base = alt.Chart(ranges).encode(y=places, x=years, x2="last:Q")
    line = charting.colours().line
    for is_open, dash in ((False, [1, 0]), (True, [5, 4])):
        part = base.transform_filter(alt.datum.open == is_open)
        layers.append(part.mark_rule(strokeWidth=4, color=line, opacity=0.7, strokeDash=dash))
    layers.append(_marks(lang, data, _years(lang, told, "at:Q"), places, chosen))
    return alt.layer(*layers).properties(height=AROUND + ROW * len(names))


def _marks(
    lang: str, data: pd.DataFrame, years: alt.X, places: alt.Y, chosen: str | None
) -> alt.Chart:
    hues = charting.colours()
    kinds = {kind_name(lang, None if kind == SELF else Verdict(kind)): kind for kind in KINDS}
    there = [name for name in kinds if name in set(data["kind"])]
    at = [KINDS.index(kinds[name]) for name in there]
    mark = alt.selection_point(
        name=MARK, fields=["id"], value=[{"id": chosen}] if chosen else alt.Undefined
    )
    title = say(lang, "timeline.verdict")
    legend = alt.Legend(title=title, orient="top")
    drawn: alt.Chart = (
        alt.Chart(data)
        .mark_point(filled=True, cursor="pointer", opacity=0.95)
        .encode(
            x=years,
            y=places,
            color=alt.Color(
                "kind:N",
                scale=alt.Scale(domain=there, range=[hues.kinds[n] for n in at]),
                legend=legend,
            ),
            shape=alt.Shape(
                "kind:N",
                scale=alt.Scale(domain=there, range=[SHAPES[n] for n in at]),
                legend=legend,
            ),
            size=alt.Size(
                "wording:Q",
                scale=alt.Scale(domain=[0, 1], range=[50, 320]),
                legend=alt.Legend(
                    title=say(lang, "timeline.size"),
                    orient="top",
                    format=".0%",
                    values=[0.1, 0.5, 1],
                    symbolFillColor=hues.line,
                ),
            ),
            stroke=alt.condition(
                mark, alt.value(hues.kinds[0]), alt.value("transparent"), empty=False
            ),
            strokeWidth=alt.value(3),
            tooltip=[
                alt.Tooltip("city:N", title=say(lang, "timeline.city")),
                alt.Tooltip("year:N", title=say(lang, "timeline.year")),
                alt.Tooltip("kind:N", title=title),
                alt.Tooltip("wording:Q", title=say(lang, "timeline.size"), format=".0%"),
                alt.Tooltip("title:N", title=say(lang, "timeline.title")),
            ],
        )
        .add_params(mark)
    )
    return drawn


def _years(lang: str, told: Timeline, field: str) -> alt.X:
    """The axis of the years, and beyond it the word for those that are not known."""
    first, last = bounds(told)
    ticks: list[float] = []
    if told.span is not None:
        begin, end = told.span
        step = max(1, -(-(end - begin + 1) // MOST_TICKS))
        ticks += [float(year) for year in range(begin, end + 1, step)]
    end_of_axis = float(last)
    if any(_unknown(one) for one in told.occurrences):
        ticks.append(unknown_year(told))
        end_of_axis = unknown_year(told) + (unknown_year(told) - last)
    word = say(lang, "timeline.unknown_year")
    return alt.X(
        field,
        scale=alt.Scale(domain=[first, end_of_axis], nice=False, zero=False),
        axis=alt.Axis(
            title=say(lang, "timeline.axis"),
            values=ticks,
            labelExpr=f"datum.value > {last} ? '{word}' : format(datum.value, 'd')",
            labelOverlap=True,
            grid=True,
            orient="bottom",
        ),
    )


def _strip(told: Timeline) -> alt.Chart:
    """The ground on which occurrences of no known year stand."""
    at, (_, last) = unknown_year(told), bounds(told)
    half = (at - last) * 0.8
    drawn: alt.Chart = (
        alt.Chart(pd.DataFrame({"from": [at - half], "to": [at + half]}))
        .mark_rect(color=charting.colours().line, opacity=0.14, aria=False)
        .encode(x="from:Q", x2="to:Q")
    )
    return drawn


def _unknown(one: Occurrence) -> bool:
    return one.earliest is None and one.latest is None

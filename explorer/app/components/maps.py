"""Where a passage occurs: points among lines of longitude and latitude; nothing is fetched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import cos, radians
from typing import Literal

import altair as alt
import pandas as pd
import streamlit as st

from explorer.analysis.timeline import Timeline
from explorer.app import link, phrases
from explorer.app.components import charting
from explorer.app.components.timeline import Layers
from explorer.app.texts import say

Side = Literal["left", "right"]
Box = tuple[float, float, float, float]
"""Left, right, lower and upper side in pixels."""
LETTER, HAN, LINE = 6, 11, 14
"""Pixels of a letter and of a Chinese character beside a point, and of a line."""
LONGEST = 24
"""Characters of a name beside a point."""
NEAR = 8
"""Pixels from a point to its name."""
MARGIN, LEAST = 2.0, 8.0
"""Degrees around the outermost points, and of the map from side to side at least."""
WIDTH, LEAST_HEIGHT, MOST_HEIGHT = 560, 260, 520
"""Pixels; the width is what the page has as a rule."""


def frame(lang: str, told: Timeline, points: Mapping[str, Sequence[float]]) -> pd.DataFrame:
    """One row per place with coordinates, at its earliest occurrence."""
    rows: dict[str, dict[str, object]] = {}
    for one in told.occurrences:  # by year, so the first of a place is its earliest
        place = one.speech.place
        if place.code is None or place.code not in points or place.code in rows:
            continue
        longitude, latitude = points[place.code][:2]
        year = one.earliest if one.earliest is not None else one.latest
        name = phrases.place_name(lang, place)
        when = phrases.year_name(lang, one.speech.dating)
        rows[place.code] = {
            "city": name,
            "longitude": longitude,
            "latitude": latitude,
            "year": year,
            "when": when,
            "label": (f"{name} {when}" if year is not None else name)[:LONGEST],
        }
    return pd.DataFrame(list(rows.values()))


def show(told: Timeline, points: Mapping[str, Sequence[float]]) -> None:
    """Draw the map and say how many places are missing on it."""
    lang = link.language()
    data = frame(lang, told, points)
    st.altair_chart(
        charting.legible(chart(lang, data)),
        key=link.widget("map"),
        alt=say(lang, "timeline.map.alt", n=len(data)),
    )
    if less := told.places - len(data):
        charting.line(say(lang, "timeline.map.less", n=less))


def worth(told: Timeline, points: Mapping[str, Sequence[float]]) -> bool:
    """Whether two places at least have coordinates."""
    codes = {one.speech.place.code for one in told.occurrences}
    return sum(code in points for code in codes if code is not None) > 1


def chart(lang: str, data: pd.DataFrame) -> Layers:
    """The places as points, coloured by year."""
    west, east = _sides(data["longitude"])
    south, north = _sides(data["latitude"])
    # A degree of longitude is shorter than one of latitude by the cosine of the latitude.
    ratio = (north - south) / ((east - west) * cos(radians((north + south) / 2)))
    height = min(MOST_HEIGHT, max(LEAST_HEIGHT, round(WIDTH * ratio)))
    hues = charting.colours()
    base = alt.Chart(data, height=height).encode(
        x=alt.X(
            "longitude:Q",
            scale=alt.Scale(domain=[west, east], zero=False, nice=False),
            axis=_degrees(lang, "longitude", "E", "W"),
        ),
        y=alt.Y(
            "latitude:Q",
            scale=alt.Scale(domain=[south, north], zero=False, nice=False),
            axis=_degrees(lang, "latitude", "N", "S"),
        ),
        tooltip=[
            alt.Tooltip("city:N", title=say(lang, "timeline.city")),
            alt.Tooltip("when:N", title=say(lang, "timeline.map.year")),
        ],
    )
    year = alt.Color(
        "year:Q",
        scale=alt.Scale(range=[hues.early, hues.late], zero=False, nice=False),
        legend=alt.Legend(
            title=say(lang, "timeline.map.year"), format="d", orient="bottom", tickMinStep=1
        ),
    )
    marks = base.mark_circle(size=90, opacity=0.9)
    dated = marks.transform_filter("isValid(datum.year)")
    undated = marks.transform_filter("!isValid(datum.year)")
    one_year = data["year"].nunique() == 1
    layers = [
        dated.encode(color=alt.value(hues.early) if one_year else year),
        undated.encode(color=alt.value(hues.line)),
    ]
    sides = _names(data, (east - west) / WIDTH, (north - south) / height)
    aligned: tuple[tuple[Side, int], ...] = (("left", NEAR), ("right", -NEAR))
    for side, away in aligned:
        named = base.properties(data=data[[one == side for one in sides]])
        text = named.mark_text(align=side, dx=away, fontSize=11, color=hues.kinds[0])
        layers.append(text.encode(text="label:N"))
    return alt.layer(*layers)


def _names(data: pd.DataFrame, wide: float, high: float) -> list[Side | None]:
    """On which side of each point its name stands, as it is aligned; None where it has no room.

    Args:
        data: the points.
        wide: degrees of longitude to a pixel.
        high: degrees of latitude to a pixel.
    """
    points = [
        (x / wide, y / high) for x, y in zip(data["longitude"], data["latitude"], strict=True)
    ]
    last = max(x for x, _ in points) + 4 * NEAR
    taken = [_box(x - NEAR / 2, y, NEAR) for x, y in points]
    sides: list[Side | None] = []
    for (x, y), label in zip(points, data["label"], strict=True):
        width = sum(LETTER if letter < "\u2e80" else HAN for letter in label)
        right, left = _box(x + NEAR, y, width), _box(x - NEAR - width, y, width)
        free: dict[Side, Box] = (
            {"left": right, "right": left} if right[1] <= last else {"right": left}
        )
        side = next((one for one, box in free.items() if not _meets(box, taken)), None)
        if side is not None:
            taken.append(free[side])
        sides.append(side)
    return sides


def _box(left: float, middle: float, width: float) -> Box:
    return left, left + width, middle - LINE / 2, middle + LINE / 2


def _meets(box: Box, others: Sequence[Box]) -> bool:
    return any(
        box[0] < other[1] and other[0] < box[1] and box[2] < other[3] and other[2] < box[3]
        for other in others
    )


def _sides(values: pd.Series[float]) -> tuple[float, float]:
    """The two sides of the map along one axis."""
    low, high = float(values.min()) - MARGIN, float(values.max()) + MARGIN
    more = max(0.0, LEAST - (high - low)) / 2
    return low - more, high + more


def _degrees(lang: str, field: str, ahead: str, behind: str) -> alt.Axis:
    words = f"datum.value < 0 ? '{behind}' : '{ahead}'"
    return alt.Axis(
        title=say(lang, f"timeline.map.{field}"),
        grid=True,
        tickCount=6,
        labelExpr=f"format(abs(datum.value), '.0f') + '°' + ({words})",
    )

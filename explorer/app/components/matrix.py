"""The heat map of cities by cities or years by years, and the table of its numbers."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import altair as alt
import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from explorer.analysis.matrix import Matrix
from explorer.app import link, waiting
from explorer.app.components import charting, downloads
from explorer.app.texts import say
from explorer.export import write_csv
from explorer.tables.cities import PLACES, YEARS
from explorer.tables.codebook import Choice

if TYPE_CHECKING:
    from explorer.search import Explorer

STRONGEST = 0.98
"""Quantile of the cells with something in them that has the strongest colour: one odd cell, of a
city of three paragraphs, would leave all the others pale."""
LISTED = 1_000
"""Cells in the table on the page."""
TALLEST, STEP, AROUND = 900, 28, 230
"""Pixels of the chart, and of a cell, at most; of the names and the legend around the cells."""
FEW, WIDE, HIGH, BESIDE = 10, 64, 40, 150
"""Labels whose cells would be too wide; pixels of theirs, and of the names beside them."""
EACH = 70
"""Labels that all have room on an axis."""
CELL = "cell"


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix as it is on view.

    Attributes:
        matrix: all of it.
        order: its labels on view, in order.
        names: what each of these is called; all differ.
        rare: whether the colours show the rare shared wording, not the share of paragraphs.
        years: whether the labels are years, not cities.
    """

    matrix: Matrix
    order: list[int]
    names: dict[int, str]
    rare: bool
    years: bool

    @property
    def top(self) -> float:
        """The value from which a cell has the strongest colour; of the diagonal none counts."""
        values = self.values[np.ix_(self.order, self.order)].astype(np.float64)
        if not self.years:
            np.fill_diagonal(values, 0)
        some = values[values > 0]
        return float(np.quantile(some, STRONGEST, method="higher")) if len(some) else 0.0

    @property
    def values(self) -> NDArray[Any]:
        """(n, n) what the colours show."""
        return self.matrix.rare if self.rare else self.matrix.share

    def number(self, code: str | None) -> int | None:
        """The label of a code, where it is on view."""
        found = [number for number in self.order if self.matrix.labels[number] == code]
        return found[0] if found else None


def frame(grid: Grid) -> pd.DataFrame:
    """The cells on view in which there is something, names as categories."""
    order = np.array(grid.order)
    found = grid.matrix.found[np.ix_(order, order)]
    i, j = np.nonzero(found)
    names = [grid.names[number] for number in grid.order]
    rows, columns = order[i], order[j]
    return pd.DataFrame(
        {
            "row": pd.Categorical.from_codes(i, names),
            "column": pd.Categorical.from_codes(j, names),
            "share": grid.matrix.share[rows, columns].round(4).astype(np.float32),
            "found": grid.matrix.found[rows, columns].astype(np.int32),
            "paragraphs": grid.matrix.paragraphs[rows].astype(np.int32),
            "rare": grid.matrix.rare[rows, columns].astype(np.int32),
        }
    )


def show(grid: Grid, chosen: tuple[int, int] | None) -> None:
    """Draw the heat map; a click on a cell puts its two labels into the link."""
    lang = link.language()
    cells = frame(grid)
    name = f"matrix {int(grid.years)}"
    turn = charting.turn(name, chosen)
    key = turn.key(name)

    def picked() -> None:
        found = st.session_state[key]["selection"].get(CELL) or [{}]
        numbers = {name: number for number, name in grid.names.items()}
        ends = [numbers.get(found[0].get(side)) for side in ("row", "column")]
        row, column = (None if end is None else grid.matrix.labels[end] for end in ends)
        if charting.chosen_within(name, turn, None if None in ends else tuple(ends)):
            link.put(row=row, column=column)

    st.altair_chart(
        charting.legible(chart(lang, grid, cells, turn.drawn)),
        key=key,
        on_select=picked,
        selection_mode=CELL,
        width="stretch" if len(grid.order) > FEW else BESIDE + WIDE * len(grid.order),
        alt=say(lang, "cities.alt", rows=len(grid.order), cells=len(cells)),
    )


def chart(lang: str, grid: Grid, cells: pd.DataFrame, chosen: tuple[int, int] | None) -> alt.Chart:
    """The heat map; ``chosen`` is the cell that is marked at first."""
    hues = charting.colours()
    names = [grid.names[number] for number in grid.order]
    size = len(names)
    marked = [{"row": grid.names[chosen[0]], "column": grid.names[chosen[1]]}] if chosen else []
    cell = alt.selection_point(name=CELL, fields=["row", "column"], value=marked or alt.Undefined)
    letters = 11 if size <= 40 else 9 if size <= EACH else 8
    style: dict[str, Any] = {
        "labelFontSize": letters,
        "labelLimit": 110,
        "labelOverlap": size > EACH,
        "ticks": False,
    }
    style |= {"domain": False, "grid": False}
    value = "rare" if grid.rare else "share"
    drawn: alt.Chart = (
        alt.Chart(cells, height=min(TALLEST, AROUND + (STEP if size > FEW else HIGH) * size))
        .mark_rect(cursor="pointer")
        .encode(
            x=alt.X(
                "column:N",
                scale=alt.Scale(domain=names),
                axis=alt.Axis(
                    orient="top", labelAngle=-90, title=say(lang, "cities.axis.column"), **style
                ),
            ),
            y=alt.Y(
                "row:N",
                scale=alt.Scale(domain=names),
                axis=alt.Axis(title=say(lang, "cities.axis.row"), **style),
            ),
            color=alt.Color(
                f"{value}:Q",
                scale=alt.Scale(
                    domain=[0, grid.top or 1],
                    range=[hues.pale, hues.strong],
                    clamp=True,
                ),
                legend=alt.Legend(
                    title=say(lang, "cities.rare" if grid.rare else "cities.share"),
                    format="d" if grid.rare else ".1%",
                    orient="bottom",
                    titleLimit=300,
                    gradientLength=220,
                    tickCount=4,
                ),
            ),
            stroke=alt.condition(
                cell, alt.value(hues.kinds[1]), alt.value("transparent"), empty=False
            ),
            strokeWidth=alt.value(2.5),
            tooltip=[
                alt.Tooltip("row:N", title=say(lang, "cities.axis.row")),
                alt.Tooltip("column:N", title=say(lang, "cities.axis.column")),
                alt.Tooltip("share:Q", title=say(lang, "cities.share"), format=".1%"),
                alt.Tooltip("found:Q", title=say(lang, "cities.found")),
                alt.Tooltip("paragraphs:Q", title=say(lang, "cities.paragraphs")),
                alt.Tooltip("rare:Q", title=say(lang, "cities.rare"), format=","),
            ],
        )
        .add_params(cell)
        .configure_view(fill=hues.ground, stroke=None)
    )
    return drawn


def table(lang: str, explorer: Explorer, grid: Grid) -> None:
    """Draw the numbers, the highest first, and offer all of them as a file."""
    cells = frame(grid).sort_values(
        ["rare" if grid.rare else "share", "found"], ascending=False, kind="stable"
    )
    cells["share"] = (cells["share"] * 100).round(1)
    columns = ["row", "column", "share", "found", "paragraphs", "rare"]
    titles = ["axis.row", "axis.column", "share.percent", "found", "paragraphs", "rare"]
    names = [say(lang, f"cities.{title}") for title in titles]
    listed = cells[columns][:LISTED].astype({"row": str, "column": str})
    st.dataframe(
        listed.set_axis(names, axis=1),
        hide_index=True,
        lazy=False,
        height="content" if len(listed) < 12 else 420,
        key=link.widget("cells"),
    )
    if len(cells) > LISTED:
        charting.line(say(lang, "cities.table.more", n=LISTED, all=len(cells)))
    name = f"{'years' if grid.years else 'places'}_{explorer.manifest.generation}.csv"
    make = partial(csv, explorer, years=grid.years)
    st.download_button(
        say(lang, "cities.download"),
        downloads.in_turn(make, waiting.WHOLE, name=name, mime="text/csv"),
        file_name=name,
        mime="text/csv",
        on_click="ignore",
        key=link.widget("cells file"),
        icon=":material/download:",
    )


def csv(explorer: Explorer, *, years: bool) -> bytes:
    """All cells of all labels as a CSV file that a spreadsheet reads."""
    wanted = YEARS if years else PLACES
    stream = io.StringIO(newline="")
    write_csv(wanted.rows(explorer, Choice(zeros=False)), stream, fields=wanted.names)
    return stream.getvalue().encode("utf-8-sig")


def in_order(names: dict[int, str], order: Sequence[int]) -> list[int]:
    """Labels by name, as a reader looks for them in a box."""
    return sorted(order, key=lambda number: names[number].casefold().encode("gb18030", "replace"))

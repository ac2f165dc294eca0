"""What charts have in common: their colours, and the choice that a reader makes in one."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any, NamedTuple

import altair as alt
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explorer.app import link

Drawn = alt.Chart | alt.LayerChart | alt.FacetChart


@dataclass(frozen=True, slots=True)
class Colours:
    """Of a chart in one theme, as hex; all but ``ground`` and ``pale`` differ from the page by 3:1.

    ``words`` are names and numbers beside the axes, at 4.5:1. ``ground`` lies below cells, ``pale``
    and ``strong`` are the ends of a scale, ``early`` and ``late`` those of years, ``kinds`` tell
    kinds apart (after Okabe and Ito, for every sight; a shape stands beside each).
    """

    words: str
    ground: str
    pale: str
    strong: str
    early: str
    late: str
    line: str
    kinds: tuple[str, ...]


LIGHT = Colours(
    words="#5d6068",
    ground="#f7f5f0",
    pale="#cfdbe8",
    strong="#123a63",
    early="#7a1f5c",
    late="#b87d16",
    line="#6d7078",
    kinds=("#22252a", "#a8400f", "#0a6aa8", "#0b7a5a", "#8a4a86"),
)
DARK = Colours(
    words="#a5a8ae",
    ground="#202327",
    pale="#34475a",
    strong="#b9dcff",
    early="#e59fd0",
    late="#f0c75e",
    line="#9a9da4",
    kinds=("#e4e1da", "#f08a5d", "#6bb8ee", "#4cc9a0", "#d9a5d6"),
)


def colours() -> Colours:
    """Those of the reader's theme."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def legible(chart: Drawn) -> Drawn:
    """The chart with names and numbers that can be read; Streamlit's own grey is too pale."""
    words = colours().words
    drawn: Drawn = chart.configure_axis(labelColor=words, titleColor=words)
    drawn = drawn.configure_legend(labelColor=words, titleColor=words)
    return drawn


class Turn(NamedTuple):
    """A chart or table as it was last drawn, until a choice made elsewhere asks for another."""

    number: int
    drawn: Any
    """The choice that it was drawn with."""
    last: Any
    """The choice that it shows now."""

    def key(self, name: str) -> str:
        """The key of the widget: a new one each turn, since a browser keeps an old one's choice."""
        return link.widget(f"{name} {self.number}")


def turn(name: str, choice: object) -> Turn:
    """The turn in which a chart or table shows the choice of the link.

    It stays the same while the reader chooses in the chart itself, which shows that by itself:
    drawing it anew would take time and lose the place. A choice made elsewhere is taken over.
    """
    now = _turns().get(name, Turn(0, choice, choice))
    if choice != now.last:
        now = Turn(now.number + 1, choice, choice)
    _turns()[name] = now
    return now


def chosen_within(name: str, seen: Turn, choice: object) -> bool:
    """Whether the reader has just chosen that in the chart or table itself; it is remembered.

    A browser may tell a choice late or twice. It is told again after the reader went back, too,
    and must not lead forward once more.
    """
    now = _turns().get(name, seen)
    if now.number != seen.number or now.last == choice:
        return False
    _turns()[name] = now._replace(last=choice)
    return True


def _turns() -> dict[str, Turn]:
    found: dict[str, Turn] = st.session_state.setdefault("turns of charts", {})
    return found


def panes(*widths: int) -> list[DeltaGenerator]:
    """Room for panes side by side; the style sheet stacks them in narrow windows."""
    with st.container(key="charts"):
        return list(st.columns(widths, gap="medium"))


def line(text: str) -> None:
    """Draw a quiet line beside a chart."""
    st.html(f'<p class="charted">{escape(text)}</p>')


def heading(text: str) -> None:
    """Draw the heading of a part of the page."""
    st.html(f'<h3 class="charted">{escape(text)}</h3>')

"""The conditions of a query: set in one place, each shown and removable by itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from explorer.app import link, phrases
from explorer.app.answers import year_bounds
from explorer.app.components.pickers import distinct
from explorer.app.state import State
from explorer.app.texts import join, say

if TYPE_CHECKING:
    from explorer.search import Explorer

NAMED = 3
"""Cities named on their chip; more are counted."""
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&^=\"'@/])")


def show(explorer: Explorer, state: State, *, years_matter: bool = True) -> None:
    """Draw the filters and a chip for each that is set; ``years_matter`` offers the sure years."""
    lang = link.language()
    cities = city_names(explorer)
    chips = _chips(lang, state, cities)
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", width="content", key="filters"
    ):
        label = say(lang, "filter.n", n=len(chips)) if chips else say(lang, "filter")
        with st.popover(label, key="filter", icon=":material/tune:", width="content"):
            _controls(explorer, lang, state, cities, years_matter)
        for name, text, clear in chips:
            st.button(
                plain(text),
                key=f"chip {name}",
                icon=":material/close:",
                icon_position="right",
                on_click=clear,
            )


def city_names(explorer: Explorer) -> dict[str, str]:
    """The name of each known city by its code."""
    known = [entry.place for entry in explorer.places() if entry.place.code is not None]
    return distinct({str(place.code): place.name or str(place.code) for place in known})


def _controls(
    explorer: Explorer, lang: str, state: State, cities: dict[str, str], years_matter: bool
) -> None:
    if len(cities) > 1:
        st.multiselect(
            say(lang, "filter.cities"),
            list(cities),
            format_func=cities.__getitem__,
            key=link.seed("cities", [code for code in state.cities if code in cities]),
            placeholder=say(lang, "filter.cities.any"),
            on_change=lambda: link.put(cities=tuple(sorted(link.chosen("cities") or ()))),
        )
    bounds = year_bounds(explorer)
    if bounds and bounds[0] < bounds[1]:
        first, last = state.years or bounds
        inside = (max(first, bounds[0]), min(last, bounds[1]))
        st.slider(
            say(lang, "filter.years"),
            *bounds,
            key=link.seed("years", inside if inside[0] <= inside[1] else bounds),
            on_change=_years_chosen,
            args=(bounds,),
        )
    if years_matter:
        st.toggle(
            say(lang, "filter.sure"),
            key=link.seed("sure", state.sure),
            help=say(lang, "filter.sure.help"),
            on_change=lambda: link.put(sure=bool(link.chosen("sure"))),
        )
    st.button(
        say(lang, "filter.clear"),
        key="clear filters",
        on_click=clear_all,
        disabled=not (state.cities or state.years or state.sure),
    )


def clear_all() -> None:
    """Ask again without conditions."""
    link.put(cities=(), years=None, sure=False)


def _years_chosen(bounds: tuple[int, int]) -> None:
    years = tuple(link.chosen("years"))
    link.put(years=None if years == bounds else years)


def _chips(
    lang: str, state: State, cities: dict[str, str]
) -> list[tuple[str, str, Callable[[], None]]]:
    chips: list[tuple[str, str, Callable[[], None]]] = []
    if state.cities:
        names = [cities.get(code, code) for code in state.cities]
        listed = join(lang, names[:NAMED])
        if len(names) > NAMED:
            listed = say(lang, "chip.cities.more", names=listed, n=len(names))
        text = say(lang, "chip.cities", names=listed)
        chips.append(("cities", text, partial(link.put, cities=())))
    if state.years:
        first, last = map(str, state.years)
        text = say(lang, "chip.years", first=first, last=last)
        chips.append(("years", text, partial(link.put, years=None)))
    if state.sure:
        chips.append(("sure", say(lang, "chip.sure"), partial(link.put, sure=False)))
    return chips


def plain(text: str) -> str:
    """The text for a button, whose label is Markdown, so that names stay names."""
    return _MARKDOWN.sub(r"\\\1", phrases.one_line(text))

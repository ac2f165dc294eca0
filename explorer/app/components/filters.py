"""Where the conditions of a query are set: the common ones first, the others under a heading."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import streamlit as st

from explorer.app import answers, conditions, link, phrases
from explorer.app.components import pills
from explorer.app.components.pickers import distinct
from explorer.app.components.pills import change, plain
from explorer.app.conditions import Offers
from explorer.app.state import LONGEST, State
from explorer.app.texts import say
from explorer.records import Speech
from explorer.scope import MOST_RESULTS

if TYPE_CHECKING:
    from explorer.search import Explorer


def show(explorer: Explorer, state: State, *, years_matter: bool = True) -> None:
    """Draw the filters, and a pill for each condition that is set or standing.

    ``years_matter`` is false of a passage of the reader's own, which has no city and no year.
    """
    lang, there = link.language(), answers.offers(explorer)
    passage = passage_of(explorer, state) if years_matter else None
    applied = applied_to(state, there, passage)
    found = pills.of_state(lang, applied, there, passage)
    n = sum(not pill.is_standing for pill in found)
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", width="content", key="filters"
    ):
        label = say(lang, "filter.n", n=n) if n else say(lang, "filter")
        with st.popover(label, key="filter", icon=":material/tune:", width="content"):
            _common(lang, applied, there, passage)
            with st.expander(say(lang, "filter.more"), key="more conditions"):
                _more(lang, applied, there, passage)
            st.button(
                say(lang, "filter.clear"),
                key="clear filters",
                on_click=clear_all,
                disabled=all(getattr(state, name) == of for name, of in conditions.CLEAR.items()),
            )
        for pill in found:
            pills.show(pill)


def passage_of(explorer: Explorer, state: State) -> Speech | None:
    """The speech of the selected paragraph; the link is checked before anything is asked."""
    if state.paragraph is None:
        return None
    return explorer.speech(explorer.paragraph(state.paragraph).speech_id)


def applied_to(state: State, there: Offers, passage: Speech | None) -> State:
    """The conditions that this index knows and that mean something of the passage."""
    return conditions.known(conditions.applying(state, free=passage is None), there)[0]


def clear_all() -> None:
    """Ask again without conditions."""
    change(**conditions.CLEAR)


def _common(lang: str, state: State, there: Offers, passage: Speech | None) -> None:
    if passage is not None:
        with st.container(horizontal=True):
            _toggle("same_city", say(lang, "filter.other_city"), state, reverse=True)
            _toggle("same_year", say(lang, "filter.other_year"), state, reverse=True)
    _choose("cities", say(lang, "filter.cities"), distinct(there.cities), state)
    bounds = there.years
    if bounds and bounds[0] < bounds[1]:
        st.slider(
            say(lang, "filter.years"),
            *bounds,
            key=link.seed("years", conditions.within(state.years, bounds)),
            on_change=_years_chosen,
            args=(bounds,),
        )
        if passage is not None:
            _relation("time", ("any", "earlier", "later"), lang, state)


def _more(lang: str, state: State, there: Offers, passage: Speech | None) -> None:
    sure = "filter.sure" if passage else "filter.sure.years"
    _toggle("sure", say(lang, sure), state, help=say(lang, "filter.sure.help"))
    if passage is not None and passage.place.province and len(there.provinces) > 1:
        _relation("province", ("any", "same", "other"), lang, state)
    levels = {level: phrases.level_name(lang, level) for level in there.levels}
    languages = {one: phrases.language_name(lang, one) for one in there.languages}
    _choose("provinces", say(lang, "filter.provinces"), _same(there.provinces), state)
    _choose("levels", say(lang, "filter.levels"), distinct(levels), state)
    _choose("lists", say(lang, "filter.lists"), _same(there.lists), state, least=1)
    _choose("languages", say(lang, "filter.languages"), distinct(languages), state)
    if there.offered:
        _column(lang, state, there)
    shortest, longest = state.length or (None, None)
    with st.container(horizontal=True):
        _number("shortest", lang, shortest, (0, LONGEST), _length_chosen)
        _number("longest", lang, longest, (0, LONGEST), _length_chosen)
    with st.container(horizontal=True):
        _number("per_city", lang, state.per_city, (1, MOST_RESULTS), _per_city_chosen)
        _number("wording", lang, state.wording or None, (0, 100), _wording_chosen)


def _column(lang: str, state: State, there: Offers) -> None:
    """A column of the user's, then its values: one at a time, however many there are."""
    first = next((name for name, _ in state.columns if name in there.offered), there.offered[0])
    column = st.selectbox(
        say(lang, "filter.column"),
        there.offered,
        index=there.offered.index(first),
        key=link.widget("column"),
    )
    if column is None:
        return
    chosen = [value for name, value in state.columns if name == column]
    key = link.seed(f"values of {column}", chosen)
    st.multiselect(
        plain(say(lang, "filter.values", column=column)),
        there.columns[column],
        key=key,
        placeholder=say(lang, "filter.any"),
        on_change=_values_chosen,
        args=(column, state.columns),
    )


def _toggle(
    name: str, label: str, state: State, *, reverse: bool = False, help: str | None = None
) -> None:
    """A switch; ``reverse``: on where the state says no."""
    st.toggle(
        label,
        key=link.seed(name, bool(getattr(state, name)) != reverse),
        help=help,
        on_change=lambda: change(**{name: bool(link.chosen(name)) != reverse}),
    )


def _choose(
    name: str, label: str, options: dict[str, str], state: State, *, least: int = 2
) -> None:
    """A choice of several; not drawn where there is nothing to choose between."""
    if len(options) < least:
        return
    st.multiselect(
        label,
        list(options),
        format_func=options.__getitem__,
        key=link.seed(name, list(getattr(state, name))),
        placeholder=say(link.language(), "filter.cities.any" if name == "cities" else "filter.any"),
        on_change=lambda: change(**{name: tuple(sorted(link.chosen(name) or ()))}),
    )


def _relation(name: str, words: tuple[str, ...], lang: str, state: State) -> None:
    """How a counterpart stands to the passage; the first word means any."""
    labels = {word: say(lang, f"filter.{name}.{word}") for word in words}

    def chosen() -> None:
        word = link.chosen(name)
        change(**{name: None if word == words[0] else word})

    st.segmented_control(
        say(lang, f"filter.{name}"),
        words,
        format_func=labels.__getitem__,
        key=link.seed(name, getattr(state, name) or words[0]),
        required=True,
        on_change=chosen,
    )


def _number(
    name: str, lang: str, value: int | None, bounds: tuple[int, int], chosen: Callable[[], None]
) -> None:
    st.number_input(
        say(lang, f"filter.{name}"),
        min_value=bounds[0],
        max_value=bounds[1],
        step=1,
        key=link.seed(name, value),
        placeholder=say(lang, "filter.any"),
        on_change=chosen,
    )


def _same(names: Iterable[str]) -> dict[str, str]:
    return {name: name for name in names}


def _years_chosen(bounds: tuple[int, int]) -> None:
    change(years=conditions.beyond(tuple(link.chosen("years")), bounds))


def _values_chosen(column: str, before: tuple[tuple[str, str], ...]) -> None:
    chosen = {(column, value) for value in link.chosen(f"values of {column}") or ()}
    others = {pair for pair in before if pair[0] != column}
    change(columns=tuple(sorted(others | chosen)))


def _length_chosen() -> None:
    sides = [link.chosen("shortest") or None, link.chosen("longest") or None]
    if None not in sides:
        sides.sort()
    change(length=tuple(sides) if any(sides) else None)


def _per_city_chosen() -> None:
    change(per_city=link.chosen("per_city"))


def _wording_chosen() -> None:
    change(wording=link.chosen("wording") or 0)

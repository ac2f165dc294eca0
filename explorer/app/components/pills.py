"""The conditions of a query, one pill each: what it says, what it leaves out, how it goes away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st

from explorer.app import link, phrases
from explorer.app.components.pickers import distinct
from explorer.app.conditions import Offers
from explorer.app.state import State
from explorer.app.texts import join, say
from explorer.records import Speech

NAMED = 3
"""Values named on a pill; more are counted."""
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&^=\"'@/])")


@dataclass(frozen=True, slots=True)
class Pill:
    """A condition in words, and the change of state that removes it.

    A standing condition that was removed is shown, too: ``is_set`` is false then, and the change
    sets it again.
    """

    key: str
    text: str
    change: Mapping[str, object]
    is_standing: bool = False
    is_set: bool = field(default=True, kw_only=True)


def of_state(lang: str, state: State, there: Offers, passage: Speech | None) -> list[Pill]:
    """The conditions that are set or standing; ``passage`` is None for a text of the reader's."""
    standing = _standing(lang, state, passage) if passage else iter(())
    return [
        *standing,
        *_choices(lang, state, there),
        *_ranges(lang, state, is_free=passage is None),
    ]


def show(pill: Pill) -> None:
    """Draw a pill; a click removes the condition, or sets a standing one again."""
    lang = link.language()
    st.button(
        plain(pill.text),
        key=f"chip {pill.key}" if pill.is_set else f"set {pill.key}",
        icon=":material/close:" if pill.is_set else ":material/add:",
        icon_position="right" if pill.is_set else "left",
        type="secondary" if pill.is_set else "tertiary",
        help=say(lang, "chip.remove" if pill.is_set else "chip.set"),
        on_click=change,
        kwargs=dict(pill.change),
    )


def remedies(pills: Sequence[tuple[Pill, int]]) -> None:
    """Draw a button for each condition that helps, with what comes without it alone.

    A click removes it.
    """
    lang = link.language()
    with st.container(horizontal=True, key="remedies"):
        for pill, n in pills:
            st.button(
                plain(say(lang, "none.remove", condition=pill.text, n=n)),
                key=f"remedy {pill.key}",
                on_click=change,
                kwargs=dict(pill.change),
            )


def change(**changes: object) -> None:
    """Set conditions; the closest counterparts under them come on view."""
    link.put(result=None, most=None, **changes)


def plain(text: str) -> str:
    """The text for a button, whose label is Markdown, so that names stay names."""
    return _MARKDOWN.sub(r"\\\1", phrases.one_line(text))


def _standing(lang: str, state: State, passage: Speech) -> Iterator[Pill]:
    """Other city and other year, as far as those of the passage are known."""
    dating = passage.dating
    if passage.place.code is not None:
        change, text = {"same_city": not state.same_city}, say(lang, "chip.other_city")
        yield Pill("other_city", text, change, True, is_set=not state.same_city)
    if (dating.earliest, dating.latest) != (None, None):
        change, text = {"same_year": not state.same_year}, say(lang, "chip.other_year")
        yield Pill("other_year", text, change, True, is_set=not state.same_year)


def _choices(lang: str, state: State, there: Offers) -> Iterator[Pill]:
    """Conditions that name what is wanted."""
    cities = distinct(there.cities)
    named = (
        ("cities", [cities[code] for code in state.cities]),
        ("lists", list(state.lists)),
        ("provinces", list(state.provinces)),
        ("levels", [phrases.level_name(lang, one) for one in state.levels]),
        ("languages", [phrases.language_name(lang, one) for one in state.languages]),
    )
    for key, names in named:
        if names:
            yield Pill(key, say(lang, f"chip.{key}", names=_listed(lang, names)), {key: ()})
    for column in dict.fromkeys(column for column, _ in state.columns):
        names = [value for one, value in state.columns if one == column]
        rest = tuple(pair for pair in state.columns if pair[0] != column)
        text = say(lang, "chip.column", column=column, names=_listed(lang, names))
        yield Pill(f"column {column}", text, {"columns": rest})


def _ranges(lang: str, state: State, *, is_free: bool) -> Iterator[Pill]:
    """Conditions that are a range, a number or a relation to the passage."""
    if state.years:
        text = phrases.range_of(lang, "chip.years", state.years)
        yield Pill("years", text, {"years": None})
    if state.sure:
        text = say(lang, "chip.sure.years" if is_free else "chip.sure")
        yield Pill("sure", text, {"sure": False})
    if state.time:
        text = say(lang, f"chip.time.{state.time}")
        yield Pill("time", text, {"time": None})
    if state.province:
        text = say(lang, f"chip.province.{state.province}")
        yield Pill("province", text, {"province": None})
    if state.length:
        text = phrases.range_of(lang, "chip.length", state.length)
        yield Pill("length", text, {"length": None})
    if state.per_city:
        text = say(lang, "chip.per_city", n=state.per_city)
        yield Pill("per_city", text, {"per_city": None})
    if state.wording:
        text = say(lang, "chip.wording", n=state.wording)
        yield Pill("wording", text, {"wording": 0})


def _listed(lang: str, names: Sequence[str]) -> str:
    listed = join(lang, names[:NAMED])
    return say(lang, "chip.more", names=listed, n=len(names)) if len(names) > NAMED else listed

"""Choosing a city, then a speech."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from explorer.app import link, phrases
from explorer.app.desk import Desk, place_code
from explorer.app.texts import say
from explorer.records import Speech

if TYPE_CHECKING:
    from explorer.catalogue import PlaceCount


def show(desk: Desk) -> None:
    """Draw both choices; the second depends on the first."""
    lang = link.language()
    cities = city_labels(lang, desk.places)
    speeches = speech_labels(lang, desk.speeches)
    left, right = st.columns([1, 3])
    left.selectbox(
        say(lang, "pick.city"),
        list(cities),
        format_func=cities.__getitem__,
        key=link.seed("city", desk.place),
        placeholder=say(lang, "pick.none"),
        on_change=_city_chosen,
    )
    right.selectbox(
        say(lang, "pick.speech"),
        list(speeches),
        format_func=speeches.__getitem__,
        key=link.seed("speech", desk.speech.id),
        placeholder=say(lang, "pick.none"),
        on_change=_speech_chosen,
    )


def _city_chosen() -> None:
    link.put(place=link.chosen("city"), speech=None, paragraph=None, result=None, most=None)


def _speech_chosen() -> None:
    speech = link.chosen("speech")
    link.put(place=link.chosen("city"), speech=speech, paragraph=None, result=None, most=None)


def city_labels(lang: str, places: Sequence[PlaceCount]) -> dict[str, str]:
    """A label for the code of each place."""
    labels = {}
    for entry in places:
        place = entry.place
        known = place.code is not None or place.is_national
        name = phrases.place_line(lang, place) if known else say(lang, "place.none")
        labels[place_code(place)] = say(lang, "pick.city.option", place=name, n=entry.speeches)
    return distinct(labels)


def speech_labels(lang: str, speeches: Sequence[Speech]) -> dict[str, str]:
    """A label for the id of each speech: title, year, document, number of paragraphs."""
    holding = Counter(speech.document for speech in speeches)
    return distinct(
        {
            speech.id: say(
                lang,
                "pick.speech.option",
                title=phrases.title(lang, speech),
                year=phrases.year_name(lang, speech.dating),
                document=phrases.source(lang, speech, several=holding[speech.document] > 1),
                n=speech.paragraphs,
            )
            for speech in speeches
        }
    )


def distinct(labels: dict[str, str]) -> dict[str, str]:
    """The labels with the id added where two are equal: widgets tell options by their labels."""
    seen = Counter(labels.values())
    return {id: label if seen[label] == 1 else f"{label} [{id}]" for id, label in labels.items()}

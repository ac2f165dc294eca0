"""Two passages side by side with the wording that both share, in short."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import streamlit as st

from explorer.app import link, phrases
from explorer.app.components.passages import (
    Segment,
    html_language,
    left_segments,
    paint,
    right_segments,
)
from explorer.app.texts import say
from explorer.compare import tiles
from explorer.records import Paragraph, Speech


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage with what is known of where it stands; without a speech it is the reader's own."""

    text: str
    language: str
    speech: Speech | None = None
    number: int = 0

    @classmethod
    def of(cls, paragraph: Paragraph, speech: Speech) -> Shown:
        """A paragraph of the index."""
        return cls(paragraph.text, speech.language, speech, paragraph.number)


def show(one: Shown, other: Shown, note: str) -> None:
    """Draw both; ``note`` tells what the second is beside the first."""
    shared = tiles(one.text, other.text)
    left, right = st.columns(2, gap="medium")
    with left:
        st.html(card(one, left_segments(one.text, shared)))
    with right:
        st.html(card(other, right_segments(other.text, shared), note))


def card(shown: Shown, segments: list[Segment], note: str = "") -> str:
    """A passage as one piece of HTML."""
    lang = link.language()
    language = html_language(shown.language)
    flag = f'<span class="status">{escape(note)}</span>' if note else ""
    if shown.speech is None:
        head = f'<p class="where"><b>{escape(say(lang, "timeline.yours"))}</b>{flag}</p>'
    else:
        speech = shown.speech
        number = say(lang, "card.paragraph", number=shown.number)
        head = (
            f'<p class="where"><b>{escape(phrases.place_line(lang, speech.place))}</b>'
            f"<b>{escape(phrases.year_name(lang, speech.dating))}</b>{flag}</p>"
            f'<p class="title" lang="{language}">{escape(phrases.title(lang, speech))}</p>'
            f'<p class="source">{escape(f"{phrases.source(lang, speech)} · {number}")}</p>'
        )
    return (
        f'<article class="pane card short"><header>{head}</header>'
        f'<div class="passage" lang="{language}"><p class="chosen">{paint(segments)}</p></div>'
        "</article>"
    )

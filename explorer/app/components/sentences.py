"""A pair sentence by sentence: each piece of the passage beside the one that is closest to it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from explorer.app import link
from explorer.app.choice import Choice, Passage
from explorer.app.components.passages import html_language, sentence_rules
from explorer.app.lookups import SentencePair
from explorer.app.texts import say


def show(passage: Passage, choice: Choice, found: Sequence[SentencePair]) -> None:
    """Draw the table; pointing at a row lights the two sentences in the passages above."""
    st.html(f"<style>{sentence_rules(len(found))}</style>")
    st.html(table(link.language(), passage, choice, found))


def table(lang: str, passage: Passage, choice: Choice, found: Sequence[SentencePair]) -> str:
    """The table as HTML."""
    one, other = html_language(passage.language), html_language(choice.speech.language)
    heads = "".join(
        f'<th scope="col">{escape(say(lang, f"sentences.{name}"))}</th>'
        for name in ("passage", "closeness", "counterpart")
    )
    rows = "".join(
        f'<tr class="s{n}" tabindex="0">'
        f'<td class="words" lang="{one}">{escape(passage.text[slice(*pair.a)].strip())}</td>'
        f"<td>{_closeness(lang, pair)}</td>"
        f'<td class="words" lang="{other}">'
        f"{escape(choice.paragraph.text[slice(*pair.b)].strip())}</td></tr>"
        for n, pair in enumerate(found, 1)
    )
    return (
        f'<section class="pane sentences"><h4>{escape(say(lang, "sentences"))}</h4>'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        f'<p class="source">{escape(say(lang, "sentences.how"))}</p></section>'
    )


def _closeness(lang: str, pair: SentencePair) -> str:
    if pair.share is None:
        return "—"
    bar = f'<span class="bar"><i style="width:{100 * pair.share:.0f}%"></i></span>'
    return f"{bar}<span>{escape(say(lang, f'sentences.{pair.word}'))}</span>"

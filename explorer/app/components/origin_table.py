"""The paragraphs of a speech as a table: what each is, and where else it stands."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from explorer.analysis.originality import Originality, ParagraphOrigin
from explorer.analysis.sources import Kind, Order, Source
from explorer.app import link, phrases
from explorer.app.components import sheets
from explorer.app.components.originality import (
    CODES,
    LISTED,
    NEW,
    choice_name,
    kind_name,
    listed,
    share,
    shown_characters,
)
from explorer.app.texts import say
from explorer.records import Speech

if TYPE_CHECKING:
    from explorer.search import Explorer

PAGE = 100
"""Paragraphs of one page."""


def choices(lang: str, found: Originality, wanted: str | None, has_earlier: bool | None) -> None:
    """Draw the choice of which paragraphs are listed, each with their number."""
    counts = {code: len(listed(found, code)) for code in LISTED}
    offered = ["all", *(code for code in LISTED if counts[code] or code == wanted)]
    if not has_earlier and wanted != NEW and NEW in offered:
        offered.remove(NEW)  # the same as those without a counterpart
    names = {
        code: say(
            lang,
            "origin.choice",
            name=choice_name(lang, code, has_earlier),
            n=counts.get(code, len(found.paragraphs)),
        )
        for code in offered
    }
    st.html(f'<h3 class="part">{escape(say(lang, "origin.table"))}</h3>')
    st.segmented_control(
        say(lang, "origin.listed"),
        offered,
        format_func=names.__getitem__,
        key=link.seed("listed", wanted or "all"),
        required=True,
        label_visibility="collapsed",
        wrap=True,
        on_change=_choose,
    )


def _choose() -> None:
    chosen = link.chosen("listed")
    link.put(listed=None if chosen == "all" else chosen, page=1)


def table(explorer: Explorer, found: Originality, shown: Sequence[ParagraphOrigin]) -> None:
    """Draw some paragraphs with what they are and where their wording stands."""
    lang = link.language()
    head = [
        say(lang, f"origin.column.{name}")
        for name in ("number", "kind", "words", "formula", "source", "carried", "places")
    ]
    rows = (_row(explorer, lang, found.speech, one) for one in shown)
    st.html(sheets.table(say(lang, "origin.table"), head, rows, "origins"))


def _row(explorer: Explorer, lang: str, speech: Speech, one: ParagraphOrigin) -> list[str]:
    text, code = one.paragraph.text, CODES[one.kind]
    there = sheets.reading(speech, one.paragraph.id)
    kind = f'<span class="fill"></span> {escape(kind_name(lang, one.kind))}'
    size = escape(say(lang, "origin.size", n=len(text)))
    shown = sheets.excerpt(text, shown_characters(speech.language), speech.language)
    words = f'<a href="{there}">{shown}</a>'
    places = []
    if one.sources:
        places.append(say(lang, "origin.places", n=one.sources))
    if one.taken_up:
        places.append(say(lang, "origin.taken_up", n=one.taken_up))
    return [
        sheets.cell(str(one.paragraph.number), "number"),
        sheets.cell(kind, f"what kind-{code}"),
        sheets.cell(f"{words}<small>{size}</small>", "words"),
        sheets.cell(f"{phrases.share(one.formula)}%", "number"),
        sheets.cell(_source(explorer, lang, speech, one, one.source), "long"),
        sheets.cell(_source(explorer, lang, speech, one, one.carried, own=True), "long"),
        sheets.cell("<br>".join(map(escape, places)) or "—"),
    ]


def _source(
    explorer: Explorer,
    lang: str,
    speech: Speech,
    one: ParagraphOrigin,
    source: Source | None,
    *,
    own: bool = False,
) -> str:
    """A source: where and when it is, what the years say of the order, what is shared."""
    if source is None:
        return "—"
    paragraph = explorer.paragraph_at(source.row)
    other = explorer.speech(paragraph.speech_id)
    name = say(
        lang,
        "origin.source",
        place=phrases.place_name(lang, other.place),
        year=phrases.year_name(lang, other.dating),
    )
    told = [say(lang, f"verdict.{source.verdict}")]
    if source.kind not in (Kind.TRANSLATED, Kind.PARAPHRASED):
        told.append(say(lang, "origin.share", percent=share(source.share)))
    if not own:
        told.insert(0, say(lang, f"origin.order.{ORDERS[source.order]}"))
        if not source.sure_place:
            told.append(say(lang, "place.maybe_same"))
    there = sheets.reading(speech, one.paragraph.id, paragraph.id)
    return f'<a href="{there}">{escape(name)}</a><small>{escape(" · ".join(told))}</small>'


ORDERS = {
    Order.EARLIER: "earlier",
    Order.SAME_YEAR: "same",
    Order.UNSURE: "unknown",
    Order.LATER: "later",
}

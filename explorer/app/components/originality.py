"""What a speech is made of: the sentences, the bars, what is new."""

from __future__ import annotations

from collections import Counter
from html import escape
from math import sqrt
from typing import TYPE_CHECKING

import streamlit as st

from explorer.analysis.originality import Originality, ParagraphOrigin
from explorer.analysis.sources import TAKEN, Kind, Order
from explorer.app import phrases
from explorer.app.components import sheets
from explorer.app.texts import join, say
from explorer.records import Speech

if TYPE_CHECKING:
    from explorer.search import Explorer

CODES = {
    Kind.BORROWED: "borrowed",
    Kind.EDITED: "edited",
    Kind.TRANSLATED: "translated",
    Kind.PARAPHRASED: "paraphrased",
    Kind.PARTLY: "partly",
    Kind.FORMULA: "formula",
    Kind.OWN: "own",
}
"""Kinds as links, classes and texts name them, in the order of a legend."""
NEW, CARRIED = "new", "carried"
LISTED = (NEW, CARRIED, *CODES.values())
"""Which paragraphs can be listed, beside all of them."""
NEWS = 12
"""New paragraphs that are listed above the table."""
EXCERPT_HAN, EXCERPT_LETTERS = 60, 140
TALLEST, SHORTEST = 100, 8
"""Percent of the height that the longest paragraph's bar and the least visible one take."""


def is_new(one: ParagraphOrigin) -> bool:
    """Whether a paragraph has no counterpart and was not carried over."""
    return one.kind is Kind.OWN and one.carried is None


def listed(found: Originality, wanted: str | None) -> list[ParagraphOrigin]:
    """The paragraphs that a choice of ``LISTED`` lists; all where there is none."""
    return [one for one in found.paragraphs if wanted is None or _is(one, wanted)]


def _is(one: ParagraphOrigin, wanted: str) -> bool:
    if wanted == NEW:
        return is_new(one)
    if wanted == CARRIED:
        return one.carried is not None
    return CODES[one.kind] == wanted


def sentences(lang: str, found: Originality, has_earlier: bool | None) -> list[str]:
    """What the speech is made of, what it carries over, and what the numbers do not say."""
    shares = found.shares
    parts = [
        say(lang, "origin.part", kind=kind_name(lang, kind), percent=share(shares[kind]))
        for kind in CODES
        if shares[kind] > 0
    ]
    told = [
        say(
            lang,
            "origin.sentence",
            place=phrases.place_name(lang, found.speech.place),
            year=phrases.year_name(lang, found.speech.dating),
            n=len(found.paragraphs),
            parts=join(lang, parts),
        )
    ]
    if has_earlier is None:
        told.append(say(lang, "origin.carried.unknown"))
    elif not has_earlier:
        told.append(say(lang, "origin.carried.first"))
    else:
        told.append(say(lang, "origin.carried", percent=share(found.carried)))
    taken = [one.source for one in found.paragraphs if one.source and one.source.kind in TAKEN]
    if taken and (found.speech.place.code is not None or found.speech.place.is_national):
        told.append(say(lang, "origin.surely", percent=share(found.surely_taken)))
        if any(one.order is not Order.EARLIER or not one.sure_place for one in taken):
            told.append(say(lang, "origin.surely.rest"))
    return told


def bars(explorer: Explorer, lang: str, found: Originality) -> None:
    """Draw one bar per paragraph in reading order, and what the patterns mean.

    A bar leads to its paragraph beside the counterpart that makes it what it is.
    """
    counted, shares = Counter(one.kind for one in found.paragraphs), found.shares
    legend = "".join(
        f'<li class="kind-{code}"><span class="fill"></span><b>{escape(kind_name(lang, kind))}</b>'
        f'<span class="count">{escape(_count(lang, counted[kind], shares[kind]))}</span></li>'
        for kind, code in CODES.items()
        if counted[kind]
    )
    longest = max((len(one.paragraph.text) for one in found.paragraphs), default=1)
    items = "".join(_bar(explorer, lang, found.speech, one, longest) for one in found.paragraphs)
    label = say(lang, "origin.bars", n=len(found.paragraphs))
    st.html(
        f'<ul class="kinds">{legend}</ul>'
        f'<ol class="bars" aria-label="{escape(label)}">{items}</ol>'
        f'<p class="soft">{escape(say(lang, "origin.bars.hint"))}</p>'
    )


def _count(lang: str, n: int, part: float) -> str:
    return say(lang, "origin.count", n=n, percent=share(part))


def _bar(explorer: Explorer, lang: str, speech: Speech, one: ParagraphOrigin, longest: int) -> str:
    # A root, so that a paragraph of ten times the characters is three times as tall, not ten.
    height = max(SHORTEST, round(TALLEST * sqrt(len(one.paragraph.text) / longest)))
    text = say(
        lang,
        "origin.bar",
        number=one.paragraph.number,
        kind=kind_name(lang, one.kind),
        n=len(one.paragraph.text),
    )
    source = explorer.paragraph_at(one.source.row).id if one.source else None
    there = sheets.reading(speech, one.paragraph.id, source)
    return (
        f'<li class="kind-{CODES[one.kind]}"><a href="{there}" title="{escape(text)}" '
        f'aria-label="{escape(text)}"><span class="fill" style="height:{height}%"></span></a></li>'
    )


def news(lang: str, found: Originality, has_earlier: bool | None) -> None:
    """Draw the paragraphs that are new, as far as this corpus tells."""
    new = listed(found, NEW)
    st.html(f'<h3 class="part">{escape(choice_name(lang, NEW, has_earlier))}</h3>')
    if not new:
        st.html(f'<p class="soft">{escape(say(lang, "origin.news.none"))}</p>')
        return
    language = found.speech.language
    items = "".join(
        f'<li><a href="{sheets.reading(found.speech, one.paragraph.id)}">'
        f'<span class="n">{escape(say(lang, "card.paragraph", number=one.paragraph.number))}</span>'
        f"{sheets.excerpt(one.paragraph.text, 2 * shown_characters(language), language)}</a></li>"
        for one in new[:NEWS]
    )
    more = ""
    if len(new) > NEWS:
        more = f'<p class="soft">{escape(say(lang, "origin.news.more", n=len(new) - NEWS))}</p>'
    st.html(
        f'<p class="soft">{escape(say(lang, _what(has_earlier)))}</p>'
        f'<ol class="news">{items}</ol>{more}'
    )


def _what(has_earlier: bool | None) -> str:
    return "origin.news.what" if has_earlier else "origin.news.unlike"


def choice_name(lang: str, code: str, has_earlier: bool | None) -> str:
    """The name of a choice; what is new shows only beside earlier speeches of the city."""
    new = "origin.new" if has_earlier else "kind.own"
    own = {"all": "origin.all", NEW: new, CARRIED: "origin.carried_over"}
    return say(lang, own.get(code, f"kind.{code}"))


def kind_name(lang: str, kind: Kind) -> str:
    """The name of a kind."""
    return say(lang, f"kind.{CODES[kind]}")


def share(value: float) -> str:
    """A share as a whole percentage that is 0 or 100 only where it is exactly that."""
    if 0 < value < 0.01:
        return "<1"
    return ">99" if 0.99 < value < 1 - 1e-9 else str(round(100 * value))


def shown_characters(language: str) -> int:
    """How much of a paragraph stands for it in a list."""
    return EXCERPT_HAN if language == "zh" else EXCERPT_LETTERS

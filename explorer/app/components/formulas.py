"""The commonest runs of wording: the choice of their level, the search in them, the table."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from explorer.app import link, phrases
from explorer.app.components import sheets
from explorer.app.components.passages import html_language
from explorer.app.state import clean_words
from explorer.app.texts import say
from explorer.common_runs import Formula
from explorer.corpus.script import simplified
from explorer.formulas import FEW, LEAST_PROVINCES, Level
from explorer.formulas import limits as corpus_limits

if TYPE_CHECKING:
    from explorer.search import Explorer

Listed = tuple[Formula, tuple[int, ...]]
LEVELS = (Level.EVERYWHERE, Level.PROVINCE, Level.FEW)
AROUND_HAN, AROUND_LETTERS = 24, 60
"""Characters of the example before and after the wording."""


def choices(lang: str, level: Level, words: str) -> None:
    """Draw the choice of the level and the box that filters."""
    names = {one.value: say(lang, f"formulas.level.{one.value}") for one in LEVELS}
    with st.container(horizontal=True, vertical_alignment="bottom", key="formula choices"):
        st.segmented_control(
            say(lang, "formulas.level"),
            list(names),
            format_func=names.__getitem__,
            key=link.seed("spread", level.value),
            required=True,
            on_change=lambda: link.put(spread=link.chosen("spread")),
        )
        st.text_input(
            say(lang, "formulas.words"),
            key=link.seed("words", words),
            type="search",
            placeholder=say(lang, "formulas.words.example"),
            on_change=lambda: link.put(words=clean_words(link.chosen("words") or "")),
        )


def matching(found: Sequence[Listed], words: str) -> list[int]:
    """The numbers of the runs that contain all words, in either script."""
    wanted = _plain(words).split()
    return [
        number
        for number, (one, _) in enumerate(found)
        if all(word in _plain(one.text) for word in wanted)
    ]


def _plain(text: str) -> str:
    return simplified(text).casefold()


def sentence(lang: str, explorer: Explorer, level: Level, found: int, shown: int) -> str:
    """What the list holds, and what the corpus is that it was counted in."""
    corpus = explorer.grams.corpus
    told = say(
        lang,
        f"formulas.sentence.{level.value}",
        n=found,
        speeches=corpus.groups,
        places=corpus.places,
        provinces=corpus.provinces,
    )
    return told if shown == found else f"{told} {say(lang, 'formulas.matching', n=shown)}"


def limits(lang: str, explorer: Explorer, level: Level) -> list[str]:
    """How far wording of a level has spread, in numbers of this corpus."""
    corpus = explorer.grams.corpus
    least = corpus_limits(corpus)
    local = corpus.provinces < LEAST_PROVINCES
    told = [] if level is Level.EVERYWHERE else [say(lang, f"formulas.limits.{level}", few=FEW)]
    key = "formulas.limits.local" if local else "formulas.limits.everywhere"
    numbers = {"provinces": least.provinces, "places": least.places, "speeches": least.speeches}
    return [*told, say(lang, key, **numbers)]


def table(explorer: Explorer, found: Sequence[Listed], shown: Sequence[int], level: Level) -> None:
    """Draw the runs with their counts and an example."""
    lang = link.language()
    names = ["rank", "text", "speeches", "places"]
    names += ["province" if level is Level.PROVINCE else "provinces", "first", "example"]
    head = [say(lang, f"formulas.column.{name}") for name in names]
    rows = (_row(explorer, lang, found, number, level) for number in shown)
    st.html(sheets.table(say(lang, "nav.formulas"), head, rows, "formulas"))


def _row(
    explorer: Explorer, lang: str, found: Sequence[Listed], number: int, level: Level
) -> list[str]:
    one, variants = found[number]
    paragraph = explorer.paragraph_at(one.row)
    speech = explorer.speech(paragraph.speech_id)
    language = html_language(speech.language)
    text = f'<span class="quote" lang="{language}">{escape(phrases.one_line(one.text))}</span>'
    if variants:
        others = "".join(
            f'<p class="quote" lang="{language}">{escape(phrases.one_line(found[n][0].text))} '
            f'<span class="soft">({found[n][0].counts.groups:,})</span></p>'
            for n in variants
        )
        label = escape(say(lang, "formulas.variants", n=len(variants)))
        text += f"<details><summary>{label}</summary>{others}</details>"
    counts = one.counts
    first = "—" if counts.first is None else str(counts.first)
    if not one.exact and speech.dating.earliest is not None:
        first = escape(say(lang, "year.until", year=str(speech.dating.earliest)))
    place = say(
        lang,
        "origin.source",
        place=phrases.place_name(lang, speech.place),
        year=phrases.year_name(lang, speech.dating),
    )
    there = sheets.reading(speech, paragraph.id)
    province = escape(speech.place.province or "—")
    return [
        sheets.cell(f"{number + 1}", "number"),
        sheets.cell(text, "words"),
        sheets.cell(_at_most(lang, counts.groups, one), "number"),
        sheets.cell(_at_most(lang, counts.places, one), "number"),
        sheets.cell(province)
        if level is Level.PROVINCE
        else sheets.cell(_at_most(lang, counts.provinces, one), "number"),
        sheets.cell(first, "number"),
        sheets.cell(
            f'<a href="{there}">{escape(place)}</a>'
            f'<small class="quote" lang="{language}">'
            f"{_example(paragraph.text, one, speech.language)}</small>",
            "example",
        ),
    ]


def _at_most(lang: str, n: int, one: Formula) -> str:
    return escape(f"{n:,}" if one.exact else say(lang, "formulas.at_most", n=n))


def _example(text: str, one: Formula, language: str) -> str:
    """The wording in its sentence, marked."""
    around = AROUND_HAN if language == "zh" else AROUND_LETTERS
    before, after = text[: one.start], text[one.end :]
    before = before if len(before) <= around else f"…{before[-around:]}"
    after = after if len(after) <= around else f"{after[:around]}…"
    return f"{escape(before)}<mark>{escape(text[one.start : one.end])}</mark>{escape(after)}"

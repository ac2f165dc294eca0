"""Giving a draft, and what was found for it: a sum, then every paragraph with its counterparts."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

import streamlit as st

from explorer.answers import Counterpart
from explorer.app import drafted, link, phrases
from explorer.app.components import sheets
from explorer.app.components.originality import share
from explorer.app.components.passages import html_language
from explorer.app.components.pickers import distinct
from explorer.app.components.results import flags
from explorer.app.direction import isolated
from explorer.app.drafted import Checked, Terms
from explorer.app.state import FIRST_YEAR, LAST_YEAR, State
from explorer.app.texts import join, say
from explorer.compare import Tile, tiles
from explorer.corpus.language import detect_language
from explorer.draft import DraftParagraph

TEXT, FILE, FOUND = "draft text", "draft file", "draft found"
ANY = "any"
NONE = "-"
PAGE = 40
"""Paragraphs on one page; each holds its passages and those of its counterparts."""
KINDS = {
    "verbatim": "borrowed",
    "edited": "edited",
    "translation": "translated",
    "paraphrase": "paraphrased",
    "formula": "formula",
}
"""Patterns of the verdicts; a paragraph without reuse is the draft's own."""
EXCERPT_HAN, EXCERPT_LETTERS = 70, 150


_UPLOAD = Path(__file__).parent / "assets" / "upload.css"


def ask(state: State, cities: dict[str, str], known: Terms) -> bool:
    """Draw the form; whether the reader asked just now."""
    lang = link.language()
    if lang == "zh":
        st.html(f"<style>{_UPLOAD.read_text('utf-8')}</style>")
    places = {NONE: say(lang, "draft.place.none"), **distinct(cities)}
    times = {code: say(lang, f"draft.time.{code}") for code in (ANY, "earlier", "later")}
    with st.form("draft", border=False):
        left, right = st.columns([3, 2], gap="medium")
        with left:
            st.text_area(
                say(lang, "draft.text"),
                key=TEXT,
                height=230,
                placeholder=say(lang, "draft.text.example"),
                persist_state="session",
            )
        with right:
            st.file_uploader(
                say(lang, "draft.file", most=drafted.LARGEST),
                type=list(drafted.KINDS),
                key=FILE,
                max_upload_size=drafted.LARGEST,
            )
            with st.container(horizontal=True, vertical_alignment="bottom"):
                st.selectbox(
                    say(lang, "draft.place"),
                    list(places),
                    format_func=places.__getitem__,
                    key=link.seed("draft place", known.place or NONE),
                    placeholder=say(lang, "pick.none"),
                )
                st.number_input(
                    say(lang, "draft.year"),
                    FIRST_YEAR,
                    LAST_YEAR,
                    value=None,
                    format="%d",
                    key=link.seed("draft year", state.draft_year),
                )
            st.segmented_control(
                say(lang, "draft.time"),
                list(times),
                format_func=times.__getitem__,
                key=link.seed("draft time", state.time or ANY),
                required=True,
            )
        return bool(st.form_submit_button(say(lang, "draft.go"), type="primary", on_click=_asked))


def _asked() -> None:
    place, year = link.chosen("draft place"), link.chosen("draft year")
    time = link.chosen("draft time")
    link.put(
        draft_place=None if place in (NONE, None) else place,
        draft_year=None if year is None else int(year),
        time=None if time == ANY else time,
        page=1,
    )


def forget() -> None:
    """Draw the button that drops the draft and what was found."""

    def drop() -> None:
        st.session_state.pop(FOUND, None)
        st.session_state[TEXT] = ""

    st.button(
        say(link.language(), "draft.forget"),
        key="forget draft",
        type="tertiary",
        icon=":material/delete:",
        on_click=drop,
    )


def sentences(lang: str, found: Checked, cities: dict[str, str]) -> list[str]:
    """The sum: verdicts, most frequent sources, what was compared with."""
    paragraphs = found.paragraphs
    counts = drafted.verdicts(paragraphs)
    names = {one: say(lang, f"verdict.{one}") for one in drafted.STRONGEST}
    parts = [
        say(lang, "draft.part", name=name, n=counts[one])
        for one, name in names.items()
        if counts[one]
    ]
    if counts[None]:
        parts.append(say(lang, "draft.part", name=say(lang, "draft.none"), n=counts[None]))
    told = [say(lang, "draft.sentence", n=len(paragraphs), parts=join(lang, parts))]
    named = [
        say(lang, "draft.source", name=_where(lang, one), n=n)
        for one, n in drafted.sources(paragraphs)
    ]
    if named:
        told.append(say(lang, "draft.sources", names=join(lang, named)))
    told.append(say(lang, "draft.against", parts=join(lang, _against(lang, found.terms, cities))))
    if unsure := sum(bool(one.answer and one.answer.uncalibrated) for one in paragraphs):
        told.append(say(lang, "draft.uncalibrated", n=unsure))
    return told


def _against(lang: str, known: Terms, cities: dict[str, str]) -> list[str]:
    place = isolated(cities.get(known.place or "", known.place or ""))
    year = f"{known.year}"
    return [
        say(lang, "draft.against.other_city", place=place)
        if known.place
        else say(lang, "draft.against.any_city"),
        say(lang, f"draft.against.{known.time or 'other_year'}", year=year)
        if known.year
        else say(lang, "draft.against.any_year"),
    ]


def lines(lang: str, shown: Sequence[DraftParagraph]) -> None:
    """Draw lines of a draft in order; a paragraph opens to be compared."""
    st.html("".join(_line(lang, one) for one in shown))


def _line(lang: str, one: DraftParagraph) -> str:
    language = detect_language(one.text)
    if one.answer is None:
        text = escape(phrases.one_line(one.text))
        return f'<p class="between" lang="{html_language(language)}">{text}</p>'
    best = drafted.strongest(one)
    kind = KINDS.get(str(best.verdict) if best else "", "own")
    most = EXCERPT_HAN if language == "zh" else EXCERPT_LETTERS
    told = [say(lang, f"verdict.{best.verdict}") if best else say(lang, "draft.none")]
    if best:
        told.append(_where(lang, best))
    told.append(say(lang, "draft.formula", percent=share(one.answer.formula)))
    body = "".join(_pair(lang, one.text, language, other) for other in one.answer)
    if not body:
        body = f'<p class="soft">{escape(say(lang, "draft.none.here"))}</p>'
    return (
        f'<details class="drafted kind-{kind}"><summary><span class="n">{one.number}</span>'
        f'<span class="fill"></span><b>{escape(told[0])}</b>'
        f'<span class="soft">{escape(" · ".join(told[1:]))}</span>'
        f"{sheets.excerpt(one.text, most, language)}</summary>{body}</details>"
    )


def _pair(lang: str, text: str, language: str, other: Counterpart) -> str:
    """A counterpart; beside the draft's paragraph where they share wording, marked in both."""
    shared = tiles(text, other.paragraph.text)
    speech = other.speech
    numbers = []
    if other.verdict:
        numbers.append(say(lang, f"verdict.{other.verdict}"))
    if other.percentile is not None:
        percent = phrases.percent(other.percentile)
        numbers.append(say(lang, "measure.meaning.value", percent=percent))
    numbers.append(
        say(lang, "measure.wording.value", percent=phrases.share(other.wording))
        if shared
        else say(lang, "measure.wording.none")
    )
    there = sheets.reading(speech, other.paragraph.id)
    own = (
        f'<article class="pane card"><header><p class="where"><b>{escape(say(lang, "draft.yours"))}'
        f'</b></p></header><div class="passage" lang="{html_language(language)}">'
        f"{_marked(text, shared, 0)}</div></article>"
    )
    return (
        f'<div class="beside">{own if shared else ""}'
        f'<article class="pane card"><header><p class="where"><b>{escape(_where(lang, other))}</b>'
        + "".join(f'<span class="flag">{escape(one)}</span>' for one in flags(lang, other))
        + f'</p><p class="source">{escape(" · ".join(numbers))}</p>'
        f'<p class="source"><a href="{there}" target="_blank" rel="noopener">'
        f"{escape(say(lang, 'draft.open'))}</a></p></header>"
        f'<div class="passage" lang="{html_language(speech.language)}">'
        f"{_marked(other.paragraph.text, shared, 2)}</div></article></div>"
    )


def _marked(text: str, shared: Sequence[Tile], side: int) -> str:
    """A passage with the runs of tiles marked; ``side`` is where a run's span begins."""
    spans = sorted((run[side], run[side + 1]) for tile in shared for run in tile.runs())
    html, at = "", 0
    for start, end in spans:
        start = max(start, at)
        if start < end:
            html += (
                escape(text[at:start]) + f'<mark class="shared">{escape(text[start:end])}</mark>'
            )
            at = end
    return html + escape(text[at:])


def _where(lang: str, one: Counterpart) -> str:
    return say(
        lang,
        "origin.source",
        place=phrases.place_name(lang, one.speech.place),
        year=phrases.year_name(lang, one.speech.dating),
    )

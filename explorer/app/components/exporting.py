"""Files of the answer and of the pair on view, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from explorer.answers import Answer, Counterpart
from explorer.app import answers, conditions, link, waiting
from explorer.app.choice import Choice, Passage
from explorer.app.components import downloads
from explorer.app.state import State
from explorer.app.texts import say
from explorer.evidence import card_html, card_markdown, tables
from explorer.evidence.bibliography import bibtex, csl
from explorer.evidence.card import card_of
from explorer.evidence.names import file_name
from explorer.evidence.provenance import Provenance, provenance
from explorer.export import place_name
from explorer.records import Speech

if TYPE_CHECKING:
    from explorer.search import Explorer

MIME = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/x-ndjson",
    "md": "text/markdown",
    "html": "text/html",
    "bib": "text/x-bibtex",
    "json": "application/vnd.citationstyles.csl+json",
}
ANSWER = ("xlsx", "csv", "jsonl", "md")
"""Tables of an answer, in the order of their buttons."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to download; ``make`` writes it."""

    key: str
    """Of its words in the catalogue."""
    name: str
    make: Callable[[], bytes]

    @property
    def mime(self) -> str:
        """What a browser takes it for."""
        return MIME[self.name.rpartition(".")[2]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of which index under which conditions, in which language of the page.

    Files are made in a thread that knows nothing of the page.
    """

    explorer: Explorer
    passage: Passage
    state: State
    answer: Answer
    lang: str

    def about(self) -> Provenance:
        """How the numbers of a file came about that is made now."""
        there = answers.offers(self.explorer)
        applied = conditions.applying(self.state, free=self.passage.is_text)
        return provenance(
            self.explorer,
            self.passage.query,
            made=date.today(),
            is_text=self.passage.is_text,
            answer=self.answer,
            scope=conditions.scope(conditions.known(applied, there)[0], there),
            language=self.lang,
        )

    def sources(self, counterparts: Iterable[Counterpart]) -> list[Speech]:
        """The speech of the passage and those of its counterparts."""
        own = [] if self.passage.id is None else [self.speech(self.passage.id)]
        return own + [one.speech for one in counterparts]

    def speech(self, paragraph_id: str) -> Speech:
        """The speech in which a paragraph stands."""
        return self.explorer.speech(self.explorer.paragraph(paragraph_id).speech_id)

    def where(self, paragraph_id: str | None) -> tuple[str, ...]:
        """Place, year and paragraph, for the name of a file."""
        if paragraph_id is None:
            return ("text",)
        speech = self.speech(paragraph_id)
        first, last = speech.dating.earliest, speech.dating.latest
        years = dict.fromkeys(str(year) for year in (first, last) if year is not None)
        number = self.explorer.paragraph(paragraph_id).number
        return place_name(speech.place) or "", "-".join(years), f"p{number}"


def show(
    explorer: Explorer, state: State, passage: Passage, answer: Answer, choice: Choice
) -> None:
    """Draw the button that opens the choice of files."""
    lang = link.language()
    asked = Asked(explorer, passage, state, answer, lang)
    with (
        st.popover(say(lang, "export"), icon=":material/download:", type="tertiary", key="export"),
        st.container(gap="small"),
    ):
        _group(lang, say(lang, "export.pair"), "export.pair.what", pair_files(asked, choice, lang))
        if answer.counterparts:
            title = say(lang, "export.answer", n=len(answer))
            _group(lang, title, "export.answer.what", answer_files(asked))


def withheld() -> None:
    """Say that the files tell verdicts, where the reader judges before seeing any."""
    st.html(f'<p class="source">{escape(say(link.language(), "export.blind"))}</p>')


def pair_files(asked: Asked, choice: Choice, lang: str) -> Iterator[File]:
    """The card of the pair on view, and its sources."""
    one, other = asked.where(asked.passage.id), asked.where(choice.paragraph.id)
    named = partial(file_name, "pair", *one, *other)

    def card(write: Callable[..., bytes]) -> bytes:
        made = card_of(asked.explorer, choice.facts, asked.about(), is_text=asked.passage.is_text)
        return write(made, lang)

    yield File("export.card.html", named(ending="html"), partial(card, card_html.html_bytes))
    yield File("export.card.md", named(ending="md"), partial(card, card_markdown.markdown_bytes))
    yield from _bibliographies(asked, [choice.facts], named)


def answer_files(asked: Asked) -> Iterator[File]:
    """The tables of an answer, and its sources."""
    named = partial(file_name, "counterparts", *asked.where(asked.passage.id))

    def table(ending: str) -> bytes:
        return tables.WRITERS[ending](asked.answer, asked.about())

    for ending in ANSWER:
        yield File(f"export.{ending}", named(ending=ending), partial(table, ending))
    yield from _bibliographies(asked, asked.answer.counterparts, named)


def _bibliographies(
    asked: Asked, found: Iterable[Counterpart], named: Callable[..., str]
) -> Iterator[File]:
    def sources(write: Callable[..., str]) -> bytes:
        return write(asked.sources(found), asked.about()).encode()

    yield File("export.bib", named(ending="bib"), partial(sources, bibtex))
    yield File("export.json", named(ending="json"), partial(sources, csl))


def _group(lang: str, title: str, what: str, files: Iterable[File]) -> None:
    # Not paragraphs: a popover lies outside of what the style sheet takes their margins from.
    st.html(f'<div><b>{escape(title)}</b></div><div class="source">{escape(say(lang, what))}</div>')
    with st.container(horizontal=True, gap="small"):
        for file in files:
            st.download_button(
                say(lang, file.key),
                data=downloads.in_turn(file.make, waiting.ASKED, name=file.name, mime=file.mime),
                file_name=file.name,
                mime=file.mime,
                key=f"{file.key} {what}",
                on_click="ignore",
            )

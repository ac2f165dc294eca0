"""How the numbers of a file came about: what was asked, of which index, under which conditions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from explorer import __version__
from explorer.export import place_name
from explorer.scope import Scope

if TYPE_CHECKING:
    from explorer.answers import Answer
    from explorer.index.manifest import Manifest
    from explorer.search import Explorer

PROGRAM = "similarity-explorer"
ALWAYS = ("other_city", "other_year")
"""Conditions that are told even where nobody set them."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """What makes a number traceable.

    Attributes:
        query: id of the paragraph that was asked, or the text.
        query_source: where the paragraph stands; empty of a text.
        scope: the conditions by name; those that were not set are left out.
        considered: paragraphs that the conditions let through; None of a single pair.
        left_out: paragraphs that each rule left out before ranking.
        passed_over: closer ones that a rule left out while ranking.
        corpus: its title, else the name of its folder.
        generation, built: the index, and when it was built.
        model: name and revision.
        program: name and version.
        made: the day on which the file was written.
    """

    query: str
    query_source: str
    scope: dict[str, Any]
    considered: int | None
    left_out: dict[str, int]
    passed_over: dict[str, int]
    corpus: str
    generation: str
    built: str
    model: str
    program: str
    made: str

    def record(self) -> dict[str, Any]:
        """All of it by name, in this order."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


FIELDS = tuple(field.name for field in fields(Provenance))


def provenance(
    explorer: Explorer,
    query: str,
    *,
    made: date,
    is_text: bool = False,
    answer: Answer | None = None,
    scope: Scope | None = None,
    language: str | None = None,
) -> Provenance:
    """The provenance of an answer, or of a pair where there is no answer.

    Args:
        explorer: the index that was asked.
        query: id of a paragraph, or a text.
        made: today.
        is_text: the query is a text.
        answer: what came back.
        scope: the conditions that it was asked under.
        language: of the corpus' title; all that it has where None.

    Raises:
        UnknownParagraph: the query is no paragraph of the index.
    """
    manifest = explorer.manifest
    return Provenance(
        query=query,
        query_source="" if is_text else _source(explorer, query),
        scope={} if scope is None else conditions(scope),
        considered=None if answer is None else answer.considered,
        left_out={} if answer is None else dict(answer.excluded),
        passed_over={} if answer is None else dict(answer.passed_over),
        corpus=corpus_title(manifest, language),
        generation=manifest.generation,
        built=manifest.created,
        model=f"{manifest.model.name} {manifest.model.revision}".strip(),
        program=f"{PROGRAM} {__version__}",
        made=made.isoformat(),
    )


def conditions(scope: Scope) -> dict[str, Any]:
    """What a scope asks for, in types of JSON."""
    usual = Scope()
    told = {}
    for field in fields(scope):
        value = getattr(scope, field.name)
        if value != getattr(usual, field.name) or field.name in ALWAYS:
            told[field.name] = _plain(value)
    return told


def corpus_title(manifest: Manifest, language: str | None = None) -> str:
    """The title of a corpus, in every language that it has or in one; else its folder's name."""
    titles = manifest.title or {}
    if language in titles:
        return titles[language]
    return " / ".join(dict.fromkeys(titles.values())) or PurePath(manifest.corpus).name


def _source(explorer: Explorer, paragraph_id: str) -> str:
    paragraph = explorer.paragraph(paragraph_id)
    speech = explorer.speech(paragraph.speech_id)
    first, last = speech.dating.earliest, speech.dating.latest
    years = "" if (first, last) == (None, None) else f"{first or ''}-{last or ''}"
    known = (place_name(speech.place), str(first) if first == last and first else years)
    named = " ".join(part for part in known if part)
    return ", ".join(part for part in (named, speech.document, f"#{paragraph.number}") if part)


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return dict(value)
    return value if value is None or isinstance(value, bool | int | float) else str(value)

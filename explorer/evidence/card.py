"""All that is known of a pair: both passages in context, what they share, how it came about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.answers import Counterpart
from explorer.compare import tiles
from explorer.corpus.language import detect_language
from explorer.evidence.provenance import Provenance
from explorer.records import LineKind, Speech
from explorer.verdict import Rule

if TYPE_CHECKING:
    from explorer.search import Explorer

CONTEXT_HAN, CONTEXT_LETTERS = 90, 200
"""Characters of the line before a passage and of the one after it."""

Marked = tuple[str, int]
"""A piece of text and the number of its tile, 0 where it is in none."""


@dataclass(frozen=True, slots=True)
class Context:
    """A line beside a passage, cut to its near end."""

    text: str
    is_heading: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two passages; a text of the reader's own has no speech and no number.

    ``pieces`` are the text cut at the wording that is shared.
    """

    text: str
    language: str
    pieces: tuple[Marked, ...]
    speech: Speech | None = None
    number: int | None = None
    paragraph_id: str | None = None
    before: Context | None = None
    after: Context | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A passage, its counterpart, the numbers of the pair, the verdict's rule, the provenance."""

    passage: Side
    counterpart: Side
    facts: Counterpart
    rule: Rule
    about: Provenance


def card_of(explorer: Explorer, facts: Counterpart, about: Provenance, *, is_text: bool) -> Card:
    """Gather the card of a pair.

    Args:
        explorer: the index.
        facts: the counterpart with its numbers.
        about: its ``query`` is the passage.
        is_text: the query is a text, not the id of a paragraph.

    Raises:
        UnknownParagraph: the query is no paragraph of the index.
    """
    asked = about.query if is_text else explorer.paragraph(about.query).text
    shared = tiles(asked, facts.paragraph.text)
    runs = [(run, number) for number, tile in enumerate(shared, 1) for run in tile.runs()]
    left = pieces(asked, [(run[0], run[1], number) for run, number in runs])
    right = pieces(facts.paragraph.text, [(run[2], run[3], number) for run, number in runs])
    if is_text:
        passage = Side(asked, detect_language(asked), left)
    else:
        passage = _stored(explorer, about.query, left)
    return Card(passage, _stored(explorer, facts.paragraph.id, right), facts, explorer.rule, about)


def pieces(text: str, spans: Sequence[tuple[int, int, int]]) -> tuple[Marked, ...]:
    """The text cut at spans that do not overlap: (start, end, number)."""
    cut: list[Marked] = []
    at = 0
    for start, end, number in sorted(spans):
        cut += [(text[at:start], 0), (text[start:end], number)]
        at = end
    cut.append((text[at:], 0))
    return tuple(piece for piece in cut if piece[0])


def _stored(explorer: Explorer, paragraph_id: str, cut: tuple[Marked, ...]) -> Side:
    paragraph = explorer.paragraph(paragraph_id)
    speech = explorer.speech(paragraph.speech_id)
    lines = explorer.reading(speech.id)
    at = next(n for n, line in enumerate(lines) if line.paragraph_id == paragraph_id)
    most = CONTEXT_HAN if speech.language == "zh" else CONTEXT_LETTERS
    before = after = None
    if at > 0:
        line = lines[at - 1]
        text = line.text if len(line.text) <= most else f"…{line.text[-most:]}"
        before = Context(text, line.kind in (LineKind.HEADING, LineKind.TITLE))
    if at + 1 < len(lines):
        line = lines[at + 1]
        text = line.text if len(line.text) <= most else f"{line.text[:most]}…"
        after = Context(text, line.kind is LineKind.HEADING)
    return Side(
        paragraph.text, speech.language, cut, speech, paragraph.number, paragraph_id, before, after
    )

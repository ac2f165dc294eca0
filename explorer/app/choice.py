"""Which counterpart is on view, with its numbers and the wording that it shares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.answers import Answer, Counterpart
from explorer.app import lookups
from explorer.app.desk import Notice
from explorer.compare import Tile, tiles
from explorer.errors import QueryError
from explorer.records import Paragraph, Speech

if TYPE_CHECKING:
    from explorer.search import Explorer


@dataclass(frozen=True, slots=True)
class Passage:
    """What was asked: a paragraph of the index, or a text of the reader's own (``id`` None)."""

    text: str
    language: str
    id: str | None = None
    group: int | None = None
    """The witness group that it stands in."""

    @property
    def query(self) -> str:
        """How an index is asked for it."""
        return self.text if self.id is None else self.id

    @property
    def is_text(self) -> bool:
        """Whether it is the reader's own."""
        return self.id is None


@dataclass(frozen=True, slots=True)
class Choice:
    """The paragraph on the right; ``at`` counts results from 0.

    ``facts`` are its own numbers. ``counterpart`` is the result that it belongs to: itself, or the
    result of whose speech it is another text. It is ``None`` for a paragraph that a link asks for
    and the answer has not.
    """

    facts: Counterpart
    at: int | None
    counterpart: Counterpart | None
    tiles: tuple[Tile, ...]
    notices: tuple[Notice, ...] = ()

    @property
    def paragraph(self) -> Paragraph:
        """The paragraph itself."""
        return self.facts.paragraph

    @property
    def speech(self) -> Speech:
        """The speech in which it stands."""
        return self.facts.speech

    @property
    def is_other(self) -> bool:
        """Whether this is another text of a result, not the result itself."""
        return self.counterpart is not None and self.counterpart.paragraph.id != self.paragraph.id


def choose(
    explorer: Explorer, passage: Passage, answer: Answer, wanted: str | None
) -> Choice | None:
    """The counterpart that the link asks for, else the closest one."""
    notices: tuple[Notice, ...] = ()
    if wanted is not None:
        for at, counterpart in enumerate(answer):
            if wanted == counterpart.paragraph.id:
                return _choice(passage, counterpart, at, counterpart)
            if wanted in {*counterpart.others, *counterpart.further}:
                return _choice(passage, _compared(explorer, passage, wanted), at, counterpart)
        try:
            explorer.paragraph(wanted)
        except QueryError:
            notices = (Notice("link.result", (("id", wanted),)),)
        else:
            outside = (Notice("link.outside"),)
            return _choice(passage, _compared(explorer, passage, wanted), None, None, outside)
    if not answer.counterparts:
        return None
    first = answer.counterparts[0]
    return _choice(passage, first, 0, first, notices)


def _compared(explorer: Explorer, passage: Passage, wanted: str) -> Counterpart:
    return lookups.compared(explorer, passage.query, wanted, is_text=passage.is_text)


def _choice(
    passage: Passage,
    facts: Counterpart,
    at: int | None,
    counterpart: Counterpart | None,
    notices: tuple[Notice, ...] = (),
) -> Choice:
    shared = tuple(tiles(passage.text, facts.paragraph.text))
    return Choice(facts, at, counterpart, shared, notices)

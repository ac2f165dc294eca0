"""Which counterpart is on view, and the wording that it shares with the passage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.answers import Answer, Counterpart
from explorer.app.desk import Notice
from explorer.compare import Tile, overlap, tiles
from explorer.errors import QueryError
from explorer.records import Paragraph, Speech

if TYPE_CHECKING:
    from explorer.search import Explorer


@dataclass(frozen=True, slots=True)
class Choice:
    """The paragraph on the right; ``at`` counts results from 0.

    ``counterpart`` is the result that it belongs to: itself, or the result of whose speech it is
    another text. It is ``None`` for a paragraph that a link asks for and the answer has not.
    """

    paragraph: Paragraph
    speech: Speech
    at: int | None
    counterpart: Counterpart | None
    tiles: tuple[Tile, ...]
    wording: float
    notices: tuple[Notice, ...] = ()

    @property
    def is_other(self) -> bool:
        """Whether this is another text of a result, not the result itself."""
        return self.counterpart is not None and self.counterpart.paragraph.id != self.paragraph.id


def choose(explorer: Explorer, anchor: str, answer: Answer, wanted: str | None) -> Choice | None:
    """The counterpart that the link asks for, else the closest one."""
    notices: tuple[Notice, ...] = ()
    if wanted is not None:
        for at, counterpart in enumerate(answer):
            if wanted == counterpart.paragraph.id:
                return _choice(explorer, anchor, counterpart.paragraph, at, counterpart)
            if wanted in {*counterpart.others, *counterpart.further}:
                return _choice(explorer, anchor, explorer.paragraph(wanted), at, counterpart)
        try:
            paragraph = explorer.paragraph(wanted)
        except QueryError:
            notices = (Notice("link.result", (("id", wanted),)),)
        else:
            outside = (Notice("link.outside"),)
            return _choice(explorer, anchor, paragraph, None, None, outside)
    if not answer.counterparts:
        return None
    first = answer.counterparts[0]
    return _choice(explorer, anchor, first.paragraph, 0, first, notices)


def _choice(
    explorer: Explorer,
    anchor: str,
    paragraph: Paragraph,
    at: int | None,
    counterpart: Counterpart | None,
    notices: tuple[Notice, ...] = (),
) -> Choice:
    shared = tiles(anchor, paragraph.text)
    if counterpart is not None and counterpart.paragraph.id == paragraph.id:
        wording = counterpart.wording
    else:
        wording = overlap(anchor, paragraph.text, shared)
    return Choice(
        paragraph=paragraph,
        speech=explorer.speech(paragraph.speech_id),
        at=at,
        counterpart=counterpart,
        tiles=tuple(shared),
        wording=wording,
        notices=notices,
    )

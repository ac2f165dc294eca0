"""Read a speech, select a paragraph, compare it with its counterparts."""

from __future__ import annotations

from explorer.app import link, opening, phrases
from explorer.app.answers import RESULTS, counterparts
from explorer.app.choice import Passage, choose
from explorer.app.components import comparison, page, pickers, reading
from explorer.app.desk import Desk, lay_out
from explorer.app.texts import say
from explorer.records import Paragraph


def show() -> None:
    """Draw the page."""
    desk = lay_out(opening.explorer(), link.current())
    if desk is None:
        page.notice(say(link.language(), "index.empty"))
        return
    page.notices(desk.notices)
    pickers.show(desk)
    if desk.paragraph is None:
        _read(desk)
    else:
        _compare(desk, desk.paragraph)


def _read(desk: Desk) -> None:
    explorer = opening.explorer()
    comparison.waiting(
        explorer, lambda segments: reading.show(explorer, desk.speech, None, segments)
    )


def _compare(desk: Desk, paragraph: Paragraph) -> None:
    explorer, state, speech = opening.explorer(), link.current(), desk.speech
    passage = Passage(paragraph.text, speech.language, paragraph.id, speech.witness_group)
    answer = counterparts(explorer, paragraph.id, state, k=state.most or RESULTS)
    choice = choose(explorer, passage, answer, state.result)
    comparison.show(
        explorer,
        state,
        phrases.anchor_name(link.language(), speech, paragraph.number),
        passage,
        answer,
        choice,
        lambda segments: reading.show(
            explorer, speech, paragraph.id, segments, counterparts=len(answer)
        ),
    )


show()

"""Read a speech, select a paragraph, compare it with its counterparts."""

from __future__ import annotations

from explorer.app import link, opening, phrases
from explorer.app.answers import counterparts
from explorer.app.choice import choose
from explorer.app.components import comparison, page, pickers, reading
from explorer.app.components.passages import left_segments
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
    comparison.waiting(explorer, lambda: reading.show(explorer, desk.speech, None, []))


def _compare(desk: Desk, passage: Paragraph) -> None:
    explorer, state, lang = opening.explorer(), link.current(), link.language()
    answer = counterparts(explorer, passage.id, state)
    choice = choose(explorer, passage.text, answer, state.result)
    anchor = phrases.anchor_name(lang, desk.speech, passage.number)
    comparison.summary(explorer, state, phrases.query_sentence(lang, anchor, answer), choice)
    shared = left_segments(passage.text, choice.tiles if choice else ())
    comparison.show(
        explorer,
        answer,
        choice,
        lambda: reading.show(explorer, desk.speech, passage.id, shared),
        reading=True,
    )


show()

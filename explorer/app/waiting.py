"""Work that takes longer than a glance: one piece at a time, in turn, and given up by who leaves.

A page is drawn by a thread that ends, after a click or with the tab, at the next thing it draws. So
long work goes on in a thread beside it, and the page looks in: a click is heard at once. What only
this reader wants is then given up, in the line at once, and once it has its turn at its next step;
what has no steps (formulas, an audit, tables of all pairs) is kept for all, and is finished.

Long work takes turns in two lanes, one piece at a time in each: light questions, which wait for
nobody, find the processor with two others at most.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, nullcontext
from typing import TypeVar

import streamlit as st

from explorer.app import link
from explorer.app.components import page
from explorer.app.texts import say

Found = TypeVar("Found")

GLANCE, LOOK = 0.15, 0.25
"""Seconds until a reader is told of the work, and between two looks at it."""


class Left(Exception):
    """Nobody waits for this work any more."""


class Ticket:
    """One piece of work.

    Args:
        is_gone: whether its reader has gone, where ``left`` is set by nobody when they go.
    """

    def __init__(self, is_gone: Callable[[], bool] = lambda: False) -> None:
        self.left = threading.Event()
        self.lane: Lane | None = None
        self._is_gone = is_gone

    def is_left(self) -> bool:
        """Whether its reader has gone."""
        return self.left.is_set() or self._is_gone()


class Lane:
    """Lets one piece of work through at a time, in the order in which they came."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._line: list[Ticket] = []

    def ahead(self, ticket: Ticket) -> int:
        """How many stand before a piece of work."""
        with self._changed:
            return self._line.index(ticket) if ticket in self._line else 0

    def enter(self, ticket: Ticket) -> None:
        """Wait for one's turn.

        Raises:
            Left: the reader went away while waiting.
        """
        with self._changed:
            self._line.append(ticket)
            ticket.lane = self
            self._wait(ticket)

    def give_way(self, ticket: Ticket) -> None:
        """Let those who wait go first, then go on.

        Raises:
            Left: the reader went away.
        """
        with self._changed:
            if len(self._line) > 1:
                self._line.append(self._line.pop(0))
                self._changed.notify_all()
            self._wait(ticket)

    def leave(self, ticket: Ticket) -> None:
        """Make room for the next."""
        with self._changed:
            if ticket in self._line:
                self._line.remove(ticket)
            ticket.lane = None
            self._changed.notify_all()

    def _wait(self, ticket: Ticket) -> None:
        # Woken in between, too: whoever leaves sets a flag and no more.
        while not (left := ticket.is_left()) and self._line[0] is not ticket:
            self._changed.wait(LOOK)
        if left:
            raise Left


WHOLE, ASKED = Lane(), Lane()
"""Of what is told of the whole index, once for all readers; of what one reader asks."""
_now = threading.local()
WANTED = "page"
"""Any key will do."""


@contextmanager
def turn(lane: Lane, is_gone: Callable[[], bool] = lambda: False) -> Iterator[None]:
    """Wait for one's turn in a lane, and have it; for a long piece of work itself.

    A piece of work that has its turn there already goes on in it.

    Args:
        lane: of the work.
        is_gone: whether the reader has gone, for work that no page waits for by ``awaited``.

    Raises:
        Left: the reader went away while waiting.
    """
    outer: Ticket | None = getattr(_now, "ticket", None)
    ticket = outer or Ticket(is_gone)
    before = ticket.lane
    if before is lane:
        yield
        return
    _now.ticket = ticket
    try:
        lane.enter(ticket)
        yield
    finally:
        lane.leave(ticket)
        ticket.lane, _now.ticket = before, outer


def step() -> None:
    """Let others go first between two steps of work that has its turn.

    Raises:
        Left: nobody waits for it any more.
    """
    ticket: Ticket | None = getattr(_now, "ticket", None)
    if ticket is not None and ticket.lane is not None:
        ticket.lane.give_way(ticket)


def awaited(
    work: Callable[[], Found], told: str | None, look: Callable[[], None] = lambda: None
) -> Found:
    """What a piece of work gives, which goes on beside the page; a click ends the waiting.

    Args:
        work: draws nothing.
        told: what the reader is told meanwhile; None where ``look`` tells it.
        look: called now and then while the work goes on, to draw how far it is.
    """
    ticket, found = Ticket(), Future[Found]()
    place = st.empty()  # so that what follows stays where it is, waited for or not
    threading.Thread(target=_do, args=(work, ticket, found), name="waited for", daemon=True).start()
    try:
        if not _is_done(found, GLANCE):
            with place.container(), nullcontext() if told is None else st.spinner(told):
                _watch(found, ticket, look)
            place.empty()
    finally:
        ticket.left.set()
    return found.result()


def _watch(found: Future[Found], ticket: Ticket, look: Callable[[], None]) -> None:
    """Look in until the work is done, and say how many are before it."""
    before, place = 0, st.empty()
    while not _is_done(found, LOOK):
        _ = WANTED in st.session_state  # where it is not wanted any more, this ends the page
        look()
        ahead = ticket.lane.ahead(ticket) if ticket.lane else 0
        if ahead != before:
            before = ahead
            with place:
                page.notice(say(link.language(), "waiting", n=ahead)) if ahead else place.empty()
    place.empty()


def _is_done(found: Future[Found], seconds: float) -> bool:
    try:
        found.exception(seconds)
    except TimeoutError:
        return False
    return True


def _do(work: Callable[[], Found], ticket: Ticket, found: Future[Found]) -> None:
    _now.ticket = ticket
    try:
        found.set_result(work())
    except BaseException as error:  # whatever it is, the page that waits raises it
        found.set_exception(error)

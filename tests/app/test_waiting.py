"""Long work goes on beside the page, takes turns, and is given up where its reader has left."""

from __future__ import annotations

import ast
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fake_explorer
import pytest
from fake_explorer import FakeExplorer
from streamlit.testing.v1 import AppTest

import explorer.app
from explorer.answers import Answer
from explorer.app import analysed, answers, waiting
from explorer.app.state import State
from explorer.app.waiting import Lane, Left, Ticket

SOURCES = Path(explorer.app.__file__).parent
PATIENCE = 10.0


def until(holds: Callable[[], bool]) -> None:
    limit = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < limit
        time.sleep(0.005)


def beside(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def test_one_at_a_time_in_the_order_in_which_they_came() -> None:
    lane, first, order = Lane(), Ticket(), list[int]()
    lane.enter(first)

    def work(number: int) -> None:
        ticket = Ticket()
        lane.enter(ticket)
        order.append(number)
        lane.leave(ticket)

    threads = []
    for number in range(5):
        threads.append(beside(lambda number=number: work(number)))  # type: ignore[misc]
        until(lambda number=number: len(lane._line) == number + 2)  # type: ignore[misc]
    assert order == []
    lane.leave(first)
    for thread in threads:
        thread.join(PATIENCE)
    assert order == list(range(5))


def test_long_work_lets_short_work_go_first_between_its_steps() -> None:
    lane, long, short = Lane(), Ticket(), Ticket()
    lane.enter(long)
    thread = beside(lambda: (lane.enter(short), lane.leave(short)))  # type: ignore[func-returns-value]
    until(lambda: lane.ahead(short) == 1)
    lane.give_way(long)
    thread.join(PATIENCE)
    assert not thread.is_alive()
    assert lane.ahead(long) == 0
    lane.give_way(long)  # nobody waits
    lane.leave(long)
    assert lane._line == []


def test_who_leaves_the_line_makes_room_and_does_nothing() -> None:
    lane, first, ticket, done = Lane(), Ticket(), Ticket(), list[str]()
    lane.enter(first)

    def work() -> None:
        waiting._now.ticket = ticket
        try:
            with waiting.turn(lane):
                done.append("worked")
        except Left:
            done.append("left")

    thread = beside(work)
    until(lambda: lane.ahead(ticket) == 1)
    ticket.left.set()
    thread.join(PATIENCE)
    assert done == ["left"]
    assert lane._line == [first]


def test_a_step_of_work_that_nobody_waits_for_ends_it() -> None:
    lane, ticket, steps = Lane(), Ticket(), list[int]()

    def work() -> None:
        waiting._now.ticket = ticket
        with pytest.raises(Left), waiting.turn(lane):
            for number in range(1_000_000):
                steps.append(number)
                if number == 3:
                    ticket.left.set()
                waiting.step()

    beside(work).join(PATIENCE)
    assert steps == [0, 1, 2, 3]
    assert lane._line == []


@pytest.mark.parametrize("awaited", [False, True])
def test_work_that_has_its_turn_may_ask_for_it_again(awaited: bool) -> None:
    lane, other, done = Lane(), Lane(), list[str]()

    def work() -> None:
        if awaited:
            waiting._now.ticket = Ticket()
        with waiting.turn(lane):
            with waiting.turn(lane), waiting.turn(other):
                done.append("inner")
            assert len(lane._line) == 1
            waiting.step()  # it is in its lane still
            with waiting.turn(other):
                done.append("other")
            assert waiting._now.ticket.lane is lane
            done.append("outer")
        assert (waiting._now.ticket is not None) == awaited

    beside(work).join(PATIENCE)
    assert done == ["inner", "other", "outer"]
    assert lane._line == other._line == []


@pytest.mark.parametrize(
    "ask",
    [
        lambda explorer, one: answers.counterparts(explorer, one, State(), k=answers.LISTS[0]),
        lambda explorer, one: answers.counterparts(explorer, one, State(wording=30)),
        lambda explorer, one: analysed.passage_timeline(explorer, one),
        lambda explorer, one: analysed.query_timeline(explorer, one),
    ],
)
def test_a_long_list_a_filter_and_a_searched_timeline_are_given_up(
    ask: Callable[[FakeExplorer, str], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    explorer, ticket, ended = fake_explorer.small(), Ticket(), list[str]()
    counterparts = explorer.counterparts

    def leaving(query: str, **asked: Any) -> Answer:
        ticket.left.set()
        return counterparts(query, **asked)

    explorer.counterparts = leaving  # type: ignore[method-assign]
    monkeypatch.setattr(waiting, "awaited", lambda work, told: work())

    def work() -> None:
        waiting._now.ticket = ticket
        with pytest.raises(Left):
            ask(explorer, next(iter(explorer.paragraphs)))
        ended.append("left")

    beside(work).join(PATIENCE)
    assert ended == ["left"]
    assert waiting.ASKED._line == []


def page_that_waits() -> None:
    import threading

    import streamlit as st

    from explorer.app import waiting

    work = st.session_state["work"]
    st.session_state["found"] = waiting.awaited(work, "told")
    st.write(threading.active_count())


def test_the_page_gets_what_the_work_gives_or_raises() -> None:
    app = AppTest.from_function(page_that_waits, default_timeout=PATIENCE)
    app.session_state["work"] = lambda: "found"
    assert app.run().session_state["found"] == "found"

    def fail() -> None:
        raise ValueError("no luck")

    app.session_state["work"] = fail
    assert [one.message for one in app.run().exception] == ["no luck"]


def test_the_page_says_how_many_are_before_it() -> None:
    app = AppTest.from_function(page_that_waits, default_timeout=PATIENCE)
    first, told = Ticket(), list[str]()
    waiting.ASKED.enter(first)
    say = waiting.say

    def work() -> str:
        with waiting.turn(waiting.ASKED):
            return "found"

    def heard(lang: str, key: str, **values: object) -> str:
        told.append(say(lang, key, **values))
        waiting.ASKED.leave(first)
        return told[-1]

    app.session_state["work"] = work
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(waiting, "say", heard)
        assert app.run().session_state["found"] == "found"
    assert told == [say("en", "waiting", n=1)]
    assert waiting.ASKED._line == []


def decorated() -> list[tuple[str, ast.Call | ast.expr]]:
    found = []
    for path in sorted(SOURCES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                found += [(f"{path.stem}.{node.name}", one) for one in node.decorator_list]
    return [(name, one) for name, one in found if "cache_" in ast.unparse(one)]


def test_whatever_the_app_keeps_is_bounded() -> None:
    assert len(decorated()) > 10
    for name, one in decorated():
        assert isinstance(one, ast.Call), f"{name} keeps without bounds"
        options = {option.arg: ast.unparse(option.value) for option in one.keywords}
        assert "max_entries" in options, f"{name} keeps without bounds"

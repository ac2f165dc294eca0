"""Where and when a passage occurs: who may be first, and how long it took."""

from __future__ import annotations

import itertools
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from hypothesis import given as examples
from hypothesis import strategies as st
from made_pairs import Given, Pair, made

from explorer.analysis.timeline import Occurrence, Timeline, timeline
from explorer.verdict import Verdict

Bounds = tuple[int | None, int | None]
CLOSED = st.tuples(st.integers(2000, 2006), st.integers(0, 3)).map(lambda of: (of[0], sum(of)))
OPEN = st.tuples(st.none(), st.integers(2000, 2006)) | st.tuples(st.integers(2000, 2006), st.none())


def occurrence(bounds: Bounds) -> Occurrence:
    paragraph: Any = SimpleNamespace(id="p")
    speech: Any = SimpleNamespace(place=SimpleNamespace(code=None, province=None))
    return Occurrence(paragraph, speech, None, 1.0, None, *bounds)


def of(*bounds: Bounds) -> Timeline:
    return Timeline([occurrence(one) for one in bounds], 0)


@examples(st.lists(CLOSED, min_size=1, max_size=4))
def test_the_lag_is_the_least_and_most_that_all_possible_years_give(bounds: list[Bounds]) -> None:
    told = of(*bounds)
    choices = list(itertools.product(*(range(first, last + 1) for first, last in bounds)))
    for number, one in enumerate(told.occurrences):
        lags = [years[number] - min(years) for years in choices]
        assert told.lag(one) == (min(lags), max(lags))


@examples(st.lists(CLOSED | OPEN, min_size=1, max_size=4))
def test_first_are_those_that_none_is_surely_earlier_than(bounds: list[Bounds]) -> None:
    told = of(*bounds)
    for one in told.occurrences:
        earlier = [
            other
            for other in told.occurrences
            if other.latest is not None and one.earliest is not None and other.latest < one.earliest
        ]
        assert any(one is first for first in told.first) == (not earlier)
    assert told.first, "something is always the first"


def test_what_has_no_year_is_neither_first_nor_late() -> None:
    told = of((2008, 2008), (None, None), (None, 2005))
    assert told.first == (told.occurrences[2],)
    assert told.lag(told.occurrences[1]) is None
    assert told.lag(told.occurrences[2]) is None
    assert told.lag(told.occurrences[0]) == (0, 0), "the only one whose years are known"
    assert told.span == (2005, 2008)
    assert of((None, None)).first == ()
    assert of((None, None)).span is None


def test_a_timeline_goes_by_year_and_takes_one_of_a_speech(tmp_path: Path) -> None:
    given = [
        Given("A", (2012, 2012)),
        Given("B", (2010, 2010), group=1),
        Given("B", (2010, 2010), group=1),
        Given("A", (2015, 2015)),
        Given(None, (None, None)),
        Given("C", (None, 2011)),
    ]
    pairs = [Pair(0, 2, Verdict.VERBATIM, wording=0.9), Pair(0, 1), Pair(0, 4), Pair(3, 0)]
    told = timeline(made(tmp_path, given, [*pairs, Pair(0, 5)]), "p0")
    assert [one.paragraph.row for one in told.occurrences] == [2, 5, 0, 3, 4]
    assert [one.verdict for one in told.occurrences][:3] == [Verdict.VERBATIM, "edited", None]
    assert (told.places, told.provinces) == (3, 2)
    assert [told.lag(one) for one in told.occurrences] == [(0, 0), None, (2, 2), (5, 5), None]
    assert [one.paragraph.row for one in told.first] == [2, 5]
    assert told.span == (2010, 2015)

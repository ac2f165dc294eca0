"""The facts that a passage names, by which near-identical passages usually differ."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import chain

from explorer.compare.fact_kinds import Fact, Kind
from explorer.compare.figures import dates, figures
from explorer.compare.han_names import han_organisations, han_persons, han_places
from explorer.compare.latin_names import latin_names
from explorer.corpus.place_table import PlaceTable, load_places
from explorer.corpus.script import simplified

NARROW = {0xFF01 + n: 0x21 + n for n in range(94)} | {0x3000: 0x20}
"""Full-width figures and letters as narrow ones."""


def facts(text: str, places: PlaceTable | None = None) -> list[Fact]:
    """The dates, figures and names of a passage, in its order; they do not overlap.

    Of an organisation that begins with a place (长沙市教育局), the place is one fact and the rest
    another, so that a changed place is told apart from a changed office.

    Args:
        text: the passage, in any script; a few rules each for Chinese and for Latin script.
        places: the table of places; without it, the built-in one.
    """
    plain = simplified(text).translate(NARROW)
    table = places or built_in_places()
    found: list[Fact] = []
    for more in (
        dates(plain),
        figures(plain),
        han_persons(plain),
        han_places(plain, table),
        han_organisations(plain),
        latin_names(plain, table),
    ):
        found = sorted(chain(found, *(_outside(fact, found) for fact in more)))
    return found


@cache
def built_in_places() -> PlaceTable:
    """The table of places that comes with the package."""
    return load_places()


def _outside(fact: Fact, taken: Iterable[Fact]) -> list[Fact]:
    """What other facts leave of one: all, nothing, or the end of an organisation's name."""
    start, end = fact.start, fact.end
    for other in taken:
        if other.end <= start or end <= other.start:
            continue
        if fact.kind is not Kind.ORGANISATION or other.end >= end:
            return []
        start = other.end
    return [Fact(start, end, fact.kind)]

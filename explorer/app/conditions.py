"""What the conditions of a link mean in this index: which it knows, and the scope they make."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from explorer.app.desk import Notice
from explorer.app.state import FIRST_YEAR, LAST_YEAR, State
from explorer.app.written import Span, usable
from explorer.records import Speech
from explorer.scope import Relation, Scope

if TYPE_CHECKING:
    from explorer.search import Explorer

MOST_VALUES = 200
"""Different values of a column that a reader can still choose from."""
FIELDS = (
    "cities",
    "years",
    "sure",
    "same_city",
    "same_year",
    "time",
    "province",
    "provinces",
    "levels",
    "languages",
    "lists",
    "columns",
    "length",
    "per_city",
    "wording",
)
"""The conditions among the fields of a state."""
CLEAR = {field: getattr(State(), field) for field in FIELDS}


@dataclass(frozen=True, slots=True)
class Offers:
    """The values that conditions can have in an index; shared by all readers, never changed.

    ``cities`` gives the name of each code, ``lists`` the codes of each list, ``columns`` the values
    of each column of the user's metadata; ``offered`` names the columns worth choosing by.
    """

    cities: dict[str, str]
    provinces: tuple[str, ...]
    levels: tuple[str, ...]
    languages: tuple[str, ...]
    lists: dict[str, frozenset[str]]
    columns: dict[str, tuple[str, ...]]
    offered: tuple[str, ...]
    years: tuple[int, int] | None


def offers(explorer: Explorer) -> Offers:
    """Look through the speeches of an index once."""
    places = [one.place for one in explorer.places() if one.place.code is not None]
    speeches = explorer.speeches()
    columns = _columns(speeches)
    return Offers(
        cities={str(place.code): place.name or str(place.code) for place in places},
        provinces=_known(place.province for place in places),
        levels=_known(one.place.level for one in explorer.places()),
        languages=_known(speech.language for speech in speeches),
        lists={
            name: frozenset(codes)
            for name, codes in explorer.manifest.lists.items()
            if codes and usable(name)
        },
        columns={column: tuple(sorted(set(found))) for column, found in columns.items()},
        offered=tuple(
            column for column in sorted(columns) if _tells_apart(columns[column], len(speeches))
        ),
        years=_year_bounds(speeches),
    )


def known(state: State, there: Offers) -> tuple[State, tuple[Notice, ...]]:
    """The state without what this index does not know, and what that was."""
    values = {column: set(found) for column, found in there.columns.items()}
    kept: dict[str, Any] = {
        "cities": [code for code in state.cities if code in there.cities],
        "provinces": [name for name in state.provinces if name in there.provinces],
        "levels": [name for name in state.levels if name in there.levels],
        "languages": [name for name in state.languages if name in there.languages],
        "lists": [name for name in state.lists if name in there.lists],
        "columns": [pair for pair in state.columns if pair[1] in values.get(pair[0], ())],
    }
    missing = [
        one if isinstance(one, str) else ": ".join(one)
        for field, found in kept.items()
        for one in getattr(state, field)
        if one not in found
    ]
    notices = (Notice("link.unknown", (("names", ", ".join(missing)),)),) if missing else ()
    kept = {field: tuple(found) for field, found in kept.items()}
    return replace(state, **kept), notices


def applying(state: State, *, free: bool) -> State:
    """The state without conditions that mean nothing of a passage of the reader's own.

    It has no city and no year, so nothing can be the same, another, earlier or later.
    """
    if not free:
        return state
    sure = state.sure and state.years is not None
    return replace(state, same_city=False, same_year=False, time=None, province=None, sure=sure)


def scope(state: State, there: Offers) -> Scope:
    """The scope that the conditions of a state make; all its values are known."""
    columns: dict[str, set[str]] = defaultdict(set)
    for column, value in state.columns:
        columns[column].add(value)
    listed = frozenset[str]().union(*(there.lists[name] for name in state.lists))
    return Scope(
        other_city=not state.same_city,
        other_year=not state.same_year,
        certain_years=state.sure,
        places=frozenset(state.cities) | listed,
        years=state.years,
        province=Relation(state.province or Relation.ANY),
        time=Relation(state.time or Relation.ANY),
        provinces=frozenset(state.provinces),
        levels=frozenset(state.levels),
        languages=frozenset(state.languages),
        columns=tuple((column, frozenset(values)) for column, values in sorted(columns.items())),
        length=state.length,
        most_per_city=state.per_city,
        least_wording=state.wording / 100,
    )


def within(chosen: Span | None, bounds: tuple[int, int]) -> tuple[int, int]:
    """The part of a range that lies within bounds; the bounds where none does."""
    first, last = chosen or (None, None)
    first = bounds[0] if first is None else max(first, bounds[0])
    last = bounds[1] if last is None else min(last, bounds[1])
    return (first, last) if first <= last else bounds


def beyond(chosen: tuple[int, int], bounds: tuple[int, int]) -> Span | None:
    """A range chosen between bounds, open where it reaches them; ``None`` where it is all."""
    first = None if chosen[0] <= bounds[0] else chosen[0]
    last = None if chosen[1] >= bounds[1] else chosen[1]
    return None if first is None and last is None else (first, last)


def _columns(speeches: Iterable[Speech]) -> dict[str, list[str]]:
    """The values of each column that can stand in a link, one for each speech that has it."""
    found: dict[str, list[str]] = defaultdict(list)
    for speech in speeches:
        for column, value in speech.metadata.items():
            if usable(column) and usable(value):
                found[column].append(value)
    return dict(found)


def _tells_apart(values: list[str], speeches: int) -> bool:
    """Whether a column parts the speeches into groups that a reader can choose from."""
    different = len(set(values))
    return different <= MOST_VALUES and (different > 1 or len(values) < speeches)


def _known(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values if value and usable(value)}))


def _year_bounds(speeches: Iterable[Speech]) -> tuple[int, int] | None:
    """The first and the last year that any speech may be of, as far as a link can name them."""
    years = [year for speech in speeches for year in _years(speech)]
    return (min(years), max(years)) if years else None


def _years(speech: Speech) -> Iterator[int]:
    dating = speech.dating
    for year in (dating.earliest, dating.latest, dating.stated):
        if year is not None and FIRST_YEAR <= year <= LAST_YEAR:
            yield year

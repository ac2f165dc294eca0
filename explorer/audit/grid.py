"""Which years of which place a collection holds, and which are missing between them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from explorer.audit.collection import Collection, Item
from explorer.records import Speech

WIDEST = 12
"""Years of a range that is still counted in the grid: eleven are what texts without a printed year
are bounded to; a wider one says no more than that there is a speech."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Witness groups of one place and year: surely of that year, and possibly (a range)."""

    sure: int = 0
    possible: int = 0


@dataclass(frozen=True, slots=True)
class GridRow:
    """A place: its cells by year, the speeches of no usable year, and the years that are missing.

    ``gaps`` are years between its first and its last for which there is not even a possible speech.
    """

    code: str
    place: str
    cells: dict[int, Cell]
    undated: int
    gaps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows by code; ``unplaced`` witness groups have no known place and stand in none.

    Nor do texts of the whole country, which are of no city.
    """

    rows: list[GridRow]
    unplaced: int

    @property
    def years(self) -> range:
        """From the first year of any place to the last."""
        years = [year for row in self.rows for year in row.cells]
        return range(min(years), max(years) + 1) if years else range(0)


def grid_of(collection: Collection) -> Grid:
    """The grid of places and years, in which every witness group counts once."""
    groups: defaultdict[tuple[str | None, int], list[Item]] = defaultdict(list)
    for item in collection.items:
        groups[item.speech.place.code, item.speech.witness_group].append(item)
    by_place: defaultdict[str, list[list[Speech]]] = defaultdict(list)
    unplaced: set[int] = set()
    placed: set[int] = set()
    for (code, group), items in groups.items():
        if all(item.speech.place.is_national for item in items):
            continue
        if code is None:
            unplaced.add(group)
        else:
            placed.add(group)
            by_place[code].append([item.speech for item in items])
    rows = [_row(code, by_place[code]) for code in sorted(by_place)]
    return Grid(rows, len(unplaced - placed))


def _row(code: str, groups: list[list[Speech]]) -> GridRow:
    cells: defaultdict[int, Cell] = defaultdict(Cell)
    undated = 0
    for speeches in groups:
        span = _span(speeches)
        undated += span is None
        for year in span or ():
            cell = cells[year]
            sure = span is not None and len(span) == 1
            cells[year] = Cell(cell.sure + sure, cell.possible + (not sure))
    years = sorted(cells)
    between = range(years[0], years[-1]) if years else ()
    gaps = tuple(year for year in between if year not in cells)
    name = groups[0][0].place.name or code
    return GridRow(code, name, {year: cells[year] for year in years}, undated, gaps)


def _span(speeches: list[Speech]) -> range | None:
    """The years that the witnesses of a speech allow together, or None where nobody can tell."""
    first = [one.dating.earliest for one in speeches if one.dating.earliest is not None]
    last = [one.dating.latest for one in speeches if one.dating.latest is not None]
    if not first or not last or max(last) - min(first) >= WIDEST:
        return None
    return range(min(first), max(last) + 1)

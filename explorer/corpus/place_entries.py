"""The rows of a table of places, and how they are read."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from explorer.corpus.formats.characters import tidied
from explorer.errors import CorpusError

SPAN = re.compile(r"\s+(\d{4})?-(\d{4})?$")
HALF_TURN = 180.0
"""Degrees of the greatest longitude."""
REQUIRED_COLUMNS = frozenset({"code", "name", "short", "level", "parent"})


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name of earlier years; an open side is None. The years are the widest possible ones."""

    name: str
    first: int | None = None
    last: int | None = None

    def in_force(self, year: int) -> bool:
        """Whether the place may have borne the name in that year."""
        return (self.first or year) <= year <= (self.last or year)


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """One row of the place table.

    ``parent`` is the code of the prefecture or province above it, or that province's name where
    the table does not have it; empty for a province. A place whose own name is among the ``former``
    ones is gone. ``point`` is longitude and latitude in degrees, where they are known.
    """

    code: str
    name: str
    short: str
    level: str
    parent: str
    aliases: tuple[str, ...] = ()
    former: tuple[FormerName, ...] = ()
    point: tuple[float, float] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every name but the former ones, the longest first."""
        return tuple(sorted({self.name, self.short, *self.aliases}, key=len, reverse=True))

    @property
    def last_year(self) -> int | None:
        """The last year of a place that is gone; None for one that is there."""
        return max((one.last or 0 for one in self.former if one.name == self.name), default=None)

    def was_there(self, year: int, name: str) -> bool:
        """Whether a place that is gone was there in a year under a name; true of one of today."""
        if self.last_year is None:
            return True
        own = [one for one in self.former if one.name == name]
        return any(
            one.in_force(year) for one in own or self.former if one.name in {name, self.name}
        )


def related(one: PlaceEntry, other: PlaceEntry) -> bool:
    """Whether one place is the other, lies in it or around it, or is a namesake."""
    return one.short == other.short or _lies_in(one, other) or _lies_in(other, one)


def _lies_in(one: PlaceEntry, other: PlaceEntry) -> bool:
    return other.code in {one.code, one.parent, f"{one.parent[:2]}0000"}


def read_entries(path: Path, text: str) -> Iterator[PlaceEntry]:
    """The rows of the table that a file holds, one by one.

    Raises:
        CorpusError: it cannot be read, lacks a column or a value, or has a code twice.
    """
    codes: dict[str, int] = {}
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), restval="")
        missing = REQUIRED_COLUMNS - set(reader.fieldnames or ())
        if missing:
            raise CorpusError(f"{path} lacks the column {sorted(missing)[0]}; add it.")
        for row in reader:
            line = f"{path}, line {reader.line_num}"
            entry = _entry(row)
            if not (entry.code and entry.name and entry.short):
                raise CorpusError(f"{line}: code, name and short must be filled in.")
            if entry.code in codes:
                raise CorpusError(
                    f"{line}: code {entry.code} stands in line {codes[entry.code]}, too; "
                    "give each place its own."
                )
            codes[entry.code] = reader.line_num
            yield entry
    except csv.Error as error:
        raise CorpusError(f"{path} cannot be read: {error}; mend it or remove it.") from error


def _entry(row: dict[str, str]) -> PlaceEntry:
    code, name, short, level, parent, aliases, former = (
        tidied(row.get(column, "")).strip()
        for column in ("code", "name", "short", "level", "parent", "aliases", "former")
    )
    names = tuple(filter(None, (alias.strip() for alias in aliases.split("|"))))
    earlier = tuple(_former(one.strip()) for one in former.split("|") if one.strip())
    return PlaceEntry(code, name, short, level, parent, names, earlier, _point(row))


def _point(row: dict[str, str]) -> tuple[float, float] | None:
    """Longitude and latitude of a row; what is no place on earth is not known."""
    try:
        longitude, latitude = float(row.get("longitude", "")), float(row.get("latitude", ""))
    except ValueError:
        return None
    there = abs(longitude) <= HALF_TURN and abs(latitude) <= HALF_TURN / 2
    return (longitude, latitude) if there else None


def _former(text: str) -> FormerName:
    """A former name with its years, as in ``襄樊市 -2010``; the years may be left out."""
    years = SPAN.search(text)
    if years is None:
        return FormerName(text)
    first, last = (int(year) if year else None for year in years.groups())
    return FormerName(text[: years.start()], first, last)

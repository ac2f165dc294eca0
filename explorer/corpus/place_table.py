"""The table of places that can be recognised: codes, names, levels, provinces."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from functools import cached_property
from pathlib import Path

from explorer.corpus.files import PLACES_FILE
from explorer.corpus.levels import COUNTY, PROVINCE
from explorer.corpus.opened import side_text
from explorer.corpus.place_entries import FormerName, PlaceEntry, read_entries
from explorer.corpus.place_names import NameFinder
from explorer.corpus.script import simplified
from explorer.records import Evidence, Place, PlaceStatus

BUILT_IN = Path(__file__).parent / "data" / "places.csv"
WORLD_CITIES = Path(__file__).parent / "data" / "world_cities.csv"


class PlaceTable:
    """The places that can be recognised: the built-in ones and those of the corpus folder."""

    def __init__(
        self,
        entries: Iterable[PlaceEntry],
        named: Iterable[PlaceEntry] = (),
        own: Iterable[PlaceEntry] = (),
    ) -> None:
        """Take the places.

        Args:
            entries: the built-in ones that are also recognised in a text.
            named: those that only a file name or ``metadata.csv`` names: in a text, the city of
                Reading is mostly a gerund.
            own: those of the corpus; they replace entries of the same code.
        """
        self.by_code = {entry.code: entry for entry in entries}
        self._own = {entry.code: entry for entry in own}
        self.by_code.update(self._own)
        self._named = tuple(named)

    @cached_property
    def by_name(self) -> dict[str, list[PlaceEntry]]:
        """Entries by each of their names, folded; two places may share a short name."""
        found = _by_name(self.by_code.values())
        return {**_by_name(self._named), **found}

    @cached_property
    def _by_former_name(self) -> dict[str, list[tuple[PlaceEntry, FormerName]]]:
        found: dict[str, list[tuple[PlaceEntry, FormerName]]] = {}
        for entry in self.by_code.values():
            for former in entry.former:
                if former.name not in entry.names:
                    found.setdefault(folded(former.name), []).append((entry, former))
        return found

    @cached_property
    def in_text(self) -> dict[str, list[PlaceEntry]]:
        """Entries by each name that a text may call them, former ones included, simplified."""
        found: dict[str, list[PlaceEntry]] = {}
        for entry in self.by_code.values():
            plain = simplified if entry.code in self._own else str
            for name in {*entry.names, *(former.name for former in entry.former)}:
                found.setdefault(plain(name), []).append(entry)
        return found

    def points(self, codes: Collection[str]) -> dict[str, tuple[float, float]]:
        """Longitude and latitude in degrees of some places by their codes, where known."""
        entries = [*self._named, *self.by_code.values()]
        return {one.code: one.point for one in entries if one.code in codes and one.point}

    @cached_property
    def finder(self) -> NameFinder:
        """Finds the names of the table in a text."""
        return NameFinder(self.in_text)

    def named(
        self, name: str, year: int | None = None, within: Collection[str] = ()
    ) -> PlaceEntry | None:
        """The place that a user or a file names by code or name, or None.

        A province goes before its city, and that before a county. Of a name that places of today
        and of earlier years bear, ``year`` decides; without it, today's place counts. Counties of
        one name (朝阳区) are told apart by a place above them: one of ``within`` (codes), or one
        written before them (北京朝阳区); else none of them is meant.
        """
        entry = self.by_code.get(name.strip())
        if entry is not None:
            return entry
        name = folded(name.strip())
        bearers = self._bearers(name, year)
        if bearers:
            return self._most_likely(bearers, within)
        for cut in range(len(name) - 2, 1, -1):
            below = self._bearers(name[cut:], year)
            above = self.named(name[:cut], year, within) if below else None
            if above is not None:
                return self._most_likely([one for one in below if above in self.above(one)])
        return None

    def _bearers(self, name: str, year: int | None) -> list[PlaceEntry]:
        """The places that bore a name in a year; in a year that fits none, all that ever did."""
        own = self.by_name.get(name, [])
        former = self._by_former_name.get(name, [])
        ever = own + [entry for entry, _ in former]
        if year is None:
            return [one for one in own if one.last_year is None] or own or ever
        then = [one for one in own if year <= (one.last_year or year)]
        then += [entry for entry, one in former if one.in_force(year)]
        return then or ever

    def _most_likely(
        self, bearers: list[PlaceEntry], within: Collection[str] = ()
    ) -> PlaceEntry | None:
        higher = [one for one in bearers if one.level != COUNTY]
        if higher:
            return max(higher, key=lambda one: one.level == PROVINCE)
        own = [one for one in bearers if one.code in self._own]
        inside = [one for one in bearers if any(up.code in within for up in self.above(one))]
        bearers = own or inside or bearers
        return bearers[0] if len(bearers) == 1 else None

    def above(self, entry: PlaceEntry) -> list[PlaceEntry]:
        """The prefecture and the province that a place lies in, as far as the table has them."""
        found: list[PlaceEntry] = []
        parent = self.by_code.get(entry.parent)
        while parent is not None and parent not in found and parent is not entry:
            found.append(parent)
            parent = self.by_code.get(parent.parent)
        return found

    def speaks_as_city(self, entry: PlaceEntry) -> bool:
        """Whether its body speaks of 我市: no county, or one that has no prefecture above it."""
        if entry.level != COUNTY or entry.code in self._own:
            return True
        above = self.by_code.get(entry.parent)
        return above is not None and above.level == PROVINCE and not above.name.endswith("市")

    @staticmethod
    def is_provincial(entry: PlaceEntry) -> bool:
        """Whether an entry is a province; Beijing and its like are cities that speak as cities."""
        return entry.level == PROVINCE and not entry.name.endswith("市")

    def place(
        self, entry: PlaceEntry, status: PlaceStatus, evidence: tuple[Evidence, ...] = ()
    ) -> Place:
        """The record of a place of the table."""
        above = self.above(entry)
        if above:
            province: str | None = above[-1].short
        else:
            province = entry.short if entry.level == PROVINCE else entry.parent or None
        return Place(entry.code, entry.short, province, entry.level, status, evidence)


def load_places(corpus: Path | None = None) -> PlaceTable:
    """The built-in table, with the rows of the corpus folder's own ``places.csv`` added.

    Raises:
        CorpusError: the folder's table lacks a column or a value, or has a code twice.
    """
    own: Iterable[PlaceEntry] = ()
    if corpus is not None and (text := side_text(corpus / PLACES_FILE)) is not None:
        own = read_entries(corpus / PLACES_FILE, text)
    known, world = (
        read_entries(path, path.read_text("utf-8")) for path in (BUILT_IN, WORLD_CITIES)
    )
    return PlaceTable(known, world, own)


def _by_name(entries: Iterable[PlaceEntry]) -> dict[str, list[PlaceEntry]]:
    found: dict[str, list[PlaceEntry]] = {}
    for entry in entries:
        for name in entry.names:
            found.setdefault(folded(name), []).append(entry)
    return found


def folded(name: str) -> str:
    """A name as it is looked up: lower case, composed (NFC), in simplified characters."""
    return (
        name.lower() if name.isascii() else simplified(unicodedata.normalize("NFC", name)).lower()
    )

"""The table of places that can be recognised: codes, names, levels, provinces."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from explorer.corpus.files import PLACES_FILE
from explorer.errors import CorpusError
from explorer.records import Evidence, Place, PlaceStatus

BUILT_IN = Path(__file__).parent / "data" / "places.csv"
WORLD_CITIES = Path(__file__).parent / "data" / "world_cities.csv"
REQUIRED_COLUMNS = frozenset({"code", "name", "short", "level", "parent"})


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """One row of the place table.

    ``parent`` is the code of the province, or its name where the table does not have it; empty for
    a province.
    """

    code: str
    name: str
    short: str
    level: str
    parent: str
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, the longest first."""
        return tuple(sorted({self.name, self.short, *self.aliases}, key=len, reverse=True))


class PlaceTable:
    """The places that can be recognised: the built-in ones and those of the corpus folder."""

    def __init__(self, entries: Iterable[PlaceEntry], named: Iterable[PlaceEntry] = ()) -> None:
        """Take the places.

        Args:
            entries: those that are also recognised in a text.
            named: those that only a file name or ``metadata.csv`` names: in a text, the city of
                Reading is mostly a gerund.
        """
        self.by_code = {entry.code: entry for entry in entries}
        self._named = tuple(named)

    @cached_property
    def by_name(self) -> dict[str, list[PlaceEntry]]:
        """Entries by each of their names, lower case; two places may share a short name."""
        found = _by_name(self.by_code.values())
        return {**_by_name(self._named), **found}

    def named(self, name: str) -> PlaceEntry | None:
        """The place that a user or a file names by code or name, a province before its city."""
        entry = self.by_code.get(name)
        entries = [entry] if entry else self.by_name.get(name.strip().lower(), [])
        return max(entries, key=lambda entry: entry.level == "province", default=None)

    def place(
        self, entry: PlaceEntry, status: PlaceStatus, evidence: tuple[Evidence, ...] = ()
    ) -> Place:
        """The record of a place of the table."""
        parent = self.by_code.get(entry.parent)
        own = entry.short if entry.level == "province" else entry.parent or None
        province = parent.short if parent else own
        return Place(entry.code, entry.short, province, entry.level, status, evidence)


def load_places(corpus: Path | None = None) -> PlaceTable:
    """The built-in table, with the rows of the corpus folder's own ``places.csv`` added.

    Raises:
        CorpusError: the folder's table lacks a column or a value, or has a code twice.
    """
    entries = list(_read_table(BUILT_IN))
    if corpus is not None and (corpus / PLACES_FILE).is_file():
        entries.extend(_read_table(corpus / PLACES_FILE))
    return PlaceTable(entries, _read_table(WORLD_CITIES))


def _by_name(entries: Iterable[PlaceEntry]) -> dict[str, list[PlaceEntry]]:
    found: dict[str, list[PlaceEntry]] = {}
    for entry in entries:
        for name in entry.names:
            found.setdefault(name.lower(), []).append(entry)
    return found


def _read_table(path: Path) -> Iterator[PlaceEntry]:
    codes: dict[str, int] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, restval="")
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
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path} is not UTF-8; save it as UTF-8.") from error
    except (csv.Error, OSError) as error:
        raise CorpusError(f"{path} cannot be read: {error}; mend it or remove it.") from error


def _entry(row: dict[str, str]) -> PlaceEntry:
    code, name, short, level, parent, aliases = (
        row.get(column, "").strip()
        for column in ("code", "name", "short", "level", "parent", "aliases")
    )
    names = tuple(filter(None, (alias.strip() for alias in aliases.split("|"))))
    return PlaceEntry(code, name, short, level, parent, names)

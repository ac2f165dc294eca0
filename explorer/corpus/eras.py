"""Bounds the year of a speech by what it speaks of: a table of dated facts.

``data/eras.csv`` has one fact a row. To add facts, or another country's, append rows:

- ``id``: unique; ``country``: any short code; ``note`` and ``source`` are for readers.
- ``after``, ``before``: ``YYYY-MM``; where a date is not sure, an earlier ``after`` and a later
  ``before`` are right, since a wrong bound is worse than none.
- ``patterns``: literal wordings parted by ``|``, in simplified characters; quotation marks of any
  kind are alike. Choose words that meant nothing else before.
- ``kind``, that is, what the wording proves:
  ``fact`` - not earlier than ``after`` (nor later than ``before``, if given);
  ``usage`` - the same, but by habit, so that facts overrule it;
  ``office`` - a leader named in office: not earlier than ``after``, and by habit not later than
  ``before``, unless told of the past (时任, 原) or of a year;
  ``ahead`` - something is awaited: between ``after`` and ``before``; its id is that of the row
  that tells of it as done, plus ``-ahead``, and it counts only where the former is not found;
  ``event`` - happened from ``after`` to ``before``: not earlier, and "last year" dates by it;
  ``law`` - enforced: not earlier than ``after`` (passed); "will take effect": not later than
  ``before`` (the last month before, left empty where a revision had a day of its own);
  ``congress`` - of the Party: held or awaited, told by the words around it;
  ``plenum`` - named ``N届M中全会``, also in lists (``N届三中、四中全会``);
  ``anniversary`` - what an ``N周年`` is counted from.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from explorer.corpus import self_dating
from explorer.corpus.bounds import Bound, in_order, plain
from explorer.corpus.era_rules import Era, anniversary_bounds, plenum_bounds, row_bounds
from explorer.corpus.own_years import own_year
from explorer.corpus.printed_years import printed_years
from explorer.corpus.retold import of_its_own_time
from explorer.corpus.self_dating import quoting
from explorer.corpus.year_words import N
from explorer.errors import CorpusError

BUILT_IN = Path(__file__).parent / "data" / "eras.csv"
COLUMNS = ("id", "country", "kind", "after", "before", "patterns", "note", "source")
KINDS = frozenset("fact usage office ahead event law congress plenum anniversary".split())
DATE = re.compile(r"(\d{4})-(?:0[1-9]|1[0-2])")
AHEAD = "-ahead"
PAIR_SLOTS = 1 << 18
"""Pairs are told apart by their remainder; a text of 10,000 characters fills 4 % of the slots."""

Slots = NDArray[np.int64]


class EraTable:
    """The dated facts, ready to be looked for."""

    def __init__(self, eras: tuple[Era, ...]) -> None:
        self.eras = eras
        self._plenums = {era.patterns[0]: era for era in eras if era.kind == "plenum"}
        self._base = {
            name: era.after for era in eras if era.kind == "anniversary" for name in era.patterns
        }

    @cached_property
    def jubilees(self) -> re.Pattern[str]:
        """A name of the anniversary rows and the number after it."""
        names = "|".join(sorted(map(re.escape, self._base), key=len, reverse=True))
        return re.compile(f"({names}){N}$") if names else re.compile(r"(?!)()()")

    def bounds(self, text: str) -> list[Bound]:
        """Every bound that the table and the text's own words set."""
        clean, quote = plain(text), quoting(text)
        found: dict[str, list[Bound]] = {}
        for era in self._named_in(clean):
            if era.kind not in ("anniversary", "plenum"):
                found[era.id] = list(row_bounds(era, clean, quote))
        for era_id in [key for key in found if key.endswith(AHEAD)]:
            if found.get(era_id.removesuffix(AHEAD)):
                del found[era_id]
        bounds = in_order(
            chain(
                chain.from_iterable(found.values()),
                plenum_bounds(clean, quote, self._plenums),
                anniversary_bounds(clean, quote, self.jubilees, self._base),
                self_dating.sessions(clean, quote),
                self_dating.plans(clean, quote),
                own_year(clean, quote, self.jubilees, self._base),
                printed_years(clean, quote),
            )
        )
        return of_its_own_time(bounds, text, clean)

    def _named_in(self, clean: str) -> Iterator[Era]:
        """The eras that may be named in a text: it has each pair of neighbours of a pattern."""
        if not self.eras:
            return
        there = np.zeros(PAIR_SLOTS, dtype=bool)
        there[_pair_slots(clean)] = True
        slots, starts, eras = self._patterns
        whole = np.logical_and.reduceat(there[slots], starts)
        yield from (self.eras[number] for number in np.unique(eras[whole]))

    @cached_property
    def _patterns(self) -> tuple[Slots, Slots, Slots]:
        """The slots of all patterns' pairs, where each pattern begins in them, and its era."""
        owners = [number for number, era in enumerate(self.eras) for _ in era.patterns]
        slots = [_pair_slots(pattern) for era in self.eras for pattern in era.patterns]
        starts = np.cumsum([0, *(len(own) for own in slots[:-1])])
        return np.concatenate(slots), starts, np.asarray(owners)


def content_bounds(text: str) -> list[Bound]:
    """The bounds that the content of a text sets to its year, in reading order."""
    return built_in().bounds(text)


@cache
def built_in() -> EraTable:
    """The table that comes with the package."""
    return load_eras(BUILT_IN)


def load_eras(path: Path) -> EraTable:
    """The table in a file.

    Raises:
        CorpusError: a column is missing, or a row is not as the module's docstring says.
    """
    lines: dict[str, int] = {}
    eras: list[Era] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, restval="")
            missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
            if missing:
                raise CorpusError(f"{path} lacks the column {missing[0]}; add it.")
            for row in reader:
                line = f"{path}, line {reader.line_num}"
                era = _era(row, line)
                if era.id in lines:
                    raise CorpusError(
                        f"{line}: id {era.id} stands in line {lines[era.id]}, too; change one."
                    )
                lines[era.id] = reader.line_num
                eras.append(era)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CorpusError(f"{path} cannot be read ({error}); save it as UTF-8 CSV.") from error
    return EraTable(tuple(eras))


def _era(row: dict[str, str], line: str) -> Era:
    if None in row:
        raise CorpusError(f"{line}: more fields than columns; quote the ones with commas.")
    if row["kind"] not in KINDS:
        raise CorpusError(
            f"{line}: no kind {row['kind']!r}; use one of {', '.join(sorted(KINDS))}."
        )
    patterns = tuple(plain(part) for part in row["patterns"].split("|"))
    if not (row["id"] and row["source"] and all(part.strip() for part in patterns)):
        raise CorpusError(f"{line}: id, patterns and source must be filled in.")
    after, before = row["after"], row["before"]
    for name, date in (("after", after), ("before", before)):
        if not (DATE.fullmatch(date) or (name == "before" and not date)):
            raise CorpusError(f"{line}: {name} is {date!r}; write a date as 2004-09.")
    if before and before < after:
        raise CorpusError(f"{line}: before ({before}) lies earlier than after ({after}).")
    last = int(before[:4]) if before else None
    if any(len(part) < 2 for part in patterns):
        raise CorpusError(f"{line}: a pattern of one character is in every text; write more.")
    return Era(row["id"], row["kind"], int(after[:4]), last, after, patterns)


def _pair_slots(text: str) -> Slots:
    """A number below ``PAIR_SLOTS`` for each two neighbouring characters."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.int64)
    return (points[:-1] * 31_337 + points[1:]) % PAIR_SLOTS

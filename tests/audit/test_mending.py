"""The rows that the audit offers: written into metadata.csv they mend, and nothing else changes."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from audited_texts import (
    audited,
    clean_texts,
    documents,
    prose,
    silent,
    speech,
    write,
    write_hostile,
)

from explorer.audit.collection import Collection
from explorer.audit.findings import Finding, Kind
from explorer.audit.rows import METADATA_COLUMNS, metadata_table, place_cell
from explorer.corpus.place_table import load_places
from explorer.corpus.reading import read_corpus
from explorer.records import PlaceStatus

OF_2014 = "今年是中华人民共和国成立65周年，各处的路灯要在国庆节前修好，不要等到节后。\n"
OF_2019 = "今年是中华人民共和国成立70周年，各处的桥栏要在国庆节前刷好，不要等到节后。\n"
NATIONAL = f"在路灯工作会议上的讲话\n同志们：\n{prose(800)}{OF_2019}"
REPOSTED = speech(801, "台州", more=OF_2014)
LIES = {
    "金华_2019.txt": NATIONAL,
    "温州_2020.txt": NATIONAL,
    "丽水_2021.txt": NATIONAL,
    "台州_2013.txt": REPOSTED,
    "台州_2014.txt": REPOSTED,
    "宜昌_2009.txt": speech(802, "宜昌", more=OF_2014),
    "湖州_2013.txt": speech(803, "嘉兴", 2013),
    "舟山_2012.txt": speech(804, year=2012),
    "上饶_2012.txt": speech(805, "上饶", 2012),
}
TRUTH = {
    "金华_2019.txt": (None, 2019),
    "温州_2020.txt": (None, 2019),
    "丽水_2021.txt": (None, 2019),
    "台州_2013.txt": ("台州", 2014),
    "台州_2014.txt": ("台州", 2014),
    "宜昌_2009.txt": ("宜昌", 2014),
    "湖州_2013.txt": ("嘉兴", 2013),
    "舟山_2012.txt": ("舟山", 2012),
    "上饶_2012.txt": ("上饶", 2012),
}
MENDED = {
    Kind.SAME_TEXT_CITIES,
    Kind.PLACE_CONFLICT,
    Kind.SAME_TEXT_YEARS,
    Kind.YEAR_CONFLICT,
    Kind.PLACE_NOT_NAMED,
}


def offered(findings: list[Finding]) -> str:
    return metadata_table(row for one in findings for row in one.rows)


def paste(folder: Path, table: str) -> None:
    """Write rows into metadata.csv, into those of their path where there are any."""
    file = folder / "metadata.csv"
    old = file.read_text(encoding="utf-8") if file.is_file() else ""
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for source in (old, table):
        for row in csv.DictReader(io.StringIO(source)):
            rows[row["path"], row.get("part") or ""] = row
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, METADATA_COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(rows.values())


def facts(folder: Path) -> dict[str, tuple[str | None, int | None, int | None]]:
    """Place and years of each document of one speech."""
    found = read_corpus(folder, progress=silent).speeches
    return {
        one.speech.document: (
            one.speech.place.name,
            one.speech.dating.earliest,
            one.speech.dating.latest,
        )
        for one in found
    }


def test_the_offered_rows_as_they_stand_mend_what_they_are_offered_for(tmp_path: Path) -> None:
    folder = write(tmp_path, clean_texts() | LIES)
    before = facts(write(tmp_path / "clean", clean_texts()))
    found = audited(folder).findings
    assert {one.kind for one in found} >= MENDED
    (folder / "metadata.csv").write_text(offered(found), encoding="utf-8")
    (left,) = audited(folder).findings  # nothing contradicts the label, so only the user can tell
    assert (left.kind, documents(left)) == (Kind.PLACE_NOT_NAMED, {"舟山_2012.txt"})
    read = facts(folder)
    assert {name: read[name] for name in TRUTH} == {
        name: (place, year, year) for name, (place, year) in TRUTH.items()
    }
    assert {name: read[name] for name in before} == before


def test_the_rows_for_the_hostile_corpus_are_accepted_and_mend(tmp_path: Path) -> None:
    folder = write_hostile(tmp_path)
    table = offered(audited(folder).findings)
    paths = [(row["path"], row["part"]) for row in csv.DictReader(io.StringIO(table))]
    assert len(paths) == len(set(paths))
    paste(folder, table)
    left = {one.kind for one in audited(folder).findings}
    only_the_user_can_tell = {Kind.PLACE_NOT_NAMED, Kind.SAME_TEXT_YEARS, Kind.YEAR_CONFLICT}
    assert left & (MENDED | {Kind.SEVERAL_IN_FILE, Kind.SAME_NAME}) == only_the_user_can_tell
    read = facts(folder)
    assert read["湖州_2013.txt"] == ("嘉兴", 2013, 2013)
    assert read["温州_2019.txt"][0] == "温州"
    assert read["台州_2014.txt"] == read["绍兴_2014.txt"] == (None, 2014, 2014)


def test_a_row_keeps_what_the_user_has_said_beside_what_it_mends(tmp_path: Path) -> None:
    text = f"在路灯工作会议上的讲话\n同志们：\n{prose(806)}{OF_2014}鄞山市的路灯，鄞山市的桥。\n"
    folder = write(tmp_path, clean_texts() | {"a_2009.txt": text})
    (folder / "metadata.csv").write_text("path,place\na_2009,鄞山市\n", encoding="utf-8")
    finding, unlisted = audited(folder).findings
    assert (finding.kind, unlisted.kind) == (Kind.YEAR_CONFLICT, Kind.PLACE_UNLISTED)
    assert [row.csv() for row in finding.rows] == ["a_2009.txt,,鄞山市,2014"]


@pytest.mark.parametrize("year", ["2014", "2013-2015", "unknown"])
def test_what_the_user_settled_is_settled(year: str, tmp_path: Path) -> None:
    folder = write(tmp_path, clean_texts() | {"宜昌_2009.txt": LIES["宜昌_2009.txt"]})
    (folder / "metadata.csv").write_text(f"path,year\n宜昌_2009,{year}\n", encoding="utf-8")
    assert audited(folder).findings == []


def test_a_year_of_the_user_that_the_facts_forbid_is_told(tmp_path: Path) -> None:
    folder = write(tmp_path, clean_texts() | {"宜昌.txt": LIES["宜昌_2009.txt"]})
    (folder / "metadata.csv").write_text("path,year\n宜昌,2009\n", encoding="utf-8")
    (finding,) = audited(folder).findings
    assert finding.kind is Kind.YEAR_CONFLICT
    assert "is of 2009 by metadata.csv, but speaks of 2014" in finding.sentence
    assert [row.year for row in finding.rows] == ["2014"]


def test_a_copy_that_says_otherwise_than_the_users_row_is_told(tmp_path: Path) -> None:
    own = speech(807, "吉安", 2012)
    masked = own.replace("吉安", "xx").replace("（2012年3月1日）\n", "")
    folder = write(tmp_path, clean_texts() | {"a/吉安_2012.txt": own, "b/x.txt": masked})
    (folder / "metadata.csv").write_text("path,place,year\nb/x.txt,赣州,2015\n", encoding="utf-8")
    read = facts(folder)
    assert read["a/吉安_2012.txt"] == ("吉安", 2012, 2012)
    assert read["b/x.txt"] == ("赣州", 2015, 2015)
    cities, years = audited(folder).findings
    assert (cities.kind, years.kind) == (Kind.SAME_TEXT_CITIES, Kind.SAME_TEXT_YEARS)
    assert documents(cities) == documents(years) == {"a/吉安_2012.txt", "b/x.txt"}
    assert {row.place for row in cities.rows} == {"吉安"}
    assert [(row.path, row.year) for row in years.rows] == [("a/吉安_2012.txt", "")]


@pytest.mark.parametrize(
    ("words", "place", "said"),
    [
        (
            "今天的嘉兴面貌一新，嘉兴的干部和嘉兴的居民一起把嘉兴的路修好，建设美丽嘉兴。\n",
            "嘉兴",
            "its text speaks for 嘉兴",
        ),
        (
            "全国各地都要修路，我国的桥要修，全国的灯要亮。\n" * 3,
            "unknown",
            "speaks for the nation",
        ),
    ],
)
def test_anothers_text_under_a_label_is_a_conflict(
    words: str, place: str, said: str, tmp_path: Path
) -> None:
    text = f"在道路工作会议上的讲话\n（2013年3月1日）\n同志们：\n{words}{prose(808)}"
    folder = write(tmp_path, clean_texts() | {"湖州_2013.txt": text})
    (finding,) = audited(folder).findings
    assert finding.kind is Kind.PLACE_CONFLICT
    assert said in finding.sentence
    assert [row.csv() for row in finding.rows] == [f"湖州_2013.txt,,{place},"]
    (folder / "metadata.csv").write_text(offered([finding]), encoding="utf-8")
    assert audited(folder).findings == []


@pytest.mark.parametrize(("code", "cell"), [("330700", "金华"), ("220100", "长春")])
def test_a_place_is_offered_by_a_name_that_metadata_finds(code: str, cell: str) -> None:
    table = load_places()
    place = table.place(table.by_code[code], PlaceStatus.STATED)
    assert place_cell(place, Collection([], table)) == cell


def test_a_district_that_shares_its_name_is_offered_by_its_code() -> None:
    table = load_places()
    districts = [one for one in table.by_code.values() if one.name == "朝阳区"]
    assert len(districts) > 1
    for entry in districts:
        place = table.place(entry, PlaceStatus.STATED)
        assert table.named(place_cell(place, Collection([], table))) == entry

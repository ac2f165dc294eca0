"""The table of Chinese places out of a small folder of lists."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import make_places
import pytest
from chinese_divisions import Gazetteer
from division_lists import stem
from division_rows import table_rows

Rows = dict[str, dict[str, str]]
REVISIONS = {
    "198012": {
        "330000": "浙江省",
        "332400": "金华地区",
        "332401": "金华县",
        "332402": "义乌县",
        "420600": "襄樊市",
        "510400": "渡口市",
        "140726": "太谷县",
    },
    "200512": {
        "330000": "浙江省",
        "330700": "金华市",
        "330701": "市辖区",
        "330702": "郊区",
        "330782": "义乌市",
        "341400": "巢湖市",
        "341402": "居巢区",
        "420600": "襄樊市",
        "140726": "太谷县",
        "330104": "江干区",
    },
    "201904": {
        "140000": "山西省",
        "140700": "晋中市",
        "140726": "太谷县",
        "330000": "浙江省",
        "330100": "杭州市",
        "330102": "上城区",
        "330104": "江干区",
        "330700": "金华市",
        "330782": "义乌市",
        "330784": "振兴区",
        "340000": "安徽省",
        "420000": "湖北省",
        "420600": "襄阳市",
        "510000": "四川省",
        "510400": "攀枝花市",
        "532800": "黔西州",
        "532801": "前江彝族自治县",
    },
}
CHANGES = """\
2019-11-06\t国批\t山西省\t山西\t晋中市\t晋中\t太谷县\t太谷=>山西省\t晋中市\t太谷区
2021-04-09\t民批\t浙江省\t浙江\t杭州市\t杭州\t江干区\t江干=>浙江省\t杭州市\t上城区"""


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    for name, codes in REVISIONS.items():
        lines = [f"mca\t{name}\t{code}\t{place}" for code, place in codes.items()]
        text = "\n".join(["Source\tRevision\tCode\tName", *lines])
        (tmp_path / f"gb2260_{name}.tsv").write_text(text, encoding="utf-8")
    (tmp_path / "division_changes.txt").write_text(CHANGES, encoding="utf-8")
    provinces = {"530000": "云南省", "330782": "义乌市", "330700": "金华市", "330199": "太和县"}
    rows = [f"{code}000000,{name},120.07512,29.3068" for code, name in provinces.items()]
    text = "\n".join(["adcode,name,longitude,latitude", *rows])
    (tmp_path / "adcodes.csv").write_text(text, encoding="utf-8")
    text = "alias,level,sheng,shi,qu\n前县,area,云南省,黔西州,前江彝族自治县\n"
    (tmp_path / "pca_aliases.csv").write_text(text, encoding="utf-8")
    text = "country,sheng,shi,qu,status,note,current_name\n"
    (tmp_path / "pca_legacy.csv").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def rows(lists: Path) -> Rows:
    return {row["code"]: row for row in table_rows(Gazetteer(lists).read(), lists)}


def test_levels_parents_and_coordinates(rows: Rows) -> None:
    yiwu = rows["330782"]
    assert (yiwu["short"], yiwu["level"], yiwu["parent"]) == ("义乌", "county", "330700")
    assert (yiwu["longitude"], yiwu["latitude"]) == ("120.0751", "29.3068")
    assert (rows["330700"]["level"], rows["330700"]["parent"]) == ("prefecture", "330000")
    assert rows["420600"]["longitude"] == ""


def test_heads_of_lists_and_names_of_any_town_are_left_out(rows: Rows) -> None:
    assert not {"330701", "330702"} & set(rows)


def test_renamed_places_keep_their_earlier_names(rows: Rows) -> None:
    assert rows["420600"]["former"] == "襄樊市 -2010|襄樊 -2010"
    assert rows["330700"]["former"] == "金华地区 -2005"
    assert rows["330782"]["former"] == "义乌县 -2005"
    assert rows["510400"]["former"] == "渡口市 -1987"  # a ferry is called so, too


def test_change_after_the_newest_revision_renames_or_merges(rows: Rows) -> None:
    assert (rows["140703"]["name"], rows["140703"]["former"]) == ("太谷区", "太谷县 -2019")
    assert (rows["330104"]["name"], rows["330104"]["former"]) == ("江干区", "江干区 -2021")
    assert rows["330102"]["former"] == ""


def test_places_that_are_gone_stay_places_of_their_own(rows: Rows) -> None:
    assert (rows["341400"]["short"], rows["341400"]["former"]) == ("巢湖", "巢湖市 1999-2011")
    assert (rows["341402"]["parent"], rows["341402"]["former"]) == ("341400", "居巢区 1980-2019")


def test_short_name_is_the_full_one_where_it_would_mislead(rows: Rows) -> None:
    assert rows["330784"]["short"] == "振兴区"
    assert (rows["532801"]["short"], rows["532801"]["aliases"]) == ("前江", "前县|前江县")


@pytest.mark.parametrize(
    ("name", "level", "bare"),
    [
        ("黔东南苗族侗族自治州", "prefecture", "黔东南"),
        ("内蒙古自治区", "province", "内蒙古"),
        ("晋中市", "prefecture", "晋中"),
        ("土默特左旗", "county", "土默特左旗"),
        ("准格尔旗", "county", "准格尔"),
        ("浦东新区", "county", "浦东"),
        ("清新区", "county", "清新"),
        ("神农架林区", "county", "神农架"),
        ("索县", "county", "索县"),
        ("东乡族自治县", "county", "东乡族自治县"),
    ],
)
def test_stem_of_a_name(name: str, level: str, bare: str) -> None:
    assert stem(name, level) == bare


def test_command_writes_the_table(
    lists: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "places.csv"
    monkeypatch.setitem(make_places.TABLES, "china", target)
    monkeypatch.setattr(sys, "argv", ["make_places.py", "china", str(lists)])
    make_places.main()
    with target.open(encoding="utf-8", newline="") as stream:
        written = list(csv.DictReader(stream))
    assert [row["code"] for row in written] == sorted(row["code"] for row in written)
    assert capsys.readouterr().out == f"{len(written)} places -> {target}\n"


def test_city_of_the_world_gets_the_name_that_it_calls_itself() -> None:
    city = {
        "geonameid": 1850147,
        "name": "Tokyo",
        "countrycode": "JP",
        "alternatenames": [],
        "longitude": 139.7,
        "latitude": 35.7,
    }
    assert make_places.world_row(city)["aliases"] == "東京都|東京"
    assert make_places.world_row({**city, "geonameid": 1})["aliases"] == ""

"""The table of places, and a corpus folder's own one."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.corpus.place_entries import FormerName
from explorer.corpus.place_names import NameFinder
from explorer.corpus.place_table import load_places
from explorer.errors import CorpusError
from explorer.records import PlaceStatus

TABLE = load_places()
HEADER = "code,name,short,level,parent,aliases\n"
ROW = "X1,汐湾市,汐湾,prefecture,X0,Xiwan|Xiwan City\n"


def write(folder: Path, text: str) -> Path:
    (folder / "places.csv").write_text(text, encoding="utf-8")
    return folder


def test_built_in_places_know_their_province() -> None:
    table = load_places()
    (jinhua,) = table.by_name["金华"]
    place = table.place(jinhua, PlaceStatus.STATED)
    assert (place.name, place.province, place.level) == ("金华", "浙江", "prefecture")
    (beijing,) = table.by_name["北京市"]
    assert table.place(beijing, PlaceStatus.STATED).province == "北京"


def test_two_places_of_one_name_both_stand_in_the_table() -> None:
    assert {entry.level for entry in load_places().by_name["吉林"]} == {"province", "prefecture"}


def test_own_places_are_added(tmp_path: Path) -> None:
    table = load_places(write(tmp_path, "\ufeff" + HEADER + ROW + "X0,澜东省,澜东,province,,\n"))
    (entry,) = table.by_name["xiwan city"]
    assert table.place(entry, PlaceStatus.INFERRED).province == "澜东"
    assert entry.names == ("Xiwan City", "Xiwan", "汐湾市", "汐湾")
    assert table.by_name["金华"]


def test_own_row_replaces_a_built_in_one(tmp_path: Path) -> None:
    table = load_places(write(tmp_path, HEADER + "330700,新金华市,新金华,prefecture,330000,\n"))
    assert table.by_code["330700"].short == "新金华"


def test_cells_may_be_missing_at_the_end_and_are_trimmed(tmp_path: Path) -> None:
    entry = load_places(write(tmp_path, HEADER + " X1 , 汐湾市 ,汐湾 \n")).by_code["X1"]
    assert (entry.name, entry.level, entry.parent, entry.aliases) == ("汐湾市", "", "", ())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("code,name,short,level\nX1,汐湾市,汐湾,prefecture\n", "lacks the column parent; add it"),
        ("", "lacks the column code"),
        (HEADER + "X1,,汐湾,prefecture,,\n", "line 2: code, name and short must be filled in"),
        (HEADER + ROW + "X2,市,  ,prefecture,,\n", "line 3: code, name and short"),
        (HEADER + ROW + ROW, "line 3: code X1 stands in line 2, too"),
    ],
)
def test_broken_table_names_the_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(CorpusError, match=message):
        load_places(write(tmp_path, text))


def test_table_of_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_bytes((HEADER + ROW).encode("gb18030"))
    with pytest.raises(CorpusError, match="is not UTF-8; save it as UTF-8"):
        load_places(tmp_path)


@pytest.mark.parametrize(
    ("name", "year", "code"),
    [
        ("襄樊", None, "420600"),
        ("襄樊市", 2005, "420600"),
        ("渡口市", None, "510400"),
        ("渡口", None, None),
        ("哲里木盟", None, "150500"),
        ("通县", None, "110112"),
        ("通什市", None, "469001"),
        ("楚州区", None, "320803"),
        ("淮阴", None, "320804"),
        ("淮阴", 1998, "320800"),
        ("淮阴", 2015, "320804"),
        ("思茅", 2005, "530800"),
        ("莱芜", None, "370116"),
        ("莱芜", 2005, "371200"),
        ("巢湖市", 2005, "341400"),
        ("巢湖市", 2016, "340181"),
        ("巢湖市", None, "340181"),
        ("海南", None, "460000"),
        ("海南藏族自治州", None, "632500"),
        ("朝阳", None, "211300"),
        ("朝阳区", None, None),
        ("北京朝阳区", None, "110105"),
        ("长春市朝阳区", None, "220104"),
        ("330782", None, "330782"),
        ("合作", None, None),
        ("合作市", None, "623001"),
    ],
)
def test_name_of_a_year(name: str, year: int | None, code: str | None) -> None:
    entry = TABLE.named(name, year)
    assert (entry.code if entry else None) == code


def test_folder_above_tells_counties_of_one_name_apart() -> None:
    found = [TABLE.named("鼓楼区", within={code}) for code in ("350100", "350000", "320000")]
    assert [entry.code if entry else None for entry in found] == ["350102", "350102", None]


def test_county_knows_its_prefecture_and_its_province() -> None:
    yiwu = TABLE.by_code["330782"]
    assert [one.short for one in TABLE.above(yiwu)] == ["金华", "浙江"]
    place = TABLE.place(yiwu, PlaceStatus.STATED)
    assert (place.name, place.province, place.level) == ("义乌", "浙江", "county")
    assert TABLE.place(TABLE.by_code["110101"], PlaceStatus.STATED).province == "北京"


def test_every_parent_of_the_built_in_table_is_in_it() -> None:
    parents = {entry.parent for entry in TABLE.by_code.values()} - {""}
    assert parents <= set(TABLE.by_code)
    assert all(
        TABLE.above(one)[-1].level == "province" for one in TABLE.by_code.values() if one.parent
    )


def test_no_short_name_of_a_county_is_that_of_another_place() -> None:
    for entry in TABLE.by_code.values():
        if entry.level == "county" and entry.short != entry.name:
            others = [one for one in TABLE.by_name[entry.short] if one is not entry]
            assert all(one.last_year for one in others), entry


def test_own_former_names_are_read(tmp_path: Path) -> None:
    header = HEADER.replace("aliases", "aliases,former")
    text = f"{header}X1,汐湾市,汐湾,prefecture,X0,,汐县 -1990|沙湾 1990-2004 | 汐州\n"
    table = load_places(write(tmp_path, text))
    assert table.by_code["X1"].former == (
        FormerName("汐县", None, 1990),
        FormerName("沙湾", 1990, 2004),
        FormerName("汐州"),
    )
    found = table.named("汐州")
    assert found is not None
    assert found.code == "X1"


def test_own_county_goes_before_a_built_in_one(tmp_path: Path) -> None:
    table = load_places(write(tmp_path, HEADER + "X1,义乌市,义乌,county,X0,\n"))
    found = table.named("义乌")
    assert found is not None
    assert found.code == "X1"


def test_names_are_found_outermost_and_as_words() -> None:
    finder = NameFinder(["金华", "金华市", "东区", "Reading", "Port Merrow", "市"])
    text = "金华市和金华，山东区域，Reading、Readings，Port Merrow"
    assert [text[start:end] for start, end in finder.find(text)] == [
        *("金华市", "金华", "Reading", "Port Merrow"),
    ]
    assert finder.find("") == []
    assert finder.find("\ud800金") == []

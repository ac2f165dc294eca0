"""The table of places, and a corpus folder's own one."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.corpus.place_table import load_places
from explorer.errors import CorpusError
from explorer.records import PlaceStatus

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

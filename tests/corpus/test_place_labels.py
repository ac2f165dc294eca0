"""The places that files are named after, and texts that contradict them."""

from __future__ import annotations

import unicodedata

import pytest
from corpus.writing import BUS, LIFTS, MARKET, only

from explorer.corpus.place_entries import PlaceEntry
from explorer.corpus.place_labels import place_in_name
from explorer.corpus.place_table import PlaceTable, load_places
from explorer.corpus.placing import NAMED_OTHERWISE, NATION_SPEAKS, infer_place

TABLE = load_places()


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("2019年成都市政府工作报告", "成都"),
        ("成都市长讲话2019", "成都"),
        ("【成都】2019讲话", "成都"),
        ("成都（2019）", "成都"),
        ("成都市委书记讲话", "成都"),
        ("2019/成都市政府工作报告/一", "成都"),
        ("吉林市政府工作报告2019", "吉林"),
        ("浙江省金华市义乌市政府工作报告", "义乌"),
        ("石家莊市政府工作報告2019", "石家庄"),
        ("austin_2016", "Austin"),
        ("江苏省_2025", "江苏"),
        ("香港_2017", "香港"),
        ("澳門_2012", "澳门"),
        ("臺北市_2019", "Taipei"),
        ("台北_2019", "Taipei"),
        ("高雄_2013", "Kaohsiung"),
        ("東京都_2019", "Tokyo"),
        ("横浜市_2019", "Yokohama"),
        (unicodedata.normalize("NFD", "São Paulo_2014"), "São Paulo"),
    ],
)
def test_place_that_a_file_is_named_after(name: str, place: str) -> None:
    entry = place_in_name(f"{name}.txt", TABLE)
    assert entry is not None
    assert entry.short == place


@pytest.mark.parametrize(
    "name",
    [
        "全国_1955",
        "全国人大政府工作报告1994",
        "学习苏州经验_2019",
        "在苏州调研时的讲话",
        "苏州考察讲话",
        "苏州和无锡政府工作报告",
        "苏州市政府无锡市政府报告",
        "上海合作组织讲话",
        "北京大学校长讲话",
        "东方讲话",
        "合作报告",
        "和平区政府工作报告2019",
        "speech of the mayor",
    ],
)
def test_name_that_only_mentions_a_place(name: str) -> None:
    assert place_in_name(f"{name}.txt", TABLE) is None


def test_own_row_meets_a_name_in_another_script_or_form() -> None:
    rows = [PlaceEntry("X1", "臺東市", "臺東", "", ""), PlaceEntry("X2", "Bāo", "Bāo", "", "")]
    table = PlaceTable([], own=rows)
    assert table.named("台东") is rows[0]
    assert table.named(unicodedata.normalize("NFD", "bāo")) is rows[1]
    assert table.in_text["台东市"] == [rows[0]]


SAID = f"全市上下要办好几件事，建设美丽南通，谱写南通新篇章，南通人民都说好。{BUS}{MARKET}"


@pytest.mark.parametrize(
    ("document", "rules"),
    [
        ("南充_2024.txt", ["file name", NAMED_OTHERWISE]),
        ("南通_2024.txt", ["file name"]),
        ("江苏_2024.txt", ["file name"]),
    ],
)
def test_name_that_an_inferred_text_contradicts(document: str, rules: list[str]) -> None:
    found = infer_place(only(f"同志们：\n{SAID}\n{LIFTS}", document), TABLE)
    assert found.name == document[:2]
    assert [one.rule for one in found.evidence] == rules


def test_nation_speaks_under_the_name_of_a_city() -> None:
    text = f"同志们：\n我国地域广阔，国务院已有安排，全国都要努力，我国要前进。{BUS}\n{LIFTS}"
    found = infer_place(only(text, "上海_2024.txt"), TABLE)
    assert found.name == "上海"
    told = found.evidence[-1]
    assert (told.rule, told.quote) == (NATION_SPEAKS, "我国")
    assert text[told.start :].startswith(told.quote)

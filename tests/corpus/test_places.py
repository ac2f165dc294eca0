"""Whose speech it is; no city is better than a wrong one."""

from __future__ import annotations

from typing import Any

import pytest
from corpus.writing import BUS, LIFTS, MARKET, only

from explorer.corpus import place_uses
from explorer.corpus.levels import speaking_level
from explorer.corpus.place_table import load_places
from explorer.corpus.placing import infer_place
from explorer.records import Place, PlaceStatus

TABLE = load_places()
HEAD = "在全市工作会议上的讲话\n同志们：\n"
CITY = f"全市上下要办好几件事。{BUS}{MARKET}"


def place(text: str, name: str = "page.txt") -> Place:
    return infer_place(only(text, name), TABLE)


@pytest.mark.parametrize(
    "text",
    [
        f"在全市大会上的讲话\n金华市市长　某某\n同志们：\n{CITY}",
        f"政府工作报告\n——2019年1月9日在金华市第七届人民代表大会上\n各位代表：\n{CITY}",
        f"{HEAD}我代表金华市人民政府报告工作。{CITY}也要向杭州、宁波学习。",
        f"{HEAD}{CITY}\n{LIFTS}要落实《中共金华市委关于老楼的意见》。\n{CITY}",
        f"{HEAD}{CITY}\n{BUS}\n{MARKET}\n中共金华市委\n",
    ],
)
def test_own_body_states_the_city(text: str) -> None:
    found = place(text)
    assert (found.name, found.status) == ("金华", PlaceStatus.STATED)
    assert found.evidence[0].rule == "own body"
    assert "金华" in found.evidence[0].quote


def test_own_cause_infers_the_city() -> None:
    found = place(f"{HEAD}{CITY}\n建设美丽菏泽，形成菏泽特色。{LIFTS}")
    assert (found.name, found.province, found.status) == ("菏泽", "山东", PlaceStatus.INFERRED)


def test_evidence_leads_to_the_words() -> None:
    text = f"{HEAD}{CITY}\n{LIFTS}建设美丽菏泽，形成菏泽特色。"
    (evidence,) = place(text).evidence
    assert text[evidence.start :].startswith(evidence.quote)


@pytest.mark.parametrize(
    "said",
    [
        "我们要学习苏州高质量发展的经验，对标苏州市政府的做法，苏州人民很热情。",
        "昨天，杭州市政府代表团来我市考察，看了看我们的市场。",
        "根据《中共浙江省委关于基层的意见》和浙江省人民政府的部署，市委决定办好这件事。",
        "北京奥运会在即，北京冬奥会要办，北京奥运的保障要做好。",
        "要弘扬大庆精神、延安精神，传承遵义会议的传统，推广三明医改。",
        "各位来宾，感谢各位来宾。要少一些文山会海，文山会海害人。追求长治久安，确保定期检查。",
        "从上海南站出发，经过海南，到三亚去。",
        "融入武汉都市圈，建设武汉都市圈的副中心，加快武汉都市圈的道路。",
        "苏州来信，苏州又来信，苏州再来信。",
    ],
)
def test_other_places_are_only_mentioned(said: str) -> None:
    assert place(f"{HEAD}{CITY}\n{LIFTS}{said}\n{BUS}\n{MARKET}{LIFTS}") == Place()


def test_two_cities_that_come_too_near_each_other_leave_it_open() -> None:
    assert place(f"{HEAD}{CITY}\n建设美丽苏州，建设美丽无锡，苏州精神、无锡精神都好。").code is None


def test_visitor_is_not_the_host() -> None:
    assert place(f"在杭州考察时的讲话\n同志们：\n{CITY}杭州的变化很大，杭州很好。").code is None


def test_province_is_told_from_its_cities() -> None:
    said = (
        "我代表省政府问好。我省的杭州市走在前面，推进杭州高质量发展，建设美丽浙江，浙江精神要发扬。"
    )
    found = place(f"在全省大会上的讲话\n同志们：\n全省上下要努力。{said}{BUS}")
    assert (found.name, found.level) == ("浙江", "province")


def test_city_of_the_name_of_its_province() -> None:
    found = place(f"{HEAD}我代表吉林市人民政府讲几句。{CITY}吉林省委很关心，全市要努力。")
    assert (found.name, found.level) == ("吉林", "prefecture")


def test_municipality_speaks_as_a_city() -> None:
    assert place(f"{HEAD}我代表上海市人民政府讲几句。{CITY}").name == "上海"


@pytest.mark.parametrize(
    "said",
    [
        "全县上下要努力，县委决定，金华市委要求我们做好工作，我县要落实，推动金华高质量发展。",
        "我区要努力，区政府要带头，全区一盘棋，杭州市委要求我们做好工作，推进杭州高质量发展。",
    ],
)
def test_county_is_not_its_city(said: str) -> None:
    found = place(f"在大会上的讲话\n同志们：\n{said}{BUS}")
    assert (found.code, found.level) == (None, "county")


def test_national_text_has_no_city() -> None:
    said = (
        "全国各地都要努力，国务院决定在上海建设试验区，推动上海高质量发展，上海人民要努力。"
        "我国地域广阔，我国人民勤劳。"
    )
    assert place(f"在全国会议上的讲话\n同志们：\n{said}{BUS}") == Place(level="country")


def test_masked_name_stays_null() -> None:
    found = place(
        f"{HEAD}我代表xx市人民政府讲几句。{CITY}上海和杭州的做法也好，推动上海高质量发展。"
    )
    assert (found.code, found.status) == (None, PlaceStatus.MASKED)
    assert found.evidence[0].quote == "xx市"


@pytest.mark.parametrize("mask", ["__市", "某市", "××市", "**县", "〇〇市"])
def test_every_kind_of_mask(mask: str) -> None:
    assert place(f"{HEAD}{mask}的几件事要办好。{CITY}").status is PlaceStatus.MASKED


def test_masked_year_is_no_masked_place() -> None:
    assert place(f"{HEAD}20xx年，xx年来，{CITY}") == Place()


@pytest.mark.parametrize(
    ("name", "city"),
    [
        ("苏州_2019.txt", "苏州"),
        ("苏州市2019年.txt", "苏州"),
        ("2019/成都/第三号.txt", "成都"),
        ("吉林_2020.txt", "吉林"),
    ],
)
def test_file_name_that_is_a_place_states_it(name: str, city: str) -> None:
    found = place(f"{HEAD}我代表金华市人民政府讲几句。{CITY}", name)
    assert (found.name, found.status) == (city, PlaceStatus.STATED)
    assert found.evidence[0].quote == name


def test_file_name_that_only_holds_a_place_states_nothing() -> None:
    assert place(f"{HEAD}{CITY}", "学习苏州经验_2019.txt").code is None


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("全市、我市、市委", "city"),
        ("我省、全省、省委", "province"),
        ("全市第一，全省第三，全省第五", "city"),
        ("自治区党委，我区，全区", "province"),
        ("我区、区委", "county"),
        ("全旗、旗委", "county"),
        ("县政府、县人大、全市", "county"),
        ("自治县县委、我县", "county"),
        ("金华市委、金华市政府、市委，全县", "county"),
        ("市委、市政府，食品安全县", "city"),
        ("我国、全国、国务院、我国", "country"),
        ("今天讲三件事", None),
        ("The whole city", None),
    ],
)
def test_level_of_the_speaker(text: str, level: str | None) -> None:
    assert speaking_level(text) == level


def test_whether_a_city_is_a_guest_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked at each of thousands of uses, about all the others, it took the square of the time."""
    line = "各位代表，金华市政府今年要把乡间的每一条小路都修好，金华市委明年再修三百公里。\n"
    asked = 0
    original = place_uses._is_guest

    def counting(*values: Any) -> bool:
        nonlocal asked
        asked += 1
        return original(*values)

    monkeypatch.setattr(place_uses, "_is_guest", counting)
    assert place(f"{HEAD}{CITY}{line * 500}").name == "金华"
    assert 1 <= asked <= 3

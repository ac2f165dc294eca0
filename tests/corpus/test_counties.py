"""Whose speech it is where a county speaks, a place has been renamed, or names are shared."""

from __future__ import annotations

import pytest
from corpus.writing import BUS, LIFTS, MARKET, only

from explorer.corpus.place_table import load_places
from explorer.corpus.placing import infer_place, known_place
from explorer.records import Place, PlaceStatus

TABLE = load_places()
COUNTY = f"全县上下要把这几件事办好，县委、县政府已有安排，我县去年做了不少。{BUS}{MARKET}{LIFTS}"
DISTRICT = f"全区上下要把这几件事办好，区委、区政府已有安排，我区去年做了不少。{BUS}{MARKET}{LIFTS}"
CITY = f"全市上下要把这几件事办好，市委、市政府已有安排，我市去年做了不少。{BUS}{MARKET}{LIFTS}"
END = f"{LIFTS}{BUS}"
HEAD = "在工作会议上的讲话\n同志们：\n"


def congress(where: str, said: str, year: int | None = 2020) -> str:
    day = f"{year}年1月5日" if year else ""
    return f"政府工作报告\n——{day}在{where}人民代表大会第三次会议上\n各位代表：\n{said}\n{END}"


def place(text: str, name: str = "page.txt") -> Place:
    return infer_place(only(text, name), TABLE)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (congress("太谷县第十五届", f"{COUNTY}晋中市委提出要求。", 2015), "140703"),
        (congress("太谷区第一届", f"{DISTRICT}建设晋中，推动晋中高质量发展。", 2022), "140703"),
        (congress("前郭尔罗斯蒙古族自治县第九届", f"{COUNTY}松原市委提出要求。"), "220721"),
        (f"{HEAD}中共前郭县委决定办好几件事。{COUNTY}{END}", "220721"),
        (f"{HEAD}我代表准格尔旗人民政府讲几句。全旗上下，旗委，我旗。{BUS}{MARKET}", "150622"),
        (f"{HEAD}我代表东城区人民政府讲几句。{DISTRICT}北京市的要求。{END}", "110101"),
        (f"{HEAD}中共金东区委决定。{DISTRICT}金华市委要求，推动金华高质量发展。{END}", "330703"),
        (f"{HEAD}{DISTRICT}中共杭州市西湖区委决定，推进杭州高质量发展。{END}", "330106"),
    ],
)
def test_county_states_itself(text: str, code: str) -> None:
    found = place(text)
    assert (found.code, found.level) == (code, "county")
    assert found.status is PlaceStatus.STATED


def test_county_is_inferred_from_its_cause_by_its_short_name() -> None:
    found = place(f"{HEAD}{DISTRICT}建设美丽金东，谱写金东新篇章。金华市委提出要求。{END}")
    assert (found.name, found.province, found.status) == ("金东", "浙江", PlaceStatus.INFERRED)


@pytest.mark.parametrize(
    ("where", "said", "code"),
    [
        ("北京市朝阳区第十六届", "", "110105"),
        ("朝阳区第十八届", "长春市委提出要求。", "220104"),
        ("朝阳区第十八届", "", None),
        ("鼓楼区第十八届", "江苏省委提出要求。", None),
        ("鼓楼区第十八届", "福建省委提出要求。", "350102"),
    ],
)
def test_prefecture_tells_districts_of_one_name_apart(
    where: str, said: str, code: str | None
) -> None:
    found = place(congress(where, f"{DISTRICT}{said}"))
    assert (found.code, found.level) == (code, "county")


@pytest.mark.parametrize(
    "said",
    [
        f"{COUNTY}加强合作，推动合作建设，合作人民都说好。开发资源，推动资源建设，资源特色要有。",
        f"{DISTRICT}到杭州市西湖区考察，学习西湖区的经验。",
        f"{DISTRICT}山东区域发展，推动河西区域建设，加快江北区域高质量发展。",
        "全区上下要办好，管委会、党工委已有安排，我区去年做了不少，管委会要带头。"
        f"{BUS}金东区人民政府给了支持，推动金东区建设，推动金东区高质量发展。",
    ],
)
def test_words_neighbours_and_zones_are_no_county(said: str) -> None:
    assert place(f"{HEAD}{said}{END}{BUS}").code is None


def test_masked_county_stays_null() -> None:
    found = place(f"{HEAD}我代表xx县人民政府讲几句。{COUNTY}金华市委提出要求。{END}")
    assert (found.code, found.level, found.status) == (None, "county", PlaceStatus.MASKED)
    assert found.evidence[0].quote == "xx县"


@pytest.mark.parametrize(
    "said",
    [
        f"我代表义乌市人民政府报告工作。{CITY}金华市委要求，金华市政府支持，推动金华高质量发展。",
        f"中共义乌市委决定办几件事。{CITY}金华市委要求，推动金华高质量发展，建设金华都市区。",
        f"义乌市委、市政府决定办几件事。{CITY}推动义乌高质量发展。金华市委提出要求。",
        f"我代表义乌市人民政府报告工作。{CITY}让我们在金华市委的坚强领导下办好。",
    ],
)
def test_city_of_a_county_is_not_its_prefecture(said: str) -> None:
    found = place(f"{HEAD}{said}{END}")
    assert (found.name, found.province, found.level) == ("义乌", "浙江", "county")


@pytest.mark.parametrize(
    "said",
    [
        "我代表金华市人民政府讲几句。{}\n义乌市委抓得好，义乌市人民政府也好，东阳市也要跟上。",
        "{}\n建设美丽金华，谱写金华新篇章。义乌市委抓得好，推动义乌发展。金华人民都说好。",
        "金华市委已有安排。{}义乌市、东阳市、永康市、武义县、浦江县都要办好。",
    ],
)
def test_prefecture_that_names_its_counties_speaks_itself(said: str) -> None:
    assert place(f"{HEAD}{said.format(CITY)}{END}").code == "330700"


def test_city_that_is_cited_is_not_the_speaker_where_a_county_has_the_cause() -> None:
    said = f"苏州市委提出要求，苏州市委有安排。建设美丽昆山，昆山人民都说好，昆山特色要有。{BUS}"
    assert place(f"{HEAD}{CITY}\n{said * 4}\n{END}").code is None


def test_district_of_an_autonomous_region_that_says_whole_region() -> None:
    said = f"全区上下要办好，自治区党委提出要求，我区要落实，区委有安排。{BUS}\n" * 8
    assert (
        place(congress("南宁市青秀区第五届", f"我代表区人民政府报告工作。\n{said}")).code
        == "450103"
    )


def test_district_that_speaks_more_of_its_city() -> None:
    said = f"我代表区人民政府报告工作。全市、市委、市政府、市人大都有要求。{CITY}{CITY}"
    assert place(congress("北京市东城区第十六届", said)).code == "110101"


NAMED = "婺城区、金东区、兰溪市、东阳市"


@pytest.mark.parametrize("own", ["我代表xx市人民政府讲几句。", ""])
def test_own_districts_tell_a_city_that_is_not_named(own: str) -> None:
    found = place(f"{HEAD}{own}{CITY}{NAMED}都要办好。{END}")
    assert (found.code, found.status) == ("330700", PlaceStatus.INFERRED)
    assert found.evidence[0].rule == "own districts"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("婺城区、金东区都要办好。", None),
        (f"{NAMED}和萧山区、余杭区、桐庐县都要办好。", None),
        (f"我代表杭州市人民政府讲几句。{NAMED}也办得好。", "330100"),
        (f"建设美丽杭州，形成杭州特色，杭州人民都说好。{NAMED}也办得好。", None),
        ("推进资源合作，振兴城关，保卫和平，建设新华，解放桥东，发扬友好。", None),
    ],
)
def test_own_districts_do_not_tell_too_much(said: str, code: str | None) -> None:
    assert place(f"{HEAD}{CITY}{said}{END}").code == code


def test_city_mentioned_in_a_long_masked_report_is_not_the_speaker() -> None:
    said = "加快建设上海路。上海、上海的企业要来。推动上海建设。"
    assert place(f"{HEAD}xx市的事。{CITY * 60}{said}{END}").status is PlaceStatus.MASKED


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (congress("襄樊市第十四届", CITY, 2005), "420600"),
        (f"{HEAD}{CITY}建设美丽襄樊，襄樊人民都说好，襄樊市委有安排。{END}", "420600"),
        (f"{HEAD}中共思茅市委决定。{CITY}{END}", "530800"),
        (f"{HEAD}中共淮阴市委决定。{CITY}{END}", "320800"),
        (f"{HEAD}我代表通县人民政府讲几句。1993年的事。{COUNTY}北京市{END}", "110112"),
        (f"{HEAD}我代表崇文区人民政府讲几句。2008年的事。{DISTRICT}北京市{END}", "110103"),
    ],
)
def test_former_name_is_recognised(text: str, code: str) -> None:
    assert place(text).code == code


@pytest.mark.parametrize(
    ("year", "code", "province"),
    [
        (1995, "340181", "安徽"),
        (2005, "341400", "安徽"),
        (2016, "340181", "安徽"),
        (None, None, None),
    ],
)
def test_years_tell_a_place_that_is_gone_from_its_namesake(
    year: int | None, code: str | None, province: str | None
) -> None:
    said = f"我代表巢湖市人民政府报告工作。{CITY}融入合肥经济圈，无为县、庐江县、含山县都要努力。"
    found = place(congress("巢湖市第二届", said, year))
    assert (found.code, found.province) == (code, province)


def test_place_that_is_gone_is_not_the_one_that_took_it_in() -> None:
    said = f"{CITY}建设莱芜。莱城区、钢城区。也要向济南市看齐。"
    assert place(congress("莱芜市第十六届", said, 2010)).code == "371200"
    assert place(congress("莱芜区第二届", f"{DISTRICT}济南市委要求。", 2022)).code == "370116"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("北京/朝阳区_2015.txt", "110105"),
        ("长春市朝阳区_2015.txt", "220104"),
        ("朝阳区_2015.txt", None),
        ("朝阳_2015.txt", "211300"),
        ("襄樊_2005.txt", "420600"),
        ("湖北襄樊_2005.txt", "420600"),
        ("巢湖_2005.txt", "341400"),
        ("巢湖_2016.txt", "340181"),
        ("莱芜_2010.txt", "371200"),
        ("莱芜_2021.txt", "370116"),
        ("浙江省金华市义乌市_2012.txt", "330782"),
        ("太谷县_2012.txt", "140703"),
        ("合作_2012.txt", None),
        ("资源.txt", None),
        ("兰坪县.txt", "533325"),
    ],
)
def test_file_name_of_a_county_or_of_earlier_years(name: str, code: str | None) -> None:
    assert place(f"今天讲三件事。\n{BUS}{MARKET}", name).code == code


def test_folder_of_a_city_holds_speeches_of_its_districts() -> None:
    text = f"{HEAD}中共金东区委决定。{DISTRICT}{END}"
    found = place(text, "金华/page.txt")
    assert (found.code, [one.rule for one in found.evidence]) == (
        "330703",
        ["own body", "file name"],
    )
    assert place(text, "金华.txt").code == "330700"
    assert place(text, "杭州/page.txt").code == "330100"


def test_year_tells_what_the_user_means() -> None:
    assert known_place("莱芜", Place(), TABLE, 2010).code == "371200"
    assert known_place("莱芜", Place(), TABLE, 2022).code == "370116"
    assert known_place("襄樊", Place(), TABLE).name == "襄阳"

"""Whose speech it is where a host, guest, neighbour, link or higher leader is named, too."""

from __future__ import annotations

import pytest
from corpus.writing import BUS, LIFTS, MARKET, only

from explorer.corpus.levels import leading_level
from explorer.corpus.place_table import load_places
from explorer.corpus.placing import infer_place
from explorer.records import PlaceStatus

TABLE = load_places()
CITY = f"全市上下要办好几件事，市委、市政府已有安排，我市去年做了不少。{BUS}{MARKET}{LIFTS}"
DISTRICT = f"全区上下要办好几件事，区委、区政府已有安排。{BUS}{MARKET}{LIFTS}"
HEAD = "在全市工作会议上的讲话\n同志们：\n"


def name(text: str, document: str = "page.txt") -> str | None:
    return infer_place(only(text, document), TABLE).name


@pytest.mark.parametrize(
    ("title", "said", "expected"),
    [
        ("昆山市2016年政府工作报告", f"在苏州市委、市政府领导下，{CITY}", "昆山"),
        ("义乌市二〇一六年政府工作报告", f"在金华市委、金华市政府和市委领导下，{CITY}", "义乌"),
        ("桐庐县2016年政府工作报告", f"在杭州市委、市政府的坚强领导下，{CITY}", "桐庐"),
        ("抚州市2012年政府工作报告", CITY, "抚州"),
        ("抚州市2012年度国民经济计划报告", CITY, "抚州"),
        ("海淀区2019年政府工作报告", f"在北京市委、市政府领导下，{DISTRICT}", "海淀"),
        ("抚州市2012年最美的桥", CITY, None),
    ],
)
def test_year_may_stand_between_a_body_and_its_report(
    title: str, said: str, expected: str | None
) -> None:
    assert name(f"{title}\n各位代表：\n我代表政府作报告。{said}\n{CITY}") == expected


GREETED = "尊敬的徐州市委书记，各位来宾：\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{GREETED}我代表连云港市委、市政府，向徐州市委、市政府表示感谢！{CITY}", "连云港"),
        (f"{GREETED}我谨代表连云港市委，感谢徐州市委。徐州市委做得好。{CITY}", "连云港"),
        (f"徐州市委书记陪同考察时的讲话\n同志们：\n我代表连云港市委问好。{CITY}", "连云港"),
        (f"{GREETED}{CITY}", None),
        (f"在徐州市考察座谈会上的讲话\n同志们：\n徐州市委很热情。{CITY}", None),
        (f"{HEAD}今天苏州市政府代表团在我市考察，苏州市委书记讲了话。{CITY}", None),
        (f"{HEAD}金华市委、市政府已有安排。{CITY}", "金华"),
    ],
)
def test_host_and_guest_are_not_the_speaker(text: str, expected: str | None) -> None:
    assert name(f"{text}\n{CITY}") == expected


@pytest.mark.parametrize("mask", ["**市", "__市", "某市"])
def test_neighbour_of_a_masked_body_is_not_the_speaker(mask: str) -> None:
    said = "我们去看了苏州市，苏州市委、市政府抓得紧，苏州市政府还出台了政策。"
    text = f"在{mask}经济工作会议上的讲话\n同志们：\n{mask}委决定召开会议。{said}{CITY}\n{CITY}"
    found = infer_place(only(text), TABLE)
    assert (found.code, found.status) == (None, PlaceStatus.MASKED)


MEETING = f"在金华市经济工作会议上的讲话\n同志们：\n{CITY}\n{CITY}"


@pytest.mark.parametrize(
    "text",
    [
        MEETING,
        f"首页 > 丽水市政府 > 领导讲话\n{MEETING}",
        f"当前位置：丽水市政府\n{MEETING}",
        f"{MEETING}\n下一篇：丽水市政府2019年工作报告",
        f"{MEETING}\n推荐：丽水市政府2019年工作报告",
        f"{MEETING}\n丽水市人民政府工作报告全文",
    ],
)
def test_link_is_not_the_speaker(text: str) -> None:
    assert name(text) == "金华"


@pytest.mark.parametrize(
    "signature", ["中共金华市委", "金华市人民政府\n2019年3月5日", "（金华市人民政府办公室）"]
)
def test_signature_is_the_speaker(signature: str) -> None:
    assert name(f"{HEAD}{CITY}\n{CITY}\n{signature}") == "金华"


@pytest.mark.parametrize(
    "said",
    [
        "眉山加快建设四川省跨院所新机构，争创健康四川示范县，成功入选美丽四川建设试点。",
        "推进东方慧眼星座建设，东方航天港提速，东方的港。",
        "推进海西综合物流园建设，推进海西综合物流园二期。",
        "在湖北建设新格局，支持香港建设中心，湖北、香港都要去。",
        "戏曲文化、文昌故事，文昌故事，文昌的事，推进文昌。",
        "承办四川省第十五届秋季糖酒会，四川省第十五届书市也要办好。",
        "推进城区环卫，优化城区、郊区、矿区的路。",
    ],
)
def test_name_that_is_part_of_another_is_no_cause(said: str) -> None:
    assert name(f"同志们：\n{said}{BUS}{MARKET}\n{LIFTS}{BUS}") is None


def test_county_without_a_city_above_it_may_be_inferred_by_its_short_name() -> None:
    said = "建设平安天门，谱写天门新篇章，天门人民都说好，天门特色要有。"
    assert name(f"{HEAD}{CITY}\n{said}\n{CITY}") == "天门"


@pytest.mark.parametrize(
    ("leader", "expected"),
    [
        ("省长 张三", None),
        ("省委书记 张三", None),
        ("浙江省省长 张三", "浙江"),
        ("国务院总理 张三", None),
        ("省委常委、金华市委书记 张三", "金华"),
    ],
)
def test_higher_leader_is_not_of_the_city_visited(leader: str, expected: str | None) -> None:
    said = f"这次来看到金华市委、市政府做得好，{CITY}我省、全省都要努力。"
    assert name(f"在基层调研时的讲话\n{leader}\n同志们：\n{said}\n{CITY}") == expected


@pytest.mark.parametrize(
    ("head", "level"),
    [
        ("在金华市调研时的讲话\n省长 张三", "province"),
        ("自治区党委书记 张三", "province"),
        ("国家主席 张三", "country"),
        ("省委常委、成都市委书记 张三", None),
        ("在全县工作会议上的讲话", "county"),
        ("在全县工作会议上的讲话\n市长 张三", None),
        ("学习省委全会精神的体会", None),
    ],
)
def test_level_of_the_leader_in_the_head(head: str, level: str | None) -> None:
    assert leading_level(head) == level


def test_county_meeting_that_cites_its_city() -> None:
    said = f"杭州市委、杭州市政府要求办好，杭州市委有安排，我县、全县要落实。{BUS}"
    found = infer_place(only(f"在全县工作会议上的讲话\n同志们：\n{said}\n{BUS}"), TABLE)
    assert (found.code, found.level) == (None, "county")


@pytest.mark.parametrize(
    "text",
    [
        "香港特别行政区行政长官施政报告\n主席先生：\n香港是国际都会，特区政府会继续努力。",
        "施政报告\n主席先生：\n香港特别行政区政府会继续努力，香港是国际都会。",
    ],
)
def test_special_administrative_region(text: str) -> None:
    found = infer_place(only(f"{text}{BUS}\n{MARKET}{LIFTS}"), TABLE)
    assert (found.name, found.level) == ("香港", "province")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{HEAD}今天，我们请来义乌市市长作报告。义乌市政府敢干。{CITY}", None),
        (f"{HEAD}今天，我市与深圳市政府签署协议。深圳市委很重视。{CITY}\n河源要学。", None),
        (f"{HEAD}刚才，荥阳市委书记、新郑市市长作了发言。{CITY}\n郑州要当龙头。", None),
        (f"汇报\n同志们：\n我们赴南通市学习考察，南通市委、市政府热情接待。{CITY}", None),
        (f"{HEAD}我任邢台市委书记。此前我任邯郸市市长，邯郸市委帮了我。{CITY}", "邢台"),
        (f"{HEAD}潍坊市委决定，向寿光学习，寿光市委干得好。{CITY}\n诸城、青州要学。", "潍坊"),
        (f"寿光市委书记先进事迹报告会上的讲话\n同志们：\n潍坊市委决定学。{CITY}", "潍坊"),
        (f"义乌市委书记在学习义乌经验会上的讲话\n各位：\n金华市委也有安排。{CITY}", "义乌"),
    ],
)
def test_guest_model_and_former_post_are_not_the_speaker(text: str, expected: str | None) -> None:
    assert name(f"{text}\n{CITY}") == expected


def test_city_that_names_its_districts_is_not_one_of_them() -> None:
    said = (
        f"顺德区委、区政府率先动手。{BUS}南海区委、禅城区委要跟上，区委、区政府要带头，我市要办好。"
    )
    found = infer_place(only(f"{HEAD}{said}{MARKET}\n{LIFTS}市委有安排。"), TABLE)
    assert (found.name, found.status) == ("佛山", PlaceStatus.INFERRED)


def test_county_among_its_neighbours_is_its_own_speaker_only_where_it_says_so() -> None:
    said = f"{CITY}东阳市、永康市、兰溪市也要办好。"
    assert name(f"{HEAD}义乌市委有安排。{said}\n{CITY}") is None
    assert name(f"{HEAD}我代表义乌市委讲几句。{said}\n{CITY}") == "义乌"


def test_city_that_greets_the_leader_of_a_district_speaks_itself() -> None:
    said = f"我谨代表中共遵义市委欢迎大家。杨浦区委、区政府帮了忙，区委、区人大都来过。{BUS}"
    assert name(f"致辞\n各位来宾：\n{said}\n{MARKET}{LIFTS}") == "遵义"


def test_province_that_tells_of_one_of_its_cities() -> None:
    said = f"我省上下都受鼓舞，省委有安排，全省都要学，唐山市委、市政府做得好。{BUS}"
    text = f"在唐山建设四十年纪念会上的讲话\n同志们：\n{said}\n建设新唐山，唐山人民都说好。"
    assert name(f"{text}{MARKET}\n{LIFTS}") is None

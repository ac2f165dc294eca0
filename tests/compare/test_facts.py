"""Dates, figures and names by rules, in Chinese and in English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.compare.facts import facts


def found(text: str) -> list[tuple[str, str]]:
    return [(text[fact.start : fact.end], fact.kind.value) for fact in facts(text)]


@pytest.mark.parametrize(
    "date",
    [
        "2012年",
        "2012年5月",
        "2012年5月3日",
        "二〇一二年五月",
        "二○一二年",
        "２０１２年",
        "20xx年",
        "2012-2015年",
        "5月3日",
        "2012-05-03",
        "January 5, 2014",
        "5 January 2014",
        "March 2014",
        "December",
    ],
)
def test_dates(date: str) -> None:
    assert found(f"，{date}，") == [(date, "date")]


def test_a_year_alone_is_a_date_in_latin_script_only() -> None:
    assert found("in 2012, and in 2013-14 too") == [("2012", "date"), ("2013-14", "date")]
    assert found("修了2012米") == [("2012米", "figure")]
    assert found("we paid $2012 and 2,012 more") == [("$2012", "figure"), ("2,012", "figure")]


@pytest.mark.parametrize(
    "figure",
    [
        "120.5亿元",
        "98%",
        "百分之八",
        "百分之12.5",
        "0.3个百分点",
        "三百二十户",
        "二十三所",
        "四座",
        "十二",
        "第三",
        "90周年",
        "1,200人",
        "$4.5 million",
        "5 percent",
        "twenty-three",
        "two hundred and five",
        "21st",
    ],
)
def test_figures(figure: str) -> None:
    assert found(f"，{figure}，") == [(figure, "figure")]


@pytest.mark.parametrize("text", ["十分重视", "千万不要", "万一下雨", "一个不少", "进一步", "统一"])
def test_words_with_numerals_are_no_figures(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("去杭州看桥", "杭州", "place"),
        ("去湖南省看桥", "湖南省", "place"),
        ("在海淀区看桥", "海淀区", "place"),
        ("本xx市很好", "xx市", "place"),
        ("请财政局说", "财政局", "organisation"),
        ("请市人民政府说", "市人民政府", "organisation"),
        ("，白石医院说", "白石医院", "organisation"),
        ("有王小明同志", "王小明", "person"),
        ("有王小明副市长", "王小明", "person"),
        ("市长欧阳明远说", "欧阳明远", "person"),
        ("，王市长说", "王", "person"),
        ("I drove to Denver and back", "Denver", "place"),
        ("Denver grows", "Denver", "place"),
        ("along Mill Creek today", "Mill Creek", "place"),
        ("the Department of Public Works pays", "Department of Public Works", "organisation"),
        ("with Mayor Ann Reed today", "Ann Reed", "person"),
        ("with John Q. Smith today", "John Q. Smith", "person"),
        ("they love Zumbro a lot", "Zumbro", "name"),
    ],
)
def test_names(text: str, name: str, kind: str) -> None:
    assert (name, kind) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "平安和和平都好",
        "常务副市长来了",
        "有序推进集团化办学",
        "Today the river is high. Our city thanks you.",
        "Wir bauen die Brücke und das Rathaus, und der Bürgermeister ist da",
    ],
)
def test_words_that_are_no_names(text: str) -> None:
    assert found(text) == []


def test_a_place_in_the_name_of_an_office_is_a_fact_of_its_own() -> None:
    assert found("长沙市教育局") == [("长沙市", "place"), ("教育局", "organisation")]
    text = "I thank the Denver City Council for it"
    assert found(text) == [("Denver", "place"), ("City Council", "organisation")]


def test_traditional_characters_are_read_as_simplified_ones() -> None:
    assert found("張小豐局長在長沙") == [("張小豐", "person"), ("長沙", "place")]


@given(
    st.text(max_size=60) | st.text(alphabet="长沙市王小明书记教育局2年5月 MayorReed,.", max_size=60)
)
def test_facts_stand_in_order_and_do_not_overlap(text: str) -> None:
    reached = 0
    for fact in facts(text):
        assert reached <= fact.start < fact.end <= len(text)
        reached = fact.end

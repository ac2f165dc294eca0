"""The year that the page prints, and what it is worth; no year is better than a wrong one."""

from __future__ import annotations

import pytest
from corpus.writing import BUS, HARBOUR, LIFTS, MARKET, only, speeches
from hypothesis import given
from hypothesis import strategies as st

from explorer.corpus.dating import infer_dating
from explorer.corpus.page_dates import file_name_year, printed_year
from explorer.records import Dating, YearStatus

TITLE = "在全市大会上的讲话"
GREETING = "同志们："


def dating(*lines: str, name: str = "page.txt") -> Dating:
    return infer_dating(only("\n".join([*lines, BUS, MARKET]), name))


def years(found: Dating) -> tuple[int | None, int | None, int | None, YearStatus]:
    return found.stated, found.earliest, found.latest, found.status


@pytest.mark.parametrize(
    "line",
    [
        "（2018年5月3日）",
        "2018年5月",
        "二〇一八年五月三日",
        "二○一八年五月三日",
        "二零一八年五月三日",
        "二O一八年五月三日",
        "２０１８年５月３日",
        "2018.5.3",
        "——2018年1月9日在某市第七届人民代表大会第三次会议上",
        "2018年1月9日在某市第七届人民代表大会第三次会议上市长作报告。",
        "时间：2018年5月30日 地点：市会议中心",
        "May 3, 2018",
        "(3 May 2018)",
        "3 de mayo de 2018",
    ],
)
def test_date_of_delivery_states_the_year(line: str) -> None:
    assert years(dating(TITLE, line, GREETING)) == (2018, 2018, 2018, YearStatus.STATED)


@pytest.mark.parametrize(
    "line",
    ["2018年5月3日", "二〇一八年五月三日", "（2018 年 5 月）", "May 3, 2018", "3 de mayo de 2018"],
)
def test_signature_states_the_year(line: str) -> None:
    speech = only("\n".join([TITLE, GREETING, BUS, MARKET, line]))
    assert years(infer_dating(speech)) == (2018, 2018, 2018, YearStatus.STATED)


@pytest.mark.parametrize(
    "line",
    [
        "发布时间：2018-05-03 来源：本站",
        "来源：网络  作者：某人  更新时间：2018-05-03",
        "2018-05-03 10:22 来源：本站",
        "Posted on May 3, 2018",
        "Last updated: 3 May 2018",
    ],
)
def test_date_of_posting_is_only_an_upper_bound(line: str) -> None:
    assert years(dating(TITLE, line, GREETING)) == (2018, None, 2018, YearStatus.UNKNOWN)


def test_delivery_wins_over_posting() -> None:
    found = dating(TITLE, "发布时间：2024-08-14", "（2018年5月3日）", GREETING)
    assert years(found) == (2018, 2018, 2018, YearStatus.STATED)


def test_posted_before_it_was_said_is_a_conflict() -> None:
    found = dating(TITLE, "发布时间：2010-08-14", "（2018年5月3日）", GREETING)
    assert years(found) == (2018, 2010, 2018, YearStatus.CONFLICTING)


@pytest.mark.parametrize("line", ["（2025年1月1日起施行）", "（2020年版，有删节，来源不明）"])
def test_other_dates_in_the_head_state_nothing(line: str) -> None:
    assert dating(TITLE, line, GREETING) == Dating()


def test_years_inside_the_text_state_nothing() -> None:
    speech = only(f"{TITLE}\n{GREETING}\n2019年以来，{BUS}到2035年，{MARKET}\n{LIFTS}")
    assert infer_dating(speech) == Dating()


@pytest.mark.parametrize(
    "heading",
    [
        "一、2023年工作回顾",
        "（一）2023年工作回顾",
        "2023年政府工作回顾",
        "第一部分 2023年工作回顾",
        "一、二〇二三年工作回顾",
        "2019—2023年工作回顾",
    ],
)
def test_review_of_a_year_proves_the_next(heading: str) -> None:
    found = dating("政府工作报告", "各位代表：", heading)
    assert years(found) == (None, 2024, 2024, YearStatus.PROVED)
    assert found.evidence[0].quote.endswith("工作回顾")


def test_review_under_no_title_states_no_year() -> None:
    assert years(dating("2023年工作回顾"))[:3] == (None, 2024, 2024)


def test_review_before_the_year_is_over_is_a_conflict_that_holds_both() -> None:
    found = dating(TITLE, "（2023年12月28日）", GREETING, "一、2023年工作回顾")
    assert years(found) == (2023, 2023, 2024, YearStatus.CONFLICTING)


def test_situation_of_a_year_proves_nothing() -> None:
    assert dating(TITLE, GREETING, "一、2023年工作情况") == Dating()


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("2024年政府工作报告", 2024),
        ("二〇二四年新年贺词", 2024),
        ("二OO八年在大会上的讲话", 2008),
        ("2024年1月10日在全市工作总结大会上的讲话", 2024),
        ("关于2023年国民经济计划执行情况与2024年计划草案的报告", 2024),
        ("2023年工作总结和2024年工作打算", 2024),
        ("关于2023年预算执行情况的报告", None),
        ("关于2023年度环境状况的报告", None),
        ("在2023年度总结表彰大会上的讲话", None),
        ("第十四个五年规划和2035年远景目标纲要", None),
        ("2030年前碳达峰工作讲话", None),
        ("发展规划（2021—2025年）", None),
        ("1999-2003年工作", None),
        ("2019年以来工作的汇报", None),
        ("State of the City 2016", 2016),
        ("2016 State of the City Address", 2016),
        ("Address of March 3, 2019", 2019),
        ("Vision 2040", None),
        ("Speech to 2000 Delegates", None),
        ("在12018年讲话", None),
        ("在大会上的讲话", None),
    ],
)
def test_year_of_a_title(title: str, year: int | None) -> None:
    assert printed_year(title) == year


def test_year_of_the_future_is_no_year() -> None:
    assert dating("2091年的讲话", GREETING) == Dating()


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("austin_2016.txt", 2016),
        ("江苏省_2025.txt", 2025),
        ("2019/成都/第三号.txt", 2019),
        ("report_2018-2022.txt", None),
        ("a_664d1943db.txt", None),
        ("20190312.txt", None),
        ("plan_2091.txt", None),
    ],
)
def test_year_of_a_file_name(name: str, year: int | None) -> None:
    assert file_name_year(name) == year


def test_file_name_against_the_page_is_a_conflict() -> None:
    found = dating(TITLE, "（2018年5月3日）", GREETING, name="讲话_2024.txt")
    assert years(found) == (2018, 2018, 2024, YearStatus.CONFLICTING)


def test_file_name_dates_only_the_first_speech_of_a_compilation() -> None:
    page = f"篇1：甲会讲话\n{GREETING}\n{BUS}\n篇2：乙会讲话\n{GREETING}\n{MARKET}\n"
    found = [infer_dating(speech).stated for speech in speeches(page, "讲话_2019.txt")]
    assert found == [2019, None]


def test_english_text_without_date() -> None:
    assert infer_dating(only(f"Address\nDear friends,\n{HARBOUR} In 1999 we built the quay.")) == (
        Dating()
    )


DIGITS = "〇一二三四五六七八九"


@given(st.integers(min_value=1900, max_value=2026), st.sampled_from("〇○零O"))
def test_han_years_are_read_back(year: int, zero: str) -> None:
    han = "".join(DIGITS[int(digit)] for digit in str(year)).replace("〇", zero)
    assert printed_year(f"{han}年在大会上的讲话") == year


@given(st.text(alphabet="〇○零ＯOo0一二三四五六七八九十年１２2019./-— 度以来", max_size=20))
def test_a_year_is_read_only_where_its_figures_stand(text: str) -> None:
    year = printed_year(text)
    figures = "".join(str(DIGITS.find(char)) if char in DIGITS else char for char in text)
    for zero in "○零ＯOo":
        figures = figures.replace(zero, "0")
    figures = figures.replace("１", "1").replace("２", "2")
    assert year is None or str(year) in figures


@given(st.sampled_from([2018, 2019, 2024]), st.sampled_from([2018, 2019, 2024]))
def test_bounds_hold_every_clue(page: int, file: int) -> None:
    found = dating(TITLE, f"（{page}年5月3日）", GREETING, name=f"讲话_{file}.txt")
    assert found.earliest == min(page, file)
    assert found.latest == max(page, file)
    assert (found.status is YearStatus.STATED) == (page == file)

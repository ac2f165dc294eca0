"""What a text calls its own year, retells of others, and betrays of years that were rewritten."""

from __future__ import annotations

import pytest
from corpus.writing import BUS, MARKET, only

from explorer.corpus.bounds import Bound, reconcile
from explorer.corpus.dating import infer_dating
from explorer.corpus.eras import content_bounds
from explorer.corpus.own_years import REWRITTEN
from explorer.records import Dating, Evidence, YearStatus

Interval = tuple[int | None, int | None]


def interval(text: str) -> Interval:
    settled = reconcile(content_bounds(text))
    return settled.earliest, settled.latest


def report(year: int, said: str) -> Dating:
    head = ["政府工作报告", f"（{year}年1月9日）", "各位代表：", f"一、{year - 1}年工作回顾", BUS]
    return infer_dating(only("\n".join([*head, f"二、{year}年工作安排", f"{said}{MARKET}"])))


@pytest.mark.parametrize(
    ("year", "said", "holds"),
    [
        (2020, "2020年是建党100周年。", 2021),
        (2025, "2025年是新中国成立75周年。", 2024),
        (2022, "2022年是“十四五”规划的开局之年。", 2021),
        (2017, "2017年是全面贯彻党的十九大精神的开局之年。", 2018),
    ],
)
def test_a_false_printed_year_discredits_all_printed_years(
    year: int, said: str, holds: int
) -> None:
    found = report(year, said)
    assert found.status is YearStatus.CONFLICTING
    assert found.stated == year
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest <= holds <= found.latest
    assert REWRITTEN in {piece.rule for piece in found.evidence}


@pytest.mark.parametrize(
    "said",
    [
        "2021年是建党100周年。",
        "2021年是“十四五”规划的开局之年。",
        "1978年是个起点，今天大家又说起改革开放43周年。",
        "2021年是关键之年，明年共青团成立100周年。",
        "2021年是打基础的一年，到新中国成立80周年时要建成新城。",
    ],
)
def test_true_printed_years_stay_proved(said: str) -> None:
    found = report(2021, said)
    assert (found.earliest, found.latest, found.status) == (2021, 2021, YearStatus.PROVED)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2008年，我在本子上写道：“今年是改革开放30周年。”改革开放40周年之际，我又来了。",
            (2016, None),
        ),
        ('2008年，我在本子上写道："今年是改革开放30周年。"', (2008, None)),
        ("十年前的今天，我们提出迎接党的十八大胜利召开。", (2011, None)),
        ("老书记在2013年指出：“要修桥。明年是新中国成立65周年。”", (2013, None)),
        ("当年，全市都说今年是新中国成立50周年。今年是新中国成立60周年。", (2009, 2009)),
        ("市委指出：“今年是新中国成立60周年。”", (2009, 2009)),
        ("“十二五”期间修了路。今年是新中国成立65周年。", (2014, 2014)),
    ],
)
def test_what_is_retold_bounds_from_below_only(text: str, expected: Interval) -> None:
    assert interval(text) == expected


def test_a_later_fact_outweighs_one_claim_of_an_earlier_year() -> None:
    text = "今年是改革开放30周年。改革开放40周年之际，大家又来了。"
    assert interval(text) == (2016, None)


def test_an_anniversary_that_is_years_ahead_bounds_nothing() -> None:
    assert interval("今年是新中国成立70周年。到新中国成立80周年时，路就通了。") == (2019, 2019)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("去年，即2018年，修了桥；今年，也就是2019年，要修路。", (2019, 2019)),
        ("今年（2019年）要修路。", (2019, 2019)),
        ("回顾2015年，桥修好了。\n展望2016年，路也要修。", (2015, 2016)),
        ("回顾2015年，桥修好了。\n展望2035年，路也修好了。", (None, None)),
        ("在2014年即将过去、2015年即将到来之际，向大家问好。", (2014, 2014)),
        ("再过三天就是2010年了。", (2009, 2009)),
        ("刚刚告别2021年，我们又忙起来了。", (2021, 2022)),
        ("今天是2014年3月5日，学雷锋。", (2014, 2014)),
        ("一、2011年主要工作完成情况\n修桥。\n二、2012年主要目标任务\n修路。", (2011, 2012)),
        ("“十二五”规划即将收官。", (2014, 2015)),
        ("“十三五”规划正在谋划。", (2014, 2016)),
    ],
)
def test_years_that_a_text_calls_its_own(text: str, expected: Interval) -> None:
    assert interval(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在以江泽民同志为核心的党中央坚强领导下，桥修好了。", (1989, 2003)),
        ("国务院总理朱镕基强调，路要修好。", (1998, 2003)),
        ("时任国务院总理朱镕基强调，路要修好。", (1998, None)),
        ("国务院副总理朱镕基强调，路要修好。", (None, None)),
        ("1999年，朱镕基总理来过这里。", (1998, None)),
        ("朱镕基总理曾来过这里。", (1998, None)),
        ("江泽民主席强调，要发展新质生产力。", (2023, None)),
        ("习近平总书记强调，路要修好。", (2012, None)),
        ("在毛主席的英明领导下，大跃进开始了。", (1957, 1981)),
        ("我国即将加入世界贸易组织。", (1995, 2001)),
        ("加入世贸组织后，出口多了。", (1993, None)),
    ],
)
def test_leaders_in_office_and_what_is_awaited(text: str, expected: Interval) -> None:
    assert interval(text) == expected


def test_many_repetitions_weigh_as_one() -> None:
    def said(rule: str, side: str, year: int, start: int) -> Bound:
        return Bound(
            "earliest" if side == "earliest" else "latest", year, Evidence(rule, "", start)
        )

    often = [said("a", "latest", 2005, start) for start in range(5000)]
    settled = reconcile([*often, said("b", "earliest", 2010, 0), said("c", "earliest", 2009, 0)])
    assert (settled.earliest, settled.latest) == (2010, None)
    assert len(settled.left_out) == len(often)


@pytest.mark.parametrize(
    "said",
    [
        "今年是改革开放四十周年的前一年，要早作准备。",
        "今年是“十三五”开局之年的前一年，要早作准备。",
        "今年是建党100周年倒计时一年，要早作准备。",
    ],
)
def test_the_year_before_an_anniversary_is_not_its_year(said: str) -> None:
    found = [bound for bound in content_bounds(said) if bound.side == "latest"]
    assert found == []

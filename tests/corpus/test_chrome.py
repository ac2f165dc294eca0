"""What a site put around a speech goes, what the speaker said stays."""

from __future__ import annotations

import pytest
from corpus.writing import BUS, HARBOUR, MARKET

from explorer.corpus.chrome import chrome_rule, is_teaser, page_numbers


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("来源：网络  作者：某人  更新时间：2024-08-10", "page header"),
        ("2023-11-02 10:22:05 阅读：31", "page header"),
        ("Published: 4 May 2019", "page header"),
        ("看过《在大会上的讲话》的人还看了：", "further reading"),
        ("扫描二维码关注公众号，下载全文", "advertisement"),
        ("以下是小编整理的三篇讲话，供大家参考。", "compiler's introduction"),
        ("【编者按：本文有删节】", "editor's note"),
        ("— 12 —", "page number"),
        ("第 3 页 共 9 页", "page number"),
        ("Page 3 of 9", "page number"),
        ("-----", "rule"),
    ],
)
def test_chrome_is_known(line: str, rule: str) -> None:
    assert chrome_rule(line) == rule


@pytest.mark.parametrize(
    "line",
    [
        "要缩小编制，把腾出来的人派到社区去，为大家多办几件看得见的事。",
        "（三）推广扫描二维码乘车",
        "乘客扫描二维码就能上车，请大家关注这件小事。",
        "资金来源：市里出一半，区里出一半",
        "时间：2018年5月30日 地点：市会议中心",
        "【工作目标】",
        "[1]",
        "2",
        "第三页要改一改，数字要核一遍。",
        "同志们：",
    ],
)
def test_speech_is_not_chrome(line: str) -> None:
    assert chrome_rule(line) is None


def test_figures_that_count_up_are_page_numbers() -> None:
    assert page_numbers(["同志们：", "1", "今天", "2", "3"]) == {"1", "2", "3"}


@pytest.mark.parametrize("lines", [["2"], ["2", "2"], ["2", "10"], ["2019", "1"]])
def test_other_figures_are_part_of_the_text(lines: list[str]) -> None:
    assert page_numbers(lines) == frozenset()


def test_teaser_is_cut_off_and_stands_again_below() -> None:
    start = BUS + MARKET
    assert is_teaser(start[:60] + "…", "同志们：\n" + start)
    assert is_teaser(HARBOUR[:60] + "...", HARBOUR)
    assert not is_teaser(start[:60] + "…", "同志们：\n别的事情也要办好。")
    assert not is_teaser(start[:60], start)

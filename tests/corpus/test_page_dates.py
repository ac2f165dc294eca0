"""Which printed year is the speech's, and which an event's, an office-holder's or a site's."""

from __future__ import annotations

import pytest
from corpus.writing import BUS, MARKET, only

from explorer.corpus.dating import infer_dating
from explorer.corpus.page_dates import awaited_year, file_name_year, printed_year
from explorer.corpus.year_words import in_western_years
from explorer.records import Dating, YearStatus

TITLE = "在全市大会上的讲话"
GREETING = "同志们："


def years(*lines: str) -> tuple[int | None, int | None, int | None, YearStatus]:
    found = infer_dating(only("\n".join(lines)))
    return found.stated, found.earliest, found.latest, found.status


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("在2008年大地震十周年纪念会上的讲话", None),
        ("在2000年撤县设市20周年大会上的讲话", None),
        ("在2019年国庆70周年大会上的讲话", 2019),
        ("在2015年庆祝建市10周年大会上的讲话", 2015),
        ("在纪念1935年某会议大会上的讲话", None),
        ("在迎接2010年博览会动员大会上的讲话", None),
        ("在总结2018年工作部署2019年任务会议上的讲话", None),
        ("在2019年任务部署会上的讲话", 2019),
        ("在2019年生态环境工作会议上的讲话", 2019),
        ("在2018年春节团拜会上的讲话", 2018),
    ],
)
def test_year_of_an_event_in_a_title_is_not_the_speech_s(title: str, year: int | None) -> None:
    assert printed_year(title) == year


def test_a_title_that_looks_ahead_bounds_from_above() -> None:
    assert awaited_year("在迎接2010年博览会动员大会上的讲话") == 2010
    assert awaited_year("在2010年博览会上的讲话") is None
    found = years("在迎接2010年博览会动员大会上的讲话", GREETING, BUS, MARKET)
    assert found == (None, None, 2010, YearStatus.UNKNOWN)


@pytest.mark.parametrize(
    ("line", "year"),
    [
        ("张三（1965年生，2010年任市长）", None),
        ("张三（1965年3月生）", None),
        ("根据2008年市委决定整理", None),
        ("（根据录音整理，2013年3月5日）", 2013),
        ("张三 2013年3月5日", 2013),
        ("（2013年）", 2013),
        ("2013年3月5日，星期二", 2013),
        ("令和5年2月20日", 2023),
        ("令和元年6月3日", 2019),
        ("中華民國108年3月5日", 2019),
        ("民国一百零八年三月五日", 2019),
    ],
)
def test_year_of_a_byline(line: str, year: int | None) -> None:
    assert printed_year(line, byline=True) == year
    assert years(TITLE, line, GREETING, BUS, MARKET)[0] == year


@pytest.mark.parametrize("line", ["时间：2013年3月5日", "日期：2013-03-05"])
def test_a_labelled_time_is_the_delivery_s_under_the_title_only(line: str) -> None:
    delivered = (2013, 2013, 2013, YearStatus.STATED)
    posted = (2013, None, 2013, YearStatus.UNKNOWN)
    assert years(TITLE, line, GREETING, BUS, MARKET) == delivered
    assert years(line, TITLE, GREETING, BUS, MARKET) == posted
    assert years(TITLE, GREETING, BUS, MARKET, line) == posted
    assert years(TITLE, f"{line} 10:20", GREETING, BUS, MARKET) == posted
    assert years(TITLE, f"{line} 来源：本站", GREETING, BUS, MARKET) == posted


@pytest.mark.parametrize(
    "line",
    [
        "2013-03-05",
        "2013.3.5",
        "2013/3/5",
        "2013年3月5日于某城",
        "（2013年3月5日于某城）",
        "某市人民政府 2013年3月5日",
        "某市人民政府2013年3月5日",
        "2013年3月5日星期二",
        "公元2013年3月5日",
        "平成25年3月5日",
        "中華民國102年3月5日",
    ],
)
def test_a_signature_states_the_year(line: str) -> None:
    expected = (2013, 2013, 2013, YearStatus.STATED)
    assert years(TITLE, GREETING, BUS, MARKET, line) == expected


@pytest.mark.parametrize(
    "line",
    ["本办法自2013年3月5日", "发布于2013年3月5日", "奋战到2013年3月", "2013-03/05", "1.2013.3"],
)
def test_other_dates_at_the_end_state_nothing(line: str) -> None:
    assert infer_dating(only("\n".join([TITLE, GREETING, BUS, MARKET, line]))) == Dating()


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("20190305成都.txt", 2019),
        ("成都_20190305.txt", 2019),
        ("20191305成都.txt", None),
        ("20190332成都.txt", None),
        ("20190305.txt", None),
        ("t20190305_77.txt", None),
        ("download_20190305.txt", None),
        ("2018成都20190305.txt", None),
    ],
)
def test_a_day_in_a_file_name_tells_the_year_beside_words(name: str, year: int | None) -> None:
    assert file_name_year(name) == year


def test_years_of_eras() -> None:
    assert in_western_years("昭和64年、平成元年、令和五年") == "1989年、1989年、2023年"
    assert in_western_years("民國三十八年") == "1949年"
    assert in_western_years("和平年代") == "和平年代"

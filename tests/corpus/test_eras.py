"""Years proved by content; every sentence here was made up for the test."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.corpus.bounds import Bound, Weight, plain, reconcile
from explorer.corpus.era_rules import Era
from explorer.corpus.eras import BUILT_IN, COLUMNS, KINDS, built_in, content_bounds, load_eras
from explorer.corpus.self_dating import plan_start, session_year
from explorer.corpus.year_words import number
from explorer.errors import CorpusError
from explorer.records import Evidence

HEADER = ",".join(COLUMNS)
ROWS = list(csv.DictReader(BUILT_IN.read_text(encoding="utf-8").splitlines()))


def interval(text: str) -> tuple[int | None, int | None]:
    settled = reconcile(content_bounds(text))
    return settled.earliest, settled.latest


def test_the_table_has_facts_enough_with_date_and_source() -> None:
    chinese = [row for row in ROWS if row["country"] == "cn"]
    assert len(chinese) >= 250
    assert all(row["source"] and "http" not in row["source"] for row in ROWS)
    assert {row["kind"] for row in ROWS} == KINDS
    assert min(row["after"] for row in chinese if row["kind"] == "fact") == "1949-09"
    assert max(row["after"] for row in chinese) > "2025"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_no_row_is_inverted_and_no_awaited_thing_lacks_an_end(row: dict[str, str]) -> None:
    assert not row["before"] or row["after"] <= row["before"]
    assert row["kind"] not in ("ahead", "event") or row["before"]


def sentence(era: Era, pattern: str) -> str:
    if era.kind == "law":
        return f"我们要认真贯彻实施{pattern}。"
    if era.kind == "congress":
        held = pattern.endswith(("精神", "以来", "报告")) or pattern.startswith(("迎", "喜"))
        return f"要学好{pattern}。" if held else f"要学好{pattern}精神。"
    if era.kind == "anniversary":
        return f"大家热情高涨，隆重纪念{pattern}60周年。"
    return f"The mayor spoke of {pattern}." if pattern.isascii() else f"会上谈到{pattern}。"


@pytest.mark.parametrize("era", built_in().eras, ids=lambda era: era.id)
def test_each_pattern_is_found_by_its_own_row(era: Era) -> None:
    for pattern in era.patterns:
        rules = {bound.evidence.rule for bound in content_bounds(sentence(era, pattern))}
        wanted = "anniversary" if era.kind == "anniversary" else era.id
        assert any(rule.startswith(wanted) for rule in rules), pattern


def test_a_text_is_not_older_than_what_it_speaks_of() -> None:
    assert interval("全县上下深入学习党的十六届三中、四中全会精神。") == (2004, 2005)
    assert interval("我们要加快发展新质生产力。") == (2023, None)
    assert interval("继续肃清“四人帮”的流毒。") == (1976, None)
    assert interval("繼續肅清「四人幫」的流毒。".replace("幫", "帮")) == (1976, None)
    assert interval("We lost many neighbors to COVID-19.") == (2020, None)
    assert interval("今天天气很好。") == (None, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("以优异成绩迎接党的十九大胜利召开！", (2016, 2017)),
        ("我们用实干迎接党的十九大，现在全市都在学习党的十九大精神。", (2017, None)),
        ("今年将召开党的十八大。", (2012, 2012)),
        ("围绕迎接宣传贯彻党的二十大精神，全市作了安排。", (2020, None)),
        ("今年是党的二十大召开之年。", (2022, 2022)),
        ("党的十七大以来，全市面貌一新。", (2007, None)),
        ("全市十大工程、十二大产业和二十大项目进展顺利。", (None, None)),
        ("市委十二届六次全会提出了新目标，县委十八届三中全会也开过了。", (None, None)),
    ],
)
def test_congresses_are_held_or_awaited(text: str, expected: tuple[int | None, int | None]) -> None:
    assert interval(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全国人大常委会通过的监督法将于2031年1月1日起施行，各地要早作准备。", (2006, 2006)),
        ("物权法将于今年10月1日起施行。", (2007, 2007)),
        ("大家都在学习即将于2031年1月1日起施行的民法典。", (2020, 2020)),
        ("各单位要认真贯彻实施物权法。", (2007, None)),
        ("物权法（草案）正在征求意见。", (None, None)),
        ("修订后的公务员法将于6月1日起施行。", (None, None)),
        ("抓紧学习安全生产法规和能源法律。", (None, None)),
        ("为办好北京奥运会贡献力量。", (2001, 2008)),
        ("当年全市为办好北京奥运会出力，北京奥运会成功举办。", (2008, None)),
    ],
)
def test_what_will_be_bounds_from_above_and_what_was_from_below(
    text: str, expected: tuple[int | None, int | None]
) -> None:
    assert interval(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今年是新中国成立60周年。", (2009, 2009)),
        ("今年是中国共产党成立一百周年，也是“十四五”规划的开局之年。", (2021, 2021)),
        ("明年是改革开放四十周年。", (2017, 2017)),
        ("过去一年是“十三五”规划的收官之年。", (2021, 2021)),
        ("今年是实施“十二五”规划的关键一年。", (2011, 2015)),
        ("今年是收尾之年，要以优异成绩庆祝中国共产党成立90周年。", (2009, None)),
        ("到新中国成立一百周年时，建成现代化强国。", (None, None)),
        ("2031年是新中国成立75周年，任务繁重。", (2023, 2025)),
        ("今年以来，大家又在“十二五”规划编制上献策。", (2009, 2011)),
        ("今年是为“十三五”良好开局打基础的一年。", (2010, None)),
        ("“六五”普法工作扎实推进。", (None, None)),
        ("去年，面对汶川地震，全市捐款三百万元。", (2009, 2009)),
        ("去年，汶川地震灾后重建任务全面完成。", (2008, None)),
        ("全市认真学习十一届全国人大三次会议文件。", (2010, None)),
        ("我代表国务院，向第六届全国人民代表大会第二次会议作报告。", (1984, 1984)),
        ("有同志在十一届全国人大三次会议上讲过这件事。", (2010, None)),
    ],
)
def test_what_a_text_says_of_its_own_year(
    text: str, expected: tuple[int | None, int | None]
) -> None:
    assert interval(text) == expected


def test_a_review_dates_by_the_year_after_it_unless_facts_forbid() -> None:
    assert interval("一、2023年工作回顾\n粮食丰收。") == (2024, 2024)
    assert interval("一、二○○九年工作回顾\n粮食丰收。") == (2010, 2010)
    assert interval("在刚刚过去的2023年里，粮食丰收。") == (2024, 2024)
    assert interval("一、2016—2020年工作回顾\n粮食丰收。") == (None, None)
    shifted = "一、2030年工作回顾\n今年是新中国成立75周年。"
    settled = reconcile(content_bounds(shifted))
    assert (settled.earliest, settled.latest) == (2024, 2024)
    assert {bound.evidence.quote for bound in settled.left_out} == {"2030年工作回顾"}


def bound(side: str, year: int, rule: str, weight: Weight = Weight.FACT, start: int = 0) -> Bound:
    assert side in ("earliest", "latest")
    return Bound(
        "earliest" if side == "earliest" else "latest", year, Evidence(rule, rule, start), weight
    )


def test_one_outlier_does_not_decide_and_is_named() -> None:
    alien = bound("earliest", 2023, "alien")
    settled = reconcile(
        [
            bound("latest", 2012, "a"),
            bound("latest", 2013, "b"),
            bound("earliest", 2008, "c"),
            alien,
        ]
    )
    assert (settled.earliest, settled.latest) == (2008, 2012)
    assert settled.left_out == (alien,)


def test_of_two_equal_witnesses_the_one_who_knows_more_is_heard() -> None:
    settled = reconcile([bound("latest", 2012, "quotation"), bound("earliest", 2016, "fact")])
    assert (settled.earliest, settled.latest) == (2016, None)


def test_stronger_bounds_silence_weaker_ones_but_not_the_reverse() -> None:
    fact = bound("earliest", 2016, "fact")
    printed = [bound("latest", 2010, name, Weight.PRINTED) for name in "abc"]
    assert reconcile([fact, *printed]).left_out == tuple(printed)


@given(
    st.lists(
        st.builds(
            bound,
            st.sampled_from(["earliest", "latest"]),
            st.integers(1949, 2030),
            st.sampled_from("abcdef"),
            st.sampled_from(list(Weight)),
            st.integers(0, 3),
        ),
        max_size=12,
    )
)
def test_reconciled_intervals_are_never_inverted_and_lose_nothing(bounds: list[Bound]) -> None:
    settled = reconcile(bounds)
    assert set(settled.kept) | set(settled.left_out) == set(bounds)
    assert not set(settled.kept) & set(settled.left_out)
    if settled.earliest is not None and settled.latest is not None:
        assert settled.earliest <= settled.latest


WORDS = st.sampled_from(
    [pattern for era in built_in().eras for pattern in era.patterns]
    + ["今年是", "去年，", "明年", "迎接", "将于", "施行", "精神", "届全国人大", "次会议", "周年"]
    + [
        "“十二五”",
        "第",
        "一百",
        "十",
        "2024",
        "年",
        "工作回顾",
        "。",
        "\n",
        "大会上",
        "國",
        "𠮷",
        " ",
    ]
)


@given(st.lists(st.one_of(WORDS, st.text(max_size=3)), max_size=25).map("".join))
def test_any_text_is_read_and_quoted_exactly(text: str) -> None:
    for found in content_bounds(text):
        evidence = found.evidence
        assert evidence.quote
        assert text[evidence.start : evidence.start + len(evidence.quote)] == evidence.quote
    assert [found.evidence.start for found in content_bounds(text)] == sorted(
        found.evidence.start for found in content_bounds(text)
    )
    reconcile(content_bounds(text))


@given(st.text())
def test_plain_text_keeps_every_character_in_its_place(text: str) -> None:
    assert len(plain(text)) == len(text)


def test_numerals_sessions_and_plans() -> None:
    assert [number(text) for text in ("十", "二十一", "75", "一百", "七十五", "一二")] == [
        10,
        21,
        75,
        100,
        75,
        12,
    ]
    assert session_year(1, 4) == 1957
    assert session_year(10, 3) == 2005
    assert session_year(3, 2) is None
    assert session_year(14, 6) is None
    assert [plan_start(plan) for plan in (1, 2, 3, 6, 10, 15)] == [
        1953, 1958, 1966, 1981, 2001, 2026,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("a,cn,rumour,2004-09,,词语,,书", "line 2: no kind 'rumour'"),
        ("a,cn,fact,2004,,词语,,书", "line 2: after is '2004'"),
        ("a,cn,fact,2004-13,,词语,,书", "line 2: after is '2004-13'"),
        ("a,cn,fact,2004-09,2003-01,词语,,书", "line 2: before .2003-01. lies earlier"),
        ("a,cn,fact,2004-09,,词语||句子,,书", "line 2: id, patterns and source"),
        ("a,cn,fact,2004-09,,词语,,", "line 2: id, patterns and source"),
        ("a,cn,fact,2004-09,,词语,,书,更多", "line 2: more fields than columns"),
        ("a,cn,fact,2004-09,,词语,,书\na,cn,fact,2004-09,,句子,,书", "line 3: id a stands in"),
        ("a,cn,fact,2004-09,,词语|词,,书", "line 2: a pattern of one character"),
    ],
)
def test_a_wrong_row_is_named_by_its_line(tmp_path: Path, row: str, message: str) -> None:
    table = tmp_path / "eras.csv"
    table.write_text(f"{HEADER}\n{row}\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=message):
        load_eras(table)


def test_a_missing_column_or_file_is_named(tmp_path: Path) -> None:
    table = tmp_path / "eras.csv"
    table.write_text("id,kind\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="lacks the column country"):
        load_eras(table)
    with pytest.raises(CorpusError, match="cannot be read"):
        load_eras(tmp_path / "none.csv")


def test_another_country_is_a_row_more(tmp_path: Path) -> None:
    table = tmp_path / "eras.csv"
    table.write_text(f"{HEADER}\neuro,de,fact,1995-12,,Euro,,EU\n", encoding="utf-8")
    eras = load_eras(table)
    assert [found.year for found in eras.bounds("Wir zahlen mit dem Euro.")] == [1995]
    assert eras.bounds("Europa wächst.") == []

"""Places, years and numbers in words."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import explorer
from explorer.answers import Answer
from explorer.app import phrases
from explorer.app.direction import isolated
from explorer.app.texts import TEXTS
from explorer.records import Dating, Place, PlaceStatus, YearStatus

STATED, PROVED = YearStatus.STATED, YearStatus.PROVED
CONFLICTING = YearStatus.CONFLICTING
SOURCES = Path(explorer.__file__).parent
RULES = sorted(
    {
        rule
        for name in ("rules.py", "search.py", "choosing.py")
        for rule in re.findall(
            r'(?:yield|passed_over\[|excluded\[)\s*"([a-z ]+)"', (SOURCES / name).read_text("utf-8")
        )
    }
)


@pytest.mark.parametrize(
    ("dating", "year", "status"),
    [
        (Dating(2016, 2016, 2016, STATED), "2016", "stated 2016"),
        (Dating(2024, 2004, 2008, CONFLICTING), "2004–2008", "stated 2024, which the text contra"),
        (Dating(None, 2007, None, PROVED), "2007 or later", "inferred from the text"),
        (Dating(None, None, 2008, PROVED), "2008 or earlier", "inferred from the text"),
        (Dating(), "year not known", ""),
    ],
)
def test_a_year_with_its_status(dating: Dating, year: str, status: str) -> None:
    assert phrases.year_name("en", dating) == year
    assert phrases.year_status("en", dating).startswith(status)


NATION = Place(level="country")


def found(verdict: str | None, place: Place) -> Any:
    return SimpleNamespace(verdict=verdict, speech=SimpleNamespace(place=place))


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "zh",
            "与甲最接近的 5 段（每篇讲话至多一段；改写 1、同一话题 2、不成对应 2；"
            "共比较 1,200 段），"
            "来自 2 地，全国性文本 1 段，地名不详 1 段；未列入：同城 3 段。",
        ),
        (
            "en",
            "Closest to 甲: 5 passages (one of a speech at most; 1 edited, 2 same topic, 2 no "
            "reuse seen; 1,200 paragraphs compared), from 2 places, 1 from national texts, 1 from "
            "places not known; left out: 3 of the same city.",
        ),
    ],
)
def test_the_sentence_tells_what_was_found_among_how_much(lang: str, said: str) -> None:
    one, other = (Place(code, code, status=PlaceStatus.STATED) for code in ("A1", "B2"))
    there = [("edited", one), ("same topic", one), (None, other), (None, NATION)]
    answer = Answer([found(*each) for each in [*there, ("same topic", Place())]], 1200,
                    {"same city": 3})  # fmt: skip
    assert phrases.query_sentence(lang, "甲", answer) == said
    blind = phrases.query_sentence(lang, "甲", answer, blind=True)
    assert not re.search("改写|话题|对应|edited|topic|reuse", blind)


@pytest.mark.parametrize(
    ("place", "zh", "en"),
    [
        (NATION, "全国性文本（2016）第 9 段", "a national text (2016), paragraph 9"),
        (
            Place(status=PlaceStatus.MASKED),
            "一篇地名已隐去的讲话（2016）第 9 段",
            "a speech (place masked, 2016), paragraph 9",
        ),
    ],
)
def test_a_speech_of_no_city_is_named_in_a_sentence(place: Place, zh: str, en: str) -> None:
    speech: Any = SimpleNamespace(place=place, dating=Dating(2016, 2016, 2016, STATED))
    assert phrases.anchor_name("zh", speech, 9) == zh
    assert phrases.anchor_name("en", speech, 9) == en


def test_places() -> None:
    assert phrases.place_line("zh", NATION) == "全国"
    assert phrases.place_name("en", NATION) == "National"
    jinhua = Place("330700", "金华", "浙江", "prefecture", PlaceStatus.STATED)
    assert phrases.place_line("zh", jinhua) == "金华 · 浙江"
    assert phrases.place_name("zh", Place(status=PlaceStatus.MASKED)) == "地名已隐去"
    assert phrases.place_name("en", Place()) == "place not known"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(99.97, "99.9"), (100.0, "99.9"), (99.0, "99.0"), (98.99, "98"), (0.4, "0"), (-3, "0")],
)
def test_a_percentile_is_never_rounded_up(value: float, shown: str) -> None:
    assert phrases.percent(value) == shown


def test_a_beginning_says_that_there_is_more() -> None:
    assert phrases.beginning("港口和铁路", 5) == "港口和铁路"
    assert phrases.beginning("港口和铁路", 4) == "港口和…"


def test_the_sentence_tells_what_was_left_out() -> None:
    answer = Answer([], 3, {"same city": 37, "same year": 12, "same speech": 1, "other place": 0})
    assert phrases.query_sentence("en", "金华 (2016), paragraph 9", answer) == (
        "No counterpart of 金华 (2016), paragraph 9; left out: 1 of the same speech and its "
        "copies, 37 of the same city, 12 of the same year."
    )


def test_nothing_found_names_what_the_filters_removed() -> None:
    answer = Answer([], 0, {"same city": 3, "outside years": 40})
    lines = phrases.nothing_found("en", answer)
    assert "43 paragraphs" in lines[0]
    assert "40 outside the chosen years" in lines[0]
    assert "The filters above removed 40 of them" in lines[1]


def test_what_was_passed_over_while_ranking_is_told_with_the_rest() -> None:
    answer = Answer([], 9, {"less wording": 5}, {"less wording": 2, "more of one city": 1})
    assert phrases.query_sentence("en", "x", answer) == (
        "No counterpart of x; left out: 7 sharing less wording, 1 beyond the number for each city."
    )


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_of_a_scope_has_words_of_its_own(rule: str) -> None:
    chinese, english = TEXTS[f"out.{rule}"]
    assert phrases.left_out("zh", {rule: 2}) == [chinese.format(n=2)]
    assert phrases.left_out("en", {rule: 2}) == [english.format(n=2)]
    assert not re.search("[A-Za-z]", chinese.replace("{n}", ""))


def test_a_rule_about_a_column_names_the_column() -> None:
    assert phrases.left_out("en", {"other role": 2}) == ["2 with another “role”"]
    assert phrases.left_out("zh", {"other role": 2}) == ["“role”不符 2 段"]


def test_the_formula_of_a_passage() -> None:
    assert phrases.formula_line("en", Answer([], 0, {}, formula=0.04)) == ""
    assert phrases.formula_line("en", Answer([], 0, {}, formula=0.384)).startswith("38 % of this")


@pytest.mark.parametrize(
    ("span", "said"),
    [((2010, 2012), "2010–2012"), ((2010, None), "from 2010"), ((None, 9), "until 9")],
)
def test_ranges(span: tuple[int | None, int | None], said: str) -> None:
    assert phrases.range_of("en", "chip.years", span) == said


def test_names_of_levels_and_languages() -> None:
    assert phrases.level_name("zh", "county") == "县级"
    assert phrases.level_name("zh", "乡<b>") == "乡<b>"
    assert phrases.language_name("en", "xx") == "xx"


def test_the_rules_are_read_from_the_core() -> None:
    assert set(RULES) == set(phrases.EXCLUSIONS)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("工作报告\u202e", "工作报告"),
        ("\u2069\u202egnp.docx", "gnp.docx"),
        ("\u2067\u2067一", "一"),
        ("\u2066一\u2069\u2069二\u202b", "一二"),
        ("تقرير", "\u2068تقرير\u2069"),
        ("\u202e一\u200f", "\u2068一\u200f\u2069"),
    ],
)
def test_a_name_reads_as_its_letters_stand_and_turns_nothing_around_it(
    text: str, shown: str
) -> None:
    assert isolated(text) == shown
    assert isolated(isolated(text)) == shown


def test_names_without_such_marks_stay_as_they_are() -> None:
    for text in ("", "2016年政府工作报告", "Annual “address” (é)", "﹁竖排﹂"):
        assert isolated(text) == text


def test_what_tells_of_a_speech_isolates_its_names() -> None:
    turned = "甲\u200f"
    place = Place("x", turned, turned + "省", "prefecture", PlaceStatus.STATED)
    named = "\u2068甲\u200f\u2069"
    assert phrases.place_name("zh", place) == named
    assert phrases.place_line("en", place) == f"{named}, \u2068甲\u200f省\u2069"

"""What a pair differs in and what was left in it, in both languages and as text only."""

from __future__ import annotations

from dataclasses import replace

import pytest
from app_pages import Start, html
from fake_explorer import HOSTILE, FakeExplorer

from explorer.answers import Counterpart
from explorer.app.components import measures, telling
from explorer.compare import Trace, TraceKind, differences, tiles
from explorer.free_texts import Cause
from explorer.reuse import Reuse
from explorer.verdict import Verdict

PASSAGE = "今年安排资金12.5亿元，新建学校30所，让鹭津的每一个孩子都能就近上学，办好家门口的学校。"
COPY = "今年安排资金13.1亿元，新建学校42所，让霁州的每一个孩子都能就近上学，办好家门口的学校。"


@pytest.fixture
def pair(small: FakeExplorer) -> Counterpart:
    """A copy with two figures and a name changed, and its model's name left in one place."""
    found = small.compared("000000000000.1.1", "000000000002.1.1")
    told = differences(PASSAGE, COPY, tiles(PASSAGE, COPY))
    assert told.near_identical
    left = Trace("b", TraceKind.PLACE, 0, 2, "鹭津", "鹭津")
    paragraph = replace(found.paragraph, text=COPY)
    return replace(found, paragraph=paragraph, differences=told, traces=(left, left), formula=0.4)


def test_what_differs_is_counted_and_listed(pair: Counterpart) -> None:
    html = telling.show("zh", PASSAGE, "zh", pair)
    assert "除以下各处外，两段相同：" in html and "2 处数字" in html
    assert '<td lang="zh-Hans">12.5</td><td lang="zh-Hans">13.1</td>' in html.replace("亿元", "")
    assert "Identical except for 2 figures" in telling.show("en", PASSAGE, "zh", pair)


def test_identical_passages_are_told_so(pair: Counterpart) -> None:
    same = differences(COPY, COPY, tiles(COPY, COPY))
    html = telling.show("en", COPY, "zh", replace(pair, differences=same, traces=()))
    assert html == '<p class="differ">The two are identical in wording</p>'


def test_nothing_is_told_of_a_pair_that_is_not_near_identical(pair: Counterpart) -> None:
    assert telling.show("en", PASSAGE, "zh", replace(pair, differences=None, traces=())) == ""


def test_a_trace_is_told_once(pair: Counterpart) -> None:
    html = telling.show("zh", PASSAGE, "zh", pair)
    assert html.count("对应段落在共用的文字里写有“鹭津”，是所选段落的地方（鹭津）") == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", list(TraceKind))
@pytest.mark.parametrize("side", ["a", "b"])
def test_each_trace_has_words(pair: Counterpart, lang: str, kind: TraceKind, side: str) -> None:
    trace = Trace(side, kind, 0, 1, HOSTILE[1], HOSTILE[0])
    html = telling.show(lang, PASSAGE, "zh", replace(pair, differences=None, traces=(trace,)))
    assert "&lt;iframe" in html and "&lt;script" in html
    assert "<iframe" not in html and "<script" not in html


def test_each_number_has_a_row_and_a_bar_of_its_own(pair: Counterpart) -> None:
    html = measures.show("en", replace(pair, wording=0.5))
    assert html.count('<span class="bar">') == 2
    assert "50 % of the shorter passage is shared, 40 % of that formula" in html
    assert '<i class="own" style="width:30.0%"></i><i class="common" style="width:20.0%">' in html
    assert measures.reuse("en", pair) == ""


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("zh", "13 对由语言模型判读，10 对是沿用；按各类段落对通常出现的多少折算，约 52%"),
        ("en", "a language model judged 13 pairs like this one, 10 to be a reuse: about 52 %"),
    ],
)
def test_what_such_pairs_were_is_counted_beside_the_share(
    pair: Counterpart, lang: str, told: str
) -> None:
    html = measures.reuse(lang, replace(pair, reuse=Reuse(0.99, 0.8, 1.0, 13, 10, 0.52)))
    assert told in html.replace("\u00a0", " ")
    assert "80" not in html and "99" not in html, "the estimate promises more than came true"


def test_of_a_formula_no_reuse_is_told(pair: Counterpart) -> None:
    facts = replace(pair, reuse=Reuse(0.5, 0.4, 0.8, 22, 10, 0.5), verdict=Verdict.FORMULA)
    assert measures.reuse("zh", facts) == ""
    assert measures.reuse("zh", replace(facts, verdict=Verdict.SAME_TOPIC)) != ""


def test_a_pair_without_a_verdict_or_shared_wording(pair: Counterpart) -> None:
    poor = replace(pair, verdict=None, wording=0.0, percentile=None)
    assert "no reuse seen" in measures.verdict("en", poor)
    html = measures.show("en", poor)
    for lang, missing, said in (
        ("zh", Cause.LITTLE, "文字太短"),
        ("zh", Cause.PAIR, "两种语言的段落太少"),
        ("en", Cause.LANGUAGE, "no text in the language of the passage"),
    ):
        assert said in measures.show(lang, poor, missing)
        assert "语料太小" not in measures.show(lang, poor, missing)
    assert "no shared wording" in html and "no percentile" in html and "formula" not in html


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("一一一一一一一一一一一一", "文字太短，或者只是重复"),
        ("这一段话够长，说的是办好每一件代表建议", "两种语言"),
    ],
)
def test_the_card_says_why_there_is_no_percentile(
    start: Start, small: FakeExplorer, query: str, said: str
) -> None:
    small.percentile = None
    text = html(start(small, "search", q=query))
    assert said in text and "语料太小" not in text

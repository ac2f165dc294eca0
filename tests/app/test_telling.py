"""What a pair differs in and what was left in it, in both languages and as text only."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fake_explorer import HOSTILE, FakeExplorer

from explorer.answers import Counterpart
from explorer.app.components import measures, telling
from explorer.compare import Trace, TraceKind, differences, tiles
from explorer.reuse import Reuse

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


def test_a_probability_stands_with_its_reliability(pair: Counterpart) -> None:
    html = measures.reuse("en", replace(pair, reuse=Reuse(0.71, 0.4, 1.0, 35, 0.51)))
    assert "51 % of 35 pairs like this one (estimated at 40–100 %)" in html
    assert "by a language model" in html, "no person has judged them"


def test_a_pair_without_a_verdict_or_shared_wording(pair: Counterpart) -> None:
    poor = replace(pair, verdict=None, wording=0.0, percentile=None)
    assert "no reuse seen" in measures.verdict("en", poor)
    html = measures.show("en", poor)
    assert "no shared wording" in html and "no percentile" in html and "formula" not in html

"""Cities by cities, and a passage over time: in both languages, over small and hostile corpora."""

from __future__ import annotations

import csv
import io
import json
import re
from types import SimpleNamespace
from typing import Any

import fake_explorer
import fake_pairs
import pandas as pd
import pytest
from app_pages import PAGES, Start, component, html
from fake_explorer import SHARED
from fake_pairs import PairedExplorer
from streamlit.testing.v1 import AppTest

from explorer.answers import Answer, Counterpart
from explorer.app.components import charting, maps, matrix
from explorer.verdict import Verdict

FIRST = "000000000000.1.2"
"""The earliest paragraph that has the passage."""
SECOND, LAST = "000000000001.1.2", "000000000006.1.2"


@pytest.fixture(autouse=True)
def pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PAGES, "cities", "views/cities.py")
    monkeypatch.setitem(PAGES, "timeline", "views/timeline.py")


@pytest.fixture
def shared() -> PairedExplorer:
    return fake_pairs.passages()


def specs(app: AppTest) -> list[dict[str, Any]]:
    return [json.loads(one.proto.spec) for one in app.get("vega_lite_chart")]


def alts(app: AppTest) -> list[str]:
    return [one.proto.alt for one in app.get("vega_lite_chart")]


def domain(app: AppTest) -> list[str]:
    """The rows of the matrix, in order."""
    found: list[str] = specs(app)[0]["encoding"]["y"]["scale"]["domain"]
    return found


@pytest.mark.parametrize("page", ["cities", "timeline"])
def test_the_words_of_every_chart_can_be_read(
    start: Start, shared: PairedExplorer, page: str
) -> None:
    found = specs(start(shared, page, p=FIRST))
    assert found
    for spec in found:
        for part in ("axis", "legend"):
            assert spec["config"][part]["labelColor"] == charting.LIGHT.words
            assert spec["config"][part]["titleColor"] == charting.LIGHT.words


# --- cities ---


@pytest.mark.parametrize(("lang", "said"), [("zh", "每格是行城市的段落里"), ("en", "Each cell is")])
def test_the_matrix_says_what_its_colours_mean_and_what_it_counts(
    start: Start, shared: PairedExplorer, lang: str, said: str
) -> None:
    app = start(shared, "cities", lang=lang)
    text = html(app)
    assert said in text
    counted = {"zh": "共 4 个城市的 10 段", "en": "10 paragraphs of 4 cities"}
    left = {"zh": "未计入：地名不详的 4 段", "en": "left out: 4 paragraphs of no known place"}
    assert counted[lang] in text and left[lang] in text
    assert {"zh": "50% 或以上", "en": "50 % or more"}[lang] in text
    assert re.search({"zh": "4 行 × 4 列", "en": "4 rows by 4 columns"}[lang], alts(app)[0])
    assert len(app.dataframe[0].value) == 6


def test_a_link_opens_the_pairs_of_two_cities_in_its_direction(
    start: Start, shared: PairedExplorer
) -> None:
    app = start(shared, "cities", lang="en", mr="X10200", mc="X10100")
    assert "2 of 4 paragraphs of 霁州 have a counterpart in 鹭津 (50 %)" in html(app)
    pairs = component(app, "pairs")["pairs"]
    assert [pair["id"] for pair in pairs] == [f"{SECOND} {FIRST}", f"000000000004.1.2 {FIRST}"]
    assert pairs[0]["numbers"] == "verbatim · 90 % shared · closer than 99.9 % of random pairs"
    assert pairs[0]["row"]["where"] == "霁州 2010–2013"
    assert pairs[0]["column"]["where"] == "鹭津 2009"
    assert pairs[0]["href"].startswith("./?") and f"p={SECOND}&r={FIRST}" in pairs[0]["href"]
    app.button(key="swap").click().run()
    assert (app.query_params["mr"], app.query_params["mc"]) == ("X10100", "X10200")
    assert "1 of 2 paragraphs of 鹭津 have a counterpart in 霁州 (50 %)" in html(app)


def test_the_boxes_choose_what_a_click_chooses(start: Start, shared: PairedExplorer) -> None:
    app = start(shared, "cities")
    assert "点选一格" in html(app)
    numbers = {code: n for n, code in enumerate(["X10100", "X10200", "X10300", "X10400"])}
    app.selectbox(key="end row 0@zh").set_value(numbers["X10300"]).run()
    assert dict(app.query_params) == {"mr": "X10300", "g": "gen-000007"}
    app.selectbox(key="end column 0@zh").set_value(numbers["X10400"]).run()
    assert app.query_params["mc"] == "X10400"
    assert "蓼川的 2 段在汐湾都没有对应" in html(app)
    app.selectbox(key="end row 0@zh").set_value(None).run()
    assert "mr" not in app.query_params


@pytest.mark.parametrize(
    ("params", "order"),
    [
        ({"mo": "geography"}, ["蓼川", "汐湾", "霁州", "鹭津"]),
        ({"mo": "name"}, ["汐湾", "蓼川", "鹭津", "霁州"]),
    ],
)
def test_the_order_is_in_the_link(
    start: Start, shared: PairedExplorer, params: dict[str, str], order: list[str]
) -> None:
    assert domain(start(shared, "cities", **params)) == order


def test_without_coordinates_the_order_goes_by_province(start: Start) -> None:
    index = fake_pairs.passages()
    options = start(index, "cities", lang="en").get("button_group")[3].options
    assert "north-west to south-east" in options
    index.points = {}
    app = start(index, "cities", lang="en", mo="geography")
    options = app.get("button_group")[3].options
    assert "by province" in options
    assert domain(app) == ["蓼川", "汐湾", "鹭津", "霁州"]


def test_the_measure_and_the_years_are_in_the_link(start: Start, shared: PairedExplorer) -> None:
    app = start(shared, "cities", lang="en", mm="rare", mr="X10100")
    assert specs(app)[0]["encoding"]["color"]["field"] == "rare"
    assert "formulas aside" in html(app)
    app.get("button_group")[1].set_value("years").run()
    assert (app.query_params["mx"], "mr" in app.query_params) == ("years", False)
    assert "The row" not in html(app) and "row year" in html(app)
    assert domain(app) == ["2009", "2015", "2016"]
    assert "of no certain year or no known place" in html(app)
    years = start(shared, "cities", lang="en", mx="years", mr="2015", mc="2009")
    assert "1 of 2 paragraphs of 2015 have a counterpart in 2009" in html(years)


def test_the_largest_cities_come_first_and_all_on_request(start: Start) -> None:
    index = fake_pairs.crowd(64, 2)
    app = start(index, "cities", lang="en")
    assert len(domain(app)) == 60
    assert "120 paragraphs of 60 cities" in html(app)
    assert "left out: 4 cities with fewer paragraphs" in html(app)
    app.toggle(key="every@en").set_value(True).run()
    assert app.query_params["ma"] == "1"
    assert len(domain(app)) == 64
    assert len(app.dataframe[0].value) <= matrix.LISTED
    assert "highest cells; all" in html(app)


def test_codes_that_a_link_asks_for_in_vain_are_named(start: Start, shared: PairedExplorer) -> None:
    text = html(start(shared, "cities", lang="en", mr="X99", mc="2009"))
    assert "This chart has no X99" in text and "This chart has no 2009" in text
    assert "Select a cell" in text


@pytest.mark.parametrize(("lang", "said"), [("zh", "只有一个城市"), ("en", "one city only")])
def test_one_city_cannot_be_compared(start: Start, lang: str, said: str) -> None:
    app = start(fake_pairs.one_city(), "cities", lang=lang)
    assert said in html(app) and not specs(app)
    years = html(start(fake_pairs.one_city(), "cities", lang="en", mx="years"))
    assert "Fewer than two certain years" in years


def test_an_index_without_pairs_tells_the_command(start: Start, shared: PairedExplorer) -> None:
    shared.pairs = None
    text = html(start(shared, "cities", lang="en"))
    assert "This index was built without its pairs" in text
    assert "rebuild_index.py CORPUS --index INDEX --join" in text


def test_without_reuse_there_is_nothing_to_compare(start: Start, shared: PairedExplorer) -> None:
    app = start(shared.join([]), "cities", lang="en")
    assert "Nothing is shared" in html(app) and not specs(app)


def test_all_cells_can_be_had_as_a_file(shared: PairedExplorer) -> None:
    content = matrix.csv(shared, years=False)  # type: ignore[arg-type]
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    cells = {(row["from_code"], row["to_code"]): row for row in rows}
    assert len(cells) == 6
    assert cells["X10200", "X10100"]["with_counterpart"] == "2"


# --- a passage over time ---


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "zh",
            "见于 4 个城市、2 个省份、2 篇地名不详的讲话，2009–2020 年；本语料中最早：鹭津 2009；"
            "从最早到最晚相隔 11 年；1 处年份不详。",
        ),
        (
            "en",
            "4 cities, 2 provinces, 2 speeches of no known place, 2009–2020; earliest in this "
            "corpus: 鹭津 2009; from the earliest to the latest 11 years; 1 of no known year.",
        ),
    ],
)
def test_the_timeline_in_one_sentence(
    start: Start, shared: PairedExplorer, lang: str, said: str
) -> None:
    app = start(shared, "timeline", lang=lang, p=FIRST)
    text = html(app)
    assert said in text
    assert SHARED in text, "the passage stands on top"
    assert "first ever" not in text
    assert len(app.dataframe[0].value) == 7
    assert len(specs(app)) == 2, "the chart and the map"
    assert all(alts(app))


def test_where_years_do_not_tell_no_one_place_is_the_earliest(start: Start) -> None:
    index = PairedExplorer()
    for number, when in enumerate([(2008, 2012), (2010, 2010), (2011, 2011)]):
        where = fake_pairs.place(f"X{number}", f"城{number}")
        index.add(where, fake_pairs.years(*when), "讲话", [SHARED])
    index.join([(0, 1, Verdict.EDITED, 0.5), (0, 2, Verdict.EDITED, 0.5)])
    text = html(start(index, "timeline", lang="en", p="000000000000.1.1"))
    assert "may be 城0 2008–2012, 城1 2010; the years do not tell which" in text
    assert "from the earliest to the latest 1 to 3 years" in text


def test_ranges_are_lines_and_what_has_no_year_stands_in_its_strip(
    start: Start, shared: PairedExplorer
) -> None:
    layers = specs(start(shared, "timeline", lang="en", p=FIRST))[0]["layer"]
    marks = [layer["mark"]["type"] for layer in layers]
    assert marks == ["rect", "rule", "rule", "point"]
    point = layers[-1]["encoding"]
    assert point["color"]["field"] == point["shape"]["field"] == "kind"
    kinds = ["the passage itself", "verbatim", "edited", "paraphrase", "translation"]
    assert point["shape"]["scale"]["domain"] == kinds
    assert point["y"]["scale"]["domain"] == [
        "鹭津", "霁州", "蓼川", "汐湾", "Place masked or not known",
    ]  # fmt: skip
    assert "'not known'" in point["x"]["axis"]["labelExpr"]


def test_a_selected_occurrence_is_compared_with_the_passage(
    start: Start, shared: PairedExplorer
) -> None:
    app = start(shared, "timeline", lang="en", p=FIRST, r=SECOND)
    text = html(app)
    assert text.count('<mark class="tile t1"') == 2
    assert "verbatim · 90 % shared" in text
    opened = next(link for link in app.page_link if link.label.startswith("Open this pair"))
    assert f"p={FIRST}&r={SECOND}" in opened.proto.query_string


def test_the_passage_itself_is_not_compared_with_itself(
    start: Start, shared: PairedExplorer
) -> None:
    text = html(start(shared, "timeline", lang="en", p=FIRST, r=FIRST))
    assert '<mark class="tile' not in text and "not on this timeline" not in text


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({}, "Choose a passage to see it over time"),
        ({"p": "ffffffffffff.1.1"}, "This index has no paragraph ffffffffffff.1.1"),
        ({"p": FIRST, "r": "ffffffffffff.1.1"}, "This index has no paragraph ffffffffffff.1.1"),
        ({"p": FIRST, "r": "000000000003.1.1"}, "is not on this timeline"),
        ({"p": "000000000000.1.1"}, "No other speech has a verbatim"),
        ({"q": "…！"}, "Choose a passage to see it over time"),
    ],
)
def test_every_link_says_something(
    start: Start, shared: PairedExplorer, params: dict[str, str], said: str
) -> None:
    assert said in html(start(shared, "timeline", lang="en", **params))


@pytest.mark.parametrize(
    ("lang", "exact", "said"),
    [
        ("zh", True, "100% 是套话，不逐一列出；其中最长的一句“其余的话”见于 7 篇讲话（4 地）。"),
        ("zh", False, "至少见于 7 篇讲话（4 地）。"),
        ("en", True, "100 % of this passage is formula"),
    ],
)
def test_of_a_passage_that_is_formula_it_is_told_how_far_that_has_spread(
    start: Start, shared: PairedExplorer, lang: str, exact: bool, said: str
) -> None:
    alone = "000000000000.1.1"
    text = shared.paragraph(alone).text
    spread = SimpleNamespace(places=4, provinces=3, unplaced=2, groups=7)
    shared.runs = [
        SimpleNamespace(start=0, end=4, tokens=4, total=spread, exact=exact),
        SimpleNamespace(start=3, end=len(text), tokens=3, total=spread, exact=exact),
    ]
    app = start(shared, "timeline", lang=lang, p=alone)
    found = html(app).replace("\u00a0", " ")
    assert said in found
    assert "没有找到" not in found and "No other speech" not in found, "all say it"
    assert any(one.proto.page.endswith("formulas") for one in app.page_link)
    shared.runs = shared.runs[:1]
    shared.created += " and other runs"
    part = html(start(shared, "timeline", lang=lang, p=alone))
    assert "是套话，不逐一列出" not in part and "is formula" not in part
    assert {"zh": "没有找到", "en": "No other speech"}[lang] in part


def searched(index: PairedExplorer, found: list[tuple[str, Verdict]]) -> None:
    """Let a search find these paragraphs."""

    def counterparts(query: str, **asked: Any) -> Answer:
        results = [
            Counterpart(rank, index.paragraph(id), index.speech(id[:-2]), 0.5, 99.0, 0.4,
                        sure_year=True, sure_place=True, verdict=verdict)
            for rank, (id, verdict) in enumerate(found, 1)
        ]  # fmt: skip
        return Answer(results, len(results), {})

    index.counterparts = counterparts  # type: ignore[method-assign]


def test_without_pairs_the_passage_is_searched_for(start: Start, shared: PairedExplorer) -> None:
    shared.pairs = None
    searched(shared, [(SECOND, Verdict.EDITED), (LAST, Verdict.SAME_TOPIC)])
    app = start(shared, "timeline", lang="en", p=FIRST)
    assert "2 cities, 1 province, 2009–2013" in html(app)
    assert len(app.dataframe[0].value) == 2


def test_a_passage_of_ones_own_over_time(start: Start, shared: PairedExplorer) -> None:
    searched(shared, [(FIRST, Verdict.VERBATIM), (SECOND, Verdict.PARAPHRASE)])
    app = start(shared, "timeline", lang="en", q=f"{SHARED}。", r=SECOND)
    text = html(app)
    assert "Your passage" in text and "paraphrase · 40 % shared" in text
    assert [link.label for link in app.page_link][-1] == "Open it in Search"


def test_where_all_are_of_one_year_nobody_is_called_the_first(start: Start) -> None:
    index = PairedExplorer({"X0": [110.0, 30.0], "X1": [110.1, 30.0]})
    for number in range(2):
        where = fake_pairs.place(f"X{number}", f"城{number}")
        index.add(where, fake_pairs.years(2024), "讲话", [SHARED])
    index.join([(0, 1, Verdict.EDITED, 0.5)])
    app = start(index, "timeline", lang="en", p="000000000000.1.1")
    assert "all are of 2024, so the years do not tell who was first" in html(app)
    assert "earliest in this corpus" not in html(app)


def test_names_on_the_map_do_not_cover_one_another() -> None:
    near = {"longitude": [110.0, 110.2, 110.4], "latitude": [30.0, 30.0, 30.0]}
    data = pd.DataFrame(near | {"label": ["甲甲甲 2010", "乙乙乙 2011", "丙丙丙 2012"]})
    assert maps._names(data, 0.01, 0.01) == ["right", None, None]
    assert maps._names(data, 0.001, 0.001) == ["left", "left", "right"]


def test_places_without_coordinates_are_not_on_the_map(start: Start) -> None:
    index = fake_pairs.passages()
    assert "1 city has no coordinates" in html(start(index, "timeline", lang="en", p=FIRST))
    index.points = {}
    assert len(specs(start(index, "timeline", lang="en", p=FIRST))) == 1


# --- both ---


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("page", "params"),
    [
        ("cities", {"mr": "X0", "mc": "X1"}),
        ("timeline", {"p": "000000000000.1.1", "r": "000000000001.1.1"}),
        ("timeline", {"q": fake_explorer.HOSTILE[1]}),
    ],
)
def test_nothing_of_a_hostile_corpus_becomes_markup(
    start: Start, page: str, params: dict[str, str], lang: str
) -> None:
    index = fake_pairs.hostile()
    searched(index, [("000000000001.1.1", Verdict.EDITED)])
    app = start(index, page, lang=lang, **params)
    text = html(app)
    for tag in ("<script", "<iframe", "<img", "</style", "<style"):
        assert tag not in text
    assert not app.markdown and not app.caption
    assert specs(app)


@pytest.mark.parametrize("page", ["cities", "timeline"])
def test_switching_the_language_keeps_the_link(
    start: Start, shared: PairedExplorer, page: str
) -> None:
    params = {"mr": "X10200", "mc": "X10100", "p": FIRST, "r": SECOND, "mo": "name"}
    app = start(shared, page, **params)
    app.get("button_group")[0].set_value("en").run()
    assert dict(app.query_params) == {"lang": "en", "g": "gen-000007"} | params
    assert not app.exception


def ratio(one: str, other: str) -> float:
    """Contrast of two colours (WCAG 2)."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("colours", "page"), [(charting.LIGHT, "#fdfcfa"), (charting.DARK, "#191b1e")]
)
def test_marks_stand_out_from_the_page(colours: charting.Colours, page: str) -> None:
    for colour in (*colours.kinds, colours.line, colours.strong, colours.early):
        assert ratio(colour, page) >= 3, colour
    assert len(set(colours.kinds)) == len(colours.kinds)
    assert ratio(colours.pale, colours.strong) >= 3, "a scale from pale to strong can be told"

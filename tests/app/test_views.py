"""Every page in both languages, over small, hostile and poor corpora."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

import evidence_pair
import fake_explorer
import pytest
from app_pages import PAGES, Start, component, html
from fake_explorer import HOSTILE, SHARED, FakeExplorer

from explorer.app.components import results
from explorer.app.lookups import Spread
from explorer.errors import IndexDamaged, IndexMissing
from explorer.export import speech_rows
from explorer.records import Dating, Place, PlaceStatus, YearStatus

FIRST = "000000000000.1"
FOURTH = f"{FIRST}.4"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("locale", "title"), [("zh-CN", "讲话对读"), ("de-DE", "Speech counterp")])
def test_each_page_in_each_language(
    start: Start, small: FakeExplorer, page: str, locale: str, title: str
) -> None:
    app = start(small, page, locale=locale, q=SHARED)
    assert title in html(app)
    assert "fake-model" in html(app) and "gen-000007" in html(app)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_of_a_hostile_corpus_becomes_markup(
    start: Start, hostile: FakeExplorer, page: str, lang: str
) -> None:
    app = start(hostile, page, lang=lang, p=f"{FIRST}.1", q=HOSTILE[1], cf="X0.X1")
    page_html = html(app)
    for tag in ("<script", "<iframe", "<img", "</style", "<style"):
        assert tag not in page_html
    assert not app.markdown and not app.caption
    for button in app.button:
        assert not re.search(r"(?<!\\)[<\[`$]", button.label), button.label


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_name_that_turns_the_direction_turns_nothing_around_it(
    start: Start, small: FakeExplorer, lang: str
) -> None:
    place = Place("X90000", "城\u202e", "省\u202e", "prefecture", PlaceStatus.STATED)
    dating = Dating(1990, 1990, 1990, YearStatus.STATED)
    title, document = "题\u202e", "文\u202etxt.exe"
    own = small.add(place, dating, title, [SHARED], document=document)
    app = start(small, lang=lang, p=FOURTH, r=f"{own}.1")
    for name in ("城\u202e", "省\u202e", title, document):
        assert name.replace("\u202e", "") in html(app)
    assert "\u202e" not in html(app)
    rows = {row["speech_id"]: row for row in speech_rows(small)}  # type: ignore[arg-type]
    assert [rows[own][field] for field in ("title", "place", "document")] == [
        title, "城\u202e", document,
    ]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_fault_while_a_page_is_drawn_is_told_in_its_language(
    start: Start,
    small: FakeExplorer,
    monkeypatch: pytest.MonkeyPatch,
    page: str,
    lang: str,
) -> None:
    line = "/x/windows.npy cannot be read; build it with: python x"
    told = {"zh": "文件 /x/windows.npy 读不了；请运行：python x", "en": line}

    def broken(*args: object) -> None:
        raise IndexDamaged(line)

    monkeypatch.setattr("explorer.app.components.asking.show", broken)
    monkeypatch.setattr("explorer.app.desk.lay_out", broken)
    monkeypatch.setattr("explorer.app.components.facts.overview", broken)
    assert told[lang] in html(start(small, page, lang=lang))


def test_a_start_without_a_link_shows_the_first_speech(start: Start, small: FakeExplorer) -> None:
    app = start(small)
    assert app.query_params == {}
    assert app.selectbox(key="city@zh").value == "X10100"
    assert component(app, "reading")["speech"] == FIRST
    assert "点选左边任意一段" in html(app)


def test_a_speech_is_shown_whole_and_in_order(start: Start, small: FakeExplorer) -> None:
    data = component(start(small), "reading")
    assert [line["kind"] for line in data["lines"]] == [
        "title", "paragraph", "heading", "paragraph", "paragraph", "paragraph", "remark",
    ]  # fmt: skip
    assert [line["number"] for line in data["lines"] if line["id"]] == [1, 2, 3, 4]
    assert data["language"] == "zh-Hans"


def test_a_selected_paragraph_and_its_counterpart(start: Start, small: FakeExplorer) -> None:
    app = start(small, p=FOURTH)
    text = html(app)
    assert "与鹭津（2012）第 4 段最接近的 3 段（每篇讲话至多一段；" in text
    assert "；共比较 " in text
    assert "段），来自 2 地，地名不详 1 段" in text
    assert "同一讲话及其转载 4 段、同城 4 段、同年 12 段" in text
    assert "比 99.9% 的随机段落对更接近" in text
    assert "较短一段的 25% 与另一段共用" in text
    assert '<mark class="tile t1" data-n="1">' in text
    assert ["讲三点：" + SHARED in s[0] for s in component(app, "selection")["segments"]].count(
        True
    )
    results = component(app, "results")["results"]
    assert [r["where"] for r in results] == ["霁州", "蓼川", "地名已隐去"]
    assert results[2]["flags"] == ["可能为同一年", "可能为同一地方"]


def test_a_percentile_that_cannot_be_given_is_explained(start: Start, small: FakeExplorer) -> None:
    small.percentile = None
    assert "no percentile: " in html(start(small, locale="en", p=FOURTH))


def test_context_is_shown_on_request(start: Start, small: FakeExplorer) -> None:
    app = start(small, p=FOURTH)
    assert 'class="context' not in html(app)
    app.toggle(key="context").set_value(True).run()
    assert html(app).count('class="context') == 3
    assert '<p class="context">谢谢大家！</p>' in html(app)


def test_sentences_are_set_side_by_side_on_request(start: Start, small: FakeExplorer) -> None:
    app = start(small, locale="en", p=FOURTH)
    assert "sentences" not in html(app)
    app.toggle(key="by sentence").set_value(True).run()
    page = html(app)
    assert '<tr class="s1" tabindex="0"><td class="words" lang="zh-Hans">' in page
    assert "<span>close</span>" in page
    assert 'class="sentence-of s1"' in page, "the counterpart's sentences light up, too"
    segments = component(app, "selection")["segments"]
    assert all(1 in sentences for _, _, _, sentences in segments)


def test_paragraphs_are_marked_by_what_they_are(
    start: Start, small: FakeExplorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = {f"{FIRST}.1": "formula", f"{FIRST}.2": "edited", f"{FIRST}.3": "no counterpart"}
    monkeypatch.setattr("explorer.app.lookups.kinds", lambda explorer, speech: kinds)
    data = component(start(small, locale="en"), "reading")
    marks = {line["id"]: line["mark"] for line in data["lines"] if line["id"]}
    assert marks == dict(zip(marks, ["formula", "edited", "own", None], strict=True))
    assert [(entry["label"], entry["n"]) for entry in data["legend"]] == [
        ("edited", 1), ("formula", 1), ("no counterpart elsewhere (later texts aside)", 1),
    ]  # fmt: skip
    assert data["words"]["edited"] == "edited" and "own" not in data["words"]


def test_without_pairs_nothing_is_marked(start: Start, small: FakeExplorer) -> None:
    data = component(start(small), "reading")
    assert data["legend"] == [] and {line["mark"] for line in data["lines"]} == {None}


def test_formula_within_the_passage_is_paler(
    start: Start, small: FakeExplorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.app.lookups.formula_spans", lambda *asked: [(0, 2)])
    segments = component(start(small, p=FOURTH), "selection")["segments"]
    assert segments[0][2] is True and len(segments[0][0]) == 2
    assert not any(formula for _, _, formula, _ in segments[1:])


def test_how_far_the_passage_has_spread_leads_to_its_timeline(
    start: Start, small: FakeExplorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Spread(places=18, speeches=22, years=(2009, 2024))
    monkeypatch.setattr("explorer.app.lookups.spread", lambda explorer, paragraph: found)
    app = start(small, locale="en", p=FOURTH, r="000000000005.1.4")
    link = next(one for one in app.page_link if "timeline" in one.label)
    assert link.label == "In 18 cities, 2009–2024: timeline"
    assert link.proto.page == "timeline"
    assert dict(parse_qsl(link.proto.query_string))["p"] == FOURTH


def test_more_counterparts_are_asked_for_page_by_page(start: Start, small: FakeExplorer) -> None:
    for n in range(30):
        place = Place(f"Y{n}", f"城{n}", "澜西", status=PlaceStatus.STATED)
        small.add(place, Dating(1990, 1990, 1990, YearStatus.STATED), "讲话", [SHARED])
    app = start(small, p=FOURTH)
    assert len(component(app, "results")["results"]) == 20
    app.button(key="more results").click().run()
    assert app.query_params["k"] == "100"
    assert len(component(app, "results")["results"]) == 33
    assert "more results" not in [button.key for button in app.button]


def test_the_table_says_and_sorts_by_each_number(start: Start, small: FakeExplorer) -> None:
    data = component(start(small, locale="en", p=FOURTH), "results")
    assert [name for name, _ in data["columns"]] == [
        "rank", "where", "when", "verdict", "meaning", "wording", "formula", "excerpt",
    ]  # fmt: skip
    first = data["results"][0]
    assert first["cells"]["meaning"] == "99.9%" and first["cells"]["wording"] == "25%"
    assert first["order"]["when"] == 2020 and first["order"]["wording"] == 0.25


@pytest.mark.parametrize("text", ["字", "a", "长" * 5_000, f"{SHARED}。" * 150])
def test_a_passage_of_any_length(start: Start, small: FakeExplorer, text: str) -> None:
    app = start(small, "search", locale="en", q=text)
    assert "Closest to your passage" in html(app)
    app.toggle(key="by sentence").set_value(True).run()
    assert "sentences" in html(app)


def test_stepping_through_the_counterparts(start: Start, small: FakeExplorer) -> None:
    app = start(small, p=FOURTH)
    assert app.button(key="previous").disabled
    app.button(key="next").click().run()
    assert app.query_params["r"] == "000000000005.1.4"
    assert app.query_params["g"] == "gen-000007"
    assert "第 2 段，共 3 段" in html(app)
    app.button(key="next").click().run()
    assert app.button(key="next").disabled


def test_a_key_pressed_before_the_page_is_drawn_steps_on(start: Start, small: FakeExplorer) -> None:
    app = start(small, p=FOURTH)
    ids = [one["id"] for one in component(app, "results")["results"]]
    app.query_params["r"] = ids[1]  # the step before, which the page does not show yet
    app.button(key="next").click().run()
    assert app.query_params["r"] == ids[2]


def test_presses_are_counted_where_they_are_made(start: Start, small: FakeExplorer) -> None:
    app = start(small, p=FOURTH)
    ids = [one["id"] for one in component(app, "results")["results"]]
    steps, marking = component(app, "steps"), component(app, "marking")
    assert (steps["ids"], steps["at"], marking["selected"]) == (ids, 0, ids[0])
    outside = component(start(small, p=FOURTH, r="000000000001.1.1"), "steps")
    assert (outside["ids"], outside["at"]) == (ids, -1)


def test_what_a_component_is_told_later_has_a_higher_turn(
    start: Start, small: FakeExplorer
) -> None:
    app = start(small, p=FOURTH)
    first = component(app, "selection")
    assert component(app.run(), "selection") == first, "told the same, it is not sent again"
    app.query_params["p"] = f"{FOURTH[:-1]}1"
    later = component(app.run(), "selection")
    assert later["selected"] != first["selected"]
    assert later["turn"] > first["turn"]


def test_the_way_to_the_counterparts_says_how_many(start: Start, small: FakeExplorer) -> None:
    assert component(start(small), "selection")["below"] == ""
    below = component(start(small, locale="en", p=FOURTH), "selection")["below"]
    assert below == "3 counterparts below: see them ↓"
    none = start(small, p=FOURTH, y="1901-1902")
    assert component(none, "selection")["below"].startswith("没有对应段落")


def test_another_text_of_a_result_opens_in_its_place(start: Start, small: FakeExplorer) -> None:
    other = component(start(small, p=FOURTH), "results")["results"][0]["more"][0][0]
    app = start(small, p=FOURTH, r=other)
    assert "同一讲话的另一文本" in html(app)
    assert "比 99.9% 的随机段落对更接近" in html(app), "its own numbers"


@pytest.mark.parametrize("page", ["read", "search"])
def test_reading_on_in_the_counterpart(start: Start, small: FakeExplorer, page: str) -> None:
    app = start(small, page, p=FOURTH, q="代表建议")
    if page == "read":  # the same page: the address changes with it
        app.button(key="read on").click().run()
        params = dict(app.query_params)
        assert params["p"] != FOURTH
    else:
        link = next(item for item in app.page_link if item.label == "通读这篇讲话")
        params = dict(parse_qsl(link.proto.query_string))
        app = start(small, **params)
    assert component(app, "reading")["speech"] == params["s"]
    assert component(app, "selection")["selected"] == params["p"]


def test_choosing_another_city_and_speech(start: Start, small: FakeExplorer) -> None:
    app = start(small, p=FOURTH)
    app.selectbox(key="city@zh").set_value("unknown").run()
    assert app.query_params == {"c": "unknown", "g": "gen-000007"}
    assert component(app, "reading")["speech"] == "000000000006.1"
    app.selectbox(key="speech@zh").set_value("000000000007.1").run()
    assert app.query_params["s"] == "000000000007.1"


def test_filters_narrow_and_chips_clear(start: Start, small: FakeExplorer) -> None:
    app = start(small, p=FOURTH)
    app.multiselect(key="cities@zh").set_value(["X10200"]).run()
    assert app.query_params["cf"] == "X10200"
    assert small.scopes[-1].places == {"X10200"}
    app.toggle(key="sure@zh").set_value(True).run()
    app.slider(key="years@zh").set_range(2010, 2020).run()
    assert app.query_params["y"] == "2010-2020"
    assert small.scopes[-1].certain_years and small.scopes[-1].years == (2010, 2020)
    app.button(key="chip cities").click().run()
    app.button(key="chip sure").click().run()
    app.button(key="clear filters").click().run()
    assert app.query_params == {"p": FOURTH, "g": "gen-000007"}


def test_an_empty_result_says_which_condition_removed_it(start: Start, small: FakeExplorer) -> None:
    text = html(start(small, locale="en", p=FOURTH, y="1990-1991"))
    assert "Every one of the 32 paragraphs in the index was left out" in text
    assert "12 outside the chosen years" in text
    assert "The filters above removed 12 of them" in text


def test_one_city_only(start: Start) -> None:
    index = fake_explorer.one_city()
    assert "The index knows one city only" in html(start(index, locale="en"))
    assert "No counterparts" in html(start(index, locale="en", p=f"{FIRST}.1"))


def test_an_index_without_speeches(start: Start) -> None:
    assert "索引里没有讲话" in html(start(FakeExplorer()))


def test_switching_the_language_keeps_the_link(start: Start, small: FakeExplorer) -> None:
    app = start(small, p=FOURTH, cf="X10200.X10300", y="2010-2020", r="000000000005.1.4")
    app.get("button_group")[0].set_value("en").run()
    assert app.query_params == {
        "lang": "en",
        "p": FOURTH,
        "r": "000000000005.1.4",
        "cf": "X10200.X10300",
        "y": "2010-2020",
        "g": "gen-000007",
    }
    assert app.multiselect(key="cities@en").value == ["X10200", "X10300"]
    assert "2 of 2" in html(app)


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"p": "ffffffffffff.1.1"}, "no paragraph ffffffffffff.1.1"),
        ({"s": "ffffffffffff.1"}, "no speech ffffffffffff.1"),
        ({"c": "999999"}, "no city with the code 999999"),
        ({"p": FOURTH, "r": "ffffffffffff.1.1"}, "the closest counterpart is shown instead"),
        ({"p": FOURTH, "r": f"{FIRST}.1"}, "not among the closest"),
        ({"g": "gen-000003"}, "made with index gen-000003; the present index is gen-000007"),
    ],
)
def test_a_link_that_cannot_be_restored_says_why(
    start: Start, small: FakeExplorer, params: dict[str, str], said: str
) -> None:
    app = start(small, locale="en", **params)
    assert said in html(app)
    assert component(app, "reading")["lines"]


def test_a_free_passage(start: Start, small: FakeExplorer) -> None:
    app = start(small, "search", locale="en")
    app.text_area(key="query@en").set_value(f"  {SHARED}\x00 ")
    app.form_submit_button[0].click().run()
    assert not app.exception
    assert app.query_params["q"] == SHARED
    said = r"Closest to your passage: 8 passages \(one of a speech at most; .*\), from 3 places"
    assert re.search(said, html(app))
    assert html(app).count("tile t1") == 2
    assert '<div class="passage" lang="zh-Hans"><p class="chosen asked">' in html(app)


def test_a_passage_too_long_stays_in_the_box_with_one_line(
    start: Start, small: FakeExplorer
) -> None:
    app = start(small, "search", locale="en", q=SHARED)
    app.text_area(key="query@en").set_value("长" * 5_001)
    app.form_submit_button[0].click().run()
    assert "Too long: 5,001 characters; at most 5,000." in html(app)
    assert app.text_area(key="query@en").value == "长" * 5_001
    assert app.query_params["q"] == SHARED


def test_an_empty_passage_is_one_line(start: Start, small: FakeExplorer) -> None:
    app = start(small, "search", locale="en")
    app.form_submit_button[0].click().run()
    assert "Write or paste a passage first." in html(app)


def test_the_corpus_notice_stands_on_every_page(start: Start, small: FakeExplorer) -> None:
    small.notice = {"zh": "全为虚构", "en": "All of this is invented"}
    for page in PAGES:
        assert "All of this is invented" in html(start(small, page, locale="en"))


def test_no_index_yet(start: Start, small: FakeExplorer) -> None:
    small.error = IndexMissing("nothing was built in the folder")
    text = html(start(small, locale="en"))
    assert "There is no index yet" in text
    assert "python scripts/serve.py FOLDER" in text


def test_a_damaged_index(start: Start, small: FakeExplorer) -> None:
    line = "windows.npy does not match its hash; build it with: python x"
    small.error = IndexDamaged(line)
    assert "文件 windows.npy 与校验值不符；请运行：python x" in html(start(small))
    assert line in html(start(small, lang="en"))


def test_national_texts_have_an_entry_and_a_name_of_their_own(start: Start) -> None:
    index = fake_explorer.small()
    nation = Place(level="country")
    year = Dating(1999, 1999, 1999, YearStatus.STATED)
    own = [
        index.add(nation, year, "全国的报告", [f"我国修好{n}条路。{SHARED}" for n in range(2)])
        for _ in range(3)
    ]
    app = start(index, c="country")
    assert component(app, "reading")["speech"] == own[0]
    city = app.selectbox(key="city@zh")
    assert city.value == "country"
    assert [one for one in city.options if "全国" in one] == ["全国（3 篇）"]
    assert [one for one in city.options if "不详" in one] == ["地名隐去或不详（2 篇）"]
    assert len(app.selectbox(key="speech@zh").options) == 3
    assert component(start(index, c="unknown"), "reading")["speech"] not in own


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"same_year": True, "sure_year": False}, ["同一年"]),
        ({"sure_year": False}, ["可能为同一年"]),
        ({"same_place": True}, ["同一地方"]),
        ({"sure_place": False}, ["可能为同一地方"]),
        ({}, []),
    ],
)
def test_what_surely_is_of_one_year_or_place_is_not_told_as_possible(
    changes: dict[str, bool], said: list[str]
) -> None:
    facts = evidence_pair.Index().facts(**changes)
    assert results.flags("zh", facts) == said


def test_the_words_of_streamlit_are_chinese_in_chinese(start: Start, small: FakeExplorer) -> None:
    sheets = {
        lang: "".join(one.value for one in start(small, lang=lang).html) for lang in ("zh", "en")
    }
    for words in ("跳到正文", "按 Enter 确定", "+ Enter 提交"):
        assert words in sheets["zh"] and words not in sheets["en"]

"""The pages about a speech, formulas, a draft, the audit and the index, over real small indexes."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote

import pytest
import small_index
from app_pages import MAIN, html
from fake_explorer import HOSTILE, FakeExplorer
from small_index import COMMON, ROAD
from streamlit.testing.v1 import AppTest

from explorer.app import drafted
from explorer.app.components.facts import bibtex
from explorer.app.components.originality import share
from explorer.app.drafted import Refusal
from explorer.app.texts import say
from explorer.formulas import limits
from explorer.index.plan import Tuned
from explorer.search import Explorer

PAGES = ("speech", "formulas", "draft", "audit", "about")


@pytest.fixture(scope="module")
def cities(tmp_path_factory: pytest.TempPathFactory) -> Explorer:
    return small_index.built(tmp_path_factory.mktemp("cities"), small_index.city_files())


@pytest.fixture(scope="module")
def hostile_index(tmp_path_factory: pytest.TempPathFactory) -> Explorer:
    return small_index.built(tmp_path_factory.mktemp("hostile"), small_index.hostile_files(HOSTILE))


@pytest.fixture(scope="module")
def one_speech(tmp_path_factory: pytest.TempPathFactory) -> Explorer:
    name, text = next(iter(small_index.city_files().items()))
    return small_index.built(tmp_path_factory.mktemp("one"), {name: text})


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Open a page over an index, with the parameters of a link."""

    def run(index: Any, page: str, **params: str) -> AppTest:
        monkeypatch.setattr("explorer.app.opening.explorer", lambda: index)
        app = AppTest.from_file(str(MAIN), default_timeout=60)
        app.context = {"locale": "zh-CN", "theme": "light"}
        app.run()
        app.switch_page(f"views/{page}.py")
        for name, value in params.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception, app.exception
        return app

    return run


def speech_of(index: Explorer, document: str) -> Any:
    return next(one for one in index.speeches() if one.document == document)


def links(text: str) -> list[dict[str, list[str]]]:
    return [
        parse_qs(found.replace("&amp;", "&")) for found in re.findall(r'href="\./\?(.*?)"', text)
    ]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_of_a_hostile_corpus_becomes_markup(
    visit: Any, hostile_index: Explorer, page: str, lang: str
) -> None:
    app = visit(hostile_index, page, lang=lang, sk="borrowed", ak=HOSTILE[0], fl="few", fw="<b>")
    text = html(app)
    for tag in ("<script", "<iframe", "<img", "</style", "<style"):
        assert tag not in text
    assert not app.markdown and not app.caption


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_one_speech_is_enough(visit: Any, one_speech: Explorer, page: str, lang: str) -> None:
    text = html(visit(one_speech, page, lang=lang))
    if page == "speech":
        assert say(lang, "origin.one") in text
    if page == "formulas":
        assert say(lang, "formulas.none") in text


@pytest.mark.parametrize("page", PAGES[:4])
def test_an_index_without_speeches(visit: Any, page: str) -> None:
    assert "索引里没有讲话" in html(visit(FakeExplorer(), page))


def test_every_paragraph_has_a_bar_and_a_row_with_its_source(visit: Any, cities: Explorer) -> None:
    later = speech_of(cities, "菏泽_2014.txt")
    text = html(visit(cities, "speech", s=later.id, lang="en"))
    assert text.count('<span class="fill" style=') == later.paragraphs
    assert text.count("<tr>") == 1 + later.paragraphs
    row = next(row for row in text.split("<tr>") if ROAD[:20] in row and "<td" in row)
    assert "borrowed" in row and "金华 2010" in row and "earlier · verbatim" in row
    source = links(row)[-1]
    assert cities.paragraph(source["p"][0]).text.startswith(ROAD)
    assert cities.speech(cities.paragraph(source["r"][0]).speech_id).place.name == "金华"


def test_the_same_year_and_unknown_order_are_no_direction(visit: Any, cities: Explorer) -> None:
    one = speech_of(cities, "洛阳_2016.txt")
    text = html(visit(cities, "speech", s=one.id, lang="en"))
    row = next(row for row in text.split("<tr>") if "宁波 2016" in row)
    assert "same year ·" in row and "earlier ·" not in row


def test_what_is_new_and_what_is_carried_over(visit: Any, cities: Explorer) -> None:
    one = speech_of(cities, "金华_2014.txt")
    app = visit(cities, "speech", s=one.id)
    text = html(app)
    news = text.split('<ol class="news">')[1].split("</ol>")[0]
    assert "能看星星的图书馆" in news and "槐树" not in news
    assert "整段沿用自己往年讲话的占" in text
    app.get("button_group")[1].set_value("carried").run()
    assert app.query_params["sk"] == "carried"
    table = html(app).split('<div class="sheet origins"')[1]
    assert "槐树" in table and "能看星星" not in table and "金华 2010" in table
    first = html(visit(cities, "speech", s=speech_of(cities, "金华_2010.txt").id))
    assert "索引里没有同一地方更早的讲话" in first and "今年新写的" not in first


def test_a_choice_that_is_none_is_told(visit: Any, cities: Explorer) -> None:
    assert "There is no choice nonsense" in html(visit(cities, "speech", lang="en", sk="nonsense"))


def test_an_index_without_pairs_names_the_command(visit: Any, tmp_path: Path) -> None:
    index = small_index.built(tmp_path, small_index.city_files(), join=False)
    assert "scripts/rebuild_index.py FOLDER --index DIR --join" in html(visit(index, "speech"))
    assert "建索引时没有做" in html(visit(index, "about"))


def test_formulas_with_their_counts_and_an_example(visit: Any, cities: Explorer) -> None:
    app = visit(cities, "formulas")
    text = html(app)
    row = next(row for row in text.split("<tr>") if COMMON[:20] in row)
    assert row.count('<td class="number">7</td>') == 1 and ">6</td>" in row and "2010" in row
    (example,) = links(row)
    assert COMMON in cities.paragraph(example["p"][0]).text
    app.text_input(key="words@zh").set_value("  政府的大事 ").run()
    assert app.query_params["fw"] == "政府的大事" and COMMON[:20] in html(app)
    app.text_input(key="words@zh").set_value("不见的词").run()
    assert "其中 0 条" in html(app) and COMMON[:20] not in html(app)
    app.text_input(key="words@zh").set_value("").run()
    app.get("button_group")[1].set_value("few").run()
    assert app.query_params["fl"] == "few" and ROAD[:8] in html(app)


@pytest.mark.parametrize("level", ["everywhere", "province", "few"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_formulas_tell_how_far_their_level_is_in_this_corpus(
    visit: Any, cities: Explorer, lang: str, level: str
) -> None:
    text = html(visit(cities, "formulas", lang=lang, fl=level))
    least = limits(cities.grams.corpus)
    told = {"zh": f"至少 {least.provinces} 个省份", "en": f"at least {least.provinces} provinces"}
    assert told[lang] in text
    assert "两三个地方" not in text and "three provinces" not in text
    if level != "everywhere":
        assert say(lang, f"formulas.limits.{level}", few=3) in text


def test_the_example_is_of_the_first_year(visit: Any, cities: Explorer) -> None:
    text = html(visit(cities, "formulas"))
    row = next(row for row in text.split("<tr>") if COMMON[:20] in row)
    (example,) = links(row)
    earliest = cities.speech(cities.paragraph(example["p"][0]).speech_id)
    assert earliest.dating.earliest == 2010 and '<td class="number">2010</td>' in row


def check(app: AppTest, text: str) -> str:
    app.text_area(key="draft text").set_value(text)
    app.button[0].click().run()
    assert not app.exception, app.exception
    return html(app)


OWN = "火星上的葡萄今年晒成了干，坐纸船的人把它们寄给月亮。"
DRAFT = f"在工作会议上的讲话\n\n同志们：\n\n{ROAD}。\n\n{OWN}"


def test_a_draft_is_compared_in_the_page_and_not_in_the_link(visit: Any, cities: Explorer) -> None:
    app = visit(cities, "draft", lang="en")
    text = check(app, DRAFT)
    assert "2 paragraphs: 1 verbatim" in text and "all cities, all years" in text
    found = re.findall(r"<details.*?</details>", text, re.DOTALL)
    assert len(found) == 2
    assert f'<mark class="shared">{ROAD}' in found[0] and "formula 0 %" in found[0]
    assert ROAD in cities.paragraph(links(found[0])[0]["p"][0]).text
    address = unquote(str(dict(app.query_params)))
    assert not any(ROAD[at : at + 6] in address + unquote(str(links(text))) for at in range(30))


def test_city_and_year_of_a_draft_leave_these_out(visit: Any, cities: Explorer) -> None:
    place = speech_of(cities, "金华_2010.txt").place.code
    text = check(visit(cities, "draft", lang="en", dc=place, dy="2016", t="earlier"), DRAFT)
    assert "cities other than 金华, years before 2016" in text
    names = set(re.findall(r'<p class="where"><b>(.*?)</b>', text)) - {"Draft"}
    assert names and all(name.endswith(" 2014") and "金华" not in name for name in names)


def test_earlier_needs_the_year_of_the_draft(visit: Any, cities: Explorer) -> None:
    text = check(visit(cities, "draft", lang="en", t="earlier"), DRAFT)
    assert "Earlier and later need the year of the draft" in text and "all years" in text


def test_a_draft_is_forgotten_on_request(visit: Any, cities: Explorer) -> None:
    app = visit(cities, "draft", lang="en")
    assert "<details" in check(app, DRAFT)
    app.button(key="forget draft").click().run()
    assert "<details" not in html(app) and app.text_area(key="draft text").value == ""


@pytest.mark.parametrize(
    ("draft", "said"),
    [("", "Paste a draft"), ("……——", "no words"), ("长" * 200_001, "200,001 characters, 200,000")],
)
def test_a_draft_that_cannot_be_compared_is_one_line(
    visit: Any, cities: Explorer, draft: str, said: str
) -> None:
    text = check(visit(cities, "draft", lang="en"), draft)
    assert len(re.findall('<p class="notice"', text)) == 1 and said in text


def test_a_hostile_draft_stays_text(visit: Any, cities: Explorer) -> None:
    text = check(visit(cities, "draft"), "\n\n".join(f"{one}{ROAD}" for one in HOSTILE))
    for tag in ("<script", "<iframe", "<img", "</style", "<style"):
        assert tag not in text


def test_an_upload_is_judged_by_its_size_and_kind() -> None:
    with pytest.raises(Refusal, match="draft.large") as told:
        drafted.text_of_file("a.txt", 50 * 2**20, b"")
    assert told.value.values == {"n": 50, "most": 10}
    with pytest.raises(Refusal, match="draft.kind"):
        drafted.text_of_file("a.exe", 3, b"MZ.")
    assert drafted.text_of_file("../../<b>.txt", 9, ROAD.encode()) == ROAD


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "草稿读不了：&lt;b&gt;稿.docx 不完整、已损坏，"),
        ("en", "cannot be read: &lt;b&gt;稿.docx is truncated, damaged"),
    ],
)
def test_an_upload_that_cannot_be_read_is_told_by_its_own_name(
    visit: Any, cities: Explorer, lang: str, said: str
) -> None:
    app = visit(cities, "draft", lang=lang)
    app.file_uploader(key="draft file").upload("<b>稿\u202e.docx", b"PK.")
    app.button[0].click().run()
    assert said in html(app)


def test_the_words_of_the_uploader_are_chinese_in_chinese(visit: Any, cities: Explorer) -> None:
    styles = {
        lang: "".join(one.value for one in visit(cities, "draft", lang=lang).html)
        for lang in ("zh", "en")
    }
    assert "选择文件" in styles["zh"] and "选择文件" not in styles["en"]


def test_findings_are_told_in_the_language_of_the_page(visit: Any, tmp_path: Path) -> None:
    files = small_index.city_files()
    files["某市讲话.txt"] = files.pop("柳州_2016.txt").replace("柳州", "xx")
    index = small_index.built(tmp_path, files)
    chinese, english = html(visit(index, "audit")), html(visit(index, "audit", lang="en"))
    assert "某市讲话.txt 隐去了地名。" in chinese and "masks its place" not in chinese
    assert "某市讲话.txt masks its place." in english


def test_what_was_left_out_is_told_in_the_language_of_the_page(visit: Any, tmp_path: Path) -> None:
    index = small_index.built(tmp_path, small_index.city_files() | {"空.txt": ""})
    assert "<dd>是空文件</dd>" in html(visit(index, "about"))
    assert "<dd>is empty</dd>" in html(visit(index, "about", lang="en"))


def test_findings_say_what_to_write(visit: Any, tmp_path: Path) -> None:
    files = small_index.city_files()
    files["某市讲话.txt"] = files.pop("柳州_2016.txt").replace("柳州", "xx")
    files["烟台.txt"] = files.pop("烟台_2016.txt").replace("2016年", "")
    app = visit(small_index.built(tmp_path, files), "audit")
    text = html(app)
    assert "地名被隐去" in text and "隐去的名称" in text
    assert any("某市讲话.txt" in one.value for one in app.get("code"))
    assert '<th scope="row">金华</th>' in text and 'class="gap"' in text
    counts = [one.split("</h4>")[0] for one in text.split('<article class="finding')[1:]]
    app.selectbox(key="finding@zh").set_value("place-masked").run()
    assert app.query_params["ak"] == "place-masked"
    shown = html(app).split('<article class="finding')[1:]
    assert len(shown) < len(counts) and all("地名被隐去" in one for one in shown)


def test_the_download_of_rows_is_a_metadata_table(cities: Explorer) -> None:
    from explorer.audit.findings import Finding, Kind
    from explorer.audit.rows import MetadataRow, metadata_table
    from explorer.audit.sentences import SpeechRef, says

    rows = (MetadataRow("甲,乙.txt", "", "金华"), MetadataRow("丙.txt", "2", "", "2012"))
    finding = Finding(Kind.YEAR_UNKNOWN, says(Kind.YEAR_UNKNOWN), (SpeechRef("丙.txt"),), rows=rows)
    table = list(csv.reader(io.StringIO(metadata_table(finding.rows))))
    assert table == [
        ["path", "part", "place", "year"],
        ["甲,乙.txt", "", "金华", ""],
        ["丙.txt", "2", "", "2012"],
    ]


def test_the_page_about_the_index_tells_its_quality_and_how_to_cite(
    visit: Any, cities: Explorer
) -> None:
    app = visit(cities, "about", lang="en")
    text = html(app)
    assert "<dt>Paragraphs of a known city</dt><dd>100.0%</dd>" in text
    assert f"Edited: {100 * cities.rule.edited:g} % of the shorter passage" in text
    assert "Index gen-000001, built" in text and cities.manifest.fingerprint[:12] in text
    assert any(one.value.startswith("@misc{speeches-") for one in app.get("code"))


def test_bibtex_keeps_tex_from_reading_a_title(cities: Explorer) -> None:
    entry = bibtex(cities.manifest, "50% of {a} & b_c \\input\n$x$")
    assert r"title = {{50\% of \{a\} \& b\_c \textbackslash{}input \$x\$}}" in entry


def test_shares_are_rounded_honestly() -> None:
    assert [share(one) for one in (0, 0.004, 0.5, 0.994, 0.999, 1)] == [
        "0", "<1", "50", ">99", ">99", "100",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "all_of_them"), [("zh", "逐一比较所有"), ("en", "compares every")]
)
def test_the_page_about_the_index_says_how_many_of_the_nearest_are_found(
    cities: Explorer, visit: Any, monkeypatch: pytest.MonkeyPatch, lang: str, all_of_them: str
) -> None:
    assert all_of_them in html(visit(cities, "about", lang=lang))
    tuned = replace(cities.manifest, search=Tuned(4096, 45, 512, 0.99, 200))
    monkeypatch.setattr(cities, "manifest", tuned)
    shown = html(visit(cities, "about", lang=lang))
    assert all_of_them not in shown
    assert all(figure in shown for figure in ("4,096", "45", "200", "99.0%"))

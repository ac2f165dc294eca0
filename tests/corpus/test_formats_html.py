"""Web pages: what a reader of the page reads."""

from __future__ import annotations

import time

import pytest
from formats_making import ENGLISH, OTHER_SPEECH, SPANISH, SPEECH, only_reason, only_text, read

from explorer.corpus.formats import Extracted

PAGE = """<!DOCTYPE html><html><head><meta charset="{label}"><title>工作 报告</title>
<style>p {{color: red}}</style><script>document.write("坏")</script></head>
<body><nav>首页 新闻</nav><h1>大会报告</h1><p>{first}</p><p>{second}<br/>完</p>
<footer>版权所有</footer><noscript>打开脚本</noscript><!-- 注 --></body></html>"""


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("utf-8", "utf-8"),
        ("gb2312", "gb18030"),
        ("gb2312", "utf-8"),
        ("utf-8", "gb18030"),
        ("iso-8859-1", "gb18030"),
        ("no-such", "gb18030"),
        ("utf-16", "utf-16"),
    ],
)
def test_a_page_is_read_whatever_it_declares(label: str, codec: str) -> None:
    page = PAGE.format(label=label, first=SPEECH, second=OTHER_SPEECH)
    lines = only_text("a.html", page.encode(codec)).split("\n")
    assert lines == ["工作 报告", "大会报告", SPEECH, OTHER_SPEECH, "完"]


def test_what_a_page_declares_decides_where_nothing_else_does() -> None:
    raw = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1253"><p>\xc1</p>'
    (found,) = read("a.htm", raw.encode("latin-1"))
    assert isinstance(found, Extracted)
    assert (found.text, found.encoding) == ("Α", "cp1253")


def test_latin_pages_in_their_own_encodings() -> None:
    page = f'<?xml version="1.0" encoding="ISO-8859-1"?><html><body><p>{SPANISH}</p></body></html>'
    assert only_text("a.xhtml", page.encode("latin-1")) == SPANISH


def test_blocks_become_lines_and_cells_are_parted_by_tabs() -> None:
    page = """<div>一<span>二</span><b>三</b><p>四</div>五<ul><li>六<li>七</ul>
    <table><tr><th>年<th>市</tr><tr><td>2020<td>金华</table>
    <pre>八
  九</pre><ruby>漢<rp>(</rp><rt>かん</rt></ruby>&lt;十&gt;&nbsp;&#x4e00;"""
    assert only_text("a.html", page.encode()).split("\n") == (
        ["一二三", "四", "五", "六", "七", "年\t市", "2020\t金华", "八", "九", "漢<十>\xa0一"]
    )


def test_a_line_break_in_the_source_is_a_space_only_between_words() -> None:
    page = "<p>今年我们要\n   建成<b>新的</b>\n图书馆。</p><p>this\n  year</p><p>第 一</p>"
    assert only_text("a.html", page.encode()) == "今年我们要建成新的图书馆。\nthis year\n第 一"


def test_the_title_is_not_told_twice() -> None:
    page = f"<title>报告</title><h1>报告</h1><p>{ENGLISH}</p>"
    assert only_text("a.html", page.encode()) == f"报告\n{ENGLISH}"


def test_plain_text_and_damaged_markup_are_read() -> None:
    assert only_text("a.html", SPEECH.encode()) == SPEECH
    assert only_text("a.html", f"<p><b>{SPEECH}</p></i></x><".encode()).startswith(SPEECH)


def test_pages_without_text_are_told() -> None:
    assert only_reason("a.html", b"<script>alert(1)</script>") == "is a page without text"
    assert only_reason("a.html", b"") == "is empty"


@pytest.mark.parametrize("tag", ["<div>", "<b>", "<table><tr><td>", "<p><ul><li>", "<a><b>"])
def test_deep_pages_are_refused_quickly(tag: str) -> None:
    start = time.monotonic()
    found = read("a.html", (tag * 20_000 + SPEECH).encode())
    assert len(found) == 1
    assert time.monotonic() - start < 10


def test_pages_with_too_many_tags_are_refused() -> None:
    assert "more than 1,000,000 tags" in only_reason("a.html", b"<br>" * 1_000_001)


@pytest.mark.parametrize("tag", ["<div>", "<div/>", "<b><p>", "<a<a ", "<table>"])
def test_pages_deeper_than_the_parser_bears_never_reach_it(
    tag: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("selectolax.lexbor.LexborHTMLParser", None)
    reason = "is nested too deeply; save its text as .txt"
    assert only_reason("a.html", (tag * 100_000 + SPEECH).encode()) == reason


@pytest.mark.parametrize(
    "rows",
    [
        "<tr><td><span>a</span></td></tr>" * 20_000,
        "<p>a<li>b<td>c" * 8_000,
        "<svg>" + "<path d='M0 0'/>" * 20_000 + "</svg>",
        "<div><b><i>a</div>" * 9_000,
        "<script>" + "'<div>';" * 20_000 + "</script>",
        "</div></b>" * 20_000,
    ],
)
def test_long_pages_are_not_taken_for_deep_ones(rows: str) -> None:
    assert SPEECH in only_text("a.html", f"<html><body>{rows}<p>{SPEECH}</p>".encode())

"""The card of a pair: what it tells in both languages, and that corpus text stays text."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from string import Formatter

import pytest
from evidence_pair import EVIL, TEXTS, TODAY, Index
from hypothesis import given
from hypothesis import strategies as st

from explorer.app.texts import TEXTS as APP
from explorer.evidence.card import Card, card_of, pieces
from explorer.evidence.card_html import html_bytes
from explorer.evidence.card_markdown import markdown_bytes
from explorer.evidence.provenance import provenance
from explorer.evidence.telling import percent, told
from explorer.evidence.words import LANGUAGES, WORDS, word
from explorer.records import Place
from explorer.reuse import Reuse
from explorer.verdict import RULE, Verdict


def card(index: Index | None = None, *, text: str | None = None, **changes: object) -> Card:
    index = index or Index()
    asked = text or index.asked
    about = provenance(index, asked, made=TODAY, is_text=bool(text))  # type: ignore[arg-type]
    return card_of(index, index.facts(**changes), about, is_text=bool(text))  # type: ignore[arg-type]


class Page(HTMLParser):
    """Tags, attributes and the text of a page, without its style sheet."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)


@pytest.mark.parametrize("key", WORDS)
def test_both_languages_say_the_same_things(key: str) -> None:
    chinese, english = WORDS[key]
    assert chinese.strip() and english.strip()
    names = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in WORDS[key]]
    assert names[0] == names[1]
    assert not re.search("[\u4e00-\u9fff]", english)


@pytest.mark.parametrize("verdict", Verdict)
def test_the_card_and_the_app_call_a_verdict_alike(verdict: Verdict) -> None:
    assert WORDS[f"verdict.{verdict}"] == APP[f"verdict.{verdict}"]


def test_what_is_shared_has_the_same_number_on_both_sides() -> None:
    made = card()
    left = [(number, text) for text, number in made.passage.pieces if number]
    right = [(number, text) for text, number in made.counterpart.pieces if number]
    assert left == right
    assert "".join(text for text, _ in made.passage.pieces) == TEXTS[0]
    assert "".join(text for text, _ in made.counterpart.pieces) == TEXTS[1]


def test_pieces_cover_the_text() -> None:
    assert pieces("abcdef", [(4, 5, 2), (0, 2, 1)]) == (
        ("ab", 1), ("cd", 0), ("e", 2), ("f", 0),
    )  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_that_is_known_stands_on_the_card(lang: str) -> None:
    page = Page(html_bytes(card(), lang))
    assert dict(page.tags)["html"]["lang"] == {"zh": "zh-Hans", "en": "en"}[lang]
    for told_of in (
        "霁州市长的讲话", "蓼川市长的讲话", "霁州.txt", "“中共霁州市委”", "“2012年”",
        "一、小事不小", "（鼓掌）", "31条 → 58条", "霁州 → 蓼川", "https://example.org/",
        "99.9", "gen-000003", "2026-11-20", "fake-model r1", "similarity-explorer 0.1.0",
        "2026-11-22", "000000000000.1.1", "000000000001.1.1",
        word(lang, "verdict.edited"), word(lang, "copies", n=1), word(lang, "caution"),
        word(lang, "trace.counterpart", quote="霁州", other="霁州"),
    ):  # fmt: skip
        assert told_of in page.text, told_of
    assert page.text.count("每一件代表建议") == 2
    share = f"{100 * RULE.edited:.0f}"
    assert (
        f"达到较短一段的 {share}%" if lang == "zh" else f"{share}\u00a0% of the shorter"
    ) in page.text
    markdown = markdown_bytes(card(), lang).decode()
    assert markdown.count("⟦1 我们要把群众的小事") == 2
    assert word(lang, "verdict.edited") in markdown and "31条 → 58条" in markdown


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("verdict", [*Verdict, None])
def test_each_verdict_tells_its_rule(lang: str, verdict: Verdict | None) -> None:
    first = told(card(verdict=verdict), lang).numbers[0]
    assert first.value == word(lang, f"verdict.{verdict or 'none'}")
    assert re.search(r"\d", first.meaning) and "{" not in first.meaning


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_not_known_is_said(lang: str) -> None:
    made = card(
        percentile=None,
        wording=0.0,
        differences=None,
        traces=(),
        reuse=None,
        others=(),
        sure_year=False,
        sure_place=False,
    )
    page = Page(html_bytes(made, lang)).text
    assert word(lang, "meaning.none") in page
    assert word(lang, "traces.none") in page
    assert word(lang, "sure_year.no") in page and word(lang, "sure_place.no") in page
    assert word(lang, "differences") not in page and word(lang, "formula.what") not in page


@pytest.mark.parametrize(("lang", "named"), [("zh", "全国"), ("en", "National")])
def test_a_national_text_and_one_surely_of_the_same_year_are_told_as_such(
    lang: str, named: str
) -> None:
    index = Index()
    nation = replace(index.speeches[1], place=Place(level="country"))
    index.speeches[1] = nation
    facts = index.facts(speech=nation, same_year=True, sure_year=False, same_place=False)
    about = provenance(index, index.paragraphs[0].id, made=TODAY, language=lang)  # type: ignore[arg-type]
    made = card_of(index, facts, about, is_text=False)  # type: ignore[arg-type]
    assert about.corpus == index.manifest.title[lang], "one title, not both"
    place, year, _ = told(made, lang).heads[1]
    assert place[1] == named
    assert word(lang, "same_year") in year[1] and word(lang, "sure_year.no") not in year[1]
    assert named in told(made, lang).citation


def test_a_text_of_the_readers_own_has_no_source() -> None:
    made = card(text="每一件代表建议都要有人办、有回音、有结果，明年还是这样。")
    page = Page(html_bytes(made, "en")).text
    assert "A text of the reader's own" in page
    assert made.passage.speech is None and made.passage.language == "zh"
    assert "A text of the reader's own; compared with 蓼川, 澜东, 2019" in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_of_a_hostile_corpus_becomes_markup(lang: str) -> None:
    made = card(Index(evil=EVIL))
    page = html_bytes(made, lang)
    parsed = Page(page)
    names = {tag for tag, _ in parsed.tags}
    assert not names & {"script", "img", "iframe", "link", "a", "form", "object", "base"}
    assert [tag for tag, _ in parsed.tags].count("style") == 1
    kept = {"lang", "class", "charset", "content", "http-equiv", "name", "scope", "style"}
    assert {name for _, attributes in parsed.tags for name in attributes} <= kept
    assert EVIL in parsed.text
    assert b"url(" not in page and b"@import" not in page
    markdown = markdown_bytes(made, lang).decode()
    assert not re.search(r"(?<!\\)[<`\[]", markdown)


def test_the_page_allows_itself_nothing() -> None:
    [policy] = [
        attributes["content"]
        for tag, attributes in Page(html_bytes(card(), "zh")).tags
        if tag == "meta" and attributes.get("http-equiv")
    ]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


def test_of_a_probability_what_came_true_is_told() -> None:
    found = Reuse(0.998, 0.8, 1.0, 13, 10, 0.52)
    made = card(reuse=found)
    [number] = [one for one in told(made, "en").numbers if one.name == word("en", "reuse")]
    assert number.value == "52\u00a0%"
    assert "judged 13 pairs like this one, 10 to be a reuse" in number.meaning
    formula = card(reuse=found, verdict="formula")
    assert all(one.name != word("en", "reuse") for one in told(formula, "en").numbers)


def test_a_percentile_is_never_rounded_up() -> None:
    assert [percent(one) for one in (99.97, 99.0, 98.99, 100.0, 0.4)] == [
        "99.9", "99.0", "98", "99.9", "0",
    ]  # fmt: skip


MARKUP = st.sampled_from(
    ["<script>alert(1)</script>", '" onload="x', "' style='x", "<!--", "]]>", "&lt;b&gt;", "&amp;",
     "</p><img src=x onerror=y>", "javascript:x", "<mark>", "&#60;", "=cmd", "`", "{evil}", "%s"]
)  # fmt: skip
ODD = st.lists(MARKUP | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)).map(
    "".join
)


@given(one=ODD, other=ODD, evil=ODD, lang=st.sampled_from(LANGUAGES))
def test_whatever_a_corpus_holds_stays_text(one: str, other: str, evil: str, lang: str) -> None:
    shown = card(Index((TEXTS[0] + one, TEXTS[1] + other), evil=evil))
    plain = Page(html_bytes(card(Index((TEXTS[0], TEXTS[1]), evil="")), lang))
    page = Page(re.sub(rb"<sup>\d+</sup>", b"", html_bytes(shown, lang)))  # numbers of tiles
    allowed = {tag for tag, _ in plain.tags} | {"mark", "sup", "ul", "li", "p"}
    assert {tag for tag, _ in page.tags} <= allowed
    names = {name for _, attributes in page.tags for name in attributes}
    assert names <= {name for _, attributes in plain.tags for name in attributes} | {"style"}
    for text in (one, other, evil):
        assert "".join(text.split()) in "".join(page.text.split())

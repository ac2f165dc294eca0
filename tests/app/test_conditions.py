"""Conditions: which an index knows, the scope they make, the pills and widgets that show them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from app_pages import Start, component, html
from fake_explorer import HOSTILE, FakeExplorer, one_city, small
from streamlit.testing.v1 import AppTest

from explorer.answers import Ancestor
from explorer.app import conditions
from explorer.app.components import pills
from explorer.app.desk import Notice
from explorer.app.state import State
from explorer.records import Place
from explorer.scope import Relation, Scope

FOURTH = "000000000000.1.4"


@pytest.fixture
def described() -> FakeExplorer:
    """The small index with two provinces, levels, languages, a list and a column of the user's."""
    index = small()
    for n, (id, speech) in enumerate(index.found.items()):
        place = speech.place
        if place.code:
            place = replace(place, province=f"澜{n // 4}", level=("county", "city")[n // 2 % 2])
        role = {"role": ("市长", "书记~:!")[n % 2]} if n < 6 else {}
        language = "en" if n == 5 else "zh"
        index.found[id] = replace(speech, place=place, language=language, metadata=role)
    index.named_lists = {"沿江": ["X10200", "X10300"], "nobody": []}
    return index


def chips(app: AppTest) -> list[str]:
    return [button.key for button in app.button if button.key and button.key.startswith("chip ")]


def test_what_an_index_offers(described: FakeExplorer) -> None:
    there = conditions.offers(described)  # type: ignore[arg-type]
    assert there.cities == {"X10100": "鹭津", "X10200": "霁州", "X10300": "蓼川"}
    assert (there.provinces, there.levels) == (("澜0", "澜1"), ("city", "county"))
    assert there.languages == ("en", "zh")
    assert there.lists == {"沿江": {"X10200", "X10300"}}, "a list of nothing would allow all"
    assert there.columns == {"role": ("书记~:!", "市长")}
    assert (there.offered, there.years) == (("role",), (2004, 2024))


@pytest.mark.parametrize(
    ("values", "offered"),
    [
        (["a", "a"], False),
        (["a", None], True),
        (["a", "b"], True),
        ([str(n) for n in range(200)], True),
        ([str(n) for n in range(201)], False),
        (["\x00", "x" * 301], False),
    ],
)
def test_a_column_is_offered_where_it_parts_the_speeches(
    values: list[str | None], offered: bool
) -> None:
    index, first = small(), next(iter(small().found.values()))
    index.found = {
        str(n): replace(first, metadata={} if value is None else {"c": value})
        for n, value in enumerate(values)
    }
    assert conditions.offers(index).offered == (("c",) if offered else ())  # type: ignore[arg-type]


def test_what_an_index_does_not_know_is_told_and_left_out(described: FakeExplorer) -> None:
    there = conditions.offers(described)  # type: ignore[arg-type]
    state = State(
        cities=("X10200", "ZZ"),
        provinces=("月",),
        levels=("city", "moon"),
        languages=("xx",),
        lists=("nobody", "沿江"),
        columns=(("rank", "1"), ("role", "king"), ("role", "市长")),
    )
    kept, notices = conditions.known(state, there)
    assert kept == State(
        cities=("X10200",), levels=("city",), lists=("沿江",), columns=(("role", "市长"),)
    )
    names = "ZZ, 月, moon, xx, nobody, rank: 1, role: king"
    assert notices == (Notice("link.unknown", (("names", names),)),)
    assert conditions.known(kept, there) == (kept, ())


def test_every_condition_reaches_the_scope(described: FakeExplorer) -> None:
    there = conditions.offers(described)  # type: ignore[arg-type]
    assert conditions.scope(State(), there) == Scope()
    state = State(
        cities=("X10100",),
        years=(2010, None),
        sure=True,
        same_city=True,
        same_year=True,
        time="earlier",
        province="other",
        provinces=("澜0",),
        levels=("city",),
        languages=("en",),
        lists=("沿江",),
        columns=(("role", "a"), ("role", "b"), ("term", "1")),
        length=(None, 80),
        per_city=2,
        wording=15,
    )
    assert conditions.scope(state, there) == Scope(
        other_city=False,
        other_year=False,
        certain_years=True,
        places=frozenset({"X10100", "X10200", "X10300"}),
        years=(2010, None),
        province=Relation.OTHER,
        time=Relation.EARLIER,
        provinces=frozenset({"澜0"}),
        levels=frozenset({"city"}),
        languages=frozenset({"en"}),
        columns=(("role", frozenset({"a", "b"})), ("term", frozenset({"1"}))),
        length=(None, 80),
        most_per_city=2,
        least_wording=0.15,
    )


def test_every_condition_of_a_state_has_a_pill(described: FakeExplorer) -> None:
    there = conditions.offers(described)  # type: ignore[arg-type]
    passage = next(iter(described.found.values()))
    values: dict[str, Any] = {
        "cities": ("X10200",),
        "years": (None, 2012),
        "sure": True,
        "same_city": True,
        "same_year": True,
        "time": "later",
        "province": "same",
        "provinces": ("澜1",),
        "levels": ("county",),
        "languages": ("zh",),
        "lists": ("沿江",),
        "columns": (("role", "市长"),),
        "length": (20, None),
        "per_city": 3,
        "wording": 5,
    }
    assert set(values) == set(conditions.FIELDS)
    state = State(**values)
    found = pills.of_state("en", state, there, passage)
    cleared = state
    for pill in found:
        cleared = replace(cleared, **pill.change)  # type: ignore[arg-type]
        assert pill.is_set is not pill.is_standing
    assert cleared == State()
    assert [pill.text for pill in found] == [
        "other cities",
        "other years",
        "Cities: 霁州",
        "Lists: 沿江",
        "Provinces: 澜1",
        "Levels: county",
        "Languages: Chinese",
        "role: 市长",
        "until 2012",
        "surely other years",
        "later than the passage",
        "same province",
        "at least 20 characters",
        "at most 3 of one city",
        "at least 5 % shared wording",
    ]


def test_of_a_free_passage_nothing_can_be_earlier_or_the_same(described: FakeExplorer) -> None:
    state = State(same_city=True, time="earlier", province="same", sure=True, per_city=2)
    assert conditions.applying(state, free=True) == State(per_city=2)
    dated = replace(state, years=(2010, 2012))
    assert conditions.applying(dated, free=True).sure
    assert conditions.applying(state, free=False) == state
    there = conditions.offers(described)  # type: ignore[arg-type]
    assert pills.of_state("en", State(), there, None) == []


@pytest.mark.parametrize(
    ("chosen", "within", "beyond"),
    [
        (None, (2004, 2024), None),
        ((2010, None), (2010, 2024), (2010, None)),
        ((None, 2010), (2004, 2010), (None, 2010)),
        ((1900, 2100), (2004, 2024), None),
        ((1900, 1950), (2004, 2024), None),
        ((2006, 2007), (2006, 2007), (2006, 2007)),
    ],
)
def test_years_between_bounds(chosen: Any, within: Any, beyond: Any) -> None:
    bounds = (2004, 2024)
    assert conditions.within(chosen, bounds) == within
    assert conditions.beyond(within, bounds) == beyond


def test_standing_conditions_go_and_come_back(start: Start) -> None:
    index = small()
    app = start(index, p=FOURTH)
    assert chips(app) == ["chip other_city", "chip other_year"]
    app.button(key="chip other_city").click().run()
    assert app.query_params["sc"] == "1"
    assert index.scopes[-1] == Scope(other_city=False)
    assert "同城" not in html(app).split('class="pane')[0]
    assert not app.toggle(key="same_city@zh").value
    app.button(key="set other_city").click().run()
    assert "sc" not in app.query_params
    app.toggle(key="same_year@zh").set_value(False).run()
    assert app.query_params["sy"] == "1"


def test_a_passage_of_no_known_city_has_no_other_city(start: Start) -> None:
    index = small()
    nowhere = next(s for s in index.found.values() if s.place.code is None)
    assert chips(start(index, p=f"{nowhere.id}.1")) == ["chip other_year"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_widget_writes_its_condition(start: Start, described: FakeExplorer, lang: str) -> None:
    app = start(described, lang=lang, p=FOURTH)
    app.multiselect(key=f"provinces@{lang}").set_value(["澜1"]).run()
    app.multiselect(key=f"levels@{lang}").set_value(["city"]).run()
    app.multiselect(key=f"languages@{lang}").set_value(["en"]).run()
    app.multiselect(key=f"lists@{lang}").set_value(["沿江"]).run()
    app.multiselect(key=f"values of role@{lang}").set_value(["书记~:!"]).run()
    app.number_input(key=f"longest@{lang}").set_value(9).run()
    app.number_input(key=f"shortest@{lang}").set_value(300).run()
    app.number_input(key=f"per_city@{lang}").set_value(2).run()
    app.number_input(key=f"wording@{lang}").set_value(10).run()
    assert not app.exception
    wanted = {"pf": "澜1", "lv": "city", "la": "en", "ls": "沿江", "w": "role:书记!~!:!!"}
    wanted |= {"len": "9-300", "pc": "2", "lw": "10"}
    assert wanted.items() <= dict(app.query_params).items()
    assert described.scopes[-1].columns == (("role", frozenset({"书记~:!"})),)
    assert len(chips(app)) == 2 + len(wanted)
    app.button(key="clear filters").click().run()
    assert dict(app.query_params) == {"lang": lang, "p": FOURTH, "g": "gen-000007"}


def test_earlier_and_province_are_relations(start: Start, described: FakeExplorer) -> None:
    app = start(described, locale="en", p=FOURTH, t="later", pr="same")
    assert described.scopes[-1].time is Relation.LATER
    assert described.scopes[-1].province is Relation.SAME
    assert {"chip time", "chip province"} < set(chips(app))
    app.button(key="chip time").click().run()
    assert "t" not in app.query_params and app.query_params["pr"] == "same"


def test_only_what_tells_apart_is_offered(start: Start) -> None:
    app = start(small(), p=FOURTH)
    assert [box.key for box in app.multiselect] == ["cities@zh"]
    assert "column@zh" not in [box.key for box in app.selectbox]
    alone = start(one_city(), p="000000000000.1.1")
    assert not alone.multiselect and not alone.slider


def test_a_condition_that_changes_brings_the_closest_on_view(start: Start) -> None:
    app = start(small(), p=FOURTH, r="000000000005.1.4")
    app.toggle(key="sure@zh").set_value(True).run()
    assert "r" not in app.query_params


@pytest.mark.parametrize(("lang", "said"), [("zh", "已略去"), ("en", "does not know the cond")])
@pytest.mark.parametrize("page", ["read", "search", "about"])
def test_unknown_conditions_of_a_link_are_told(
    start: Start, lang: str, said: str, page: str
) -> None:
    odd = {"cf": "ZZ", "w": "rank:<b>1</b>", "lv": "moon", "ls": "![](http://x)", "pf": "月"}
    index = small()
    app = start(index, page, lang=lang, p=FOURTH, q="代表建议", **odd)
    assert said in html(app)
    assert "rank: &lt;b&gt;1&lt;/b&gt;" in html(app)
    assert index.scopes[-1:] in ([Scope()], [])


def remedies(app: AppTest) -> dict[str, str]:
    return {b.key: b.label for b in app.button if b.key and b.key.startswith("remedy")}


@pytest.mark.parametrize(
    ("lang", "label"),
    [("en", "Remove: 1990–1991 ({n} counterparts)"), ("zh", "去掉条件：1990—1991 年（得 {n} 段）")],
)
def test_no_counterpart_offers_only_what_helps_alone_and_says_how_much(
    start: Start, lang: str, label: str
) -> None:
    """Other city and other year left paragraphs out, too; without them nothing comes either."""
    app = start(small(), lang=lang, p=FOURTH, y="1990-1991", sure="1")
    offered = remedies(app)
    assert list(offered) == ["remedy years"]
    app.button(key="remedy years").click().run()
    assert "y" not in app.query_params
    found = len(component(app, "results")["results"])
    assert offered["remedy years"].replace("\\", "") == label.format(n=found)


def test_where_no_condition_helps_alone_all_can_be_cleared(start: Start) -> None:
    app = start(small(), p=FOURTH, y="1990-1991", cf="X10100")
    assert list(remedies(app)) == ["remedy all"]
    app.button(key="remedy all").click().run()
    assert not {"y", "cf"} & set(app.query_params)
    assert component(app, "results")["results"]


def test_the_names_on_pills_are_text(start: Start, hostile: FakeExplorer) -> None:
    hostile.named_lists = {HOSTILE[2]: ["X0"]}
    for id, speech in hostile.found.items():
        metadata = {HOSTILE[0]: HOSTILE[5] + id}
        hostile.found[id] = replace(speech, metadata=metadata)
    app = start(hostile, lang="en", p=f"{FOURTH[:-1]}1")
    app.multiselect(key=f"values of {HOSTILE[0]}@en").set_value([f"{HOSTILE[5]}000000000001.1"])
    app.run()
    app.multiselect(key="lists@en").set_value([HOSTILE[2]]).run()
    assert not app.exception
    label = app.button(key="chip lists").label
    assert label == r"Lists\: \!\[\]\(http\:\/\/evil\.example\/a\.png\)"
    column = app.button(key=f"chip column {HOSTILE[0]}").label
    assert column.startswith(r"\<script\>window\.pwned\=1\<\/script\>\:")
    assert app.query_params["ls"] == "!![](http!://evil.example/a.png)"


def test_formula_and_the_earlier_text_above(start: Start) -> None:
    index = small()
    above = index.found["000000000002.1"]
    index.formula = 0.4
    index.ancestor = Ancestor(index.paragraphs[f"{above.id}.1"], above, 0, 12, True)
    app = start(index, locale="en", p=FOURTH)
    assert "40 % of this passage is formula" in html(app)
    assert "earlier text of a higher level\\: 霁州" in app.button(key="ancestor").label
    app.button(key="ancestor").click().run()
    assert app.query_params["p"] == f"{above.id}.1"
    link = next(x for x in start(index, "search", q="代表建议").page_link if "上级" in x.label)
    assert f"p={above.id}.1" in link.proto.query_string


def test_a_national_text_has_no_place_and_is_named_all_the_same(start: Start) -> None:
    index = small()
    above = replace(index.found["000000000002.1"], place=Place(level="country"))
    index.ancestor = Ancestor(index.paragraphs[f"{above.id}.1"], above, 0, 40, False)
    label = start(index, p=FOURTH).button(key="ancestor").label
    assert label.startswith("其中的套话也见于可能较早的上级文本：全国（2012）“")
    assert label.endswith("…”")


@pytest.mark.parametrize("text", ["\x00", "'; --", "{0.__class__}", "%s%n", "🏙" * 40, "a&b=c#d?e"])
@pytest.mark.parametrize("page", ["read", "search", "about"])
def test_no_query_string_breaks_a_page(start: Start, page: str, text: str) -> None:
    names = ("c", "s", "p", "r", "cf", "y", "t", "pr", "pf", "la", "ls", "w", "len", "pc", "lw")
    app = start(small(), page, q=text, g=text, lang=text, **dict.fromkeys(names, text))
    assert not app.exception
    assert 'class="notice"' in html(app)

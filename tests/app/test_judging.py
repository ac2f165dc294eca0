"""Readers judge the pair on view; what they say is kept, shown again, and compared."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import fake_pairs
import pytest
from app_pages import PAGES, Start, component, html
from fake_explorer import SHARED, FakeExplorer
from streamlit.testing.v1 import AppTest

from explorer.evidence.judgements import Judgement, add, prepare, read

FOURTH = "000000000000.1.4"
OTHER = "000000000003.1.4"


@pytest.fixture
def labels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "labels.csv"
    prepare(path)
    monkeypatch.setenv("EXPLORER_LABELS", str(path))
    return path


def pills(app: AppTest) -> Any:
    return next(group for group in app.get("button_group") if "judgement" in group.key)


def named(app: AppTest, name: str, lang: str = "zh") -> AppTest:
    return app.text_input(key=f"coder name@{lang}").set_value(name).run()


def test_a_pair_is_judged_under_a_name(start: Start, small: FakeExplorer, labels: Path) -> None:
    app = start(small, p=FOURTH)
    assert "写下名字后即可判断" in html(app)
    assert pills(app).disabled
    app = named(app, "  =李 ")
    assert "尚未判断。您已判断 0 对。" in html(app)
    pills(app).set_value("edited").run()
    assert not app.exception
    [one] = read(labels)
    assert (one.passage, one.counterpart, one.label, one.coder) == (FOURTH, OTHER, "edited", "李")
    assert one.generation == "gen-000007" and one.time.endswith("+00:00")
    assert "已记下：改写。" in html(app) and "您已判断 1 对。" in html(app)
    assert "李" not in "".join(app.query_params.values())


def test_a_judgement_can_be_changed_and_the_last_counts(
    start: Start, small: FakeExplorer, labels: Path
) -> None:
    app = named(start(small, locale="en", p=FOURTH), "Li", "en")
    pills(app).set_value("edited").run()
    pills(app).set_value("wrong").run()
    assert [one.label for one in read(labels)] == ["edited", "wrong"]
    assert "Noted: wrong." in html(app) and "You have judged 1 pair." in html(app)
    assert pills(app).value == "wrong"


def test_what_was_said_stays_with_the_pair_when_stepping(
    start: Start, small: FakeExplorer, labels: Path
) -> None:
    app = named(start(small, p=FOURTH), "李")
    pills(app).set_value("formula").run()
    app.button(key="next").click().run()
    assert "尚未判断。" in html(app) and pills(app).value is None
    app.button(key="previous").click().run()
    assert pills(app).value == "formula"
    app.get("button_group")[0].set_value("en").run()
    assert "Noted: formula." in html(app)
    assert app.text_input(key="coder name@en").value == "李"


def test_agreement_with_another_reader(start: Start, small: FakeExplorer, labels: Path) -> None:
    first = Judgement(FOURTH, OTHER, "edited", "Wang")
    add(labels, first)
    for coder in ("Wang", "Li"):
        add(labels, replace(first, passage="x.1.1", label="wrong", coder=coder))
    app = named(start(small, locale="en", p=FOURTH), "Li", "en")
    pills(app).set_value("edited").run()
    assert "With Wang: 2 pairs judged by both, 100 % alike, Cohen&#x27;s κ = 1.00" in html(app)


def test_names_in_the_file_stay_text(start: Start, small: FakeExplorer, labels: Path) -> None:
    evil = "<img src=x onerror=alert(1)>"
    add(labels, Judgement(FOURTH, OTHER, "edited", evil))
    app = named(start(small, p=FOURTH), "李")
    pills(app).set_value("edited").run()
    assert "<img" not in html(app) and "&lt;img" in html(app)


def test_a_passage_of_ones_own_is_not_judged(
    start: Start, small: FakeExplorer, labels: Path
) -> None:
    assert "Only paragraphs of the index can be judged" in html(
        start(small, "search", locale="en", q=SHARED)
    )


def test_a_file_that_was_spoilt_is_told_in_one_line(
    start: Start, small: FakeExplorer, labels: Path
) -> None:
    app = named(start(small, p=FOURTH), "李")
    labels.write_text("hello\n")
    pills(app).set_value("edited").run()
    assert not app.exception
    assert "没有 passage 一栏" in html(app)
    assert labels.read_text() == "hello\n"


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """An index that knows what each paragraph is."""
    monkeypatch.setattr("explorer.app.lookups.kinds", lambda explorer, speech: {FOURTH: "edited"})


NUMBERS = {"verdict", "meaning", "wording", "formula"}


def columns(app: AppTest) -> set[str]:
    return {name for name, _ in component(app, "results")["columns"]}


def marks(app: AppTest) -> set[str | None]:
    return {line["mark"] for line in component(app, "reading")["lines"]}


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize(
    ("locale", "told"),
    [("zh", "盲评：您在下面判断之后"), ("en", "Judging blind: the tool&#x27;s verdict")],
)
def test_nothing_of_the_pair_is_told_before_it_is_judged(
    start: Start, small: FakeExplorer, labels: Path, locale: str, told: str
) -> None:
    app = named(start(small, locale=locale, p=FOURTH), "Li", locale)
    page = html(app)
    assert told in page
    assert 'class="verdict"' not in page and 'class="bar"' not in page and "99.9" not in page
    assert app.toggle(key="by sentence").disabled
    assert not columns(app) & NUMBERS and marks(app) == {None}
    pills(app).set_value("edited").run()
    page = html(app)
    assert told not in page and 'class="verdict"' in page and "99.9" in page
    assert not columns(app) & NUMBERS, "it would tell of pairs that are not judged yet"
    app.button(key="next").click().run()
    assert told in html(app)


@pytest.mark.usefixtures("marked")
def test_blind_judging_can_be_switched_off(start: Start, small: FakeExplorer, labels: Path) -> None:
    app = start(small, p=FOURTH)
    app.toggle(key="judge blind@zh").set_value(False).run()
    assert 'class="verdict"' in html(app) and columns(app) > NUMBERS
    assert marks(app) == {None, "edited"}
    app.get("button_group")[0].set_value("en").run()
    assert app.toggle(key="judge blind@en").value is False
    assert 'class="verdict"' in html(app)


@pytest.mark.usefixtures("marked")
def test_who_judges_nothing_sees_everything(start: Start, small: FakeExplorer) -> None:
    app = start(small, p=FOURTH)
    assert 'class="verdict"' in html(app) and columns(app) > NUMBERS
    assert marks(app) == {None, "edited"}


def test_a_text_of_ones_own_is_told_of_at_once(
    start: Start, small: FakeExplorer, labels: Path
) -> None:
    app = start(small, "search", q=SHARED)
    assert 'class="verdict"' in html(app) and columns(app) > NUMBERS


@pytest.mark.parametrize(
    ("lang", "line", "none"),
    [
        ("zh", "这里写有工具对各对段落的判断", "盲评时不提供下载"),
        ("en", "This tells the tool&#x27;s verdicts on pairs", "No downloads while judging blind"),
    ],
)
def test_blind_readers_meet_no_verdict_elsewhere_unasked(
    start: Start,
    labels: Path,
    monkeypatch: pytest.MonkeyPatch,
    lang: str,
    line: str,
    none: str,
) -> None:
    for page in ("timeline", "speech", "cities"):
        monkeypatch.setitem(PAGES, page, f"views/{page}.py")
    index = fake_pairs.passages()
    passage = list(index.paragraphs)[1]
    app = start(index, lang=lang, p=passage)
    assert none in html(app) and not app.get("download_button")
    chosen = {"p": passage, "mr": "X10100", "mc": "X10200"}
    told = {"timeline": "vega_lite_chart", "speech": "bars", "cities": "pairs"}
    for page, shown in told.items():
        app = start(index, page, lang=lang, **chosen)
        assert line in html(app)
        assert not _drawn(app, shown)
        next(one for one in app.button if str(one.key).startswith("lift")).click().run()
        assert not app.exception and line not in html(app)
        assert _drawn(app, shown)


def _drawn(app: AppTest, what: str) -> bool:
    components = {one.proto.component_name for one in app.get("bidi_component")}
    charts = app.get("arrow_vega_lite_chart") or app.get("vega_lite_chart")
    return (
        f'class="{what}"' in html(app)
        or f"explorer.{what}" in components
        or (what == "vega_lite_chart" and bool(charts))
    )


def test_who_does_not_judge_blind_may_download(
    start: Start, small: FakeExplorer, labels: Path
) -> None:
    app = start(small, p=FOURTH)
    app.toggle(key="judge blind@zh").set_value(False).run()
    assert "盲评时不提供下载" not in html(app) and app.get("download_button")

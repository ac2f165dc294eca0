"""The pair that a paragraph's mark goes by is named where it is not the one on view."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from app_pages import PAGES, Start, component, html
from fake_explorer import SHARED
from fake_pairs import PairedExplorer, place, years

from explorer.app.components import judging
from explorer.app.texts import say
from explorer.verdict import Verdict


def three() -> PairedExplorer:
    """A passage, a weak counterpart of another year, and the strongest one of the same year."""
    explorer = PairedExplorer()
    explorer.add(place("X10100", "鹭津"), years(2024), "甲", [SHARED])
    explorer.add(place("X10200", "霁州"), years(2019), "乙", [f"{SHARED}，也"])
    explorer.add(place("X10300", "蓼川"), years(2024), "丙", ["别的话。", f"{SHARED}，都"])
    return explorer.join([(0, 3, Verdict.PARAPHRASE, 0.3)])


def ids(explorer: PairedExplorer) -> list[str]:
    return list(explorer.paragraphs)


def buttons(app: Any) -> list[Any]:
    return [one for one in app.button if one.key == "behind the mark"]


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("zh", "标记“转述”所据：蓼川（2024）第 2 段（同年，未列入）· 打开"),
        ("en", "Marked “paraphrased” because of 蓼川 (2024), paragraph 2 (same year, not listed)"),
    ],
)
def test_a_mark_without_its_pair_on_view_names_it_and_opens_it(
    start: Start, lang: str, told: str
) -> None:
    explorer = three()
    own, _, _, behind = ids(explorer)
    app = start(explorer, lang=lang, p=own)
    marks = [one["mark"] for one in component(app, "reading")["lines"]]
    assert "paraphrased" in marks
    assert behind not in [one["id"] for one in component(app, "results")["results"]]
    (button,) = buttons(app)
    assert told in button.label.replace("\\", "")
    button.click().run()
    assert behind in app.query_params["r"]
    assert "蓼川" in html(app)
    assert not buttons(app)


def test_a_mark_whose_pair_is_listed_further_down_says_where(start: Start) -> None:
    explorer = three()
    own, other, _, behind = ids(explorer)
    app = start(explorer, p=own, sy="1")
    at = [one["id"] for one in component(app, "results")["results"]].index(behind)
    if at == 0:
        app = start(explorer, p=own, sy="1", r=other)
    (button,) = buttons(app)
    assert f"下列第 {at + 1} 条" in button.label


def test_without_a_counterpart_the_mark_is_explained_all_the_same(start: Start) -> None:
    explorer = three()
    app = start(explorer, p=ids(explorer)[0], cf="X10100")
    assert say("zh", "none.title") in html(app)
    assert len(buttons(app)) == 1


def test_nothing_is_told_before_a_reader_has_judged(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(judging.VARIABLE, str(tmp_path / "labels.csv"))
    explorer = three()
    assert not buttons(start(explorer, p=ids(explorer)[0]))


def test_a_bar_of_a_speech_opens_the_pair_behind_its_kind(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    explorer = three()
    own, _, _, behind = ids(explorer)
    monkeypatch.setitem(PAGES, "speech", "views/speech.py")
    app = start(explorer, "speech", s=own.rpartition(".")[0])
    bars = next(one for one in html(app).splitlines() if 'class="bars"' in one)
    assert f"p={own}&amp;r={behind}" in bars

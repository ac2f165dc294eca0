"""A reader who has chosen no passage yet is offered the strongest pairs of the index."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import fake_pairs
import pytest
from app_pages import Start, html
from fake_explorer import SHARED, FakeExplorer
from fake_pairs import PairedExplorer, place, years

from explorer.analysis.strongest import strongest
from explorer.analysis.table import PairTable
from explorer.app.components import judging
from explorer.verdict import Verdict

ASKED = {"zh": "或先看这个语料里最强的几对", "en": "Or begin with the strongest pairs"}


def speeches() -> PairedExplorer:
    """Four of two paragraphs each: rows 0-1 of 2010, 2-3 of 2012, 4-5 of 2012, 6-7 of 2014."""
    explorer = PairedExplorer()
    for code, name, year in (
        ("X10100", "鹭津", 2010),
        ("X10200", "霁州", 2012),
        ("X10300", "蓼川", 2012),
        ("X10400", "汐湾", 2014),
    ):
        texts = [f"{SHARED}，{name}", f"{name}的话。"]
        explorer.add(place(code, name), years(year), "讲话", texts)
    return explorer


def rows(explorer: PairedExplorer, most: int = 5) -> list[tuple[int, int]]:
    found = strongest(PairTable(explorer), most)  # type: ignore[arg-type]
    return list(zip(found.a.tolist(), found.b.tolist(), strict=True))


def test_the_later_passage_comes_first_and_two_speeches_have_one_pair() -> None:
    explorer = speeches().join(
        [
            (0, 2, Verdict.EDITED, 0.6),
            (1, 3, Verdict.EDITED, 0.9),
            (6, 4, Verdict.VERBATIM, 0.5),
            (0, 6, Verdict.PARAPHRASE, 0.99),
            (2, 4, Verdict.VERBATIM, 1.0),
        ]
    )
    assert rows(explorer) == [(3, 1), (6, 4), (6, 0), (2, 4)]
    assert rows(explorer, most=2) == [(3, 1), (6, 4)]


def test_own_and_unknown_cities_are_not_among_them() -> None:
    explorer = speeches()
    explorer.add(place("X10100", "鹭津"), years(2020), "讲话", [SHARED])
    explorer.add(place(None, None), years(2020), "讲话", [SHARED])
    explorer.join([(0, 8, Verdict.VERBATIM, 1.0), (0, 9, Verdict.VERBATIM, 1.0)])
    assert rows(explorer) == []


def buttons(app: Any) -> list[Any]:
    return [one for one in app.button if str(one.key).startswith("strongest")]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_click_opens_the_pair(start: Start, lang: str) -> None:
    explorer = speeches().join([(0, 2, Verdict.EDITED, 0.6)])
    app = start(explorer, lang=lang)
    assert ASKED[lang] in html(app)
    (button,) = buttons(app)
    assert "霁州 2012 ↔ 鹭津 2010" in button.label
    button.click().run()
    ids = list(explorer.paragraphs)
    assert ids[2] in app.query_params["p"] and ids[0] in app.query_params["r"]
    assert not buttons(app)


def test_names_and_texts_on_the_buttons_stay_text(start: Start) -> None:
    app = start(fake_pairs.hostile())
    assert buttons(app)
    for button in buttons(app):
        assert not set("<[`$") & set(button.label.replace("\\<", "").replace("\\[", "")
                                     .replace("\\`", "").replace("\\$", ""))  # fmt: skip


def test_nothing_is_offered_without_pairs_or_while_judging_blind(
    start: Start, small: FakeExplorer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not buttons(start(small))
    assert not buttons(start(speeches().join([])))
    monkeypatch.setenv(judging.VARIABLE, str(tmp_path / "labels.csv"))
    explorer = speeches().join([(0, 2, Verdict.EDITED, 0.6)])
    assert not buttons(start(explorer))

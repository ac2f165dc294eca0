"""Downloads of an answer and of a pair: offered on both pages, made when asked for, traceable."""

from __future__ import annotations

import json
from datetime import date

import pytest
from app_pages import Start, html
from fake_explorer import SHARED, FakeExplorer

from explorer.app import answers, state
from explorer.app.choice import Passage, choose
from explorer.app.components.exporting import Asked, File, answer_files, pair_files

FOURTH = "000000000000.1.4"


def files(index: FakeExplorer, lang: str = "zh", *, text: str | None = None) -> dict[str, File]:
    """All files of the first counterpart, by group and ending."""
    passage = (
        Passage(text, "zh") if text else Passage(index.paragraph(FOURTH).text, "zh", FOURTH, 0)
    )
    asked_for = state.State(cities=("X10200",))
    answer = answers.counterparts(index, passage.query, asked_for, is_text=passage.is_text)  # type: ignore[arg-type]
    choice = choose(index, passage, answer, None)  # type: ignore[arg-type]
    assert choice is not None
    asked = Asked(index, passage, asked_for, answer, "zh")  # type: ignore[arg-type]
    found = {f"pair {file.key}": file for file in pair_files(asked, choice, lang)}
    return found | {f"answer {file.key}": file for file in answer_files(asked)}


@pytest.mark.parametrize("page", ["read", "search"])
@pytest.mark.parametrize(
    ("lang", "word"), [("zh", "证据卡（网页，可打印）"), ("en", "Sources as BibTeX")]
)
def test_both_pages_offer_files_in_both_languages(
    start: Start, small: FakeExplorer, page: str, lang: str, word: str
) -> None:
    app = start(small, page, lang=lang, p=FOURTH, q=SHARED)
    buttons = app.get("download_button")
    assert len(buttons) == 10
    assert word in {button.proto.label for button in buttons}


def test_where_there_is_nothing_to_save_nothing_is_offered(
    start: Start, small: FakeExplorer
) -> None:
    assert not start(small, p=FOURTH, y="1990-1991").get("download_button")
    assert not start(small).get("download_button")


def test_names_tell_place_year_and_paragraph(small: FakeExplorer) -> None:
    names = [file.name for file in files(small).values()]
    assert "counterparts_鹭津_2012_p4.csv" in names
    assert "pair_鹭津_2012_p4_霁州_2020_p4.html" in names
    assert "counterparts_text.xlsx" in [file.name for file in files(small, text=SHARED).values()]


@pytest.mark.parametrize("text", [None, SHARED])
def test_each_file_says_how_it_came_about(small: FakeExplorer, text: str | None) -> None:
    for key, file in files(small, text=text).items():
        data = file.make()
        assert data and file.mime
        if not file.name.endswith("xlsx"):
            written = data.decode("utf-8-sig")
            assert "gen-000007" in written.replace("\\-", "-"), key
    about = json.loads(files(small, text=text)["answer export.jsonl"].make().splitlines()[0])[
        "about"
    ]
    assert about["query"] == (text or FOURTH)
    assert about["scope"] == {"other_city": True, "other_year": True, "places": ["X10200"]}
    assert about["made"] == date.today().isoformat()
    assert about["left_out"]


def test_the_card_speaks_the_language_of_the_page(small: FakeExplorer) -> None:
    assert "对应段落证据卡" in files(small, "zh")["pair export.card.html"].make().decode()
    assert (
        "Evidence of a counterpart" in files(small, "en")["pair export.card.html"].make().decode()
    )


def test_a_hostile_corpus_makes_harmless_files(hostile: FakeExplorer) -> None:
    passage = Passage(hostile.paragraph("000000000000.1.1").text, "zh", "000000000000.1.1", 0)
    answer = answers.counterparts(hostile, passage.query, state.State())  # type: ignore[arg-type]
    choice = choose(hostile, passage, answer, None)  # type: ignore[arg-type]
    assert choice is not None
    asked = Asked(hostile, passage, state.State(), answer, "zh")  # type: ignore[arg-type]
    for file in (*pair_files(asked, choice, "zh"), *answer_files(asked)):
        stem = file.name.rpartition(".")[0]
        assert all(letter.isalnum() or letter in "_-" for letter in stem)
        if file.name.endswith("html"):
            page = file.make().decode()
            for tag in ("<script", "<iframe", "<img", "</style><"):
                assert tag not in page


def test_the_app_shows_no_judging_without_a_file(start: Start, small: FakeExplorer) -> None:
    assert "您的判断" not in html(start(small, p=FOURTH))

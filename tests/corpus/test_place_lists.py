"""Named lists of places are read from lists.csv, and a mistake is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.corpus.place_lists import read_place_lists
from explorer.corpus.place_table import load_places
from explorer.errors import CorpusError


def lists(folder: Path, table: str) -> dict[str, list[str]]:
    (folder / "lists.csv").write_text(table, encoding="utf-8")
    return read_place_lists(folder, load_places(folder))


def test_lists_hold_the_codes_of_their_places(tmp_path: Path) -> None:
    table = "list,place\ndelta,金华\ndelta,330100\n,\nhills,吉安市\ndelta,金华市\n"
    assert lists(tmp_path, table) == {"delta": ["330100", "330700"], "hills": ["360800"]}


def test_a_corpus_without_lists_has_none(tmp_path: Path) -> None:
    assert read_place_lists(tmp_path, load_places(tmp_path)) == {}


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("list,place\ndelta,金华\ndelta,不在此处\n", "line 3: no place '不在此处' is known"),
        ("list,place\n,金华\n", "line 2: a list needs a name"),
        ("name,place\n", "lacks the column list"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, table: str, message: str) -> None:
    with pytest.raises(CorpusError, match=message):
        lists(tmp_path, table)

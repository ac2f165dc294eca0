"""What the options of a search mean, on the index of the sample."""

from __future__ import annotations

import argparse

import pytest
import scope_options
from fakes import BigramEncoder

from explorer import Explorer, build_index, open_index
from explorer.answers import Answer
from explorer.errors import QueryError
from explorer.scope import Relation, Scope

TEXT = (
    "在大会上的讲话\n同志们：\n我代表{city}市人民政府讲三条。公交站要有棚子，公交车要准点，"
    "老人上下车要有人搭一把手，这三件事{year}年年底以前都要办成，经费由财政保证，不要等，不要靠。"
)


@pytest.fixture(scope="module")
def explorer(tmp_path_factory: pytest.TempPathFactory) -> Explorer:
    folder = tmp_path_factory.mktemp("corpus")
    for name, city, year in (("a", "金华", 2010), ("b", "杭州", 2012), ("c", "吉安", 2015)):
        (folder / f"{name}.txt").write_text(TEXT.format(city=city, year=year), encoding="utf-8")
    (folder / "metadata.csv").write_text(
        "path,year,role\na.txt,2010,mayor\nb.txt,2012,party\nc.txt,2015,mayor\n", encoding="utf-8"
    )
    (folder / "lists.csv").write_text("list,place\nhills,吉安\n", encoding="utf-8")
    index = tmp_path_factory.mktemp("index")
    build_index(folder, index, encoder=BigramEncoder())
    return open_index(index, encoder=BigramEncoder())


def parsed(explorer: Explorer, *arguments: str) -> Scope:
    parser = argparse.ArgumentParser()
    scope_options.add(parser)
    return scope_options.scope(parser.parse_args(arguments), explorer)


def found(explorer: Explorer, *arguments: str, asked: str = "b.txt") -> list[str]:
    speech = next(one for one in explorer.speeches() if one.document == asked)
    scope = parsed(explorer, *arguments)
    answer = explorer.counterparts(f"{speech.id}.1", scope=scope)
    return sorted(one.speech.document for one in answer)


def test_each_option_leaves_out_what_it_says(explorer: Explorer) -> None:
    assert found(explorer) == ["a.txt", "c.txt"]
    assert found(explorer, "--time", "earlier") == ["a.txt"]
    assert found(explorer, "--time", "later") == ["c.txt"]
    assert found(explorer, "--province", "same") == ["a.txt"]
    assert found(explorer, "--province", "other") == ["c.txt"]
    assert found(explorer, "--province", "江西") == ["c.txt"]
    assert found(explorer, "--list", "hills") == ["c.txt"]
    assert found(explorer, "--where", "role=mayor") == ["a.txt", "c.txt"]
    assert found(explorer, "--where", "role=party", asked="a.txt") == ["b.txt"]
    assert found(explorer, "--level", "prefecture") == ["a.txt", "c.txt"]
    with pytest.raises(QueryError, match="of the level 'county'; it has prefecture"):
        found(explorer, "--level", "county")
    assert found(explorer, "--language", "zh") == ["a.txt", "c.txt"]
    assert found(explorer, "--length", "10000-") == []
    assert found(explorer, "--least-wording", "80") == ["a.txt", "c.txt"]
    assert found(explorer, "--least-wording", "99") == []
    assert found(explorer, "--per-city", "1") == ["a.txt", "c.txt"]


def test_options_that_are_not_named_allow_all(explorer: Explorer) -> None:
    assert parsed(explorer) == Scope()
    assert parsed(explorer, "--province", "same").province is Relation.SAME


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--where", "role"], "is not like role=mayor"),
        (["--where", "rank=first"], "No speech of this index has a column 'rank'; it has role"),
        (["--where", "role=king"], "No speech has 'king' as its role; it has mayor, party"),
        (["--list", "plains"], "There is no list 'plains' in this index; it has hills"),
    ],
)
def test_what_the_index_does_not_know_is_told(
    explorer: Explorer, arguments: list[str], message: str
) -> None:
    with pytest.raises(QueryError, match=message):
        parsed(explorer, *arguments)


def test_the_account_names_every_reason() -> None:
    answer = Answer([], 7, {"same speech": 1, "other role": 2}, {"less wording": 3})
    assert scope_options.account(answer) == (
        "7 paragraphs were compared; left out: 1 in the same speech, 2 with another role; "
        "passed over: 3 sharing less wording."
    )

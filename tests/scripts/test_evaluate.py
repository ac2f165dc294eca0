"""The suites of evaluate.py: the command line, the alterations, and each suite on small folders."""

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import evaluate
import pytest
from suites import alterations, reading, reposting, witnesses

from explorer import sample_corpus
from explorer.records import Dating, Place

REPORT = """关于公交和市场的报告

各位代表：

2011年，金华市修好了三座桥。二〇一二年，吉安市也要修桥，王小桥市长说，2012年底以前通车。

市场的地面要防滑，秤要准，摊位费要公开。人民看得见，也算得清楚。

老楼加装电梯，一楼的住户也要有好处，账要一户一户算清楚。"""


def letters(text: str) -> str:
    return re.sub(r"\W+", "", text)


def test_help_shows_every_suite_with_an_example(run_script: Callable) -> None:
    done = run_script("evaluate", "--help")
    assert done.returncode == 0
    for suite in evaluate.SUITES:
        assert f"  python scripts/evaluate.py {suite}" in done.stdout
        assert f"\n    {suite} " in done.stdout


@pytest.mark.parametrize("arguments", [["all"], ["reposting", "f", "--copies", "0"], []])
def test_a_wrong_command_line_is_exit_code_2(arguments: list[str], run_script: Callable) -> None:
    done = run_script("evaluate", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "usage:" in done.stderr


@pytest.mark.parametrize("suite", ["reading", "reposting", "witnesses"])
def test_folders_must_be_named_and_be_there(
    suite: str, run_script: Callable, tmp_path: Path
) -> None:
    done = run_script("evaluate", suite)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"error: name the folders to read: evaluate.py {suite} FOLDER ...\n"
    done = run_script("evaluate", suite, tmp_path / "none")
    assert done.returncode == 1
    assert done.stderr.endswith("none is not there: name a folder of texts\n")


def test_counts() -> None:
    assert evaluate.count("12") == 12
    with pytest.raises(argparse.ArgumentTypeError, match="a number from 1"):
        evaluate.count("-1")


def test_table_is_aligned_for_han_too() -> None:
    rows = [{"folder": "城市", "found": 3}, {"folder": "a", "found": 12}]
    assert evaluate.table(rows) == "folder  found\n城市    3    \na       12   "


# Alterations


@pytest.mark.parametrize("name", alterations.ALTERATIONS)
def test_alterations_are_the_same_for_the_same_seed(name: str) -> None:
    alter = alterations.ALTERATIONS[name]
    assert alter(REPORT, random.Random(3)) == alter(REPORT, random.Random(3))
    assert (alter(REPORT, random.Random(3)) == REPORT) is (name == "none")


def test_years_are_moved_in_figures_and_in_han_numerals() -> None:
    text = "2011年、二〇一二年、二○一九年、一九九八年，12011户，2011.5吨，1949年"
    moved = "2016年、二〇一七年、二〇二四年、二〇〇三年，12011户，2011.5吨，1954年"
    assert alterations.years_moved(text, 5) == moved
    assert alterations.years_moved(moved, -5) == text.replace("○", "〇")


def test_names_of_places_and_persons_are_masked() -> None:
    masked = alterations.masked("金华市和吉安人，习近平来过。", random.Random(1))
    assert not re.search("金华|吉安|习近平", masked)
    assert masked.count("市") == 1
    english = alterations.masked("Mayor Ann Reed spoke in the City of Reading.", random.Random(1))
    assert not re.search("Ann|Reed|Reading", english)


def test_one_word_is_deleted_throughout() -> None:
    assert alterations.word_deleted("人民的桥，人民修。", random.Random(0)) == "的桥，修。"
    assert alterations.word_deleted("一座桥。", random.Random(0)) == "一座桥。"


def test_lines_are_broken_and_nothing_is_lost() -> None:
    broken = alterations.lines_broken(REPORT * 3, random.Random(2))
    assert max(map(len, broken.splitlines())) < alterations.WRAP + 10
    assert letters(broken) == letters(REPORT * 3)


def test_punctuation_changes_and_letters_stay() -> None:
    changed = {alterations.punctuation_changed("一，二. 三", random.Random(n)) for n in range(9)}
    assert changed == {"一,二. 三", "一，二. 三"}
    assert letters(alterations.punctuation_changed(REPORT, random.Random(1))) == letters(REPORT)


def test_traditional_characters() -> None:
    assert alterations.traditional("电梯", random.Random(0)) == "電梯"


@pytest.mark.parametrize("text", [REPORT, letters(REPORT).replace("要", "要。")])
def test_a_third_is_dropped(text: str) -> None:
    kept = alterations.third_dropped(text, random.Random(4))
    assert 0.3 < len(letters(kept)) / len(letters(text)) < 0.95
    assert kept.startswith(text[:6])


def test_chrome_stands_around_the_text() -> None:
    page = alterations.with_chrome(REPORT, random.Random(5))
    assert REPORT in page
    assert not page.startswith(REPORT)
    assert not page.endswith(REPORT)


# Reading


def test_datings_are_judged() -> None:
    tally = reading.Tally()
    for first, last in ((2012, 2012), (2010, 2014), (2013, None), (None, 2020)):
        reading.judge_year(Dating(None, first, last), 2012, tally)
    reading.judge_place(Place(code="330700"), "330700", tally)
    reading.judge_place(Place(code="330700"), "360800", tally)
    reading.judge_place(Place(), "360800", tally)
    row = tally.row("x")
    assert [row[f"year {one}"] for one in ("right", "within", "wrong")] == [1, 2, 1]
    assert (row["held %"], row["median width"], row["open side"]) == (75.0, 2, 2)
    assert [row[f"place {one}"] for one in ("right", "wrong", "unknown")] == [1, 1, 1]


def test_reading_suite_has_a_row_a_folder_and_one_of_all(
    run_script: Callable, tmp_path: Path
) -> None:
    for folder, name in (("a", "金华_2012"), ("b", "吉安_2013")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{name}.txt").write_text(REPORT, encoding="utf-8")
    figures = tmp_path / "figures.json"
    done = run_script("evaluate", "reading", tmp_path / "a", tmp_path / "b", "--json", figures)
    assert done.returncode == 0, done.stderr
    rows = json.loads(figures.read_text(encoding="utf-8"))
    assert [row["folder"] for row in rows] == ["a", "b", "all"]
    for column in ("documents", "speeches", "place wrong", "year within", "open side", "lost"):
        assert rows[2][column] == rows[0][column] + rows[1][column]
    assert rows[2]["documents"] == 2
    assert rows[2]["lost"] == 0


def test_a_folder_without_years_has_no_share() -> None:
    row = reading.Tally().row("x")
    assert (row["held %"], row["median width"]) == ("", "")


# Reposting


def test_pairs_of_unlike_documents() -> None:
    assert reposting.unlike_pairs(Counter("aab")) == 2
    assert reposting.unlike_pairs(Counter("aabbc")) == 8
    assert reposting.unlike_pairs(Counter("aaa")) == 0


def test_every_alteration_of_the_sample_is_found_and_nothing_else() -> None:
    rows = list(reposting.repost([sample_corpus()], copies=12))
    assert [row["alteration"] for row in rows] == list(alterations.ALTERATIONS)
    for row in rows:
        assert row["copies"] == 12
        assert row["false pairs"] == 0, row
        assert row["found"] + row["unread"] >= 11, row
    moved = next(row for row in rows if row["alteration"] == alterations.YEARS_LATER)
    assert moved["dated"] >= moved["bounded"] >= moved["excluded"]
    assert moved["flagged"] >= moved["excluded"]


# Witnesses


def test_our_search_finds_what_the_others_find() -> None:
    trial = witnesses.make_trial([sample_corpus()], 20)
    ours, compared = witnesses.smallest_hashes(trial.hashes)
    index, _ = witnesses.inverted_index(trial.hashes)
    assert trial.copies["whole"] <= ours
    assert trial.copies["whole"] & index <= ours
    assert compared < len(trial.hashes) ** 2 / 8
    row = witnesses.judge(ours, trial)
    assert row["whole"] == "100.0%"

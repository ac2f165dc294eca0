"""The commands on the sample corpus with the real model: rebuild, find, export, bad input."""

import csv
import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from explorer.export import COUNTERPART_FIELDS, PARAGRAPH_FIELDS, SPEECH_FIELDS

Run = Callable[..., subprocess.CompletedProcess[str]]
Rows = list[dict[str, Any]]

PLANTED = "推行一窗受理，核心是把“人等章”"  # stands word for word in two of the sample's speeches


def _rows(done: subprocess.CompletedProcess[str]) -> Rows:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def _is_one_clear_line(done: subprocess.CompletedProcess[str]) -> bool:
    lines = done.stderr.splitlines()
    return done.returncode == 1 and len(lines) == 1 and lines[0].startswith("error: ")


@pytest.fixture(scope="module")
def paragraphs(run_script: Run, sample_index: Path) -> Rows:
    arguments = ("paragraphs", "--index", sample_index, "--format", "jsonl")
    return _rows(run_script("export_tables", *arguments))


@pytest.fixture(scope="module")
def speeches(run_script: Run, sample_index: Path) -> Rows:
    arguments = ("speeches", "--index", sample_index, "--format", "jsonl")
    return _rows(run_script("export_tables", *arguments))


@pytest.fixture
def find(run_script: Run, sample_index: Path) -> Run:
    return lambda *arguments, **more: run_script(
        "find_counterparts", "--index", sample_index, *arguments, **more
    )


@pytest.fixture(scope="module")
def planted(paragraphs: Rows) -> list[str]:
    ids = [row["paragraph_id"] for row in paragraphs if row["text"].startswith(PLANTED)]
    assert len(ids) == 2
    return ids


def test_the_summary_tells_what_was_built(
    sample_build: tuple[Path, subprocess.CompletedProcess[str]], speeches: Rows, paragraphs: Rows
) -> None:
    _, done = sample_build
    told = dict(re.findall(r"^(\S+) {2,}(.*)$", done.stdout, re.MULTILINE))
    groups = len({row["witness_group"] for row in speeches})
    assert told["speeches"] == f"{len(speeches)} in {groups} witness groups"
    assert told["paragraphs"] == str(len(paragraphs))
    assert told["documents"] == str(len({row["document"] for row in speeches}))
    assert set(told) >= {"index", "windows", "cities", "years", "seconds"}
    assert "100%" in done.stderr, "progress bars go to stderr"


def test_a_word_for_word_copy_is_found_first_and_both_ways(find: Run, planted: list[str]) -> None:
    for here, there in (planted, reversed(planted)):
        rows = _rows(find("--paragraph", here, "--format", "jsonl", "-k", "3"))
        assert [tuple(row) for row in rows] == [COUNTERPART_FIELDS] * 3
        assert [row["rank"] for row in rows] == [1, 2, 3]
        assert rows[0]["paragraph_id"] == there
        assert rows[0]["wording"] > 0.8
        assert len({row["place"] for row in rows} & {None}) <= 1


def test_free_text_is_found_from_the_line_a_file_and_standard_input(
    find: Run, paragraphs: Rows, planted: list[str], tmp_path: Path
) -> None:
    text = next(row["text"] for row in paragraphs if row["paragraph_id"] == planted[0])
    file = tmp_path / "a passage.txt"
    file.write_text("\ufeff" + text, encoding="utf-8")
    rows = _rows(find("--text", text, "--format", "jsonl", "-k", "2"))
    assert {row["paragraph_id"] for row in rows} == set(planted)
    assert _rows(find("--text-file", file, "--format", "jsonl", "-k", "2")) == rows
    assert _rows(find("--text-file", "-", "--format", "jsonl", "-k", "2", stdin=text)) == rows


def test_the_table_is_for_people_and_ends_with_an_account(find: Run, planted: list[str]) -> None:
    done = find("--paragraph", planted[0], "-k", "2", COLUMNS="100")
    assert done.returncode == 0
    assert done.stderr == ""
    header, first, text, differing, second, _, account = done.stdout.splitlines()
    assert header.split()[:2] == ["place", "year"]
    assert first.split()[0] == "1" and first.endswith(planted[1])
    assert second.split()[0] == "2"
    assert text.startswith("    " + PLANTED[:6])
    assert differing == "    identical"
    assert re.fullmatch(
        r"\d+ paragraphs were compared; left out: \d+ in the same speech.*\.", account
    )


def test_the_account_of_json_lines_goes_to_stderr(find: Run, planted: list[str]) -> None:
    done = find("--paragraph", planted[0], "--format", "jsonl")
    assert "paragraphs were compared" in done.stderr
    assert all(line.startswith("{") for line in done.stdout.splitlines())


def test_cities_and_years_narrow_the_answer(find: Run, planted: list[str], speeches: Rows) -> None:
    place = next(
        row["place"] for row in _rows(find("--paragraph", planted[0], "--format", "jsonl"))
    )
    years = [r["latest"] for r in speeches if r["place"] == place and r["latest"]]
    rows = _rows(find("--paragraph", planted[0], "--city", place, "--format", "jsonl", "-k", "99"))
    assert rows
    assert {row["place"] for row in rows} == {place}
    done = find("--paragraph", planted[0], "--year", f"{max(years) + 50}-", "--format", "jsonl")
    assert all(row["latest"] is None for row in _rows(done))
    assert "outside the years asked for" in done.stderr


def test_the_same_city_and_the_same_year_are_let_in_on_request(
    find: Run, planted: list[str], speeches: Rows, paragraphs: Rows
) -> None:
    here = next(row for row in paragraphs if row["paragraph_id"] == planted[0])
    narrow = _rows(find("--paragraph", planted[0], "--format", "jsonl", "-k", "200"))
    wide = _rows(
        find(
            *("--paragraph", planted[0], "--format", "jsonl", "-k", "200"),
            *("--same-city", "--same-year"),
        )
    )
    assert here["place"] not in {row["place"] for row in narrow}
    assert here["place"] in {row["place"] for row in wide}
    assert len(wide) > len(narrow)


def test_a_scope_that_allows_nothing_is_an_answer_not_an_error(
    find: Run, planted: list[str], paragraphs: Rows
) -> None:
    place = next(row["place"] for row in paragraphs if row["paragraph_id"] == planted[0])
    done = find("--paragraph", planted[0], "--city", place)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("No counterpart: nothing is left to compare with.\n")
    assert "0 paragraphs were compared; left out: " in done.stdout
    done = find("--paragraph", planted[0], "--city", place, "--format", "jsonl")
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--paragraph", "no.such.paragraph"),
        ("--paragraph", "0a1b2c3d4e5f.1.12"),
        ("--paragraph", ""),
        ("--text", " \n"),
        ("--text", "a text", "--city", "Nowhere"),
        ("--text-file", "no such file"),
    ],
)
def test_a_wrong_question_is_one_clear_line(find: Run, arguments: tuple[str, ...]) -> None:
    done = find(*arguments)
    assert _is_one_clear_line(done), done.stderr
    assert done.stdout == ""


def test_a_text_that_is_not_utf8_is_one_clear_line(find: Run, tmp_path: Path) -> None:
    file = tmp_path / "gbk.txt"
    file.write_bytes("政府工作报告".encode("gbk"))
    done = find("--text-file", file)
    assert _is_one_clear_line(done)
    assert "not UTF-8" in done.stderr


@pytest.mark.parametrize("name", ["find_counterparts", "export_tables"])
def test_a_folder_without_an_index_is_one_clear_line(
    name: str, run_script: Run, tmp_path: Path
) -> None:
    rest = {
        "find_counterparts": ["--text", "a text"],
        "export_tables": ["speeches", "--format", "csv"],
    }[name]
    assert _is_one_clear_line(run_script(name, *rest, "--index", tmp_path))
    assert _is_one_clear_line(run_script(name, *rest, "--index", tmp_path / "missing"))


def test_a_damaged_index_is_refused(run_script: Run, sample_index: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(sample_index, copy)
    (manifest,) = copy.glob("gen-*/manifest.json")
    manifest.write_text(manifest.read_text(encoding="utf-8")[:-40], encoding="utf-8")
    done = run_script("export_tables", "speeches", "--index", copy, "--format", "csv")
    assert _is_one_clear_line(done)
    assert "rebuild_index.py" in done.stderr


def test_the_tables_have_the_fields_of_the_contract(speeches: Rows, paragraphs: Rows) -> None:
    assert {tuple(row) for row in speeches} == {SPEECH_FIELDS}
    assert {tuple(row) for row in paragraphs} == {PARAGRAPH_FIELDS}
    assert len({row["speech_id"] for row in speeches}) == len(speeches)
    assert len({row["paragraph_id"] for row in paragraphs}) == len(paragraphs)
    assert sum(row["paragraphs"] for row in speeches) == len(paragraphs)
    assert all(len(row["first_words"]) <= 30 for row in speeches)


def test_a_csv_file_holds_what_the_json_lines_hold(
    run_script: Run, sample_index: Path, paragraphs: Rows, tmp_path: Path
) -> None:
    file = tmp_path / "段落.csv"
    arguments = ("paragraphs", "--index", sample_index, "--format", "csv")
    done = run_script("export_tables", *arguments, "--output", file)
    assert (done.returncode, done.stdout) == (0, "")
    data = file.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfparagraph_id,"), "Excel reads it as UTF-8"
    text = data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["text"].removeprefix("'") for row in rows] == [row["text"] for row in paragraphs]
    assert [entry.name for entry in tmp_path.iterdir()] == ["段落.csv"]
    plain = run_script("export_tables", *arguments).stdout  # read as text: plain line ends
    assert plain == text.replace("\r\n", "\n")


def test_a_table_that_cannot_be_written_is_one_clear_line(
    run_script: Run, sample_index: Path, tmp_path: Path
) -> None:
    arguments = ("speeches", "--index", sample_index, "--format", "csv")
    done = run_script("export_tables", *arguments, "--output", tmp_path / "no" / "such.csv")
    assert _is_one_clear_line(done)


def test_a_missing_or_empty_corpus_is_one_clear_line(run_script: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    for corpus in (tmp_path / "missing", empty):
        done = run_script("rebuild_index", corpus, "--index", tmp_path / "index")
        assert _is_one_clear_line(done), done.stderr


def test_a_file_that_cannot_be_read_is_listed_and_the_others_go_on(
    run_script: Run, tmp_path: Path
) -> None:
    from explorer import sample_corpus

    corpus = tmp_path / "texts"
    corpus.mkdir()
    for file in sorted(sample_corpus().glob("*.txt"))[:3]:
        shutil.copy(file, corpus)
    (corpus / "gbk.txt").write_bytes("政府工作报告，各位代表：".encode("gbk"))
    done = run_script("rebuild_index", corpus, "--index", tmp_path / "index")
    assert done.returncode == 0, done.stderr
    assert re.search(r"^documents +3$", done.stdout, re.MULTILINE)
    assert re.search(r"^left out +gbk\.txt: \S", done.stdout, re.MULTILINE)


def test_sentences_stand_below_the_table(find: Run, planted: list[str]) -> None:
    done = find("--paragraph", planted[0], "-k", "1", "--sentences")
    assert done.returncode == 0, done.stderr
    _, below = done.stdout.rsplit("\n1  ", 1)
    heading, *stretches, account = below.splitlines()
    assert heading.endswith("verbatim")
    assert "paragraphs were compared" in account
    own = [line for line in stretches if line.startswith("    passage  ")]
    others = [line for line in stretches if re.match(r"    (?!passage)\S+ \d{4}  ", line)]
    assert len(own) == len(others) >= 2
    assert own[0].endswith(others[0].split(maxsplit=2)[2])  # a word-for-word copy

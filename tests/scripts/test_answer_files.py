"""Answers and evidence cards as files, from the command line."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from explorer import open_index
from explorer.export import COUNTERPART_FIELDS

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def asked(sample_index: Path) -> tuple[str, str]:
    """A paragraph, and a paragraph of another speech."""
    paragraphs = list(open_index(sample_index).paragraphs())
    return paragraphs[0].id, paragraphs[-1].id


def find(run_script: Run, index: Path, *arguments: object) -> str:
    done = run_script("find_counterparts", "--index", index, "-k", 3, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_csv_goes_to_standard_output(
    run_script: Run, sample_index: Path, asked: tuple[str, str]
) -> None:
    written = find(run_script, sample_index, "--paragraph", asked[0], "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(written.removeprefix("\ufeff"), newline="")))
    assert len(rows) == 3 and rows[0]["query"] == asked[0]
    assert tuple(rows[0])[: len(COUNTERPART_FIELDS)] == COUNTERPART_FIELDS


def test_a_workbook_goes_to_a_file(
    run_script: Run, sample_index: Path, asked: tuple[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "found.xlsx"
    find(
        run_script, sample_index, "--paragraph", asked[0], "--format", "xlsx", "--output", path
    )  # fmt: skip
    book = CalamineWorkbook.from_path(str(path))
    assert len(book.get_sheet_by_name("counterparts").to_python()) == 4
    assert list(tmp_path.iterdir()) == [path]


def test_a_card_of_a_named_pair_in_chinese(
    run_script: Run, sample_index: Path, asked: tuple[str, str]
) -> None:
    card = find(
        run_script, sample_index, "--paragraph", asked[0], "--format", "html",
        "--card-language", "zh", "--counterpart", asked[1],
    )  # fmt: skip
    assert card.startswith("<!DOCTYPE html>") and "对应段落证据卡" in card
    assert asked[0] in card and asked[1] in card


def test_sources_and_markdown(run_script: Run, sample_index: Path, asked: tuple[str, str]) -> None:
    given = ("--paragraph", asked[0], "--format")
    assert find(run_script, sample_index, *given, "bibtex").count("@misc{") == 4
    assert len(json.loads(find(run_script, sample_index, *given, "csl"))) == 4
    assert "| rank | place |" in find(run_script, sample_index, *given, "markdown")


def test_where_there_is_no_pair_there_is_no_card(
    run_script: Run, sample_index: Path, asked: tuple[str, str], tmp_path: Path
) -> None:
    done = run_script(
        "find_counterparts", "--index", sample_index, "--paragraph", asked[0], "--year",
        "1901-1902", "--certain-years", "--format", "html", "--output", tmp_path / "card.html",
    )  # fmt: skip
    assert done.returncode == 1
    assert "there is no counterpart to make a card of" in done.stderr
    assert not list(tmp_path.iterdir())


def test_where_nothing_can_be_written_is_one_line(
    run_script: Run, sample_index: Path, asked: tuple[str, str], tmp_path: Path
) -> None:
    done = run_script(
        "find_counterparts", "--index", sample_index, "--paragraph", asked[0],
        "--format", "csv", "--output", tmp_path / "missing" / "found.csv",
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("error: cannot write ")
    assert "Traceback" not in done.stderr

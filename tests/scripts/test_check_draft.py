"""check_draft.py as a user runs it, on the index of the sample."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import draft_text
import pytest

from explorer import open_index

OWN = "市图书馆周日也开门，孩子们放学以后可以在里面读书写字，老人可以在里面看报下棋。"


@pytest.fixture
def copied(sample_index: Path) -> str:
    explorer = open_index(sample_index)
    return next(one.text for one in explorer.paragraphs() if len(one.text) > 120)


def test_a_draft_is_told_paragraph_by_paragraph(
    sample_index: Path, copied: str, run_script: Callable
) -> None:
    draft = f"一、读书\n\n{copied}\n\n{OWN}\n"
    done = run_script("check_draft", "-", "--index", sample_index, stdin=draft)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "一、读书"
    assert lines[1].split()[:3] == ["1", "0%", "formula"]
    assert "wording 100%  verbatim" in lines[2]
    told = done.stderr.splitlines()[-1]
    assert told.startswith("2 paragraphs: 1 verbatim")
    assert "most frequent sources: " in told


def test_programs_get_records_and_rows(
    sample_index: Path, copied: str, run_script: Callable, tmp_path: Path
) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(f"{copied}\n\n{OWN}\n", encoding="gb18030")
    shared = ["--index", sample_index, "-k", "2", "--format"]
    done = run_script("check_draft", draft, *shared, "jsonl", "--limit", "1")
    assert done.returncode == 0, done.stderr
    (record,) = map(json.loads, done.stdout.splitlines())
    assert record["draft"] == copied
    assert [one["rank"] for one in record["counterparts"]] == [1, 2]
    assert record["counterparts"][0]["verdict"] == "verbatim"
    done = run_script("check_draft", draft, *shared, "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout.lstrip("\ufeff"))))
    assert [row["number"] for row in rows] == ["1", "1", "2", "2"]
    assert set(draft_text.DRAFT_FIELDS) < set(rows[0])


@pytest.mark.parametrize(
    ("arguments", "stdin", "message"),
    [
        ([], "", "The draft is empty"),
        ([], "。！？", "The draft is empty"),
        ([], "字" * 200_001, "up to 200,000 can be checked"),
        (["--draft-place", "亚特兰蒂斯"], OWN, "There is no city '亚特兰蒂斯'"),
        (["--time", "earlier"], OWN, "This free text has no year to be earlier than"),
        (["--province", "火星"], OWN, "No speech of this index is of the province '火星'"),
        (["--level", "moon"], OWN, "No speech of this index is of the level 'moon'"),
        (["--language", "xx"], OWN, "No speech of this index is of the language 'xx'"),
    ],
)
def test_bad_input_is_one_line(
    arguments: list[str], stdin: str, message: str, sample_index: Path, run_script: Callable
) -> None:
    done = run_script("check_draft", "-", "--index", sample_index, *arguments, stdin=stdin)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(f"error: {message}") or message in done.stderr
    assert len(done.stderr.splitlines()) == 1

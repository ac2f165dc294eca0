"""The command: what it prints, its formats, its exit codes."""

import csv
import io
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from audited_texts import FOUND, clean_texts, speech, write, write_hostile

from explorer.audit.tables import FINDING_FIELDS

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_hostile(tmp_path_factory.mktemp("hostile") / "texts")


def test_help_tells_the_exit_codes(run_script: Run) -> None:
    done = run_script("audit", "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert "0 the audit was done, whatever it found" in done.stdout


def test_findings_are_printed_the_worst_first_and_leave_exit_code_0(
    run_script: Run, hostile: Path
) -> None:
    done = run_script("audit", hostile)
    assert done.returncode == 0, done.stderr
    told = re.findall(r"^\d+\. ([a-z-]+): .+\.$", done.stdout, re.MULTILINE)
    assert told == [str(kind) for kind in FOUND]
    block = done.stdout.split("\nRows for metadata.csv", 1)[1].split("\n\n")[0]
    _, header, *rows = block.splitlines()
    assert header == "path,part,place,year"
    assert "湖州_2013.txt,,嘉兴," in rows
    assert len(rows) == len(set(rows))
    assert done.stdout.count("湖州_2013.txt,,嘉兴,") == 1
    assert f"{len(FOUND)} of {len(FOUND)} findings" in done.stderr
    assert re.search(r"^杭州 +1 +1 +\. +\. +1\b", done.stdout, re.MULTILINE), done.stdout


def test_kinds_and_a_limit_narrow_what_is_told(run_script: Run, hostile: Path) -> None:
    arguments = ("--kind", "mojibake,place-conflict", "--limit", "1", "--format", "jsonl")
    done = run_script("audit", hostile, *arguments)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["kind"] for row in rows if row["record"] == "finding"] == ["place-conflict"]
    assert any(row["record"] == "place" and row["gaps"] for row in rows)
    assert "1 of 2 findings" in done.stderr


def test_the_rows_alone_are_a_metadata_csv(run_script: Run, tmp_path: Path) -> None:
    folder = write(tmp_path / "texts", {"湖州_2013.txt": speech(1, "嘉兴", 2013), **clean_texts()})
    table = folder / "metadata.csv"
    done = run_script("audit", folder, "--format", "metadata", "--output", table)
    assert (done.returncode, done.stdout) == (0, "")
    assert table.read_text(encoding="utf-8") == "path,part,place,year\n湖州_2013.txt,,嘉兴,\n"
    assert run_script("audit", folder).stdout.startswith("Nothing found.")


def test_csv_has_a_row_per_quote_and_the_grid_a_row_per_place(
    run_script: Run, hostile: Path, tmp_path: Path
) -> None:
    file = tmp_path / "findings.csv"
    done = run_script("audit", hostile, "--format", "csv", "--output", file)
    assert (done.returncode, done.stdout) == (0, "")
    rows = list(csv.DictReader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == FINDING_FIELDS
    assert {row["document"] for row in rows} == set().union(*FOUND.values())
    grid = run_script("audit", hostile, "--format", "csv", "--grid").stdout
    (row,) = [row for row in csv.DictReader(io.StringIO(grid)) if row["place"] == "杭州"]
    assert (row["2012"], row["2013"], row["2014"], row["2015"], row["2016"]) == (
        *("1", "1"),
        *("gap", "gap"),
        "1",
    )


def test_a_clean_collection_has_nothing_but_its_grid(run_script: Run, tmp_path: Path) -> None:
    done = run_script("audit", write(tmp_path, clean_texts()))
    assert done.returncode == 0
    assert done.stdout.startswith("Nothing found.\n\nPlaces and years (3 places, 0 speeches")


def test_an_index_is_told_from_a_corpus(run_script: Run, sample_index: Path) -> None:
    from explorer import sample_corpus

    of_index = run_script("audit", sample_index)
    of_corpus = run_script("audit", sample_corpus())
    assert of_index.returncode == 0, of_index.stderr
    assert of_index.stdout == of_corpus.stdout


@pytest.mark.parametrize(
    "arguments",
    [(), ("x", "--limit", "0"), ("x", "--format", "xml"), ("x", "--kind", "no-such-kind")],
)
def test_a_wrong_command_line_is_exit_code_2(arguments: tuple[str, ...], run_script: Run) -> None:
    done = run_script("audit", *arguments)
    assert done.returncode == 2
    assert "usage:" in done.stderr


def test_what_can_be_mended_is_one_line_and_exit_code_1(
    run_script: Run, sample_index: Path, tmp_path: Path
) -> None:
    missing = run_script("audit", tmp_path / "missing")
    columns = run_script("audit", sample_index, "--encoding", "gbk")
    for done in (missing, columns):
        assert done.returncode == 1
        assert done.stdout == ""
        assert done.stderr.splitlines()[-1].startswith("error: ")
        assert "Traceback" not in done.stderr

"""The tables of the analysis as a user asks for them on the command line."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import export_tables
import pytest
from fakes import BigramEncoder

from explorer.formulas import Level
from explorer.tables.catalogue import TABLES

Run = Callable[..., subprocess.CompletedProcess[str]]
TEXT = """市长在全市工作会议上的讲话
（{year}年3月1日）
同志们：
我代表{city}市人民政府讲三条意见，请大家结合各自的实际认真研究，抓好落实，不要走过场。
今年要修好每一条乡间小路，让孩子们走着去上学，让老人们走着去看病，年底以前全部完工。
夜里也要有末班公交车，工厂下班的人不应该在路边等到天亮，这件事由交通局负责，每月公布一次。
"""


def build(folder: Path, cities: dict[str, int], **options: Any) -> Path:
    """An index of one speech for each city and year."""
    from explorer.build import build_index

    corpus = folder / "corpus"
    corpus.mkdir()
    for city, year in cities.items():
        text = TEXT.format(city=city, year=year)
        (corpus / f"{city}_{year}.txt").write_text(text, encoding="utf-8")
    build_index(corpus, folder / "index", encoder=BigramEncoder(), **options)
    return folder / "index"


def parsed(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_script_knows_the_tables_and_levels_of_the_package() -> None:
    assert tuple(export_tables.TABLES) == tuple(TABLES)
    assert set(export_tables.LEVELS) == {str(level) for level in Level} - {str(Level.OWN)}
    assert {name for names in export_tables.OPTIONS.values() for name in names} <= TABLES.keys()


@pytest.mark.parametrize("name", TABLES)
def test_every_table_of_the_sample_is_written_with_the_fields_of_its_codebook(
    name: str, run_script: Run, sample_index: Path
) -> None:
    passage = ("--text", "让孩子们走着去上学，让老人们走着去看病") if name == "timeline" else ()
    arguments = (name, "--index", sample_index, *passage)
    done = run_script("export_tables", *arguments, "--format", "csv")
    assert done.returncode == 0, done.stderr
    told = list(csv.reader(io.StringIO(done.stdout)))
    assert tuple(told[0]) == TABLES[name].names
    assert {len(row) for row in told} == {len(TABLES[name].names)}
    assert done.stderr.splitlines()[-1] == f"{len(told) - 1:,} {name} written"


def test_a_codebook_needs_no_index(run_script: Run, tmp_path: Path) -> None:
    done = run_script("export_tables", "dyads", "--codebook")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == TABLES["dyads"].codebook()
    file = tmp_path / "dyads.md"
    assert run_script("export_tables", "dyads", "--codebook", "--output", file).returncode == 0
    assert file.read_text(encoding="utf-8") == done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["dyads"], "required: --index, --format"),
        (["dyads", "--index", "i"], "required: --format"),
        (["timeline", "--index", "i", "--format", "csv"], "needs --paragraph ID or --text TEXT"),
        (["dyads", "--level", "few", "--codebook"], "--level is for formulas, not dyads"),
        (["reused", "--no-zeros", "--codebook"], "--no-zeros is for places, years, dyads, not"),
        (["reused", "--limit", "0", "--codebook"], "'0' is not 1 or more"),
        (["formulas", "--level", "own", "--codebook"], "invalid choice: 'own'"),
        (["timeline", "--paragraph", "p", "--text", "t", "--codebook"], "not allowed with"),
    ],
)
def test_what_does_not_go_together_is_a_usage_error(
    arguments: list[str], said: str, run_script: Run
) -> None:
    done = run_script("export_tables", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_an_index_without_pairs_is_one_line_and_writes_nothing(
    run_script: Run, tmp_path: Path
) -> None:
    index = build(tmp_path, {"金华": 2010, "吉安": 2012}, join=False)
    file = tmp_path / "dyads.csv"
    arguments = ("dyads", "--index", index, "--format", "csv")
    for done in (
        run_script("export_tables", *arguments),
        run_script("export_tables", *arguments, "--output", file),
    ):
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("error: This index was built without its pairs; ")
        assert done.stderr.count("\n") == 1
    assert not file.exists()


def test_one_city_makes_a_header_and_a_note(run_script: Run, tmp_path: Path) -> None:
    index = build(tmp_path, {"金华": 2010})
    done = run_script("export_tables", "dyads", "--index", index, "--format", "csv")
    assert done.returncode == 0
    assert done.stdout.strip() == ",".join(TABLES["dyads"].names)
    assert done.stderr.splitlines() == [
        "note: this corpus has speeches of one known city at most, so there are no dyads",
        "0 dyads written",
    ]


@pytest.mark.parametrize(
    "arguments", [["timeline", "--paragraph", "none.1.1"], ["originality", "--speech", "none"]]
)
def test_an_unknown_passage_is_one_line(
    arguments: list[str], run_script: Run, sample_index: Path
) -> None:
    done = run_script("export_tables", *arguments, "--index", sample_index, "--format", "jsonl")
    assert (done.returncode, done.stdout) == (1, "")
    assert "There is no" in done.stderr
    assert "'none" in done.stderr
    assert done.stderr.count("\n") == 1


def test_years_are_ranges_and_unknown_is_null(run_script: Run, sample_index: Path) -> None:
    tail = ("--index", sample_index, "--format", "jsonl")
    rows = parsed(run_script("export_tables", "dyads", *tail))
    assert rows
    assert all((row["year_i"] is None) == (row["earliest_i"] != row["latest_i"]) for row in rows)
    assert all(row["distance_km"] is None for row in rows), "invented cities lie nowhere"
    (masked, *_) = (
        row
        for row in parsed(run_script("export_tables", "composition", *tail))
        if row["document"] == "doc_aa07.txt"
    )
    assert (masked["place"], masked["place_code"]) == (None, None)


def test_options_choose(run_script: Run, sample_index: Path) -> None:
    tail = ("--index", sample_index, "--format", "jsonl")
    some = parsed(run_script("export_tables", "dyads", "--no-zeros", *tail))
    assert some
    assert all(row["pairs"] for row in some)
    assert len(parsed(run_script("export_tables", "reused", "--limit", "2", *tail))) == 2
    few = parsed(run_script("export_tables", "formulas", "--level", "few", *tail))
    assert {row["level"] for row in few} <= {"few"}
    speech = parsed(run_script("export_tables", "speeches", *tail))[0]
    own = parsed(run_script("export_tables", "originality", "--speech", speech["speech_id"], *tail))
    assert len(own) == speech["paragraphs"]
    assert {row["speech_id"] for row in own} == {speech["speech_id"]}

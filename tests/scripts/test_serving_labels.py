"""A server with a file of judgements: refused before it starts where it cannot be written."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import app_process
import pytest
from suites.judgements import LABELS, REUSE, read_labels

from explorer.evidence import judgements
from explorer.evidence.judgements import Judgement, add

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("missing/labels.csv", None, "is no folder"),
        ("labels.csv", b"id,opinion\n", "has no column passage"),
        ("labels.csv", b"\xff\xfe\n", "is not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_before_the_server_starts(
    run_script: Run,
    sample_index: Path,
    tmp_path: Path,
    name: str,
    content: bytes | None,
    words: str,
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    done = run_script("serve", "--index", sample_index, "--no-browser", "--labels", path)
    assert done.returncode == 1
    assert done.stderr.startswith("error: ") and words in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Ready" not in done.stdout


@pytest.mark.parametrize("labels", [None, Path("judged.csv")])
def test_the_app_knows_the_file_only_where_it_was_named(
    monkeypatch: pytest.MonkeyPatch, labels: Path | None
) -> None:
    started: dict[str, Any] = {}
    monkeypatch.setenv("EXPLORER_LABELS", "/left/over.csv")
    monkeypatch.setattr(subprocess, "Popen", lambda command, **options: started.update(options))
    app_process.start_app(Path("index"), 8799, labels)
    expected = str(Path("judged.csv").resolve()) if labels else ""
    assert started["env"]["EXPLORER_LABELS"] == expected


def test_the_evaluation_reads_what_readers_said(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    one = Judgement("a.1.1", "b.1.1", "same topic", "李", "2026-11-22T09:00:00+00:00", "gen-000001")
    add(path, one)
    add(path, Judgement("b.1.1", "a.1.1", "edited", "李"))
    add(path, Judgement("a.1.1", "b.1.1", "wrong", "Wang"))
    read = read_labels(path)
    assert read.said("a.1.1", "b.1.1") == {"李": "edited", "Wang": "wrong"}
    assert read.repeated == 1


def test_the_app_and_the_evaluation_know_the_same_labels() -> None:
    assert judgements.LABELS == LABELS
    assert set(REUSE) < set(LABELS)

"""What readers say of pairs is kept: each on the disk, several at once, the last one counting."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.errors import LabelsError
from explorer.evidence import judgements
from explorer.evidence.judgements import (
    Judgement,
    add,
    agreements,
    clean_coder,
    prepare,
    read,
    said,
)

ONE = Judgement(
    "a.1.1", "b.1.1", "edited", "Li", "2026-11-22T09:00:00+00:00", "gen-000001", "edited"
)


def write_many(path: str, coder: str) -> None:
    for n in range(20):
        add(Path(path), replace(ONE, passage=f"p{n}", coder=coder))


def test_a_judgement_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    prepare(path)
    assert path.read_bytes() == b"passage,counterpart,label,coder,time,generation,verdict\n"
    assert read(path) == []
    add(path, ONE)
    assert read(path) == [ONE]


def test_the_last_word_of_a_reader_counts_whichever_was_the_passage(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    add(path, ONE)
    add(path, replace(ONE, passage="b.1.1", counterpart="a.1.1", label="wrong"))
    add(path, replace(ONE, coder="Wang", label="formula"))
    assert said(read(path), "Li", ONE.pair) == "wrong"
    assert said(read(path), "Wang", ONE.pair) == "formula"
    assert said(read(path), "Zhao", ONE.pair) is None
    assert len(read(path)) == 3


def test_agreement_is_over_the_pairs_that_both_judged() -> None:
    labels = {"Li": "eewwf", "Wang": "eewf"}
    names = {"e": "edited", "w": "wrong", "f": "formula"}
    found = [
        replace(ONE, passage=f"p{n}", coder=coder, label=names[letter])
        for coder, letters in labels.items()
        for n, letter in enumerate(letters)
    ]
    found.append(replace(ONE, coder="Zhao", passage="elsewhere"))
    [one] = agreements(found, "Li")
    assert (one.other, one.pairs, one.observed) == ("Wang", 4, 0.75)
    # Alike by chance: (2*2 + 2*1) / 16.
    assert one.kappa == pytest.approx((0.75 - 0.375) / (1 - 0.375))
    assert agreements(found, "nobody") == []


def test_kappa_says_nothing_where_both_always_said_one_thing() -> None:
    [one] = agreements([ONE, replace(ONE, coder="Wang")], "Li")
    assert (one.pairs, one.observed, one.kappa) == (1, 1.0, None)


def test_many_readers_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: write_many(str(path), f"thread{n}"), range(4)))
    folder = Path(__file__).parent
    code = f"import sys; sys.path.append({str(folder)!r}); import test_judgements as judging;"
    code += "judging.write_many(sys.argv[1], sys.argv[2])"
    children = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(path), f"child{n}"], cwd=folder.parents[1]
        )
        for n in range(2)
    ]
    assert [child.wait(120) for child in children] == [0, 0]
    found = read(path)
    assert len(found) == len(set(found)) == 120
    assert path.read_text("utf-8").count("passage,counterpart") == 1


def test_a_file_of_ones_own_keeps_its_columns_and_separator(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_bytes("\ufeffCoder;Label;Passage;Note;Counterpart\r\nLi;edited;a;读过;b".encode())
    add(path, ONE)
    assert path.read_text("utf-8-sig").splitlines()[1:] == [
        "Li;edited;a;读过;b",
        "Li;edited;a.1.1;;b.1.1",
    ]
    assert [one.pair for one in read(path)] == [{"a", "b"}, {"a.1.1", "b.1.1"}]


def test_rows_that_are_no_judgements_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_text(
        "passage,counterpart,label,coder\na,b,nonsense,Li\na,a,edited,Li\na\n\nx,y,Wrong,Li\n"
    )
    assert [(one.passage, one.label) for one in read(path)] == [("x", "Wrong")]
    assert said(read(path), "Li", frozenset("xy")) == "wrong"


def test_a_row_that_is_being_written_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    add(path, ONE)
    with path.open("ab") as stream:
        stream.write("c.1.1,d.1.1,edited,李".encode()[:-1])
    assert read(path) == [ONE]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"passage,counterpart,label\n", "has no column coder"),
        (b"\xff\xfe\x00\n", "is not UTF-8"),
        (b"hello\n", "has no column passage"),
    ],
)
def test_a_file_that_is_no_such_table_is_left_alone(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "labels.csv"
    path.write_bytes(content)
    for act in (prepare, read, lambda path: add(path, ONE)):
        with pytest.raises(LabelsError, match=words):
            act(path)
    assert path.read_bytes() == content


def test_where_nothing_can_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(LabelsError, match="is no folder: make it"):
        prepare(tmp_path / "missing" / "labels.csv")
    with pytest.raises(LabelsError, match="cannot be read .*directory.*: name a CSV"):
        prepare(tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may do anything")
def test_a_file_without_permission_is_told(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    prepare(path)
    path.chmod(0o400)
    with pytest.raises(LabelsError, match="cannot be written .Permission denied.: name another"):
        prepare(path)


def test_a_judgement_written_in_part_is_taken_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "labels.csv"
    add(path, ONE)
    before = path.read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(judgements.os, "fsync", full)
    with pytest.raises(LabelsError, match="cannot be written .No space left on device."):
        add(path, replace(ONE, label="wrong"))
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "wrong",
    [{"label": "nice"}, {"counterpart": "a.1.1"}, {"coder": ""}, {"coder": "=Li"}],
)
def test_what_is_no_judgement_is_not_written(tmp_path: Path, wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="label|judgement"):
        add(tmp_path / "labels.csv", replace(ONE, **wrong))
    assert not (tmp_path / "labels.csv").exists()


@given(st.text(max_size=60))
def test_a_coders_name_stays_one_harmless_cell(name: str) -> None:
    clean = clean_coder(name)
    assert clean == clean_coder(clean)
    assert len(clean) <= judgements.LONGEST_CODER
    assert not clean.startswith(("=", "+", "-", "@", "'", "＝"))
    row = next(csv.reader([f'"{clean.replace(chr(34), chr(34) * 2)}"']), [""])
    assert row == [clean] and len(clean.splitlines()) <= 1


def test_a_cell_that_is_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "labels.csv"
    judgements.prepare(path)
    limit = csv.field_size_limit(1_000)
    try:
        with path.open("a", encoding="utf-8") as stream:
            stream.write("a,b,edited," + "x" * 1_001 + ",,,\n")
        with pytest.raises(LabelsError, match=r"cannot be read \(field larger .*name a CSV"):
            judgements.read(path)
        path.write_text("p" * 1_001 + ",passage,counterpart,label,coder\n", encoding="utf-8")
        with pytest.raises(LabelsError, match=r"cannot be read \(field larger"):
            judgements.prepare(path)
    finally:
        csv.field_size_limit(limit)

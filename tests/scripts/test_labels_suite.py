"""Judged pairs: how their file is read, and what they say of the tool and of each other."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import BigramEncoder
from suites import labels
from suites.judgements import Labels, read_labels

from explorer import Explorer, open_index

ONE, TWO, THREE = "aaaaaaaaaaaa.1.1", "bbbbbbbbbbbb.1.1", "cccccccccccc.1.1"


@pytest.fixture(scope="module")
def explorer(sample_index: Path) -> Explorer:
    return open_index(sample_index, encoder=BigramEncoder())


def written(folder: Path, *rows: str, header: str = "passage,counterpart,label,coder") -> Path:
    path = folder / "labels.csv"
    path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    return path


def read(folder: Path, *rows: str, header: str = "passage,counterpart,label,coder") -> Labels:
    return read_labels(written(folder, *rows, header=header))


# The file


def test_the_last_word_of_a_coder_counts_whichever_was_the_passage(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        f"{ONE},{TWO},formula,Li",
        f"{ONE},{TWO},Edited,An",
        f"{TWO},{ONE},verbatim,Li",
        f"{TWO},{THREE},wrong,Li",
    )
    assert found.said(ONE, TWO) == {"Li": "verbatim", "An": "edited"}
    assert found.repeated == 1
    assert found.passages == (ONE, TWO)
    assert [pair for pair, _ in found.pairs()] == [(ONE, TWO), (TWO, THREE)]
    assert found.coders() == ["An", "Li"]


def test_semicolons_a_byte_order_mark_and_further_columns_are_read(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    rows = f"Note;Label; Counterpart;Passage\r\nsaw it, twice;edited;{TWO};{ONE}\r\n;;;\r\n"
    path.write_bytes(b"\xef\xbb\xbf" + rows.encode())
    assert read_labels(path).said(ONE, TWO) == {"": "edited"}


def test_most_readers_decide_and_divided_ones_do_not(tmp_path: Path) -> None:
    pairs = [("a", "edited"), ("b", "verbatim"), ("c", "formula")]
    found = read(tmp_path, *(f"{ONE},{TWO},{label},{coder}" for coder, label in pairs))
    assert found.label(ONE, TWO) is None
    assert found.reuse(ONE, TWO) is True
    divided = read(tmp_path, f"{ONE},{TWO},edited,a", f"{ONE},{TWO},formula,b")
    assert divided.reuse(ONE, TWO) is None
    assert divided.reuse(ONE, THREE) is None


def test_weights_are_read_and_pairs_are_taken_by_their_paragraphs(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        f"{ONE},{TWO},edited,2.5",
        f"{ONE},{THREE},edited,",
        header="passage,counterpart,label,weight",
    )
    assert (found.weight(TWO, ONE), found.weight(ONE, THREE)) == (2.5, 1)
    assert [pair for pair, _ in found.among({ONE, TWO}).pairs()] == [(ONE, TWO)]


@pytest.mark.parametrize(
    ("rows", "header", "told"),
    [
        ([f"{ONE},{TWO},same"], "passage,counterpart,label", "row 2: 'same' is no label; use verb"),
        ([f"{ONE},,edited"], "passage,counterpart,label", "row 2 does not name two paragraphs"),
        ([f"{ONE},{ONE},edited"], "passage,counterpart,label", "does not name two paragraphs"),
        ([f"{ONE},{TWO}"], "passage,counterpart,label", "row 2: '' is no label"),
        ([], "passage,counterpart,label", "has no judged pair"),
        ([], "", "has no column passage; it needs passage, counterpart, label"),
        ([f"{ONE},{TWO}"], "passage,label", "has no column counterpart"),
        ([f"{ONE},{TWO},edited,-1"], "passage,counterpart,label,weight", "'-1' is no weight"),
    ],
)
def test_a_malformed_file_is_told_in_one_line(
    rows: list[str],
    header: str,
    told: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        read(tmp_path, *rows, header=header)
    said = capsys.readouterr().err
    assert told in said
    assert said.count("\n") == 1


def test_a_file_that_is_no_utf8_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "labels.csv"
    path.write_bytes("passage,counterpart,label\n甲,乙,edited".encode("gb18030"))
    with pytest.raises(SystemExit):
        read_labels(path)
    assert "save it as CSV UTF-8" in capsys.readouterr().err


# What they say


def test_readers_are_compared_two_by_two(tmp_path: Path) -> None:
    others = ["dddddddddddd.1.1", "eeeeeeeeeeee.1.1", "ffffffffffff.1.1"]
    both = [("edited", "verbatim"), ("formula", "formula"), ("wrong", "edited")]
    rows = [
        f"{ONE},{other},{label},{coder}"
        for other, pair in zip(others, both, strict=True)
        for coder, label in zip(("an", "li"), pair, strict=True)
    ]
    found = read(tmp_path, *rows, f"{ONE},{TWO},edited,mo")
    told = {one["what"]: (one["pairs"], one["value"]) for one in labels.agreement(found)}
    assert told["an and li, labels: observed"] == (3, 0.333)
    assert told["an and li, reuse or not: observed"] == (3, 0.667)
    assert told["an and li, labels: kappa"] == (3, 0.143)
    assert told["an and li, reuse or not: kappa"] == (3, 0.4)
    assert told["an and mo, labels: kappa"] == (0, "-")


def test_macro_f1() -> None:
    given = [("edited", "edited"), ("edited", "formula"), ("wrong", "wrong")]
    assert labels.macro_f1(given) == pytest.approx((2 / 3 + 0 + 1) / 3)
    assert labels.macro_f1([]) is None


def test_what_was_told_is_laid_beside_what_was_judged() -> None:
    rows = list(labels.reliability([(0.01, False), (0.03, True), (0.9, True), (0.9, True)]))
    bins = {one["what"]: (one["pairs"], one["value"]) for one in rows}
    assert bins["0.00 to 0.05"] == (2, 0.5)
    assert bins["0.80 to 1.00"] == (2, 1.0)
    assert bins["0.05 to 0.10"] == (0, "-")
    assert bins["Brier"] == (4, 0.24)


def test_the_suite_judges_an_index(explorer: Explorer, sample_index: Path, tmp_path: Path) -> None:
    asked = next(one for one in explorer.paragraphs() if len(one.text) > 60)
    first = explorer.counterparts(asked.id, k=4).counterparts
    said = ["edited", "wrong", "wrong"]
    rows = [
        f"{asked.id},{one.paragraph.id},{label},li"
        for one, label in zip(first[:3], said, strict=True)
    ]
    found = labels.labels(written(tmp_path, *rows), sample_index)
    told = {(one["part"], one["what"]): one for one in found}
    assert told["judged", "pairs"]["pairs"] == 3
    assert told["precision", "first 1"]["value"] == 1
    assert told["precision", "first 3"]["value"] == pytest.approx(0.333)
    ten = told["precision", "first 10"]
    assert (ten["pairs"], ten["95 % from"], ten["to"]) == (3, 0.061, 0.792)
    assert ten["note"].startswith("7 of the first 10 not judged; scope: other city, other year")
    assert told["verdict", "macro F1"]["pairs"] == 3
    keys = {tuple(one) for one in found}
    assert len(keys) == 1


def test_the_scope_is_as_wide_as_the_judged_pairs(explorer: Explorer) -> None:
    one = next(each for each in explorer.speeches() if each.place.code and each.paragraphs > 1)
    usual = labels.widest(explorer, [])
    assert usual.other_city
    assert usual.other_year
    found = labels.widest(explorer, [(f"{one.id}.1", f"{one.id}.2")])
    assert not found.other_city


def test_a_paragraph_of_another_index_is_told(
    sample_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        labels.labels(written(tmp_path, f"{ONE},{TWO},edited,li"), sample_index)
    assert f"{ONE} is no paragraph of" in capsys.readouterr().err

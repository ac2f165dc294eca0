"""The suite ``tiles`` of evaluate.py: its alterations tell the truth about what they kept."""

import random
from pathlib import Path

import pytest
from suites import tiles

CLAUSES = [
    *(
        "修好每一条乡间小路，",
        "让孩子们走着去上学，",
        "把水费降到一半以下，",
        "夜里也有末班公交车。",
    ),
    *("在株洲有35座旧桥，", "桥头都要亮一盏灯，", "老人看病不出社区，", "楼下要有修鞋的摊。"),
]
OTHER = "苹果园里种了梨，梨树下面养了鸡，鸡舍旁边搭了棚，棚里存着过冬的草。"


@pytest.mark.parametrize("name", tiles.ALTERATIONS)
def test_what_was_kept_is_the_same_on_both_sides(name: str) -> None:
    text = "".join(CLAUSES)
    trial = tiles.ALTERATIONS[name](text, OTHER, random.Random(3))
    for (start, end), (first, last) in zip(trial.kept, trial.kept_in_copy, strict=True):
        assert text[start:end] == trial.copy[first:last]
    kept = sum(end - start for start, end in trial.kept)
    assert (kept == len(text)) is (name == "clauses re-ordered")
    if name == "clauses re-ordered":
        assert sorted(trial.copy) == sorted(text) != list(trial.copy)
        assert trial.copy != text
    if name == "names and figures swapped":
        assert "株洲" not in trial.copy
        assert "35" not in trial.copy
    if name == "30 % of clauses replaced":
        assert sum(clause in trial.copy for clause in CLAUSES) == 6
        assert any(clause in trial.copy for clause in tiles.CLAUSE.findall(OTHER))


def test_names_in_latin_script_are_swapped_too() -> None:
    trial = tiles.altered("We love Kestrel and its 12 parks.", "", random.Random(1), swap=True)
    assert trial.copy.startswith("We love ")
    assert not {"Kestrel", "12"} & set(trial.copy.split())
    assert trial.copy.endswith(" parks.")


def test_recall_and_precision_are_of_letters_of_both_sides() -> None:
    trial = tiles.Trial("修路，修桥", "修路。种树", [(0, 2)], [(0, 2)])
    assert tiles.judged(trial, [(0, 5)], [(0, 3)]) == (4, 6, 4)
    assert tiles.rates([(4, 6, 4), (0, 2, 0)]) == {"recall": 1.0, "precision": 0.5}
    assert tiles.rates([(0, 0, 0)]) == {"recall": 0.0, "precision": 0.0}


def test_every_alteration_and_the_unrelated_pairs_are_a_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tiles, "LETTERS", range(20, 800))
    monkeypatch.setattr(tiles, "MOST_PASSAGES", 10)
    monkeypatch.setattr(tiles, "PAIRS", 10)
    for name, clauses in (("one", CLAUSES), ("two", CLAUSES[::-1]), ("three", [OTHER, OTHER])):
        (tmp_path / f"{name}.txt").write_text("".join(clauses), encoding="utf-8")
    rows = list(tiles.tiles([tmp_path]))
    assert [row["alteration"] for row in rows] == [*tiles.ALTERATIONS, "unrelated"]
    assert len({tuple(row) for row in rows}) == 1
    moved = rows[0]
    assert moved["tiles recall"] == moved["tiles precision"] == 1.0
    assert moved["difflib recall"] < 1.0
    assert rows[-1]["p99"] == 1.0  # one and two are the same clauses


def test_a_folder_with_too_little_text_is_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one.txt").write_text("".join(CLAUSES), encoding="utf-8")
    assert list(tiles.tiles([tmp_path])) == []
    assert "fewer than two documents" in "".join(capsys.readouterr())

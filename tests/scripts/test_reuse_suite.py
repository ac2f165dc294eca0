"""The fit of the probability of reuse, and its measures."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
from suites import altered, reuse, reuse_pairs
from suites.reuse_pairs import Pair

from explorer.reuse import RELIABILITY, Model, chance


def drawn(model: Model, count: int) -> list[Pair]:
    """Pairs that are reuse as often as a model says."""
    die, pairs = random.Random(5), []
    for number in range(count):
        wording, formula, standing = die.random(), die.random(), 3 * die.random()
        told = chance(model, wording * (1 - formula), wording * formula, standing)
        passage = f"p{number // 3}"
        pairs.append(Pair(wording, formula, standing, die.random() < told, passage))
    return pairs


def test_a_fit_finds_the_model_that_the_pairs_are_from() -> None:
    model = Model(base=-4.0, own=6.0, formula=2.0, standing=1.0)
    found = reuse.fit(drawn(model, 6_000))
    for name in Model.__slots__:
        assert getattr(found, name) == pytest.approx(getattr(model, name), abs=0.6), name


def test_evidence_that_would_speak_against_reuse_is_left_out() -> None:
    found = reuse.fit(drawn(Model(base=0.0, own=4.0, formula=-4.0, standing=-1.0), 2_000))
    assert (found.formula, found.standing) == (0, 0)
    assert found.own > 2


def test_pairs_that_can_be_told_apart_get_finite_weights() -> None:
    pairs = [Pair(n / 10, 0.0, 1.0, n > 5, str(n)) for n in range(10)]
    found = reuse.fit(pairs)
    assert chance(found, 0.9, 0.0, 1.0) > 0.9
    assert chance(found, 0.1, 0.0, 1.0) < 0.1


def test_a_pair_is_told_by_a_model_that_saw_no_pair_of_its_passage() -> None:
    # One passage alone says the contrary of all others: seen, it would raise its own chance.
    pairs = drawn(Model(base=-4.0, own=6.0, formula=2.0, standing=1.0), 300)
    odd = [Pair(0.0, 0.0, 0.0, True, "odd")] * 50
    told = reuse.crossed([*pairs, *odd])
    whole = reuse.fit([*pairs, *odd])
    assert max(told[-50:]) < 0.1 < reuse.told(whole, odd[0])


def test_errors_of_probabilities() -> None:
    chances, truth = [0.0, 1.0, 0.5, 0.5], [False, True, True, False]
    assert reuse.brier(chances, truth) == 0.125
    assert reuse.brier(chances, truth, [1, 1, 0, 2]) == 0.125
    assert reuse.calibration_error([0.8, 0.8], [True, False]) == pytest.approx(0.3)
    assert reuse.calibration_error([0.8, 0.8], [True, False], [4, 1]) == pytest.approx(0.0)


def test_every_probability_is_in_one_bin() -> None:
    chances = [0.0, 0.05, 0.0499, 0.4, 1.0]
    inside = [(low, places) for low, _, places in reuse.bins(chances)]
    assert inside == [(0.0, [0, 2]), (0.05, [1]), (0.1, []), (0.2, []), (0.4, [3]), (0.8, [4])]


def test_the_bins_are_those_that_the_tool_tells() -> None:
    assert tuple(one.low for one in RELIABILITY) == reuse.LOWS


def test_the_share_of_a_bin_is_by_weight() -> None:
    pairs = [Pair(0, 0, 0, True, "a", 3.0), Pair(0, 0, 0, False, "b", 1.0)]
    rows = list(reuse.reliability([0.5, 0.7], pairs))
    assert rows == [{"what": "reliability 0.40-0.80", "pairs": 2, "value": 0.55, "share": 0.75,
                     "reused": 1}]  # fmt: skip


def test_altered_paragraphs_are_paired_with_their_source_and_others(
    sample_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reuse_pairs, "ALTERED", 2)
    monkeypatch.setattr(reuse_pairs, "LENGTHS", (40, 500))
    with reuse_pairs.opened(sample_index) as explorer:
        found = list(reuse_pairs.planted(explorer))
    kinds = Counter((one.passage.rsplit(" ", 1)[0], one.reuse) for one in found)
    assert {kind for kind, _ in kinds} == set(altered.PASSAGES)
    assert kinds["30 % cut", True] == 2
    assert kinds["spliced", True] >= 3
    assert min(one.wording for one in found if one.reuse) > max(
        0.2, sum(one.wording for one in found if not one.reuse) / len(found)
    )


def test_the_sample_has_reuse_and_other_pairs(sample_index: Path) -> None:
    assert (sample_index / "CURRENT").is_file()
    found = list(reuse_pairs.of_sample())
    assert sum(one.reuse for one in found) == 26
    assert sum(not one.reuse for one in found) > 200


def test_folders_must_be_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "labels.csv"
    file.write_text("passage,counterpart,label\n", encoding="utf-8")
    with pytest.raises(SystemExit):
        reuse.reuse([file])
    assert "name folders of texts or indexes" in capsys.readouterr().err

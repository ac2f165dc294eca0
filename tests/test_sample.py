"""The real model on the sample corpus: the reuse that was planted in it is found."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from explorer import Explorer, open_index, sample_corpus

PLANTED = sample_corpus().parent / "planted.csv"
MUST_BE_AMONG = {"verbatim": 1, "edited": 1, "paraphrase": 3, "translation": 3}


def planted_pairs() -> list[dict[str, str]]:
    with PLANTED.open(encoding="utf-8", newline="") as stream:
        return [row for row in csv.DictReader(stream) if row["kind"] in MUST_BE_AMONG]


@pytest.fixture(scope="module")
def explorer(sample_index: Path) -> Explorer:
    return open_index(sample_index)


def paragraph_id(explorer: Explorer, document: str, starts: str) -> str:
    found = [
        paragraph.id
        for paragraph in explorer.paragraphs()
        if explorer.speech(paragraph.speech_id).document == document
        and paragraph.text.startswith(starts)
    ]
    assert len(found) == 1, (document, starts, found)
    return found[0]


def test_every_kind_was_planted() -> None:
    kinds = [row["kind"] for row in planted_pairs()]
    assert all(kinds.count(kind) >= 4 for kind in MUST_BE_AMONG)


@pytest.mark.parametrize("row", planted_pairs(), ids=lambda row: f"{row['kind']}: {row['note']}")
def test_planted_reuse_is_found_from_either_side(explorer: Explorer, row: dict[str, str]) -> None:
    a = paragraph_id(explorer, row["document_a"], row["starts_a"])
    b = paragraph_id(explorer, row["document_b"], row["starts_b"])
    for asked, partner in ((a, b), (b, a)):
        answer = explorer.counterparts(asked, k=MUST_BE_AMONG[row["kind"]])
        matches = [{c.paragraph.id, *c.others} for c in answer]
        assert any(partner in ids for ids in matches)


def test_wording_tells_what_meaning_cannot(explorer: Explorer) -> None:
    for row in planted_pairs():
        a = paragraph_id(explorer, row["document_a"], row["starts_a"])
        first = explorer.counterparts(a, k=1).counterparts[0]
        if row["kind"] == "verbatim":
            assert first.wording == 1.0
        elif row["kind"] == "edited":
            assert 0.5 < first.wording < 1.0
        else:
            assert first.wording < 0.2


def test_a_planted_translation_is_found_by_its_text_alone(explorer: Explorer) -> None:
    row = next(row for row in planted_pairs() if row["kind"] == "translation")
    a = explorer.paragraph(paragraph_id(explorer, row["document_a"], row["starts_a"]))
    b = paragraph_id(explorer, row["document_b"], row["starts_b"])
    found = [c.paragraph.id for c in explorer.counterparts(a.text, k=3)]
    assert b in found


def test_percentiles_are_high_for_reuse_and_spread_for_the_rest(explorer: Explorer) -> None:
    paragraphs = list(explorer.paragraphs())[::7]
    worst = [explorer.counterparts(p.id, k=20).counterparts[-1].percentile for p in paragraphs]
    known = sorted(value for value in worst if value is not None)
    assert known[len(known) // 2] < 99
    for row in planted_pairs():
        a = paragraph_id(explorer, row["document_a"], row["starts_a"])
        top = explorer.counterparts(a, k=1).counterparts[0].percentile
        assert top is None or top >= 99

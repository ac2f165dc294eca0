"""What the app asks of a real index beside counterparts."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer import open_index
from explorer.analysis.sources import Kind
from explorer.app import lookups
from explorer.app.components.originality import CODES
from explorer.search import Explorer

RAIL = "海铁联运要迈出实质性一步"


@pytest.fixture(scope="module")
def explorer(sample_index: Path) -> Explorer:
    return open_index(sample_index)


def test_every_paragraph_of_a_speech_is_of_a_kind_that_has_a_name(explorer: Explorer) -> None:
    speech = explorer.speeches()[0]
    found = lookups.kinds(explorer, speech.id)
    lines = explorer.reading(speech.id)
    assert list(found) == [line.paragraph_id for line in lines if line.paragraph_id]
    assert {Kind(kind) for kind in found.values()} <= set(CODES)
    assert set(CODES) == set(Kind)


def test_an_index_without_pairs_knows_no_kinds(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    speech = explorer.speeches()[0]
    monkeypatch.setattr(explorer, "pairs", None)
    assert lookups.kinds(explorer, speech.id) == {}
    assert lookups.spread(explorer, f"{speech.id}.1") is None


def test_a_copied_passage_has_spread(explorer: Explorer) -> None:
    rail = next(one for one in explorer.paragraphs() if one.text.startswith(RAIL))
    found = lookups.spread(explorer, rail.id)
    assert found is not None and found.speeches >= 2
    assert found.years is not None and found.years[0] <= found.years[1]


def test_the_sentences_of_a_pair_cover_the_passage(explorer: Explorer) -> None:
    rail = next(one for one in explorer.paragraphs() if one.text.startswith(RAIL))
    best = explorer.counterparts(rail.id, k=1).counterparts[0].paragraph
    found = lookups.aligned(explorer, rail.id, best.id, ("zh", "zh"), is_text=False)
    assert "".join(rail.text[slice(*pair.a)] for pair in found) == rail.text
    assert all(0 <= pair.b[0] < pair.b[1] <= len(best.text) for pair in found)
    assert {pair.word for pair in found} <= {"close", "related", "apart"}
    assert all(pair.share is not None and 0 <= pair.share <= 1 for pair in found)


def test_formula_lies_within_the_passage(explorer: Explorer) -> None:
    for one in list(explorer.paragraphs())[:20]:
        group = explorer.speech(one.speech_id).witness_group
        spans = lookups.formula_spans(explorer, one.text, group)
        flat = [at for span in spans for at in span]
        assert flat == sorted(flat) and all(0 <= at <= len(one.text) for at in flat)

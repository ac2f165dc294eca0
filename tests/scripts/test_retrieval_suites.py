"""The suites that measure finding: what they alter, count and compare."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path

import pytest
from fakes import BigramEncoder
from suites import altered, retrieval, verdicts

from explorer import Explorer, open_index
from explorer.errors import QueryError

TEXT = "金华今年修了30条路，又开了12条线。老人坐车不要钱；孩子走路上学，都有人护送，家长放心。"


@pytest.fixture(scope="module")
def explorer(sample_index: Path) -> Explorer:
    return open_index(sample_index, encoder=BigramEncoder())


def test_swapping_changes_names_and_figures_alone() -> None:
    other = altered.swapped(TEXT, "", random.Random(1))
    assert other != TEXT
    assert "金华" not in other
    assert other.endswith("孩子走路上学，都有人护送，家长放心。")


def test_cutting_keeps_clauses_in_order_and_reordering_keeps_them_all() -> None:
    kept = altered.clauses(altered.cut(TEXT, "", random.Random(3)))
    assert 0 < len(kept) < len(altered.clauses(TEXT))
    assert [one for one in altered.clauses(TEXT) if one in kept] == kept
    other = altered.reordered(TEXT, "", random.Random(1))
    assert other != TEXT
    assert Counter(altered.clauses(other)) == Counter(altered.clauses(TEXT))


def test_splicing_takes_half_of_each() -> None:
    assert altered.spliced("abcd", "wxyz", random.Random(1)) == "abyz"


@pytest.mark.parametrize(
    ("shares", "distance"),
    [([0.5], 0.5), ([0.25, 0.75], 0.25), ([0.0, 0.0], 1.0), ([0.1, 0.2, 0.3], 0.7)],
)
def test_the_distance_of_a_sample_from_uniform(shares: list[float], distance: float) -> None:
    assert retrieval.kolmogorov(shares) == pytest.approx(distance)


def test_a_rank_is_that_of_the_first_wanted_in_any_copy(explorer: Explorer) -> None:
    asked = next(explorer.paragraphs())
    found = explorer.counterparts(asked.id, k=5).counterparts
    assert retrieval.first_rank(found, {found[2].paragraph.id}) == 3
    assert retrieval.first_rank(found, {asked.id}) == 0
    assert altered.rank_of_text(found, frozenset({found[1].paragraph.text})) == 2
    assert altered.rank_of_text(found, frozenset({"no such text"})) == 0


def test_pairs_of_every_kind_are_judged(explorer: Explorer) -> None:
    kinds = Counter(kind for kind, _, _ in verdicts.pairs(explorer))
    assert kinds == {
        "verbatim": 10,
        "edited": 8,
        "paraphrase": 8,
        "translation": 10,
        "formula": 40,
        verdicts.NOTHING: verdicts.UNPLANTED,
    }


def test_scores_of_a_kind() -> None:
    given = Counter({("edited", "edited"): 3, ("edited", "verbatim"): 1, ("verbatim", "edited"): 2})
    row = verdicts.scores("edited", given)
    assert (row["pairs"], row["precision"], row["recall"]) == (4, 3 / 5, 3 / 4)
    assert row["F1"] == pytest.approx(2 / 3)
    assert verdicts.scores("formula", given)["F1"] == 0


def test_own_pairs_name_their_source_by_id_or_text(explorer: Explorer, tmp_path: Path) -> None:
    one = next(explorer.paragraphs())
    file = tmp_path / "pairs.jsonl"
    rows = [{"passage": TEXT, "source": source, "label": "edited"} for source in (one.id, one.text)]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert list(verdicts.own_cases(explorer, file)) == [("edited", TEXT, one.id)] * 2
    file.write_text(json.dumps(rows[0] | {"source": "nowhere"}), encoding="utf-8")
    with pytest.raises(QueryError, match="line 1: the corpus has no such paragraph"):
        list(verdicts.own_cases(explorer, file))


def test_what_changes_too_little_is_not_planted_as_edited(explorer: Explorer) -> None:
    sources = [one for one in explorer.paragraphs() if len(one.text) in verdicts.LENGTHS][:10]
    die = random.Random(1)
    assert not list(verdicts.planted("edited", lambda text, _other, _die: text, sources, die))
    assert len(list(verdicts.planted("edited", altered.spliced, sources, die))) > 5


def test_a_passage_that_shares_formulas_has_them_and_other_words(explorer: Explorer) -> None:
    formula = "只要方向不偏、劲头不松、队伍不散，就没有翻不过的坎、蹚不过的河"
    one = next(one for one in explorer.paragraphs() if formula in one.text)
    passage = verdicts.sharing_formulas(explorer, one, "清晨的河面上浮着一层薄雾。" * 30)
    assert formula in passage
    assert len(passage) >= len(one.text)
    assert verdicts.formula_of(explorer, one) > 0


def test_baselines_find_what_was_not_altered(explorer: Explorer) -> None:
    texts = [one.text for one in explorer.paragraphs()]
    asked = {"verbatim": [(text, frozenset({text})) for text in texts[:3]]}
    for scorer in altered.baselines(explorer, asked, BigramEncoder()).values():
        assert altered.first(scorer, "verbatim") == 100.0

"""The baselines and the tables of the suites that take the ranking apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from suites.ablation import judged_row, sentence_row, write_sentences
from suites.baselines import bm25, minhash, tf_idf

TEXTS = [
    "今年修了三十条路，老人坐车不要钱。",
    "今年种了三十棵树，老人坐车不要钱。",
    "河水清了，鱼也回来了。",
]


@pytest.mark.parametrize("baseline", [tf_idf, bm25, minhash])
def test_baselines_put_the_text_itself_first_and_its_likeness_next(baseline: object) -> None:
    assert callable(baseline)
    scores = baseline(TEXTS)(0)
    assert scores[0] > scores[1] > scores[2]


def test_minhash_estimates_the_jaccard_index() -> None:
    one, other = "abcdefghij" * 1, "abcdefgxyz"  # 7 runs each, 4 of 10 in common
    assert minhash([one, other])(0)[1] == pytest.approx(0.4, abs=0.15)


def test_rows_count_ranks() -> None:
    row = judged_row("x", [1, 3, 0, 4])
    assert (row["first"], row["in three"], row["reciprocal rank"]) == (1, 2, 0.396)
    row = sentence_row("x", {("zh", "en"): [1, 2], ("en", "zh"): [0, 1]})
    assert (row["zh-en @1"], row["zh-en @3"], row["en-zh @1"]) == (0.5, 1.0, 0.5)


def test_a_line_with_an_empty_cell_is_a_distractor(tmp_path: Path) -> None:
    folder = write_sentences(tmp_path, [{"zh": "修路", "en": "Roads"}, {"zh": "种树", "en": ""}])
    assert sorted(one.name for one in folder.iterdir()) == [
        *("en-0.txt", "metadata.csv", "zh-0.txt", "zh-1.txt")
    ]

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from gram_corpora import Row, facets_of
from hypothesis import given
from hypothesis import strategies as st

from explorer.common_runs import most_common
from explorer.formulas import (
    Level,
    ancestor,
    formula_mask,
    formula_share,
    formula_spans,
    level,
    limits,
    rarity,
)
from explorer.index.grams import Counts, Grams, Run, write_grams
from explorer.scope import Origin

STOCK = "一年来全市上下同心协力取得了新的成绩"
OWN = "河边的路灯每天晚上都要亮到十二点"
LARGE = Counts(groups=400, unplaced=0, places=300, provinces=30, years=10)


@contextmanager
def grams_of(corpus: Sequence[Row]) -> Iterator[Grams]:
    with tempfile.TemporaryDirectory() as name:
        folder, facets = Path(name), facets_of(corpus)
        write_grams(folder, (row.text for row in corpus), facets)
        yield Grams(folder, facets, lambda row: corpus[row].text)


def counts(places: int, provinces: int, unplaced: int = 0, groups: int = 0) -> Counts:
    return Counts(max(groups, places + unplaced), unplaced, places, provinces, 1)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (counts(3, 3), Level.EVERYWHERE),
        (counts(2, 2), Level.FEW),
        (counts(9, 2), Level.FEW),
        (counts(3, 1), Level.FEW),
        (counts(4, 1), Level.PROVINCE),
        (counts(4, 1, unplaced=1), Level.FEW),
        (counts(1, 1, groups=7), Level.OWN),
        (counts(1, 1, unplaced=1), Level.FEW),
        (counts(0, 0, unplaced=1), Level.OWN),
        (counts(0, 0, unplaced=5), Level.EVERYWHERE),
    ],
)
def test_levels(known: Counts, expected: Level) -> None:
    assert level(known, LARGE) is expected


@given(size=st.integers(0, 400))
def test_the_limits_that_are_told_are_those_that_decide(size: int) -> None:
    corpus = Counts(3 * size, size, size, size, 9)
    least = limits(corpus)
    for known, below in (
        (counts(least.provinces, least.provinces), counts(2, least.provinces - 1)),
        (counts(least.places, 2), counts(least.places - 1, 2)),
        (counts(0, 0, unplaced=least.speeches), counts(0, 0, unplaced=least.speeches - 1)),
    ):
        assert level(known, corpus) is Level.EVERYWHERE
        assert level(below, corpus) is not Level.EVERYWHERE


def test_a_formula_needs_more_provinces_in_a_corpus_of_more() -> None:
    assert level(counts(4, 4), counts(300, 34)) is Level.EVERYWHERE
    assert level(counts(4, 4), counts(300, 50)) is Level.FEW
    assert level(counts(5, 5), counts(300, 50)) is Level.EVERYWHERE


def test_in_a_corpus_of_five_cities_fewer_than_five_make_a_formula() -> None:
    assert level(counts(3, 3), counts(5, 5)) is Level.EVERYWHERE
    assert level(counts(4, 2), counts(5, 2)) is Level.EVERYWHERE
    assert level(counts(4, 1), counts(5, 1)) is Level.EVERYWHERE
    assert level(counts(3, 1), counts(5, 1)) is Level.FEW


def test_national_texts_of_many_years_make_formulas_too() -> None:
    corpus = counts(0, 0, unplaced=72)
    assert level(counts(0, 0, unplaced=8), corpus) is Level.EVERYWHERE
    assert level(counts(0, 0, unplaced=7), corpus) is Level.FEW


def test_share_counts_the_letters_of_formulas_alone() -> None:
    text = f"{STOCK}，{OWN}。"
    corpus = [Row(text, 0, 0, "p0")] + [Row(STOCK, n, n, f"p{n}") for n in range(1, 6)]
    corpus += [Row(OWN, 6, 0, "p0")]
    with grams_of(corpus) as grams:
        runs = grams.runs(text, own_group=0)
        assert {run.counts.groups for run in runs} == {5, 1}
        expected = len(STOCK) / (len(STOCK) + len(OWN))
        mask = formula_mask(formula_spans(runs, grams.corpus), text)
        assert formula_share(text, mask) == pytest.approx(expected)
        at = text.index(STOCK)
        assert formula_share(text, mask, [(at, at + len(STOCK))]) == 1
        own = formula_mask(formula_spans(grams.runs(OWN, own_group=0), grams.corpus), OWN)
        assert formula_share(OWN, own) == 0
        assert formula_share("。，", formula_mask([], "。，")) == 0


def test_rare_wording_weighs_more() -> None:
    def run(groups: int) -> Run:
        known = counts(groups, groups)
        return Run(0, 8, 8, known, known, known, True, ())

    weights = [rarity(run(groups)) for groups in (1, 2, 10, 100)]
    assert weights[0] == 1
    assert weights == sorted(weights, reverse=True)
    assert weights[-1] > 0


def test_the_ancestor_is_an_earlier_text_from_above() -> None:
    corpus = [
        Row(OWN, 0, 0, "p0", 2015, 2015),
        Row(OWN, 1, 1, "p0", 2009, 2009),  # a city
        Row(OWN, 2, 2, "p0", 2014, 2014, "province"),
        Row(OWN, 3, 3, "p1", 2010, 2010, "province"),  # another province
        Row(OWN, 4, -1, "", 2013, 2016, "country"),  # possibly earlier
        Row(OWN, 5, -1, "", 2016, 2016, "country"),  # later
    ]
    facets = facets_of(corpus)
    with grams_of(corpus) as grams:
        runs = grams.runs(OWN, own_group=0)
        found = ancestor(runs, facets.origin(0), facets)
        assert found is not None
        assert (found.row, found.speech, found.certain) == (2, 2, True)
        free = ancestor(grams.runs(OWN), Origin(), facets)
        assert free is not None
        assert (free.row, free.certain) == (3, False)
        provincial = ancestor(grams.runs(OWN, own_group=2), facets.origin(2), facets)
        assert provincial is not None
        assert (provincial.row, provincial.certain) == (4, False)
        assert ancestor(grams.runs(OWN, own_group=4), facets.origin(4), facets) is None
        assert ancestor([], facets.origin(0), facets) is None
        told = {1: "country"}
        by_hand = ancestor(runs, facets.origin(0), facets, told.get)
        assert by_hand is not None
        assert (by_hand.row, by_hand.certain) == (1, True)


def test_the_commonest_formulas_are_whole_runs() -> None:
    longer = STOCK + "再接再厉"
    corpus = [Row(f"{n}{longer if n < 7 else STOCK}", n, n, f"p{n}") for n in range(9)]
    corpus += [Row(f"{n}。{OWN}", n, n, f"p{n}") for n in range(9, 13)]
    corpus += [Row(TWICE, n, 20, "p20", 2010 + n % 2, 2010 + n % 2) for n in (20, 21)]
    with grams_of(corpus) as grams:
        found = most_common(grams, Level.EVERYWHERE, 5)
        assert [(one.text, one.counts.groups) for one in found] == [(longer, 7), (OWN, 4)]
        assert all(corpus[one.row].text[one.start : one.end] == one.text for one in found)
        assert most_common(grams, Level.EVERYWHERE, 1)[0].text == longer
        (own,) = most_common(grams, Level.OWN, 5)
        assert (own.text, own.counts.groups, own.counts.first) == (TWICE, 2, 2010)
        assert most_common(grams, Level.PROVINCE, 5) == []


def test_the_example_of_a_formula_is_the_earliest_paragraph_that_has_it() -> None:
    spaced = STOCK.replace("同心", "，同心")
    corpus = [Row(f"{n}号{STOCK}", n, n, f"p{n}", 2020 - n, 2020 - n) for n in range(6)]
    corpus.append(Row(f"更早的话。{spaced}。", 7, 7, "p7", 2001, 2003))
    corpus.append(Row(f"年份不详{STOCK}", 8, 8, "p8"))
    with grams_of(corpus) as grams:
        (found,) = most_common(grams, Level.EVERYWHERE, 5)
        assert found.counts.first == 2001
        assert (found.row, found.text) == (6, spaced)
        assert corpus[6].text[found.start : found.end] == spaced
        assert grams.earliest("短") is None
        assert grams.earliest("语料里没有的一段话，谁也没有说过") is None


def test_a_run_that_holds_what_all_say_is_not_of_a_few_places() -> None:
    tail = "并且修好东门外的桥"
    corpus = [Row(f"{n}号{STOCK}", n, n, f"p{n}") for n in range(8)]
    corpus += [Row(f"{STOCK}{tail}", n, n, "p1") for n in (8, 9)]
    corpus += [Row(f"{n}。{OWN}", n, n, "p1") for n in (10, 11)]
    corpus += [Row(f"{n}。{TWICE}", n, n, "p2") for n in range(12, 18)]
    with grams_of(corpus) as grams:
        assert [one.text for one in most_common(grams, Level.FEW, 5)] == [OWN]
        assert [one.text for one in most_common(grams, Level.PROVINCE, 5)] == [TWICE]
        assert any(STOCK in one.text for one in most_common(grams, Level.EVERYWHERE, 5))


TWICE = "码头旁边的旧仓库改成了图书馆和茶室"


def test_no_corpus_has_no_formulas() -> None:
    with grams_of([]) as grams:
        assert most_common(grams, Level.EVERYWHERE, 5) == []

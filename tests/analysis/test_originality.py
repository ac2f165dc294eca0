"""What a speech is made of, and which of two passages is the earlier."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given as examples
from hypothesis import strategies as st
from made_pairs import Given, Pair, made

from explorer.analysis.originality import originality
from explorer.analysis.sources import Kind, Order, order_of
from explorer.analysis.table import PairTable
from explorer.errors import NoPairs
from explorer.scope import OPEN_END, OPEN_START, Facets
from explorer.verdict import Verdict

FIRST, LAST = 2000, 2006
"""Stand for ever in the examples: an open side reaches one year beyond."""
Bounds = tuple[int | None, int | None]
BOUNDS = st.tuples(
    st.none() | st.integers(FIRST, LAST), st.none() | st.integers(FIRST, LAST)
).filter(lambda years: None in years or years[0] <= years[1])


def years(bounds: Bounds) -> range:
    first = FIRST - 1 if bounds[0] is None else bounds[0]
    last = LAST + 1 if bounds[1] is None else bounds[1]
    return range(first, last + 1)


def facets(*bounds: Bounds) -> Facets:
    earliest = [OPEN_START if first is None else first for first, _ in bounds]
    latest = [OPEN_END if last is None else last for _, last in bounds]
    same: Any = np.zeros(len(bounds), dtype=np.int32)
    return Facets([], [], same, np.int16(earliest), np.int16(latest), same, same, same)


@examples(BOUNDS, BOUNDS)
def test_order_is_what_all_possible_years_allow(own: Bounds, other: Bounds) -> None:
    order = order_of(0, 1, facets(own, other))
    pairs = [(one, two) for one in years(own) for two in years(other)]
    if all(two < one for one, two in pairs):
        assert order is Order.EARLIER
    elif all(two > one for one, two in pairs):
        assert order is Order.LATER
    elif all(one == two for one, two in pairs):
        assert order is Order.SAME_YEAR
    else:
        assert order is Order.UNSURE


@examples(BOUNDS, BOUNDS)
def test_order_is_the_other_way_round_from_the_other_side(own: Bounds, other: Bounds) -> None:
    turned = {Order.EARLIER: Order.LATER, Order.LATER: Order.EARLIER}
    there, back = (order_of(*ends, facets(own, other)) for ends in ((0, 1), (1, 0)))
    assert back is turned.get(there, there)


def test_each_paragraph_is_of_its_strongest_source_that_is_not_later(tmp_path: Path) -> None:
    given = [
        Given("A", (2012, 2012), 6),
        Given("B", (2010, 2010), 2),  # rows 6, 7
        Given("C", (2015, 2015)),  # row 8: later
        Given("C", (2011, 2014)),  # row 9: perhaps
        Given("A", (2009, 2009)),  # row 10: the own city
        Given(None, (2008, 2008)),  # row 11
    ]
    pairs = [
        Pair(0, 6, Verdict.PARAPHRASE),
        Pair(0, 9, Verdict.EDITED),
        Pair(1, 8, Verdict.VERBATIM, wording=1.0),
        Pair(2, 10, Verdict.VERBATIM),
        Pair(3, 7, Verdict.VERBATIM, wording=1.0),
        Pair(3, 11, Verdict.TRANSLATION),
    ]
    index = made(tmp_path, given)
    index.formula[4], index.formula[5] = 0.8, 0.6
    index.rewrite(tmp_path, pairs)
    found = originality(index, "s0")
    one = found.paragraphs
    assert [part.kind for part in one] == [
        Kind.EDITED,
        Kind.OWN,
        Kind.OWN,
        Kind.BORROWED,
        Kind.FORMULA,
        Kind.OWN,
    ]
    assert one[0].source is not None
    assert (one[0].source.row, one[0].source.order) == (9, Order.UNSURE)
    assert (one[0].sources, one[0].taken_up) == (2, 0)
    assert (one[1].source, one[1].sources, one[1].taken_up) == (None, 0, 1)
    assert one[2].carried is not None
    assert (one[2].carried.row, one[2].source) == (10, None)
    assert (one[3].sources, one[3].source and one[3].source.row) == (2, 7)
    assert found.shares == {
        Kind.FORMULA: pytest.approx(1 / 6),
        Kind.BORROWED: pytest.approx(1 / 6),
        Kind.EDITED: pytest.approx(1 / 6),
        Kind.TRANSLATED: 0,
        Kind.PARAPHRASED: 0,
        Kind.PARTLY: 0,
        Kind.OWN: pytest.approx(3 / 6),
    }
    assert found.carried == pytest.approx(1 / 6)
    assert found.surely_taken == pytest.approx(1 / 6), "an unsure source proves nothing"


def test_copies_of_a_source_are_one_place(tmp_path: Path) -> None:
    copies = [Given(None, (2010, 2010), group=1), Given(None, (2010, 2010), group=1)]
    given = [Given("A", (2012, 2012)), *copies, Given(None, (2010, 2010))]
    pairs = [Pair(0, 1), Pair(0, 2), Pair(0, 3)]
    (one,) = originality(made(tmp_path, given, pairs), "s0").paragraphs
    assert one.sources == 2, "speeches of unknown place count each for itself"


def test_a_speech_without_paragraphs_has_shares_of_nothing(tmp_path: Path) -> None:
    index = made(tmp_path, [Given("A", (2012, 2012)), Given("B", (2012, 2012), 0)])
    assert set(originality(index, "s1").shares.values()) == {0.0}
    assert originality(index, "s1").carried == 0


def test_an_index_without_pairs_says_how_to_get_them(tmp_path: Path) -> None:
    index = made(tmp_path, [Given("A", (2012, 2012))])
    index.pairs = None
    with pytest.raises(NoPairs, match=r"rebuild_index\.py .* --join"):
        originality(index, "s0")
    with pytest.raises(NoPairs, match="without its pairs"):
        PairTable(index)


def test_one_borrowed_sentence_does_not_make_a_borrowed_paragraph(tmp_path: Path) -> None:
    given = [Given("A", (2012, 2012), 4), Given("B", (2010, 2010), 4)]
    pairs = [Pair(row, row + 4, Verdict.VERBATIM, wording=1.0) for row in range(4)]
    index = made(tmp_path, given, pairs)
    index.facets.length[4:] = [100, 40, 10, 400]
    found = originality(index, "s0")
    kinds = [Kind.BORROWED, Kind.EDITED, Kind.PARTLY, Kind.BORROWED]
    assert [one.kind for one in found.paragraphs] == kinds
    shares = [one.source.share for one in found.paragraphs if one.source]
    assert shares == pytest.approx([1, 0.4, 0.1, 1])
    assert found.shared_wording == pytest.approx(2.5 / 4)
    assert found.surely_taken == 0.75


def test_a_paraphrase_of_the_whole_is_stronger_than_a_borrowed_part(tmp_path: Path) -> None:
    given = [Given("A", (2012, 2012)), Given("B", (2010, 2010)), Given("C", (2010, 2010))]
    pairs = [Pair(0, 1, Verdict.VERBATIM, wording=1.0), Pair(0, 2, Verdict.PARAPHRASE)]
    index = made(tmp_path, given, pairs)
    index.facets.length[1] = 10
    (one,) = originality(index, "s0").paragraphs
    assert (one.kind, one.source and one.source.row) == (Kind.PARAPHRASED, 2)


def test_a_source_of_unknown_place_proves_nothing(tmp_path: Path) -> None:
    given = [Given(None, (2012, 2012)), Given(None, (2010, 2010)), Given("A", (2012, 2012))]
    index = made(tmp_path, given, [Pair(0, 1), Pair(2, 1)])
    for speech in ("s0", "s2"):
        found = originality(index, speech)
        assert found.shares[Kind.EDITED] == 1
        assert found.surely_taken == 0, "it may be of the same body"

"""What shared wording proves: a search, the stored pairs and the number on view tell the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from small_index import ROAD, SCHOOL, TREES, WATER, built

from explorer.analysis.originality import originality
from explorer.analysis.sources import Kind
from explorer.analysis.timeline import timeline
from explorer.formulas import stock_shares
from explorer.scope import Scope
from explorer.verdict import Verdict

CITIES = ("金华", "菏泽", "洛阳", "柳州", "烟台")
BODY = f"一是修路，{ROAD}。二是种树，{TREES}。三是护水，{WATER}。四是办学，{SCHOOL}"


def a_sign_each(number: int) -> str:
    """The speeches differ in one sign, so what they share is one tile of two formulas."""
    return BODY.replace("三是护水", f"第{number + 3}是护水")


def a_name_each(number: int) -> str:
    """Each speech has a name at another place, so some pairs share a run that no other has."""
    at = 30 + 45 * number
    return BODY[:at] + CITIES[number] + BODY[at:]


@pytest.mark.parametrize("text_of", [a_sign_each, a_name_each, lambda number: BODY])
def test_a_search_finds_the_reuses_that_the_index_holds(
    tmp_path: Path, text_of: Callable[[int], str]
) -> None:
    files = {
        f"{city}_{2014 + number}.txt": f"{city}市长在{2014 + number}年工作会议上的讲话\n\n"
        f"同志们：\n\n{text_of(number)}。\n\n{city}的其他工作照旧，由各部门自己安排，年底再报告。\n"
        for number, city in enumerate(CITIES)
    }
    index = built(tmp_path, files)
    for speech in index.speeches():
        made = originality(index, speech.id).paragraphs[0]
        everywhere = Scope(other_year=False)
        found = index.counterparts(made.paragraph.id, k=9, scope=everywhere).counterparts
        reused = [one for one in found if one.verdict in (Verdict.VERBATIM, Verdict.EDITED)]
        stored = timeline(index, made.paragraph.id).occurrences
        assert {one.paragraph.id for one in reused} == {
            one.paragraph.id for one in stored if one.verdict is not None
        }
        assert all(one.formula < 0.7 for one in reused), "what is reuse is not called formula"
        if not reused:
            assert made.kind is Kind.FORMULA
            assert found[0].verdict == Verdict.FORMULA and found[0].formula > 0.9


def test_both_sides_tell_the_same_share_of_formula(tmp_path: Path) -> None:
    lines = {f"{city}_{2014 + n}.txt": a_name_each(n) for n, city in enumerate(CITIES)}
    index = built(tmp_path, lines)
    ids = [one.id for one in index.paragraphs()]
    pairs = [(one, other) for one in ids for other in ids if one < other]
    for one, other in pairs:
        there, back = index.compared(one, other), index.compared(other, one)
        assert there.verdict == back.verdict
        if there.verdict == Verdict.EDITED:
            assert there.formula == pytest.approx(back.formula, abs=0.01)


def test_formulas_with_a_gap_between_them_prove_nothing_together() -> None:
    text = "甲" * 60 + "、" + "乙" * 60
    formulas = [(0, 60), (61, 121)]
    assert stock_shares(text, formulas, [[(0, 60), (61, 121)]]) == (1.0, 1.0)
    assert stock_shares(text, formulas, [[(0, 121)]]) == (0.0, 0.0), "nobody else put them so"
    assert stock_shares(text, [(0, 121)], [[(0, 121)]]) == (1.0, 1.0), "one formula"
    assert stock_shares(text, [], [[(0, 5)]]) == (0.0, 1.0), "too short to tell"
    assert stock_shares(text, formulas, []) == (0.0, 0.0)

"""What people read of an answer: what differs in a pair, what was left over, its sentences."""

from __future__ import annotations

import answer_text
import console
import pytest

from explorer.answers import AlignedWindow, Answer, Counterpart
from explorer.compare import Trace, TraceKind, differences, tiles
from explorer.records import Dating, Paragraph, Place, PlaceStatus, Speech

A = "{}，{}说，路修好了{}，桥也通了，孩子们能走着去上学，老人能坐着车去看病。"
SOURCE = A.format("2012年5月", "王小明市长", "35公里")
COPY = A.format("2015年6月", "李大同市长", "48公里")


def _counterpart(text: str, passage: str, *left: Trace) -> Counterpart:
    place = Place("330700", "金华", "浙江", "prefecture", PlaceStatus.STATED)
    dating = Dating(stated=2012, earliest=2012, latest=2012)
    speech = Speech("b.1", "b.txt", 1, "", place, dating, "zh", 1, 1, "", 0, 9)
    found = differences(passage, text, tiles(passage, text))
    return Counterpart(
        rank=1,
        paragraph=Paragraph("b.1.1", 0, "b.1", 1, text, 0, len(text)),
        speech=speech,
        score=0.5,
        percentile=99.96,
        wording=0.8,
        sure_year=True,
        sure_place=True,
        verdict="edited",
        differences=found if found.near_identical else None,
        traces=left,
    )


def test_the_differences_are_one_plain_line() -> None:
    (line,) = answer_text.told(_counterpart(SOURCE, COPY), COPY)
    assert line == (
        "identical except 1 date, 1 name and 1 figure: "
        "2015年6月 -> 2012年5月, 李大同 -> 王小明, 48公里 -> 35公里"
    )


def test_equal_passages_are_identical_and_unlike_ones_are_not_told_apart() -> None:
    assert answer_text.told(_counterpart(SOURCE, SOURCE), SOURCE) == ["identical"]
    assert answer_text.told(_counterpart("夜里也要有末班公交车。", SOURCE), SOURCE) == []


def test_pieces_that_were_added_are_counted_and_not_shown() -> None:
    longer = SOURCE.replace("去看病", "高高兴兴去看病")
    (line,) = answer_text.told(_counterpart(longer, SOURCE), SOURCE)
    assert line == "identical except 1 piece of wording"


def test_another_order_is_told_beside_what_differs() -> None:
    first, *_, last = SOURCE.rstrip("。").split("，")
    moved = f"{last}，{SOURCE.removesuffix(f'，{last}。')}。".replace(first, "2015年6月")
    (line,) = answer_text.told(_counterpart(moved, SOURCE), SOURCE)
    assert line == "identical, in another order, except 1 date: 2012年5月 -> 2015年6月"


def test_what_was_left_over_stands_together_by_where_it_points_to() -> None:
    left = (
        Trace("a", TraceKind.DISTRICT, 0, 3, "婺城区", "金华"),
        Trace("a", TraceKind.PLACE, 9, 11, "金华", "金华"),
        Trace("b", TraceKind.YEAR, 0, 5, "2012年", "2012"),
    )
    lines = answer_text.told(_counterpart("夜里也要有末班公交车。", SOURCE, *left), SOURCE)
    assert lines == [
        "left over from 金华: 婺城区, 金华 (in the passage)",
        "left over from 2012: 2012年 (in the counterpart)",
    ]


def test_the_table_tells_it_below_each_counterpart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    shown = answer_text.table(Answer([_counterpart(SOURCE, COPY)], 5, {}), COPY).splitlines()
    assert shown[1].split()[:4] == ["1", "金华", "2012", "99.9%"]
    assert all(console.width(line) <= 60 for line in shown[2:])
    assert "".join(line.strip() for line in shown[3:]).endswith("48公里 -> 35公里")


class Aligning:
    """Aligns the two halves of a passage with the same stretch, and its end with nothing near."""

    class manifest:  # noqa: N801
        percentiles = {"zh-zh": [float(n) for n in range(1001)]}

    def aligned(self, query: str, paragraph_id: str, *, is_text: bool) -> list[AlignedWindow]:
        assert (paragraph_id, is_text) == ("b.1.1", True)
        third = len(query) // 3
        return [
            AlignedWindow(0, third, 0, 12, 990.0),
            AlignedWindow(third, 2 * third, 0, 12, 980.0),
            AlignedWindow(2 * third, len(query), 12, 20, 300.0),
        ]


def test_neighbouring_stretches_stand_above_the_one_that_matches_both() -> None:
    other = _counterpart(SOURCE, COPY)
    text = answer_text.sentences(Aligning(), None, COPY, other)  # type: ignore[arg-type]
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    third = len(COPY) // 3
    assert lines == [
        "1  金华 2012  edited",
        f"passage    {COPY[: 2 * third]}",
        f"金华 2012  {SOURCE[:12]}",
        f"passage    {COPY[2 * third :]}",
        "金华 2012  (nothing close)",
    ]

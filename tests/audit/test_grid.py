"""The grid of places and years: copies once, ranges as ranges, gaps only where nothing can be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from explorer.audit.collection import Collection, Item
from explorer.audit.grid import WIDEST, Cell, grid_of
from explorer.audit.tables import grid_records, grid_rows, written
from explorer.corpus.place_table import PlaceTable
from explorer.records import Dating, Place, Speech, SpeechText


def item(group: int, code: str | None, first: int | None, last: int | None) -> Item:
    name = f"{group}-{first}.txt"
    speech = Speech(
        id=name,
        document=name,
        part=1,
        title="",
        place=Place(code=code, name=code),
        dating=Dating(None, first, last),
        language="zh",
        witness_group=group,
        paragraphs=1,
        first_words="",
        start=0,
        end=1,
    )
    return Item(speech, SpeechText(name, 1, "", (), (), 0, 1))


def collection(*items: Item) -> Collection:
    return Collection(items, PlaceTable([]))


def test_copies_count_once_and_ranges_are_only_possible() -> None:
    grid = grid_of(
        collection(
            item(0, "A", 2010, 2010),
            item(0, "A", 2010, 2010),
            item(1, "A", 2012, 2013),
            item(2, "A", 2013, 2013),
            item(3, "A", 2016, 2016),
            item(4, "B", 2011, None),
            item(5, "B", 2000, 2000 + WIDEST),
            item(6, None, 2011, 2011),
        )
    )
    first, second = grid.rows
    assert first.cells == {
        2010: Cell(1, 0),
        2012: Cell(0, 1),
        2013: Cell(1, 1),
        2016: Cell(1, 0),
    }
    assert first.gaps == (2011, 2014, 2015)
    assert (second.cells, second.undated, second.gaps) == ({}, 2, ())
    assert grid.unplaced == 1
    assert grid.years == range(2010, 2017)


def test_copies_with_different_years_are_possible_in_all_of_them() -> None:
    (row,) = grid_of(collection(item(0, "A", 2010, 2010), item(0, "A", 2012, 2012))).rows
    assert row.cells == dict.fromkeys((2010, 2011, 2012), Cell(0, 1))


@pytest.mark.parametrize(
    ("cell", "text"),
    [(None, ""), (Cell(2, 0), "2"), (Cell(0, 1), "1?"), (Cell(2, 1), "2+1?")],
)
def test_cells_as_text(cell: Cell | None, text: str) -> None:
    assert written(cell) == text


def test_tables_are_complete() -> None:
    grid = grid_of(collection(item(0, "A", 2010, 2010), item(1, "A", 2012, 2012)))
    assert list(grid_rows(grid)) == [
        {"place": "A", "place_code": "A", "2010": "1", "2011": "gap", "2012": "1", "undated": 0}
    ]
    (record,) = grid_records(grid)
    assert record["years"] == {
        "2010": {"sure": 1, "possible": 0},
        "2012": {"sure": 1, "possible": 0},
    }
    assert record["gaps"] == [2011]


def test_an_empty_grid() -> None:
    grid = grid_of(collection(item(0, None, None, None)))
    assert (grid.rows, list(grid.years), grid.unplaced) == ([], [], 1)


def test_a_text_of_the_whole_country_lacks_no_place() -> None:
    one = item(0, None, 2010, 2010)
    nation = replace(one, speech=replace(one.speech, place=Place(level="country")))
    assert grid_of(collection(nation)).unplaced == 0

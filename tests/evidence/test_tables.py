"""An answer as files: exact where programs read it, harmless where spreadsheets do, traceable."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile

import pytest
from evidence_pair import EVIL, TEXTS, TODAY, Index
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from explorer.answers import Answer
from explorer.evidence import tables
from explorer.evidence.provenance import FIELDS, Provenance, conditions, provenance
from explorer.export import COUNTERPART_FIELDS
from explorer.scope import Relation, Scope


def about(index: Index, answer: Answer | None = None, scope: Scope | None = None) -> Provenance:
    return provenance(index, index.asked, made=TODAY, answer=answer, scope=scope)  # type: ignore[arg-type]


def test_the_provenance_tells_what_a_number_rests_on() -> None:
    index = Index()
    told = about(index, index.answer(), Scope(years=(2010, None), places=frozenset({"X2", "X1"})))
    assert told.record() == {
        "query": "000000000000.1.1",
        "query_source": "霁州 2012, 霁州.txt, #1",
        "scope": {
            "other_city": True,
            "other_year": True,
            "places": ["X1", "X2"],
            "years": [2010, None],
        },
        "considered": 7,
        "left_out": {"same city": 2},
        "passed_over": {"less wording": 1},
        "corpus": "假语料 / An invented corpus",
        "generation": "gen-000003",
        "built": "2026-11-20T08:00:00+00:00",
        "model": "fake-model r1",
        "program": "similarity-explorer 0.1.0",
        "made": "2026-11-22",
    }


def test_a_corpus_without_title_is_told_by_the_name_of_its_folder_alone() -> None:
    index = Index()
    index.manifest.title = {}
    assert about(index).corpus == "secret-folder"


def test_every_condition_can_be_written_as_json() -> None:
    scope = Scope(
        other_city=False,
        time=Relation.EARLIER,
        columns=(("role", frozenset({"b", "a"})),),
        length=(None, 9),
        least_wording=0.5,
    )
    assert json.loads(json.dumps(conditions(scope))) == {
        "other_city": False,
        "other_year": True,
        "time": "earlier",
        "columns": [["role", ["a", "b"]]],
        "length": [None, 9],
        "least_wording": 0.5,
    }


def test_csv_has_a_byte_order_mark_and_says_in_each_row_where_it_is_from() -> None:
    index = Index(("通知", "=HYPERLINK(1)"))
    data = tables.csv_bytes(index.answer(), about(index, index.answer()))
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == (*COUNTERPART_FIELDS, *FIELDS)
    assert rows[0]["text"] == "'=HYPERLINK(1)"
    assert (rows[0]["generation"], rows[0]["made"]) == ("gen-000003", "2026-11-22")
    assert json.loads(rows[0]["left_out"]) == {"same city": 2}


def test_json_lines_are_exact() -> None:
    index = Index((TEXTS[0], "=1+1\u2028\u0085“x”"))
    told = about(index, index.answer())
    [line] = tables.jsonl_bytes(index.answer(), told).decode().splitlines()
    row = json.loads(line)
    assert tuple(row) == (*COUNTERPART_FIELDS, "about")
    assert row["text"] == "=1+1\u2028\u0085“x”"
    assert row["about"] == told.record()


def sheets(data: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_no_text_of_a_workbook_is_a_formula_or_a_link() -> None:
    index = Index((TEXTS[0], '=HYPERLINK("http://evil.example")'), evil="http://evil.example")
    data = tables.xlsx_bytes(index.answer(), about(index, index.answer()))
    read = sheets(data)
    assert list(read) == ["counterparts", "about"]
    head, row = read["counterparts"]
    assert head == list(COUNTERPART_FIELDS)
    assert row[head.index("text")] == '=HYPERLINK("http://evil.example")http://evil.example'
    assert row[head.index("percentile")] == 99.97
    notes = dict(read["about"])
    assert list(notes) == list(FIELDS)
    assert notes["query"] == "000000000000.1.1"
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = "".join(package.read(name).decode() for name in package.namelist())
    assert "<f>" not in parts and "<hyperlink" not in parts


def test_a_text_that_looks_like_a_formula_stays_a_text_when_its_cell_is_edited() -> None:
    index = Index((TEXTS[0], "=1+1"))
    data = tables.xlsx_bytes(index.answer(), about(index, index.answer()))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        styles = package.read("xl/styles.xml").decode()
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    formats = re.findall(r"<xf [^>]*>", styles.partition("<cellXfs")[2].partition("</cellXfs>")[0])
    (marked,) = (at for at, one in enumerate(formats) if 'quotePrefix="1"' in one)
    cells = re.findall(r'<c r="([A-Z]+2)" s="(\d+)"', sheet)
    assert [cell for cell, style in cells if int(style) == marked] == ["P2"]


@pytest.mark.parametrize("odd", ["\x00\x0b\x1f", "\ufffe", "_x000D_", "字" * 40_000])
def test_a_workbook_can_hold_any_text(odd: str) -> None:
    index = Index((TEXTS[0], f"甲{odd}"))
    head, row = sheets(tables.xlsx_bytes(index.answer(), about(index)))["counterparts"]
    text = str(row[head.index("text")])
    assert text.startswith("甲") and len(text) <= tables.CELL
    if odd == "_x000D_":
        assert text == "甲_x000D_"


def test_markdown_is_one_table_below_its_provenance() -> None:
    index = Index(("通知", f"a|b\n- c{EVIL}"))
    told = tables.markdown_bytes(index.answer(), about(index, index.answer())).decode()
    head, rule, row = told.strip().splitlines()[-3:]
    assert head == f"| {' | '.join(tables.MARKDOWN_FIELDS)} |"
    assert rule.count("---") == len(tables.MARKDOWN_FIELDS)
    assert r"a\|b - c\</style\>" in row
    assert r"\!\[\]\(http" in row
    assert "- **generation**: gen-000003" in told


def test_an_answer_without_counterparts_still_tells_how_it_came_about() -> None:
    index = Index()
    empty = Answer([], 0, {"same city": 9})
    told = about(index, empty)
    assert tables.csv_bytes(empty, told).decode("utf-8-sig").count("\n") == 1
    assert tables.jsonl_bytes(empty, told) == b""
    assert dict(sheets(tables.xlsx_bytes(empty, told))["about"])["left_out"] == '{"same city": 9}'
    assert "same city" in tables.markdown_bytes(empty, told).decode()


@given(st.text(max_size=60))
def test_no_mark_of_markdown_is_left_as_it_is(text: str) -> None:
    told = tables.plain(text)
    assert "\n" not in told
    bare = told.replace("\\\\", "")
    for mark in "*_`[]<>|!#":
        assert all(bare[at - 1] == "\\" for at, sign in enumerate(bare) if sign == mark)


@pytest.mark.parametrize("text", ["1. 要点", "- 要点", "=== 要点"])
def test_a_text_does_not_become_a_list_or_a_heading(text: str) -> None:
    assert tables.plain(text) in (r"1\. 要点", r"\- 要点", r"\=== 要点")

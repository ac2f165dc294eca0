"""Tables: one row is one document, whatever the table is kept in."""

from __future__ import annotations

import datetime
import io
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from formats_making import (
    ENGLISH,
    OTHER_SPEECH,
    SPANISH,
    SPEECH,
    only_reason,
    read,
    xlsx,
    zipped,
)
from hypothesis import given
from hypothesis import strategies as st

from explorer.corpus.formats import Extracted, read_bytes
from explorer.corpus.formats.tables import plain
from explorer.records import Unreadable


def parquet(columns: dict[str, list[object]] | pa.Table) -> bytes:
    table = columns if isinstance(columns, pa.Table) else pa.table(columns)
    buffer = io.BytesIO()
    pq.write_table(table, buffer)
    return buffer.getvalue()


def rows(name: str, raw: bytes) -> list[tuple[str, str, dict[str, str]]]:
    """The good rows: name, text and the other columns."""
    found = read(name, raw)
    assert all(isinstance(row, Extracted) for row in found), found
    return [(row.name, row.text, row.metadata) for row in found if isinstance(row, Extracted)]


def reasons(name: str, raw: bytes) -> dict[str, str]:
    """The bad rows: name and reason."""
    return {row.name: row.reason for row in read(name, raw) if isinstance(row, Unreadable)}


TABLE = f'城市,年份,正文\n金华,2020,"{SPEECH}\n{SPANISH}"\n衢州,,{OTHER_SPEECH}\n'
WANTED = [
    (1, f"{SPEECH}\n{SPANISH}", {"城市": "金华", "年份": "2020"}),
    (2, OTHER_SPEECH, {"城市": "衢州"}),
]


def wanted(name: str) -> list[tuple[str, str, dict[str, str]]]:
    return [(f"{name}#{number}", text, metadata) for number, text, metadata in WANTED]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_csv_in_each_encoding(codec: str, end: str) -> None:
    raw = TABLE.replace("ñ", "n").replace("í", "i").replace("\n", end).encode(codec)
    texts = [text.replace("ñ", "n").replace("í", "i") for _, text, _ in WANTED]
    assert [text for _, text, _ in rows("t.csv", raw)] == texts


@pytest.mark.parametrize(
    ("sign", "suffix"), [(",", "csv"), (";", "csv"), ("\t", "tsv"), ("|", "csv")]
)
def test_the_delimiter_is_told_by_the_header(sign: str, suffix: str) -> None:
    name = f"t.{suffix}"
    assert rows(name, TABLE.replace(",", sign).encode()) == wanted(name)


def test_the_other_formats_give_the_same_rows() -> None:
    columns = {
        "城市": ["金华", "衢州"],
        "年份": [2020, None],
        "正文": [text for _, text, _ in WANTED],
    }
    records = [
        dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)
    ]
    lines = "\n\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    assert rows("t.jsonl", lines.encode()) == wanted("t.jsonl")
    assert rows("t.ndjson", lines.encode("gb18030").replace(b"\xf1", b"n")) != []
    assert rows("t.parquet", parquet(columns)) == wanted("t.parquet")
    cells = [list(columns), *(list(record.values()) for record in records)]
    assert rows("t.xlsx", xlsx({"一": cells, "二": []})) == wanted("t.xlsx")


@pytest.mark.parametrize(
    "column", ["text", "Content", " BODY ", "speech", "内容", "全文", "讲话", "texto"]
)
def test_the_text_column_is_known_by_name(column: str) -> None:
    raw = f"{column},notes\nshort,{SPEECH}\n".encode()
    assert rows("t.csv", raw) == [("t.csv#1", "short", {"notes": SPEECH})]


def test_else_it_is_the_one_with_by_far_the_longest_texts() -> None:
    raw = f"a,b,c\nx,{SPEECH * 3},{ENGLISH[:5]}\ny,{SPEECH * 3},z\n".encode()
    assert [text for _, text, _ in rows("t.csv", raw)] == [SPEECH * 3] * 2


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "is empty"),
        (b"\n\n", "has no rows"),
        (b"text\n", "has no rows"),
        (
            f"a,b\n{SPEECH},{OTHER_SPEECH}\n".encode(),
            "has no column of texts (columns: a, b); name",
        ),
        (b"a,b\n1,2\n", "has no column of texts (columns: a, b); name it text or"),
        (f"{SPEECH * 3}\n{SPEECH}\n".encode(), "has no header; put a first row with the names"),
        (b'"a,b\n1,2\n', "has a header that cannot be read"),
        (b"PAR1xxxx", "is a parquet file, though named .csv; rename it to .parquet"),
    ],
)
def test_what_is_no_table_of_texts_is_told(raw: bytes, reason: str) -> None:
    assert only_reason("t.csv", raw).startswith(reason)


def test_bad_lines_of_a_csv_are_told_and_the_others_read() -> None:
    raw = (
        f'city,text\nA,{SPEECH}\nB\nC,"{SPEECH}" more\nD,one,two\nE,\nF,{OTHER_SPEECH},,\n'.encode()
    )
    found = read("t.csv", raw)
    assert [row.name for row in found] == [f"t.csv#{number}" for number in range(1, 7)]
    assert [row.text for row in found if isinstance(row, Extracted)] == [SPEECH, OTHER_SPEECH]
    told = reasons("t.csv", raw)
    assert told["t.csv#2"] == "line 3 has 1 cells, the header 2; quote its texts"
    assert told["t.csv#3"].startswith("line 4 cannot be read ('")
    assert told["t.csv#4"] == "line 5 has 3 cells, the header 2; quote its texts"
    assert told["t.csv#5"] == "has no text"


def test_an_open_quote_is_told_with_its_line() -> None:
    raw = f'text\n{SPEECH}\n"{OTHER_SPEECH}\n{ENGLISH}\n'.encode()
    assert reasons("t.csv", raw)["t.csv#2"].startswith("line 3 cannot be read (unexpected end")


def test_a_csv_with_nul_characters() -> None:
    raw = f"text\na\0b{SPEECH}\n{OTHER_SPEECH}\n".encode()
    found = read("t.csv", raw)
    assert "NUL" in found[0].reason  # type: ignore[union-attr]
    assert found[1].text == OTHER_SPEECH  # type: ignore[union-attr]


def test_a_cell_of_one_long_line_is_read() -> None:
    assert rows("t.csv", f"text\n{'长' * 350_000}\n".encode())[0][1] == "长" * 350_000


def test_columns_of_one_name_are_all_kept() -> None:
    raw = f"text,year,year,\n{SPEECH},1,2,3\n".encode()
    assert rows("t.csv", raw)[0][2] == {"year": "1", "year (3)": "2", "column 4": "3"}


def test_a_table_of_bad_rows_has_an_end() -> None:
    found = read("t.csv", b"text,a\n" + b"x\n" * 5_000)
    assert len(found) == 1_001
    assert found[-1] == Unreadable("t.csv", "has 1,000 unreadable rows; the rest is not read")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": ', "line 2 is not JSON"),
        ("7", "line 2 is not a JSON object; write {...}"),
        ('{"text": "\\ud800"}', "holds halves of characters; save it again as UTF-8"),
        ('{"text": null}', "has no text"),
        ('{"a": 1}', "has no text"),
        ("[" * 100_000, "line 2 is not JSON"),
        ("9" * 5_000, "line 2 is not JSON"),
    ],
)
def test_bad_lines_of_a_jsonl_are_told_and_the_others_read(line: str, reason: str) -> None:
    good = json.dumps({"text": SPEECH}, ensure_ascii=False)
    first, second, third = read("t.jsonl", f"{good}\n{line}\n{good}".encode())
    assert isinstance(first, Extracted)
    assert isinstance(third, Extracted)
    assert isinstance(second, Unreadable)
    assert second.name == "t.jsonl#2"
    assert second.reason.startswith(reason)


def test_json_lists_are_told() -> None:
    assert only_reason("t.jsonl", b'[{"text": "a"}]') == "is one JSON list; write one object a line"
    assert only_reason("t.json", b"[]").startswith("is JSON; write one object a line into a .jsonl")


def test_json_keeps_what_is_nested_and_drops_what_is_not_there() -> None:
    record = {"text": SPEECH, "a": [1, "二"], "b": {"c": True}, "d": None, "e": 1.50, "f": False}
    found = rows("t.jsonl", json.dumps(record).encode())[0][2]
    assert found == {"a": '[1, "二"]', "b": '{"c": true}', "e": "1.5", "f": "false"}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2020.0, "2020"),
        (0.1, "0.1"),
        (1e-7, "0.0000001"),
        (10**30, "1" + "0" * 30),
        (float("nan"), ""),
        (float("inf"), "inf"),
        (True, "true"),
        (datetime.date(2020, 1, 2), "2020-01-02"),
        (datetime.datetime(2020, 1, 2), "2020-01-02"),
        (datetime.datetime(2020, 1, 2, 3, 4), "2020-01-02T03:04:00"),
    ],
)
def test_cells_are_plain(value: object, text: str) -> None:
    assert plain(value) == text


def test_parquet_with_rare_types() -> None:
    table = pa.table(
        {
            "text": pa.array([SPEECH, None], pa.large_string()),
            "day": pa.array([datetime.date(2020, 1, 2)] * 2),
            "at": pa.array([1_577_934_245_123_456_789] * 2, pa.timestamp("ns")),
            "raw": pa.array([b"\xff"] * 2),
            "city": pa.array(["金华"] * 2).dictionary_encode(),
            "tags": pa.array([["a", "b"]] * 2),
        }
    )
    first, second = read("t.parquet", parquet(table))
    assert isinstance(first, Extracted)
    assert first.metadata == {
        "day": "2020-01-02",
        "at": "2020-01-02T03:04:05.123456",
        "city": "金华",
        "tags": '["a", "b"]',
    }
    assert second == Unreadable("t.parquet#2", "has no text")


@pytest.mark.parametrize("raw", [b"PAR1", parquet({"text": [SPEECH]})[:-9], b"PAR1" + b"x" * 99])
def test_what_is_no_parquet_file_is_told(raw: bytes) -> None:
    assert only_reason("t.parquet", raw) == "is damaged or not a parquet file; write it again"


def test_many_rows_of_a_parquet_file_are_counted_through() -> None:
    raw = parquet({"text": [f"{SPEECH}{number}" for number in range(1_000)]})
    assert rows("t.parquet", raw)[-1][:2] == ("t.parquet#1000", f"{SPEECH}999")


def test_all_sheets_with_texts_are_read_and_the_others_told() -> None:
    raw = xlsx(
        {
            "甲": [[None], ["年", "正文"], [2020, SPEECH], [None, None], [2021, ENGLISH]],
            "乙": [["a", "b"], [1, 2]],
            "丙": [["text"], [OTHER_SPEECH]],
        }
    )
    found = read("t.xlsx", raw)
    assert [row.name for row in found] == ["t.xlsx#甲!1", "t.xlsx#甲!2", "t.xlsx#乙", "t.xlsx#丙!1"]
    assert "has no column of texts" in reasons("t.xlsx", raw)["t.xlsx#乙"]


SHEET = b'<worksheet><sheetData><row r="1">%b</row></sheetData></worksheet>'


def test_formats_of_empty_cells_are_no_cells() -> None:
    far = '<c r="XFD1048576" s="1"></c><c r="A1048576"><v></v></c><c r="B1048576" s="1" />'
    raw = xlsx({"一": [["text"], [SPEECH]]}, more=f'<row r="1048576">{far}</row>')
    assert rows("t.xlsx", raw) == [("t.xlsx#1", SPEECH, {})]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"hello", "is truncated, damaged or not what its name says; save it again"),
        (zipped({"a.txt": "a"}), "is damaged or not an Excel file; save it again as .xlsx"),
        (xlsx({"一": [["text"]]})[:-40], "is truncated, damaged or not what its name says"),
        (xlsx({"一": [["text"]]}), "has no rows"),
        (xlsx({"一": []}), "has no rows"),
        (
            zipped({"xl/worksheets/sheet1.xml": SHEET % b'<c r="XFD1048576"><v>1</v></c>'}),
            "has a sheet of more than 5,000,000 cells; delete far cells",
        ),
        (
            zipped({"xl/worksheets/sheet1.xml": b" " * 70_000_000}),
            "unpacks to more than 200 times its size; not a text",
        ),
    ],
)
def test_what_is_no_workbook_is_told(raw: bytes, reason: str) -> None:
    assert only_reason("t.xlsx", raw).startswith(reason)


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.text(max_size=20)), min_size=1))
def test_each_line_of_a_jsonl_is_told_once(records: list[dict[str, str]]) -> None:
    lines = "\n".join(json.dumps({"text": SPEECH} | record) for record in records)
    found = read("t.jsonl", lines.encode())
    assert [row.name for row in found] == [f"t.jsonl#{i}" for i in range(1, len(records) + 1)]
    assert all(isinstance(row, Extracted) and row.text == SPEECH for row in found)


def test_a_column_of_addresses_is_no_column_of_texts() -> None:
    rows = "".join(f"a{n},http://example.org/{'long-address-' * 8}{n}\n" for n in range(5))
    (found,) = read_bytes("t.csv", f"id,source\n{rows}".encode())
    assert isinstance(found, Unreadable)
    assert "has no column of texts" in found.reason


def test_names_of_columns_count_in_every_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand rows of ten bytes with a header of a thousand are a megabyte."""
    monkeypatch.setattr("explorer.corpus.formats.archive.WHOLE_FROM", 1_000)
    monkeypatch.setattr("explorer.corpus.formats.archive.MAX_RATIO", 10)
    names = ",".join([*(f"{number:02}{'长' * 60}" for number in range(40)), "text"])
    rows = [",".join(["1"] * 40 + [SPEECH])] * 200
    found = read("a.csv", "\n".join([names, *rows]).encode())
    assert found[-1] == Unreadable("a.csv", "unpacks to more than 10 times its size; not a text")
    assert 2 < len(found) < 200


def test_a_text_that_is_kept_once_for_all_rows_counts_in_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("explorer.corpus.formats.archive.WHOLE_FROM", 100_000)
    raw = parquet({"text": [SPEECH * 30] * 5_000})
    found = read("a.parquet", raw)
    reason = "unpacks to more than 200 times its size; not a text"
    assert found[-1] == Unreadable("a.parquet", reason)
    assert len(raw) * 200 < 3 * 5_000 * len(SPEECH * 30)
    assert len(found) < 1_000


def test_a_table_of_a_million_columns_is_refused_quickly() -> None:
    header = ",".join(f"c{number}" for number in range(1_000_000))
    found = read("a.csv", f"{header}\n{'1,' * 999_999}1\n".encode())
    assert found == [Unreadable("a.csv", "has more than 16,384 columns; take some out")]


def test_columns_of_one_name_are_told_apart() -> None:
    raw = f"a,a,a (2),text\n1,2,3,{SPEECH}\n".encode()
    (found,) = read("a.csv", raw)
    assert isinstance(found, Extracted)
    assert found.metadata == {"a": "1", "a (2)": "2", "a (2) (3)": "3"}

"""Whatever bytes come under whatever name: documents or reasons, never an exception."""

from __future__ import annotations

import pytest
from formats_making import ENGLISH, SPEECH, docx, paragraph, pdf, read, xlsx, zipped
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_formats_tables import parquet

from explorer.corpus.formats import SUFFIXES, Extracted
from explorer.records import Unreadable

GOOD = {
    ".txt": SPEECH.encode("gb18030"),
    ".md": SPEECH.encode("utf-16"),
    ".html": f"<title>a</title><table><tr><td>{SPEECH}".encode(),
    ".csv": f"a,text\n1,{SPEECH}\n".encode(),
    ".jsonl": f'{{"text": "{SPEECH}"}}\n'.encode(),
    ".docx": docx(paragraph(SPEECH) + "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>"),
    ".pdf": pdf([[SPEECH], [ENGLISH]], picture=True),
    ".parquet": parquet({"text": [SPEECH, ENGLISH], "year": [1, 2]}),
    ".xlsx": xlsx({"一": [["text", "a"], [SPEECH, 1]]}),
    ".zip": zipped({"a.txt": SPEECH, "b.csv": f"text\n{SPEECH}"}, method=0),
}


UNICODE = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "gb18030")
"""What may hold the replacement character itself."""


def check(suffix: str, raw: bytes) -> None:
    found = read(f"a{suffix}", raw)
    assert found
    for one in found:
        assert one.name.startswith(f"a{suffix}")
        if isinstance(one, Extracted):
            assert one.text.strip()
            one.text.encode()  # no halves of characters
            assert "\0" not in one.text
            there = any("\ufffd".encode(codec) in raw for codec in UNICODE)
            assert "\ufffd" not in one.text or there or suffix == ".html"
        else:
            assert isinstance(one, Unreadable)
            assert one.reason
            assert one.reason.isprintable()
            assert "unknown reason" not in one.reason


@pytest.mark.parametrize("suffix", sorted(SUFFIXES | {".doc", ".exe", ""}))
@given(raw=st.binary(max_size=400))
@settings(max_examples=50)
@example(raw=b"\0" * 100)
@example(raw=b"\xff" * 1_000)
@example(raw=b"<" * 1_000)
@example(raw=b"\n" * 1_000)
@example(raw=b"x" * 1_000_000)
@example(raw=SPEECH.encode() * 9_000)
def test_random_bytes(suffix: str, raw: bytes) -> None:
    check(suffix, raw)


@pytest.mark.parametrize("suffix", GOOD)
@given(
    changes=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=8),
    end=st.integers(0, 10_000) | st.none(),
)
@settings(max_examples=50, deadline=None)
def test_good_files_with_some_bytes_changed_or_cut(
    suffix: str, changes: list[tuple[int, int]], end: int | None
) -> None:
    raw = bytearray(GOOD[suffix])
    for at, value in changes:
        raw[at % len(raw)] = value
    check(suffix, bytes(raw[:end]))


@pytest.mark.parametrize("suffix", GOOD)
@pytest.mark.parametrize("real", GOOD)
def test_names_that_lie(suffix: str, real: str) -> None:
    check(suffix, GOOD[real])


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a.doc", "is an old .doc file; save it as .docx"),
        ("a.xls", "is an old .xls file; save it as .xlsx"),
        ("a.jpg", "is a picture; it needs OCR"),
        ("a", "files of type (none) are not read; save it as .txt, .html, .docx, .pdf or .csv"),
    ],
)
def test_kinds_that_are_not_read_tell_what_to_do(name: str, reason: str) -> None:
    assert read(name, b"hello") == [Unreadable(name, reason)]


def test_old_office_files_are_told_by_their_bytes() -> None:
    raw = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    assert read("a.doc", raw) == [Unreadable("a.doc", "is an old .doc file; save it as .docx")]
    reason = "is an old Office file; save it as .docx or .xlsx"
    assert read("a.txt", raw) == [Unreadable("a.txt", reason)]

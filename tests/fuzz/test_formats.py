"""Whatever a file holds: documents or reasons, quickly, and no character lost or doubled."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from mutating import in_time, mutated, texts

sys.path.append(str(Path(__file__).parent.parent / "corpus"))
from test_formats_hostile import GOOD  # noqa: E402
from writing import check_nothing_lost  # noqa: E402

from explorer.corpus.file_readings import FileReader, inferred_facts  # noqa: E402
from explorer.corpus.formats import SUFFIXES, Extracted, read_bytes  # noqa: E402
from explorer.corpus.formats.extracted import Refused  # noqa: E402
from explorer.corpus.formats.text import decode  # noqa: E402
from explorer.corpus.place_table import load_places  # noqa: E402
from explorer.corpus.reading_processes import encode  # noqa: E402
from explorer.corpus.speeches import split_speeches  # noqa: E402
from explorer.corpus.windows import cut_windows  # noqa: E402
from explorer.records import Document, Unreadable  # noqa: E402

READER = FileReader(Path("nowhere"), load_places())


def unpacked(raw: bytes) -> bytes:
    """An archive whose members are not packed, so that changes reach their content."""
    stored = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as archive, zipfile.ZipFile(stored, "w") as written:
        for name in archive.namelist():
            written.writestr(name, archive.read(name))
    return stored.getvalue()


SEEDS = {
    suffix: (raw, unpacked(raw)) if raw.startswith(b"PK") else (raw,)
    for suffix, raw in GOOD.items()
} | {".tsv": (GOOD[".csv"].replace(b",", b"\t"),)}
SEEDS |= {other: SEEDS[one] for other, one in
          ((".htm", ".html"), (".xhtml", ".html"), (".ndjson", ".jsonl"))}  # fmt: skip


def read(suffix: str, raw: bytes, encoding: str | None = None) -> None:
    with in_time():
        found = list(read_bytes(f"金华市2012{suffix}", raw, encoding=encoding))
        assert found
        for one in found:
            if isinstance(one, Unreadable):
                assert one.reason and one.reason.isprintable()
                assert "unknown reason" not in one.reason
            else:
                cut(one)


def cut(one: Extracted) -> None:
    assert one.text.strip() and "\0" not in one.text
    one.text.encode()
    document = Document(one.name, one.text, "0" * 64, one.metadata)
    check_nothing_lost(document)
    reading = READER._cut(document)
    if isinstance(reading, Unreadable):
        return
    encode(reading)
    for part in reading.parts:
        for line in part.text.lines:
            windows = cut_windows(line.text)
            assert "".join(line.text[start:end] for start, end in windows) == line.text


def test_every_format_is_tried() -> None:
    assert SEEDS.keys() == SUFFIXES


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
@given(data=st.data())
def test_files_that_are_nearly_right(suffix: str, data: st.DataObject) -> None:
    read(suffix, data.draw(mutated(SEEDS[suffix])))


@given(text=texts, codec=st.sampled_from(["utf-8", "gb18030", "big5", "utf-16", "shift_jis"]))
def test_pages_of_telling_words(text: str, codec: str) -> None:
    read(".txt", text.encode(codec, "ignore"))
    read(".html", f"<p>{text}</p><pre>{text}".encode(codec, "ignore"))


@given(text=texts)
def test_the_facts_of_a_page_are_inferred(text: str) -> None:
    with in_time():
        for speech in split_speeches(Document("a/金华市_2012.txt", text, "0" * 64))[0]:
            place, dating = inferred_facts(speech, READER.table)
            for one in (*place.evidence, *dating.evidence):
                assert 0 <= one.start <= len(text)
            if dating.earliest is not None and dating.latest is not None:
                assert dating.earliest <= dating.latest


@given(
    raw=st.binary(max_size=300) | mutated(SEEDS[".txt"]),
    encoding=st.none() | st.sampled_from(["gb18030", "big5", "utf-16", "utf-7", "hz", "cp037"]),
    declared=st.none() | st.text(max_size=12),
)
@example(raw=b"+2AA-", encoding="utf-7", declared=None)
def test_bytes_become_characters_exactly_or_not_at_all(
    raw: bytes, encoding: str | None, declared: str | None
) -> None:
    with in_time():
        try:
            text, codec = decode(raw, encoding=encoding, declared=declared)
        except Refused as refusal:
            assert str(refusal).isprintable()
            return
    assert isinstance(text, str) and codec

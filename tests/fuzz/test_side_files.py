"""Whatever a file holds that describes a corpus or keeps judgements: rows, or a clear error."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from mutating import in_time, mutated

from explorer.corpus.files import read_corpus_info
from explorer.corpus.metadata import read_metadata
from explorer.corpus.opened import side_text
from explorer.corpus.place_entries import read_entries
from explorer.corpus.place_lists import read_place_lists
from explorer.corpus.place_table import PlaceTable, load_places
from explorer.draft import read_draft
from explorer.errors import ExplorerError
from explorer.evidence.judgements import COLUMNS, Judgement, add
from explorer.evidence.judgements import read as read_labels

METADATA = (
    "path,part,place,year,date,title,speaker,role,language,url\n"
    "a.txt,1,金华,2012,2012-03-01,工作报告,王某,市长,zh,http://a.example/\n"
    "b.txt,,unknown,2010-2012,,\"标,题\",,,,\n"
).encode()  # fmt: skip
PLACES = (
    "code,name,short,level,parent,aliases,former,longitude,latitude\n"
    "X1,霁州市,霁州,prefecture,浙江,JZ|霁,霁阳市 1990-2010|旧霁 -1990,120.5,30.1\n"
).encode()
LISTS = "list,place\n三角洲,金华\n三角洲,330100\n,\n".encode()
TOML = 'title = {zh = "港口", en = "harbour"}\nnotice = "虚构"\n'.encode()
LABELS = (",".join(COLUMNS) + "\na.1.1,b.1.1,edited,reader,2026-01-01,gen-000001,\n").encode()
TABLE = load_places()


def metadata(folder: Path) -> object:
    rows = read_metadata(folder)
    rows.known("a.txt", 1, {"year": "2012", "c": "d"})
    return rows.unused()


def places(folder: Path) -> object:
    path = folder / "places.csv"
    table = PlaceTable((), (), read_entries(path, side_text(path) or ""))
    return table.named("霁州", 1995), table.in_text, table.points(["X1"])


def labels(folder: Path) -> object:
    add(folder / "labels.csv", Judgement("a.1.1", "b.1.1", "wrong", "me"))
    found = read_labels(folder / "labels.csv")
    assert found and found[-1].label == "wrong"
    return found


READERS: dict[str, tuple[bytes, Callable[[Path], object]]] = {
    "metadata.csv": (METADATA, metadata),
    "places.csv": (PLACES, places),
    "lists.csv": (LISTS, lambda folder: read_place_lists(folder, TABLE)),
    "corpus.toml": (TOML, read_corpus_info),
    "labels.csv": (LABELS, labels),
}


def check(name: str, raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder, in_time():
        Path(folder, name).write_bytes(raw)
        try:
            READERS[name][1](Path(folder))
        except ExplorerError as error:
            assert str(error).strip()


@pytest.mark.parametrize("name", READERS)
@given(data=st.data())
def test_nearly_right(name: str, data: st.DataObject) -> None:
    check(name, data.draw(mutated((READERS[name][0],))))


@pytest.mark.parametrize("name", READERS)
@given(raw=st.binary(max_size=200))
def test_random_bytes(name: str, raw: bytes) -> None:
    check(name, raw)


@given(raw=mutated((b"", METADATA)), name=st.text(max_size=20))
@example(raw=b"", name="a.txt")
def test_a_draft_of_any_name(raw: bytes, name: str) -> None:
    with in_time():
        try:
            read_draft(name, raw)
        except ExplorerError as error:
            assert str(error).strip()

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from explorer.errors import IndexDamaged
from explorer.index.row_writer import RowWriter
from explorer.index.rows import Rows
from explorer.records import (
    Dating,
    Dropped,
    Evidence,
    LineKind,
    Paragraph,
    Place,
    PlaceStatus,
    ReadingLine,
    Speech,
    YearStatus,
)

SPEECH = Speech(
    id="0123456789ab.2",
    document="汇编/二.txt",
    part=2,
    title="讲话",
    place=Place(
        "330700",
        "金华",
        "浙江",
        "prefecture",
        PlaceStatus.STATED,
        (Evidence("own body", "中共金华市委", 7),),
    ),
    dating=Dating(2024, None, 2024, YearStatus.UNKNOWN, (Evidence("date of posting", "更新", 3),)),
    language="zh",
    witness_group=4,
    paragraphs=1,
    first_words="修好每一条路",
    start=0,
    end=99,
)
PARAGRAPH = Paragraph(
    "0123456789ab.2.1", 0, SPEECH.id, 1, "修好每一条路。'); DROP TABLE x;--", 10, 17
)
DROPPED = Dropped("汇编/二.txt", 0, 2, "来源", "page header")


@pytest.fixture
def rows(tmp_path: Path) -> Rows:
    with RowWriter(tmp_path) as writer:
        writer.add(
            0,
            SPEECH,
            paragraphs=[PARAGRAPH],
            lines=[(0, 0, LineKind.TITLE, "讲话", None), (0, 1, LineKind.PARAGRAPH, None, 0)],
            windows=[(0, 0, 0, 7), (1, 0, 7, 26)],
        )
        writer.drop([DROPPED])
    return Rows(tmp_path)


def test_what_was_written_comes_back(rows: Rows) -> None:
    assert rows.speeches() == [SPEECH]
    assert list(rows.paragraphs()) == [PARAGRAPH] == [rows.paragraph(0)]
    assert list(rows.texts()) == [PARAGRAPH.text] == [rows.text(0)]
    assert list(rows.window_texts()) == [PARAGRAPH.text[:7], PARAGRAPH.text[7:26].strip()]
    assert rows.paragraph_by_id(PARAGRAPH.id) == PARAGRAPH
    assert rows.paragraph_by_id("' OR 1=1 --") is None
    assert rows.reading(0) == [
        ReadingLine(LineKind.TITLE, "讲话", None),
        ReadingLine(LineKind.PARAGRAPH, PARAGRAPH.text, PARAGRAPH.id),
    ]


def test_the_store_cannot_be_written(rows: Rows) -> None:
    with pytest.raises(IndexDamaged) as told:
        list(rows._query("DELETE FROM speeches"))
    assert "readonly" in str(told.value.__cause__)


def test_threads_share_it(rows: Rows) -> None:
    found: list[Paragraph] = []
    threads = [threading.Thread(target=lambda: found.append(rows.paragraph(0))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [PARAGRAPH] * 8

"""Texts that are kept on disk come back as they were."""

from __future__ import annotations

from corpus.writing import document

from explorer.corpus.speeches import split_speeches
from explorer.corpus.spool import IN_MEMORY, DroppedPieces, SpeechTexts, Spool

PAGE = """在港口工作会议上的讲话
来源：某网站 更新时间：2019-05-06
同志们：
码头的起重机每天要转四百次，每一次都有人在下面看着，所以先说安全，再说吞吐量，最后才说收入和支出。
"""


def test_texts_come_back_as_they_were_added() -> None:
    texts = SpeechTexts()
    speeches, dropped = split_speeches(document(PAGE))
    numbers = [texts.add(speech) for speech in speeches]
    assert [texts[number] for number in numbers] == speeches
    assert speeches[0].chrome
    pieces = DroppedPieces()
    pieces.add("x.txt", [])
    pieces.add(dropped[0].document, dropped)
    assert list(pieces) == dropped
    assert list(pieces) == dropped, "it can be read twice"


def test_a_lone_surrogate_is_kept() -> None:
    spool = Spool()
    spool.add(["a\ud800b"])
    assert list(spool) == [["a\ud800b"]]


def test_adding_after_reading_overwrites_nothing_even_on_disk() -> None:
    spool = Spool()
    large = "x" * (IN_MEMORY // 2)
    for number in range(3):
        assert spool.add([number, large]) == number
        assert spool[0][0] == 0
    assert [first for first, _ in spool] == [0, 1, 2]
    assert len(spool) == 3

"""Short texts of our own, and the checks that every document must pass."""

from __future__ import annotations

from pathlib import Path

from explorer.corpus.speeches import split_speeches
from explorer.records import Document, Dropped, Line, LineKind, SpeechText

SAMPLE = Path(__file__).parents[2] / "explorer" / "sample"

BUS = "公交站要有棚子，公交车要准点，老人上下车要有人搭一把手，这三件事今年年底以前都要办成。"
MARKET = "菜市场的地面要防滑，秤要准，摊位费要公开，买菜的人和卖菜的人都要觉得这里讲道理。"
LIFTS = "老楼加装电梯，一楼的住户也要有好处，账要一户一户算清楚，话要一户一户讲明白。"
HARBOUR = "This year we repaired the quay, paid back the bank and opened both bridges to the buses."


def document(text: str, name: str = "page.txt") -> Document:
    return Document(name, text, "0" * 64)


def speeches(text: str, name: str = "page.txt") -> list[SpeechText]:
    return split_speeches(document(text, name))[0]


def dropped(text: str) -> list[tuple[str, str]]:
    return [(piece.rule, piece.text) for piece in split_speeches(document(text))[1]]


def only(text: str, name: str = "page.txt") -> SpeechText:
    (speech,) = speeches(text, name)
    return speech


def kinds(speech: SpeechText) -> list[tuple[LineKind, str]]:
    return [(line.kind, line.text) for line in speech.lines]


def paragraphs(speech: SpeechText) -> list[str]:
    return [line.text for line in speech.lines if line.kind is LineKind.PARAGRAPH]


def squeezed(text: str) -> str:
    return "".join(text.split())


def check_nothing_lost(page: Document) -> None:
    """Every non-white character stands in exactly one line or one dropped piece, as in the source.

    A dropped piece may lie inside a line that goes on below it (a page number); never elsewhere.
    """
    found, gone = split_speeches(page)
    owner: list[Line | Dropped | None] = [None] * len(page.text)
    for piece in gone:
        assert page.text[piece.start : piece.end] == piece.text
        for at in range(piece.start, piece.end):
            assert owner[at] is None, f"dropped twice: {page.text[at]!r}"
            owner[at] = piece
    for line in (line for speech in found for line in speech.lines):
        own = []
        for at in range(line.start, line.end):
            if owner[at] is None:
                owner[at] = line
                own.append(page.text[at])
            else:
                assert isinstance(owner[at], Dropped), f"in two lines: {page.text[at]!r}"
        assert squeezed(line.text) == squeezed("".join(own))
    lost = [char for char, by in zip(page.text, owner, strict=True) if by is None]
    assert not "".join(lost).strip()

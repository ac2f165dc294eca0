"""An invented pair with everything that a card can tell, some of it hostile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

from explorer.answers import Answer, Counterpart
from explorer.compare import differences, tiles, wording
from explorer.compare.traces import Trace, TraceKind
from explorer.records import (
    Dating,
    Evidence,
    LineKind,
    Paragraph,
    Place,
    PlaceStatus,
    ReadingLine,
    Speech,
    YearStatus,
)
from explorer.reuse import reuse
from explorer.verdict import RULE

TODAY = date(2026, 11, 22)
EVIL = '</style><script>alert(1)</script><img src="http://evil.example/x">![](http://evil.example)'
MADE_OF = (
    "我们要把群众的小事当作大事来办，每一件代表建议都要有人办、有回音、有结果，{year}年新修{roads}条"
    "村道，{place}的老街坊都能就近看病，办理情况按季度向社会公布。"
)
SENTENCES = 40
"""Of a long text."""
TEXTS = (
    MADE_OF.format(year=2012, roads=31, place="霁州"),
    MADE_OF.format(year=2019, roads=58, place="蓼川"),
)


def long_texts(size: int) -> tuple[str, str]:
    """Two texts of so many characters that differ in every sentence."""
    numbers = range(SENTENCES)
    first = "".join(MADE_OF.format(year=2012, roads=n, place="霁州") for n in numbers)
    second = "".join(MADE_OF.format(year=2019, roads=n + 50, place="蓼川") for n in numbers)
    return first[:size], second[:size]


class Index:
    """As much of an ``Explorer`` as files are made from: two speeches of one paragraph each."""

    rule = RULE

    def __init__(self, texts: tuple[str, str] = TEXTS, *, evil: str = "") -> None:
        self.manifest: Any = SimpleNamespace(
            generation="gen-000003",
            created="2026-11-20T08:00:00+00:00",
            title={"zh": f"假语料{evil}", "en": f"An invented corpus{evil}"},
            corpus="/home/somebody/secret-folder",
            model=SimpleNamespace(name="fake-model", revision="r1"),
        )
        places = (("霁州", "X1", 2012), ("蓼川", "X2", 2019))
        self.speeches = [
            Speech(
                id=f"{n:012x}.1",
                document=f"{name}{evil}.txt",
                part=1 + n,
                title=f"{name}市长的讲话{evil}",
                place=Place(
                    code,
                    name + evil,
                    f"澜东{evil}",
                    "prefecture",
                    PlaceStatus.INFERRED,
                    (Evidence("own", f"中共{name}市委{evil}", 3),),
                ),
                dating=Dating(
                    year, year, year, YearStatus.STATED, (Evidence("title", f"{year}年{evil}", 0),)
                ),
                language="zh",
                witness_group=n,
                paragraphs=1,
                first_words="我们要",
                start=0,
                end=1,
                metadata={"url": "https://example.org/讲话?a=1&b={2}"} if n else {},
            )
            for n, (name, code, year) in enumerate(places)
        ]
        self.paragraphs = [
            Paragraph(f"{one.id}.1", n, one.id, 1, texts[n] + evil, 0, 1)
            for n, one in enumerate(self.speeches)
        ]

    def paragraph(self, id: str) -> Paragraph:
        return next(one for one in self.paragraphs if one.id == id)

    def speech(self, id: str) -> Speech:
        return next(one for one in self.speeches if one.id == id)

    def reading(self, id: str) -> list[ReadingLine]:
        title = self.speech(id).title
        own = next(one for one in self.paragraphs if one.speech_id == id)
        return [
            ReadingLine(LineKind.TITLE, title, None),
            ReadingLine(LineKind.HEADING, f"一、小事不小{title}", None),
            ReadingLine(LineKind.PARAGRAPH, own.text, own.id),
            ReadingLine(LineKind.REMARK, "（鼓掌）" * 40, None),
        ]

    def facts(self, **changes: Any) -> Counterpart:
        """The second paragraph as the counterpart of the first."""
        a, b = (one.text for one in self.paragraphs)
        found = differences(a, b, tiles(a, b))
        made = Counterpart(
            rank=1,
            paragraph=self.paragraphs[1],
            speech=self.speeches[1],
            score=0.5,
            percentile=99.97,
            wording=wording(a, b).share_of_shorter,
            sure_year=True,
            sure_place=True,
            formula=0.1,
            verdict="edited",
            reuse=reuse(0.8, 0.1, 2.0, same_language=True),
            others=("other",),
            differences=found if found.near_identical else None,
            traces=(Trace("b", TraceKind.PLACE, 0, 2, "霁州", "霁州"),),
        )
        return replace(made, **changes)

    def answer(self, **changes: Any) -> Answer:
        return Answer([self.facts(**changes)], 7, {"same city": 2}, {"less wording": 1})

    @property
    def asked(self) -> str:
        return self.paragraphs[0].id

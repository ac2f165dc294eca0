"""A small index in memory with the interface of ``Explorer``: invented text, some of it hostile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import count, cycle
from types import SimpleNamespace
from typing import Any

import numpy as np

from explorer.answers import AlignedWindow, Answer, Counterpart
from explorer.corpus.windows import cut_windows
from explorer.errors import UnknownParagraph, UnknownSpeech
from explorer.records import (
    Dating,
    LineKind,
    Paragraph,
    Place,
    PlaceStatus,
    ReadingLine,
    Speech,
    Step,
    YearStatus,
)
from explorer.verdict import RULE, Rule

HOSTILE = (
    "<script>window.pwned=1</script>",
    '<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>',
    "![](http://evil.example/a.png)",
    '"><img src=x onerror="window.pwned=1">',
    "</style><style>body{display:none}</style>",
    "a & b &amp; c < d > e $x$ :red[r] `code` **b**",
)
"""Texts that must reach a page as text."""

SHARED = "每一件代表建议都要有人办、有回音、有结果，办理情况向社会公布"
CITIES = (("X10100", "鹭津"), ("X10200", "霁州"), ("X10300", "蓼川"), (None, None))
YEARS = (2012, 2020)
MOMENTS = (f"2026-11-22T{n // 60:02}:{n % 60:02}:00+00:00" for n in count())


@dataclass(frozen=True)
class PlaceCount:
    place: Place
    speeches: int
    paragraphs: int


@dataclass
class FakeExplorer:
    """Answers from lists; a counterpart is any paragraph of another city and another year."""

    lines: dict[str, list[ReadingLine]] = field(default_factory=dict)
    found: dict[str, Speech] = field(default_factory=dict)
    paragraphs: dict[str, Paragraph] = field(default_factory=dict)
    generation: str = "gen-000007"
    created: str = field(default_factory=lambda: next(MOMENTS))
    """Differs between two of them, as the app keeps answers by it."""
    notice: dict[str, str] | None = None
    percentile: float | None = 99.97
    error: Exception | None = None
    scopes: list[Any] = field(default_factory=list)
    named_lists: dict[str, list[str]] = field(default_factory=dict)
    passed_over: dict[str, int] = field(default_factory=dict)
    formula: float = 0.0
    ancestor: Any = None
    pairs: Any = None
    rule: Rule = RULE
    let_go: Callable[[], None] = lambda: None
    runs: list[Any] = field(default_factory=list)

    @property
    def manifest(self) -> Any:
        if self.error:
            raise self.error
        return SimpleNamespace(
            generation=self.generation,
            fingerprint="0123456789abcdef",
            created=self.created,
            model=SimpleNamespace(
                name="fake-model", revision="r1", prompt="query: ", dimension=8, precision="float32"
            ),
            counts={
                "documents": 3,
                "speeches": len(self.found),
                "paragraphs": len(self.paragraphs),
            },
            languages=["zh"],
            lists=self.named_lists,
            percentiles={"*": [n / 1000 for n in range(1001)]},
            search=None,
            title={"zh": "假语料", "en": "Fake corpus"},
            notice=self.notice,
            settings={"window": {"characters": 110}},
            libraries={"numpy": "2"},
            sources=[],
            unreadable=[SimpleNamespace(name="notes.doc", reason="not UTF-8")],
        )

    def add(self, place: Place, dating: Dating, title: str, texts: list[str], **more: Any) -> str:
        id = f"{len(self.found):012x}.1"
        lines = [ReadingLine(LineKind.TITLE, title, None)]
        for n, text in enumerate(texts, 1):
            if n == 2:
                lines.append(ReadingLine(LineKind.HEADING, "一、办好建议", None))
            paragraph = Paragraph(f"{id}.{n}", len(self.paragraphs), id, n, text, 0, len(text))
            self.paragraphs[paragraph.id] = paragraph
            lines.append(ReadingLine(LineKind.PARAGRAPH, text, paragraph.id))
        lines.append(ReadingLine(LineKind.REMARK, "谢谢大家！", None))
        self.lines[id] = lines
        document = more.pop("document", f"{title}.txt")
        self.found[id] = Speech(
            id=id,
            document=document,
            part=1,
            title=title,
            place=place,
            dating=dating,
            language=more.pop("language", "zh"),
            witness_group=more.pop("group", len(self.found)),
            paragraphs=len(texts),
            first_words=texts[0][:30],
            start=0,
            end=1,
            metadata=more.pop("metadata", {}),
        )
        return id

    def places(self) -> list[PlaceCount]:
        counts: dict[tuple[str | None, bool], PlaceCount] = {}
        for speech in self.found.values():
            named = speech.place.code or speech.place.is_national
            known = speech.place if named else Place()
            key = (known.code, known.is_national)
            old = counts.get(key) or PlaceCount(known, 0, 0)
            counts[key] = replace(
                old, speeches=old.speeches + 1, paragraphs=old.paragraphs + speech.paragraphs
            )
        return sorted(
            counts.values(), key=lambda one: (one.place.code is None, not one.place.is_national)
        )

    def speeches(self, place_code: str | None = "all") -> list[Speech]:
        return [s for s in self.found.values() if place_code in ("all", s.place.code)]

    def speech(self, id: str) -> Speech:
        if id not in self.found:
            raise UnknownSpeech(f"no speech {id}")
        return self.found[id]

    def paragraph(self, id: str) -> Paragraph:
        if id not in self.paragraphs:
            raise UnknownParagraph(f"no paragraph {id}")
        return self.paragraphs[id]

    def reading(self, speech_id: str) -> list[ReadingLine]:
        return self.lines[self.speech(speech_id).id]

    def counterparts(
        self,
        query: str,
        *,
        k: int = 10,
        scope: Any = None,
        is_text: bool = False,
        step: Step = lambda: None,
    ) -> Answer:
        step()
        self.scopes.append(scope)
        asked = self.paragraphs.get(query)
        speech = self.found[asked.speech_id] if asked else None
        excluded: dict[str, int] = {}
        best: dict[int, list[Paragraph]] = {}
        considered = 0
        for paragraph in self.paragraphs.values():
            rule = self._rule(speech, self.found[paragraph.speech_id], scope)
            if rule:
                excluded[rule] = excluded.get(rule, 0) + 1
            else:
                considered += 1
                group = self.found[paragraph.speech_id].witness_group
                best.setdefault(group, []).append(paragraph)
        groups = [sorted(g, key=lambda p: SHARED not in p.text)[:3] for g in best.values()]
        results = [
            Counterpart(
                rank=rank,
                paragraph=group[0],
                speech=self.found[group[0].speech_id],
                score=0.5,
                percentile=self.percentile,
                wording=0.25,
                sure_year=self.found[group[0].speech_id].dating.status is YearStatus.STATED,
                sure_place=self.found[group[0].speech_id].place.code is not None,
                others=tuple(o.id for o in group[1:] if o.speech_id != group[0].speech_id),
                further=tuple(o.id for o in group[1:] if o.speech_id == group[0].speech_id),
            )
            for rank, group in enumerate(groups[:k], 1)
        ]
        return Answer(results, considered, excluded, self.passed_over, self.formula, self.ancestor)

    def compared(self, query: str, paragraph_id: str, *, is_text: bool = False) -> Counterpart:
        paragraph = self.paragraph(paragraph_id)
        speech = self.found[paragraph.speech_id]
        return Counterpart(1, paragraph, speech, 0.5, self.percentile, 0.25, True, True)

    def aligned(
        self, query: str, paragraph_id: str, *, is_text: bool = False
    ) -> list[AlignedWindow]:
        asked = query if is_text else self.paragraph(query).text
        other = cut_windows(self.paragraph(paragraph_id).text)
        return [
            AlignedWindow(*span, *other[min(n, len(other) - 1)], score)
            for n, (span, score) in enumerate(zip(cut_windows(asked), cycle((1.5, 0.9, 0.1))))
        ]

    @property
    def facets(self) -> Any:
        rows = [self.found[one.speech_id] for one in self.paragraphs.values()]
        codes = sorted({one.place.code for one in rows if one.place.code})
        first, last = (
            [getattr(r.dating, end) or 0 for r in rows] for end in ("earliest", "latest")
        )
        return SimpleNamespace(
            place=np.array([codes.index(r.place.code) if r.place.code else -1 for r in rows]),
            earliest=np.array(first),
            latest=np.array(last),
            length=np.array([len(one.text) for one in self.paragraphs.values()]),
        )

    @property
    def grams(self) -> Any:
        corpus = SimpleNamespace(places=4, provinces=1, unplaced=2)
        return SimpleNamespace(runs=lambda text, own_group=None: self.runs, corpus=corpus)

    def _rule(self, asked: Speech | None, other: Speech, scope: Any) -> str | None:
        if asked and asked.witness_group == other.witness_group:
            return "same speech"
        same_place = asked and asked.place.code and asked.place.code == other.place.code
        if same_place and scope.other_city:
            return "same city"
        if scope.other_year and asked and asked.dating.stated == other.dating.stated:
            return "same year"
        if asked and scope.certain_years and other.dating.status is not YearStatus.STATED:
            return "uncertain year"
        if scope.places and other.place.code not in scope.places:
            return "other place"
        if scope.years and not _within(other.dating.stated or 0, scope.years):
            return "outside years"
        for column, values in scope.columns:
            if other.metadata.get(column) not in values:
                return f"other {column}"
        return None


def _within(year: int, years: tuple[int | None, int | None]) -> bool:
    first, last = years
    return (first is None or first <= year) and (last is None or year <= last)


def small() -> FakeExplorer:
    """Four places (one unknown), two years, and a year that may be another."""
    explorer = FakeExplorer()
    for code, name in CITIES:
        status = PlaceStatus.STATED if code else PlaceStatus.MASKED
        place = Place(code=code, name=name, province="澜东" if code else None, status=status)
        for year in YEARS:
            dating = Dating(year, year, year, YearStatus.STATED)
            if code is None and year == YEARS[1]:
                dating = Dating(2024, 2004, 2008, YearStatus.CONFLICTING)
            texts = [
                f"同志们，{name or '我市'}今年的工作要从小事做起，第{n}件事是修好{n}条路。" * 3
                for n in range(1, 4)
            ]
            texts.append(
                f"{name or '某市'}讲三点：{SHARED}。办不好的要说明理由，{year}年起照此办理。"
            )
            explorer.add(place, dating, f"{name or '__市'}市长在{year}年工作会议上的讲话", texts)
    return explorer


def hostile() -> FakeExplorer:
    """Every field that comes from a corpus holds markup."""
    explorer = FakeExplorer(notice={"zh": HOSTILE[0], "en": HOSTILE[1]})
    for n, evil in enumerate(HOSTILE):
        place = Place(f"X{n}", f"城{n}{evil}", evil, "prefecture", PlaceStatus.INFERRED)
        dating = Dating(2010 + n, 2010 + n, 2010 + n, YearStatus.STATED)
        texts = [f"{evil}{SHARED}", *HOSTILE]
        explorer.add(place, dating, f"题{n}{evil}", texts, document=f"{evil}{n}.txt", language=evil)
    return explorer


def one_city() -> FakeExplorer:
    """A corpus in which nothing can be a counterpart."""
    explorer = FakeExplorer()
    place = Place("330700", "金华", "浙江", "prefecture", PlaceStatus.STATED)
    explorer.add(place, Dating(2011, 2011, 2011, YearStatus.STATED), "讲话", [SHARED, SHARED])
    return explorer

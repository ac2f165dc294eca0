"""The records that cross module borders; the words are those of the README's glossary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

NATIONAL = "country"
"""The level of a text of the whole country."""

Progress = Callable[[str, int, int], None]
"""Called as ``progress(stage, done, total)``; the core reports, scripts and the app draw."""
Step = Callable[[], None]
"""Called between two steps of long work; raises where nobody waits for the work any more."""


class PlaceStatus(StrEnum):
    """How the place of a speech is known."""

    STATED = "stated"
    INFERRED = "inferred"
    MASKED = "masked"
    UNKNOWN = "unknown"


class YearStatus(StrEnum):
    """How the year of a speech is known."""

    STATED = "stated"
    PROVED = "proved"
    CONFLICTING = "conflicting"
    UNKNOWN = "unknown"


class LineKind(StrEnum):
    """What a line of a speech is; only a ``PARAGRAPH`` is embedded and returned."""

    TITLE = "title"
    BYLINE = "byline"
    SALUTATION = "salutation"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of a document that a decision rests on; ``start`` counts its characters."""

    rule: str
    quote: str
    start: int


@dataclass(frozen=True, slots=True)
class Place:
    """A city (or county, province) as far as it is known; ``name`` is the short name (金华)."""

    code: str | None = None
    name: str | None = None
    province: str | None = None
    level: str | None = None
    status: PlaceStatus = PlaceStatus.UNKNOWN
    evidence: tuple[Evidence, ...] = ()

    @property
    def is_national(self) -> bool:
        """Whether the text speaks for the whole country, and so is of no city at all."""
        return self.level == NATIONAL and self.code is None and not self.name


@dataclass(frozen=True, slots=True)
class Dating:
    """The years between which a speech must lie; ``None`` leaves a side open.

    ``stated`` is the year printed on the page, which may be false.
    """

    stated: int | None = None
    earliest: int | None = None
    latest: int | None = None
    status: YearStatus = YearStatus.UNKNOWN
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One file, or one row of a table, as received.

    ``name`` is the path below the corpus folder (``table.csv#3``, ``archive.zip/page.txt``),
    ``sha256`` the hash of the file, ``metadata`` the other columns of the row.
    """

    name: str
    text: str
    sha256: str
    metadata: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that was left out, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """Page chrome that was taken out of a document: ``text == document.text[start:end]``."""

    document: str
    start: int
    end: int
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a speech in reading order; ``number`` counts its paragraphs from 1.

    ``start`` and ``end`` are characters of the document. ``text`` is what stands there, with line
    breaks inside a sentence taken out.
    """

    kind: LineKind
    text: str
    start: int
    end: int
    number: int | None = None


@dataclass(frozen=True, slots=True)
class SpeechText:
    """A speech as it was cut out of its document, before anything is inferred about it."""

    document: str
    part: int
    title: str
    lines: tuple[Line, ...]
    chrome: tuple[Dropped, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Speech:
    """One text by one body on one occasion, as one witness has it."""

    id: str
    document: str
    part: int
    title: str
    place: Place
    dating: Dating
    language: str
    witness_group: int
    paragraphs: int
    first_words: str
    start: int
    end: int
    metadata: dict[str, str] = field(default_factory=dict)
    """Further columns of the user's ``metadata.csv``: speaker, role, date, url and their own."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The unit that a reader selects; ``row`` is its row in every file of the index."""

    id: str
    row: int
    speech_id: str
    number: int
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One line of a stored speech; ``paragraph_id`` is set where the line is a paragraph."""

    kind: LineKind
    text: str
    paragraph_id: str | None

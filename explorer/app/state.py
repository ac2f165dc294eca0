"""The state of the app as it stands in the address bar: ids, codes and names of the corpus.

Never labels of the interface, so that a link means the same in both languages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, fields
from typing import Any

from explorer.app import written
from explorer.app.written import Pair, Span
from explorer.scope import MOST_RESULTS

LANGUAGES = ("zh", "en")
FIRST_YEAR, LAST_YEAR = 1900, 2100
LONGEST_VALUE = 64_000
"""Characters of a value of a link: as many names as are read, each as long as may be."""
LONGEST = 999_999
"""Characters of a paragraph that a length can be set to."""
UNKNOWN_PLACE = "unknown"
"""Stands for ``Place.code is None``: places that are masked or not known."""
NATIONAL_PLACE = "country"
"""Stands for texts of the whole country, which have no code either."""


@dataclass(frozen=True, slots=True)
class State:
    """What a link says; ``None`` and empty values leave the choice to the app."""

    lang: str | None = None
    place: str | None = None
    speech: str | None = None
    paragraph: str | None = None
    result: str | None = None
    """Paragraph id of the counterpart on view."""
    cities: tuple[str, ...] = ()
    years: Span | None = None
    sure: bool = False
    """Only counterparts that are surely of another year."""
    same_city: bool = False
    """Counterparts of the passage's own city, too."""
    same_year: bool = False
    """Counterparts of the passage's own year, too."""
    time: str | None = None
    """``earlier`` or ``later`` than the passage."""
    province: str | None = None
    """The ``same`` as that of the passage, or an ``other``."""
    provinces: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    """Names of lists of places."""
    columns: tuple[Pair, ...] = ()
    """Columns of the user's ``metadata.csv``, each with a value; values of a column add up."""
    length: Span | None = None
    """Characters of a counterpart."""
    per_city: int | None = None
    """Counterparts of one city at most."""
    wording: int = 0
    """Percentage of wording that a counterpart shares with the passage at least."""
    most: int | None = None
    """Counterparts that are asked for; ``None``: one page of them."""
    query: str = ""
    kept: str | None = None
    """Stands in a link for a ``query`` that is too long for one; the reader's session has it."""
    listed: str | None = None
    """Which paragraphs of a speech are listed on its own page."""
    page: int = 1
    spread: str | None = None
    """How far the formulas on view have spread."""
    words: str = ""
    """Words that the formulas on view contain."""
    draft_place: str | None = None
    draft_year: int | None = None
    finding: str | None = None
    """The kind of the audit's findings on view."""
    matrix: str | None = None
    """``years`` where years are compared, not cities."""
    row: str | None = None
    """Code of the city, or the year, whose row of the matrix is on view."""
    column: str | None = None
    measure: str | None = None
    order: str | None = None
    every: bool = False
    """All cities in the matrix, not only those with most paragraphs."""
    generation: str | None = None
    """The index generation that the link was made with."""


def clean_query(text: str) -> str:
    """The passage without characters that neither a browser nor a model can use."""
    return written.UNUSABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def clean_words(text: str) -> str:
    """Words to look for, on one line and no longer than a name."""
    return " ".join(clean_query(text).split())[: written.LONGEST_NAME].strip()


@dataclass(frozen=True, slots=True)
class Part:
    """A parameter of a link and the field that it stands for.

    ``read`` gives ``None`` for what it cannot read; ``pieces`` cuts a list, readable or not.
    """

    name: str
    field: str
    read: Callable[[str], Any]
    write: Callable[[Any], str] = str
    pieces: Callable[[str], Collection[str]] | None = None


_code = written.matching(re.compile(r"[0-9A-Za-z]{1,16}"))
_id = written.matching(re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,79}"))
_CODES = (written.read_codes, ".".join, written.code_parts)
_NAMES = (written.read_names, written.write_names, written.name_parts)
_PAIRS = (written.read_pairs, written.write_pairs, written.name_parts)


def _flag(value: bool) -> str:
    return str(int(value))


PARTS = (
    Part("lang", "lang", written.one_of(*LANGUAGES)),
    Part("c", "place", _code),
    Part("s", "speech", _id),
    Part("p", "paragraph", _id),
    Part("r", "result", _id),
    Part("cf", "cities", *_CODES),
    Part("y", "years", written.span(FIRST_YEAR, LAST_YEAR), written.write_span),
    Part("sure", "sure", written.flag, _flag),
    Part("sc", "same_city", written.flag, _flag),
    Part("sy", "same_year", written.flag, _flag),
    Part("t", "time", written.one_of("earlier", "later")),
    Part("pr", "province", written.one_of("same", "other")),
    Part("pf", "provinces", *_NAMES),
    Part("lv", "levels", *_NAMES),
    Part("la", "languages", *_NAMES),
    Part("ls", "lists", *_NAMES),
    Part("w", "columns", *_PAIRS),
    Part("len", "length", written.span(0, LONGEST), written.write_span),
    Part("pc", "per_city", written.number(1, MOST_RESULTS)),
    Part("lw", "wording", written.number(0, 100)),
    Part("k", "most", written.number(1, MOST_RESULTS)),
    Part("q", "query", clean_query),
    Part("qk", "kept", _id),
    Part("sk", "listed", _id),
    Part("n", "page", written.number(1, 99_999)),
    Part("fl", "spread", written.one_of("everywhere", "province", "few")),
    Part("fw", "words", clean_words),
    Part("dc", "draft_place", _code),
    Part("dy", "draft_year", written.number(FIRST_YEAR, LAST_YEAR)),
    Part("ak", "finding", _id),
    Part("mx", "matrix", written.one_of("years")),
    Part("mr", "row", _code),
    Part("mc", "column", _code),
    Part("mm", "measure", written.one_of("rare")),
    Part("mo", "order", written.one_of("geography", "name")),
    Part("ma", "every", written.flag, _flag),
    Part("g", "generation", _id),
)
"""Every parameter of a link. A new field of ``State`` takes one line here."""

_START = {field.name: field.default for field in fields(State)}


def decode(params: Mapping[str, object]) -> State:
    """Read a query string; whatever is malformed counts as absent, so this never fails."""
    texts = ((part, _text(params, part.name)) for part in PARTS)
    read = {part.field: part.read(text) for part, text in texts if len(text) <= LONGEST_VALUE}
    return State(**{field: value for field, value in read.items() if value is not None})


def encode(state: State) -> dict[str, str]:
    """Write a state as a query string that ``decode`` reads back to the same state."""
    return {
        part.name: part.write(value)
        for part in PARTS
        if (value := getattr(state, part.field)) != _START[part.field]
    }


def unread(params: Mapping[str, object]) -> tuple[str, ...]:
    """Names of the query string's values that say something and could not be read, or not all."""
    return tuple(
        part.name for part in PARTS if (text := _text(params, part.name)) and _lost(part, text)
    )


def _lost(part: Part, text: str) -> bool:
    if len(text) > LONGEST_VALUE:
        return True
    value = part.read(text)
    if value is None or part.pieces is None:
        return value is None
    return len(value) < len(part.pieces(text))


def _text(params: Mapping[str, object], name: str) -> str:
    value = params.get(name, "")
    if isinstance(value, (list, tuple)):
        value = value[-1] if value else ""
    return value if isinstance(value, str) else ""

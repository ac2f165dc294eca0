"""Checks a draft that is in no index: every paragraph of it gets its counterparts.

The draft is cut as a speech of a corpus is (page chrome, broken lines, enumerations), and lives in
memory alone: no file, cache or temporary file is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from explorer.answers import Answer
from explorer.corpus.formats import Extracted, read_bytes
from explorer.corpus.formats.characters import tidied
from explorer.corpus.place_table import load_places
from explorer.corpus.speeches import split_speeches
from explorer.corpus.windows import cut_windows
from explorer.errors import DraftUnreadable, QueryError, UnknownPlace
from explorer.free_texts import NOWHERE
from explorer.question import check_number
from explorer.records import Document, Line, LineKind, PlaceStatus, Progress, Unreadable
from explorer.scope import LONGEST_QUERY, NO_PLACE, OPEN_END, OPEN_START, Origin, Scope, Span
from explorer.search import Explorer

LONGEST_DRAFT = 200_000
"""Characters of a draft: ten long reports, a few minutes on two cores."""
PASTED = "draft.txt"
UNNAMED = "The draft"
SIGNS = ((b"%PDF-", "draft.pdf"), (b"PK\x03\x04", "draft.docx"))
MARKUP = (b"<!doctype html", b"<html", b"<?xml")
Read = Callable[..., Iterable[Extracted | Unreadable]]


@dataclass(frozen=True, slots=True)
class DraftParagraph:
    """A line of a draft in reading order, and what was found for it.

    ``start`` and ``end`` count characters of the draft as it is read (composed characters, plain
    line ends). ``number`` counts the paragraphs from 1; only these have an ``answer``, headings,
    salutations and short remarks have neither.
    """

    kind: LineKind
    text: str
    start: int
    end: int
    number: int | None = None
    answer: Answer | None = None


def read_draft(
    name: str | None, raw: bytes, *, encoding: str | None = None, read: Read = read_bytes
) -> str:
    """The text of a draft that came as a file.

    Args:
        name: of the file, whose ending tells its kind; None takes the bytes' own word for it.
        raw: its bytes.
        encoding: of a text without a byte order mark; None finds it out.
        read: what reads the bytes; ``read_apart`` does so in a process of its own.

    Raises:
        DraftUnreadable: it cannot be read, or holds several texts.
        CorpusError: there is no such encoding.
    """
    found = list(read(name or _named(raw), raw, encoding=encoding))
    if len(found) != 1:
        reason = f"holds {len(found)} texts; give one at a time"
        raise DraftUnreadable(name or UNNAMED, reason)
    draft = found[0]
    if isinstance(draft, Unreadable):
        raise DraftUnreadable(name or UNNAMED, draft.reason)
    return draft.text


def check_draft(
    explorer: Explorer,
    text: str,
    k: int = 3,
    scope: Scope | None = None,
    *,
    origin: Origin = NOWHERE,
    progress: Progress | None = None,
) -> list[DraftParagraph]:
    """Every line of a draft in order, its paragraphs with their counterparts.

    Args:
        explorer: an open index.
        text: the draft, of up to ``LONGEST_DRAFT`` characters.
        k: counterparts of each paragraph.
        scope: other city and other year where None, as far as ``origin`` tells these.
        origin: where and when the draft is from; see :func:`draft_origin`.
        progress: called with the stages ``encode`` (windows) and ``compare`` (paragraphs).

    Raises:
        QueryError: the draft is empty or too long, or ``k`` or the scope cannot be meant.
        ModelError: the index was built with another model than the encoder at hand.
    """
    check_number(k)
    (scope or Scope()).check(origin)
    report = progress or (lambda stage, done, total: None)
    text = tidied(text)
    lines = _lines(text)
    asked = [line for line in lines if line.kind is LineKind.PARAGRAPH]
    questions = explorer.questions(
        [line.text.strip() for line in asked],
        origin=origin,
        advance=lambda done, total: report("encode", done, total),
    )
    answers = []
    for done, question in enumerate(questions, 1):
        answers.append(explorer.answer(question, k, scope))
        report("compare", done, len(questions))
    waiting = iter(enumerate(answers, 1))
    return [
        DraftParagraph(line.kind, line.text, line.start, line.end, *next(waiting))
        if line.kind is LineKind.PARAGRAPH
        else DraftParagraph(line.kind, line.text, line.start, line.end)
        for line in lines
    ]


def draft_origin(
    explorer: Explorer, *, place: str | None = None, years: Span | None = None
) -> Origin:
    """The origin of a text by the name or code of its city and its (first, last) year.

    Raises:
        UnknownPlace: neither the index nor the table of places has the city.
    """
    first, last = years or (None, None)
    number, province = _place(explorer, place, last) if place is not None else (NOWHERE.place, None)
    return Origin(
        place=number,
        earliest=OPEN_START if first is None else first,
        latest=OPEN_END if last is None else last,
        province=province,
    )


def _place(explorer: Explorer, name: str, year: int | None) -> tuple[int, str | None]:
    """The number of a place, ``NO_PLACE`` where the index has nothing of it; its province.

    The table goes first: it knows that 朝阳 is a city, even where the index has a district only.
    """
    codes = list(explorer.manifest.places)
    table = load_places()
    entry = None if name.strip() in codes else table.named(name, year)
    if entry is not None:
        found = table.place(entry, PlaceStatus.STATED)
    else:
        try:
            found = explorer.place(name)
        except UnknownPlace as error:
            raise UnknownPlace(
                f"There is no city {name!r} in the index or the table of places; give its name in "
                "full, with the city above it, or its division code."
            ) from error
    return codes.index(found.code) if found.code in codes else NO_PLACE, found.province


def _named(raw: bytes) -> str:
    """A name with the ending that the first bytes tell."""
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:20].lower().startswith(MARKUP):
        return "draft.html"
    return next((name for sign, name in SIGNS if raw.startswith(sign)), PASTED)


def _lines(text: str) -> list[Line]:
    """The lines of a draft; one that is too short to be cut is a paragraph as a whole."""
    if len(text) > LONGEST_DRAFT:
        raise QueryError(
            f"The draft has {len(text):,} characters, up to {LONGEST_DRAFT:,} can be checked; "
            "give it in parts."
        )
    if not any(character.isalnum() for character in text):
        raise QueryError("The draft is empty; give a text of a sentence or more.")
    speeches, _ = split_speeches(Document(PASTED, text, ""))
    lines = [line for speech in speeches for line in speech.lines]
    if not lines:
        start = len(text) - len(text.lstrip())
        lines = [Line(LineKind.PARAGRAPH, text.strip(), start, len(text.rstrip()))]
    return [piece for line in lines for piece in _short_enough(line)]


def _short_enough(line: Line) -> Iterator[Line]:
    """A line, or the pieces of a paragraph without any seam that is too long to be compared."""
    if line.kind is not LineKind.PARAGRAPH or len(line.text) <= LONGEST_QUERY:
        yield line
        return
    exact = len(line.text) == line.end - line.start
    begin = 0
    ends = [end for _, end in cut_windows(line.text)]
    for end, following in zip(ends, [*ends[1:], len(line.text) + LONGEST_QUERY], strict=True):
        if following - begin > LONGEST_QUERY:
            start, stop = (
                (line.start + begin, line.start + end) if exact else (line.start, line.end)
            )
            yield Line(line.kind, line.text[begin:end], start, stop)
            begin = end

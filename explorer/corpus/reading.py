"""Reads a whole corpus: its documents cut into speeches, with place, year, language and group."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from explorer.corpus.dating import infer_dating, known_dating
from explorer.corpus.files import read_documents
from explorer.corpus.language import detect_language
from explorer.corpus.metadata import Metadata, read_metadata
from explorer.corpus.place_table import PlaceTable, load_places
from explorer.corpus.placing import infer_place, known_place
from explorer.corpus.speeches import split_speeches
from explorer.corpus.witnesses import group_witnesses, sketch
from explorer.errors import CorpusError
from explorer.records import (
    Dating,
    Document,
    Dropped,
    Evidence,
    LineKind,
    Place,
    PlaceStatus,
    Progress,
    Speech,
    SpeechText,
    Unreadable,
)

FIRST_WORDS = 30
"""Characters of a speech's body by which a reader tells it from others of its title."""
HEAD = frozenset({LineKind.TITLE, LineKind.BYLINE, LineKind.SALUTATION})
UNPLACED = "~"
"""Sorts after every place code."""
UNDATED = 9999


@dataclass(frozen=True, slots=True)
class ReadSpeech:
    """A speech and its lines."""

    speech: Speech
    text: SpeechText


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that was read: speeches in row order (place, year, document), and what was not."""

    speeches: list[ReadSpeech]
    documents: dict[str, str]
    """sha256 by name, of the documents that were read."""
    dropped: list[Dropped]
    unreadable: list[Unreadable]
    unused_metadata: list[str]
    """Rows of ``metadata.csv`` that belong to no speech."""


@dataclass(frozen=True, slots=True)
class _Found:
    text: SpeechText
    document_hash: str
    place: Place
    dating: Dating
    language: str
    sketch: frozenset[int]
    metadata: dict[str, str]


def read_corpus(
    folder: Path,
    *,
    progress: Progress,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
) -> Corpus:
    """Read every file of the folder; files that cannot be read are listed, never fatal.

    Args:
        folder: the corpus folder.
        progress: called with the stage ``read``.
        columns: the names in ``metadata.csv`` and in tables by ours.
        encoding: of texts without a byte order mark; None finds it out.

    Raises:
        CorpusError: the folder is missing, a side file is malformed, or no file holds a speech.
    """
    table, metadata = load_places(folder), read_metadata(folder, columns)
    found: list[_Found] = []
    documents: dict[str, str] = {}
    dropped: list[Dropped] = []
    unreadable: list[Unreadable] = []
    documents_read = read_documents(
        folder, encoding=encoding, advance=lambda done, total: progress("read", done, total)
    )
    for document in documents_read:
        if isinstance(document, Unreadable):
            unreadable.append(document)
            continue
        speeches, chrome = split_speeches(document)
        if not speeches:
            reason = "holds no paragraph of a speech, only titles or page chrome"
            unreadable.append(Unreadable(document.name, reason))
            continue
        documents[document.name] = document.sha256
        dropped.extend(chrome)
        found.extend(_find_facts(text, document, table, metadata) for text in speeches)
    if not found:
        why = "".join(
            f"; the first of {len(unreadable)}: {first.name} {first.reason}"
            for first in unreadable[:1]
        )
        raise CorpusError(f"No file of {folder} holds a speech{why}; put texts into it.")
    return Corpus(_in_row_order(found), documents, dropped, unreadable, metadata.unused())


def _find_facts(
    text: SpeechText, document: Document, table: PlaceTable, metadata: Metadata
) -> _Found:
    """Place, year and language of a speech: what the user knows, else what is inferred."""
    known = metadata.known(text.document, text.part, document.metadata)
    words = "\n".join(line.text for line in text.lines)
    return _Found(
        text=replace(text, title=known.title or text.title),
        document_hash=document.sha256,
        place=known_place(known.place, infer_place(text, table), table),
        dating=known_dating(known, infer_dating(text)),
        language=known.language or detect_language(words),
        sketch=sketch(text),
        metadata=known.other,
    )


def _in_row_order(found: list[_Found]) -> list[ReadSpeech]:
    groups = group_witnesses([item.sketch for item in found], [item.place for item in found])
    placed = _share_places(found, groups)
    ordered = sorted(zip(placed, groups, strict=True), key=lambda pair: _row_order(pair[0]))
    numbers: dict[int, int] = {}  # groups are counted in the order of the rows
    speeches = [
        ReadSpeech(_record(item, numbers.setdefault(group, len(numbers))), item.text)
        for item, group in ordered
    ]
    ids = {item.speech.id for item in speeches}
    if len(ids) != len(speeches):
        raise CorpusError("Two documents have the same id; rename one of them.")
    return speeches


def _share_places(found: list[_Found], groups: list[int]) -> list[_Found]:
    """The speeches with the place of a copy that names it, where their own is masked or unknown."""
    named: dict[int, _Found] = {}
    for item, group in zip(found, groups, strict=True):
        if item.place.code is not None:
            named.setdefault(group, item)
    return [
        replace(item, place=_as_witness(named[group]))
        if item.place.code is None and group in named
        else item
        for item, group in zip(found, groups, strict=True)
    ]


def _as_witness(other: _Found) -> Place:
    """The place of another copy of the speech, which is the evidence."""
    evidence = Evidence("another witness names it", other.text.document, 0)
    return replace(other.place, status=PlaceStatus.INFERRED, evidence=(evidence,))


def _row_order(item: _Found) -> tuple[str, int, str, int]:
    earliest = item.dating.earliest
    year = UNDATED if earliest is None else earliest
    return item.place.code or UNPLACED, year, item.text.document, item.text.part


def _record(item: _Found, group: int) -> Speech:
    text = item.text
    paragraphs = [line for line in text.lines if line.kind is LineKind.PARAGRAPH]
    body = "".join(line.text for line in text.lines if line.kind not in HEAD)
    return Speech(
        id=speech_id(text.document, item.document_hash, text.part),
        document=text.document,
        part=text.part,
        title=text.title,
        place=item.place,
        dating=item.dating,
        language=item.language,
        witness_group=group,
        paragraphs=len(paragraphs),
        first_words=body[:FIRST_WORDS],
        start=text.start,
        end=text.end,
        metadata=item.metadata,
    )


def speech_id(document: str, sha256: str, part: int) -> str:
    """An id that stays while the document keeps its name and content: ``0a1b2c3d4e5f.2``.

    Not of the content alone: the same text under two names is two witnesses.
    """
    key = hashlib.sha256(f"{document}\0{sha256}".encode()).hexdigest()[:12]
    return f"{key}.{part}"

"""Reads a whole corpus: its documents cut into speeches, with place, year, language and group.

Memory holds the facts of all speeches, but the text of one document at a time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from explorer.corpus.dating import known_dating
from explorer.corpus.file_readings import FileReading, ReadDocument, ReadPart
from explorer.corpus.files import document_files
from explorer.corpus.kept_readings import KeptReadings
from explorer.corpus.metadata import Metadata, read_metadata
from explorer.corpus.place_table import PlaceTable, load_places
from explorer.corpus.places import place_in_text
from explorer.corpus.placing import known_place
from explorer.corpus.reading_processes import decode, read_files
from explorer.corpus.script import plain_speech, simplified
from explorer.corpus.sharing import share_datings, share_places, tells_apart
from explorer.corpus.sketches import Sketch
from explorer.corpus.spool import DroppedPieces, SpeechTexts
from explorer.corpus.witnesses import group_witnesses
from explorer.errors import CorpusError
from explorer.records import (
    LineKind,
    Place,
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
UNGROUPED = -1


@dataclass(frozen=True, slots=True)
class ReadSpeech:
    """A speech, and where its lines are kept."""

    speech: Speech
    texts: SpeechTexts
    number: int

    @property
    def text(self) -> SpeechText:
        """The lines, read back from disk."""
        return self.texts[self.number]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that was read: speeches in row order (place, year, document), and what was not."""

    speeches: list[ReadSpeech]
    documents: dict[str, str]
    """sha256 by name, of the documents that were read."""
    dropped: DroppedPieces
    unreadable: list[Unreadable]
    unused_metadata: list[str]
    """Rows of ``metadata.csv`` that belong to no speech."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What is known of each speech before the witnesses are grouped, by number."""

    speeches: list[Speech]
    sketches: list[Sketch]
    texts: SpeechTexts
    table: PlaceTable


def read_corpus(
    folder: Path,
    *,
    progress: Progress,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
    kept: KeptReadings | None = None,
) -> Corpus:
    """Read every file of the folder; files that cannot be read are listed, never fatal.

    Args:
        folder: the corpus folder.
        progress: called with the stage ``read``.
        columns: the names in ``metadata.csv`` and in tables by ours.
        encoding: of texts without a byte order mark; None finds it out.
        kept: what earlier builds read of the files, which is not read again.

    Raises:
        CorpusError: the folder is missing, a side file is malformed, or no file holds a speech.
    """
    metadata = read_metadata(folder, columns)
    found = _Found([], [], SpeechTexts(), load_places(folder))
    documents: dict[str, str] = {}
    dropped = DroppedPieces()
    unreadable: list[Unreadable] = []
    files = document_files(folder)
    readings: Iterator[FileReading]
    if kept is None:
        readings = (decode(one) for one in read_files(folder, files, encoding))
    else:
        readings = kept.readings(folder, files, encoding)
    for done, reading in enumerate(readings, 1):
        unreadable += reading.unreadable
        for document in reading.documents:
            documents[document.name] = document.sha256
            dropped.add(document.name, document.chrome)
            for part in document.parts:
                found.speeches.append(_find_facts(part, document, found.table, metadata))
                found.sketches.append(part.sketch)
                found.texts.add(part.text)
        progress("read", done, len(files))
    if not found.speeches:
        why = "".join(
            f"; the first of {len(unreadable)}: {first.name} {first.reason}"
            for first in unreadable[:1]
        )
        raise CorpusError(f"No file of {folder} holds a speech{why}; put texts into it.")
    return Corpus(_in_row_order(found), documents, dropped, unreadable, metadata.unused())


def _find_facts(
    part: ReadPart, document: ReadDocument, table: PlaceTable, metadata: Metadata
) -> Speech:
    """A speech with place, year and language: what the user knows, else what is inferred."""
    text = part.text
    known = metadata.known(text.document, text.part, document.metadata)
    dating = known_dating(known, part.dating)
    year = dating.earliest if dating.earliest == dating.latest else None
    body = "".join(line.text for line in text.lines if line.kind not in HEAD)
    return Speech(
        id=speech_id(text.document, document.sha256, text.part),
        document=text.document,
        part=text.part,
        title=known.title or text.title,
        place=known_place(known.place, part.place, table, year),
        dating=dating,
        language=known.language or part.language,
        witness_group=UNGROUPED,
        paragraphs=sum(line.kind is LineKind.PARAGRAPH for line in text.lines),
        first_words=body[:FIRST_WORDS],
        start=text.start,
        end=text.end,
        metadata=known.other,
    )


def _in_row_order(found: _Found) -> list[ReadSpeech]:
    speeches = _with_groups(found)
    ordered = sorted(range(len(speeches)), key=lambda number: _row_order(speeches[number]))
    groups: dict[int, int] = {}  # counted in the order of the rows
    in_order = []
    for number in ordered:
        speech = speeches[number]
        group = groups.setdefault(speech.witness_group, len(groups))
        in_order.append(ReadSpeech(replace(speech, witness_group=group), found.texts, number))
    if len({speech.id for speech in speeches}) != len(speeches):
        raise CorpusError("Two documents have the same id; rename one of them.")
    return in_order


def _with_groups(found: _Found) -> list[Speech]:
    """The speeches with their witness groups, after the witnesses shared what they know."""
    speeches = found.speeches

    def told_apart(one: int, other: int) -> bool:
        return tells_apart(
            (_plain_words(found.texts[one]), _plain_words(found.texts[other])),
            (speeches[one].place.name or "", speeches[other].place.name or ""),
        )

    groups = group_witnesses(found.sketches, [one.place for one in speeches], told_apart)
    members: dict[int, list[int]] = {}
    for number, group in enumerate(groups):
        members.setdefault(group, []).append(number)
    grouped = [
        replace(one, witness_group=group) for one, group in zip(speeches, groups, strict=True)
    ]
    for numbers in members.values():
        if len(numbers) > 1:
            for number, speech in zip(numbers, _agreed(numbers, found), strict=True):
                grouped[number] = replace(grouped[number], place=speech.place, dating=speech.dating)
    return grouped


def _agreed(numbers: Sequence[int], found: _Found) -> list[Speech]:
    """The witnesses of one speech with the place and the years that they tell each other."""

    def named_in_text(at: int) -> Place:
        return place_in_text(plain_speech(found.texts[numbers[at]]), found.table)

    def words(at: int) -> str:
        return _plain_words(found.texts[numbers[at]])

    speeches = [found.speeches[number] for number in numbers]
    documents = [one.document for one in speeches]
    places = share_places([one.place for one in speeches], documents, named_in_text, words)
    datings = share_datings([one.dating for one in speeches], documents)
    return [
        replace(one, place=place, dating=dating)
        for one, place, dating in zip(speeches, places, datings, strict=True)
    ]


def _plain_words(text: SpeechText) -> str:
    """What the lines say; the title of a speech that prints none is its file's name."""
    return simplified("\n".join(line.text for line in text.lines))


def _row_order(speech: Speech) -> tuple[str, int, str, int]:
    earliest = speech.dating.earliest
    year = UNDATED if earliest is None else earliest
    return speech.place.code or UNPLACED, year, speech.document, speech.part


def speech_id(document: str, sha256: str, part: int) -> str:
    """An id that stays while the document keeps its name and content: ``0a1b2c3d4e5f.2``.

    Not of the content alone: the same text under two names is two witnesses.
    """
    key = hashlib.sha256(f"{document}\0{sha256}".encode()).hexdigest()[:12]
    return f"{key}.{part}"

"""What the audit looks at: the same speeches, whether they come from texts or from an index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from explorer.catalogue import Catalogue
from explorer.corpus.place_entries import PlaceEntry
from explorer.corpus.place_table import PlaceTable, load_places
from explorer.corpus.reading import Corpus
from explorer.corpus.script import simplified
from explorer.records import Line, LineKind, Paragraph, Speech, SpeechText, Unreadable


@dataclass(frozen=True)
class Item:
    """A speech with its text.

    Paragraphs stand where the document has them. An index keeps no offsets of the other lines, so
    those count as standing at the end of the paragraph before them, wherever they come from.
    """

    speech: Speech
    text: SpeechText

    @cached_property
    def words(self) -> str:
        """The text of every line."""
        return "\n".join(line.text for line in self.text.lines)

    @cached_property
    def plain(self) -> str:
        """Title and lines in simplified characters and lower case, to look for names.

        A title that is the file's name, as none is printed, is no part of the text.
        """
        stem = PurePosixPath(self.speech.document).stem
        title = "" if self.speech.title == stem else self.speech.title
        return simplified(f"{title}\n{self.words}").casefold()


@dataclass(frozen=True)
class Collection:
    """The speeches of a corpus or an index, and what could not be read.

    ``unused_metadata`` are the rows of ``metadata.csv`` that belong to no speech; an index does not
    know them.
    """

    items: Sequence[Item]
    table: PlaceTable
    unreadable: Sequence[Unreadable] = ()
    unused_metadata: Sequence[str] = ()

    @cached_property
    def entries(self) -> dict[str, PlaceEntry]:
        """Places by code, also those that are known by a file's name only."""
        named = (entry for entries in self.table.by_name.values() for entry in entries)
        return {entry.code: entry for entry in named} | self.table.by_code

    @cached_property
    def districts(self) -> dict[str, list[PlaceEntry]]:
        """The places that lie directly in the place of a code."""
        found: dict[str, list[PlaceEntry]] = {}
        for entry in self.table.by_code.values():
            found.setdefault(entry.parent, []).append(entry)
        return found

    @cached_property
    def parts(self) -> dict[str, list[Item]]:
        """The speeches of each document, in its order."""
        found: dict[str, list[Item]] = {}
        for item in self.items:
            found.setdefault(item.speech.document, []).append(item)
        return {name: sorted(own, key=lambda item: item.speech.part) for name, own in found.items()}


def collection_of_corpus(corpus: Corpus, folder: Path) -> Collection:
    """The collection that was read from a corpus folder.

    Raises:
        CorpusError: the folder's ``places.csv`` is malformed.
    """
    items = [
        Item(read.speech, replace(text, lines=_settled(text.lines, text.start), chrome=()))
        for read in corpus.speeches
        for text in (read.text,)
    ]
    return Collection(items, load_places(folder), corpus.unreadable, corpus.unused_metadata)


def collection_of_index(index: Catalogue) -> Collection:
    """The collection that an open index holds.

    Places of the corpus folder's own ``places.csv`` are known while the folder is where it was.

    Raises:
        CorpusError: the folder's ``places.csv`` is malformed.
    """
    paragraphs = {paragraph.id: paragraph for paragraph in index.paragraphs()}
    items = []
    for speech in index.speeches():
        lines = tuple(_lines(index, speech, paragraphs))
        text = SpeechText(
            document=speech.document,
            part=speech.part,
            title=speech.title,
            lines=_settled(lines, speech.start),
            chrome=(),
            start=speech.start,
            end=speech.end,
        )
        items.append(Item(speech, text))
    folder = Path(index.manifest.corpus)
    table = load_places(folder if folder.is_dir() else None)
    return Collection(items, table, index.manifest.unreadable)


def _lines(index: Catalogue, speech: Speech, paragraphs: dict[str, Paragraph]) -> Iterator[Line]:
    for line in index.reading(speech.id):
        own = paragraphs.get(line.paragraph_id or "")
        if own is None:
            yield Line(line.kind, line.text, speech.start, speech.start)
        else:
            yield Line(line.kind, line.text, own.start, own.end, own.number)


def _settled(lines: Iterable[Line], start: int) -> tuple[Line, ...]:
    """The lines with offsets that both sources know."""
    settled, at = [], start
    for line in lines:
        if line.kind is LineKind.PARAGRAPH:
            at = line.end
            settled.append(line)
        else:
            settled.append(replace(line, start=at, end=at))
    return tuple(settled)

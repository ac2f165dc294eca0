"""What is read out of one file, whatever else the corpus holds: its speeches and what they say.

Reading a file depends on its bytes, its name and the table of places alone; so it can be done
anywhere, and kept for the next build.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from explorer.corpus.dating import infer_dating
from explorer.corpus.files import read_file
from explorer.corpus.language import detect_language
from explorer.corpus.place_table import PlaceTable
from explorer.corpus.placing import infer_place
from explorer.corpus.script import as_written, plain_speech
from explorer.corpus.sketches import Sketch, sketch
from explorer.corpus.speeches import split_speeches
from explorer.records import Dating, Document, Dropped, Place, SpeechText, Unreadable

HASHES = np.dtype("<u8")


@dataclass(frozen=True, slots=True)
class ReadPart:
    """A speech as it stands in its document, with what its own text and file name tell.

    ``hashes`` are those of its sketch, eight bytes each.
    """

    text: SpeechText
    place: Place
    dating: Dating
    language: str
    hashes: bytes

    @property
    def sketch(self) -> Sketch:
        """The sketch of the speech."""
        return np.frombuffer(self.hashes, dtype=HASHES).astype(np.uint64)


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document cut into its speeches; ``metadata`` are the other columns of a table's row."""

    name: str
    sha256: str
    metadata: dict[str, str]
    parts: tuple[ReadPart, ...]
    chrome: tuple[Dropped, ...]


@dataclass(frozen=True, slots=True)
class FileReading:
    """The documents of a file, and what of it was left out."""

    documents: tuple[ReadDocument, ...]
    unreadable: tuple[Unreadable, ...]

    @property
    def lines(self) -> int:
        """How many lines and pieces of page chrome it has."""
        return sum(
            len(document.chrome) + sum(len(part.text.lines) for part in document.parts)
            for document in self.documents
        )


@dataclass(frozen=True, slots=True)
class FileReader:
    """Reads the files of a corpus folder, each for itself.

    ``encoding`` is that of texts without a byte order mark; None finds it out.
    """

    folder: Path
    table: PlaceTable
    encoding: str | None = None

    def read(self, path: Path) -> FileReading:
        """What one file of the folder holds.

        Raises:
            CorpusError: there is no such encoding.
        """
        name = path.relative_to(self.folder).as_posix()
        found = list(self._documents(name))
        return FileReading(
            tuple(one for one in found if isinstance(one, ReadDocument)),
            tuple(one for one in found if isinstance(one, Unreadable)),
        )

    def _documents(self, name: str) -> Iterator[ReadDocument | Unreadable]:
        for document in read_file(self.folder, name, encoding=self.encoding):
            yield document if isinstance(document, Unreadable) else self._cut(document)

    def _cut(self, document: Document) -> ReadDocument | Unreadable:
        speeches, chrome = split_speeches(document)
        if not speeches:
            reason = "holds no paragraph of a speech, only titles or page chrome"
            return Unreadable(document.name, reason)
        parts = tuple(self._part(text) for text in speeches)
        return ReadDocument(document.name, document.sha256, document.metadata, parts, tuple(chrome))

    def _part(self, text: SpeechText) -> ReadPart:
        place, dating = inferred_facts(text, self.table)
        words = "\n".join(line.text for line in text.lines)
        hashes = sketch(text).astype(HASHES).tobytes()
        return ReadPart(text, place, dating, detect_language(words), hashes)


def inferred_facts(text: SpeechText, table: PlaceTable) -> tuple[Place, Dating]:
    """Place and years of a speech in any script, with their evidence as it is written."""
    read = plain_speech(text)
    place, dating = infer_place(read, table), infer_dating(read)
    place = replace(place, evidence=as_written(place.evidence, read, text))
    return place, replace(dating, evidence=as_written(dating.evidence, read, text))

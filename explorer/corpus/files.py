"""Finds the files of a corpus folder and hands their bytes to the readers of formats."""

from __future__ import annotations

import hashlib
import os
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from explorer.corpus.formats import MAX_BYTES, read_bytes
from explorer.corpus.formats.characters import tidied
from explorer.corpus.formats.extracted import Refused
from explorer.corpus.formats.names import UNSHOWN, name_fault
from explorer.corpus.opened import (
    LINK,
    content_hash,
    read_regular,
    readable_size,
    side_text,
)
from explorer.errors import CorpusError
from explorer.records import Document, Unreadable

ESCAPED = "backslashreplace"
CORPUS_FILE = "corpus.toml"
PLACES_FILE = "places.csv"
METADATA_FILE = "metadata.csv"
LISTS_FILE = "lists.csv"
SIDE_FILES = frozenset({CORPUS_FILE, PLACES_FILE, METADATA_FILE, LISTS_FILE})
"""Files in the corpus folder that describe the corpus and are not documents."""


TEXTS = frozenset({".txt", ".md"})
"""Files that are text from end to end; how much text is in others their size does not tell."""


@dataclass(frozen=True, slots=True)
class CorpusInfo:
    """What ``corpus.toml`` says: a title and a notice, each per interface language."""

    title: dict[str, str] = field(default_factory=dict)
    notice: dict[str, str] = field(default_factory=dict)


def corpus_files(folder: Path) -> list[Path]:
    """All visible files below the folder, sorted by their path; links are not followed.

    Links to folders, and folders that cannot be opened, stand among them, to be told as left out.

    Raises:
        CorpusError: the folder is missing, is not a folder or holds no file.
    """
    if not folder.is_dir():
        what = "is a file, not a folder" if folder.is_file() else "does not exist"
        raise CorpusError(f"The corpus folder {folder} {what}; name a folder of texts.")
    found: list[Path] = []
    closed: list[Path] = []
    walk = os.walk(folder, onerror=lambda error: closed.append(Path(error.filename)))
    for root, folders, names in walk:
        names += [name for name in folders if Path(root, name).is_symlink()]
        folders[:] = [name for name in folders if not name.startswith(".")]
        found.extend(Path(root, name) for name in names if not name.startswith("."))
    if folder in closed:
        raise CorpusError(f"The corpus folder {folder} cannot be opened; allow reading it.")
    found += closed
    if not found:
        raise CorpusError(f"The corpus folder {folder} is empty; put texts into it.")
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def plain_text_size(folder: Path) -> int:
    """The bytes of a corpus' files of plain text, as far as they will be read.

    Raises:
        CorpusError: as ``corpus_files``.
    """
    files = corpus_files(folder)
    return sum(readable_size(path) for path in files if path.suffix.lower() in TEXTS)


def document_files(folder: Path) -> list[Path]:
    """The files that are documents or ought to be told as left out (no side files)."""
    return [path for path in corpus_files(folder) if path.parent != folder or not is_side(path)]


def is_side(path: Path) -> bool:
    """Whether a file of the corpus folder itself describes the corpus."""
    return path.name in SIDE_FILES


def telling_names(document: str, *, first: bool = True) -> tuple[str, ...]:
    """The names in a document's path that may tell its city and year, the nearest first.

    The name of a compilation is that of its ``first`` speech at most; a folder is that of all.
    """
    path = PurePosixPath(document)
    return (*((path.stem,) if first else ()), *reversed(path.parts[:-1]))


def corpus_fingerprint(corpus: Path) -> str:
    """One hash of the names and contents of all files of a corpus folder."""
    digest = hashlib.sha256()
    for path in corpus_files(corpus):
        name = path.relative_to(corpus).as_posix()
        digest.update(f"{name}\0{content_hash(path)}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def read_documents(
    folder: Path, *, encoding: str | None = None, advance: Callable[[int, int], None] | None = None
) -> Iterator[Document | Unreadable]:
    """Every document below the folder, or the reason why it was left out.

    Args:
        folder: the corpus folder.
        encoding: what text is read in where no byte order mark says otherwise; None finds it out.
        advance: called as ``advance(done, total)`` files.
    """
    files = document_files(folder)
    for done, path in enumerate(files, 1):
        yield from read_file(folder, path.relative_to(folder).as_posix(), encoding=encoding)
        if advance is not None:
            advance(done, len(files))


def read_file(
    folder: Path, name: str, *, encoding: str | None = None
) -> Iterator[Document | Unreadable]:
    """The documents of one file: one, or one for each row of a table or member of an archive."""
    reason = _closed(folder / name, name)
    raw = b""
    if reason is None:
        try:
            raw = read_regular(folder, name)
        except Refused as refusal:
            reason = str(refusal)
    if reason is not None:
        yield Unreadable(shown_name(name), reason)
        return
    digest = hashlib.sha256(raw).hexdigest()
    for item in read_bytes(name, raw, encoding=encoding):
        if isinstance(item, Unreadable):
            yield item
        else:
            yield Document(item.name, item.text, digest, item.metadata)


def shown_name(name: str) -> str:
    """The name of a file on one line: what is no UTF-8 and what drives a terminal written out."""
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", ESCAPED)
    return UNSHOWN.sub(lambda sign: sign.group().encode("unicode_escape").decode(), name)


def _closed(path: Path, name: str) -> str | None:
    """Why a file is not even opened, or None."""
    if any("\ud800" <= sign <= "\udfff" for sign in name):
        return "has a name that is not UTF-8; rename it"
    if fault := name_fault(name):
        return fault
    if path.is_symlink():
        return LINK
    if path.is_dir():
        return "is a folder that cannot be opened; allow reading it"
    if not path.is_file():  # a pipe would be waited for without end
        return "is not a regular file"
    if path.stat().st_size > MAX_BYTES:
        return f"is larger than {MAX_BYTES // 1_000_000} MB; split it"
    return None


def read_corpus_info(folder: Path) -> CorpusInfo:
    """Title and notice of the corpus; empty where there is no ``corpus.toml``.

    Raises:
        CorpusError: the file is there and is not what it should be.
    """
    path = folder / CORPUS_FILE
    text = side_text(path)
    if text is None:
        return CorpusInfo()
    try:
        table = tomllib.loads(text.replace("\r\n", "\n"))
    except (ValueError, RecursionError) as error:  # a number of thousands of figures is the former
        raise CorpusError(f"{path} cannot be read: {error}; mend it or remove it.") from error
    texts = {}
    for key in ("title", "notice"):
        value = table.get(key, {})
        value = {"zh": value, "en": value} if isinstance(value, str) else value
        if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
            raise CorpusError(f'{path}: {key} must be a text or {{zh = "...", en = "..."}}.')
        texts[key] = {language: tidied(text) for language, text in value.items()}
    return CorpusInfo(**texts)

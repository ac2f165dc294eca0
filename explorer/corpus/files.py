"""Reads the files of a corpus folder: bytes in, text out, nothing inferred."""

from __future__ import annotations

import hashlib
import os
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from explorer.errors import CorpusError
from explorer.records import Document, Unreadable

TEXT_SUFFIXES = frozenset({".txt", ".md"})
CORPUS_FILE = "corpus.toml"
PLACES_FILE = "places.csv"
METADATA_FILE = "metadata.csv"
SIDE_FILES = frozenset({CORPUS_FILE, PLACES_FILE, METADATA_FILE})
"""Files in the corpus folder that describe the corpus and are not documents."""


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
        raise CorpusError(f"The corpus folder {folder} {what}; name a folder with .txt files.")
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
        raise CorpusError(f"The corpus folder {folder} is empty; put .txt files into it.")
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def document_files(folder: Path) -> list[Path]:
    """The files that are documents or ought to be told as left out (no side files)."""
    return [path for path in corpus_files(folder) if path.parent != folder or not is_side(path)]


def is_side(path: Path) -> bool:
    """Whether a file of the corpus folder itself describes the corpus."""
    return path.name in SIDE_FILES


def corpus_fingerprint(corpus: Path) -> str:
    """One hash of the names and contents of all files of a corpus folder."""
    digest = hashlib.sha256()
    for path in corpus_files(corpus):
        name = path.relative_to(corpus).as_posix()
        content = "link" if path.is_symlink() else _hash(path)
        digest.update(f"{name}\0{content}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _hash(path: Path) -> str:
    if not path.is_file():
        return "no file"
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return "unreadable"


def read_documents(folder: Path) -> Iterator[Document | Unreadable]:
    """Every file below the folder, as text or with the reason why it was left out."""
    for path in document_files(folder):
        yield read_document(path, path.relative_to(folder).as_posix())


def read_document(path: Path, name: str) -> Document | Unreadable:
    """One file as text; UTF-8 with or without a byte order mark, never guessed, never replaced."""
    shown = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    if shown != name:
        return Unreadable(shown, "has a name that is not UTF-8; rename it")
    if path.is_symlink():
        return Unreadable(name, "is a link; put the file itself into the corpus")
    if path.is_dir():
        return Unreadable(name, "is a folder that cannot be opened; allow reading it")
    if path.suffix.lower() not in TEXT_SUFFIXES:
        return Unreadable(name, f"files of type {path.suffix or '(none)'} are not read; use .txt")
    if not path.is_file():  # a pipe would be waited for without end
        return Unreadable(name, "is not a regular file")
    try:
        raw = path.read_bytes()
    except OSError as error:
        return Unreadable(name, f"cannot be opened: {error.strerror or error}")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Unreadable(name, f"is not UTF-8 (byte {error.start}); save it as UTF-8")
    if not text.strip():
        return Unreadable(name, "is empty")
    if "\x00" in text:
        return Unreadable(name, "holds NUL characters, so it is not a text file")
    return Document(name, text, hashlib.sha256(raw).hexdigest())


def read_corpus_info(folder: Path) -> CorpusInfo:
    """Title and notice of the corpus; empty where there is no ``corpus.toml``.

    Raises:
        CorpusError: the file is there and is not what it should be.
    """
    path = folder / CORPUS_FILE
    if not path.is_file():
        return CorpusInfo()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise CorpusError(f"{path} cannot be read: {error}; mend it or remove it.") from error
    texts = {}
    for key in ("title", "notice"):
        value = table.get(key, {})
        value = {"zh": value, "en": value} if isinstance(value, str) else value
        if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
            raise CorpusError(f'{path}: {key} must be a text or {{zh = "...", en = "..."}}.')
        texts[key] = value
    return CorpusInfo(**texts)

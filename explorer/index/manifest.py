"""The manifest of a generation: what it was made from, with what, and how to check it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from explorer.embedding.encoder import ModelIdentity
from explorer.errors import IndexDamaged, IndexVersionError
from explorer.index.plan import Tuned
from explorer.records import Unreadable

FORMAT_VERSION = 6
"""Raised whenever a file of the index changes its meaning; another version is refused."""
MANIFEST_FILE = "manifest.json"
CHECKSUM = "checksum"
OCCASION = ("generation", "created", "corpus")
"""Fields in which two builds of the same input differ."""
REBUILD = "build it with: python scripts/rebuild_index.py CORPUS --index {folder}"


@dataclass(frozen=True, slots=True)
class Source:
    """A document of the index as it was when it was read."""

    name: str
    sha256: str
    speeches: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything about a generation that is not a row.

    ``fingerprint`` stands for every file of the corpus folder, ``places`` are the codes that the
    place facet counts in, ``points`` their longitudes and latitudes where known, ``lists`` the
    codes of the user's named lists. ``means`` holds the mean
    window vector per language (``*`` for all), ``percentiles`` the quantiles of the score among
    random pairs per language pair (``en-zh``), at equal steps from 0 to 1, ``verdict`` the
    thresholds of its rule, ``search`` what the tuning of a large index measured (None where
    all paragraphs are compared). ``files`` gives bytes and sha256 of every file, and of a large one
    that of a sample.
    """

    format_version: int
    generation: str
    created: str
    corpus: str
    fingerprint: str
    title: dict[str, str]
    notice: dict[str, str]
    model: ModelIdentity
    settings: dict[str, Any]
    counts: dict[str, int]
    places: list[str]
    points: dict[str, list[float]]
    lists: dict[str, list[str]]
    languages: list[str]
    means: dict[str, list[float]]
    percentiles: dict[str, list[float]]
    verdict: dict[str, float]
    search: Tuned | None
    sources: list[Source]
    unreadable: list[Unreadable]
    libraries: dict[str, str]
    files: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def content(self) -> str:
        """One hash of all that the generation holds, but not of when and from where it was made."""
        table = {name: one for name, one in asdict(self).items() if name not in OCCASION}
        return _checksum(table)

    def write(self, folder: Path) -> None:
        """Write ``manifest.json`` with a checksum of itself; the last file of a generation."""
        table = asdict(self)
        table[CHECKSUM] = _checksum(table)
        text = json.dumps(table, ensure_ascii=False, indent=1, sort_keys=True)
        (folder / MANIFEST_FILE).write_text(text + "\n", encoding="utf-8")


def _checksum(table: dict[str, Any]) -> str:
    """The sha256 of a manifest's fields in a fixed order, the checksum itself aside."""
    rest = {name: value for name, value in table.items() if name != CHECKSUM}
    canonical = json.dumps(rest, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def read_manifest(generation: Path) -> Manifest:
    """The manifest of a generation folder.

    Raises:
        IndexDamaged: it is missing or is not a manifest.
        IndexVersionError: another format version wrote it.
    """
    mend = REBUILD.format(folder=generation.parent)
    try:
        table = json.loads((generation / MANIFEST_FILE).read_text(encoding="utf-8"))
        version = table["format_version"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise IndexDamaged(f"{generation} has no readable manifest; {mend}") from error
    if version != FORMAT_VERSION:
        raise IndexVersionError(
            f"{generation} has index format {version!r}, this program reads {FORMAT_VERSION};"
            f" {mend}"
        )
    if table.pop(CHECKSUM, None) != _checksum(table):
        raise IndexDamaged(f"{generation} has a manifest that was altered; {mend}")
    try:
        table["model"] = ModelIdentity(**table["model"])
        table["search"] = table["search"] and Tuned(**table["search"])
        table["sources"] = [Source(**source) for source in table["sources"]]
        table["unreadable"] = [Unreadable(**entry) for entry in table["unreadable"]]
        return Manifest(**table)
    except (KeyError, TypeError) as error:
        raise IndexDamaged(f"{generation} has a manifest with wrong fields; {mend}") from error


def file_hash(path: Path) -> str:
    """The sha256 of a file, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()

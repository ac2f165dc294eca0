"""The settings that decide what a row of an index is; another value means another index."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import explorer.corpus
from explorer.corpus import windows
from explorer.corpus.files import PLACES_FILE
from explorer.corpus.opened import content_hash


def reading_rules() -> str:
    """A hash of the code and tables that read a corpus: other rules may read it otherwise."""
    digest = hashlib.sha256()
    folder = Path(explorer.corpus.__file__).parent
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".py", ".csv"}:
            digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def reading_rules_of(corpus: Path) -> str:
    """What the reading of a file depends on beside the file: the rules, and the corpus's places."""
    return f"{reading_rules()} {content_hash(corpus / PLACES_FILE)}"


def index_settings(
    columns: Mapping[str, str] | None = None, encoding: str | None = None
) -> dict[str, Any]:
    """The settings that decide what a row is; another value means another index."""
    return {
        "window_han": windows.WINDOW_HAN,
        "window_words": windows.WINDOW_WORDS,
        "window_sentences": windows.WINDOW_SENTENCES,
        "reading_rules": reading_rules(),
        "columns": dict(columns or {}),
        "encoding": encoding,
    }

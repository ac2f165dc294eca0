"""What every reader of a format hands back, and the limits that all of them keep."""

from __future__ import annotations

from dataclasses import dataclass, field

from explorer.corpus.formats.characters import checked, tidied
from explorer.records import Unreadable

MAX_CHARACTERS = 20_000_000
"""Of one document: more than any archive's largest volume, and about 80 MB in memory at worst."""
MAX_BYTES = 200_000_000
"""Of one file as received, and of everything that an archive unpacks to."""


class Refused(Exception):
    """Something that cannot be read; its text is the reason and tells what to do."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """One document as read: every later offset counts the characters of ``text``.

    ``metadata`` holds the other columns of a table's row. ``encoding`` is how bytes became
    characters, ``None`` where the format itself says so (docx, pdf, parquet, xlsx).
    """

    name: str
    text: str
    metadata: dict[str, str] = field(default_factory=dict)
    encoding: str | None = None


def document(
    name: str,
    text: str,
    *,
    metadata: dict[str, str] | None = None,
    encoding: str | None = None,
    mojibake: str = "save it again as UTF-8, or name its encoding",
    empty: str = "is empty",
) -> Extracted:
    """The text as one document, tidied; ``mojibake`` tells what to do against wrong characters.

    Raises:
        Refused: the text is too long, empty or not what anybody wrote.
    """
    if len(text) > MAX_CHARACTERS:
        raise Refused(f"holds more than {MAX_CHARACTERS:,} characters; split it")
    try:
        text = checked(text)
    except ValueError as error:
        raise Refused(f"{error}; {mojibake}") from error
    if not text.strip():
        raise Refused(empty)
    metadata = {tidied(key): tidied(value) for key, value in (metadata or {}).items()}
    return Extracted(name, text, metadata, encoding)


def unreadable(name: str, reason: str) -> Unreadable:
    """Why something cannot be read, as one line, whatever names of columns stand in it."""
    return Unreadable(printable(name), printable(reason))


def printable(text: str) -> str:
    """The text without line breaks, controls and signs that turn the writing direction."""
    return "".join(sign if sign.isprintable() else " " for sign in text)

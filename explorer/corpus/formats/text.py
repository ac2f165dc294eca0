"""Bytes to characters: exactly, or not at all; nothing is ever replaced."""

from __future__ import annotations

import codecs
import io
import re

from explorer.corpus.formats.extracted import MAX_CHARACTERS, Extracted, Refused, document
from explorer.corpus.formats.guess import (
    attempt,
    damaged_gb18030,
    damaged_utf8,
    east_asian,
    guessed,
)

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins with the mark of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "cp950",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
}
"""What files with these labels really hold (WHATWG Encoding Standard, section 4.2)."""
OTHER_THAN_UTF8 = re.compile(rb"\x00|\x1b|~\{")
"""Bytes that are valid UTF-8 and stand in every UTF-16, ISO-2022 or HZ file of some length."""


def read_text(name: str, raw: bytes, *, encoding: str | None) -> Extracted:
    """A plain text file as one document."""
    if len(raw) > 4 * MAX_CHARACTERS:  # no encoding uses more bytes
        raise Refused(f"holds more than {MAX_CHARACTERS:,} characters; split it")
    text, found = decode(raw, encoding=encoding)
    return document(name, text, encoding=found)


def decode(raw: bytes, *, encoding: str | None, declared: str | None = None) -> tuple[str, str]:
    """The characters and the encoding that they were kept in.

    A byte order mark comes first, then what the user says (``encoding``), strict UTF-8, Chinese and
    Japanese by their characters, what the file says of itself (``declared``), and a guess.

    Raises:
        Refused: no encoding fits, or the bytes are damaged.
    """
    for mark, codec in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return _strictly(raw[len(mark) :], codec), codec
    if encoding is not None:
        return _labelled(raw, encoding) or (_strictly(raw, superset(encoding)), encoding)
    text = attempt(raw, "utf-8")
    if text is not None and not OTHER_THAN_UTF8.search(raw):
        return text, "utf-8"
    if damaged_utf8(raw):
        return _strictly(raw, "utf-8"), "utf-8"
    if found := _labelled(raw, east_asian(raw)):
        return found
    if damaged_gb18030(raw):
        return _strictly(raw, "gb18030"), "gb18030"
    # Pages often declare what their text is not, so Chinese is recognised before.
    if found := _labelled(raw, declared) or _labelled(raw, guessed(raw)):
        return found
    if text is not None:
        return text, "utf-8"
    raise Refused("is in no encoding that can be told for certain; name it, or save it as UTF-8")


def superset(label: str) -> str:
    """The encoding that files with this label are read in.

    Raises:
        LookupError: there is no such encoding for text.
    """
    io.TextIOWrapper(io.BytesIO(), encoding=label)  # refuses encodings that are not for text
    name = codecs.lookup(label).name
    return SUPERSETS.get(name, name)


def _strictly(raw: bytes, codec: str) -> str:
    try:
        return raw.decode(codec)
    except UnicodeDecodeError as error:
        advice = "save it again, or name its encoding"
        raise Refused(f"is {codec} but damaged at byte {error.start}; {advice}") from error
    except ValueError as error:
        raise Refused(f"is not {codec}; save it as UTF-8, or name its encoding") from error


def _labelled(raw: bytes, label: str | None) -> tuple[str, str] | None:
    if label is None:
        return None
    try:
        codecs_to_try = (superset(label), codecs.lookup(label).name)
    except (LookupError, ValueError):
        return None
    for codec in codecs_to_try:
        if (text := attempt(raw, codec)) is not None:
            return text, codec
    return None

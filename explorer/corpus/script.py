"""Traditional characters as simplified ones, one for one, so that offsets stay true.

Rules, place names and dated facts are written in simplified characters. A text in traditional ones
is read through its simplified shadow and stored as it stands.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from explorer.records import Evidence, SpeechText

HAN_BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x2A6E0))
IN_SIMPLIFIED_NAMES = "乾"
"""Stays as it is: simplified text writes 乾县 and 乾安县 with it."""


def simplified(text: str) -> str:
    """The text with each traditional character as its simplified one, of the same length."""
    if text.isascii():
        return text
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    plain = _simplified_points()[points]
    if np.array_equal(plain, points):
        return text
    return str(plain.tobytes(), "utf-32-le", "surrogatepass")


@cache
def _simplified_points() -> NDArray[np.uint32]:
    """The simplified character of each code point: OpenCC's table of single characters.

    Its table of words is left alone, as words may change their length.
    """
    from opencc import OpenCC

    convert = OpenCC("t2s").convert
    points = np.arange(sys.maxunicode + 1, dtype="<u4")
    for point in chain.from_iterable(range(*block) for block in HAN_BLOCKS):
        one = chr(point)
        other = convert(one)
        if len(other) == 1 and one not in IN_SIMPLIFIED_NAMES:
            points[point] = ord(other)
    return points


def in_script_of(text: str, source: str) -> str:
    """A simplified text with the characters of the source that it was taken from.

    Args:
        text: simplified; it may hold other white space than the source.
        source: the same characters beside white space, in whatever script.
    """
    letters = (letter for letter in source if not letter.isspace())
    return "".join(letter if letter.isspace() else next(letters) for letter in text)


def simplified_speech(speech: SpeechText) -> SpeechText:
    """The speech in simplified characters, line for line of the same length."""
    words = _all_words(speech)
    if simplified(words) == words:
        return speech
    lines = tuple(replace(line, text=simplified(line.text)) for line in speech.lines)
    chrome = tuple(replace(piece, text=simplified(piece.text)) for piece in speech.chrome)
    return replace(speech, title=simplified(speech.title), lines=lines, chrome=chrome)


def as_written(
    evidence: tuple[Evidence, ...], plain: SpeechText, speech: SpeechText
) -> tuple[Evidence, ...]:
    """Evidence out of the simplified speech, quoted in the characters of the speech itself."""
    if plain == speech:
        return evidence
    source, written = _all_words(plain), _all_words(speech)
    quoted = []
    for item in evidence:
        at = source.find(item.quote)
        words = written[at : at + len(item.quote)] if at >= 0 else item.quote
        quoted.append(replace(item, quote=words))
    return tuple(quoted)


def _all_words(speech: SpeechText) -> str:
    lines = (line.text for line in speech.lines)
    return "\n".join([speech.title, *lines, *(piece.text for piece in speech.chrome)])

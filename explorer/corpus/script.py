"""The characters that rules are written in, one for one, so that offsets stay true.

Rules, place names and dated facts are written in simplified characters and with full-width
punctuation. A text in others is read through its plain shadow and stored as it stands.
"""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from functools import cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from explorer.records import Evidence, SpeechText

HAN_BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x2A6E0))
FULL_WIDTH = {",": "，", ".": "。", ";": "；", ":": "：", "!": "！", "?": "？"}
HALF_WIDTH = re.compile(r"[,.;:!?](?<=[\u3400-\u9fff”’」』）》)].)(?![A-Za-z0-9.])")
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


def plain(text: str) -> str:
    """The text in the characters that rules are written in, each in its place.

    Simplified, and with full-width punctuation after Chinese words.
    """
    return HALF_WIDTH.sub(lambda found: FULL_WIDTH[found.group()], simplified(text))


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
    """A plain text with the characters of the source that it was taken from.

    Args:
        text: plain; it may hold other white space than the source.
        source: the same characters beside white space, in whatever script.
    """
    letters = (letter for letter in source if not letter.isspace())
    return "".join(letter if letter.isspace() else next(letters) for letter in text)


def plain_speech(speech: SpeechText) -> SpeechText:
    """The speech in the characters that rules are written in, line for line of the same length."""
    words = _all_words(speech)
    if plain(words) == words:
        return speech
    lines = tuple(replace(line, text=plain(line.text)) for line in speech.lines)
    chrome = tuple(replace(piece, text=plain(piece.text)) for piece in speech.chrome)
    return replace(speech, title=plain(speech.title), lines=lines, chrome=chrome)


def as_written(
    evidence: tuple[Evidence, ...], read: SpeechText, speech: SpeechText
) -> tuple[Evidence, ...]:
    """Evidence out of the plain speech, quoted in the characters of the speech itself."""
    if read == speech:
        return evidence
    source, written = _all_words(read), _all_words(speech)
    quoted = []
    for item in evidence:
        at = source.find(item.quote)
        words = written[at : at + len(item.quote)] if at >= 0 else item.quote
        quoted.append(replace(item, quote=words))
    return tuple(quoted)


def _all_words(speech: SpeechText) -> str:
    lines = (line.text for line in speech.lines)
    return "\n".join([speech.title, *lines, *(piece.text for piece in speech.chrome)])

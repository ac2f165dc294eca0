"""Names of a corpus that turn the direction of writing turn nothing that stands around them."""

from __future__ import annotations

import re

_FIRST_STRONG, _END = "\u2068", "\u2069"
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Marks that embed, override or isolate; in a name they only make it read other than it is."""
_OTHER_WAY = re.compile("[\u061c\u200e\u200f\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Marks of a place in a line, and letters that are written from right to left."""


def isolated(text: str) -> str:
    """The text as it is written, such that it turns nothing that stands around it.

    Unicode Bidirectional Algorithm (UAX 9): what embeds, overrides or isolates is left out, so that
    a name reads as its letters stand; letters of the other direction are isolated. Texts without
    either, which are nearly all, stay as they are; so does what is exported.
    """
    text = _TURNING.sub("", text)
    return f"{_FIRST_STRONG}{text}{_END}" if _OTHER_WAY.search(text) else text

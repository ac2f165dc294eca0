"""Names of a corpus that turn the direction of writing turn nothing that stands around them."""

from __future__ import annotations

import re

_ISOLATES, _END = "\u2066\u2067\u2068", "\u2069"
_FIRST_STRONG = "\u2068"
_MARK = re.compile(
    "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
)
"""Marks of direction, and letters that are written from right to left."""


def isolated(text: str) -> str:
    """The text such that its marks of writing direction turn nothing that stands around it.

    Unicode Bidirectional Algorithm (UAX 9): whatever is open ends where an isolate ends. Texts
    without a mark, which are nearly all, stay as they are; so does what is exported.
    """
    if _MARK.search(text) is None:
        return text
    kept, depth = [], 0
    for sign in text:
        depth += sign in _ISOLATES
        if sign == _END:
            if not depth:  # it would end the isolate around the text
                continue
            depth -= 1
        kept.append(sign)
    return f"{_FIRST_STRONG}{''.join(kept)}{_END * (depth + 1)}"

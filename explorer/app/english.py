"""Lines of the core, which are English, in the reader's language.

Errors and the reasons why files were left out are written for programs and terminals, and an index
keeps them as they were written. The catalogue has each with its values named, so that a line is
known by its own words; one that it does not have stays as it is.
"""

from __future__ import annotations

import re
from functools import cache
from string import Formatter

from explorer.app.texts import errors, reasons, say

LINES = {**reasons.TEXTS, **errors.TEXTS}
"""Key to Chinese and English; a line is the first one that it fits."""
_DEEPEST = 2
"""Lines within lines: a reason with advice in an error."""


def translated(lang: str, line: str) -> str:
    """A line of the core in a language; the line itself where the catalogue lacks it."""
    if lang == "en":
        return line
    return _translated(lang, line, _DEEPEST)


def _translated(lang: str, line: str, deep: int) -> str:
    for key, pattern in _patterns():
        if (match := pattern.fullmatch(line)) is not None:
            values = match.groupdict()
            if deep:
                values = {name: _translated(lang, one, deep - 1) for name, one in values.items()}
            return say(lang, key, **values)
    return line


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((key, _pattern(english)) for key, (_, english) in LINES.items())


def _pattern(english: str) -> re.Pattern[str]:
    """What a line looks like, whatever its values are."""
    parts = (
        re.escape(text) + (f"(?P<{name}>.+?)" if name else "")
        for text, name, _, _ in Formatter().parse(english)
    )
    return re.compile("".join(parts), re.DOTALL)

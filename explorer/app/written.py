"""How values are written in a link, and read from one; what cannot be read is ``None``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

Span = tuple[int | None, int | None]
"""The lowest and the highest, either open."""
Pair = tuple[str, str]

LONGEST_NAME = 300
"""Characters of a name, so that a link of many stays one that can be sent."""
MOST_NAMES = 200

_CODE = re.compile(r"[0-9A-Za-z]{1,16}")
_SPAN = re.compile(r"([0-9]{1,6})?-([0-9]{1,6})?")
_PARTS = re.compile(r"(?:!.|[^!~])+", re.DOTALL)
_PAIR = re.compile(r"((?:!.|[^!:])+):((?:!.|[^!:])+)", re.DOTALL)
_ESCAPED = re.compile(r"!(.)", re.DOTALL)
# Lone surrogates cannot be sent to a browser, and control characters mean nothing in a passage.
UNUSABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def matching(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
    """A reader of the texts that a pattern describes."""
    return lambda text: text if pattern.fullmatch(text) else None


def one_of(*words: str) -> Callable[[str], str | None]:
    """A reader of some words."""
    return lambda text: text if text in words else None


def flag(text: str) -> bool | None:
    """Read ``1`` and ``0``."""
    return {"1": True, "0": False}.get(text)


def number(lowest: int, highest: int) -> Callable[[str], int | None]:
    """A reader of whole numbers within bounds."""

    def read(text: str) -> int | None:
        short = text.isascii() and text.isdecimal() and len(text) < 10
        return int(text) if short and lowest <= int(text) <= highest else None

    return read


def span(lowest: int, highest: int) -> Callable[[str], Span | None]:
    """A reader of ``A-B``, ``A-`` and ``-B`` within bounds, the lower first."""

    def read(text: str) -> Span | None:
        match = _SPAN.fullmatch(text)
        if match is None:
            return None
        first, last = (None if side is None else int(side) for side in match.groups())
        if first is not None and last is not None and first > last:
            return None
        sides = [side for side in (first, last) if side is not None]
        inside = all(lowest <= side <= highest for side in sides)
        return (first, last) if sides and inside else None

    return read


def write_span(value: Span) -> str:
    """Write ``A-B``, ``A-`` or ``-B``."""
    return "-".join("" if side is None else str(side) for side in value)


def read_codes(text: str) -> tuple[str, ...] | None:
    """Read codes parted by points."""
    return tuple(sorted(filter(_CODE.fullmatch, code_parts(text)))) or None


def code_parts(text: str) -> set[str]:
    """What stands between the points, whatever it is."""
    return set(text.split(".")) - {""}


def read_names(text: str) -> tuple[str, ...] | None:
    """Read names parted by ``~``; ``!`` stands before a character that is part of a name."""
    found = sorted(filter(usable, map(_unescaped, name_parts(text))))
    return tuple(dict.fromkeys(found))[:MOST_NAMES] or None


def name_parts(text: str) -> set[str]:
    """What stands between the ``~``, whatever it is."""
    return set(_PARTS.findall(text))


def write_names(names: Iterable[str]) -> str:
    """Write names so that ``read_names`` reads them back."""
    return "~".join(map(_escaped, names))


def read_pairs(text: str) -> tuple[Pair, ...] | None:
    """Read pairs like ``role:mayor``, parted by ``~``."""
    matches = filter(None, map(_PAIR.fullmatch, name_parts(text)))
    pairs = {(_unescaped(match[1]), _unescaped(match[2])) for match in matches}
    return tuple(sorted(pair for pair in pairs if all(map(usable, pair))))[:MOST_NAMES] or None


def write_pairs(pairs: Iterable[Pair]) -> str:
    """Write pairs so that ``read_pairs`` reads them back."""
    return "~".join(":".join(map(_escaped, pair)) for pair in pairs)


def usable(name: str) -> bool:
    """Whether a name can stand in a link."""
    return 0 < len(name) <= LONGEST_NAME and not UNUSABLE.search(name)


def _escaped(name: str) -> str:
    return re.sub("([!~:])", r"!\1", name)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)

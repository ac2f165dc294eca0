"""Names of files, as a corpus or an archive has them: what none may hold."""

from __future__ import annotations

import re

LONGEST_NAME = 255
"""Bytes of one part of a path: no common file system takes a longer one."""
LONGEST_PATH = 1_000
"""Characters; Linux takes 4,096 bytes."""
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""They drive a terminal, or break a name into lines."""
TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""They turn the writing direction, so that ``gpj.txt`` is shown as ``txt.jpg`` (Unicode UAX 9)."""

UNSHOWN = re.compile(f"{CONTROLS.pattern}|{TURNS.pattern}")


def name_fault(path: str) -> str | None:
    """Why a file cannot be shown under its name, or None; spaces of all kinds are no fault."""
    if CONTROLS.search(path):
        return "has a name with control characters; rename it"
    if TURNS.search(path):
        return "has a name with characters that turn the writing direction; rename it"
    if len(path) > LONGEST_PATH or any(
        len(part.encode("utf-8", "surrogatepass")) > LONGEST_NAME for part in path.split("/")
    ):
        return "has a name that is too long; shorten it"
    return None

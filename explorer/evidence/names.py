"""Names of files that every system takes and a reader recognises."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 80
"""Characters of a name without its ending; with three bytes each, well below 255 bytes."""
_UNSAFE = re.compile(r"[^\w-]+")


def file_name(*parts: object, ending: str) -> str:
    """A name such as ``counterparts_金华_2012_p9.csv``.

    Parts that are empty are left out; whatever is no letter, figure, ``_`` or ``-`` becomes ``-``.
    """
    safe = (_UNSAFE.sub("-", unicodedata.normalize("NFC", str(one))).strip("-_") for one in parts)
    name = "_".join(one for one in safe if one)[:LONGEST].rstrip("-_")
    return f"{name or 'file'}.{ending}"

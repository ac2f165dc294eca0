"""Names of files that every system takes and a reader recognises."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 80
"""Characters of a name without its ending; with three bytes each, well below 255 bytes."""
_DEVICE = re.compile(r"(?:CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³])", re.IGNORECASE)
"""Names that Windows takes for a device, whatever their ending."""
_UNSAFE = re.compile(r"[^\w-]+")


def file_name(*parts: object, ending: str) -> str:
    """A name such as ``counterparts_金华_2012_p9.csv``.

    Parts that are empty are left out; whatever is no letter, figure, ``_`` or ``-`` becomes ``-``.
    """
    safe = (_UNSAFE.sub("-", unicodedata.normalize("NFC", str(one))).strip("-_") for one in parts)
    name = "_".join(one for one in safe if one)[:LONGEST].rstrip("-_")
    return f"{'file' if not name or _DEVICE.fullmatch(name) else name}.{ending}"

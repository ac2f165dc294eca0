"""Tells the encoding of text in Latin letters by the accented letters that each language has.

A guess by statistics alone took a Spanish speech with few accents for Polish (ano with an acute n).
"""

from __future__ import annotations

import re
import string

CODECS = (
    *("cp1252", "iso8859-15", "mac-roman", "cp850"),
    *("cp1250", "iso8859-2", "cp852", "cp1254", "cp1257"),
)
"""In order of how common they are; the first of equal ones is taken."""
ALPHABETS = (
    "áéíñóúü",  # Spanish
    "àâæçèéêëîïôœùûüÿ",  # French
    "äöüßé",  # German
    "àáâãçéêíóôõúü",  # Portuguese
    "àèéìîòóù",  # Italian
    "àçèéíïòóúü",  # Catalan
    "áèéëïíóöüú",  # Dutch
    "åäöæøéü",  # Swedish, Finnish, Danish, Norwegian
    "áðéíóúýþæö",  # Icelandic
    "ąćęłńóśźż",  # Polish
    "áčďéěíňóřšťúůýž",  # Czech
    "áäčďéíĺľňóôŕšťúýž",  # Slovak
    "áéíóöőúüű",  # Hungarian
    "ăâîşţ",  # Romanian
    "čćđšž",  # Croatian, Slovene
    "çğıöşüâîû",  # Turkish
    "ąčęėįšųūž",  # Lithuanian
    "āčēģīķļņšūž",  # Latvian
    "äõöüšž",  # Estonian
)
CERTAIN = 0.95
"""Of the characters beyond ASCII that must fit one language: the others stand in foreign names."""
LETTERS_PER_BYTE = 2
"""ASCII letters for each byte beyond ASCII, at least; French has some 20, Vietnamese 2."""
ASCII = bytes(range(128))
LETTERS = string.ascii_letters.encode()
WITHIN_WORDS = "’‘'·-–—/"
MARKED = re.compile("(?s)(?<=(.))([^\x00-\x7f])(?=(.))")


def latin(raw: bytes) -> str | None:
    """The encoding in which the bytes are of one language in Latin letters."""
    if b"\x00" in raw or b"\x1b" in raw:  # UTF-16, ISO-2022
        return None
    beyond = len(raw.translate(None, ASCII))
    if len(raw) - len(raw.translate(None, LETTERS)) < LETTERS_PER_BYTE * beyond:
        return None
    best, codec = 0.0, None
    for candidate in CODECS:
        try:
            share = _share(raw.decode(candidate))
        except UnicodeDecodeError:
            continue
        if share > best:
            best, codec = share, candidate
    return codec if best >= CERTAIN else None


def _share(text: str) -> float:
    """Of the characters beyond ASCII, how many fit the language that they fit best."""
    found = MARKED.findall(f" {text} ")
    strange = sum(_misplaced(*signs) for signs in found)
    letters = [sign.lower()[0] for before, sign, after in found if sign.isalpha()]
    fitting = max(sum(letter in alphabet for letter in letters) for alphabet in ALPHABETS)
    others = len(found) - len(letters)
    return max(0, fitting + others - strange) / len(found) if found else 0.0


def _misplaced(before: str, sign: str, after: str) -> bool:
    """A symbol within a word or a capital after a small letter: not what anybody wrote."""
    if sign.isalpha():
        return sign.isupper() and before.islower()
    # Controls, and the boxes that old code pages draw.
    if "\x80" <= sign <= "\x9f" or "\u2500" <= sign <= "\u259f":
        return True
    within = before.isalpha() and after.isalpha()
    return within and not sign.isspace() and sign not in WITHIN_WORDS

"""A passage in comparable form, token by token, with the way back to its characters.

Left out of the comparison: punctuation and spaces, case, the width of figures and Latin letters,
traditional against simplified characters, composed against decomposed ones, marks of no width.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from operator import gt

from explorer.corpus.script import simplified

LONGEST = 20_000
"""Characters of a passage that are compared."""
REMEMBERED = 32
"""Passages whose shadow is kept: one is compared with many."""
MOST_MARKS = 30
"""Combining marks that are read with one character, as in Unicode's stream-safe format."""

LEAST_WEIGHT = 12
"""Weight of the shortest shared run: 3 words, 4 Han characters, more of lighter tokens."""
WORD = 4
HAN, HANGUL, KANA, SOUTH_EAST_ASIAN = 3, 2, 1.5, 1
"""Weights of the tokens of scripts without spaces (and of Hangul, whose endings join the word).
Of unrelated Chinese paragraphs' runs 1.4 % are shared at four characters, 12 % at three; kana and
Thai letters say less than that each, as they are sounds."""
SCRIPTS = (
    (HAN, r"\u3005\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"),
    (HANGUL, r"\u1100-\u11ff\uac00-\ud7af"),
    (KANA, r"\u3041-\u3096\u309d-\u30ff\u31f0-\u31ff"),
    (SOUTH_EAST_ASIAN, r"\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff"),
)
WIDE = "".join(letters for _, letters in SCRIPTS)
LETTERS = "".join(letters for weight, letters in SCRIPTS if weight > SOUTH_EAST_ASIAN)
"""The wide ones without combining marks among them."""

JOINER = "\u2060"
"""Stands for what parts no word: soft hyphens, apostrophes, variation selectors."""
VARIATION = re.compile("[\ufe00-\ufe0f\u20e3\U000e0100-\U000e01ef]")
APOSTROPHES = "'\u2019\u02bc"
ZERO = "零"
SPELLINGS = str.maketrans({"〇": ZERO, "著": "着", "乾": "干", "妳": "你"})
"""Left as they are by the table of simplified characters, as they may be these themselves."""
HAN_DIGITS = str.maketrans(ZERO + "一二三四五六七八九", "0123456789")
# A circle is a zero only after another figure; elsewhere it is a bullet.
CIRCLE = re.compile("(?<=[一二三四五六七八九十百千零〇])[○◯]+")
HALF_WIDTH_MARKS = "\uff9e\uff9f"
# A shadow holds letters, figures, marks, joiners, full stops, commas and spaces, nothing else.
MARKS = r"[^\w .,]*"
# 二〇一二年 is 2012年: among 6,000 unrelated pairs of national reports that made no false match,
# and it spared those of five numerals.
HAN_YEAR = rf"[一二][{ZERO}一二三四五六七八九]{{3}}(?=年)"
NUMBER = r"(?<!\d)\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+\.\d+"
TOKEN = re.compile(rf"{HAN_YEAR}|[{LETTERS}]{MARKS}|{NUMBER}|(?=\w)[{WIDE}]{MARKS}|\w[^ .,{WIDE}]*")


Seed = tuple[str, ...]
"""Three or four tokens."""


@dataclass(frozen=True)
class Shadow:
    """The tokens of a passage: characters of scripts without spaces, words of the others."""

    text: str
    forms: list[str]
    """What is compared."""
    starts: list[int]
    ends: list[int]
    """Characters of the passage, half-open; tokens of one character (½) have the same ones."""
    divided: bool = False
    """Whether a character of the passage is in more than one token."""

    @cached_property
    def weights(self) -> list[float]:
        """Weight of the tokens before each one, and of all."""
        return list(accumulate((_weights[form[0]] for form in self.forms), initial=0))

    @cached_property
    def seeds(self) -> list[Seed]:
        """At each token the next three, where these are words, else the next four.

        So every run that weighs enough begins with a seed.
        """
        forms, weights = self.forms, self.weights
        seeds: list[Seed] = list(zip(forms, forms[1:], forms[2:], forms[3:], strict=False))
        words = 3 * WORD
        for at in range(len(forms) - 2):
            if weights[at + 3] - weights[at] == words:
                seeds[at : at + 1] = [(forms[at], forms[at + 1], forms[at + 2])]
        return seeds

    @cached_property
    def letters(self) -> list[int]:
        """Characters of the passage in the tokens before each one, and in all."""
        sizes, reached = [], 0
        for start, end in zip(self.starts, self.ends, strict=True):
            sizes.append(max(0, end - max(start, reached)))
            reached = end
        return list(accumulate(sizes, initial=0))

    def divides(self, token: int) -> bool:
        """Whether a cut before a token cuts a character of the passage."""
        return 0 < token < len(self.starts) and self.starts[token] < self.ends[token - 1]

    def characters(self, first: int, end: int) -> tuple[int, int]:
        """The characters of the passage from one token up to another, half-open.

        Without tokens between, the end of what stands before.
        """
        if first == end:
            return (self.ends[first - 1],) * 2 if first else (0, 0)
        return self.starts[first], self.ends[end - 1]

    def before(self, position: int) -> int:
        """How many tokens begin before a character of the passage."""
        return bisect_left(self.starts, position)


@lru_cache(maxsize=REMEMBERED)
def shadow(text: str) -> Shadow:
    """The comparable tokens of a passage's first ``LONGEST`` characters."""
    text = text[:LONGEST]
    if "○" in text or "◯" in text:
        text = CIRCLE.sub(lambda match: ZERO * len(match[0]), text)
    if not any(mark in text for mark in HALF_WIDTH_MARKS) and unicodedata.is_normalized(
        "NFC", text
    ):
        units = list(text)
    else:
        units = _composed_units(text)
    pieces = [_forms[unit] if len(unit) == 1 else _form(unit) for unit in units]
    written = "".join(pieces)
    starts = [match.start() for match in TOKEN.finditer(written)]
    forms = TOKEN.findall(written)
    ends = [start + len(form) for start, form in zip(starts, forms, strict=True)]
    if len(written) != len(text) or len(units) != len(text):
        firsts, lasts = _way_back(units, pieces)
        starts = [firsts[start] for start in starts]
        ends = [lasts[end - 1] for end in ends]
    divided = any(map(gt, ends, starts[1:]))
    forms = [form if len(form) == 1 else _word(form) for form in forms]
    return Shadow(text, forms, starts, ends, divided)


def _composed_units(text: str) -> list[str]:
    """The text cut before each character that does not join the one before it."""
    units: list[str] = []
    for character in text:
        joins = (
            unicodedata.combining(character)
            or "\u1160" <= character <= "\u11ff"
            or character in HALF_WIDTH_MARKS
        )
        if joins and units and len(units[-1]) <= MOST_MARKS:
            units[-1] += character
        else:
            units.append(character)
    return units


def _way_back(units: list[str], pieces: list[str]) -> tuple[list[int], list[int]]:
    """Where in the text each character of the shadow begins and ends."""
    firsts, lasts, at = [], [], 0
    for unit, piece in zip(units, pieces, strict=True):
        firsts += [at] * len(piece)
        at += len(unit)
        lasts += [at] * len(piece)
    return firsts, lasts


def _word(form: str) -> str:
    """A token of several characters without joiners and commas; a year in figures."""
    if len(form) == 4 and form[0] in "一二" and form.translate(HAN_DIGITS).isdigit():
        return form.translate(HAN_DIGITS)
    return form.replace(JOINER, "").replace(",", "")


def _form(unit: str) -> str:
    """The comparable form of a character with its marks; never empty."""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", unit).casefold())
    plain = simplified(plain).translate(SPELLINGS)
    return "".join(_comparable(one, unit) for one in plain)


def _comparable(character: str, unit: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if character.isalnum():
        return character
    if character in APOSTROPHES or category == "Cf" or VARIATION.match(character):
        return JOINER
    if category[0] == "M":
        return character
    return character if character == "." or unit == "," else " "


def form_of(character: str) -> str:
    """The comparable form of a character that stands without marks."""
    return _forms[character]


def weight_of(form: str) -> float:
    """The weight of a token, by its first character."""
    return _weights[form[0]]


class _Forms(dict[str, str]):
    """The form of each character that was met."""

    def __missing__(self, character: str) -> str:
        form = self[character] = _form(character)
        return form


class _Weights(dict[str, float]):
    """The weight of a token by its first character."""

    def __missing__(self, character: str) -> float:
        found = (weight for weight, letters in SCRIPTS if re.match(f"[{letters}]", character))
        weight = self[character] = next(found, WORD)
        return weight


_forms = _Forms()
_weights = _Weights()

"""The shadow of a text: its wording without spelling, as hashes of tokens and of grams.

A token is one Han character (kana, Hangul syllable), one letter of a script without spaces (Thai),
or one word; in NFKC and case-folded, simplified, without punctuation and spaces. A gram starts at
every token and is as short as a run may be.

Hashes have 64 bits: of the 150 million grams of 500,000 paragraphs, any two that differ have one
hash with a chance of 1 in 1,600, so wording is taken for equal where its hashes are.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from explorer.corpus.script import simplified

Numbers = NDArray[np.int64]
Hashes = NDArray[np.uint64]

SEPARATOR, SKIPPED, LETTER, WIDE, WORD = range(5)
WEIGHTS = np.array([0, 0, 2, 5, 8], dtype=np.int64)
"""What a token weighs, by its kind."""
SHORTEST = 40
"""Weight of a gram: 8 Han characters, 5 words or 20 letters of Thai. Two cities' reports
of one year share 2.4 % of these runs (median), nearly all of them stock phrases."""
WIDE_BLOCKS = (
    *((0x3005, 0x3008), (0x3040, 0x3130), (0x31A0, 0x31C0), (0x31F0, 0x3200), (0x3400, 0x4DC0)),
    *((0x4E00, 0xA000), (0xAC00, 0xD7B0), (0xF900, 0xFB00), (0x20000, 0x33480)),
)
LETTER_BLOCKS = ((0x0E00, 0x0F00), (0x1000, 0x10A0), (0x1780, 0x1800))
"""Thai and Lao, Burmese, Khmer."""
ASSIGNED = (range(0x33480), range(0xE0000, 0xE0200))
ZEROS = {0x25CB: 0x3007, 0x25EF: 0x3007, 0x96F6: 0x3007}
"""How the Han zero is written."""
UNSETTLED = 0xFFFF_FFFF
"""The form of a character that becomes several, or that its neighbours change."""
BASE = 0x9E37_79B9_7F4A_7C15
INVERSE = pow(BASE, -1, 2**64)
BORDER = "\n"


@dataclass(frozen=True, slots=True)
class Shadow:
    """The tokens of one or more texts, and their grams, in order.

    ``starts`` and ``ends`` are the characters of each token, counted through the texts joined by
    one ``BORDER``; ``gram_start`` and ``gram_end`` the (half-open) tokens of each gram, ``gram``
    its hash, and ``owner`` the text that it stands in.
    """

    starts: Numbers
    ends: Numbers
    gram_start: Numbers
    gram_end: Numbers
    gram: Hashes
    owner: Numbers
    keys: Hashes
    first: Numbers
    """(texts + 1,): each text's first token."""


def shadow(texts: Sequence[str]) -> Shadow:
    """The shadow of some texts; no gram crosses from one to the next."""
    forms, starts, ends = _settled(BORDER.join(texts))
    kinds = _tables()[1][forms]
    kept = kinds != SKIPPED
    forms, kinds, starts, ends = forms[kept], kinds[kept], starts[kept], ends[kept]
    within_word = (kinds[1:] == WORD) & (kinds[:-1] == WORD)
    opens, closes = np.ones(len(kinds), dtype=bool), np.ones(len(kinds), dtype=bool)
    opens[1:], closes[:-1] = ~within_word, ~within_word
    is_token = kinds != SEPARATOR
    opening, closing = np.flatnonzero(opens & is_token), np.flatnonzero(closes & is_token)
    keys = _span_hashes(forms.astype(np.uint64), opening, closing + 1)
    starts, ends = starts[opening], ends[closing]
    borders = np.cumsum([0, *(len(text) + 1 for text in texts)])
    first = np.searchsorted(starts, borders)
    weight = np.concatenate([[0], np.cumsum(WEIGHTS[kinds[opening]])])
    gram_end = np.searchsorted(weight, weight[:-1] + SHORTEST)
    owner = np.searchsorted(first, np.arange(len(keys)), side="right") - 1
    gram_start = np.flatnonzero(gram_end <= first[owner + 1])
    gram_end, owner = gram_end[gram_start], owner[gram_start]
    grams = _span_hashes(keys, gram_start, gram_end)
    return Shadow(starts, ends, gram_start, gram_end, grams, owner, keys, first)


def _span_hashes(values: Hashes, starts: Numbers, ends: Numbers) -> Hashes:
    """A hash of each (half-open) span of values: a polynomial, from sums up to each value."""
    powers, inverses = _powers(1 << max(10, len(values).bit_length()))
    sums = np.zeros(len(values) + 1, dtype=np.uint64)
    np.cumsum(_mixed(values) * powers[: len(values)], out=sums[1:])
    return _mixed((sums[ends] - sums[starts]) * inverses[starts])


@cache
def _powers(count: int) -> tuple[Hashes, Hashes]:
    """The first powers of the base modulo 2**64, and those of its inverse."""
    powers, inverses = np.full(count, BASE, np.uint64), np.full(count, INVERSE, np.uint64)
    powers[0] = inverses[0] = 1
    return np.cumprod(powers), np.cumprod(inverses)


def _mixed(values: Hashes) -> Hashes:
    """Spread numbers over 64 bits (the finaliser of SplitMix64; Steele and others 2014)."""
    values = values + np.uint64(BASE)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _settled(text: str) -> tuple[NDArray[np.uint32], Numbers, Numbers]:
    """The comparable characters of a text, and the characters that each comes from."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    forms = _tables()[0][points]
    starts = np.arange(len(points))
    unsettled = np.flatnonzero(forms == UNSETTLED)
    if not len(unsettled):
        return forms, starts, starts + 1
    ends, lengths = starts + 1, np.ones(len(points), dtype=np.int64)
    pieces: list[str] = []
    for start, end in _clusters(text, unsettled.tolist()):
        pieces.append(_form(text[start:end]))
        lengths[start:end] = 0
        lengths[start] = len(pieces[-1])
        ends[start] = end
        forms[start:end] = UNSETTLED
    source = np.repeat(starts, lengths)
    forms = forms[source]
    written = "".join(pieces).encode("utf-32-le", "surrogatepass")
    forms[forms == UNSETTLED] = np.frombuffer(written, dtype="<u4")
    return forms, source, ends[source]


def _clusters(text: str, unsettled: list[int]) -> list[tuple[int, int]]:
    """Each unsettled character with those that it may fuse with: a base and its marks."""
    clusters: list[tuple[int, int]] = []
    for at in unsettled:
        fuses = _fuses(text[at])
        if clusters and fuses and clusters[-1][1] == at:
            clusters[-1] = clusters[-1][0], at + 1
        elif fuses and at and text[at - 1] != BORDER:
            clusters.append((at - 1, at + 1))
        else:
            clusters.append((at, at + 1))
    return clusters


def _form(cluster: str) -> str:
    """A cluster as it is compared."""
    folded = unicodedata.normalize("NFKC", cluster).casefold()
    return simplified(unicodedata.normalize("NFKC", folded)).translate(ZEROS)


def _fuses(character: str) -> bool:
    """Whether a character may change the one before it: a mark, or the later jamo of a syllable."""
    return unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"


@cache
def _tables() -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """Of each code point: the form in which it is compared, and its kind where it is a form."""
    forms = np.arange(sys.maxunicode + 1, dtype=np.uint32)
    kinds = np.full(sys.maxunicode + 1, SEPARATOR, dtype=np.uint8)
    for points in ASSIGNED:
        for point in points:
            character = chr(point)
            category = unicodedata.category(character)
            if category == "Cf" or "VARIATION SELECTOR" in unicodedata.name(character, ""):
                kinds[point] = SKIPPED
            elif character.isalnum() or category[0] == "M":
                kinds[point] = WORD
            form = unicodedata.normalize("NFKC", character).casefold()
            settled = len(form) == 1 and not _fuses(character)
            forms[point] = ord(form) if settled else UNSETTLED
    for kind, blocks in ((WIDE, WIDE_BLOCKS), (LETTER, LETTER_BLOCKS)):
        for block in blocks:
            part = kinds[slice(*block)]
            part[part == WORD] = kind
    settled = forms != UNSETTLED
    plain = simplified(str(forms[settled].tobytes(), "utf-32-le", "surrogatepass"))
    forms[settled] = np.frombuffer(plain.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    for written, zero in ZEROS.items():
        forms[forms == written] = zero
    return forms, kinds


def places_of(run: Shadow, whole: Shadow) -> Iterator[tuple[int, int]]:
    """Where a text has a run, as characters from-to; the run holds a gram."""
    grams = len(run.gram)
    for first in np.flatnonzero(whole.gram == run.gram[0]).tolist():
        if np.array_equal(whole.gram[first : first + grams], run.gram):
            last = whole.gram_end[first + grams - 1] - 1
            yield int(whole.starts[whole.gram_start[first]]), int(whole.ends[last])


def ranks(hashes: Hashes) -> Numbers:
    """How many alike stand before each."""
    order = np.argsort(hashes, kind="stable")
    alike = np.searchsorted(hashes[order], hashes[order])
    found = np.empty(len(hashes), dtype=np.int64)
    found[order] = np.arange(len(hashes)) - alike
    return found

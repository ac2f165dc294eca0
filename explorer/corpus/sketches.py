"""Sketches of speeches: enough of a text's wording to tell how much of it stands in another.

A sketch holds the smallest hashes of the text's runs of six characters (a bottom-k sketch; Broder
1997). Up to the smaller of two sketches' last hashes both are complete, and what they share there
tells what the texts share, however different their lengths. A short text is held whole.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.corpus.script import simplified
from explorer.records import LineKind, SpeechText

Sketch = NDArray[np.uint64]
"""Distinct hashes in ascending order, 1 to ``MOST_HASHES`` of them."""

SHINGLE = 6
"""Characters of a shingle; unrelated Chinese texts share 0.1 % of their runs of six."""
MOST_HASHES = 1024
"""8 KB a speech. A share of 0.8 is told within 0.013 between long texts of one length, within 0.04
where one is ten times as long (standard error of a proportion); of short texts, exactly."""
BODY = frozenset({LineKind.PARAGRAPH, LineKind.HEADING})
NONE = np.uint64(0xFFFF_FFFF_FFFF_FFFF)
"""Above every hash that matters: the limit of a sketch that holds its text whole."""
POLYNOMIAL = np.uint64(0x9E3779B97F4A7C15)
MIXING = (
    (np.uint64(30), np.uint64(0xBF58476D1CE4E5B9)),
    (np.uint64(27), np.uint64(0x94D049BB133111EB)),
)


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many hashes two sketches share, and have, up to the limit of both."""

    shared: int
    one: int
    other: int

    @property
    def of_smaller(self) -> float:
        """Share (0-1) of the shorter text that stands in the longer one."""
        return self.shared / min(self.one, self.other)

    @property
    def of_larger(self) -> float:
        """Share (0-1) of the longer text that stands in the shorter one."""
        return self.shared / max(self.one, self.other)

    @property
    def ratio(self) -> float:
        """The length of the shorter text by that of the longer one."""
        return min(self.one, self.other) / max(self.one, self.other)

    @property
    def of_one(self) -> float:
        """Share (0-1) of the first text that stands in the other."""
        return self.shared / self.one


def sketch(speech: SpeechText) -> Sketch:
    """The sketch of a speech's body: paragraphs and headings, without title and salutation.

    Headings, too, since where a site broke the lines anew some lines of a paragraph look like one.
    """
    return sketch_text("".join(line.text for line in speech.lines if line.kind in BODY))


def sketch_text(text: str) -> Sketch:
    """The sketch of a text.

    Of letters and figures only, NFKC, lower case, simplified: neither line breaks nor the width of
    punctuation nor the script matter. A text of less than ``SHINGLE`` letters is one hash.
    """
    bare = letters_of(text)
    hashes = np.unique(shingle_hashes(bare))
    return hashes[:MOST_HASHES].copy() if len(hashes) else np.array([_hash(bare)], dtype=np.uint64)


def letters_of(text: str) -> str:
    """What of a text is compared."""
    bare = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))
    return simplified(bare).casefold()


def shingle_hashes(text: str) -> NDArray[np.uint64]:
    """A hash of each run of ``SHINGLE`` characters: a polynomial, its bits then mixed.

    Mixed by the finaliser of SplitMix64 (Steele, Lea and Flood 2014), as the low bits of a
    polynomial depend on the low bits of the characters only.
    """
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    values = np.zeros(max(0, len(points) - SHINGLE + 1), dtype=np.uint64)
    for offset in range(SHINGLE):
        values = values * POLYNOMIAL + points[offset : offset + len(values)]
    for shift, factor in MIXING:
        values = (values ^ (values >> shift)) * factor
    return values ^ (values >> np.uint64(31))


def overlap(one: Sketch, other: Sketch) -> Overlap:
    """What two sketches share up to the limit of both (the smaller limit is its owner's last)."""
    limit = min(limit_of(one), limit_of(other))
    one = one[: np.searchsorted(one, limit, side="right")]
    other = other[: np.searchsorted(other, limit, side="right")]
    both = np.concatenate((one, other))
    both.sort()
    shared = int(np.count_nonzero(both[1:] == both[:-1]))
    return Overlap(shared, max(1, len(one)), max(1, len(other)))


def limit_of(hashes: Sketch) -> np.uint64:
    """The hash up to which a sketch holds all of its text's."""
    return hashes[-1] if len(hashes) == MOST_HASHES else NONE


def estimated_size(hashes: Sketch) -> float:
    """About how many distinct shingles the text has."""
    return len(hashes) * float(NONE) / float(limit_of(hashes))


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")

"""Groups the witnesses of one speech: copies in several documents, however they were altered.

Two speeches are witnesses of one when the shorter's wording stands almost whole in the other. Two
cities whose speeches resemble each other are not: that is the finding.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from explorer.records import LineKind, Place, SpeechText

SHINGLE = 6
"""Characters of a shingle; unrelated Chinese texts share 0.1 % of their runs of six."""
SAMPLING = 8
"""One shingle in this many is kept (those whose hash is divisible by it: Broder's mod-p sketch)."""
CONTAINMENT = 0.8
"""Share of the shorter sketch in the other from which two speeches are one. Reposted copies with a
word deleted throughout keep 0.96; the yearly resolutions of one parliament, which repeat each
other's set phrases, reach 0.78."""
SHARED_BY_MANY = 64
"""Of a shingle in more speeches than this, only neighbours are compared: it is a formula, or they
are all copies of one speech and a chain ties them as well as all pairs would."""
SMALLEST_SKETCH = 4
"""Speeches with fewer sampled shingles are compared by their whole text only."""
POLYNOMIAL = np.uint64(0x9E3779B97F4A7C15)
MIXING = (
    (np.uint64(30), np.uint64(0xBF58476D1CE4E5B9)),
    (np.uint64(27), np.uint64(0x94D049BB133111EB)),
)


def sketch(speech: SpeechText) -> frozenset[int]:
    """The sampled shingles of a speech's paragraphs: letters and figures only, NFKC, lower case."""
    text = "".join(line.text for line in speech.lines if line.kind is LineKind.PARAGRAPH)
    bare = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()
    hashes = _shingle_hashes(bare)
    kept = frozenset(hashes[hashes % SAMPLING == 0].tolist())
    return kept if len(kept) >= SMALLEST_SKETCH else frozenset({_hash(bare)})


def _shingle_hashes(text: str) -> NDArray[np.uint64]:
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


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def group_witnesses(sketches: Sequence[frozenset[int]], places: Sequence[Place]) -> list[int]:
    """The witness group of each speech, numbered from 0 in order of first appearance.

    Args:
        sketches: one per speech, from :func:`sketch`.
        places: one per speech; two speeches of two known cities are never witnesses.
    """
    parent = list(range(len(sketches)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    known: dict[int, set[str]] = {
        index: {place.code} if place.code else set() for index, place in enumerate(places)
    }
    pairs = sorted(_candidates(sketches), key=lambda pair: -pair[2])
    for one, other, _ in pairs:
        first, second = sorted((root(one), root(other)))
        cities = known[first] | known[second]
        # A masked copy must not tie the speeches of two cities together.
        if first != second and len(cities) <= 1:
            parent[second] = first
            known[first] = cities
    numbers: dict[int, int] = {}
    return [numbers.setdefault(root(index), len(numbers)) for index in range(len(sketches))]


def _candidates(sketches: Sequence[frozenset[int]]) -> list[tuple[int, int, float]]:
    """Pairs of speeches with a containment of at least ``CONTAINMENT``, and that containment."""
    holders: dict[int, list[int]] = defaultdict(list)
    for index, shingles in enumerate(sketches):
        for shingle in shingles:
            holders[shingle].append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for speeches in holders.values():
        few = len(speeches) <= SHARED_BY_MANY
        shared.update(combinations(speeches, 2) if few else pairwise(speeches))
    found = []
    for (one, other), count in shared.items():
        smaller = min(len(sketches[one]), len(sketches[other]))
        if count < CONTAINMENT / 2 * smaller:
            continue  # neighbours are seldom the same ones, so their count falls short
        containment = len(sketches[one] & sketches[other]) / smaller
        if containment >= CONTAINMENT:
            found.append((one, other, containment))
    return found

"""Groups the witnesses of one speech: copies in several documents, however they were altered.

Two speeches are witnesses of one when the shorter's wording stands almost whole in the other. Two
cities whose speeches resemble each other are not: that is the finding.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from explorer.corpus.excerpts import MARGIN, without_rivals
from explorer.corpus.groups import Groups
from explorer.corpus.nearness import near_copies
from explorer.corpus.sketches import Sketch, overlap
from explorer.records import Place

NEARLY_THE_SAME = 0.9
"""Share of the longer text, too, from which speeches labelled as two cities' may be one. Of whole
copies altered in one way (names masked, years moved, a word deleted throughout, another script) 99
in 100 keep 0.93; real copies of one speech 0.94; excerpts and yearly resolutions at most 0.7."""
Near = tuple[int, int, float]


def group_witnesses(
    sketches: Sequence[Sketch],
    places: Sequence[Place],
    told_apart: Callable[[int, int], bool],
) -> list[int]:
    """The witness group of each speech, numbered from 0 in order of first appearance.

    Speeches of one city are one when they are near copies. Those of two cities are only where
    each is nearly all of the other and nothing in the texts tells the cities apart. An unplaced
    copy joins the city whose speech holds most of it, and none where two hold about as much. An
    excerpt never ties together two speeches that hold it. The order of the input does not matter.

    Args:
        sketches: one per speech, from :func:`sketch`.
        places: one per speech.
        told_apart: whether the texts of two speeches, and not only their labels, tell their cities
            apart; asked of speeches of two cities that are nearly the same.
    """
    codes = [place.code for place in places]
    pairs = _in_order_of_content(near_copies(sketches, codes), sketches, codes)
    pairs = without_rivals(pairs, sketches, codes)
    groups = Groups(codes)
    for one, other, _ in pairs:
        if codes[one] is not None and codes[one] == codes[other]:
            groups.join(one, other)
    _join_cities(groups, pairs, sketches, codes, told_apart)
    unplaced = _place_copies(groups, pairs, sketches, codes)
    for one, other, _ in pairs:
        if one in unplaced and other in unplaced:
            groups.join(one, other)
    return groups.numbers()


def _in_order_of_content(
    pairs: Iterable[Near], sketches: Sequence[Sketch], codes: Sequence[str | None]
) -> list[Near]:
    """The nearest pairs first, and equally near ones by what they hold, not where they stand."""
    keys: dict[int, tuple[bytes, str]] = {}

    def key(index: int) -> tuple[bytes, str]:
        if index not in keys:
            digest = hashlib.blake2b(sketches[index].tobytes(), digest_size=16).digest()
            keys[index] = (digest, codes[index] or "")
        return keys[index]

    turned = [
        (one, other, share) if key(one) <= key(other) else (other, one, share)
        for one, other, share in pairs
    ]
    return sorted(turned, key=lambda pair: (-pair[2], key(pair[0]), key(pair[1])))


def _join_cities(
    groups: Groups,
    pairs: Iterable[Near],
    sketches: Sequence[Sketch],
    codes: Sequence[str | None],
    told_apart: Callable[[int, int], bool],
) -> None:
    """Join speeches that only their labels tell apart: one report that a collection repeats."""
    same = []
    for one, other, _ in pairs:
        if codes[one] is None or codes[other] is None or codes[one] == codes[other]:
            continue
        if overlap(sketches[one], sketches[other]).of_larger < NEARLY_THE_SAME:
            continue
        if told_apart(one, other):
            groups.keep_apart(one, other)
        else:
            same.append((one, other))
    for one, other in same:
        groups.join(one, other)


def _place_copies(
    groups: Groups,
    pairs: Iterable[Near],
    sketches: Sequence[Sketch],
    codes: Sequence[str | None],
) -> set[int]:
    """Join unplaced copies to the cities' speeches that they are copies of; the rest is returned.

    In rounds outwards from the placed speeches, as a copy may be near one only through another
    copy. Who stands as near to two cities' speeches stays unplaced.
    """
    near: dict[int, list[int]] = defaultdict(list)
    for one, other, _ in pairs:
        near[one].append(other)
        near[other].append(one)
    unplaced = {index for index, code in enumerate(codes) if code is None}
    torn: set[int] = set()
    reached = [index for index in near if index not in unplaced]
    while reached:
        # Dicts, not sets: their order is that of the content.
        asking = dict.fromkeys(other for index in reached for other in near[index])
        decided = {}
        for index in asking:
            if index not in unplaced or index in torn:
                continue
            placed = [other for other in near[index] if other not in unplaced]
            shares = {o: overlap(sketches[index], sketches[o]).of_one for o in placed}
            decided[index] = _of_one_city(shares, groups)
        for index, chosen in decided.items():
            for other in chosen:
                groups.join(other, index)
        reached = [index for index, chosen in decided.items() if chosen]
        torn.update(index for index, chosen in decided.items() if not chosen)
        unplaced.difference_update(reached)
    return unplaced


def _of_one_city(shares: dict[int, float], groups: Groups) -> list[int]:
    """The placed speeches that a copy belongs to; none where two cities' are about as near.

    Args:
        shares: how much of the copy stands in each placed speech.
        groups: the groups so far, which tell the cities of the placed ones.
    """
    nearest = max(shares, key=lambda index: (shares[index], sorted(groups.cities(index))))
    cities = groups.cities(nearest)
    close = (1 - MARGIN) * shares[nearest]
    if any(share >= close and not groups.cities(o) & cities for o, share in shares.items()):
        return []
    return [other for other in shares if groups.cities(other) & cities]

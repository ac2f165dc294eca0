"""Which speech an excerpt is of, where several hold it.

A passage of set phrases may stand in two speeches that are not copies of each other; it must not
tie them together. So an excerpt, with all whole copies of it, goes with the speech that holds most
of it, and that speech's copies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from explorer.corpus.groups import Groups
from explorer.corpus.sketches import Sketch, overlap

WHOLE = 0.6
"""Share of the longer of two near copies from which neither is an excerpt. Copies that lost a third
of their paragraphs keep 0.68 mostly; two yearly resolutions share 0.55 at most."""
MARGIN = 0.05
"""Of the wording that an unplaced copy shares with the nearest city's speech, what another city's
may share less and still be as near. One alteration (names masked, years moved, a word deleted
throughout) takes up to 0.05 of a text (95 of 100), so a smaller difference does not tell whose copy
it is."""

Near = tuple[int, int, float]


def without_rivals(
    pairs: Sequence[Near], sketches: Sequence[Sketch], codes: Sequence[str | None]
) -> list[Near]:
    """The pairs without those of an excerpt and any but the nearest of the speeches that hold it.

    Those of another known city that is as near stay: then it is the rules about cities that decide.

    Args:
        pairs: near copies, in an order that depends on their content alone, and the share of the
            smaller one in the larger.
        sketches: one per speech.
        codes: the city of each speech, None where it is unknown.
    """
    wholes = Groups(codes)
    parts: list[tuple[Near, int, int]] = []
    for pair in pairs:
        one, other, _ = pair
        both = overlap(sketches[one], sketches[other])
        if both.of_larger >= WHOLE:
            wholes.join(one, other)
        else:
            parts.append((pair, *((one, other) if both.one < both.other else (other, one))))
    held: dict[int, list[tuple[float, int, int]]] = defaultdict(list)
    for (_, _, share), part, holder in parts:
        held[wholes.root(part)].append((share, wholes.root(holder), holder))
    chosen = {part: _chosen(holders, codes) for part, holders in held.items()}
    rivals = {
        pair for pair, part, holder in parts if wholes.root(holder) not in chosen[wholes.root(part)]
    }
    return [pair for pair in pairs if pair not in rivals]


def _chosen(holders: Sequence[tuple[float, int, int]], codes: Sequence[str | None]) -> set[int]:
    """The group of the nearest holder, and those of other cities that are as near."""
    best, nearest, holder = max(holders, key=lambda one: one[0])
    found = {nearest}
    cities = {None, codes[holder]}
    for share, group, other in holders:
        as_near = share >= (1 - MARGIN) * best
        if codes[holder] is not None and codes[other] not in cities and as_near:
            found.add(group)
            cities.add(codes[other])
    return found

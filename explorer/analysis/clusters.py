"""The variants of one passage, and the passages that are reused most and least."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from explorer.analysis.table import VERDICTS, PairTable
from explorer.scope import NO_PLACE, OPEN_START
from explorer.verdict import Verdict

SHARED_WORDING = (Verdict.VERBATIM, Verdict.EDITED)
LONG_ENOUGH = 100
"""Characters of a paragraph that may be listed as original: shorter ones say too little."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Variants of one passage: paragraphs linked by shared wording, the earliest first."""

    rows: tuple[int, ...]
    places: int
    provinces: int
    years: int
    """Certain years."""


def clusters(table: PairTable) -> list[Cluster]:
    """The clusters of an index, those in most places first.

    Two variants at the ends of a chain of edits may share little with each other.
    """
    pairs = table.undirected
    wanted = [VERDICTS.index(one) for one in SHARED_WORDING]
    pairs = pairs.where(np.isin(pairs.verdict, wanted))
    size = len(table.counts)
    links = coo_matrix((np.ones(len(pairs)), (pairs.a, pairs.b)), shape=(size, size))
    _, label = connected_components(links, directed=False)
    rows = np.unique(np.concatenate([pairs.a, pairs.b]))
    order = rows[np.argsort(label[rows], kind="stable")]
    cuts = np.flatnonzero(np.diff(label[order])) + 1
    found = [_cluster(table, members) for members in np.split(order, cuts) if len(members)]
    return sorted(found, key=lambda one: (-one.places, -len(one.rows), one.rows))


def _cluster(table: PairTable, members: np.ndarray) -> Cluster:
    facets = table.facets
    earliest = facets.earliest[members]
    unknown = earliest == OPEN_START
    members = members[np.lexsort((members, earliest, unknown))]
    places = set(facets.place[members].tolist()) - {NO_PLACE}
    speeches = [facets.speeches[number] for number in facets.speech[members].tolist()]
    certain = facets.earliest[members] == facets.latest[members]
    return Cluster(
        tuple(members.tolist()),
        len(places),
        len({speech.place.province for speech in speeches} - {None}),
        len(np.unique(facets.earliest[members][certain])),
    )


@dataclass(frozen=True, slots=True)
class Reused:
    """A paragraph, in how many other known places it has counterparts, and how many."""

    row: int
    places: int
    pairs: int


def most_reused(table: PairTable, limit: int) -> list[Reused]:
    """The paragraphs with counterparts in the most other places, one of each cluster."""
    pairs = table.other_cities(table.both)
    cells = np.unique(np.stack([pairs.a, table.facets.place[pairs.b]], axis=1), axis=0)
    size = len(table.counts)
    places = np.bincount(cells[:, 0].astype(np.int64), minlength=size)
    counts = np.bincount(pairs.a, minlength=size)
    variant = {row: number for number, one in enumerate(clusters(table)) for row in one.rows}
    found: list[Reused] = []
    seen: set[int] = set()
    for row in np.lexsort((np.arange(size), -counts, -places)).tolist():
        if len(found) == limit or not places[row]:
            break
        if variant.get(row) in seen:
            continue
        seen.add(variant.get(row, -1 - row))
        found.append(Reused(row, int(places[row]), int(counts[row])))
    return found


def most_original(table: PairTable, limit: int) -> list[int]:
    """Rows of the paragraphs whose nearest in another city is the farthest, without reuse.

    Only paragraphs of ``LONG_ENOUGH`` characters that count; none where percentiles are not known.
    """
    reused = np.zeros(len(table.counts), dtype=bool)
    reused[table.both.a] = True
    nearest: Sequence[float] = table.stored.nearest
    near = np.asarray(nearest)
    fit = table.counts & ~reused & (table.facets.length >= LONG_ENOUGH) & ~np.isnan(near)
    rows = np.flatnonzero(fit)
    order = np.lexsort((rows, table.stored.formula[rows], near[rows]))
    return [int(row) for row in rows[order][:limit]]

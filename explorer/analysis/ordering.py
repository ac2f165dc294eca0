"""Orders in which the rows of a matrix can stand, so that what belongs together lies together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import leaves_list, linkage
from scipy.spatial.distance import squareform

from explorer.analysis.matrix import Matrix
from explorer.records import Place

FARTHEST = 1_000.0
"""Stands for a place whose position nothing tells: after all others, in degrees."""


def largest(matrix: Matrix, limit: int) -> list[int]:
    """The labels that have most paragraphs, ``limit`` at most; those of none never."""
    order = np.lexsort((np.arange(len(matrix.labels)), -matrix.paragraphs))
    return [int(number) for number in order[:limit] if matrix.paragraphs[number]]


def by_cluster(matrix: Matrix, chosen: Sequence[int]) -> list[int]:
    """Some labels with those side by side that share most.

    Average linkage over the share of the two labels' paragraphs that have a counterpart in the
    other, its leaves ordered so that neighbours are as close as the tree allows.
    """
    if len(chosen) < 3:
        return list(chosen)
    found = matrix.found[np.ix_(chosen, chosen)].astype(np.float64)
    sizes = matrix.paragraphs[list(chosen)]
    likeness = (found + found.T) / np.maximum(1, sizes[:, np.newaxis] + sizes)
    np.fill_diagonal(likeness, 0)
    far = 1 - likeness / (likeness.max() or 1)
    np.fill_diagonal(far, 0)
    tree: NDArray[np.float64] = linkage(squareform(far), "average", optimal_ordering=True)
    return [chosen[int(leaf)] for leaf in leaves_list(tree)]


def by_geography(
    chosen: Sequence[int],
    places: Mapping[int, Place],
    points: Mapping[str, Sequence[float]],
) -> list[int]:
    """Some labels from the north-west to the south-east.

    A place without coordinates stands with its province, or by the name of the province after all
    others where that has none either.

    Args:
        chosen: the labels.
        places: of each label.
        points: longitude and latitude in degrees, by code.
    """
    of_province: dict[str | None, list[float]] = {}
    for number in chosen:
        point = points.get(places[number].code or "")
        if point is not None:
            of_province.setdefault(places[number].province, []).append(point[0] - point[1])

    def key(number: int) -> tuple[float, str, str]:
        place = places[number]
        point = points.get(place.code or "")
        around = of_province.get(place.province) if place.province else None
        if point is not None:
            at = point[0] - point[1]
        else:
            at = sum(around) / len(around) if around else FARTHEST
        return at, place.province or "", place.code or ""

    return sorted(chosen, key=key)


def by_name(chosen: Sequence[int], places: Mapping[int, Place]) -> list[int]:
    """Some labels by name; common Chinese characters by their sound, as GB 18030 has them."""

    def key(number: int) -> tuple[bytes, str]:
        place = places[number]
        return (place.name or "").casefold().encode("gb18030", "replace"), place.code or ""

    return sorted(chosen, key=key)

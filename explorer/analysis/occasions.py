"""City-years: the speeches of one place that are of the same years."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.table import PairTable
from explorer.records import Place
from explorer.scope import NO_PLACE, open_years

Point = Sequence[float]
"""Longitude and latitude in degrees."""
EARTH = 6371.0088
"""Mean radius in kilometres (IUGG)."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """All speeches of a place that are of the same years; ``None`` leaves a side open.

    ``paragraphs`` counts theirs, copies once.
    """

    place: Place
    earliest: int | None
    latest: int | None
    paragraphs: int

    @property
    def year(self) -> int | None:
        """The year, where it is certain."""
        return self.earliest if self.earliest == self.latest else None


def occasions(table: PairTable) -> tuple[list[Occasion], NDArray[np.int64]]:
    """The occasions of an index by place and years, and the number of each paragraph's.

    A paragraph that does not count, or is of no known place, has the number -1.
    """
    facets = table.facets
    known = table.counts & (facets.place != NO_PLACE)
    keys = np.stack([facets.place, facets.earliest, facets.latest], axis=1)[known]
    units, number, counts = np.unique(keys, axis=0, return_inverse=True, return_counts=True)
    of = np.full(len(known), -1, dtype=np.int64)
    of[known] = number.reshape(-1)
    places = {speech.place.code: speech.place for speech in facets.speeches}
    found = [
        Occasion(
            places[facets.places[place]],
            *open_years(earliest, latest),
            count,
        )
        for (place, earliest, latest), count in zip(units.tolist(), counts.tolist(), strict=True)
    ]
    return found, of


def kilometres(one: Point, other: Point) -> float:
    """The distance of two points along a great circle (haversine)."""
    (east_a, north_a), (east_b, north_b) = (map(math.radians, point) for point in (one, other))
    half = math.sin((north_b - north_a) / 2) ** 2
    half += math.cos(north_a) * math.cos(north_b) * math.sin((east_b - east_a) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(min(1.0, half)))

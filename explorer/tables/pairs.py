"""Every pair of paragraphs, as a table."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from explorer.analysis.sources import Order, order_of
from explorer.analysis.table import PairTable, verdict_of, years_of
from explorer.export import Row, place_name
from explorer.joining import MOST_PAIRS
from explorer.scope import NO_PLACE
from explorer.search import Explorer
from explorer.tables.codebook import Choice, Field, Table
from explorer.tables.columns import (
    COUNT,
    COUNTED_ONCE,
    FLAG,
    ONLY_REUSE,
    PERCENTILE,
    RANGES,
    TEXT,
    VERDICT,
    WORDING,
    YEAR,
    rounded,
)

RARE = Field("shared_rare_characters", COUNT, "letters and figures shared that are no formula")


def pair_rows(explorer: Explorer, _: Choice) -> Iterator[Row]:
    """Yield every pair once.

    Raises:
        NoPairs: the index was built without its pairs.
    """
    table = PairTable(explorer)
    facets, pairs = explorer.facets, table.undirected
    ids = [paragraph.id for paragraph in explorer.paragraphs()]

    @cache
    def side(row: int) -> tuple[object, ...]:
        speech = facets.speeches[int(facets.speech[row])]
        place = speech.place
        years = years_of(row, facets)
        return ids[row], speech.id, place_name(place), place.code, place.province, *years

    columns = (pairs.a, pairs.b, pairs.verdict, pairs.percentile, pairs.wording, pairs.rare)
    for a, b, verdict, percentile, wording, rare in zip(
        *(column.tolist() for column in columns), strict=True
    ):
        i, j = (b, a) if order_of(a, b, facets) is Order.EARLIER else (a, b)
        order = order_of(j, i, facets)
        values = (
            *side(i),
            *side(j),
            str(order),
            _same_place(int(facets.place[i]), int(facets.place[j])),
            str(verdict_of(verdict)),
            rounded(percentile, 1),
            rounded(wording, 3),
            rare,
        )
        yield dict(zip(PAIRS.names, values, strict=True))


def _same_place(one: int, other: int) -> bool | None:
    return None if NO_PLACE in (one, other) else one == other


def _side(end: str) -> tuple[Field, ...]:
    return (
        Field(f"paragraph_{end}", TEXT, f"id of paragraph {end}"),
        Field(f"speech_{end}", TEXT, "id of its speech"),
        Field(f"place_{end}", TEXT, "short name; empty where it is masked or unknown"),
        Field(f"code_{end}", TEXT, "division code; empty where the place is not known"),
        Field(f"province_{end}", TEXT, "short name; empty where it is not known"),
        Field(f"earliest_{end}", YEAR, "the speech is of no earlier year; empty: open"),
        Field(f"latest_{end}", YEAR, "the speech is of no later year; empty: open"),
    )


PAIRS = Table(
    "pairs",
    "two paragraphs of different speeches, one a reuse of the other or both of a third text",
    (
        *_side("i"),
        *_side("j"),
        Field(
            "order",
            TEXT,
            "of i beside j: earlier (surely), same year (surely), unsure; never later",
        ),
        Field("same_place", FLAG, "whether both are of one place; empty where one's is not known"),
        VERDICT,
        PERCENTILE,
        WORDING,
        RARE,
    ),
    pair_rows,
    (
        COUNTED_ONCE,
        ONLY_REUSE,
        "Meaning is asked from both sides; where their verdicts differ, the stronger one is told, "
        f"with its numbers. Of each paragraph the {MOST_PAIRS} closest pairs are kept.",
        "A pair proves no direction: both may follow a third text, perhaps none of this corpus.",
        RANGES,
    ),
)

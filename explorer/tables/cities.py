"""Cities by cities and years by years, in long form."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from explorer.analysis.matrix import Matrix, by_place, by_year
from explorer.analysis.table import PairTable
from explorer.export import Row
from explorer.search import Explorer
from explorer.tables.codebook import Choice, Field, Table
from explorer.tables.columns import COUNT, COUNTED_ONCE, ONLY_REUSE, SHARE, TEXT, YEAR, rounded


def place_rows(explorer: Explorer, choice: Choice) -> Iterator[Row]:
    """Yield one row per two cities, a city and itself included.

    Raises:
        NoPairs: the index was built without its pairs.
    """
    matrix = by_place(PairTable(explorer))
    if matrix.left_out:
        choice.tell(f"{matrix.left_out:,} paragraphs are of no known place and stand in no row")
    names = {count.place.code: count.place.name for count in explorer.places()}
    for start, end, cell in _cells(matrix, zeros=choice.zeros):
        ends = {
            "from_place": names[start],
            "from_code": start,
            "to_place": names[end],
            "to_code": end,
        }
        yield ends | cell


def year_rows(explorer: Explorer, choice: Choice) -> Iterator[Row]:
    """Yield one row per two years, a year and itself included.

    Raises:
        NoPairs: the index was built without its pairs.
    """
    matrix = by_year(PairTable(explorer))
    if matrix.left_out:
        choice.tell(
            f"{matrix.left_out:,} paragraphs are of no certain year or no known place and stand in "
            "no row"
        )
    for start, end, cell in _cells(matrix, zeros=choice.zeros):
        yield {"from_year": int(start), "to_year": int(end)} | cell


def _cells(matrix: Matrix, *, zeros: bool) -> Iterator[tuple[str, str, Row]]:
    """The two labels and the numbers of each cell."""
    paragraphs = matrix.paragraphs.tolist()
    found, rare, share = matrix.found.tolist(), matrix.rare.tolist(), matrix.share.tolist()
    for (i, start), (j, end) in product(enumerate(matrix.labels), repeat=2):
        if zeros or found[i][j]:
            cell = {
                "paragraphs": paragraphs[i],
                "to_paragraphs": paragraphs[j],
                "with_counterpart": found[i][j],
                "share": rounded(share[i][j], 4),
                "shared_rare_characters": rare[i][j],
            }
            yield start, end, cell


NUMBERS = (
    Field("paragraphs", COUNT, "of from"),
    Field("to_paragraphs", COUNT, "of to: the more there are, the more likely a counterpart is"),
    Field("with_counterpart", COUNT, "paragraphs of from that have a counterpart in to"),
    Field("share", SHARE, "with_counterpart of paragraphs"),
    Field(
        "shared_rare_characters",
        COUNT,
        "letters and figures that paragraphs of from share with their best counterpart in to, and "
        "that are no formula",
    ),
)
NOTES = (
    "From and to are no direction in time or of influence: a row says how much of from is also in "
    "to. The row the other way round has the same pairs and another share.",
    "A share of few paragraphs says little: of 3, one chance find makes 0.33. Weigh by paragraphs, "
    "or leave out what has fewer than 30.",
    "A paragraph counts as a whole even where one sentence of it is shared; "
    "shared_rare_characters tells how much.",
    "Shares of one city over all others do not add up: a paragraph may have counterparts in many.",
    COUNTED_ONCE,
    ONLY_REUSE,
)

PLACES = Table(
    "places",
    "two cities; where both are one, what it has of its own other years",
    (
        Field("from_place", TEXT, "short name"),
        Field("from_code", TEXT, "division code"),
        Field("to_place", TEXT, "short name"),
        Field("to_code", TEXT, "division code"),
        *NUMBERS,
    ),
    place_rows,
    (
        *NOTES,
        "Pairs of one year count as well as pairs of two; dyads tells them apart.",
        "Speeches of unknown or masked place stand in no row. A county and its prefecture are two "
        "places.",
    ),
)
YEARS = Table(
    "years",
    "two years; pairs are of different cities",
    (
        Field("from_year", YEAR, "certain"),
        Field("to_year", YEAR, "certain"),
        *NUMBERS,
    ),
    year_rows,
    (*NOTES, "Only speeches of a certain year and a known city count, not those of a range."),
)

"""Every two city-years and what they share, as a table ready for a regression."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.analysis.dyads import dyads
from explorer.analysis.table import PairTable
from explorer.export import Row
from explorer.search import Explorer
from explorer.tables.codebook import Choice, Field, Table
from explorer.tables.columns import (
    COUNT,
    COUNTED_ONCE,
    FLAG,
    ONLY_REUSE,
    RANGES,
    TEXT,
    YEAR,
    rounded,
)
from explorer.verdict import Verdict


def dyad_rows(explorer: Explorer, choice: Choice) -> Iterator[Row]:
    """Yield the dyads; where there is one city or none, tell it.

    Raises:
        NoPairs: the index was built without its pairs.
    """
    table = PairTable(explorer)
    if len(explorer.manifest.places) < 2:
        choice.tell("this corpus has speeches of one known city at most, so there are no dyads")
    for dyad in dyads(table, zeros=choice.zeros):
        i, j = dyad.i, dyad.j
        yield {
            "city_i": i.place.name,
            "year_i": i.year,
            "city_j": j.place.name,
            "year_j": j.year,
            "pairs": dyad.pairs,
            "verbatim": dyad.verdicts[Verdict.VERBATIM],
            "edited": dyad.verdicts[Verdict.EDITED],
            "paraphrase": dyad.verdicts[Verdict.PARAPHRASE],
            "translation": dyad.verdicts[Verdict.TRANSLATION],
            "mean_percentile": rounded(dyad.percentile, 2),
            "shared_rare_characters": dyad.rare,
            "same_province": dyad.same_province,
            "distance_km": rounded(dyad.kilometres, 1),
            "code_i": i.place.code,
            "code_j": j.place.code,
            "earliest_i": i.earliest,
            "latest_i": i.latest,
            "earliest_j": j.earliest,
            "latest_j": j.latest,
            "paragraphs_i": i.paragraphs,
            "paragraphs_j": j.paragraphs,
        }


def _ends(name: str, kind: str, meaning: str) -> tuple[Field, Field]:
    """A field of each of the two."""
    i, j = (Field(f"{name}_{end}", kind, meaning.format(end)) for end in "ij")
    return i, j


CITY_I, CITY_J = _ends("city", TEXT, "short name of the city of {}")
YEAR_I, YEAR_J = _ends("year", YEAR, "of {}; empty where it is known as a range only")
EARLIEST_I, EARLIEST_J = _ends("earliest", YEAR, "{} is of no earlier year; empty: open")
LATEST_I, LATEST_J = _ends("latest", YEAR, "{} is of no later year; empty: open")

DYADS = Table(
    "dyads",
    "two city-years of different cities",
    (
        CITY_I,
        YEAR_I,
        CITY_J,
        YEAR_J,
        Field("pairs", COUNT, "pairs of their paragraphs, each once; the sum of the next four"),
        Field("verbatim", COUNT, "pairs word for word"),
        Field("edited", COUNT, "pairs with much wording in common"),
        Field("paraphrase", COUNT, "pairs that say the same in other words"),
        Field("translation", COUNT, "pairs that say the same in two languages"),
        Field("mean_percentile", "0-100", "of the pairs; empty where none has one; not of zeros"),
        Field(
            "shared_rare_characters",
            COUNT,
            "letters and figures that the pairs share and that are no formula, over all pairs; a "
            "paragraph with several counterparts there counts with each",
        ),
        Field("same_province", FLAG, "empty where a city's province is not known"),
        Field(
            "distance_km",
            "kilometres",
            "between the two places along a great circle; empty where coordinates are not known",
        ),
        *_ends("code", TEXT, "division code of {}"),
        EARLIEST_I,
        LATEST_I,
        EARLIEST_J,
        LATEST_J,
        *_ends("paragraphs", COUNT, "paragraphs of {}: what the pairs could come from"),
    ),
    dyad_rows,
    (
        "All speeches of a city that are of the same year, or of the same range of years, are one "
        "city-year.",
        "i is the one whose years begin earlier (of two that begin together, that which ends "
        "earlier, then the lower code). It surely came first only where latest_i is below "
        "earliest_j.",
        "Every two city-years of different cities have a row, most with zero pairs: without the "
        "zeros a regression is biased. --no-zeros leaves them out.",
        "The more paragraphs, the more pairs are possible: paragraphs_i times paragraphs_j is the "
        "exposure.",
        "Speeches of unknown or masked place stand in no row. A county and its prefecture are two "
        "places.",
        COUNTED_ONCE,
        ONLY_REUSE,
        RANGES,
    ),
)

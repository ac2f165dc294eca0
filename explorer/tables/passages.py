"""Formulas, variants, and what is reused most and least, as tables."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.analysis.clusters import LONG_ENOUGH, clusters, most_original, most_reused
from explorer.analysis.table import PairTable
from explorer.assembly import letters
from explorer.common_runs import most_common
from explorer.export import Row
from explorer.search import Explorer
from explorer.tables.codebook import Choice, Field, Table
from explorer.tables.columns import (
    COUNT,
    COUNTED_ONCE,
    FLAG,
    OF_WHAT_IS_THERE,
    ONLY_REUSE,
    SHARE,
    TEXT,
    WHO,
    WORDS,
    YEAR,
    rounded,
    who,
)


def formula_rows(explorer: Explorer, choice: Choice) -> Iterator[Row]:
    """Yield the commonest runs of wording of a level."""
    for formula in most_common(explorer.grams, choice.level, choice.limit):
        counts = formula.counts
        yield {
            "text": formula.text,
            "level": str(choice.level),
            "speeches": counts.groups,
            "places": counts.places,
            "provinces": counts.provinces,
            "years": counts.years,
            "first": counts.first,
            "last": counts.last,
            "exact": formula.exact,
            "paragraph_id": explorer.paragraph_at(formula.row).id,
        }


def cluster_rows(explorer: Explorer, _: Choice) -> Iterator[Row]:
    """Yield every variant of every cluster, cluster by cluster.

    Raises:
        NoPairs: the index was built without its pairs.
    """
    for number, cluster in enumerate(clusters(PairTable(explorer)), 1):
        for row in cluster.rows:
            paragraph = explorer.paragraph_at(row)
            yield {
                "cluster": number,
                "variants": len(cluster.rows),
                "places": cluster.places,
                "provinces": cluster.provinces,
                "years": cluster.years,
                **who(explorer, paragraph),
                "text": paragraph.text,
            }


def reused_rows(explorer: Explorer, choice: Choice) -> Iterator[Row]:
    """Yield the paragraphs that most other cities have, too.

    Raises:
        NoPairs: the index was built without its pairs.
    """
    for rank, found in enumerate(most_reused(PairTable(explorer), choice.limit), 1):
        paragraph = explorer.paragraph_at(found.row)
        yield {
            "rank": rank,
            "places": found.places,
            "pairs": found.pairs,
            **who(explorer, paragraph),
            "text": paragraph.text,
        }


def original_rows(explorer: Explorer, choice: Choice) -> Iterator[Row]:
    """Yield the paragraphs that are farthest from those of other cities.

    Raises:
        NoPairs: the index was built without its pairs.
    """
    table = PairTable(explorer)
    for rank, row in enumerate(most_original(table, choice.limit), 1):
        paragraph = explorer.paragraph_at(row)
        yield {
            "rank": rank,
            "nearest": rounded(table.stored.nearest[row], 2),
            "formula": rounded(table.stored.formula[row], 3),
            "characters": letters(paragraph.text),
            "language": explorer.speech(paragraph.speech_id).language,
            **who(explorer, paragraph),
            "text": paragraph.text,
        }


RANK = Field("rank", COUNT, "1 is the first")

FORMULAS = Table(
    "formulas",
    "one run of wording, as long as it is common",
    (
        Field("text", TEXT, "as the paragraph has it"),
        Field(
            "level",
            TEXT,
            "everywhere: several provinces, which makes it formula; province: several cities of "
            "one; few: a few places",
        ),
        Field("speeches", COUNT, "that have it; copies count once"),
        Field("places", COUNT, "known places of these"),
        Field("provinces", COUNT, "of these places"),
        Field("years", COUNT, "certain years; a speech of a range counts for none"),
        Field("first", YEAR, "the earliest in which it may stand; empty where none is known"),
        Field("last", YEAR, "the latest in which it may stand; empty where none is known"),
        Field(
            "exact", FLAG, "false where it is too common to be counted: no more speeches have it"
        ),
        Field("paragraph_id", TEXT, "a paragraph that has it"),
    ),
    formula_rows,
    (
        "Runs of at least eight characters (five words). What mostly repeats a run that is listed "
        "is left out.",
        "First and last are bounds: where a speech is known as a range, its outer years.",
    ),
)
CLUSTERS = Table(
    "clusters",
    "one variant of a passage",
    (
        Field("cluster", COUNT, "variants of one passage have the same; 1 is in most places"),
        Field("variants", COUNT, "of the cluster"),
        Field("places", COUNT, "known places of its variants; 1 where a city repeats itself"),
        Field("provinces", COUNT, "known provinces of its variants"),
        Field("years", COUNT, "certain years of its variants"),
        *WHO,
        WORDS,
    ),
    cluster_rows,
    (
        "Variants are linked by pairs that are verbatim or edited, one after the other: those at "
        "the ends of a chain of edits may share little.",
        "Within a cluster the earliest possible come first.",
        COUNTED_ONCE,
    ),
)
REUSED = Table(
    "reused",
    "one paragraph; of a cluster of variants, that which most places have",
    (
        RANK,
        Field("places", COUNT, "other known places with a counterpart, earlier or later"),
        Field("pairs", COUNT, "counterparts there; two of one speech are two"),
        *WHO,
        WORDS,
    ),
    reused_rows,
    (COUNTED_ONCE, ONLY_REUSE, OF_WHAT_IS_THERE),
)
ORIGINAL = Table(
    "original",
    "one paragraph that has no counterpart",
    (
        RANK,
        Field(
            "nearest",
            "number",
            "how near the closest paragraph of another city is, beside random pairs of the two "
            "languages: 0 their median, 1 their 99th percentile; the lowest come first",
        ),
        Field("formula", SHARE, "of its letters and figures, those in formulas"),
        Field("characters", COUNT, "without white space"),
        Field("language", "ISO 639-1", "of its speech"),
        *WHO,
        WORDS,
    ),
    original_rows,
    (
        f"Only paragraphs of {LONG_ENOUGH} characters or more. What is cut off, garbled or of a "
        "stray subject is far from everything, too.",
        "The closest of many is close by nature, so mind the rank, not the number. A long "
        "paragraph is farther, as all of it must find its like: compare those of like length.",
        "A paragraph whose language few other cities speak has little to be near to; compare "
        "within a language.",
        COUNTED_ONCE,
        OF_WHAT_IS_THERE,
    ),
)

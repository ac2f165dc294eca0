"""Where and when a passage occurs, as a table."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.analysis.timeline import text_timeline, timeline
from explorer.errors import QueryError
from explorer.export import Row
from explorer.search import Explorer
from explorer.tables.codebook import Choice, Field, Table
from explorer.tables.columns import (
    FLAG,
    OF_WHAT_IS_THERE,
    PERCENTILE,
    RANGES,
    TEXT,
    WHO,
    WORDING,
    WORDS,
    rounded,
    who,
)


def timeline_rows(explorer: Explorer, choice: Choice) -> Iterator[Row]:
    """Yield the occurrences of a passage, the earliest first; tell how many more there are.

    Raises:
        QueryError: no passage is chosen, or it cannot be compared.
        UnknownParagraph: there is no such paragraph.
        NoPairs: the index was built without its pairs, and a paragraph is asked for.
    """
    if choice.paragraph is not None:
        found = timeline(explorer, choice.paragraph)
    elif choice.text is not None:
        found = text_timeline(explorer, choice.text)
    else:
        raise QueryError("A timeline is of one passage: tell its paragraph or its text.")
    if found.further:
        choice.tell(f"{found.further:,} more counterparts are not kept in the index")
    first = {one.paragraph.id for one in found.first}
    for one in found.occurrences:
        lag = found.lag(one)
        yield {
            **who(explorer, one.paragraph),
            "province": one.speech.place.province,
            "verdict": one.verdict and str(one.verdict),
            "percentile": rounded(one.percentile, 1),
            "wording": rounded(one.wording, 3),
            "may_be_first": one.paragraph.id in first,
            "lag_least": lag and lag[0],
            "lag_most": lag and lag[1],
            "text": one.paragraph.text,
        }


TIMELINE = Table(
    "timeline",
    "one speech that has the passage; its copies count once",
    (
        *WHO,
        Field("province", TEXT, "short name; empty where it is not known"),
        Field("verdict", TEXT, "beside the passage asked for; empty for that passage itself"),
        PERCENTILE,
        WORDING,
        Field("may_be_first", FLAG, "whether no other occurrence is surely earlier"),
        Field(
            "lag_least",
            "years",
            "at least so many after the earliest other occurrence; empty where its years are open",
        ),
        Field("lag_most", "years", "at most so many"),
        WORDS,
    ),
    timeline_rows,
    (
        "Everything that is verbatim, edited, paraphrase or translation of the passage, in its own "
        "city, too, but not in one certain year there.",
        "Occurrences are compared with the passage asked for, not with one another.",
        OF_WHAT_IS_THERE,
        RANGES,
    ),
)

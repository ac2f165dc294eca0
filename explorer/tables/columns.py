"""Columns that several tables have: who says something and when, how two passages stand."""

from __future__ import annotations

import math

from explorer.analysis.table import years_of
from explorer.export import Row, place_name
from explorer.records import Paragraph
from explorer.search import Explorer
from explorer.tables.codebook import Field

TEXT, COUNT, SHARE, YEAR, FLAG = "text", "count", "share (0-1)", "year", "true/false"

PARAGRAPH_ID = Field("paragraph_id", TEXT, "stays the same while its document does")
SPEECH_ID = Field("speech_id", TEXT, "of the paragraph's speech")
DOCUMENT = Field("document", TEXT, "path below the corpus folder")
PLACE = Field("place", TEXT, "short name; empty where it is masked or unknown")
PLACE_CODE = Field("place_code", TEXT, "division code; empty where the place is not known")
EARLIEST = Field("earliest", YEAR, "the speech is of no earlier year; empty where that is open")
LATEST = Field("latest", YEAR, "the speech is of no later year; empty where that is open")
WORDING = Field(
    "wording", SHARE, "of the shorter passage's characters, those in runs that both have"
)
PERCENTILE = Field(
    "percentile",
    "0-100",
    "random pairs of this corpus that are less close in meaning; empty where too few of these two "
    "languages are there; not comparable between corpora",
)
VERDICT = Field("verdict", TEXT, "verbatim, edited, paraphrase or translation")
WORDS = Field("text", TEXT, "of the paragraph")

WHO = (PARAGRAPH_ID, SPEECH_ID, DOCUMENT, PLACE, PLACE_CODE, EARLIEST, LATEST)

COUNTED_ONCE = (
    "Copies of a speech (witnesses) count once: of each speech the copy with the most paragraphs."
)
ONLY_REUSE = (
    "Only reuse counts: verbatim, edited, paraphrase, translation. Shared formulas and topics do "
    "not, and neither do two passages of one city in one certain year."
)
RANGES = (
    "Years are bounds. A speech is surely earlier than another only where its latest is below the "
    "other's earliest."
)
OF_WHAT_IS_THERE = (
    "Everything is told of this corpus alone: the earliest here need not be the earliest there was."
)


def who(explorer: Explorer, paragraph: Paragraph) -> Row:
    """The fields of ``WHO``; the years are those of all copies of the speech."""
    speech = explorer.speech(paragraph.speech_id)
    earliest, latest = years_of(paragraph.row, explorer.facets)
    return {
        "paragraph_id": paragraph.id,
        "speech_id": speech.id,
        "document": speech.document,
        "place": place_name(speech.place),
        "place_code": speech.place.code,
        "earliest": earliest,
        "latest": latest,
    }


def rounded(value: float | None, digits: int) -> float | None:
    """A number as it is written; None where it is none or not known."""
    return None if value is None or math.isnan(value) else round(float(value), digits)

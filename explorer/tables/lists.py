"""What an index holds: its speeches, its paragraphs."""

from __future__ import annotations

from explorer.export import paragraph_rows, speech_rows
from explorer.tables.codebook import Field, Table
from explorer.tables.columns import COUNT, DOCUMENT, PARAGRAPH_ID, PLACE, PLACE_CODE, TEXT, YEAR

PART = Field("part", COUNT, "counts the speeches of a document from 1")
STATED_YEAR = Field("stated_year", YEAR, "printed on the page, and perhaps false; empty: none is")
OWN_EARLIEST = Field("earliest", YEAR, "this copy is of no earlier year; empty: open")
OWN_LATEST = Field("latest", YEAR, "this copy is of no later year; empty: open")
WITNESS_GROUP = Field("witness_group", "number", "copies of one speech have the same")

SPEECHES = Table(
    "speeches",
    "one copy of a speech",
    (
        Field("speech_id", TEXT, "stays the same while its document does"),
        DOCUMENT,
        PART,
        Field("title", TEXT, "as printed; the file's name where none is"),
        PLACE,
        PLACE_CODE,
        Field("place_status", TEXT, "stated, inferred, masked or unknown"),
        STATED_YEAR,
        OWN_EARLIEST,
        OWN_LATEST,
        Field(
            "year_status",
            TEXT,
            "stated, proved by what the text speaks of, conflicting or unknown",
        ),
        WITNESS_GROUP,
        Field("paragraphs", COUNT, "of this copy"),
        Field("first_words", TEXT, "30 characters after title and salutation"),
    ),
    lambda explorer, _: speech_rows(explorer),
)
PARAGRAPHS = Table(
    "paragraphs",
    "one paragraph of one copy of a speech",
    (
        PARAGRAPH_ID,
        Field("speech_id", TEXT, "of its speech"),
        DOCUMENT,
        PART,
        Field("number", COUNT, "counts the paragraphs of a speech from 1"),
        PLACE,
        PLACE_CODE,
        STATED_YEAR,
        OWN_EARLIEST,
        OWN_LATEST,
        Field("language", "ISO 639-1", "of the speech"),
        WITNESS_GROUP,
        Field("start", "character", "of the document as it was read, counted from 0"),
        Field("end", "character", "behind the last one"),
        Field("text", TEXT, "with line breaks inside a sentence taken out"),
    ),
    lambda explorer, _: paragraph_rows(explorer),
)

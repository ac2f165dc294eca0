"""Tables for other programs: speeches, paragraphs, counterparts, as CSV or JSON lines.

The fields and their order are a contract, told in the README. JSON lines are exact; a CSV cell
that a spreadsheet would run as a formula gets a leading apostrophe, one of several values is JSON.
"""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any, TextIO

from explorer.cells import harmless
from explorer.records import PlaceStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from explorer.answers import Answer
    from explorer.compare import Differences, Trace
    from explorer.records import Place
    from explorer.search import Explorer

Row = dict[str, Any]

SPEECH_FIELDS = (
    "speech_id",
    "document",
    "part",
    "title",
    "place",
    "place_code",
    "place_status",
    "stated_year",
    "earliest",
    "latest",
    "year_status",
    "witness_group",
    "paragraphs",
    "first_words",
)
PARAGRAPH_FIELDS = (
    "paragraph_id",
    "speech_id",
    "document",
    "part",
    "number",
    "place",
    "place_code",
    "stated_year",
    "earliest",
    "latest",
    "language",
    "witness_group",
    "start",
    "end",
    "text",
)
COUNTERPART_FIELDS = (
    "rank",
    "paragraph_id",
    "speech_id",
    "document",
    "place",
    "province",
    "stated_year",
    "earliest",
    "latest",
    "score",
    "percentile",
    "wording",
    "verdict",
    "differences",
    "traces",
    "text",
)

NATION = "全国"
"""Names the place of a text of the whole country, as other places have Chinese names."""

# Line ends for many readers, though not for JSON, which lets them stand in a string as they are.
LINE_ENDS = {"\u0085": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def speech_rows(explorer: Explorer) -> Iterator[Row]:
    """Yield one row per speech, with the fields of ``SPEECH_FIELDS``."""
    for speech in explorer.speeches():
        yield {
            "speech_id": speech.id,
            "document": speech.document,
            "part": speech.part,
            "title": speech.title,
            "place": place_name(speech.place),
            "place_code": speech.place.code,
            "place_status": str(speech.place.status),
            "stated_year": speech.dating.stated,
            "earliest": speech.dating.earliest,
            "latest": speech.dating.latest,
            "year_status": str(speech.dating.status),
            "witness_group": speech.witness_group,
            "paragraphs": speech.paragraphs,
            "first_words": speech.first_words,
        }


def paragraph_rows(explorer: Explorer) -> Iterator[Row]:
    """Yield one row per paragraph, in the order of the index, with ``PARAGRAPH_FIELDS``."""
    speeches = {speech.id: speech for speech in explorer.speeches()}
    for paragraph in explorer.paragraphs():
        speech = speeches[paragraph.speech_id]
        yield {
            "paragraph_id": paragraph.id,
            "speech_id": speech.id,
            "document": speech.document,
            "part": speech.part,
            "number": paragraph.number,
            "place": place_name(speech.place),
            "place_code": speech.place.code,
            "stated_year": speech.dating.stated,
            "earliest": speech.dating.earliest,
            "latest": speech.dating.latest,
            "language": speech.language,
            "witness_group": speech.witness_group,
            "start": paragraph.start,
            "end": paragraph.end,
            "text": paragraph.text,
        }


def counterpart_rows(answer: Answer) -> Iterator[Row]:
    """Yield one row per counterpart, best first, with the fields of ``COUNTERPART_FIELDS``."""
    for counterpart in answer:
        speech, percentile = counterpart.speech, counterpart.percentile
        differences = counterpart.differences
        yield {
            "rank": counterpart.rank,
            "paragraph_id": counterpart.paragraph.id,
            "speech_id": speech.id,
            "document": speech.document,
            "place": place_name(speech.place),
            "province": speech.place.province,
            "stated_year": speech.dating.stated,
            "earliest": speech.dating.earliest,
            "latest": speech.dating.latest,
            "score": round(float(counterpart.score), 4),
            "percentile": None if percentile is None else round(float(percentile), 2),
            "wording": round(float(counterpart.wording), 3),
            "verdict": counterpart.verdict,
            "differences": None if differences is None else _counts(differences),
            "traces": [_trace(trace) for trace in counterpart.traces],
            "text": counterpart.paragraph.text,
        }


def _counts(differences: Differences) -> dict[str, int]:
    """How many pieces differ, by kind, and how many stand elsewhere in the order, if any do."""
    counts = {str(kind): count for kind, count in differences.counts.items()}
    return counts | ({"moved": len(differences.moved)} if differences.moved else {})


def _trace(trace: Trace) -> Row:
    """A trace; start and end count the characters of the passage that it stands in."""
    return {
        "in": "passage" if trace.side == "a" else "counterpart",
        "kind": str(trace.kind),
        "start": trace.start,
        "end": trace.end,
        "quote": trace.quote,
        "points_to": trace.points_to,
    }


def place_name(place: Place) -> str | None:
    """Return the short name of a place, ``None`` where it is masked or unknown."""
    if place.is_national:
        return NATION
    return place.name if place.status in (PlaceStatus.STATED, PlaceStatus.INFERRED) else None


def write_csv(rows: Iterable[Row], stream: TextIO, *, fields: Sequence[str] | None = None) -> int:
    """Write rows as CSV with a header line; return how many.

    ``fields`` gives the header where there may be no row to take it from. Open the stream with
    ``newline=""``.
    """
    writer = csv.writer(stream)
    if fields is not None:
        writer.writerow(fields)
    count = 0
    for row in rows:
        if fields is None:
            fields = tuple(row)
            writer.writerow(fields)
        writer.writerow([_harmless(row[field]) for field in fields])
        count += 1
    return count


def write_jsonl(rows: Iterable[Row], stream: TextIO) -> int:
    """Write one JSON object per line, non-ASCII characters as they are; return how many."""
    count = 0
    for row in rows:
        line = json.dumps(row, ensure_ascii=False, allow_nan=False)
        stream.write(line.translate(_LINE_ENDS) + "\n")
        count += 1
    return count


def _harmless(cell: object) -> object:
    if isinstance(cell, dict | list):
        return json.dumps(cell, ensure_ascii=False)
    return harmless(cell) if isinstance(cell, str) else cell


_LINE_ENDS = str.maketrans(LINE_ENDS)

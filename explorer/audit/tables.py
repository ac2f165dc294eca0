"""The findings and the grid as rows for other programs; the fields are a contract."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from explorer.audit.findings import Finding
from explorer.audit.grid import Cell, Grid
from explorer.audit.rows import MetadataRow
from explorer.audit.sentences import SpeechRef

FINDING_FIELDS = (
    "finding",
    "kind",
    "sentence",
    "speech_id",
    "document",
    "part",
    "rule",
    "quote",
    "start",
    "metadata_row",
)


def finding_records(findings: Sequence[Finding]) -> Iterator[dict[str, Any]]:
    """One record per finding, with all of its speeches, quotes and rows."""
    for number, one in enumerate(findings, 1):
        yield {
            "record": "finding",
            "finding": number,
            "kind": str(one.kind),
            "sentence": one.sentence,
            "speeches": [asdict(speech) for speech in one.speeches],
            "quotes": [asdict(quote) for quote in one.quotes],
            "metadata_rows": [row.csv() for row in one.rows],
        }


def finding_rows(findings: Sequence[Finding]) -> Iterator[dict[str, Any]]:
    """One row per quote of each speech of each finding (``FINDING_FIELDS``); one where none is."""
    for number, one in enumerate(findings, 1):
        for speech in one.speeches:
            mend = next((row.csv() for row in one.rows if _is_of(row, speech)), None)
            quotes = [
                quote
                for quote in one.quotes
                if quote.document == speech.document and quote.part in (speech.part, None)
            ]
            for quote in (*quotes,) or (None,):
                yield {
                    "finding": number,
                    "kind": str(one.kind),
                    "sentence": one.sentence,
                    "speech_id": speech.id,
                    "document": speech.document,
                    "part": speech.part,
                    "rule": quote.rule if quote else None,
                    "quote": quote.text if quote else None,
                    "start": quote.start if quote else None,
                    "metadata_row": mend,
                }


def _is_of(row: MetadataRow, speech: SpeechRef) -> bool:
    return row.path == speech.document and row.part in ("", str(speech.part))


def grid_records(grid: Grid) -> Iterator[dict[str, Any]]:
    """One record per place; in a cell ``sure`` and ``possible`` witness groups."""
    for row in grid.rows:
        yield {
            "record": "place",
            "place": row.place,
            "place_code": row.code,
            "years": {str(year): asdict(cell) for year, cell in row.cells.items()},
            "undated": row.undated,
            "gaps": list(row.gaps),
        }


def grid_rows(grid: Grid) -> Iterator[dict[str, Any]]:
    """One row per place with a column for each year; a gap's cell says so."""
    for row in grid.rows:
        cells = {str(year): written(row.cells.get(year)) for year in grid.years}
        gaps = dict.fromkeys(map(str, row.gaps), "gap")
        yield {
            "place": row.place,
            "place_code": row.code,
            **cells,
            **gaps,
            "undated": row.undated,
        }


def written(cell: Cell | None) -> str:
    """A cell as text: 2 sure ones, ``1?`` possible one, ``2+1?`` both; empty where none is."""
    if cell is None:
        return ""
    possible = f"{cell.possible}?" if cell.possible else ""
    return "+".join(filter(None, [str(cell.sure) if cell.sure else "", possible]))

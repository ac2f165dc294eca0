"""The audit as a text for people: findings, then the grid of places and years."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import console

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explorer.audit.auditing import Audit
    from explorer.audit.findings import Finding, Quote
    from explorer.audit.grid import Grid, GridRow

MOST_LISTED = 10
"""Speeches and quotes of one finding; the other formats have all."""
MOST_ROWS = 40
MOST_PLACES = 40
MOST_YEARS = 30
"""Years of a table that a wide terminal holds; more are told as spans."""
NAME_COLUMNS = 20
QUOTE_COLUMNS = 66
ROWS = "Rows for metadata.csv, into the row of that path where there is one:"


def printed(audit: Audit, findings: Sequence[Finding], found: int) -> str:
    """Return the findings that are shown, of those that were found, their rows, and the grid."""
    blocks = ["\n".join(finding_lines(n, one)) for n, one in enumerate(findings, 1)]
    if not found:
        blocks.append("Nothing found.")
    elif len(findings) < found and findings:
        blocks.append(f"... and {found - len(findings)} less grave ones: leave --limit out.")
    rows = rows_block(findings)
    blocks.extend(["\n".join(rows)] if rows else [])
    blocks.append("\n".join(grid_lines(audit.grid)))
    return "\n\n".join(blocks) + "\n"


def finding_lines(number: int, finding: Finding) -> Iterator[str]:
    """Yield the lines of a finding: its sentence, then evidence by speech."""
    yield f"{number}. {finding.kind}: {finding.sentence}"
    quoted: dict[tuple[str, int | None], list[Quote]] = {}
    for quote in finding.quotes:
        quoted.setdefault((quote.document, quote.part), []).append(quote)
    for speech in finding.speeches[:MOST_LISTED]:
        part = f", part {speech.part}" if (speech.part or 1) > 1 else ""
        identity = f"  [{speech.id}]" if speech.id else ""
        yield f"   {speech.document}{part}{identity}"
        own = quoted.get((speech.document, speech.part), [])
        for quote in own[:MOST_LISTED]:
            at = "" if quote.start is None else f" (character {quote.start:,})"
            words = console.fit(" ".join(quote.text.split()), QUOTE_COLUMNS).rstrip()
            yield f"      {quote.rule}: {words}{at}"
    yield from _more(len(finding.speeches), "speeches")


def rows_block(findings: Sequence[Finding]) -> list[str]:
    """Return the rows of all findings, each once, below their header; nothing where there are none.

    What stands below the first line is a metadata.csv as it is.
    """
    from explorer.audit.rows import metadata_table

    header, *rows = metadata_table(row for one in findings for row in one.rows).splitlines()
    if not rows:
        return []
    more = [f"... and {len(rows) - MOST_ROWS:,} more rows: --format metadata has all"]
    return [ROWS, header, *rows[:MOST_ROWS], *(more if len(rows) > MOST_ROWS else [])]


def _more(count: int, what: str) -> Iterator[str]:
    if count > MOST_LISTED:
        yield f"   ... and {count - MOST_LISTED:,} more {what}: --format jsonl lists all"


def grid_lines(grid: Grid) -> Iterator[str]:
    """Yield the grid: a table, or spans of years where it would be too wide."""
    rows = grid.rows[:MOST_PLACES]
    years = grid.years
    yield f"Places and years ({len(grid.rows):,} places, {grid.unplaced:,} speeches without one)"
    if not rows:
        return
    names = min(NAME_COLUMNS, max(console.width(row.place) for row in rows))
    table = len(years) <= MOST_YEARS
    if table:
        yield from _table(rows, years, names)
    else:
        for row in rows:
            yield f"{console.fit(row.place, names)}  {_in_words(row)}"
    if len(grid.rows) > MOST_PLACES:
        more = len(grid.rows) - MOST_PLACES
        yield f"... and {more:,} more places: --grid --format csv has all"


def _table(rows: Sequence[GridRow], years: range, names: int) -> Iterator[str]:
    from explorer.audit.tables import written

    cells = [[_cell(row, year, written(row.cells.get(year))) for year in years] for row in rows]
    undated = [str(row.undated or "") for row in rows]
    widths = [max(4, *(len(line[n]) for line in cells)) for n in range(len(years))]
    header = "  ".join(f"{year:>{width}}" for year, width in zip(years, widths, strict=True))
    last = "  no year" if any(undated) else ""
    yield f"{' ' * names}  {header}{last}".rstrip()
    for row, line, without in zip(rows, cells, undated, strict=True):
        body = "  ".join(f"{cell:>{width}}" for cell, width in zip(line, widths, strict=True))
        tail = f"  {without:>7}" if last else ""
        yield f"{console.fit(row.place, names)}  {body}{tail}".rstrip()


def _cell(row: GridRow, year: int, text: str) -> str:
    return "." if year in row.gaps else text


def _in_words(row: GridRow) -> str:
    known = _spans(sorted(row.cells)) or "no year"
    gaps = f"; missing {_spans(row.gaps)}" if row.gaps else ""
    unsure = [year for year, cell in row.cells.items() if not cell.sure]
    perhaps = f"; perhaps only {_spans(unsure)}" if unsure else ""
    return known + perhaps + gaps + (f"; {row.undated} without a year" if row.undated else "")


def _spans(years: Sequence[int]) -> str:
    """Write years as spans: 2010-2013, 2015."""
    spans = []
    for _, run in groupby(enumerate(years), key=lambda pair: pair[1] - pair[0]):
        own = [year for _, year in run]
        spans.append(str(own[0]) if len(own) == 1 else f"{own[0]}-{own[-1]}")
    return ", ".join(spans)

"""Numbers the rows of an index: row i means the same paragraph in every file of a generation."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.corpus.reading import ReadSpeech
from explorer.corpus.windows import cut_windows
from explorer.index.row_writer import Line, RowWriter, Window
from explorer.records import LineKind, Paragraph, Speech
from explorer.scope import NO_PLACE, OPEN_END, OPEN_START, Facets


@dataclass(frozen=True, slots=True)
class Numbered:
    """What is kept in memory of the rows that were written.

    ``speech`` (paragraphs,) is the row of each one's speech, ``length`` (paragraphs,) its letters,
    ``first`` (paragraphs + 1,) the row of its first window and, last, the number of windows.
    """

    speech: NDArray[np.int32]
    length: NDArray[np.int32]
    first: NDArray[np.int64]


def number_rows(speeches: Iterable[ReadSpeech], writer: RowWriter) -> Numbered:
    """Write all paragraphs, lines and windows in the order of the speeches.

    One speech is held at a time.
    """
    owners, lengths, first = array("i"), array("i"), array("q", [0])
    for speech_row, item in enumerate(speeches):
        paragraphs: list[Paragraph] = []
        lines: list[Line] = []
        windows: list[Window] = []
        for position, line in enumerate(item.text.lines):
            if line.kind is not LineKind.PARAGRAPH or line.number is None:
                lines.append((speech_row, position, line.kind, line.text, None))
                continue
            row = len(owners)
            paragraph = Paragraph(
                id=f"{item.speech.id}.{line.number}",
                row=row,
                speech_id=item.speech.id,
                number=line.number,
                text=line.text,
                start=line.start,
                end=line.end,
            )
            paragraphs.append(paragraph)
            lines.append((speech_row, position, line.kind, None, row))
            owners.append(speech_row)
            lengths.append(letters(line.text))
            spans = cut_windows(line.text)
            windows += [(number, row, *span) for number, span in enumerate(spans, first[-1])]
            first.append(first[-1] + len(spans))
        writer.add(speech_row, item.speech, paragraphs=paragraphs, lines=lines, windows=windows)
    return Numbered(
        np.array(owners, dtype=np.int32),
        np.array(lengths, dtype=np.int32),
        np.array(first, dtype=np.int64),
    )


def number_facets(speeches: Iterable[Speech], rows: Numbered) -> Facets:
    """The facets of every paragraph; their ``places`` are the codes that ``place`` counts in."""
    records = list(speeches)
    codes = sorted({code for one in records if (code := one.place.code)})
    numbers = {code: number for number, code in enumerate(codes)}
    years = group_years(records)
    values = [
        (NO_PLACE if (code := one.place.code) is None else numbers[code], *years[one.witness_group])
        for one in records
    ]
    columns = np.asarray(values, dtype=np.int32)[rows.speech]
    groups = np.asarray([one.witness_group for one in records], dtype=np.int32)
    return Facets(
        places=codes,
        speeches=records,
        place=columns[:, 0],
        earliest=columns[:, 1].astype(np.int16),
        latest=columns[:, 2].astype(np.int16),
        group=groups[rows.speech],
        speech=rows.speech,
        length=rows.length,
    )


def letters(text: str) -> int:
    """The characters of a text that are not white space."""
    return len("".join(text.split()))


def group_years(speeches: Iterable[Speech]) -> dict[int, tuple[int, int]]:
    """The years that each witness group may be of: all that any of its witnesses may be of.

    The copies of a speech are of one year. Where two print different ones, one of them is false
    and it cannot be told which; a copy without a year is of the years of the others.
    """
    spans: dict[int, list[tuple[int, int]]] = {}
    for speech in speeches:
        dating = speech.dating
        known = spans.setdefault(speech.witness_group, [])
        if dating.earliest is not None or dating.latest is not None:
            earliest = OPEN_START if dating.earliest is None else dating.earliest
            latest = OPEN_END if dating.latest is None else dating.latest
            known.append((earliest, latest))
    return {group: _hull(known) for group, known in spans.items()}


def _hull(spans: list[tuple[int, int]]) -> tuple[int, int]:
    """From the earliest to the latest; a span with an open side yields to those without."""
    closed = [span for span in spans if OPEN_START not in span and OPEN_END not in span]
    spans = closed or spans or [(OPEN_START, OPEN_END)]
    return min(first for first, _ in spans), max(last for _, last in spans)

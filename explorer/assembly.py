"""Numbers the rows of an index: row i means the same paragraph in every file of a generation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from explorer.corpus.reading import ReadSpeech
from explorer.corpus.windows import cut_windows
from explorer.index.rows import Line, Window
from explorer.records import LineKind, Paragraph
from explorer.scope import Facets, group_years, speech_facets


@dataclass(slots=True)
class Rows:
    """Paragraphs and windows in row order.

    ``paragraphs`` go with their speech's row, ``texts`` and ``languages`` are one per window,
    ``first`` is each paragraph's first window and, last, the number of windows.
    """

    paragraphs: list[tuple[Paragraph, int]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    windows: list[Window] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    first: list[int] = field(default_factory=lambda: [0])

    @property
    def first_windows(self) -> NDArray[np.int64]:
        """``first`` as an array (paragraphs + 1,)."""
        return np.asarray(self.first, dtype=np.int64)


def number_rows(speeches: Sequence[ReadSpeech]) -> Rows:
    """The rows of all paragraphs and windows, in the order of the speeches."""
    rows = Rows()
    for speech_row, item in enumerate(speeches):
        for position, line in enumerate(item.text.lines):
            if line.kind is not LineKind.PARAGRAPH or line.number is None:
                rows.lines.append((speech_row, position, line.kind, line.text, None))
                continue
            row = len(rows.paragraphs)
            paragraph = Paragraph(
                id=f"{item.speech.id}.{line.number}",
                row=row,
                speech_id=item.speech.id,
                number=line.number,
                text=line.text,
                start=line.start,
                end=line.end,
            )
            rows.paragraphs.append((paragraph, speech_row))
            rows.lines.append((speech_row, position, line.kind, None, row))
            for start, end in cut_windows(line.text):
                rows.windows.append((len(rows.windows), row, start, end))
                rows.texts.append(line.text[start:end].strip())
                rows.languages.append(item.speech.language)
            rows.first.append(len(rows.windows))
    return rows


def number_facets(speeches: Sequence[ReadSpeech], rows: Rows) -> tuple[Facets, list[str]]:
    """The facets of every paragraph, and the codes that its ``place`` counts in."""
    codes = sorted({code for item in speeches if (code := item.speech.place.code)})
    numbers = {code: number for number, code in enumerate(codes)}
    records = [item.speech for item in speeches]
    years = group_years(records)
    values = [speech_facets(speech, numbers, years[speech.witness_group]) for speech in records]
    columns = np.asarray([values[speech] for _, speech in rows.paragraphs], dtype=np.int32)
    facets = Facets(
        places=codes,
        place=columns[:, 0],
        earliest=columns[:, 1].astype(np.int16),
        latest=columns[:, 2].astype(np.int16),
        group=columns[:, 3],
        speech=np.asarray([speech for _, speech in rows.paragraphs], dtype=np.int32),
    )
    return facets, codes

"""Numbers the rows of an index: row i means the same paragraph in every file of a generation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from explorer.corpus.reading import ReadSpeech
from explorer.corpus.windows import cut_windows
from explorer.index.rows import Line, Window
from explorer.records import LineKind, Paragraph, Speech
from explorer.scope import NO_PLACE, OPEN_END, OPEN_START, Facets


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
    values = [
        (NO_PLACE if (code := one.place.code) is None else numbers[code], *years[one.witness_group])
        for one in records
    ]
    owners = np.asarray([speech for _, speech in rows.paragraphs], dtype=np.int32)
    columns = np.asarray(values, dtype=np.int32)[owners]
    groups = np.asarray([one.witness_group for one in records], dtype=np.int32)
    facets = Facets(
        places=codes,
        speeches=records,
        place=columns[:, 0],
        earliest=columns[:, 1].astype(np.int16),
        latest=columns[:, 2].astype(np.int16),
        group=groups[owners],
        speech=owners,
        length=np.asarray([letters(one.text) for one, _ in rows.paragraphs], dtype=np.int32),
    )
    return facets, codes


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

"""From the texts of windows to what is searched: unit vectors, centred, with their hubness.

Vectors go from file to file block by block, so that memory does not grow with the corpus.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from explorer.embedding.centring import BLOCK, centre, paragraph_vectors
from explorer.embedding.encoder import Advance, Encoder
from explorer.hubness import Reference, hubness, reference_rows
from explorer.index.arrays import new_windows
from explorer.ranking import Passages
from explorer.records import Progress
from explorer.room import new_array

CHUNK = 20_000
"""Windows that are handed to the encoder at once: enough to find texts of like length among."""

Vectors = NDArray[np.float32]
Half = NDArray[np.float16]
Numbers = NDArray[np.int32]
Rows = NDArray[np.int64]


def embed_windows(
    folder: Path, texts: Iterable[str], count: int, encoder: Encoder, progress: Progress
) -> Half:
    """One unit vector per text (count, dimension), in a file.

    Half precision holds more than bfloat16 computes: a vector is the same whether it is embedded
    now or was kept from an earlier build.

    Args:
        folder: for the file.
        texts: of the windows, in row order.
        count: how many.
        encoder: turns texts into vectors; one with a cache asks for equal texts once.
        progress: told of the stage ``embed``.
    """
    vectors = new_array(folder / "raw.npy", (count, encoder.identity.dimension), np.float16)
    waiting, row = iter(texts), 0
    while chunk := list(islice(waiting, CHUNK)):
        found = encoder.encode(chunk, advance=_within(row, len(chunk), count, progress))
        vectors[row : row + len(chunk)] = found
        row += len(chunk)
        progress("embed", row, count)
    return vectors


def _within(row: int, chunk: int, count: int, progress: Progress) -> Advance:
    """The progress of a chunk as that of all windows."""
    return lambda done, total: progress("embed", row + done * chunk // total, count)


def centred_windows(folder: Path, raw: Half, spoken: Numbers, means: Sequence[Vectors]) -> Half:
    """The file of the window vectors of a generation: unit vectors without their language's mean.

    Args:
        folder: of the generation.
        raw: (n, dimension) unit vectors.
        spoken: (n,) the number of each window's language.
        means: of the languages, by their number.
    """
    windows = new_windows(folder, *raw.shape)
    for begin in range(0, len(raw), BLOCK):
        block = np.asarray(raw[begin : begin + BLOCK], dtype=np.float32)
        own = spoken[begin : begin + BLOCK]
        for number in np.unique(own).tolist():
            block[own == number] = centre(block[own == number], means[number])
        windows[begin : begin + BLOCK] = block
    return windows


def passages_of(
    windows: Half, first: Rows, language: Numbers, groups: Numbers, languages: int
) -> tuple[Rows, Passages]:
    """The rows of the hubness' reference, and all paragraphs with the hubness of their windows.

    Args:
        windows: (n, dimension) centred unit vectors.
        first: (paragraphs + 1,) row of each paragraph's first window, and n.
        language: (paragraphs,) the number of each one's language.
        groups: (paragraphs,) the witness group of each.
        languages: how many the corpus has.
    """
    lengths = np.diff(first)
    spoken, owners = np.repeat(language, lengths), np.repeat(groups, lengths)
    sample = reference_rows(spoken)
    vectors = np.asarray(windows[sample], dtype=np.float32)
    reference = Reference(vectors, spoken[sample], owners[sample], languages)
    return sample, Passages(windows, hubness(windows, owners, reference), first, language)


def write_paragraph_vectors(folder: Path, windows: Half, first: Rows) -> Path:
    """A file of one unit vector per paragraph (paragraphs, dimension), of its centred windows."""
    rows, path = len(first) - 1, folder / "paragraphs.npy"
    vectors = new_array(path, (rows, windows.shape[1]), np.float32)
    for begin in range(0, rows, BLOCK):
        end = min(begin + BLOCK, rows)
        block = np.asarray(windows[first[begin] : first[end]], dtype=np.float32)
        vectors[begin:end] = paragraph_vectors(block, first[begin : end + 1] - first[begin])
    return path

"""Builds an index: the whole pipeline, from the files of a corpus to a published generation."""

from __future__ import annotations

import importlib.metadata
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from explorer.assembly import Rows, number_facets, number_rows
from explorer.corpus.files import corpus_fingerprint, read_corpus_info
from explorer.corpus.place_lists import read_place_lists
from explorer.corpus.place_table import load_places
from explorer.corpus.reading import read_corpus
from explorer.embedding.centring import ALL, centre, language_means, paragraph_vectors
from explorer.embedding.encoder import Encoder, SentenceTransformerEncoder
from explorer.errors import CorpusError, IndexFolderError
from explorer.hubness import Reference, hubness, reference_rows
from explorer.index.arrays import write_arrays
from explorer.index.grams import write_grams
from explorer.index.manifest import FORMAT_VERSION, Manifest
from explorer.index.rows import write_rows
from explorer.index.store import (
    build_lock,
    new_generation,
    next_generation,
    open_generation,
    publish,
)
from explorer.index.vectors import write_vectors
from explorer.joining import join_paragraphs
from explorer.ranking import Passages, calibrate
from explorer.records import Progress
from explorer.report import BuildReport, counts_of, sources_of, warnings_of, years_of
from explorer.scope import Facets
from explorer.settings import index_settings
from explorer.verdict import RULE

LIBRARIES = ("faiss-cpu", "numpy", "sentence-transformers", "torch", "transformers")

JOINED = 200_000
"""Paragraphs up to which the join is made unasked; it takes some minutes there."""

Vectors = NDArray[np.float32]


def build_index(
    corpus: Path,
    index: Path,
    *,
    model: str | None = None,
    encoder: Encoder | None = None,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
    join: bool | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Read a corpus, embed it and publish it as the next generation of an index folder.

    A failed build leaves the current generation as it is.

    Args:
        corpus: folder of texts.
        index: folder of the index; made if missing.
        model: folder or hub name of a sentence-transformers model; None is the offline model.
        encoder: used in place of ``model`` where given.
        columns: the names in ``metadata.csv`` and tables by ours, such as ``{"place": "city"}``.
        encoding: of texts without a byte order mark; None finds it out.
        join: whether to find the counterparts of all paragraphs, which tables of cities and years
            count; None does up to ``JOINED`` paragraphs.
        progress: called as ``progress(stage, done, total)``.

    Raises:
        CorpusError: ``metadata.csv`` is malformed, or nothing can be read from the corpus.
        ModelError: the model cannot be loaded.
        IndexFolderError: the index folder cannot be written, or another build holds it.
    """
    progress = progress or _silent
    seconds: dict[str, float] = {}
    fingerprint = corpus_fingerprint(corpus)  # a missing corpus is told before a folder is made
    _refuse_overlap(corpus, index)
    info = read_corpus_info(corpus)
    places = load_places(corpus)
    lists = read_place_lists(corpus, places)
    with build_lock(index), new_generation(index) as folder:
        with _timed("read", seconds):
            read = read_corpus(corpus, columns=columns, encoding=encoding, progress=progress)
            rows = number_rows(read.speeches)
            facets, codes = number_facets(read.speeches, rows)
        with _timed("embed", seconds):
            progress("embed", 0, len(rows.texts))  # loading the model takes a while
            encoder = encoder or SentenceTransformerEncoder(model)
            identity = encoder.identity
            raw = _embed(rows.texts, encoder, progress)
        with _timed("calibrate", seconds):
            means = language_means(raw, rows.languages)
            windows = _centred(raw, rows.languages, means)
            languages = sorted(set(rows.languages))
            reference, passages = _passages(windows, rows, facets, languages)
            percentiles = calibrate(passages, facets, languages)
            progress("calibrate", 1, 1)
        with _timed("write", seconds):
            # Paragraphs are searched by what is stored: windows rounded to half precision.
            half = windows.astype(np.float16)
            write_arrays(
                folder,
                windows=half,
                hubs=np.asarray(passages.hubs, dtype=np.float16),
                reference=reference,
                first=passages.first,
                facets=facets,
            )
            write_grams(folder, (paragraph.text for paragraph, _ in rows.paragraphs), facets)
            vectors = paragraph_vectors(half.astype(np.float32), passages.first)
            write_vectors(vectors, folder)
            write_rows(
                folder,
                speeches=[item.speech for item in read.speeches],
                paragraphs=rows.paragraphs,
                lines=rows.lines,
                windows=rows.windows,
                dropped=read.dropped,
            )
            counts = counts_of(read, len(rows.paragraphs), len(rows.windows), len(codes))
            manifest = Manifest(
                format_version=FORMAT_VERSION,
                generation=next_generation(index),
                created=datetime.now(UTC).isoformat(timespec="seconds"),
                corpus=str(corpus.resolve()),
                fingerprint=fingerprint,
                title=info.title,
                notice=info.notice,
                model=identity,
                settings=index_settings(columns, encoding),
                counts=counts,
                places=codes,
                points={code: list(point) for code, point in places.points(codes).items()},
                lists=lists,
                languages=languages,
                means={name: [round(float(x), 7) for x in mean] for name, mean in means.items()},
                percentiles=percentiles,
                verdict=asdict(RULE),
                sources=sources_of(read),
                unreadable=read.unreadable,
                libraries={name: importlib.metadata.version(name) for name in LIBRARIES},
            )
            progress("write", 1, 1)
        if join or (join is None and len(rows.paragraphs) <= JOINED):
            with _timed("join", seconds):
                texts = [paragraph.text for paragraph, _ in rows.paragraphs]
                join_paragraphs(folder, manifest, facets.speeches, texts, vectors, progress)
        publish(folder, manifest)
    return BuildReport(
        generation=manifest.generation,
        seconds=seconds,
        years=years_of(read),
        warnings=warnings_of(read),
        unreadable=tuple(read.unreadable),
        **counts,
    )


def is_current(
    corpus: Path,
    index: Path,
    *,
    model: str | None = None,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
) -> bool:
    """Whether the index is whole and was built from these very files with this model.

    Raises:
        CorpusError: the corpus folder is missing or empty.
    """
    fingerprint = corpus_fingerprint(corpus)
    try:
        _, manifest = open_generation(index)
    except IndexFolderError:
        return False
    same_model = model is None or manifest.model.name == model
    return (
        same_model
        and manifest.settings == index_settings(columns, encoding)
        and manifest.fingerprint == fingerprint
    )


def _silent(stage: str, done: int, total: int) -> None:
    """The progress of a caller who asked for none."""


@contextmanager
def _timed(stage: str, seconds: dict[str, float]) -> Iterator[None]:
    start = time.perf_counter()
    yield
    seconds[stage] = round(time.perf_counter() - start, 2)


def _refuse_overlap(corpus: Path, index: Path) -> None:
    """Refuse an index inside its corpus: the next build would read it as documents."""
    if index.resolve().is_relative_to(corpus.resolve()):
        raise CorpusError(f"The index folder {index} lies inside the corpus {corpus}; move it out.")


def _embed(texts: Sequence[str], encoder: Encoder, progress: Progress) -> Vectors:
    """One unit vector per text; every distinct text is embedded once."""
    distinct = list(dict.fromkeys(texts))
    numbers = {text: number for number, text in enumerate(distinct)}
    vectors = encoder.encode(distinct, advance=lambda done, total: progress("embed", done, total))
    return vectors[[numbers[text] for text in texts]]


def _centred(raw: Vectors, languages: Sequence[str], means: dict[str, Vectors]) -> Vectors:
    names = np.asarray(languages)
    windows = np.empty_like(raw)
    for language in means.keys() - {ALL}:
        own = names == language
        windows[own] = centre(raw[own], means[language])
    return windows


def _passages(
    windows: Vectors, rows: Rows, facets: Facets, languages: Sequence[str]
) -> tuple[NDArray[np.int64], Passages]:
    """The rows of the hubness' reference, and all paragraphs with the hubness of their windows."""
    numbers = {language: number for number, language in enumerate(languages)}
    spoken = np.array([numbers[language] for language in rows.languages], dtype=np.int32)
    first = rows.first_windows
    groups = np.repeat(facets.group, np.diff(first))
    sample = reference_rows(spoken)
    reference = Reference(windows[sample], spoken[sample], groups[sample], len(languages))
    hubs = hubness(windows, groups, reference)
    return sample, Passages(windows, hubs, first, spoken[first[:-1]])

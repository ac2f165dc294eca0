"""Builds an index: the whole pipeline, from the files of a corpus to a published generation."""

from __future__ import annotations

import importlib.metadata
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import numpy as np

from explorer import room
from explorer.assembly import number_facets, number_rows
from explorer.corpus.files import corpus_fingerprint, plain_text_size, read_corpus_info
from explorer.corpus.kept_readings import KeptReadings
from explorer.corpus.place_lists import read_place_lists
from explorer.corpus.place_table import load_places
from explorer.corpus.reading import read_corpus
from explorer.embedding.cache import CachedEncoder
from explorer.embedding.centring import language_means
from explorer.embedding.encoder import Encoder, SentenceTransformerEncoder, require_model
from explorer.errors import CorpusError
from explorer.index.address import Address, read_address
from explorer.index.arrays import language_numbers, write_arrays
from explorer.index.grams import write_grams
from explorer.index.local import LocalHome
from explorer.index.manifest import FORMAT_VERSION, Manifest
from explorer.index.milvus import filling
from explorer.index.row_writer import RowWriter
from explorer.index.rows import Rows
from explorer.index.store import (
    build_lock,
    new_generation,
    next_generation,
    publish,
    scratch,
)
from explorer.joining import join_paragraphs
from explorer.kept import Kept
from explorer.ranking import calibrate
from explorer.records import Progress
from explorer.report import BuildReport, counts_of, sources_of, warnings_of, years_of
from explorer.settings import index_settings, reading_rules_of
from explorer.vectorising import (
    centred_windows,
    embed_windows,
    passages_of,
    write_paragraph_vectors,
)
from explorer.verdict import RULE

LIBRARIES = ("faiss-cpu", "numpy", "sentence-transformers", "torch", "transformers")

CACHE = "cache"
"""Folder in the index folder for what is kept from build to build."""
READINGS, VECTORS, PAIRS = "readings.sqlite", "vectors.sqlite", "pairs.sqlite"
JOINED = 200_000
"""Paragraphs up to which the join is made unasked; on two cores it takes some ten minutes."""


def build_index(
    corpus: Path,
    index: Path | str | Address,
    *,
    model: str | None = None,
    encoder: Encoder | None = None,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
    join: bool | None = None,
    cache: bool = True,
    prune: bool = False,
    progress: Progress | None = None,
) -> BuildReport:
    """Read a corpus, embed it and publish it as the next generation of an index folder.

    A failed build leaves the current generation as it is. What was read and embedded is kept in
    the folder, so that the next build, or the same one after a crash, does only what is new; the
    index is the same as if all had been done anew.

    Args:
        corpus: folder of texts.
        index: folder of the index, made if missing; or its address in Milvus, which then holds
            its vectors, too (see ``explorer.index.address``).
        model: folder or hub name of a sentence-transformers model; None is the offline model.
        encoder: used in place of ``model`` where given.
        columns: the names in ``metadata.csv`` and tables by ours, such as ``{"place": "city"}``.
        encoding: of texts without a byte order mark; None finds it out.
        join: whether to find the counterparts of all paragraphs, which tables of cities and years
            count; None does up to ``JOINED`` paragraphs.
        cache: whether to use what earlier builds kept, and to keep what this one does.
        prune: whether to forget, once the index is published, what it has no use for.
        progress: called as ``progress(stage, done, total)``.

    Raises:
        CorpusError: ``metadata.csv`` is malformed, or nothing can be read from the corpus.
        ModelError: the model cannot be loaded.
        IndexFolderError: the index folder cannot be written, another build holds it, or its disk
            has no room, as far as can be told beforehand or as it turns out.
        VectorServerError: Milvus cannot be used.
    """
    progress = progress or _silent
    seconds: dict[str, float] = {}
    address = read_address(index)
    index = address.folder
    fingerprint = corpus_fingerprint(corpus)  # a missing corpus is told before a folder is made
    refuse_overlap(corpus, index)
    require_model(model)
    info = read_corpus_info(corpus)
    places = load_places(corpus)
    lists = read_place_lists(corpus, places)
    room.require(index, room.needed_at_least(plain_text_size(corpus), cache and index / CACHE))
    with (
        build_lock(index),
        filling(address, progress) as fill,
        new_generation(index) as folder,
        scratch(index) as temporary,
        Kept((index if cache else temporary) / CACHE / READINGS) as readings,
        Kept((index if cache else temporary) / CACHE / VECTORS) as vectors_kept,
        Kept((index if cache else temporary) / CACHE / PAIRS) as pairs_kept,
    ):
        with _timed("read", seconds):
            known = KeptReadings(readings, reading_rules_of(corpus))
            read = read_corpus(
                corpus, columns=columns, encoding=encoding, kept=known, progress=progress
            )
            with RowWriter(folder) as writer:
                numbered = number_rows(read.speeches, writer)
                writer.drop(read.dropped)
            facets = number_facets((item.speech for item in read.speeches), numbered)
            languages = sorted({one.language for one in facets.speeches})
            language = language_numbers(facets, languages)
            rows, first = Rows(folder), numbered.first
        with _timed("embed", seconds):
            progress("embed", 0, int(first[-1]))  # loading the model takes a while
            cached = CachedEncoder(encoder or SentenceTransformerEncoder(model), vectors_kept)
            identity = cached.identity
            lengths, kept = facets.length, cache and index / CACHE / VECTORS
            needed = room.needed_after_reading(int(first[-1]), lengths, identity.dimension, kept)
            room.require(index, needed)
            raw = embed_windows(temporary, rows.window_texts(), int(first[-1]), cached, progress)
        with _timed("calibrate", seconds):
            spoken = np.repeat(language, np.diff(first))
            means = language_means(raw, spoken, languages)
            windows = centred_windows(folder, raw, spoken, [means[name] for name in languages])
            reference, passages = passages_of(
                windows, first, language, facets.group, len(languages)
            )
            percentiles = calibrate(passages, facets, languages)
            progress("calibrate", 1, 1)
        with _timed("write", seconds):
            hubs = np.asarray(passages.hubs, dtype=np.float16)
            write_arrays(folder, hubs=hubs, reference=reference, first=first, facets=facets)
            write_grams(folder, rows.texts(), facets)
            vectors = write_paragraph_vectors(temporary, windows, first)
            home = LocalHome(folder)
            home.add(np.load(vectors, mmap_mode="r"), facets)
            counts = counts_of(read, len(first) - 1, len(windows), len(facets.places))
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
                places=list(facets.places),
                points={code: list(point) for code, point in places.points(facets.places).items()},
                lists=lists,
                languages=languages,
                means={name: [round(float(x), 7) for x in mean] for name, mean in means.items()},
                percentiles=percentiles,
                verdict=asdict(RULE),
                search=home.tuned,
                sources=sources_of(read),
                unreadable=read.unreadable,
                libraries={name: importlib.metadata.version(name) for name in LIBRARIES},
            )
            progress("write", 1, 1)
        if join or (join is None and counts["paragraphs"] <= JOINED):
            with _timed("join", seconds):
                join_paragraphs(folder, manifest, vectors, progress, pairs_kept)
        with _timed("publish", seconds):
            home.close()
            fill_it = partial(fill, manifest, facets, np.load(vectors, mmap_mode="r"))
            publish(folder, manifest, ready=fill_it)
        pairs_kept.prune(())  # another build of the same would find all in this generation
        if prune:
            readings.prune(known.keys)
            vectors_kept.prune(cached.keys(Rows(index / manifest.generation).window_texts()))
    return BuildReport(
        generation=manifest.generation,
        content=manifest.content,
        files_read=known.read,
        files_reused=known.reused,
        texts_embedded=cached.embedded,
        texts_reused=cached.reused,
        seconds=seconds,
        years=years_of(read),
        warnings=(*warnings_of(read), *readings.notes, *vectors_kept.notes, *pairs_kept.notes),
        unreadable=tuple(read.unreadable),
        **counts,
    )


def _silent(stage: str, done: int, total: int) -> None:
    """The progress of a caller who asked for none."""


@contextmanager
def _timed(stage: str, seconds: dict[str, float]) -> Iterator[None]:
    start = time.perf_counter()
    yield
    seconds[stage] = round(time.perf_counter() - start, 2)


def refuse_overlap(corpus: Path, index: Path) -> None:
    """Refuse an index inside its corpus: the next build would read it as documents.

    Raises:
        CorpusError: it is.
    """
    if index.resolve().is_relative_to(corpus.resolve()):
        raise CorpusError(f"The index folder {index} lies inside the corpus {corpus}; move it out.")

"""Writes the grams of a corpus: where each stands, and in how many speeches, places and years."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.index.column import Column
from explorer.index.grams.counting import COUNTED, RowFacts, distinct, extremes, row_facts
from explorer.index.grams.shadow import Numbers, shadow
from explorer.scope import Facets

HASHES, ENTRIES, POSTINGS = "gram_hashes.npy", "gram_entries.npy", "gram_postings.npy"
LONE_HASHES, LONE_POSTINGS = "gram_lone_hashes.npy", "gram_lone_postings.npy"
POSTING = np.dtype([("row", "<i4"), ("at", "<i4")])
"""A paragraph and the token of it at which the gram starts."""
ENTRY = np.dtype(
    [
        *(("start", "<i8"), ("occurrences", "<u4"), ("groups", "<u4"), ("unplaced", "<u4")),
        *(("places", "<u4"), ("provinces", "<u4"), ("years", "<u2")),
        *(("first", "<i2"), ("last", "<i2")),
    ]
)
"""``start`` is the gram's first posting, ``occurrences`` how many it would have without a cap."""
RECORD = np.dtype([("hash", "<u8"), ("row", "<i4"), ("at", "<i4")])

MOST_POSTINGS = 256
"""Postings of a gram; in 250 real reports, 21 of 113,000 grams have more."""
STUTTER = 4
"""Places of a gram within one paragraph that are kept; more is a stutter."""
LONE_STEP = 4
"""Of grams in one speech only, those at every fourth token are kept: a passage is looked up at
every token, so three more than a gram's length find them."""
BATCH = 500_000
"""Characters that are cut into grams at once; writing takes 120 MB in all at its peak."""
PART = 1_000_000
"""Grams that are sorted at once, about."""


def write_grams(folder: Path, texts: Iterable[str], facets: Facets) -> None:
    """Write the grams of all paragraphs into the folder of a generation.

    Args:
        folder: it also takes the grams on their way, 16 bytes each.
        texts: the paragraphs in row order; read once.
        facets: what is known of each row.
    """
    facts = row_facts(facets)
    parts = 1 << (int(facets.length.sum()) // PART).bit_length()
    with tempfile.TemporaryDirectory(dir=folder) as name, ExitStack() as stack:
        _scatter(Path(name), texts, parts)
        files = (HASHES, ENTRIES, POSTINGS, LONE_HASHES, LONE_POSTINGS)
        kinds: tuple[Any, ...] = (np.uint64, ENTRY, POSTING, np.uint64, POSTING)
        hashes, entries, postings, lone_hashes, lone_postings = (
            stack.enter_context(Column(folder / file, np.dtype(kind)))
            for file, kind in zip(files, kinds, strict=True)
        )
        for part in range(parts):
            records = _sorted_part(Path(name) / str(part))
            shared, alone = _divided(records, facts)
            lone_hashes.append(alone["hash"])
            lone_postings.append(_postings(alone))
            known, entry, kept = _counted(shared, facts)
            entry["start"] += len(postings)
            hashes.append(known)
            entries.append(entry)
            postings.append(kept)


def _batches(texts: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """The first row of each batch, and its texts."""
    first, batch, size = 0, list[str](), 0
    for text in texts:
        batch.append(text)
        size += len(text) + 1
        if size >= BATCH:
            yield first, batch
            first, batch, size = first + len(batch), [], 0
    if batch:
        yield first, batch


def _scatter(folder: Path, texts: Iterable[str], parts: int) -> None:
    """Write every gram of every row to the file of its part: the first bits of its hash."""
    shift = np.uint64(64 - parts.bit_length() + 1)
    for first, batch in _batches(texts):
        cut = shadow(batch)
        records = np.empty(len(cut.gram), RECORD)
        records["hash"] = cut.gram
        records["row"] = cut.owner + first
        records["at"] = cut.gram_start - cut.first[cut.owner]
        part = cut.gram >> shift if parts > 1 else np.zeros(len(records), dtype=np.uint64)
        part = part.astype(np.min_scalar_type(parts))  # small numbers are sorted at once
        order = np.argsort(part, kind="stable")
        records, edges = records[order], np.searchsorted(part[order], np.arange(parts + 1))
        for number, (start, end) in enumerate(pairwise(edges.tolist())):
            if start < end:
                with (folder / str(number)).open("ab") as stream:
                    stream.write(records[start:end].tobytes())


def _sorted_part(path: Path) -> NDArray[Any]:
    """The records of a part by hash, row and token; the part's file is removed."""
    if not path.exists():
        return np.empty(0, RECORD)
    records: NDArray[Any] = np.fromfile(path, RECORD)
    os.remove(path)
    return records[np.argsort(records["hash"], kind="stable")]  # rows came in their order


def _numbered(records: NDArray[Any]) -> tuple[Numbers, Numbers]:
    """The number of each record's gram, and where each gram begins."""
    begins = np.ones(len(records), dtype=bool)
    begins[1:] = records["hash"][1:] != records["hash"][:-1]
    return np.cumsum(begins) - 1, np.flatnonzero(begins)


def _divided(records: NDArray[Any], facts: RowFacts) -> tuple[NDArray[Any], NDArray[Any]]:
    """The records of grams that several witness groups have, and a sample of the others."""
    number, begins = _numbered(records)
    group = facts.group[records["row"]]
    differs = (group != group[begins[number]]).astype(np.int64)
    shared = np.add.reduceat(differs, begins) > 0 if len(begins) else np.zeros(0, dtype=bool)
    is_shared = shared[number]
    return records[is_shared], records[~is_shared & (records["at"] % LONE_STEP == 0)]


def _counted(
    records: NDArray[Any], facts: RowFacts
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """The hashes of grams, what is counted of each, and their postings up to the cap."""
    number, begins = _numbered(records)
    count, rows = len(begins), records["row"]
    entries = np.zeros(count, ENTRY)
    entries["occurrences"] = np.diff(np.append(begins, len(records)))
    for name, column in zip(COUNTED, facts.columns, strict=True):
        entries[name] = distinct(number, column[rows], count)
    entries["first"], entries["last"] = extremes(number, rows, facts, count)
    order = _chosen(number, rows, facts)
    kept = np.bincount(number[order], minlength=count)
    entries["start"] = np.cumsum(kept) - kept
    return records["hash"][begins], entries, _postings(records[order])


def _chosen(number: Numbers, rows: NDArray[Any], facts: RowFacts) -> Numbers:
    """Which records become postings, in order: per gram, the earliest of each place come first."""
    since, place = facts.since[rows], facts.place_or_group[rows]
    by_place = np.lexsort((since, place, number))
    follows = np.empty(len(rows), dtype=bool)
    follows[by_place] = _rank(number[by_place], place[by_place]) > 0
    order = np.lexsort((since, follows, number))
    order = order[_rank(number, rows)[order] < STUTTER]
    return order[_rank(number[order]) < MOST_POSTINGS]


def _rank(*columns: NDArray[Any]) -> Numbers:
    """How many neighbours before each item are alike in all columns."""
    begins = np.ones(len(columns[0]), dtype=bool)
    begins[1:] = np.any([column[1:] != column[:-1] for column in columns], axis=0)
    starts = np.flatnonzero(begins)
    rank: Numbers = np.arange(len(begins)) - starts[np.cumsum(begins) - 1]
    return rank


def _postings(records: NDArray[Any]) -> NDArray[Any]:
    postings = np.empty(len(records), POSTING)
    postings["row"], postings["at"] = records["row"], records["at"]
    return postings

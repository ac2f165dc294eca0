"""Damaged, cut, old and foreign files of an index are refused; none of them crashes a reader.

In full: ``EXPLORER_FLIPS=200 python -m pytest tests/index/test_damage.py``, so many flipped bytes
in every file (some fifteen minutes on two cores).
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import faiss
import numpy as np
import pytest
from crash_corpus import write_edition
from fakes import BigramEncoder

from explorer.build import build_index
from explorer.errors import IndexDamaged, IndexFolderError, IndexVersionError
from explorer.index import checking
from explorer.index.inverted import LISTS_FILE, Inverted
from explorer.index.manifest import CHECKSUM, FORMAT_VERSION, MANIFEST_FILE, _checksum, file_hash
from explorer.index.pairs import VERDICTS
from explorer.index.plan import Limits
from explorer.index.store import CURRENT_FILE, all_faults, open_generation
from explorer.index.vectors import ParagraphVectors, write_vectors
from explorer.search import open_index
from explorer.verdict import Verdict

FLIPS = int(os.environ.get("EXPLORER_FLIPS", "2"))
HERE = Path(__file__).parents[1]
MENDING = r"build it with: python scripts/rebuild_index\.py CORPUS --index \S+$"
GENERATION = "gen-000001"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Indexes: ``whole``, ``other`` (of another corpus), ``large`` (its files are sampled)."""
    folder = tmp_path_factory.mktemp("damage")
    for name, edition in (("whole", 1), ("other", 2)):
        corpus = write_edition(folder / f"{name}-corpus", edition)
        build_index(corpus, folder / name, encoder=BigramEncoder(), cache=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checking, "HASHED_AT_OPEN", 0)
        build_index(folder / "whole-corpus", folder / "large", encoder=BigramEncoder(), cache=False)
    return folder


def files(index: Path) -> list[Path]:
    """All that an open reads: the pointer, the manifest and the files."""
    return [index / CURRENT_FILE, *sorted((index / GENERATION).iterdir())]


NAMES = [
    CURRENT_FILE,
    MANIFEST_FILE,
    *(f"facet_{name}.npy" for name in ("earliest", "group", "latest", "length", "place", "speech")),
    *(f"gram_{name}.npy" for name in ("entries", "hashes", "postings")),
    *(f"gram_lone_{name}.npy" for name in ("hashes", "postings")),
    *("first_windows.npy", "hubs.npy", "reference.npy", "windows.npy"),
    *("formula.npy", "nearest.npy", "pairs.npy", "pair_first.npy", "pair_further.npy"),
    *("paragraphs.faiss", "paragraphs.sqlite"),
]


def place_of(index: Path, name: str) -> Path:
    return index / name if name == CURRENT_FILE else index / GENERATION / name


def test_every_file_is_tried(made: Path) -> None:
    assert sorted(path.name for path in files(made / "whole")) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_flipped_bytes_are_refused(made: Path, name: str) -> None:
    path, chance = place_of(made / "whole", name), random.Random(name)
    whole = path.read_bytes()
    open_generation(made / "whole")
    try:
        for _ in range(FLIPS):
            changed = bytearray(whole)
            changed[chance.randrange(len(whole))] ^= chance.randrange(1, 256)
            path.write_bytes(changed)
            with pytest.raises(IndexFolderError, match=MENDING):
                open_generation(made / "whole")
    finally:
        path.write_bytes(whole)


@pytest.mark.parametrize("name", NAMES)
def test_a_cut_a_grown_and_a_foreign_file_are_refused(made: Path, name: str) -> None:
    path, chance = place_of(made / "whole", name), random.Random(name)
    whole = path.read_bytes()
    lengths = {0, 1, 8, len(whole) // 2, len(whole) - 1, *chance.sample(range(len(whole)), 5)}
    foreign = place_of(made / "other", name).read_bytes()
    others = [b"\x80\x04N.", bytes(len(whole)), whole + b"\0", foreign]
    try:
        for content in [*(whole[:length] for length in lengths), *others]:
            if content == whole:  # the two corpora have this alike
                continue
            path.write_bytes(content)
            with pytest.raises(IndexFolderError, match=MENDING):
                open_generation(made / "whole")
        path.unlink()
        with pytest.raises(IndexFolderError, match=MENDING):
            open_generation(made / "whole")
        path.mkdir()
        with pytest.raises(IndexFolderError, match=MENDING):
            open_generation(made / "whole")
        path.rmdir()
    finally:
        path.write_bytes(whole)
    open_generation(made / "whole")


def signed(index: Path, **changes: object) -> None:
    """Change fields of the manifest, and all that speaks for it."""
    path = index / GENERATION / MANIFEST_FILE
    table = json.loads(path.read_text(encoding="utf-8")) | changes
    table[CHECKSUM] = _checksum(table)
    path.write_text(json.dumps(table), encoding="utf-8")
    (index / CURRENT_FILE).write_text(f"{GENERATION} {file_hash(path)}\n", encoding="ascii")


@pytest.mark.parametrize("version", [*range(FORMAT_VERSION), FORMAT_VERSION + 1])
def test_every_other_version_is_refused(made: Path, tmp_path: Path, version: int) -> None:
    index = shutil.copytree(made / "whole", tmp_path / "index")
    signed(index, format_version=version)
    with pytest.raises(IndexVersionError, match=f"index format {version}, .*{MENDING}"):
        open_generation(index)
    (index / CURRENT_FILE).write_text(f"{GENERATION}\n", encoding="ascii")  # as version 5 wrote it
    with pytest.raises(IndexVersionError, match=MENDING):
        open_generation(index)


def test_a_whole_generation_of_another_index_is_refused(made: Path, tmp_path: Path) -> None:
    index = shutil.copytree(made / "whole", tmp_path / "index")
    shutil.rmtree(index / GENERATION)
    shutil.copytree(made / "other" / GENERATION, index / GENERATION)
    with pytest.raises(IndexDamaged, match=f"is not what .*CURRENT names; {MENDING}"):
        open_generation(index)


def test_files_that_do_not_belong_to_a_generation(made: Path, tmp_path: Path) -> None:
    index = shutil.copytree(made / "whole", tmp_path / "index")
    (index / GENERATION / ".DS_Store").write_bytes(b"of the system")
    open_generation(index)
    (index / GENERATION / "paragraphs_lists.faiss").write_bytes(b"of somebody")
    with pytest.raises(IndexDamaged, match=f"lists.faiss does not belong there; {MENDING}"):
        open_generation(index)


def test_an_index_whose_manifest_lies_is_refused(made: Path, tmp_path: Path) -> None:
    """The files are whole and the checksums right, but they do not go together."""
    table = json.loads((made / "whole" / GENERATION / MANIFEST_FILE).read_text(encoding="utf-8"))
    counts = table["counts"]
    for number, changes in enumerate(
        (
            {"counts": counts | {"paragraphs": counts["paragraphs"] - 1}},
            {"counts": counts | {"windows": counts["windows"] + 1}},
            {"places": table["places"][:-1]},
            {"languages": ["en"]},
            {"model": table["model"] | {"dimension": 65}},
        )
    ):
        index = shutil.copytree(made / "whole", tmp_path / str(number))
        signed(index, **changes)
        with pytest.raises(IndexDamaged, match=MENDING):
            open_index(index, encoder=BigramEncoder())


def test_of_a_large_file_the_beginning_and_a_sample_are_hashed(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "HEAD", 100)
    monkeypatch.setattr(checking, "BLOCK", 10)
    monkeypatch.setattr(checking, "BLOCKS", 9)
    path = tmp_path / "some.npy"
    whole = bytes(1000)
    path.write_bytes(whole)
    known, seen = checking.sample_hash(path), []
    for position in range(1000):
        path.write_bytes(whole[:position] + b"\1" + whole[position + 1 :])
        if checking.sample_hash(path) != known:
            seen.append(position)
    blocks = [990 * number // 9 for number in range(1, 10)]
    sampled = {*range(100), *(one + step for one in blocks for step in range(10))}
    assert seen == sorted(sampled)
    assert seen[-1] == 999


@pytest.mark.parametrize("name", NAMES[1:])
def test_what_is_sampled_of_a_large_file_is_refused_and_verifying_tells_all(
    made: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    index, chance = made / "large", random.Random(name)
    monkeypatch.setattr(checking, "HASHED_AT_OPEN", 0)
    _, manifest = open_generation(index)
    assert all("sample" in known for known in manifest.files.values())
    path = place_of(index, name)
    whole = path.read_bytes()
    try:
        for _ in range(FLIPS):
            changed = bytearray(whole)
            changed[chance.randrange(len(whole))] ^= chance.randrange(1, 256)
            path.write_bytes(changed)
            if name == MANIFEST_FILE:
                with pytest.raises(IndexFolderError, match=MENDING):
                    all_faults(index)
                continue
            with pytest.raises(IndexDamaged, match=f"{name} does not match its hash; {MENDING}"):
                open_generation(index)  # files of these sizes are sampled from end to end
            with monkeypatch.context() as patch:
                patch.setattr(
                    checking, "sample_hash", lambda path: manifest.files[path.name]["sample"]
                )
                open_generation(index)
                _, _, found = all_faults(index)
            assert found == [(name, "does not match its hash")]
    finally:
        path.write_bytes(whole)
    assert all_faults(index)[2] == []


def test_what_slips_through_never_crashes_a_reader(made: Path, tmp_path: Path) -> None:
    """All hashes are left out: what the readers of the files themselves make of damage."""
    index, chance = shutil.copytree(made / "whole", tmp_path / "index"), random.Random(1)
    lines = []
    for path in files(index)[1:]:
        if path.name == MANIFEST_FILE:
            continue
        size = path.stat().st_size
        for number in range(FLIPS):
            position = chance.randrange(min(size, 300) if number % 2 else size)
            lines.append(f"{path.name} {position} {chance.randrange(1, 256)}")
    told = probed("damage_prober.py", index, lines)
    kinds = Counter(one.split()[0] for one in told)
    assert {line: one for line, one in zip(lines, told, strict=True) if one[0] in "fs"} == {}
    assert kinds["refused"] >= len(lines) / 10
    assert kinds["answered"] + kinds["refused"] == len(lines)
    assert all_faults(index)[2] == [], "the prober mends what it breaks"


def probed(script: str, index: Path, lines: list[str]) -> list[str]:
    done = subprocess.run(
        [sys.executable, str(HERE / script), str(index)],
        input="\n".join(lines) + "\n",
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE), str(HERE.parent)])},
        timeout=60 + 5 * len(lines),
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines()


def test_the_number_of_verdicts_is_known_to_their_file() -> None:
    assert len(Verdict) == VERDICTS


ROWS, DIMENSION = 900, 16
LIMITS = Limits(exact_up_to=100, shard=256, few=10, few_share=0.0, training_rows=10)


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The vectors of a large index: shards, and inverted lists."""
    folder = tmp_path_factory.mktemp("listed")
    drawn = np.random.default_rng(7).normal(size=(ROWS, DIMENSION)).astype(np.float32)
    tuned = write_vectors(drawn / np.linalg.norm(drawn, axis=1)[:, None], folder, limits=LIMITS)
    np.save(folder / "queries", drawn[::200])
    assert tuned is not None
    return folder


def test_a_number_of_a_list_that_is_no_row_is_never_returned(listed: Path) -> None:
    whole = (listed / LISTS_FILE).read_bytes()
    changed = bytearray(whole)
    for row in range(0, ROWS, 3):
        at = changed.rfind(row.to_bytes(8, "little"))
        for number in (2**62, -5, ROWS, ROWS + 3):
            wrong = number.to_bytes(8, "little", signed=True)
            changed[at : at + 8] = wrong
    (listed / LISTS_FILE).write_bytes(changed)
    try:
        inverted = Inverted(listed, rows=ROWS, dimension=DIMENSION)
        for query in np.load(listed / "queries.npy"):
            rows = inverted.candidates(query, ROWS, 999, np.ones(ROWS, dtype=bool))
            assert 0 < len(rows) < ROWS
            assert 0 <= rows.min() <= rows.max() < ROWS
    finally:
        (listed / LISTS_FILE).write_bytes(whole)


def test_no_length_in_a_file_of_vectors_takes_more_memory_than_the_file(listed: Path) -> None:
    path = listed / "paragraphs.1.faiss"
    whole = path.read_bytes()
    length = faiss.read_index(str(path)).ntotal * DIMENSION * 2
    at = whole.rfind(length.to_bytes(8, "little"))
    assert at > 0
    path.write_bytes(whole[:at] + (2**36).to_bytes(8, "little") + whole[at + 8 :])
    before = faiss.get_deserialization_vector_byte_limit()
    try:
        with pytest.raises(IndexDamaged, match=MENDING):
            ParagraphVectors(listed, rows=ROWS, dimension=DIMENSION, limits=LIMITS)
    finally:
        path.write_bytes(whole)
    assert faiss.get_deserialization_vector_byte_limit() == before

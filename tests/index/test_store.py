from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest
from fakes import BigramEncoder, BrokenEncoder

from explorer.build import build_index
from explorer.errors import (
    DiskFull,
    IndexDamaged,
    IndexFolderError,
    IndexLocked,
    IndexMissing,
    IndexVersionError,
)
from explorer.index import store
from explorer.index.manifest import FORMAT_VERSION, MANIFEST_FILE, read_manifest
from explorer.index.store import CURRENT_FILE, build_lock, open_generation

FILES = [
    "facet_earliest.npy",
    "facet_group.npy",
    "facet_latest.npy",
    "facet_length.npy",
    "facet_place.npy",
    "facet_speech.npy",
    "first_windows.npy",
    "formula.npy",
    "gram_entries.npy",
    "gram_hashes.npy",
    "gram_lone_hashes.npy",
    "gram_lone_postings.npy",
    "gram_postings.npy",
    "hubs.npy",
    "nearest.npy",
    "pair_first.npy",
    "pair_further.npy",
    "pairs.npy",
    "paragraphs.faiss",
    "paragraphs.sqlite",
    "reference.npy",
    "windows.npy",
]


def test_every_file_of_a_generation_is_hashed(index: Path) -> None:
    generation, manifest = open_generation(index)
    assert sorted(manifest.files) == FILES
    assert sorted(path.name for path in generation.iterdir()) == sorted([*FILES, MANIFEST_FILE])


def test_a_second_build_is_the_next_generation_and_two_are_kept(corpus: Path, index: Path) -> None:
    for number in (2, 3, 4):
        assert build_index(corpus, index, encoder=BigramEncoder()).generation == f"gen-{number:06d}"
    kept = sorted(path.name for path in index.glob("gen-*"))
    assert kept == ["gen-000003", "gen-000004"]
    assert open_generation(index)[1].generation == "gen-000004"


def test_what_killed_builds_left_is_cleared_and_the_one_before_is_kept(
    corpus: Path, index: Path
) -> None:
    for name in (".building-77", ".building-77.scratch", "gen-000002", "gen-000009"):
        (index / name).mkdir()
        (index / name / "windows.npy").write_bytes(b"half")
    (index / f"{CURRENT_FILE}.77").write_text("gen-0000", encoding="ascii")
    (index / "LOCK.holder").write_text("77", encoding="ascii")
    assert build_index(corpus, index, encoder=BigramEncoder()).generation == "gen-000002"
    left = sorted(path.name for path in index.iterdir())
    assert left == [CURRENT_FILE, "LOCK", "cache", "gen-000001", "gen-000002"]


def test_without_a_pointer_no_generation_is_taken_for_a_left_over(
    corpus: Path, index: Path
) -> None:
    (index / CURRENT_FILE).unlink()
    (index / "gen-000009").mkdir()
    assert build_index(corpus, index, encoder=BigramEncoder()).generation == "gen-000010"
    assert open_generation(index)[1].generation == "gen-000010"


def test_an_open_that_builds_overtake_is_of_the_newest_generation(
    corpus: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overtaken(*given: Any) -> None:
        monkeypatch.undo()
        for _ in range(2):
            build_index(corpus, index, encoder=BigramEncoder())
        store.check_files(*given)

    monkeypatch.setattr(store, "check_files", overtaken)
    generation, manifest = open_generation(index)
    assert generation.name == manifest.generation == "gen-000003"


def test_a_generation_that_cannot_be_published_leaves_nothing(
    corpus: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path, target: Path) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = open_generation(index)
    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(DiskFull, match="is full; make room, or name a folder of another disk"):
        build_index(corpus, index, encoder=BigramEncoder())
    assert open_generation(index) == before
    left = sorted(path.name for path in index.iterdir())
    assert left == [CURRENT_FILE, "LOCK", "cache", "gen-000001"]


def test_a_failed_build_leaves_the_old_generation_serving(corpus: Path, index: Path) -> None:
    before = open_generation(index)
    with pytest.raises(MemoryError, match="no memory left"):
        build_index(corpus, index, encoder=BrokenEncoder(), cache=False)
    assert open_generation(index) == before
    assert [path.name for path in index.iterdir() if path.name.startswith((".", "gen-"))] == [
        "gen-000001"
    ]


def test_no_index_names_the_command_that_builds_one(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="no index in .*rebuild_index.py CORPUS --index"):
        open_generation(tmp_path)


def test_a_pointer_to_nothing_is_told(index: Path) -> None:
    (index / CURRENT_FILE).write_text("gen-000099\n", encoding="ascii")
    with pytest.raises(IndexMissing, match="names no generation that is there"):
        open_generation(index)


@pytest.mark.parametrize("pointer", ["../../etc", "gen-000001/../..", "", "\x00"])
def test_a_pointer_out_of_the_folder_is_refused(index: Path, pointer: str) -> None:
    (index / CURRENT_FILE).write_text(pointer, encoding="ascii")
    with pytest.raises(IndexMissing, match="names no generation"):
        open_generation(index)


@pytest.mark.parametrize("name", [*FILES, MANIFEST_FILE])
def test_a_missing_file_is_told(index: Path, name: str) -> None:
    (index / "gen-000001" / name).unlink()
    with pytest.raises(IndexDamaged, match="build it with"):
        open_generation(index)


@pytest.mark.parametrize("name", FILES)
def test_a_flipped_byte_is_told(index: Path, name: str) -> None:
    path = index / "gen-000001" / name
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 0x40
    path.write_bytes(raw)
    with pytest.raises(IndexDamaged, match=f"{name} does not match its hash"):
        open_generation(index)


@pytest.mark.parametrize("name", [*FILES, MANIFEST_FILE])
def test_a_truncated_file_is_told(index: Path, name: str) -> None:
    path = index / "gen-000001" / name
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(IndexDamaged, match="build it with"):
        open_generation(index)


@pytest.mark.parametrize("version", [1, FORMAT_VERSION + 1, "1", None])
def test_another_format_version_is_refused(index: Path, version: object) -> None:
    path = index / "gen-000001" / MANIFEST_FILE
    table = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(table | {"format_version": version}), encoding="utf-8")
    with pytest.raises(IndexVersionError, match=f"reads {FORMAT_VERSION}; build it with"):
        open_generation(index)


def test_a_manifest_of_other_fields_is_refused(index: Path) -> None:
    path = index / "gen-000001" / MANIFEST_FILE
    table = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(table | {"surprise": 1}), encoding="utf-8")
    with pytest.raises(IndexDamaged, match="manifest that was altered; build it with"):
        read_manifest(path.parent)


@pytest.mark.parametrize(
    "change",
    [{"counts": {}}, {"means": {"*": [0.0]}}, {"notice": {"zh": "改"}}, {"checksum": "0"}],
    ids=str,
)
def test_an_altered_manifest_is_refused(index: Path, change: dict[str, object]) -> None:
    path = index / "gen-000001" / MANIFEST_FILE
    table = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(table | change), encoding="utf-8")
    with pytest.raises(IndexDamaged, match="manifest that was altered; build it with"):
        open_generation(index)


def test_two_builders_never_mix(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    holder = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from explorer.index.store import build_lock
        with build_lock(Path(sys.argv[1])):
            print("held", flush=True)
            sys.stdin.read()
        """
    )
    command = [sys.executable, "-c", holder, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        with pytest.raises(IndexLocked, match=f"Process {other.pid} is building in"):  # noqa: SIM117
            with build_lock(folder):
                raise AssertionError("two builders hold the folder")
        other.communicate(b"")
    with build_lock(folder):
        pass


BUILDER = """
import sys
from pathlib import Path
from fakes import BigramEncoder
from explorer.build import build_index

class Waiting(BigramEncoder):
    def encode(self, texts, *, advance=None):
        print("building", flush=True)
        sys.stdin.read()
        return super().encode(texts, advance=advance)

build_index(Path(sys.argv[1]), Path(sys.argv[2]), encoder=Waiting())
"""


@pytest.mark.parametrize("end", ["finished", "killed"])
def test_a_second_build_is_refused_until_the_first_has_ended(
    corpus: Path, index: Path, end: str
) -> None:
    before = open_generation(index)
    shutil.rmtree(index / "cache")
    paths = os.pathsep.join(str(Path(__file__).parents[up]) for up in (1, 2))
    with subprocess.Popen(
        [sys.executable, "-c", BUILDER, str(corpus), str(index)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": paths},
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"building"
        told = f"^Process {other.pid} is building in .*; wait until it is done.$"
        with pytest.raises(IndexLocked, match=told):
            build_index(corpus, index, encoder=BigramEncoder())
        assert open_generation(index) == before
        if end == "killed":
            other.kill()
        other.communicate(b"")
    # The processes that read for a killed build are gone within a moment; its lock is gone at once.
    built = build_index(corpus, index, encoder=BigramEncoder()).generation
    assert built == ("gen-000002" if end == "killed" else "gen-000003")


def test_a_disk_without_locks_is_refused_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")

    def missing(*_: object) -> None:
        raise OSError(errno.ENOSYS, "Function not implemented")

    monkeypatch.setattr(fcntl, "flock", missing)
    with (
        pytest.raises(IndexFolderError, match="cannot be written .*name another with --index"),
        build_lock(tmp_path / "index"),
    ):
        raise AssertionError("a lock was taken that does not hold")


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with (
        pytest.raises(IndexFolderError, match="cannot be written .*name another with --index"),
        build_lock(tmp_path / "file" / "index"),
    ):
        raise AssertionError("a file was taken for a folder")

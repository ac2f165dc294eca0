from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from fakes import BigramEncoder, BrokenEncoder

from explorer.build import build_index
from explorer.errors import (
    IndexDamaged,
    IndexFolderError,
    IndexLocked,
    IndexMissing,
    IndexVersionError,
)
from explorer.index.manifest import FORMAT_VERSION, MANIFEST_FILE, check_files, read_manifest
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


def test_a_large_file_is_hashed_when_everything_is_asked(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.index.manifest.HASHED_AT_OPEN", 0)
    path = index / "gen-000001" / "windows.npy"
    raw = bytearray(path.read_bytes())
    raw[-1] ^= 1
    path.write_bytes(raw)
    generation, manifest = open_generation(index)
    with pytest.raises(IndexDamaged, match="windows.npy does not match its hash"):
        check_files(generation, manifest, everything=True)


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


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with (
        pytest.raises(IndexFolderError, match="cannot be written .*name another with --index"),
        build_lock(tmp_path / "file" / "index"),
    ):
        raise AssertionError("a file was taken for a folder")

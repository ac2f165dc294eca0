"""A full disk is told in one line, and leaves the index and its folder as they were."""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from crash_corpus import write_edition
from fakes import BigramEncoder

from explorer import room, sample_corpus
from explorer.build import build_index
from explorer.corpus.files import plain_text_size
from explorer.embedding.cache import CachedEncoder
from explorer.embedding.encoder import Advance, ModelIdentity, Vectors
from explorer.errors import DiskFull, IndexFolderError
from explorer.index.store import build_lock, open_generation
from explorer.kept import Kept

HERE = Path(__file__).parent
MENDING = "make room, or name a folder of another disk with --index"


def free_bytes(monkeypatch: pytest.MonkeyPatch, *free: int) -> None:
    """Have the disk tell so much room, one after the other."""
    told = iter(free)
    usage = shutil.disk_usage(".")
    monkeypatch.setattr(room.shutil, "disk_usage", lambda path: usage._replace(free=next(told)))


def test_too_little_room_is_told_before_anything_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = write_edition(tmp_path / "corpus", 1)
    texts = sum(path.stat().st_size for path in corpus.glob("*.txt"))
    free_bytes(monkeypatch, texts * room.LEAST_PER_BYTE - 1)
    with pytest.raises(DiskFull, match=rf"has 1 MB free, the index needs about 1 MB; {MENDING}"):
        build_index(corpus, tmp_path / "a" / "new index", encoder=BigramEncoder())
    assert not (tmp_path / "a").exists()


def test_too_little_room_is_told_before_anything_is_embedded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, index, encoder = write_edition(tmp_path / "corpus", 1), tmp_path / "i", BigramEncoder()
    free_bytes(monkeypatch, 10**9, 1000)
    with pytest.raises(DiskFull, match=rf"has 1 MB free, the index needs about \d MB; {MENDING}"):
        build_index(corpus, index, encoder=encoder)
    assert encoder.texts == []
    assert sorted(path.name for path in index.iterdir()) == ["LOCK", "cache"]


def used(folder: Path) -> int:
    return sum(path.stat().st_blocks * 512 for path in folder.rglob("*") if path.is_file())


class Wide(BigramEncoder):
    """Vectors as long as those of the offline model."""

    identity = ModelIdentity("wide", "1", "", 384, "float32")

    def encode(self, texts: Sequence[str], *, advance: Advance | None = None) -> Vectors:
        return np.repeat(super().encode(texts, advance=advance), 6, axis=1) / np.sqrt(6)


def test_what_is_needed_is_told_without_asking_for_more_than_a_build_takes(tmp_path: Path) -> None:
    """Neither estimate may refuse what there is room for, nor tell a tenth of what it takes."""
    index, needed, most = tmp_path / "index", [], 0
    plain = room.require

    def noted(folder: Path, wanted: int) -> None:
        needed.append(wanted)
        plain(folder, wanted)

    def progress(stage: str, done: int, total: int) -> None:
        nonlocal most
        most = max(most, used(index))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "require", noted)
        build_index(sample_corpus(), index, encoder=Wide(), progress=progress)
        build_index(sample_corpus(), index, encoder=Wide())
    first, read, first_again, read_again = needed
    assert most / 10 < first < most
    assert most / 3 < read < most
    assert (first_again, read_again) < (first, read), "what is kept needs no room again"
    assert first == room.needed_at_least(plain_text_size(sample_corpus()), False)


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EDQUOT, "Disk quota exceeded"),
        sqlite3.OperationalError("database or disk is full"),
    ],
    ids=str,
)
def test_a_full_disk_is_one_line(tmp_path: Path, error: Exception) -> None:
    if isinstance(error, sqlite3.Error):
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
    told = rf"^The disk of \S+ is full; {MENDING}\.$"
    with pytest.raises(DiskFull, match=told), build_lock(tmp_path):
        raise error
    with build_lock(tmp_path):
        pass


@pytest.mark.parametrize("error", [OSError("disk"), sqlite3.OperationalError("disk I/O error")])
def test_another_failure_to_write_is_one_line_too(tmp_path: Path, error: Exception) -> None:
    with pytest.raises(IndexFolderError, match="cannot be written .*disk"), build_lock(tmp_path):
        raise error


def test_a_mapped_file_has_its_place_on_the_disk_before_it_is_written(tmp_path: Path) -> None:
    for name, fill in (("some.npy", None), ("filled.npy", "posix_fallocate")):
        with pytest.MonkeyPatch.context() as patch:
            if fill:
                patch.delattr(os, fill, raising=False)
            array = room.new_array(tmp_path / name, (3000, 100), np.float32)
        assert (tmp_path / name).stat().st_blocks * 512 >= array.nbytes
        assert array.shape == (3000, 100)
        assert not array.any()


def small(patch: pytest.MonkeyPatch, pages: int) -> None:
    """Let every new file of SQLite have so many pages of 4 kB, then tell that the disk is full."""
    plain = sqlite3.connect

    def connect(*given: object, **named: object) -> sqlite3.Connection:
        store: sqlite3.Connection = plain(*given, **named)  # type: ignore[arg-type]
        store.execute(f"PRAGMA max_page_count = {pages}")
        return store

    patch.setattr(sqlite3, "connect", connect)


def test_a_full_disk_stops_the_embedding_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.embedding.cache.BATCH", 10)
    texts, encoder = [f"The council voted on motion {n}." for n in range(2000)], BigramEncoder()
    path = tmp_path / "cache" / "vectors.sqlite"
    small(monkeypatch, 30)
    with pytest.raises(DiskFull, match=rf"^The disk of \S+cache is full; {MENDING}\.$"):
        CachedEncoder(encoder, Kept(path)).encode(texts)
    monkeypatch.undo()
    done = len(encoder.texts)
    assert 0 < done < 2000
    again = BigramEncoder()
    with Kept(path) as kept:
        CachedEncoder(again, kept).encode(texts)
        assert kept.notes == []
    assert 2000 - done <= len(again.texts) <= 2000 - done + 10, "what had room is kept"


def test_readings_that_have_no_room_stop_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, index = write_edition(tmp_path / "1", 1), tmp_path / "index"
    build_index(corpus, index, encoder=BigramEncoder())
    before = open_generation(index)
    small(monkeypatch, 8)
    with pytest.raises(DiskFull, match=rf"is full; {MENDING}\.$"):
        build_index(write_edition(tmp_path / "2", 2), index, encoder=BigramEncoder())
    monkeypatch.undo()
    assert open_generation(index) == before


def test_pruning_without_room_is_noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Kept(tmp_path / "some.sqlite") as kept:
        kept.put({b"key": b"value"})
        monkeypatch.setattr(kept, "_tried", lambda task: (_ for _ in ()).throw(DiskFull("full")))
        assert kept.prune([]) == 0
        (note,) = kept.notes
    assert "was not made smaller" in note


BUILD = """
import os, resource, sys
from pathlib import Path
from fakes import BigramEncoder
from explorer import room
from explorer.build import build_index
from explorer.errors import ExplorerError

kind, corpus, index, *sizes = sys.argv[1:]
ballast = Path(index).parent / "ballast"
room.require = lambda folder, needed: None  # what is told beforehand has its own tests
build_index(Path(corpus), Path(corpus + "-warm"), encoder=BigramEncoder())  # starts the processes

def limited(size):
    if kind == "files":
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    else:
        left = os.statvfs(ballast.parent)
        ballast.write_bytes(bytes(max(0, left.f_bavail * left.f_bsize - size)))

for size in map(int, sizes):
    limited(size)
    try:
        build_index(Path(corpus), Path(index), encoder=BigramEncoder())
    except ExplorerError as error:
        told = str(error)
    else:
        told = "built"
    if kind == "files":
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
    else:
        ballast.unlink()
    print(told, *sorted(os.listdir(index)), (Path(index) / "CURRENT").read_text()[:10], sep="|")
"""


def tried(kind: str, corpus: Path, index: Path, *sizes: int) -> list[str]:
    """What a build tells under each limit, and what is left of it."""
    paths = os.pathsep.join([str(HERE), str(HERE.parent)])
    done = subprocess.run(
        [sys.executable, "-c", BUILD, kind, str(corpus), str(index), *map(str, sizes)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": paths},
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of files")
def test_a_file_that_cannot_grow_leaves_the_old_generation(tmp_path: Path) -> None:
    index = tmp_path / "index"
    build_index(write_edition(tmp_path / "1", 1), index, encoder=BigramEncoder(), cache=False)
    before = open_generation(index)
    sizes = (2_000, 6_000, 20_000, 40_000)
    told = tried("files", write_edition(tmp_path / "2", 2), index, *sizes)
    assert len(told) == len(sizes)
    for line in told:
        assert "--index.|" in line
        assert line.replace("|cache", "").endswith("|CURRENT|LOCK|gen-000001|gen-000001")
    assert open_generation(index) == before


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 900 kB, where the system lets us have one."""
    place = tmp_path / "disk"
    place.mkdir()
    libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
    if libc is None or libc.mount(b"tmpfs", bytes(place), b"tmpfs", 0, b"size=900k"):
        pytest.skip("only root of Linux can make a small disk")
    yield place
    libc.umount2(bytes(place), 2)


def test_a_disk_that_becomes_full_leaves_the_old_generation(tmp_path: Path, disk: Path) -> None:
    index = disk / "index"
    build_index(write_edition(tmp_path / "1", 1), index, encoder=BigramEncoder())
    before = open_generation(index)
    sizes = [kilobytes * 1024 for kilobytes in (8, 24, 64, 100, 140)]
    corpus = write_edition(tmp_path / "2", 2)
    told = tried("disk", corpus, index, *sizes)
    assert len(told) == len(sizes)
    for line in told:
        error, *left = line.split("|")
        assert re.fullmatch(rf"The disk of \S+ is full; {MENDING}\.", error)
        assert left == ["CURRENT", "LOCK", "cache", "gen-000001", "gen-000001"]
    assert open_generation(index) == before
    assert tried("disk", corpus, index, 900 * 1024)[0].startswith("built|")


@pytest.mark.skipif(sys.platform == "win32", reason="links and files with holes are POSIX")
def test_what_will_not_be_read_needs_no_room(tmp_path: Path) -> None:
    corpus = write_edition(tmp_path / "corpus", 1)
    before = plain_text_size(corpus)
    (corpus / "nowhere.txt").symlink_to("/nowhere/at/all")
    (corpus / "itself.md").symlink_to("itself.md")
    (tmp_path / "large").write_bytes(b"a" * 100_000)
    (corpus / "linked.txt").symlink_to(tmp_path / "large")
    os.mkfifo(corpus / "pipe.txt")
    for name, size in (("hollow.txt", 150_000_000), ("huge.txt", 300_000_000_000)):
        with (corpus / name).open("wb") as stream:
            stream.truncate(size)
    assert plain_text_size(corpus) == before > 0
    report = build_index(corpus, tmp_path / "index", encoder=BigramEncoder())
    told = {one.name for one in report.unreadable}
    assert told >= {"nowhere.txt", "itself.md", "linked.txt", "pipe.txt", "huge.txt", "hollow.txt"}

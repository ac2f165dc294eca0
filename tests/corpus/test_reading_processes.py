"""Files are read by processes that can do little, and whose end costs one file."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import confined_tasks
import pytest

from explorer.corpus import confined, reading_processes
from explorer.corpus.reading import read_corpus
from explorer.corpus.reading_processes import decode, read_files
from explorer.errors import CorpusError

TEXT = "金华市2012年政府工作报告\n各位代表，今年要把乡间的每一条小路都修好，明年再修三百公里。\n"
SHORT = 3
"""Seconds for a file, where one takes too long."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def asked(task: Callable[..., Any], *values: object) -> Any:
    return reading_processes._pool().schedule(task, args=values, timeout=60).result()


@pytest.mark.parametrize(
    ("task", "reason"),
    [
        (confined_tasks.sleep, "takes longer than 3 seconds to read; save it anew or split it"),
        (confined_tasks.crash, "crashes what reads it; save it anew, or take it out"),
        (confined_tasks.swell, "takes too much memory to read; split it"),
        (confined_tasks.fail, r"cannot be read, for an unknown reason \(ZeroDivisionError\)"),
    ],
)
def test_a_file_that_ends_its_process_costs_no_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch, task: Callable[..., bytes], reason: str
) -> None:
    pool, read = reading_processes._pool(), reading_processes._read
    asked(confined_tasks.limits)  # the processes are up, so that none is late for that reason
    schedule = pool.schedule

    def hostile(_: object, *, args: tuple[Any, ...], timeout: float) -> Any:
        is_hostile = args[1].name == "1.txt"
        return schedule(
            task if is_hostile else read, args=args, timeout=timeout if is_hostile else 60
        )

    monkeypatch.setattr(confined, "SECONDS", SHORT)
    monkeypatch.setattr(pool, "schedule", hostile)
    found = read_corpus(folder, progress=lambda *_: None)
    assert [item.speech.document for item in found.speeches] == ["0.txt", "2.txt"]
    (left_out,) = found.unreadable
    assert left_out.name == "1.txt"
    assert re.match(reason, left_out.reason)


def test_what_reads_files_neither_connects_nor_starts_programs() -> None:
    assert asked(confined_tasks.connect) == "socket.connect while a file is read"
    assert asked(confined_tasks.start_program) == "subprocess.Popen while a file is read"


@pytest.mark.skipif("sys.platform == 'win32'", reason="Windows has no such limits")
def test_what_reads_files_has_its_limits(tmp_path: Path) -> None:
    known = {"RLIMIT_AS": confined.MEMORY, "RLIMIT_FSIZE": confined.WRITTEN, "RLIMIT_CORE": 0}
    assert asked(confined_tasks.limits) == known
    assert "too large" in asked(confined_tasks.write_much, tmp_path / "much").lower()
    assert (tmp_path / "much").stat().st_size <= confined.WRITTEN
    assert 0 < asked(confined_tasks.processor_left) <= confined.SECONDS


def test_readings_come_in_the_order_of_the_files(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number:03}.txt" for number in range(40)]
    for number, path in enumerate(paths):
        path.write_text(TEXT * (40 - number), encoding="utf-8")
    found = [decode(one) for one in read_files(tmp_path, paths, None)]
    assert [one.documents[0].name for one in found] == [path.name for path in paths]


def test_an_unknown_encoding_ends_the_build(folder: Path) -> None:
    with pytest.raises(CorpusError, match="There is no text encoding 'klingon'; use a name"):
        read_corpus(folder, progress=lambda *_: None, encoding="klingon")


def test_what_packs_well_is_read_ahead_less(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small, packed = tmp_path / "a.txt", tmp_path / "b.zip"
    small.write_bytes(b"a" * 1_000)
    packed.write_bytes(b"a" * 1_000)
    foretold = reading_processes._foretold
    assert (foretold(small), foretold(packed)) == (1_000, 200_000)
    with packed.open("wb") as stream:
        stream.truncate(10**10)
    assert foretold(packed) == 200_000_000
    assert foretold(tmp_path / "gone.txt") == 0
    monkeypatch.setattr(reading_processes, "processes", lambda: 2)
    enough = reading_processes._enough
    assert [enough([1] * count) for count in (0, 1, 7, 8)] == [False, False, False, True]
    assert not enough([200_000_000])
    assert enough([200_000_000] * 3)


@pytest.mark.parametrize(("limit", "value"), [("MOST_LINES", 1), ("MOST_BYTES", 100)])
def test_a_reading_that_would_swell_who_asks_is_not_handed_over(
    folder: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    monkeypatch.setattr(reading_processes, limit, value)
    monkeypatch.setattr(confined, "begin_file", lambda: None)  # here, not in a process of its own
    found = decode(reading_processes._read(folder, folder / "1.txt", None))
    reason = "holds too many lines to be read at once; split it"
    assert found.documents == ()
    assert [(one.name, one.reason) for one in found.unreadable] == [("1.txt", reason)]

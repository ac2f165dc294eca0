"""Values outlive crashes and other processes, and a damaged file costs nothing but time."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from explorer import kept as module
from explorer.kept import DAMAGED, Kept

WRITER = """
import sys
from pathlib import Path
from explorer.kept import Kept
number = 0
with Kept(Path(sys.argv[1])) as kept:
    while True:
        kept.put({number.to_bytes(8, "big") + bytes([i]): bytes([i]) * 5000 for i in range(20)})
        number += 1
        print(number, flush=True)
"""


def test_what_was_put_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "some.sqlite"
    values = {number.to_bytes(4, "big"): bytes(number % 7) for number in range(1_200)}
    with Kept(path) as kept:
        kept.put(values)
    with Kept(path) as kept:
        assert kept.get([*values, b"other"]) == values
        kept.put({b"other": b"1"})
        kept.put({b"other": b"2"})
        assert kept.get([b"other"]) == {b"other": b"2"}
        assert kept.get([]) == {}


def test_pruning_leaves_what_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "some.sqlite"
    with Kept(path) as kept:
        kept.put({bytes([number]): bytes(10_000) for number in range(200)})
    before = path.stat().st_size
    with Kept(path) as kept:
        assert kept.prune([b"\x05", b"\x06", b"\x06", b"never there"]) == 198
        assert kept.get([bytes([number]) for number in range(200)]).keys() == {b"\x05", b"\x06"}
        assert kept.prune([]) == 2
    assert path.stat().st_size < before / 10


@pytest.mark.parametrize("damage", [b"no database at all" * 99, b"SQLite format 3\0" * 300])
def test_a_damaged_file_is_set_aside(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "some.sqlite"
    path.write_bytes(damage)
    with Kept(path) as kept:
        kept.put({b"key": b"value"})
        assert kept.get([b"key"]) == {b"key": b"value"}
    assert path.with_name(path.name + DAMAGED).read_bytes() == damage


@pytest.mark.parametrize("harm", ["DROP TABLE kept", "ALTER TABLE kept RENAME COLUMN sum TO total"])
def test_a_file_without_its_table_is_set_aside(tmp_path: Path, harm: str) -> None:
    path = tmp_path / "some.sqlite"
    with Kept(path) as kept:
        kept.put({b"key": b"value"})
    store = sqlite3.connect(path)
    with store:
        store.execute(harm)
    store.close()
    with Kept(path) as kept:
        assert kept.get([b"key"]) == {}
        kept.put({b"key": b"another"})
        (note,) = kept.notes
        assert "was damaged (no such " in note
    with Kept(path) as kept:
        assert (kept.get([b"key"]), kept.notes) == ({b"key": b"another"}, [])
    assert path.with_name(path.name + DAMAGED).exists()


def test_damage_that_shows_later_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "some.sqlite"
    with Kept(path) as kept:
        kept.put({bytes([number]): bytes([number]) * 9_000 for number in range(200)})
    content = bytearray(path.read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    path.write_bytes(content)
    with Kept(path) as kept:
        found = kept.get([bytes([number]) for number in range(200)])
        assert all(value == key * 9_000 for key, value in found.items())
        kept.put({b"key": b"value"})
        assert kept.get([b"key"]) == {b"key": b"value"}


def test_a_file_that_another_process_holds_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    path = tmp_path / "some.sqlite"
    with Kept(path) as kept:
        kept.put({b"key": b"value"})
        other = sqlite3.connect(path)
        other.execute("BEGIN EXCLUSIVE")
        kept.put({b"key": b"another"})
        assert kept.get([b"key"]) == {}
        assert kept.notes == [f"{path} cannot be used (database is locked); done without it."]
        other.rollback()
        other.close()
    with Kept(path) as kept:
        assert kept.get([b"key"]) == {b"key": b"value"}


def test_a_place_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with Kept(tmp_path / "file" / "some.sqlite") as kept:
        kept.put({b"key": b"value"})
        assert (kept.get([b"key"]), kept.known([b"key"]), kept.prune([])) == ({}, set(), 0)
        assert len(kept.notes) == 1
        assert "cannot be used" in kept.notes[0]


def test_a_value_that_was_changed_is_as_if_not_there(tmp_path: Path) -> None:
    path = tmp_path / "some.sqlite"
    with Kept(path) as kept:
        kept.put({b"one": b"1111", b"two": b"2222"})
    store = sqlite3.connect(path)
    with store:
        store.execute("UPDATE kept SET value = x'31313132' WHERE key = x'6f6e65'")
    store.close()
    with Kept(path) as kept:
        assert kept.get([b"one", b"two"]) == {b"two": b"2222"}


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "some.sqlite"
    code = WRITER.replace("while True", "while number < 40")
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", code.replace("number = 0", f"number = {first}"), str(path)],
            stdout=subprocess.DEVNULL,
        )
        for first in (0, 20)
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    with Kept(path) as kept:
        keys = [n.to_bytes(8, "big") + bytes([i]) for n in range(40) for i in range(20)]
        assert len(kept.get(keys)) == 800
        assert kept.notes == []


def test_a_killed_writer_leaves_whole_batches(tmp_path: Path) -> None:
    path = tmp_path / "some.sqlite"
    for attempt in range(5):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE
        ) as writer:
            assert writer.stdout
            for _ in range(3 + attempt):
                writer.stdout.readline()
            time.sleep(0.003 * attempt)
            writer.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    with Kept(path) as kept:
        batches = [[n.to_bytes(8, "big") + bytes([i]) for i in range(20)] for n in range(50)]
        found = [len(kept.get(batch)) for batch in batches]
        assert set(found) <= {0, 20}
        assert found.count(20) >= 7
        for key, value in kept.get(batches[0]).items():
            assert value == key[-1:] * 5000
    assert not path.with_name(path.name + DAMAGED).exists()

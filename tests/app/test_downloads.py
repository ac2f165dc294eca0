"""A file that a reader asked for stays until their page is drawn anew, whoever else reads."""

from __future__ import annotations

import threading
from types import SimpleNamespace

import pytest
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from explorer.app import waiting
from explorer.app.components import downloads
from explorer.app.waiting import Lane, Left, Ticket

READER = "session of the reader"


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> MediaFileManager:
    """Streamlit's own files, and a page that is being drawn for a reader."""
    made = MediaFileManager(MemoryMediaFileStorage("/media"))
    page = SimpleNamespace(
        session_id=READER, pages_manager=SimpleNamespace(main_script_hash="", current_page_hash="")
    )
    instance = SimpleNamespace(
        media_file_mgr=made, is_active_session=lambda session: session == READER
    )
    running = SimpleNamespace(exists=lambda: True, get_instance=lambda: instance)
    monkeypatch.setattr(downloads, "get_script_run_ctx", lambda: page)
    monkeypatch.setattr(downloads, "runtime", running)
    return made


def test_other_readers_pages_leave_the_file(
    files: MediaFileManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = downloads.in_turn(lambda: b"1,2", waiting.ASKED, name="a.csv", mime="text/csv")
    monkeypatch.setattr("streamlit.runtime.media_file_manager._get_session_id", lambda: READER)
    offered = files.add_deferred(make, "text/csv", "1.2", file_name="a.csv")
    address = files.execute_deferred(offered)
    for _ in range(5):  # pages of others, each of which throws away what nobody uses
        files.remove_orphaned_files()
    found = files.read_file(address.rpartition("/")[2])
    assert found is not None and found.content == b"1,2"

    files.clear_session_refs(READER)  # the reader's own page is drawn anew
    for _ in range(2):
        files.remove_orphaned_files()
    assert files.read_file(address.rpartition("/")[2]) is None
    with pytest.raises(MediaFileStorageError, match="not found"):
        files.execute_deferred(offered)


def test_a_reader_who_has_gone_loses_the_place_in_the_line(
    files: MediaFileManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    lane, before, asked, made = Lane(), Ticket(), threading.Event(), list[str]()
    make = downloads.in_turn(lambda: made.append("a") or b"1", lane, name="a.csv", mime="text/csv")  # type: ignore[func-returns-value]
    gone = threading.Event()

    def is_active(session: str) -> bool:
        asked.set()
        return session == READER and not gone.is_set()

    monkeypatch.setattr(downloads.runtime.get_instance(), "is_active_session", is_active)
    lane.enter(before)

    def wait() -> None:
        with pytest.raises(Left):
            make()
        made.append("left")

    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    assert asked.wait(10)
    assert len(lane._line) == 2
    gone.set()
    thread.join(10)
    assert made == ["left"]
    assert lane._line == [before]


def test_streamlit_throws_it_away_otherwise(
    files: MediaFileManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What ``downloads`` is for; where this fails, it is no longer needed."""
    monkeypatch.setattr("streamlit.runtime.media_file_manager._get_session_id", lambda: READER)
    offered = files.add_deferred(lambda: b"1,2", "text/csv", "1.2", file_name="a.csv")
    address = files.execute_deferred(offered)
    for _ in range(2):
        files.remove_orphaned_files()
    assert files.read_file(address.rpartition("/")[2]) is None

"""No path leads out of a corpus folder, and no name of a file drives a terminal."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from explorer.corpus import opened
from explorer.corpus.files import PLACES_FILE, SIDE_FILES, document_files, read_documents
from explorer.corpus.formats.extracted import Refused
from explorer.corpus.metadata import read_metadata
from explorer.corpus.opened import content_hash, read_regular, side_text
from explorer.corpus.reading import read_corpus
from explorer.corpus.reading_processes import decode, read_files
from explorer.errors import CorpusError
from explorer.records import Document, Unreadable

TEXT = "金华市2012年政府工作报告\n各位代表，今年要把乡间的每一条小路都修好，明年再修三百公里。\n"
SECRET = "另一个文件夹里的话，谁也不该在这里读到它，哪怕有人把链接放了进来。\n"
LINK = "is a link; put the file itself into the corpus"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "a.txt").write_text(SECRET, encoding="utf-8")
    return folder


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    (folder / "below").mkdir(parents=True)
    (folder / "below" / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").write_text(TEXT, encoding="utf-8")
    return folder


def test_a_file_that_becomes_a_link_after_it_was_listed(corpus: Path, secret: Path) -> None:
    paths = document_files(corpus)
    (corpus / "b.txt").unlink()
    (corpus / "b.txt").symlink_to(secret / "a.txt")
    found = [decode(one) for one in read_files(corpus, paths, None)]
    assert found[0].unreadable == (Unreadable("b.txt", LINK),)
    assert [one.name for one in found[1].documents] == ["below/a.txt"]


def test_a_folder_that_becomes_a_link_after_it_was_listed(corpus: Path, secret: Path) -> None:
    paths = document_files(corpus)
    (corpus / "below").rename(corpus.parent / "moved")
    (corpus / "below").symlink_to(secret)
    found = [decode(one) for one in read_files(corpus, paths, None)]
    assert found[1].unreadable == (Unreadable("below/a.txt", LINK),)


@pytest.mark.parametrize("step_by_step", [True, False])
def test_a_link_is_refused_at_the_moment_of_opening(
    corpus: Path, secret: Path, monkeypatch: pytest.MonkeyPatch, step_by_step: bool
) -> None:
    if step_by_step and not opened.STEP_BY_STEP:
        pytest.skip("this system opens no file from a folder")
    monkeypatch.setattr(opened, "STEP_BY_STEP", step_by_step)
    (corpus / "c.txt").symlink_to(secret / "a.txt")
    (corpus / "folder").symlink_to(secret)
    for name in ("c.txt", "folder/a.txt"):
        with pytest.raises(Refused, match=LINK):
            read_regular(corpus, name)
    assert read_regular(corpus, "below/a.txt").decode() == TEXT


def test_the_corpus_folder_itself_may_be_a_link(corpus: Path) -> None:
    link = corpus.parent / "link"
    link.symlink_to(corpus)
    assert [one.name for one in read_documents(link)] == ["b.txt", "below/a.txt"]
    assert read_regular(link, "b.txt").decode() == TEXT


@pytest.mark.parametrize("name", sorted(SIDE_FILES))
def test_files_that_describe_a_corpus_are_no_links(corpus: Path, secret: Path, name: str) -> None:
    (corpus / name).symlink_to(secret / "a.txt")
    with pytest.raises(CorpusError, match=f"{name} cannot be read: {LINK}; mend it or remove it"):
        side_text(corpus / name)
    with pytest.raises(CorpusError, match="is a link") as told:
        from explorer.corpus.files import read_corpus_info
        from explorer.corpus.place_lists import read_place_lists
        from explorer.corpus.place_table import load_places

        read_corpus_info(corpus)
        read_place_lists(corpus, load_places(corpus))
        read_metadata(corpus)
    assert SECRET[:9] not in str(told.value)


@pytest.mark.parametrize("name", sorted(SIDE_FILES))
def test_files_that_describe_a_corpus_are_files(corpus: Path, name: str) -> None:
    assert side_text(corpus / name) is None
    (corpus / name).mkdir()
    with pytest.raises(CorpusError, match=f"{name} cannot be read: .*; mend it or remove it"):
        side_text(corpus / name)
    (corpus / name).rmdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(corpus / name)
        with pytest.raises(CorpusError, match=f"{name} cannot be read: is not a regular file"):
            side_text(corpus / name)


def test_what_is_too_large_is_not_even_hashed(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = corpus / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(10**12)
    assert content_hash(path) == f"{10**12} bytes"
    with pytest.raises(Refused, match="is larger than 200 MB; split it"):
        read_regular(corpus, "huge.txt")
    path.rename(corpus / PLACES_FILE)
    with pytest.raises(CorpusError, match="is larger than 200 MB"):
        side_text(corpus / PLACES_FILE)
    assert content_hash(corpus / "no-such-file") == "no file"


def test_a_file_that_grows_while_it_is_read_is_refused(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opened, "MAX_BYTES", 10)
    with pytest.raises(Refused, match="is larger than"):
        read_regular(corpus, "b.txt")


NAMES = {
    "two\nlines.txt": ("two\\nlines.txt", "control characters"),
    "red\x1b[31m.txt": ("red\\x1b[31m.txt", "control characters"),
    "bell\x07.txt": ("bell\\x07.txt", "control characters"),
    "c1\x9b2J.txt": ("c1\\x9b2J.txt", "control characters"),
    "a\u2028b.txt": ("a\\u2028b.txt", "control characters"),
    "a\u202etxt.exe.txt": ("a\\u202etxt.exe.txt", "turn the writing direction"),
    "a\u2066b.txt": ("a\\u2066b.txt", "turn the writing direction"),
    os.fsdecode(b"\xff\xfe\x1b.txt"): ("\\xff\\xfe\\x1b.txt", "is not UTF-8"),
}


@pytest.mark.parametrize("name", NAMES)
def test_names_that_drive_a_terminal_are_told_written_out(corpus: Path, name: str) -> None:
    (corpus / name).write_text(TEXT, encoding="utf-8")
    read = read_corpus(corpus, progress=lambda *_: None)
    shown, reason = NAMES[name]
    (left_out,) = read.unreadable
    assert left_out.name == shown
    assert reason in left_out.reason
    assert {item.speech.document for item in read.speeches} == {"b.txt", "below/a.txt"}


@pytest.mark.parametrize("name", ["CON.txt", "NUL.txt", "a..txt", "a.txt .txt", "-rf.txt"])
def test_names_that_only_look_dangerous_are_read(corpus: Path, name: str) -> None:
    (corpus / name).write_text(TEXT, encoding="utf-8")
    names = {one.name for one in read_documents(corpus) if isinstance(one, Document)}
    assert name in names


def test_cells_that_drive_a_terminal_lose_their_controls(corpus: Path) -> None:
    (corpus / "metadata.csv").write_text(
        "path,title,\x1b]0;x\x07col\nb.txt,\x1b[2Jtitle\x9b1m,\x07cell\n\x1b[31mno.txt,t,c\n",
        encoding="utf-8",
    )
    (corpus / "corpus.toml").write_text('title = "a\\u001b[2Jb"', encoding="utf-8")
    read = read_corpus(corpus, progress=lambda *_: None)
    (speech,) = (item.speech for item in read.speeches if item.speech.document == "b.txt")
    assert (speech.title, speech.metadata) == ("[2Jtitle1m", {"]0;xcol": "cell"})
    assert read.unused_metadata == ["\\x1b[31mno.txt"]
    from explorer.corpus.files import read_corpus_info

    assert read_corpus_info(corpus).title["zh"] == "a[2Jb"

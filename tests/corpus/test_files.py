"""Bytes in, text out: what is read, and what is said of the rest."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from explorer.corpus.files import (
    corpus_files,
    corpus_fingerprint,
    read_corpus_info,
    read_documents,
    read_file,
)
from explorer.errors import CorpusError
from explorer.records import Document, Unreadable

TEXT = "各位代表：\n今年的事情一件一件办。\n"


def read(folder: Path, raw: bytes, name: str = "a.txt") -> Document | Unreadable:
    path = folder / name
    path.write_bytes(raw)
    return only(path, name)


def only(path: Path, name: str) -> Document | Unreadable:
    (found,) = read_file(path.parent, name)
    return found


def text_of(folder: Path, raw: bytes) -> str:
    found = read(folder, raw)
    assert isinstance(found, Document)
    return found.text


def reason(found: Document | Unreadable) -> str:
    assert isinstance(found, Unreadable)
    return found.reason


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="does not exist; name a folder"):
        corpus_files(tmp_path / "nowhere")


def test_file_in_the_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    with pytest.raises(CorpusError, match="is a file, not a folder"):
        corpus_files(tmp_path / "a.txt")


def test_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="is empty; put texts"):
        corpus_files(tmp_path)


def test_folder_of_hidden_files_counts_as_empty(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "a.txt").write_text(TEXT)
    (tmp_path / ".b.txt").write_text(TEXT)
    with pytest.raises(CorpusError, match="is empty"):
        corpus_files(tmp_path)


def test_utf8_is_read_as_it_is(tmp_path: Path) -> None:
    assert text_of(tmp_path, TEXT.encode()) == TEXT


def test_byte_order_mark_is_no_character(tmp_path: Path) -> None:
    assert text_of(tmp_path, b"\xef\xbb\xbf" + TEXT.encode()) == TEXT


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_endings_become_one(tmp_path: Path, ending: str) -> None:
    assert text_of(tmp_path, TEXT.replace("\n", ending).encode()) == TEXT


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_common_encodings_are_found_out(tmp_path: Path, encoding: str) -> None:
    assert text_of(tmp_path, (TEXT * 5).encode(encoding)) == TEXT * 5


def test_an_encoding_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("報告".encode("big5"))
    (found,) = read_documents(tmp_path, encoding="big5")
    assert isinstance(found, Document)
    assert found.text == "報告"


def test_bytes_of_no_text_are_told(tmp_path: Path) -> None:
    found = read(tmp_path, bytes(range(128, 256)) * 20)
    assert "UTF-8" in reason(found)


def test_every_row_of_a_table_is_a_document(tmp_path: Path) -> None:
    table = f"city,text\n金华,{'修好每一条路。' * 20}\n吉安,{'开好末班车。' * 20}\n"
    (tmp_path / "t.csv").write_text(table, encoding="utf-8")
    found = [item for item in read_documents(tmp_path) if isinstance(item, Document)]
    assert [item.name for item in found] == ["t.csv#1", "t.csv#2"]
    assert [item.metadata["city"] for item in found] == ["金华", "吉安"]


def test_a_file_that_is_too_large_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.corpus.files.MAX_BYTES", 3)
    assert "is larger than" in reason(read(tmp_path, TEXT.encode()))


@pytest.mark.parametrize("raw", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", "\u3000\n".encode()])
def test_nothing_to_read(tmp_path: Path, raw: bytes) -> None:
    assert reason(read(tmp_path, raw)) == "is empty"


def test_nul_characters(tmp_path: Path) -> None:
    assert "UTF-8" in reason(read(tmp_path, b"abc\x00\x01def" * 20))


def test_other_types_are_told(tmp_path: Path) -> None:
    assert ".rtf2" in reason(read(tmp_path, b"x", "a.rtf2"))


def test_link_to_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    assert "is a link" in reason(only(tmp_path / "b.txt", "b.txt"))


def test_link_to_a_folder_is_told_and_not_followed(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text(TEXT)
    (corpus / "loop").symlink_to(corpus)
    found = list(read_documents(corpus))
    assert [(item.name, isinstance(item, Document)) for item in found] == [
        ("a.txt", True),
        ("loop", False),
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipe_is_told_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "not a regular file" in reason(only(tmp_path / "pipe.txt", "pipe.txt"))
    assert corpus_fingerprint(tmp_path)


def test_file_without_permission(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read every file")
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    path.chmod(0)
    assert "cannot be opened" in reason(only(path, "a.txt"))


def test_folder_without_permission_is_told(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may open every folder")
    (tmp_path / "a.txt").write_text(TEXT)
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    try:
        found = list(read_documents(tmp_path))
    finally:
        closed.chmod(0o700)
    assert [item.name for item in found if isinstance(item, Unreadable)] == ["closed"]


def test_folder_that_cannot_be_opened_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "closed").mkdir()
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert [path.name for path in corpus_files(tmp_path)] == ["a.txt", "closed"]
    assert "is a folder" in reason(only(tmp_path / "closed", "closed"))


def test_folder_named_like_a_text(tmp_path: Path) -> None:
    (tmp_path / "x.txt").mkdir()
    (tmp_path / "x.txt" / "a.txt").write_text(TEXT)
    (found,) = read_documents(tmp_path)
    assert isinstance(found, Document)
    assert found.name == "x.txt/a.txt"


@pytest.mark.parametrize("name", ["a b.txt", "🏙️.txt", "全角\u3000空格.txt", "讲 话.TXT"])
def test_odd_names(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(TEXT, encoding="utf-8")
    (found,) = read_documents(tmp_path)
    assert isinstance(found, Document)
    assert found.name == name


def test_name_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"r\xe9sum\xe9.txt")).write_text(TEXT)
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    (found,) = read_documents(tmp_path)
    assert found.name == "r\\xe9sum\\xe9.txt"
    assert "rename it" in reason(found)


def test_deep_folders_in_the_order_of_their_paths(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * 40)
    deep.mkdir(parents=True)
    (deep / "z.txt").write_text(TEXT)
    (tmp_path / "a.txt").write_text(TEXT)
    assert [found.name for found in read_documents(tmp_path)] == ["a.txt", "d/" * 40 + "z.txt"]


def test_fingerprint_follows_names_and_contents(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    first = corpus_fingerprint(tmp_path)
    assert corpus_fingerprint(tmp_path) == first
    (tmp_path / "a.txt").write_text(TEXT + "x")
    second = corpus_fingerprint(tmp_path)
    (tmp_path / "a.txt").rename(tmp_path / "b.txt")
    assert len({first, second, corpus_fingerprint(tmp_path)}) == 3


def test_corpus_file_gives_title_and_notice(tmp_path: Path) -> None:
    (tmp_path / "corpus.toml").write_text(
        '\ufefftitle = "港口"\nnotice = {zh = "虚构", en = "invented"}\n', encoding="utf-8"
    )
    info = read_corpus_info(tmp_path)
    assert info.title == {"zh": "港口", "en": "港口"}
    assert info.notice == {"zh": "虚构", "en": "invented"}


def test_corpus_file_may_be_missing(tmp_path: Path) -> None:
    assert read_corpus_info(tmp_path).title == {}


@pytest.mark.parametrize(
    "raw",
    [
        b"title = ",
        "title = '港口'".encode("gb18030"),
        b"\xff\xfe",
        b"a = " + b"[" * 100_000,
        b"a = " + b"1" * 5_000,
    ],
    ids=lambda raw: str(raw[:9]),
)
def test_broken_corpus_file(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "corpus.toml").write_bytes(raw)
    told = "corpus.toml (cannot be read: .*mend it|is not UTF-8; save it as UTF-8)"
    with pytest.raises(CorpusError, match=told):
        read_corpus_info(tmp_path)


@pytest.mark.parametrize("line", ["title = 3", "notice = {zh = 1}", "title = ['a']"])
def test_corpus_file_with_something_else_than_text(tmp_path: Path, line: str) -> None:
    (tmp_path / "corpus.toml").write_text(line)
    with pytest.raises(CorpusError, match="must be a text or"):
        read_corpus_info(tmp_path)

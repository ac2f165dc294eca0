"""Zip archives: their members' documents, and nothing beside them."""

from __future__ import annotations

import io
import struct
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from formats_making import (
    ENGLISH,
    OTHER_SPEECH,
    SPEECH,
    docx,
    only_reason,
    paragraph,
    pdf,
    read,
    xlsx,
    zipped,
)

from explorer.corpus.formats import Extracted
from explorer.records import Unreadable


def told(raw: bytes) -> dict[str, str]:
    """What became of each member: its text, or why it has none."""
    return {
        found.name.removeprefix("a.zip/"): (
            found.text if isinstance(found, Extracted) else found.reason
        )
        for found in read("a.zip", raw)
    }


def test_members_of_each_kind_are_read() -> None:
    raw = zipped(
        {
            "2020/金华.txt": SPEECH.encode("gb18030"),
            "b.docx": docx(paragraph(ENGLISH)),
            "c.pdf": pdf([[OTHER_SPEECH]]),
            "d.csv": f"text\n{SPEECH}\n{OTHER_SPEECH}\n",
            "e.xlsx": xlsx({"一": [["text"], [SPEECH]]}),
            "f.exe": b"MZ",
            "folder/": b"",
            ".DS_Store": b"x",
            "__MACOSX/._b.docx": b"x",
        }
    )
    assert told(raw) == {
        "2020/金华.txt": SPEECH,
        "b.docx": ENGLISH,
        "c.pdf": OTHER_SPEECH,
        "d.csv#1": SPEECH,
        "d.csv#2": OTHER_SPEECH,
        "e.xlsx#1": SPEECH,
        "f.exe": "files of type .exe are not read; save it as .txt, .html, .docx, .pdf or .csv",
    }


def test_an_archive_within_an_archive_is_refused() -> None:
    raw = zipped({"b.zip": zipped({"c.txt": SPEECH}), "d.txt": ENGLISH})
    assert told(raw) == {"b.zip": "is an archive within an archive; unpack it", "d.txt": ENGLISH}


def test_names_that_chinese_windows_wrote_are_read() -> None:
    name = "金华市_2020.txt".encode("gb18030")
    raw = zipped({"x" * len(name): SPEECH}).replace(b"x" * len(name), name)
    assert list(told(raw)) == ["金华市_2020.txt"]


OUTSIDE = "has a path that leaves the archive; pack it again from its own folder"
CONTROLS = "has a name with control characters; rename it"
TURNED = "has a name with characters that turn the writing direction; rename it"
LONG = "has a name that is too long; shorten it"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../../a.txt", OUTSIDE),
        ("/etc/passwd.txt", OUTSIDE),
        ("b/../../c.txt", OUTSIDE),
        ("..\\a.txt", OUTSIDE),
        ("C:\\a.txt", OUTSIDE),
        ("a\x01.txt", CONTROLS),
        ("a\nb.txt", CONTROLS),
        ("a\x1b[2Jb.txt", CONTROLS),
        ("a\u202etxt.exe.txt", TURNED),
        ("d" * 300 + "/a.txt", LONG),
        ("汉" * 100 + ".txt", LONG),
    ],
)
def test_names_that_lead_astray_are_refused(
    name: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = told(zipped({name: SPEECH, "good.txt": ENGLISH}))
    assert found.pop("good.txt") == ENGLISH
    assert list(found.values()) == [reason]
    assert all(shown.isprintable() for shown in found)
    assert list(tmp_path.iterdir()) == []


def test_links_and_names_that_stand_twice_are_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("a.txt", SPEECH)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.txt", ENGLISH)
    found = [getattr(one, "reason", SPEECH) for one in read("a.zip", buffer.getvalue())]
    assert found == [
        "is a link; pack the file itself",
        SPEECH,
        "stands twice in the archive; pack it once",
    ]


def marked_encrypted(raw: bytes) -> bytes:
    changed = bytearray(raw)
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        changed[changed.index(signature) + at] |= 1
    return bytes(changed)


def test_encrypted_damaged_and_rarely_packed_members_cost_no_others() -> None:
    reason = "is encrypted; pack it without a password"
    assert told(marked_encrypted(zipped({"b.txt": SPEECH, "c.txt": ENGLISH}))) == (
        {"b.txt": reason, "c.txt": ENGLISH}
    )
    stored = zipped({"b.txt": SPEECH, "c.txt": ENGLISH}, method=zipfile.ZIP_STORED)
    damaged = stored.replace(SPEECH.encode()[:6], b"xxxxxx", 1)
    assert told(damaged) == {"b.txt": "is damaged; pack it again", "c.txt": ENGLISH}
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        assert told(zipped({"b.txt": SPEECH}, method=method)) == (
            {"b.txt": "is packed in a rare way; pack it again as an ordinary zip"}
        )


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "is empty"),
        (b"hello", "is truncated, damaged or not what its name says; save it again"),
        (zipped({"a.txt": SPEECH})[:-10], "is truncated, damaged or not what its name says"),
        (zipped({}), "is an archive without files"),
        (zipped({str(i): b"" for i in range(2_001)}), "has more than 2,000 members; split it"),
        (b"PK\x01\x02" * 50_001, "has more than 2,000 members; split it"),
        (b"Rar!\x1a\x07", "is a RAR archive; pack it as .zip"),
    ],
)
def test_what_is_no_archive_is_told(raw: bytes, reason: str) -> None:
    assert only_reason("a.zip", raw).startswith(reason)


def bomb(size: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("bomb.txt", "w") as member:
            for _ in range(size // 1_000_000):
                member.write(b"\0" * 1_000_000)
        archive.writestr("good.txt", SPEECH)
    return buffer.getvalue()


def test_a_bomb_is_refused_quickly_in_little_memory() -> None:
    raw = bomb(300_000_000)
    start = time.monotonic()
    tracemalloc.start()
    found = told(raw)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # The ratio stops it, at 200 times its packed size.
    reason = "unpacks to more than 200 times its size; not a text"
    assert found == {"bomb.txt": reason, "good.txt": SPEECH}
    assert time.monotonic() - start < 5
    assert peak < 200_000_000


def test_a_size_that_lies_gives_no_more_than_it_says() -> None:
    raw = bytearray(zipped({"b.txt": SPEECH * 100}))
    at = raw.index(b"PK\x01\x02") + 24
    raw[at : at + 4] = struct.pack("<I", 10)
    assert told(bytes(raw)) == {"b.txt": "is damaged; pack it again"}


def test_all_members_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.corpus.formats.archive.MAX_BYTES", 300)
    raw = zipped({f"{i}.txt": SPEECH for i in range(5)})
    *_, second_last, last = read("a.zip", raw)
    assert isinstance(second_last, Unreadable)
    assert second_last.reason.startswith("unpacks to more than")
    assert last == Unreadable("a.zip", "was read in part only: it unpacks to too much; split it")


def test_a_file_above_the_limit_is_not_looked_into(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.corpus.formats.MAX_BYTES", 10)
    assert only_reason("a.zip", b"x" * 11) == "is larger than 0 MB; split it"


@pytest.mark.parametrize("name", ["CON.txt", "NUL.txt", "aux", "COM1.txt", "a.txt.", "a .txt", " "])
def test_names_that_only_windows_refuses_are_names(name: str) -> None:
    """Nothing is ever written under them."""
    found = told(zipped({name: SPEECH, "good.txt": ENGLISH}))
    assert found.pop("good.txt") == ENGLISH
    assert len(found) == 1


def test_a_name_ends_at_its_first_nul() -> None:
    raw = zipped({"a.txtXb.exe": SPEECH}).replace(b"a.txtXb.exe", b"a.txt\0b.exe")
    assert list(told(raw).values()) == [CONTROLS]


def test_a_whole_file_unpacks_to_no_more_than_a_text_of_its_size(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("explorer.corpus.formats.archive.WHOLE_FROM", 1_000)
    raw = zipped({f"{number}.txt": SPEECH * 8_000 for number in range(9)})
    assert len(raw) * 200 < 9 * 8_000 * len(SPEECH.encode())
    found = told(raw)
    assert found["0.txt"] == SPEECH * 8_000
    reason = "was read in part only: it unpacks to too much; split it"
    assert found["a.zip"] == reason
    assert sum(text == SPEECH * 8_000 for text in found.values()) < 9


def test_members_that_share_their_bytes_are_no_way_around_it() -> None:
    """Every header says that its member is packed in all of the file."""
    raw = bytearray(zipped({f"{number:02}.txt": b" " * 990_000 for number in range(50)}))
    at = raw.find(b"PK\x01\x02")
    while at >= 0:
        raw[at + 20 : at + 24] = struct.pack("<I", len(raw))
        at = raw.find(b"PK\x01\x02", at + 4)
    found = told(bytes(raw))
    assert SPEECH not in found.values()
    assert set(found.values()) <= {
        "is damaged; pack it again",
        "is empty",
        "unpacks to more than 200 times its size; not a text",
        "was read in part only: it unpacks to too much; split it",
    }

"""A folder full of files made to do harm: each is told with its reason, the others are read."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest
from hostile_files import (
    GOOD,
    MB,
    SECRET,
    docx_with,
    hostile_files,
    read_in_part,
    workbook_with,
)

from explorer.corpus.reading import Corpus, read_corpus
from explorer.corpus.reading_processes import read_files

MEMORY = 400 * MB
"""Bytes by which the process that builds may grow; what it reads takes a few."""


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("elsewhere") / "secret.txt"
    path.write_text(SECRET)
    return path


@pytest.fixture(scope="module")
def reasons(secret: Path) -> dict[str, tuple[bytes, str]]:
    return hostile_files(secret)


@pytest.fixture(scope="module")
def corpus(
    secret: Path,
    reasons: dict[str, tuple[bytes, str]],
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Corpus, int]:
    """What was read, and the bytes by which this process grew meanwhile."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, (content, _) in reasons.items():
        (folder / name).write_bytes(content)
    for name, content in read_in_part(secret).items():
        (folder / name).write_bytes(content)
    for name, tricks in {
        "from-file.xlsx": (f'<!ENTITY x SYSTEM "{secret.as_uri()}">', "&x;"),
        "laughs.xlsx": ('<!ENTITY y "haha"><!ENTITY x "&y;&y;&y;">', "&x;"),
    }.items():
        (folder / name).write_bytes(workbook_with(*tricks))
    with (folder / "sparse.txt").open("wb") as sparse:
        sparse.truncate(2 * 2**30)
    (folder / "one-line.txt").write_text("修好乡间的路，" * 476_000, encoding="utf-8")
    for name in ("000-first.txt", "zzz-last.txt"):
        (folder / name).write_text(GOOD, encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    read = read_corpus(folder, progress=lambda *_: None)
    return read, 1024 * (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)


def test_each_is_told_with_its_own_reason(
    corpus: tuple[Corpus, int], reasons: dict[str, tuple[bytes, str]]
) -> None:
    told: dict[str, list[str]] = {}
    for one in corpus[0].unreadable:
        told.setdefault(one.name.split("/")[0].split("#")[0], []).append(one.reason)
    wrong = {
        name: told.get(name)
        for name, (_, reason) in reasons.items()
        if not any(one.startswith(reason) for one in told.get(name, []))
    }
    assert not wrong
    assert told.pop("sparse.txt") == ["is larger than 200 MB; split it"]
    for name in ("from-file.xlsx", "laughs.xlsx"):
        assert told.pop(name) == ["is damaged or not an Excel file; save it again as .xlsx"]
    assert told.keys() == reasons.keys()
    assert all(reason.isprintable() for each in told.values() for reason in each)


def test_all_others_are_read(corpus: tuple[Corpus, int], secret: Path) -> None:
    names = {item.speech.document for item in corpus[0].speeches}
    assert names == {"000-first.txt", "one-line.txt", "zzz-last.txt", *read_in_part(secret)}
    for item in corpus[0].speeches:
        words = "\n".join(line.text for line in item.text.lines)
        assert SECRET not in words and "hahahaha" not in words


def test_the_process_that_builds_stays_small(corpus: tuple[Corpus, int]) -> None:
    assert corpus[1] < MEMORY


def test_a_word_file_with_no_entity_but_a_doctype_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx_with("", ""))
    (reading,) = read_files(tmp_path, [tmp_path / "a.docx"], None)
    assert b"declares XML entities" in reading

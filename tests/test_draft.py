from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from fakes import BigramEncoder

from explorer import sample_corpus
from explorer.build import build_index
from explorer.draft import LONGEST_DRAFT, check_draft, read_draft
from explorer.errors import QueryError
from explorer.records import LineKind
from explorer.scope import LONGEST_QUERY, Scope
from explorer.search import Explorer, open_index

FIRST = "市图书馆周日也开门，孩子们放学以后可以在里面读书写字，老人可以在里面看报下棋。"
SECOND = "城里新种了三千棵树，每条街都有树荫，夏天走路去上班的人比去年多了一半还多。"
DRAFT = (
    f"在全市读书工作会议上的讲话\n\n同志们：\n\n{FIRST}\n\n一、多种树\n\n{SECOND}\n\n谢谢大家！\n"
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("draft") / "index"
    build_index(sample_corpus(), folder, encoder=BigramEncoder())
    return folder


@pytest.fixture
def explorer(index: Path) -> Explorer:
    return open_index(index, encoder=BigramEncoder())


def test_every_paragraph_gets_its_counterparts(explorer: Explorer) -> None:
    found = check_draft(explorer, DRAFT, k=2)
    assert [(one.number, one.text) for one in found if one.answer] == [(1, FIRST), (2, SECOND)]
    assert [one.kind for one in found if not one.answer] == [
        LineKind.TITLE,
        LineKind.SALUTATION,
        LineKind.HEADING,
        LineKind.REMARK,
    ]
    for one in found:
        assert DRAFT[one.start : one.end] == one.text
    alone = explorer.counterparts(SECOND, k=2)
    together = next(one.answer for one in found if one.number == 2)
    assert together is not None
    assert [c.paragraph.id for c in together] == [c.paragraph.id for c in alone]
    assert [c.percentile for c in together] == [c.percentile for c in alone]


def test_what_was_copied_is_found_in_broken_lines_and_page_chrome(explorer: Explorer) -> None:
    source = next(one for one in explorer.paragraphs() if len(one.text) > 120)
    lines = [source.text[at : at + 45] for at in range(0, len(source.text), 45)]
    text = "来源：某某网 更新时间：2020-01-01\n同志们：\n" + "\n".join(lines) + "\n\n" + FIRST
    found = [one for one in check_draft(explorer, text, k=1) if one.answer]
    assert found[0].text == source.text
    assert found[0].answer is not None
    best = found[0].answer.counterparts[0]
    assert (best.wording, best.paragraph.text) == (1.0, source.text)


def test_nothing_is_stored(
    explorer: Explorer, index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    before = sorted((path, path.stat().st_mtime_ns) for path in index.rglob("*"))
    check_draft(explorer, DRAFT)
    assert list(tmp_path.iterdir()) == []
    assert sorted((path, path.stat().st_mtime_ns) for path in index.rglob("*")) == before


def test_progress_is_told(explorer: Explorer) -> None:
    told: list[tuple[str, int, int]] = []
    check_draft(explorer, DRAFT, progress=lambda *step: told.append(step))
    assert told[0] == ("encode", 2, 2)
    assert told[1:] == [("compare", 1, 2), ("compare", 2, 2)]


def test_a_short_sentence_is_a_paragraph(explorer: Explorer) -> None:
    (only,) = check_draft(explorer, "  孩子们走着去上学\n")
    assert (only.number, only.text, only.start, only.end) == (1, "孩子们走着去上学", 2, 10)
    assert only.answer is not None
    assert len(only.answer) == 3


def test_a_line_without_any_seam_is_cut(explorer: Explorer) -> None:
    text = "".join(chr(0x4E00 + at % 5000) for at in range(12_000))
    found = check_draft(explorer, text, k=1)
    assert len(found) == 3
    assert all(len(one.text) <= LONGEST_QUERY for one in found)
    assert "".join(one.text for one in found) == text
    assert [text[one.start : one.end] for one in found] == [one.text for one in found]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "The draft is empty"),
        (" \n。！\N{GRINNING FACE}\n", "The draft is empty"),
        ("字" * (LONGEST_DRAFT + 1), "has 200,001 characters, up to 200,000 can be checked"),
    ],
)
def test_drafts_that_cannot_be_checked_are_refused(
    explorer: Explorer, text: str, message: str
) -> None:
    with pytest.raises(QueryError, match=message):
        check_draft(explorer, text)


def test_bad_arguments_are_refused_before_any_work(index: Path) -> None:
    explorer = open_index(index)  # its model would have to be loaded
    with pytest.raises(QueryError, match="k is 0"):
        check_draft(explorer, DRAFT, k=0)
    with pytest.raises(QueryError, match="least_wording is a share"):
        check_draft(explorer, DRAFT, scope=Scope(least_wording=2))


def test_drafts_come_in_the_formats_of_a_corpus() -> None:
    page = f"<html><body><p>{FIRST}</p><script>x()</script><p>{SECOND}</p></body></html>"
    for name in ("draft.html", None):
        text = read_draft(name, page.encode())
        assert FIRST in text
        assert "script" not in text
    assert read_draft("draft.txt", FIRST.encode("gb18030")) == FIRST
    assert read_draft(None, b"\xef\xbb\xbf" + FIRST.encode()) == FIRST


def test_files_that_are_no_draft_are_refused() -> None:
    with pytest.raises(QueryError, match=r"draft\.doc is an old \.doc file; save it as \.docx"):
        read_draft("draft.doc", b"words")
    with pytest.raises(QueryError, match=r"draft\.txt is empty"):
        read_draft("draft.txt", b"")
    with pytest.raises(QueryError, match="holds 2 texts; give one at a time"):
        read_draft("drafts.csv", f"text\n{FIRST}\n{SECOND}\n".encode())
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("picture.png", b"")
    with pytest.raises(QueryError, match="The draft .*docx"):
        read_draft(None, archive.getvalue())

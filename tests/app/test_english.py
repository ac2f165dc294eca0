"""Lines of the core in Chinese: every one that is raised where the app can meet it."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import explorer
from explorer import errors
from explorer.app.english import LINES as KNOWN
from explorer.app.english import translated
from explorer.app.finding_phrases import sentence
from explorer.audit.findings import Kind
from explorer.audit.sentences import (
    SENTENCES,
    Language,
    Reason,
    Several,
    SpeechRef,
    Value,
    Years,
    says,
)
from explorer.corpus.formats import read_bytes
from explorer.corpus.formats.kinds import ADVICE, OTHER
from explorer.draft import read_draft
from explorer.records import Unreadable

SOURCES = Path(explorer.__file__).parent
REACHED = (
    *("catalogue.py", "draft.py", "free_texts.py", "question.py", "scope.py", "search.py"),
    *("verdict.py", "analysis/table.py", "app/opening.py", "corpus/place_entries.py"),
    *("index_model.py", "evidence/judgements.py", "embedding", "index", "corpus/formats"),
)
"""What the app calls while a reader waits, and what leaves files out."""
RAISED = {name for name, one in inspect.getmembers(errors, inspect.isclass)} | {"Refused", "BadRow"}
OWN = {"DraftUnreadable"}
"""Told by the page itself, from a name and a reason."""
VALUE = "7"


def sources() -> Iterator[Path]:
    for name in REACHED:
        path = SOURCES / name
        yield from [path] if path.is_file() else sorted(path.rglob("*.py"))


def written(node: ast.expr) -> str:
    """A line as it is written, with a value for whatever is computed; empty for a bare name."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(written(part) for part in parts)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return written(left) + written(right)
        case ast.FormattedValue() | ast.Call(func=ast.Attribute(attr="format")):
            return VALUE
        case _:
            return ""


def raised() -> Iterator[str]:
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id=name), args=args) if name in RAISED - OWN and args:
                    yield written(args[-1])
                case ast.keyword(arg="empty", value=value):
                    yield written(value)
                case ast.Assign(targets=[ast.Name(id="reason" | "message")], value=value):
                    yield written(value)


LINES = sorted(
    {line for line in raised() if re.search("[a-z]{3}", line)}
    | set(ADVICE.values())
    | {f"is {kind}; {advice}" for _, kind, advice in OTHER}
)


def test_lines_were_found() -> None:
    assert len(LINES) > 90
    assert "The passage is empty; give a sentence or a paragraph." in LINES


@pytest.mark.parametrize("line", LINES)
def test_every_line_of_the_core_has_chinese(line: str) -> None:
    chinese = translated("zh", line)
    assert chinese != line
    assert translated("en", line) == line


@pytest.mark.parametrize("key", KNOWN)
def test_values_are_kept_whatever_line_they_stand_in(key: str) -> None:
    chinese, english = KNOWN[key]
    names = {name for _, name, _, _ in Formatter().parse(english) if name}
    values = {name: f"<{name}>" for name in names}
    assert translated("zh", english.format(**values)) == chinese.format(**values)


def test_a_value_that_is_a_line_is_said_in_chinese_too() -> None:
    line = "/x/y is missing; build it with: python scripts/rebuild_index.py CORPUS --index /x"
    told = "缺少文件 /x/y；请运行：python scripts/rebuild_index.py CORPUS --index /x"
    assert translated("zh", line) == told
    assert translated("zh", "is a picture; it needs OCR") == "是图片，需要 OCR"


def test_an_unknown_line_and_braces_stay_as_they_are() -> None:
    assert translated("zh", "Something else went wrong.") == "Something else went wrong."
    assert "{0.__class__}" in translated("zh", "/x/{0.__class__} is missing; mend it")


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("稿.txt", b"", "是空文件"),
        ("稿.docx", b"plain", "不完整、已损坏，或与扩展名不符，请重新保存"),
        ("稿.txt", b"%PDF-1.7", "是 PDF 文件，扩展名却是 .txt，请改为 .pdf"),
        ("稿.txt", b"a\x00b" * 40, "含有空字符，不是文本，请另存为 UTF-8，或注明编码"),
    ],
)
def test_what_really_comes_of_a_bad_file(name: str, raw: bytes, reason: str) -> None:
    (found,) = read_bytes(name, raw, encoding=None)
    assert isinstance(found, Unreadable)
    assert translated("zh", found.reason) == reason
    with pytest.raises(errors.DraftUnreadable, match="^稿") as caught:
        read_draft(name, raw)
    assert (caught.value.name, caught.value.reason) == (name, found.reason)


VALUES: dict[str, Value] = {
    "speech": SpeechRef("甲.txt", 2, "x.2"),
    "places": Several(("金华", "丽水"), "and"),
    "meant": Several(("金华", "丽水"), "or"),
    "copies": Several((SpeechRef("乙.txt"), SpeechRef("丙.txt", 3))),
    "years": Years(2011, 2013),
    "facts": Years(None, 2012),
    "language": Language("ja"),
    "usual": Language("xx"),
    "reason": Reason("is empty"),
    "n": 1234,
    "share": 0.0123,
    "times": 7.4,
}


class _Values(dict[str, Value]):
    def __missing__(self, name: str) -> Value:
        return f"<{name}>"


@pytest.mark.parametrize("code", SENTENCES)
def test_every_finding_is_said_in_both_languages(code: str) -> None:
    used = _Values(VALUES)
    names = [name for _, name, _, _ in Formatter().parse(SENTENCES[code])]
    said = says(code, **{name: used[name] for name in names if name})
    assert code.split(".")[0] in set(Kind)
    chinese = sentence("zh", said)
    assert chinese.endswith(("。", "？")) and "{" not in chinese
    for name in names:
        if name and name not in VALUES:
            assert f"<{name}>" in chinese
    if not code.startswith(("unreadable", "same-file-name")):
        assert sentence("en", said).replace("–", "-").replace("1,234", "1234") == str(said)


def test_typed_values_are_worded_in_chinese() -> None:
    copies = says(
        "place-not-named.copies", **{n: VALUES[n] for n in ("speech", "copies")}, place=""
    )
    assert "甲.txt（第 2 篇）" in sentence("zh", copies)
    assert "乙.txt、丙.txt（第 3 篇）" in sentence("zh", copies)
    language = says("other-language", **{n: VALUES[n] for n in ("speech", "language", "usual")})
    assert "是日文，而其余讲话大多是xx" in sentence("zh", language)
    wide = says("year-wide", speech=VALUES["speech"], years=Years(2010, None))
    assert "属于 2010 年或以后。" in sentence("zh", wide)
    unread = says("unreadable", file="丁.txt", reason=VALUES["reason"])
    assert sentence("zh", unread) == "丁.txt：是空文件。"
    assert str(unread) == sentence("en", unread) == "丁.txt is empty."

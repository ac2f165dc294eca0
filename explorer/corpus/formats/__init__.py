"""Reads one file of any kind: bytes in, texts out; it opens no file and leaves nothing behind.

``read_bytes`` looks at the name's ending, asks ``kinds`` whether the first bytes agree, and hands
the bytes to the reader of that format. Each reader is one module; ``characters`` gives every text
one form, ``extracted`` holds the limits. Nothing a file holds makes it raise: what cannot be read
comes back as ``Unreadable`` with what to do about it, and the rest of a table or archive goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from explorer.corpus.formats.archive import Budget, members
from explorer.corpus.formats.docx import read_docx
from explorer.corpus.formats.extracted import MAX_BYTES, Extracted, Refused, unreadable
from explorer.corpus.formats.html import read_html
from explorer.corpus.formats.kinds import advice, check_kind
from explorer.corpus.formats.lines import read_csv, read_jsonl
from explorer.corpus.formats.pdf import read_pdf
from explorer.corpus.formats.sheets import read_parquet, read_xlsx
from explorer.corpus.formats.text import read_text, superset
from explorer.errors import CorpusError
from explorer.records import Unreadable

TEXT = frozenset({".txt", ".md"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
DELIMITED = frozenset({".csv", ".tsv"})
JSON_LINES = frozenset({".jsonl", ".ndjson"})
SUFFIXES = TEXT | PAGES | DELIMITED | JSON_LINES | {".docx", ".pdf", ".parquet", ".xlsx", ".zip"}
"""Endings of the names of files that are read."""

__all__ = ["MAX_BYTES", "SUFFIXES", "Extracted", "read_bytes"]


def read_bytes(
    name: str, raw: bytes, *, encoding: str | None = None
) -> Iterator[Extracted | Unreadable]:
    """The documents of one file: one, or one for each row of a table or file of a zip archive.

    A row is named ``table.csv#3`` (from 1, after the header), a member ``archive.zip/member.txt``.
    ``encoding`` is what bytes are read in where no byte order mark says otherwise.

    Raises:
        CorpusError: there is no such encoding.
    """
    if encoding is not None:
        try:
            superset(encoding)
        except (LookupError, ValueError) as error:
            message = f"There is no text encoding {encoding!r}; use a name such as gb18030 or big5."
            raise CorpusError(message) from error
    return _documents(name, raw, encoding=encoding, budget=Budget(len(raw)))


def _documents(
    name: str, raw: bytes, *, encoding: str | None, budget: Budget, inside: bool = False
) -> Iterator[Extracted | Unreadable]:
    suffix = PurePosixPath(name).suffix.lower()
    try:
        if len(raw) > MAX_BYTES:
            raise Refused(f"is larger than {MAX_BYTES // 1_000_000} MB; split it")
        check_kind(suffix, raw)
        if suffix != ".zip":
            yield from _read(suffix, name, raw, encoding=encoding, budget=budget)
        elif inside:
            raise Refused("is an archive within an archive; unpack it")
        else:
            yield from _archive(name, raw, encoding=encoding, budget=budget)
    except Refused as refusal:
        yield unreadable(name, str(refusal))
    except Exception as error:  # a library's own fault on one file must not cost the others
        reason = f"cannot be read, for an unknown reason ({type(error).__name__}); save it again"
        yield unreadable(name, reason)


def _archive(
    name: str, raw: bytes, *, encoding: str | None, budget: Budget
) -> Iterator[Extracted | Unreadable]:
    found = False
    for member in members(raw, budget=budget):
        found = True
        if isinstance(member, Unreadable):
            yield Unreadable(f"{name}/{member.name}", member.reason)
            continue
        path, content = member
        full = f"{name}/{path}"
        yield from _documents(full, content, encoding=encoding, budget=budget, inside=True)
    if not found:
        raise Refused("is an archive without files")


def _read(
    suffix: str, name: str, raw: bytes, *, encoding: str | None, budget: Budget
) -> Iterator[Extracted | Unreadable]:
    if suffix in TEXT:
        yield read_text(name, raw, encoding=encoding)
    elif suffix in PAGES:
        yield read_html(name, raw, encoding=encoding)
    elif suffix in DELIMITED:
        yield from read_csv(name, raw, encoding=encoding, budget=budget)
    elif suffix in JSON_LINES:
        yield from read_jsonl(name, raw, encoding=encoding, budget=budget)
    elif suffix == ".docx":
        yield read_docx(name, raw, budget=budget)
    elif suffix == ".pdf":
        yield read_pdf(name, raw)
    elif suffix == ".xlsx":
        yield from read_xlsx(name, raw, budget=budget)
    elif suffix == ".parquet":
        yield from read_parquet(name, raw, budget=budget)
    else:
        raise Refused(advice(suffix))

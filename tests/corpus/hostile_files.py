"""Files that are made to do harm, each with how the reason begins for which it is left out."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from formats_making import (
    SPEECH,
    W,
    docx,
    paragraph,
    pdf,
    pdf_file,
    stream,
    xlsx,
    zipped,
)

Made = dict[str, tuple[bytes, str]]

GOOD = "金华市2012年政府工作报告\n各位代表，今年要把乡间的每一条小路都修好，明年再修三百公里。\n"
SECRET = "the-words-of-another-file"
"""Stand in a file that entities point to, and must come up nowhere."""
BOMB = "unpacks to more than 200 times its size; not a text"
PARTLY = "was read in part only: it unpacks to too much; split it"
XML_BOMB = "holds more than 50 MB of XML; split it"
DEEP = "is nested too deeply; save its text as .txt"
CUT = "is truncated, damaged or not what its name says; save it again"
LOCKED = "is encrypted; save it without a password"
END = "</sheetData>"
MB = 1_000_000


def hostile_files(secret: Path) -> Made:
    """The content of each file by its name, and how its reason begins."""
    return _bombs() | _entities(secret) | _cut_short() | _locked() | _tables() | _deep() | _empty()


def _bombs() -> Made:
    fits = _one_member("word/document.xml", 20 * MB)
    return {
        "bomb.zip": (_one_member("a.txt", 60 * MB), BOMB),
        "bomb.xlsx": (_one_member("xl/workbook.xml", 60 * MB), BOMB),
        "bomb.docx": (_one_member("word/document.xml", 60 * MB), XML_BOMB),
        "bomb-below.docx": (fits, BOMB),
        "bomb-in.zip": (zipped({"b.docx": fits}, method=zipfile.ZIP_STORED), BOMB),
        "archive-in.zip": (
            zipped({"b.zip": zipped({"a.txt": GOOD})}),
            "is an archive within an archive; unpack it",
        ),
        "members.zip": (
            zipped({f"{number}.txt": b"a" for number in range(2_001)}),
            "has more than 2,000 members; split it",
        ),
        "lying.zip": (_lying(), "is damaged; pack it again"),
        "many-small.zip": (zipped({f"{n}.txt": b"\0" * 990_000 for n in range(20)}), PARTLY),
        "bomb.pdf": (_pdf_bomb(), "is a PDF without text"),
    }


def _entities(secret: Path) -> Made:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    kinds = {
        "quadratic": (f'<!ENTITY x "{"A" * 100_000}">', "&x;" * 10_000),
        "laughs": (laughs, "&l11;"),
        "from-file": (f'<!ENTITY x SYSTEM "{secret.as_uri()}">', "&x;"),
        "from-net": ('<!ENTITY x SYSTEM "http://127.0.0.1:9/x">', "&x;"),
        "parameter": (f'<!ENTITY % x SYSTEM "{secret.as_uri()}"> %x;', ""),
        "nothing": ("", ""),
    }
    reason = "declares XML entities, as no Word file does; not read"
    return {f"{name}.docx": (docx_with(*kind), reason) for name, kind in kinds.items()}


def _cut_short() -> Made:
    whole = {
        "cut.docx": (docx(paragraph(SPEECH * 40)), CUT),
        "cut.xlsx": (xlsx({"一": [["text"], [SPEECH * 40]]}), CUT),
        "cut.zip": (zipped({"a.txt": SPEECH * 40}), CUT),
        "cut.parquet": (_parquet({"text": [SPEECH] * 40}), "is damaged or not a parquet file"),
        "cut.pdf": (pdf([[SPEECH]] * 9)[:300], "is damaged or not a PDF file; save it again"),
    }
    return {name: (raw[: len(raw) * 2 // 3], reason) for name, (raw, reason) in whole.items()}


def _locked() -> Made:
    office = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    office += "EncryptedPackage".encode("utf-16-le") + b"\0" * 480
    archive = bytearray(zipped({"a.txt": GOOD}))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        archive[archive.index(signature) + at] |= 1
    return {
        "locked.docx": (office, LOCKED),
        "locked.xlsx": (office, LOCKED),
        "locked.pdf": (pdf([[SPEECH]], locked=True), LOCKED),
        "locked.zip": (bytes(archive), "is encrypted; pack it without a password"),
    }


def _tables() -> Made:
    columns = ",".join(f"c{number}" for number in range(MB))
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return {
        "columns.csv": (f"{columns}\n{'1,' * MB}\n".encode(), "has more than 16,384 columns"),
        "group.parquet": (_huge_group(), "unpacks to too much; write it in smaller row groups"),
        "far.xlsx": (
            _changed(xlsx({"一": [["text"], [GOOD]]}), lambda part: part.replace(END, far + END)),
            "has a sheet of more than 5,000,000 cells; delete far cells",
        ),
    }


def _deep() -> Made:
    many = 100_000
    return {
        "deep.html": (("<div>" * many + GOOD).encode(), DEEP),
        "tags.html": (b"<p>" * (MB + 1), "has more than 1,000,000 tags; save its text as .txt"),
        "deep.docx": (
            word_file("", "<w:sdt>" * many + paragraph(SPEECH) + "</w:sdt>" * many),
            DEEP,
        ),
        "deep.jsonl": (b'{"text": ' + b"[" * many + b"]" * many + b"}\n", "line 1 is not JSON"),
        "loop.pdf": (_pdf_loop(), "is damaged (Failed to load page.); save it again"),
    }


def _empty() -> Made:
    nothing = {f"empty{suffix}": (b"", "is empty") for suffix in (".txt", ".docx", ".pdf", ".zip")}
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = packer.compress(GOOD.encode()) + packer.flush()
    return nothing | {
        "page.html.gz": (packed, "is a gzip file; unpack it"),
        "packed.html": (packed, "is a gzip file; unpack it"),
        "nul.txt": (b"\0" * MB, "holds NUL characters, so it is not a text"),
    }


def read_in_part(secret: Path) -> dict[str, bytes]:
    """Workbooks and pages with entities: their own text is read, what they point to is not."""
    made = {}
    for name, declared in (
        ("from-file", f'<!ENTITY x SYSTEM "{secret.as_uri()}">'),
        ("from-net", '<!ENTITY x SYSTEM "http://127.0.0.1:9/x">'),
        ("laughs", '<!ENTITY y "haha"><!ENTITY x "&y;&y;&y;">'),
    ):
        doctype = f"<!DOCTYPE html [{declared}]>"
        page = f"{doctype}<html><body><p>{GOOD}</p><p>&x;</p></body></html>"
        made[f"{name}.html"] = page.encode()
        made[f"{name}.xhtml"] = f'<?xml version="1.0"?>{page}'.encode()
    return made


def workbook_with(declared: str, use: str) -> bytes:
    """A workbook whose sheet declares an entity and uses it in a cell."""

    def changed(part: str) -> str:
        return f'<?xml version="1.0"?><!DOCTYPE a [{declared}]>' + part.replace("USE", use)

    book = xlsx({"一": [["text"], [GOOD], ["USE"]]})
    return _changed(book, changed)


def docx_with(declared: str, use: str) -> bytes:
    """A Word file whose text declares an entity and uses it."""
    return word_file(f'<?xml version="1.0"?><!DOCTYPE a [{declared}]>', paragraph(SPEECH) + use)


def word_file(front: str, body: str) -> bytes:
    """A Word file that is not compressed, so that only what it holds is against it."""
    document = f'{front}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    parts = {"[Content_Types].xml": "<Types/>", "word/document.xml": document}
    return zipped({**parts}, method=zipfile.ZIP_STORED)


def _changed(raw: bytes, change: Callable[[str], str]) -> bytes:
    """A workbook whose sheet was changed."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    return zipped({**parts, sheet: change(parts[sheet])})


def _one_member(name: str, size: int) -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w") as member,
    ):
        for _ in range(size // MB):
            member.write(b" " * MB)
    return buffer.getvalue()


def _lying() -> bytes:
    """An archive whose header says that its blanks are packed into 5 MB, not into 0.03 MB."""
    raw = bytearray(_one_member("a.txt", 30 * MB))
    at = raw.index(b"PK\x01\x02") + 20
    raw[at : at + 4] = (5 * MB).to_bytes(4, "little")
    return bytes(raw)


def _parquet(columns: dict[str, list[str]]) -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.table(columns), sink)
    return sink.getvalue()


def _huge_group() -> bytes:
    """A small file with a row group that says it unpacks to two gigabytes."""
    raw = _parquet({"text": [GOOD]})
    size = pq.read_metadata(io.BytesIO(raw)).row_group(0).total_byte_size
    length = int.from_bytes(raw[-8:-4], "little")
    footer = raw[-8 - length : -8].replace(_number(size), _number(2_000 * MB))
    return raw[: -8 - length] + footer + len(footer).to_bytes(4, "little") + raw[-4:]


def _number(value: int) -> bytes:
    """A field of 64 bits in the footer of a parquet file (Thrift's compact protocol)."""
    coded, left = bytearray(b"\x16"), 2 * value
    while left > 127:
        coded.append(left & 127 | 128)
        left >>= 7
    return bytes(coded + bytes([left]))


def _pdf_bomb() -> bytes:
    """A page whose content unpacks to a hundred megabytes."""
    packer = zlib.compressobj(9)
    packed = b"".join([packer.compress(b" " * MB) for _ in range(100)] + [packer.flush()])
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 850] /Contents 4 0 R >>"
    return pdf_file(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            page,
            stream("/Filter /FlateDecode", packed),
        ]
    )


def _pdf_loop() -> bytes:
    """A tree of pages that comes back to its root, with a count to match."""
    return pdf_file(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 9000 >>",
            b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 9000 >>",
        ]
    )

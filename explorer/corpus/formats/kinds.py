"""What a file is by its first bytes, and what to do about kinds that are not read."""

from __future__ import annotations

from explorer.corpus.formats.extracted import Refused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The container of Office before 2007, and of newer files with a password."""
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
"""The stream in which Office keeps a file with a password (MS-OFFCRYPTO 2.3.4.4)."""
SIGNATURES = (
    (b"%PDF-", "a PDF file", ".pdf"),
    (b"PK\x03\x04", "a zip archive or an Office file", ".zip, .docx or .xlsx"),
    (b"PAR1", "a parquet file", ".parquet"),
)
SIGNED = {".pdf": 0, ".zip": 1, ".docx": 1, ".xlsx": 1, ".parquet": 2}
OTHER = (
    (b"Rar!", "a RAR archive", "pack it as .zip"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "pack it as .zip"),
    (b"\x1f\x8b", "a gzip file", "unpack it"),
    (b"{\\rtf", "an RTF file", "save it as .docx"),
    (b"\xff\xd8\xff", "a picture", "it needs OCR"),
    (b"\x89PNG", "a picture", "it needs OCR"),
    (b"II*\x00", "a picture", "it needs OCR"),
    (b"MM\x00*", "a picture", "it needs OCR"),
    (b"SQLite format 3", "a database", "export its texts as .csv"),
)
ADVICE = {
    ".doc": "is an old .doc file; save it as .docx",
    ".wps": "is a WPS file; save it as .docx",
    ".rtf": "is an RTF file; save it as .docx",
    ".odt": "is an OpenDocument file; save it as .docx",
    ".xls": "is an old .xls file; save it as .xlsx",
    ".ods": "is an OpenDocument sheet; save it as .xlsx",
    ".epub": "is an e-book; save its text as .html or .txt",
    ".json": "is JSON; write one object a line into a .jsonl file",
    ".rar": "is a RAR archive; pack it as .zip",
    ".7z": "is a 7-Zip archive; pack it as .zip",
    ".gz": "is a gzip file; unpack it",
    ".jpg": "is a picture; it needs OCR",
    ".jpeg": "is a picture; it needs OCR",
    ".png": "is a picture; it needs OCR",
    ".tif": "is a picture; it needs OCR",
    ".tiff": "is a picture; it needs OCR",
    ".ppt": "is a presentation; save its text as .txt",
    ".pptx": "is a presentation; save its text as .txt",
}


def check_kind(suffix: str, raw: bytes) -> None:
    """See that the first bytes do not belie the name.

    Raises:
        Refused: they do, or the kind is not read.
    """
    if not raw:
        raise Refused("is empty")
    if raw.startswith(OLE):
        if ENCRYPTED_PACKAGE in raw:
            raise Refused("is encrypted; save it without a password")
        raise Refused(ADVICE.get(suffix, "is an old Office file; save it as .docx or .xlsx"))
    for magic, kind, advice in OTHER:
        if raw.startswith(magic):
            raise Refused(f"is {kind}; {advice}")
    for number, (magic, kind, suffixes) in enumerate(SIGNATURES):
        if raw.startswith(magic) and SIGNED.get(suffix) != number:
            raise Refused(f"is {kind}, though named {suffix}; rename it to {suffixes}")


def advice(suffix: str) -> str:
    """Why files with this ending are not read, and what to do."""
    known = "save it as .txt, .html, .docx, .pdf or .csv"
    return ADVICE.get(suffix, f"files of type {suffix or '(none)'} are not read; {known}")

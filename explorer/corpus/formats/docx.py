"""Word files: paragraphs, tables, notes and text boxes in reading order, as last revised."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from explorer.corpus.formats.archive import Budget, open_archive, read_member
from explorer.corpus.formats.extracted import Extracted, Refused, document

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_XML = 50_000_000
"""Bytes of one part: its tree takes about 12 times as many, and text is a tenth of it."""
LEFT_OUT = frozenset(
    "del moveFrom delText delInstrText instrText pPr rPr sectPr tblPr trPr tcPr rt".split()
)
"""Deleted revisions, field codes, properties, and the sound above a word."""
SIGNS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})
NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
PART = re.compile(r"word/(document|footnotes|endnotes)\d*\.xml")

Notes = dict[tuple[str, str], "Element"]
"""By kind and id."""


@dataclass(slots=True)
class _Paragraph:
    """What stands in a paragraph, and what hangs on it; filled while it is walked."""

    text: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)


def read_docx(name: str, raw: bytes, *, budget: Budget) -> Extracted:
    """A Word file as one document, one line for each paragraph or row of a table."""
    parts = dict(_parts(raw, budget))
    if "document" not in parts:
        raise Refused("is not a Word file, though named so; save it as .docx")
    notes = {
        (kind, _attribute(note, "id")): note
        for kind in NOTES.values()
        for note in parts.get(kind, ())
        if _attribute(note, "type") not in SEPARATORS
    }
    try:
        text = "\n".join(_lines(parts["document"], notes))
    except RecursionError as error:
        raise Refused("is nested too deeply; save its text as .txt") from error
    return document(name, text, empty="is a Word file without text")


def _parts(raw: bytes, budget: Budget) -> Iterator[tuple[str, Element]]:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    with open_archive(raw) as archive:
        for info in archive.infolist():
            if not (part := PART.fullmatch(info.filename)):
                continue
            try:
                yield part[1], fromstring(_xml(archive, info, budget), forbid_dtd=True)
            except DefusedXmlException as error:
                raise Refused("declares XML entities, as no Word file does; not read") from error
            except (ParseError, LookupError, ValueError) as error:
                raise Refused("is damaged; open it in Word and save it again") from error


def _xml(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> bytes:
    if info.file_size > MAX_XML:  # no more than this is ever unpacked
        raise Refused(f"holds more than {MAX_XML // 1_000_000} MB of XML; split it")
    return read_member(archive, info, budget=budget)


def _name(element: Element) -> str:
    """The name without its namespace, of which Word has two (transitional and strict)."""
    return element.tag.rpartition("}")[2]


def _attribute(element: Element, name: str) -> str:
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")


def _lines(parent: Element, notes: Notes) -> Iterator[str]:
    for child in parent:
        name = _name(child)
        if name == "p":
            yield from _paragraph(child, notes)
        elif name == "tr":
            yield from _row(child, notes)
        elif name == "AlternateContent":
            yield from _lines(_alternative(child), notes)
        elif name not in LEFT_OUT:
            yield from _lines(child, notes)


def _paragraph(element: Element, notes: Notes) -> Iterator[str]:
    paragraph = _Paragraph()
    _walk(element, paragraph, notes)
    yield "".join(paragraph.text)
    for hanging in (*paragraph.boxes, *paragraph.notes):
        yield from _lines(hanging, notes)


def _walk(parent: Element, paragraph: _Paragraph, notes: Notes) -> None:
    for child in parent:
        name = _name(child)
        if name in LEFT_OUT or (name == "r" and _is_hidden(child)):
            continue
        if name == "t":
            paragraph.text.append(child.text or "")
        elif name in SIGNS:
            paragraph.text.append(SIGNS[name])
        elif name == "txbxContent":
            paragraph.boxes.append(child)
        elif name in NOTES:
            # Taken out, so that a note that refers to itself has an end.
            if note := notes.pop((NOTES[name], _attribute(child, "id")), None):
                paragraph.notes.append(note)
        elif name == "AlternateContent":
            _walk(_alternative(child), paragraph, notes)
        else:
            _walk(child, paragraph, notes)


def _is_hidden(run: Element) -> bool:
    """Whether Word does not show it: reposting sites hide marks of origin so."""
    return any(
        _name(mark) == "vanish" and _attribute(mark, "val") not in ("0", "false", "off")
        for properties in run
        if _name(properties) == "rPr"
        for mark in properties
    )


def _alternative(element: Element) -> Element:
    """The first version of what is kept for newer and for older programs."""
    return next((child for child in element if any(_name(e) == "t" for e in child.iter())), element)


def _row(row: Element, notes: Notes) -> Iterator[str]:
    """One line with tabs, or line by line where a cell holds several: some tables frame a text."""
    if any(_name(mark) == "del" for part in row if _name(part) == "trPr" for mark in part):
        return
    cells = [[line for line in _lines(cell, notes) if line.strip()] for cell in _cells(row)]
    if all(len(cell) < 2 for cell in cells):
        yield "\t".join("".join(cell) for cell in cells).strip("\t")
    else:
        for cell in cells:
            yield from cell


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if _name(child) == "tc":
            yield child
        elif _name(child) not in LEFT_OUT:
            yield from _cells(child)

"""Makes small files of each format by hand, so that tests need no library to write them."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from explorer.corpus.formats import Extracted, read_bytes
from explorer.records import Unreadable

SPEECH = "各位代表：今年我们要建成新的图书馆，整治沿江两岸，让孩子们有安全的去处。"
OTHER_SPEECH = "同志们：过去一年，全市上下一起努力，办好了十件民生实事，群众的生活有了新的变化。"
ENGLISH = "Dear citizens, this year we shall build a library and open the riverside to everyone."
SPANISH = (
    "Queridos vecinos: este año construiremos una biblioteca y arreglaremos la ribera del río."
)

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def read(name: str, raw: bytes, *, encoding: str | None = None) -> list[Extracted | Unreadable]:
    return list(read_bytes(name, raw, encoding=encoding))


def only_text(name: str, raw: bytes) -> str:
    """The text of a file that is one document."""
    (found,) = read(name, raw)
    assert isinstance(found, Extracted), found
    return found.text


def only_reason(name: str, raw: bytes) -> str:
    """Why a file cannot be read."""
    (found,) = read(name, raw)
    assert isinstance(found, Unreadable), found
    assert found.name == name
    assert "unknown reason" not in found.reason
    return found.reason


def zipped(members: dict[str, bytes | str], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def docx(body: str, *, namespace: str = W, **parts: str) -> bytes:
    """A Word file with this body; more parts of ``word/`` by name, such as ``footnotes``."""
    files = {"[Content_Types].xml": "<Types/>", "word/document.xml": _word("document", body)}
    files |= {f"word/{name}.xml": _word(name, part) for name, part in parts.items()}
    return zipped({name: part.replace(W, namespace) for name, part in files.items()})


def _word(name: str, content: str) -> str:
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    inner = f"<w:body>{content}</w:body>" if name == "document" else content
    return f'<w:{name} xmlns:w="{W}" xmlns:mc="{mc}">{inner}</w:{name}>'


def xlsx(sheets: dict[str, list[list[str | float | None]]], *, more: str = "") -> bytes:
    """An Excel file; ``None`` leaves a cell out; ``more`` is XML after the rows of each sheet."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{i}" r:id="rId{i}"/>'
        for i, name in enumerate(sheets, 1)
    )
    related = "".join(
        f'<Relationship Id="rId{i}" Type="{relations}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i, _ in enumerate(sheets, 1)
    )
    files = {
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="rId1" '
        f'Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}">'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}">{related}</Relationships>',
    }
    for number, rows in enumerate(sheets.values(), 1):
        lines = "".join(_sheet_row(at, cells) for at, cells in enumerate(rows, 1))
        sheet = f'<worksheet xmlns="{main}"><sheetData>{lines}{more}</sheetData></worksheet>'
        files[f"xl/worksheets/sheet{number}.xml"] = sheet
    return zipped(dict(files))


def _sheet_row(at: int, cells: list[str | float | None]) -> str:
    parts = []
    for column, cell in zip("ABCDEFGH", cells, strict=False):
        if isinstance(cell, str):
            inline = f"<is><t>{escape(cell)}</t></is>"
            parts.append(f'<c r="{column}{at}" t="inlineStr">{inline}</c>')
        elif cell is not None:
            parts.append(f'<c r="{column}{at}"><v>{cell}</v></c>')
    return f'<row r="{at}">{"".join(parts)}</row>'


def pdf(pages: list[list[str]], *, picture: bool = False, locked: bool = False) -> bytes:
    """A PDF file whose pages show these lines in a Chinese font that readers bring along."""
    descendant = (
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo "
        "<< /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 >>"
    )
    font = (
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
        "/DescendantFonts [4 0 R] >>"
    )
    image = stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 "
                    "/ColorSpace /DeviceGray", b"\x80")  # fmt: skip
    numbers = range(6, 6 + 2 * len(pages), 2)
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        font.encode(),
        descendant.encode(),
        image,
    ]
    for number, lines in zip(numbers, pages, strict=True):
        drawn = "".join(
            f"BT /F1 12 Tf 50 {800 - 20 * at} Td <{line.encode('utf-16-be').hex()}> Tj ET\n"
            for at, line in enumerate(lines)
        )
        drawn += "q 500 0 0 700 50 50 cm /I1 Do Q\n" if picture else ""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 850] /Contents {number + 1} 0 R "
            "/Resources << /Font << /F1 3 0 R >> /XObject << /I1 5 0 R >> >> >>".encode()
        )
        objects.append(stream("", drawn.encode()))
    return pdf_file(objects, locked=locked)


def stream(entries: str, content: bytes) -> bytes:
    """The object of a PDF file that holds bytes."""
    head = f"<< {entries} /Length {len(content)} >>\nstream\n".encode()
    return head + content + b"\nendstream"


def pdf_file(objects: list[bytes], *, locked: bool = False) -> bytes:
    """The objects of a PDF file, numbered from 1, with what finds them."""
    written = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    lock = ""
    if locked:  # a check value that no empty password has
        key = "5a" * 32
        lock = f" /Encrypt << /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >>"
        lock += " /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]"
    written += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R{lock} >>\n".encode()
    return bytes(written + b"startxref\n%d\n%%%%EOF\n" % start)

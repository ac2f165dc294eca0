"""Word files: everything that Word shows, in its order, as last revised."""

from __future__ import annotations

import pytest
from formats_making import (
    ENGLISH,
    OTHER_SPEECH,
    SPANISH,
    SPEECH,
    STRICT_W,
    W,
    docx,
    only_reason,
    only_text,
    paragraph,
    zipped,
)


def run(content: str) -> str:
    return f"<w:p><w:r>{content}</w:r></w:p>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc><w:tcPr/>{cell}</w:tc>' for cell in cells)}</w:tr>"


@pytest.mark.parametrize("namespace", [W, STRICT_W])
def test_paragraphs_are_lines(namespace: str) -> None:
    body = paragraph(SPEECH) + paragraph("") + paragraph(ENGLISH) + paragraph(SPANISH)
    found = only_text("a.docx", docx(body, namespace=namespace))
    assert found == f"{SPEECH}\n\n{ENGLISH}\n{SPANISH}"


def test_tabs_breaks_and_hyphens() -> None:
    body = run(
        "<w:t>一</w:t><w:tab/><w:t>二</w:t><w:br/><w:t>三</w:t><w:cr/><w:t>co</w:t>"
        "<w:noBreakHyphen/><w:t>op</w:t><w:softHyphen/><w:t> &lt;&amp;&gt;</w:t>"
    )
    assert only_text("a.docx", docx(body)) == "一\t二\n三\nco-op <&>"


def test_tab_stops_in_properties_are_no_tabs() -> None:
    body = '<w:p><w:pPr><w:tabs><w:tab w:pos="1"/></w:tabs></w:pPr><w:r><w:t>一</w:t></w:r></w:p>'
    assert only_text("a.docx", docx(body)) == "一"


def test_tables_stand_in_their_place() -> None:
    table = f"<w:tbl><w:tblPr/>{row(paragraph('城市'), paragraph('年'))}"
    table += f"{row(paragraph('金华'), paragraph('2020'))}</w:tbl>"
    body = paragraph("前") + table + paragraph("后")
    assert only_text("a.docx", docx(body)) == "前\n城市\t年\n金华\t2020\n后"


def test_a_table_that_frames_a_text_gives_its_paragraphs() -> None:
    inner = f"<w:tbl>{row(paragraph('甲'), paragraph('乙'))}</w:tbl>"
    table = f"<w:tbl>{row(paragraph(SPEECH) + paragraph(ENGLISH) + inner)}</w:tbl>"
    assert only_text("a.docx", docx(table)) == f"{SPEECH}\n{ENGLISH}\n甲\t乙"


def test_revisions_are_read_as_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>今年</w:t></w:r>"
        '<w:del w:id="1"><w:r><w:delText>不</w:delText></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t>一定</w:t></w:r></w:ins>'
        '<w:moveFrom w:id="3"><w:r><w:t>旧</w:t></w:r></w:moveFrom>'
        '<w:moveTo w:id="4"><w:r><w:t>新</w:t></w:r></w:moveTo></w:p>'
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>删</w:t></w:r></w:p></w:tc>"
        "</w:tr></w:tbl>"
    )
    assert only_text("a.docx", docx(body)).strip() == "今年一定新"


def test_field_codes_and_hidden_runs_are_left_out() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>来自某网</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>二</w:t></w:r>'
    link = '<w:hyperlink w:anchor="a"><w:r><w:t>三</w:t></w:r></w:hyperlink>'
    code = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    body = f"<w:p><w:r><w:t>一</w:t></w:r>{hidden}{shown}{code}{link}</w:p>"
    held = "<w:sdt><w:sdtPr/><w:sdtContent>" + paragraph("四") + "</w:sdtContent></w:sdt>"
    assert only_text("a.docx", docx(body + held)) == "一二三\n四"


def test_notes_follow_the_paragraph_that_refers_to_them() -> None:
    body = run('<w:t>正文</w:t><w:footnoteReference w:id="2"/>') + paragraph("下一段")
    body += run('<w:t>尾</w:t><w:endnoteReference w:id="2"/>')
    to_itself = run('<w:t>脚注</w:t><w:footnoteReference w:id="2"/>')
    notes = (
        f'<w:footnote w:type="separator" w:id="0">{paragraph("线")}</w:footnote>'
        f'<w:footnote w:id="1">{paragraph("未引用")}</w:footnote>'
        f'<w:footnote w:id="2">{to_itself}</w:footnote>'
    )
    ends = f'<w:endnote w:id="2">{paragraph("尾注")}</w:endnote>'
    found = only_text("a.docx", docx(body, footnotes=notes, endnotes=ends))
    assert found == "正文\n脚注\n下一段\n尾\n尾注"


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('框中')}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
    both += f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    assert only_text("a.docx", docx(run(f"<w:t>前</w:t>{both}<w:t>后</w:t>"))) == "前后\n框中"


def test_radicals_become_ideographs() -> None:
    assert only_text("a.docx", docx(paragraph("⼈⺠政府"))) == "人民政府"


LAUGHS = "".join(f'<!ENTITY l{i + 1} "{f"&l{i};" * 10}">' for i in range(1, 10))
FOREIGN = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "document",
    [
        f'<!DOCTYPE d [<!ENTITY l1 "lol">{LAUGHS}]><d>&l10;</d>',
        f"{FOREIGN}<d>&x;</d>",
        '<!DOCTYPE d SYSTEM "http://example.invalid/d.dtd"><d/>',
    ],
)
def test_entities_are_refused(document: str) -> None:
    reason = only_reason("a.docx", zipped({"word/document.xml": document}))
    assert reason == "declares XML entities, as no Word file does; not read"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "is empty"),
        (b"hello", "is truncated, damaged or not what its name says; save it again"),
        (docx(paragraph(SPEECH))[:-30], "is truncated, damaged or not what its name says"),
        (zipped({"a.txt": "a"}), "is not a Word file, though named so; save it as .docx"),
        (zipped({"word/document.xml": "<w:p>"}), "is damaged; open it in Word and save it again"),
        (zipped({"word/document.xml": "<?xml version='1.0' encoding='no'?><a/>"}), "is damaged"),
        (docx(""), "is a Word file without text"),
        (docx("<w:a>" * 5_000 + "</w:a>" * 5_000), "is nested too deeply"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "is an old Office file; save it as"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "is encrypted; save it without a password",
        ),
        (b"{\\rtf1 hello}", "is an RTF file; save it as .docx"),
        (b"%PDF-1.7 hello", "is a PDF file, though named .docx; rename it to .pdf"),
    ],
)
def test_what_is_no_word_file_is_told(raw: bytes, reason: str) -> None:
    assert only_reason("a.docx", raw).startswith(reason)


def test_a_long_part_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.corpus.formats.docx.MAX_XML", 1_000)
    reason = only_reason("a.docx", docx(paragraph(OTHER_SPEECH) * 100))
    assert reason == "holds more than 0 MB of XML; split it"

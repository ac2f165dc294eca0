"""Plain text files: every encoding becomes the same characters, or is refused."""

from __future__ import annotations

import codecs

import pytest
from formats_making import ENGLISH, OTHER_SPEECH, SPANISH, SPEECH, only_reason, only_text, read
from hypothesis import given
from hypothesis import strategies as st

from explorer.corpus.formats import Extracted, read_bytes
from explorer.errors import CorpusError

TRADITIONAL = (
    "各位市民：今年我們要建成新的圖書館，整治沿江兩岸，讓孩子們有安全的去處，辦好民生實事。"
)
JAPANESE = (
    "市民の皆さん、本日はお集まりいただきありがとうございます。川沿いの公園を整備し、子どもたちが"
    "安心して遊べる場所をつくります。"
)
KOREAN = (
    "시민 여러분, 올해 우리 시는 새로운 도서관을 짓고 강변 공원을 정비하겠습니다. 아이들이 "
    "안심하고 뛰어놀 수 있는 곳을 만들겠습니다."
)
RUSSIAN = "Уважаемые жители города! В этом году мы построим новую библиотеку и откроем набережную."
UKRAINIAN = "Шановні мешканці міста! Цього року ми збудуємо бібліотеку. Її відкриють восени."
FRENCH = "Chers habitants, cette année nous bâtirons une bibliothèque à côté de l’hôtel de ville."
GERMAN = "Liebe Bürgerinnen und Bürger, in diesem Jahr bauen wir eine Bücherei für die Gemeinde."
CZECH = "Vážení občané, v letošním roce postavíme novou knihovnu a upravíme nábřeží řeky pro děti."
GREEK = "Αγαπητοί συμπολίτες, φέτος θα χτίσουμε μια νέα βιβλιοθήκη για τα παιδιά της πόλης."
TURKISH = "Değerli hemşehrilerim, bu yıl yeni bir kütüphane yapacağız ve kıyıyı düzenleyeceğiz."
ARABIC = "أيها المواطنون الأعزاء، سنبني هذا العام مكتبة جديدة وسنرتب ضفة النهر للأطفال"
HEBREW = "תושבים יקרים, השנה נבנה ספרייה חדשה ונסדר את גדת הנהר. הילדים יוכלו לשחק בבטחה."
THAI = "พี่น้องประชาชนที่เคารพ ปีนี้เราจะสร้างห้องสมุดแห่งใหม่และปรับปรุงริมแม่น้ำ"

CASES = [
    (SPEECH, "utf-8", "utf-8"),
    (ENGLISH, "ascii", "utf-8"),
    (SPANISH, "utf-8-sig", "utf-8"),
    (SPEECH, "utf-16", "utf-16-le"),
    (SPEECH, "utf-32", "utf-32-le"),
    (SPEECH, "gb18030", "gb18030"),
    (SPEECH, "gbk", "gb18030"),
    (SPEECH, "gb2312", "gb18030"),
    (OTHER_SPEECH, "gb2312", "gb18030"),
    (TRADITIONAL, "gb18030", "gb18030"),
    (SPEECH + ENGLISH, "gb18030", "gb18030"),
    (SPEECH, "hz", "hz"),
    (TRADITIONAL, "big5", "cp950"),
    (TRADITIONAL, "big5hkscs", "cp950"),
    (SPEECH, "utf-16-le", "utf-16-le"),
    (SPEECH, "utf-16-be", "utf-16-be"),
    (SPEECH, "utf-32-le", "utf-32-le"),
    (ENGLISH, "utf-16-le", "utf-16-le"),
    (JAPANESE, "shift_jis", "cp932"),
    (JAPANESE, "euc_jp", "euc_jp"),
    (JAPANESE, "iso2022_jp", "iso2022_jp"),
    (KOREAN, "euc_kr", "cp949"),
    (RUSSIAN, "koi8_r", "koi8-r"),
    (RUSSIAN, "cp1251", "cp1251"),
    (RUSSIAN, "cp866", "cp866"),
    (UKRAINIAN, "koi8_u", "koi8-u"),
    (FRENCH, "cp1252", "cp1252"),
    (SPANISH, "latin_1", "cp1252"),
    (GERMAN, "latin_1", "cp1252"),
    (CZECH, "cp1250", "cp1250"),
    (GREEK, "cp1253", "cp1253"),
    (TURKISH, "cp1254", "cp1254"),
    (ARABIC, "cp1256", "cp1256"),
    (HEBREW, "cp1255", "cp1255"),
    (THAI, "tis_620", "cp874"),
]


@pytest.mark.parametrize(("text", "codec", "told"), CASES, ids=lambda value: str(value)[:12])
@pytest.mark.parametrize("times", [1, 40])
def test_each_encoding_gives_the_text_back(text: str, codec: str, told: str, times: int) -> None:
    written = "\n".join([text] * times)
    (found,) = read("a.txt", written.encode(codec))
    assert isinstance(found, Extracted), found
    assert found.text == written
    if codec not in ("iso2022_jp", "hz", "cp1250"):  # several names fit these bytes
        assert found.encoding == told


def test_a_large_file_is_told_by_its_beginning_and_read_whole() -> None:
    written = "\n".join([JAPANESE] * 10_000)
    assert only_text("a.txt", written.encode("shift_jis")) == written


def test_an_encoding_that_is_named_wins_over_the_guess() -> None:
    raw = RUSSIAN.encode("cp1251")
    (found,) = read("a.txt", raw, encoding="koi8-r")
    assert isinstance(found, Extracted)
    assert (found.text, found.encoding) == (raw.decode("koi8-r"), "koi8-r")


def test_a_byte_order_mark_wins_over_the_encoding_that_is_named() -> None:
    (found,) = read("a.txt", codecs.BOM_UTF8 + SPEECH.encode(), encoding="gb18030")
    assert isinstance(found, Extracted)
    assert (found.text, found.encoding) == (SPEECH, "utf-8")


def test_a_named_gb2312_reads_the_characters_that_it_lacks() -> None:
    (found,) = read("a.txt", "朱镕基".encode("gbk"), encoding="gb2312")
    assert isinstance(found, Extracted)
    assert (found.text, found.encoding) == ("朱镕基", "gb18030")


@pytest.mark.parametrize("name", ["no-such", "base64", "rot13", "", "a\0b"])
def test_an_encoding_that_does_not_exist_is_told_at_once(name: str) -> None:
    with pytest.raises(CorpusError, match="There is no text encoding"):
        read_bytes("a.txt", b"a", encoding=name)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "is empty"),
        (b" \r\n\t", "is empty"),
        (codecs.BOM_UTF8, "is empty"),
        (SPEECH.encode()[:-1], "is utf-8 but damaged at byte"),
        (SPEECH.encode().replace("们".encode(), b"\xff", 1), "is utf-8 but damaged at byte 24"),
        (SPEECH.encode("gb18030")[:-1], "is gb18030 but damaged at byte"),
        (codecs.BOM_UTF16_LE + b"a\0b", "is utf-16-le but damaged at byte 2"),
        (b"text\0" * 9 + SPEECH.encode(), "holds NUL characters"),
        ("\ue123".encode() * 9 + SPEECH.encode(), "is mojibake: 9 of 45 characters mean nothing"),
        ("�".encode() * 9 + SPEECH.encode(), "is mojibake"),
        (bytes(range(1, 32)) + ENGLISH.encode(), "is mojibake"),
        (bytes(range(256)) * 4, "in no encoding|mojibake|NUL"),
        ("止法律".encode("gb18030"), "is in no encoding that can be told for certain"),
    ],
)
def test_what_is_no_text_is_refused(raw: bytes, reason: str) -> None:
    with pytest.raises(AssertionError, match=reason):
        raise AssertionError(only_reason("a.txt", raw))


def test_a_single_lost_character_costs_no_speech() -> None:
    assert only_text("a.txt", (SPEECH + "�").encode()) == SPEECH + "�"


def test_the_wrong_encoding_by_name_is_told_with_its_byte() -> None:
    (found,) = read("a.txt", SPEECH.encode("utf-8"), encoding="ascii")
    assert "is cp1252 but damaged at byte" in found.reason  # type: ignore[union-attr]


def test_a_text_above_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.corpus.formats.extracted.MAX_CHARACTERS", 100)
    assert only_reason("a.txt", b"a" * 101) == "holds more than 100 characters; split it"
    monkeypatch.setattr("explorer.corpus.formats.text.MAX_CHARACTERS", 100)
    assert only_reason("a.txt", b"a" * 401) == "holds more than 100 characters; split it"


def test_each_character_has_one_form() -> None:
    assert only_text("a.txt", "⼈⺠⻓远，⾦融⻔户".encode()) == "人民长远，金融门户"
    assert only_text("a.txt", "año cafe\u0301 \uf914".encode()) == "año café 樂"
    assert only_text("a.txt", "a\r\nb\rc\u2028d\fe\x85f".encode()) == "a\nb\nc\nd\ne\nf"
    assert only_text("a.txt", "\ufeff今\u200b年infra\u00adstructure\ufeff".encode()) == (
        "今年infrastructure"
    )
    kept = "Ａ１：（“　”）\u200c１\t½ ①㎡"
    assert only_text("a.txt", kept.encode()) == kept


def test_every_radical_but_one_has_its_ideograph() -> None:
    # U+2E80 has none in Unicode; 2E9A and 2EF4 to 2EFF are not assigned.
    radicals = [chr(code) for code in range(0x2E81, 0x2FD6) if not 0x2EF4 <= code <= 0x2EFF]
    text = "".join(sign for sign in radicals if sign != "\u2e9a")
    assert not any("\u2e80" <= sign <= "\u2fdf" for sign in only_text("a.txt", text.encode()))


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1))
def test_text_in_utf8_comes_back_in_one_form_only(text: str) -> None:
    found = read("a.txt", text.encode())[0]
    if isinstance(found, Extracted):
        assert read("a.txt", found.text.encode())[0] == found


def test_a_stray_joiner_goes_and_one_within_a_word_stays() -> None:
    (found,) = read("a.txt", "各位代表：\u200d\n今年修路。\u200d 末班车。می\u200cخواهم".encode())
    assert isinstance(found, Extracted)
    assert found.text == "各位代表：\n今年修路。 末班车。می\u200cخواهم"

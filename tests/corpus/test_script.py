"""Traditional characters are read through a simplified shadow and stored as they stand."""

from __future__ import annotations

from pathlib import Path

from corpus.writing import document
from hypothesis import given
from hypothesis import strategies as st

from explorer.corpus.file_readings import inferred_facts
from explorer.corpus.place_table import load_places
from explorer.corpus.reading import read_corpus
from explorer.corpus.script import in_script_of, simplified
from explorer.corpus.speeches import split_speeches
from explorer.records import LineKind, PlaceStatus, YearStatus

TRADITIONAL = """金華市第六屆人民代表大會工作報告
二〇一二年三月五日
各位代表：
現在，我代表中共金華市委向大會報告工作，請予審議，並請各位列席人員提出意見。過去的一年，我們圍繞港口
來自廣東的企業家同誌們，把碼頭、倉庫和鐵路連成一張網，讓每一個村莊都能按時收到包裹。
更新時間：2019-05-06
"""


def test_lines_and_evidence_keep_the_characters_of_the_document() -> None:
    page = document(TRADITIONAL)
    (speech,), dropped = split_speeches(page)
    for line in speech.lines:
        source = page.text[line.start : line.end]
        assert line.text == "".join(source.split("\n"))
    assert [line.kind for line in speech.lines[:3]] == [
        LineKind.TITLE,
        LineKind.BYLINE,
        LineKind.SALUTATION,
    ]
    assert speech.title == "金華市第六屆人民代表大會工作報告"
    assert [piece.text for piece in dropped] == ["更新時間：2019-05-06"]
    assert [piece.text for piece in speech.chrome] == ["更新時間：2019-05-06"]
    place, dating = inferred_facts(speech, load_places())
    assert (place.name, place.status) == ("金华", PlaceStatus.STATED)
    assert "金華市" in place.evidence[0].quote
    assert (dating.earliest, dating.latest, dating.status) == (2012, 2012, YearStatus.STATED)
    assert [item.quote for item in dating.evidence] == [
        "二〇一二年三月五日",
        "更新時間：2019",
    ]


def test_a_copy_in_the_other_script_is_a_witness(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text(TRADITIONAL, encoding="utf-8")
    (tmp_path / "乙.txt").write_text(simplified(TRADITIONAL), encoding="utf-8")
    one, other = read_corpus(tmp_path, progress=lambda *_: None).speeches
    assert one.speech.witness_group == other.speech.witness_group
    assert one.text.title != other.text.title


def test_a_place_that_is_written_with_a_traditional_character_stays() -> None:
    assert simplified("乾縣和乾安县") == "乾县和乾安县"


@given(st.text())
def test_every_character_has_one_simplified_character(text: str) -> None:
    plain = simplified(text)
    assert len(plain) == len(text)
    assert simplified(plain) == plain


@given(st.text(st.sampled_from("發展港口 \n\u3000abc"), max_size=40))
def test_the_characters_of_a_source_come_back(source: str) -> None:
    joined = "".join(simplified(source).split())
    assert in_script_of(joined, source) == "".join(source.split())

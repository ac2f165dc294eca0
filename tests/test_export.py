"""Tables for other programs: the fields are a contract, JSON is exact, CSV is harmless."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.answers import Answer, Counterpart
from explorer.cells import harmless, unmarked
from explorer.compare import Trace, TraceKind, differences, tiles
from explorer.export import (
    COUNTERPART_FIELDS,
    PARAGRAPH_FIELDS,
    SPEECH_FIELDS,
    counterpart_rows,
    paragraph_rows,
    place_name,
    speech_rows,
    write_csv,
    write_jsonl,
)
from explorer.records import Dating, Paragraph, Place, PlaceStatus, Speech, YearStatus

# The contract, in the words of the README; on purpose not taken from the module.
SPEECHES = (
    "speech_id, document, part, title, place, place_code, place_status, stated_year, earliest, "
    "latest, year_status, witness_group, paragraphs, first_words"
)
PARAGRAPHS = (
    "paragraph_id, speech_id, document, part, number, place, place_code, stated_year, earliest, "
    "latest, language, witness_group, start, end, text"
)
COUNTERPARTS = (
    "rank, paragraph_id, speech_id, document, place, province, stated_year, earliest, latest, "
    "score, percentile, wording, verdict, differences, traces, text"
)

JINHUA = Place("330700", "金华", "浙江", "city", PlaceStatus.STATED)
MASKED = Place(None, "xx", None, None, PlaceStatus.MASKED)


def _speech(name: str, place: Place, dating: Dating) -> Speech:
    return Speech(
        id=f"{name}.1",
        document=f"{name}.txt",
        part=1,
        title="=政府工作报告",
        place=place,
        dating=dating,
        language="zh",
        witness_group=4,
        paragraphs=2,
        first_words="现在，我代表市人民政府",
        start=0,
        end=90,
    )


FIRST = _speech("a", JINHUA, Dating(2023, 2007, 2009, YearStatus.CONFLICTING))
SECOND = _speech("b", MASKED, Dating())
PARAGRAPH = Paragraph("a.1.1", 0, "a.1", 1, "一要认真贯彻执行\u2028决议", 10, 20)


class FakeExplorer:
    def speeches(self) -> list[Speech]:
        return [FIRST, SECOND]

    def paragraphs(self) -> Iterator[Paragraph]:
        yield PARAGRAPH
        yield Paragraph("b.1.1", 1, "b.1", 1, "@", 5, 6)


EXPLORER: Any = FakeExplorer()


def _answer(**changes: Any) -> Answer:
    known: dict[str, Any] = {
        "rank": 1,
        "paragraph": PARAGRAPH,
        "speech": FIRST,
        "score": 0.123456,
        "percentile": 99.87654,
        "wording": 0.98765,
        "sure_year": True,
        "sure_place": True,
        "verdict": None,
    }
    return Answer([Counterpart(**{**known, **changes})], considered=5, excluded={})


def test_speeches_have_the_fields_of_the_contract_in_order() -> None:
    rows = list(speech_rows(EXPLORER))
    assert [", ".join(row) for row in rows] == [SPEECHES, SPEECHES]
    assert ", ".join(SPEECH_FIELDS) == SPEECHES
    assert rows[0]["place"] == "金华"
    assert (rows[0]["stated_year"], rows[0]["earliest"], rows[0]["latest"]) == (2023, 2007, 2009)
    assert (rows[0]["place_status"], rows[0]["year_status"]) == ("stated", "conflicting")
    assert rows[0]["first_words"] == "现在，我代表市人民政府"


def test_a_text_of_the_whole_country_is_named_so() -> None:
    assert place_name(Place(level="country")) == "全国"
    assert place_name(Place(level="county")) is None


def test_a_masked_or_unknown_place_is_null() -> None:
    assert list(speech_rows(EXPLORER))[1]["place"] is None
    unknown = Place(name="金华", status=PlaceStatus.UNKNOWN)
    answer = _answer(speech=_speech("c", unknown, Dating()))
    assert next(counterpart_rows(answer))["place"] is None
    inferred = Place(name="金华", status=PlaceStatus.INFERRED)
    answer = _answer(speech=_speech("c", inferred, Dating()))
    assert next(counterpart_rows(answer))["place"] == "金华"


def test_paragraphs_have_the_fields_of_the_contract_in_the_order_of_the_index() -> None:
    rows = list(paragraph_rows(EXPLORER))
    assert [", ".join(row) for row in rows] == [PARAGRAPHS, PARAGRAPHS]
    assert ", ".join(PARAGRAPH_FIELDS) == PARAGRAPHS
    assert [row["paragraph_id"] for row in rows] == ["a.1.1", "b.1.1"]
    assert (rows[0]["start"], rows[0]["end"], rows[0]["language"]) == (10, 20, "zh")


def test_counterparts_have_the_fields_of_the_contract_and_rounded_numbers() -> None:
    (row,) = counterpart_rows(_answer())
    assert ", ".join(row) == COUNTERPARTS
    assert ", ".join(COUNTERPART_FIELDS) == COUNTERPARTS
    assert (row["score"], row["percentile"], row["wording"]) == (0.1235, 99.88, 0.988)
    assert (row["province"], row["verdict"]) == ("浙江", None)
    (row,) = counterpart_rows(_answer(percentile=None, verdict="edited"))
    assert (row["percentile"], row["verdict"]) == (None, "edited")


def test_what_a_pair_differs_in_and_what_was_left_over_are_told() -> None:
    (row,) = counterpart_rows(_answer())
    assert (row["differences"], row["traces"]) == (None, [])
    a = "今天的会上，王小明市长说，路修好了35公里，桥也通了，孩子们能走着去上学。"
    b = "今天的会上，李大同市长说，路修好了48公里，桥也通了，孩子们能走着去上学。"
    trace = Trace("b", TraceKind.DISTRICT, 3, 6, "婺城区", "金华")
    told = differences(a, b, tiles(a, b))
    rows = list(counterpart_rows(_answer(differences=told, traces=(trace,))))
    assert rows[0]["differences"] == {"person": 1, "figure": 1}
    turned = "桥也通了，孩子们能走着去上学。今天的会上，王小明市长说，路修好了35公里。"
    (row,) = counterpart_rows(_answer(differences=differences(a, turned, tiles(a, turned))))
    assert row["differences"] == {"moved": 1}
    assert rows[0]["traces"] == [
        {
            "in": "counterpart",
            "kind": "district",
            "start": 3,
            "end": 6,
            "quote": "婺城区",
            "points_to": "金华",
        }
    ]
    stream = io.StringIO(newline="")
    write_csv(rows, stream)
    (cells,) = csv.DictReader(io.StringIO(stream.getvalue(), newline=""))
    assert json.loads(cells["differences"]) == rows[0]["differences"]
    assert json.loads(cells["traces"]) == rows[0]["traces"]


STARTS = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]
BLANKS = [" ", "\u3000", "\u00a0", "\ufeff", "\u200b ", "\t ", "\x00"]


@pytest.mark.parametrize(
    "start", [*STARTS, *(blank + start for start in STARTS if start.strip() for blank in BLANKS)]
)
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(start: str) -> None:
    rows = [{"text": f"{start}1", "number": -1}]
    stream = io.StringIO(newline="")
    write_csv(rows, stream)
    assert list(csv.reader(io.StringIO(stream.getvalue(), newline=""))) == [
        ["text", "number"],
        [f"'{start}1", "-1"],
    ]
    stream = io.StringIO()
    write_jsonl(rows, stream)
    assert json.loads(stream.getvalue()) == rows[0]


def test_an_empty_table_has_a_header_where_the_fields_are_given() -> None:
    stream = io.StringIO(newline="")
    assert write_csv([], stream, fields=("a", "b")) == 0
    assert stream.getvalue() == "a,b\r\n"
    stream = io.StringIO(newline="")
    assert write_csv([], stream) == 0
    assert stream.getvalue() == ""


def test_null_is_an_empty_cell_and_json_null() -> None:
    stream = io.StringIO(newline="")
    assert write_csv([{"a": None, "b": 0}], stream) == 1
    assert stream.getvalue() == "a,b\r\n,0\r\n"
    stream = io.StringIO()
    assert write_jsonl([{"a": None, "城市": "金华"}], stream) == 1
    assert stream.getvalue() == '{"a": null, "城市": "金华"}\n'


def test_a_number_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="Out of range float"):
        write_jsonl([{"score": float("nan")}], io.StringIO())


_texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.lists(_texts))
def test_json_lines_are_exact_and_one_line_each(texts: list[str]) -> None:
    stream = io.StringIO(newline="")
    write_jsonl([{"text": text} for text in texts], stream)
    lines = stream.getvalue().splitlines()
    assert [json.loads(line)["text"] for line in lines] == texts


@given(st.lists(_texts))
def test_csv_gives_the_text_back_but_for_the_apostrophe(texts: list[str]) -> None:
    stream = io.StringIO(newline="")
    write_csv(
        ({"text": text, "n": i} for i, text in enumerate(texts)), stream, fields=("text", "n")
    )
    read = list(csv.DictReader(io.StringIO(stream.getvalue(), newline="")))
    assert len(read) == len(texts)
    for row, text in zip(read, texts, strict=True):
        assert row["text"] in (text, "'" + text)
        assert row["text"][:1] not in set("=+-@\t\r\n＝＋－＠")
        assert row["text"].lstrip(" \u3000\u00a0\u200b\ufeff")[:1] not in set("=+-@＝＋－＠")
        assert unmarked(harmless(text)) == text


@given(st.text("'=＝ a\t"))
def test_an_apostrophe_that_was_set_is_told_from_the_texts_own(text: str) -> None:
    assert unmarked(harmless(text)) == text
    assert harmless("'=x.txt") == "''=x.txt"


def test_an_empty_answer_has_no_rows() -> None:
    assert list(counterpart_rows(Answer([], considered=0, excluded={"same city": 3}))) == []

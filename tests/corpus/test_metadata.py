"""What metadata.csv says is believed, and a malformed one stops before any work."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus.writing import BUS, HARBOUR, LIFTS, MARKET

from explorer.corpus.metadata import NOTHING_KNOWN, Known, read_metadata
from explorer.corpus.reading import Corpus, read_corpus
from explorer.errors import CorpusError
from explorer.records import PlaceStatus, YearStatus
from explorer.report import warnings_of

TEXT = f"在大会上的讲话\n（2024年3月1日）\n同志们：\n我代表金华市人民政府讲话。{BUS}\n{MARKET}\n"


def write(folder: Path, table: str, **files: str) -> Path:
    (folder / "metadata.csv").write_text(table, encoding="utf-8")
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def read(folder: Path, columns: dict[str, str] | None = None) -> Corpus:
    return read_corpus(folder, columns=columns, progress=lambda stage, done, total: None)


def test_the_users_word_wins_over_the_text(tmp_path: Path) -> None:
    table = "path,place,year,title,language,speaker,budget\na.txt,吉安,2010,新题,zh,王萍,12\n"
    corpus = read(write(tmp_path, table, a=TEXT))
    speech = corpus.speeches[0].speech
    assert (speech.place.name, speech.place.province) == ("吉安", "江西")
    assert speech.place.status is PlaceStatus.STATED
    dating = speech.dating
    assert (dating.stated, dating.earliest, dating.latest) == (2024, 2010, 2010)
    assert dating.status is YearStatus.STATED
    assert speech.title == "新题"
    assert speech.metadata == {"speaker": "王萍", "budget": "12"}
    assert corpus.unused_metadata == []
    assert dating.evidence[0].rule == "metadata.csv"


@pytest.mark.parametrize("path", ["d/a.txt", "a.txt", "a", "d/a", "./d/a.txt", "d\\a.txt"])
def test_a_row_is_found_by_path_name_or_stem(tmp_path: Path, path: str) -> None:
    (tmp_path / "metadata.csv").write_text(f"path,year\n{path},2010\n", encoding="utf-8")
    known = read_metadata(tmp_path).known("d/a.txt", 1)
    assert known == Known(years=(2010, 2010))


def test_a_row_for_a_part_wins_over_the_documents(tmp_path: Path) -> None:
    (tmp_path / "metadata.csv").write_text(
        "path,part,year\na.txt,,2010\na.txt,2,2011-2012\n", encoding="utf-8"
    )
    metadata = read_metadata(tmp_path)
    assert metadata.known("a.txt", 1).years == (2010, 2010)
    assert metadata.known("a.txt", 2).years == (2011, 2012)
    assert metadata.known("b.txt", 1) == NOTHING_KNOWN
    assert metadata.unused() == []


def test_columns_are_mapped_and_empty_cells_say_nothing(tmp_path: Path) -> None:
    table = "id,city,date,year\na,Austin,2016-02-16,NA\nb,,,\n"
    folder = write(tmp_path, table, a=f"{BUS}\n", b=TEXT)
    corpus = read(folder, {"path": "id", "place": "city"})
    a, b = (
        next(item.speech for item in corpus.speeches if item.speech.document == name)
        for name in ("a.txt", "b.txt")
    )
    assert (a.place.name, a.place.province, a.dating.earliest) == ("Austin", "TX, US", 2016)
    assert (b.place.name, b.dating.earliest) == ("金华", 2024)


def test_a_place_that_no_table_has_is_the_users_own(tmp_path: Path) -> None:
    folder = write(tmp_path, "path,place\na.txt,Zzyzx Springs\n", a=f"{BUS}\n")
    place = read(folder).speeches[0].speech.place
    assert place.name == "Zzyzx Springs"
    assert place.code is not None
    assert place.code.startswith("U")


def test_what_is_not_known_can_be_said(tmp_path: Path) -> None:
    folder = write(tmp_path, "path,place,year\na.txt,unknown,unknown\n", a=TEXT)
    speech = read(folder).speeches[0].speech
    assert speech.place.code is None
    assert (speech.dating.earliest, speech.dating.latest) == (None, None)
    assert speech.dating.status is YearStatus.UNKNOWN


@pytest.mark.parametrize(
    "word",
    [
        "Unknown",
        "UNKNOWN",
        "未知",
        "不详",
        "不詳",
        "未详",
        "不明",
        "?",
        "？",
        "（？）",
        "n.d.",
        "(n.d.)",
    ],
)
def test_unknown_is_known_in_any_wording_and_invents_no_place(tmp_path: Path, word: str) -> None:
    table = f"path,place,year,speaker\na.txt,{word},{word},不详\n"
    speech = read(write(tmp_path, table, a=TEXT)).speeches[0].speech
    assert (speech.place.code, speech.dating.earliest, speech.dating.latest) == (None, None, None)
    assert speech.place.evidence[0].quote == speech.dating.evidence[0].quote == "unknown"
    assert speech.metadata == {"speaker": "不详"}


@pytest.mark.parametrize("word", ["xx市", "某市", "**", "＿＿市", "某某县"])
def test_a_masked_place_is_no_place_of_that_name(tmp_path: Path, word: str) -> None:
    (tmp_path / "metadata.csv").write_text(f"path,place\na.txt,{word}\n", encoding="utf-8")
    assert read_metadata(tmp_path).known("a.txt", 1) == Known(place="unknown")


@pytest.mark.parametrize("word", ["", "N/A", "None", "-", "—", "...", "无", "#N/A"])
def test_cells_that_say_nothing_leave_it_to_the_text(tmp_path: Path, word: str) -> None:
    table = f"path,place,year,date,language\na.txt,{word},{word},{word},{word}\n"
    (tmp_path / "metadata.csv").write_text(table, encoding="utf-8")
    assert read_metadata(tmp_path).known("a.txt", 1) == NOTHING_KNOWN


def test_a_date_narrows_the_years_and_is_asked_where_they_are_silent(tmp_path: Path) -> None:
    (tmp_path / "metadata.csv").write_text(
        "path,year,date\na,2010-2012,2011-05-01\nb,,2012-02-29\nc,2012,n.d.\n", encoding="utf-8"
    )
    metadata = read_metadata(tmp_path)
    assert [metadata.known(name, 1).years for name in "abc"] == [
        (2011, 2011),
        (2012, 2012),
        (2012, 2012),
    ]


def test_rows_without_a_speech_are_told(tmp_path: Path) -> None:
    folder = write(tmp_path, "path,part,year\na.txt,,2010\na.txt,7,2011\ngone.txt,,2012\n", a=TEXT)
    assert read(folder).unused_metadata == ["a.txt, part 7", "gone.txt"]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("name,year\na,2010\n", "line 1: there is no column 'path'"),
        ("path,year\na.txt,twenty\n", "line 2, column year: 'twenty' is no year"),
        ("path,year\na.txt,2012-2010\n", "line 2, column year: '2012-2010' is no year"),
        ("path,date\na.txt,1.3.2012\n", "line 2, column date: '1.3.2012' is no date"),
        ("path,year\na.txt,0000\n", "line 2, column year: '0000' is not within 1800-"),
        ("path,year\na.txt,1212\n", "line 2, column year: '1212' is not within 1800-"),
        ("path,year\na.txt,2010-2999\n", "line 2, column year: '2010-2999' is not within 1800-"),
        ("path,date\na.txt,2999-01-01\n", "line 2, column date: '2999-01-01' is not within"),
        ("path,date\na.txt,2012-13-45\n", "line 2, column date: '2012-13-45' is no date"),
        ("path,date\na.txt,2013-02-29\n", "line 2, column date: '2013-02-29' is no date"),
        ("path,part\na.txt,first\n", "line 2, column part: 'first' is no count"),
        ("path,language\na.txt,Chinese\n", "line 2, column language: 'Chinese' is no code"),
        ("path,year\na.txt,2010\nb.txt\n", "line 3: 1 cells, the header has 2"),
        ("path,year\n,2010\n", "line 2, column path: the cell is empty"),
        ("path,year\na.txt,2010\na.txt,2011\n", "line 3, column path: 'a.txt' stands there twice"),
        ("path,year,year\na.txt,1,2\n", "line 1: the column 'year' stands there twice"),
        ('path,year\n"a.txt,2010\n', "is not a csv file"),
        ("", "line 1: there is no column 'path'"),
    ],
)
def test_a_malformed_table_stops_with_line_and_column(
    tmp_path: Path, table: str, said: str
) -> None:
    write(tmp_path, table, a=TEXT)
    with pytest.raises(CorpusError, match=said):
        read(tmp_path)


def test_a_table_in_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "metadata.csv").write_bytes("path,place\na.txt,金华\n".encode("gb18030"))
    with pytest.raises(CorpusError, match="is not UTF-8; save it as UTF-8"):
        read_metadata(tmp_path)


@pytest.mark.parametrize(
    ("columns", "said"),
    [({"town": "city"}, "'town' is none of"), ({"place": "town"}, "there is no column 'town'")],
)
def test_a_mapping_that_cannot_be_is_told(
    tmp_path: Path, columns: dict[str, str], said: str
) -> None:
    write(tmp_path, "path,city\na.txt,x\n")
    with pytest.raises(CorpusError, match=said):
        read_metadata(tmp_path, columns)


def test_the_columns_of_a_table_tell_of_its_rows(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(
        f"city,year,text,pages\n吉安,2010,{TEXT.replace(chr(10), ' ')},3\n,20xx,{LIFTS},4\n",
        encoding="utf-8",
    )
    found = {
        item.speech.document: item.speech for item in read(tmp_path, {"place": "city"}).speeches
    }
    first, second = found["t.csv#1"], found["t.csv#2"]
    assert (first.place.name, first.dating.earliest, first.metadata) == (
        "吉安",
        2010,
        {"pages": "3"},
    )
    assert second.place.code is None
    assert second.dating.earliest is None
    assert second.metadata == {"year (table)": "20xx", "pages": "4"}


def test_of_a_tables_year_and_another_date_the_year_counts(tmp_path: Path) -> None:
    text = TEXT.replace("\n", " ").replace("2024", "")
    (tmp_path / "t.csv").write_text(f"year,date,text\n2011,2013-01-01,{text}\n", encoding="utf-8")
    (speech,) = (item.speech for item in read(tmp_path).speeches)
    assert (speech.dating.earliest, speech.dating.latest) == (2011, 2011)
    assert speech.metadata == {"date": "2013-01-01"}


def test_file_names_of_the_world_name_their_city(tmp_path: Path) -> None:
    texts = {"san_antonio_2016": HARBOUR, "new-york-2015": LIFTS, "report_2016": MARKET}
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(f"{text}\n{text}\n", encoding="utf-8")
    found = {
        item.speech.document: (item.speech.place.name, item.speech.dating.earliest)
        for item in read(tmp_path).speeches
    }
    assert found["san_antonio_2016.txt"] == ("San Antonio", 2016)
    assert found["new-york-2015.txt"] == ("New York", 2015)
    assert found["report_2016.txt"] == (None, 2016)


def test_a_date_outside_the_year_of_its_row_is_told_and_the_year_counts(tmp_path: Path) -> None:
    folder = write(tmp_path, "path,year,date\na.txt,2016,2017-07-11\n", a=f"{BUS}\n")
    corpus = read(folder)
    speech = corpus.speeches[0].speech
    assert (speech.dating.earliest, speech.dating.latest) == (2016, 2016)
    assert speech.metadata["date"] == "2017-07-11"
    (told,) = [line for line in warnings_of(corpus) if "2017" in line]
    assert told == "a.txt, speech 1 is of 2016 by metadata.csv, but its date there is 2017-07-11"


def test_a_path_may_have_the_apostrophe_that_keeps_it_a_text(tmp_path: Path) -> None:
    """The audit writes it so, for a file whose name a spreadsheet would run."""
    (tmp_path / "metadata.csv").write_text("path,place\n'=1+1.txt,金华\n'b.txt,吉安\n", "utf-8")
    metadata = read_metadata(tmp_path)
    assert metadata.known("=1+1.txt", 1).place == "金华"
    assert metadata.known("'b.txt", 1).place == "吉安"
    assert metadata.unused() == []


def test_a_part_of_thousands_of_figures_is_no_count(tmp_path: Path) -> None:
    """Python refuses to read so long a number."""
    (tmp_path / "metadata.csv").write_text(f"path,part\na.txt,{'1' * 5_000}\n", "utf-8")
    with pytest.raises(CorpusError, match="is no count; write 1, 2, 3"):
        read_metadata(tmp_path)

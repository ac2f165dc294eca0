"""A whole folder is read: every speech of the sample, and every kind of bad file."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from corpus.writing import BUS, HARBOUR, LIFTS, MARKET, SAMPLE

from explorer.corpus.reading import Corpus, ReadSpeech, read_corpus
from explorer.errors import CorpusError
from explorer.records import LineKind, PlaceStatus, Speech

SPEECH = f"在大会上的讲话\n同志们：\n{BUS}\n{MARKET}\n"


def silent(stage: str, done: int, total: int) -> None:
    pass


def read(folder: Path) -> Corpus:
    return read_corpus(folder, progress=silent)


@pytest.fixture(scope="module")
def sample() -> Corpus:
    return read(SAMPLE / "speeches")


def table(name: str) -> list[dict[str, str]]:
    with (SAMPLE / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def by_key(corpus: Corpus) -> dict[tuple[str, int], ReadSpeech]:
    return {(item.speech.document, item.speech.part): item for item in corpus.speeches}


PRINTED_YEAR = {
    "13c8f5b7.txt": 2023,  # the day of posting; the witness prints no year of its own
    "doc_aa07.txt": None,  # masked
    "水源地保护讲话_2024.txt": 2024,  # printed, and false
}


@pytest.mark.parametrize(
    "row", table("truth.csv"), ids=lambda row: f"{row['document']}-{row['part']}"
)
def test_every_speech_of_the_sample(sample: Corpus, row: dict[str, str]) -> None:
    speech = by_key(sample)[row["document"], int(row["part"])].speech
    assert (speech.place.code or "") == row["place_code"]
    assert speech.place.status == row["place_status"]
    assert speech.language == row["language"]
    assert speech.dating.stated == PRINTED_YEAR.get(row["document"], int(row["year"]))
    latest = speech.dating.latest
    if row["document"] != "水源地保护讲话_2024.txt":
        assert (speech.dating.earliest or 0) <= int(row["year"]) <= (latest or 9999)


def test_sample_holds_these_speeches_and_no_other(sample: Corpus) -> None:
    truth = {(row["document"], int(row["part"])) for row in table("truth.csv")}
    assert set(by_key(sample)) == truth
    assert sample.unreadable == []


def test_planted_passages_begin_a_paragraph(sample: Corpus) -> None:
    texts: dict[str, list[str]] = {}
    for item in sample.speeches:
        own = [line.text for line in item.text.lines if line.kind is LineKind.PARAGRAPH]
        texts.setdefault(item.speech.document, []).extend(own)
    for row in table("planted.csv"):
        for document, start in (
            (row["document_a"], row["starts_a"]),
            (row["document_b"], row["starts_b"]),
        ):
            if start:
                assert sum(text.startswith(start) for text in texts[document]) == 1, (
                    document,
                    start,
                )


def test_planted_witness_is_the_only_one(sample: Corpus) -> None:
    (row,) = (row for row in table("planted.csv") if row["kind"] == "witness")
    groups: dict[int, set[str]] = {}
    for item in sample.speeches:
        name = f"{item.speech.document}.{item.speech.part}"
        groups.setdefault(item.speech.witness_group, set()).add(name)
    shared = [group for group in groups.values() if len(group) > 1]
    assert shared == [{f"{row['document_a']}.1", f"{row['document_b']}.1"}]


def test_masked_speech_names_its_mask(sample: Corpus) -> None:
    (row,) = (row for row in table("planted.csv") if row["kind"] == "masked")
    place = by_key(sample)[row["document_a"], 1].speech.place
    assert place.status is PlaceStatus.MASKED
    assert place.evidence[0].quote


def test_evidence_of_the_sample_leads_to_its_words(sample: Corpus) -> None:
    for item in sample.speeches:
        page = (SAMPLE / "speeches" / item.speech.document).read_text(encoding="utf-8")
        for evidence in (*item.speech.place.evidence, *item.speech.dating.evidence):
            if evidence.rule != "file name" and evidence.quote in page:
                assert page[evidence.start :].startswith(evidence.quote)


def test_rows_are_in_order_and_ids_unique(sample: Corpus) -> None:
    keys = [
        (item.speech.place.code or "~", item.speech.dating.earliest or 9999, item.speech.document)
        for item in sample.speeches
    ]
    assert keys == sorted(keys)
    assert len({item.speech.id for item in sample.speeches}) == len(sample.speeches)


def test_reading_twice_gives_the_same(sample: Corpus) -> None:
    again = read(SAMPLE / "speeches")
    assert [(one.speech, one.text) for one in again.speeches] == [
        (one.speech, one.text) for one in sample.speeches
    ]
    assert list(again.dropped) == list(sample.dropped)
    assert again.documents == sample.documents


def test_bad_files_are_listed_and_the_others_go_on(tmp_path: Path) -> None:
    files = {
        "good.txt": SPEECH.encode(),
        "bom.txt": b"\xef\xbb\xbf" + SPEECH.encode(),
        "crlf.md": SPEECH.replace("\n", "\r\n").encode(),
        "cr.txt": SPEECH.replace("\n", "\r").encode(),
        "gb.txt": SPEECH.encode("gb18030"),
        "utf16.txt": SPEECH.encode("utf-16"),
        "empty.txt": b"",
        "bytes.txt": bytes(range(128, 256)) * 20,
        "chrome.txt": "来源：网络\n扫描二维码关注公众号\n".encode(),
        "short.txt": "谢谢大家！\n".encode(),
        "picture.png": b"\x89PNG",
    }
    for name, raw in files.items():
        (tmp_path / name).write_bytes(raw)
    corpus = read(tmp_path)
    good = {"good.txt", "bom.txt", "crlf.md", "cr.txt", "gb.txt", "utf16.txt"}
    assert set(corpus.documents) == good
    assert {item.name for item in corpus.unreadable} == set(files) - set(corpus.documents)
    assert all(item.reason for item in corpus.unreadable)
    assert {item.speech.first_words for item in corpus.speeches} == {BUS[:30]}
    assert {item.speech.witness_group for item in corpus.speeches} == {0}


def test_folder_without_a_readable_speech_says_why(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(bytes(range(128, 256)) * 20)
    with pytest.raises(CorpusError, match="No file of .* holds a speech; the first of 1: a.txt"):
        read(tmp_path)


def test_folder_of_side_files_alone(tmp_path: Path) -> None:
    (tmp_path / "corpus.toml").write_text('title = "x"')
    with pytest.raises(CorpusError, match="holds a speech; put texts into it"):
        read(tmp_path)


def test_same_text_under_two_names_is_two_witnesses_of_one_speech(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(SPEECH, encoding="utf-8")
    one, other = (item.speech for item in read(tmp_path).speeches)
    assert one.id != other.id
    assert one.witness_group == other.witness_group


def test_id_stays_when_other_files_come(tmp_path: Path) -> None:
    (tmp_path / "m.txt").write_text(SPEECH, encoding="utf-8")
    before = read(tmp_path).speeches[0].speech.id
    (tmp_path / "a.txt").write_text(f"Dear friends,\n{HARBOUR}\n", encoding="utf-8")
    after = {item.speech.document: item.speech.id for item in read(tmp_path).speeches}
    assert after["m.txt"] == before
    (tmp_path / "m.txt").write_text(SPEECH + LIFTS, encoding="utf-8")
    changed = {item.speech.document: item.speech.id for item in read(tmp_path).speeches}
    assert changed["m.txt"] != before


def test_progress_counts_every_file(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.png"):
        (tmp_path / name).write_text(SPEECH, encoding="utf-8")
    calls: list[tuple[str, int, int]] = []
    read_corpus(tmp_path, progress=lambda *call: calls.append(call))
    assert calls == [("read", 1, 3), ("read", 2, 3), ("read", 3, 3)]


PAGE = """市长在全市道路工作会议上的讲话
（{year}年3月1日）
同志们：
我代表{city}市人民政府讲三条意见，请大家结合各自的实际认真研究，抓好落实，不要走过场，不要等靠要。
今年要修好每一条乡间小路，让孩子们走着去上学，让老人们走着去看病，年底以前全部完工，经费由财政保证。
夜里也要有末班公交车，工厂下班的人不应该在路边等到天亮，这件事由交通局负责，每月公布一次晚点的班次。
"""


def read_pages(folder: Path, pages: dict[str, str]) -> dict[str, Speech]:
    for name, text in pages.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    corpus = read(folder)
    return {item.speech.document: item.speech for item in corpus.speeches}


def test_a_masked_copy_is_of_the_city_that_another_copy_names(tmp_path: Path) -> None:
    found = read_pages(
        tmp_path,
        {
            "a.txt": PAGE.format(city="金华", year=2012),
            "b.txt": PAGE.format(city="xx", year=2024),
        },
    )
    assert found["a.txt"].witness_group == found["b.txt"].witness_group
    assert found["b.txt"].place.name == "金华"
    assert found["b.txt"].place.status is PlaceStatus.INFERRED
    assert found["b.txt"].place.evidence[0].quote == "a.txt"


def test_a_hundred_copies_are_one_speech(tmp_path: Path) -> None:
    pages = {f"{n:03}.txt": PAGE.format(city="金华", year=2012) for n in range(100)}
    found = read_pages(tmp_path, pages)
    assert len(found) == 100
    assert {speech.witness_group for speech in found.values()} == {0}


def test_a_file_name_that_its_text_contradicts_is_told(tmp_path: Path) -> None:
    found = read_pages(
        tmp_path, {"吉安.txt": "金华市市长讲话\n" + PAGE.format(city="金华", year=2012)}
    )
    place = found["吉安.txt"].place
    assert place.name == "吉安"
    assert [item.rule for item in place.evidence] == ["file name", "its text names another body"]
    assert "金华" in place.evidence[1].quote


def test_a_folder_names_the_city_and_year_of_every_speech_in_it(tmp_path: Path) -> None:
    text = "第一篇：第一次会议上的讲话\n同志们：\n" + "修好每一条乡间小路，" * 8 + "。\n"
    text += "第二篇：第二次会议上的讲话\n同志们：\n" + "开好每一班末班公交车，" * 8 + "。\n"
    read_pages(tmp_path, {"吉安/汇编.txt": text})
    corpus = read(tmp_path)
    assert [item.speech.place.name for item in corpus.speeches] == ["吉安", "吉安"]


def test_first_words_begin_with_the_first_line_of_the_body(tmp_path: Path) -> None:
    found = read_pages(
        tmp_path, {"a.txt": f"工作报告\n各位代表：\n一、工作回顾\n{'修好路，' * 20}。"}
    )
    assert found["a.txt"].first_words == ("一、工作回顾" + "修好路，" * 20)[:30]

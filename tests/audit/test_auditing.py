"""What each check takes for a finding, and what it must leave alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from audited_texts import audited, clean_texts, documents, prose, speech, write

from explorer.audit.findings import Kind


def kinds_of(folder: Path, text: str, name: str = "杭州_2018.txt") -> set[Kind]:
    """What is found of a text among clean ones."""
    findings = audited(write(folder, clean_texts() | {name: text})).findings
    return {one.kind for one in findings if name in documents(one)}


def ended(words: str) -> str:
    return speech(500, "杭州", 2018, more=words)


@pytest.mark.parametrize(
    "end",
    [
        "最后一件事，公交站要有棚子，公交车要准点，老人上下车要有人搭一把手……",
        "最后一件事，公交站要有棚子，公交车要准点，老人上下车要有人搭一把手，",
        "最后一件事，公交站要有棚子，公交车要准点，老人上下车要有人搭一把手。\n（未完待续）",
        "最后一件事，公交站要有棚子，公交车要准点，老人上下车要有人搭一把手。\n>>点击阅读全文",
    ],
)
def test_a_text_that_goes_on_elsewhere_is_truncated(end: str, tmp_path: Path) -> None:
    assert kinds_of(tmp_path, ended(end)) == {Kind.TRUNCATED}


@pytest.mark.parametrize(
    "end",
    [
        "谢谢大家",
        "市长办公室\n2018年3月1日",
        "最后一件事，公交站要有棚子，公交车要准点，让我们为把这些小事一件一件办好而努力奋斗",
        "他问：“公交站什么时候有棚子，公交车什么时候准点，老人上下车谁来搭一把手？”",
        "附件：1.公交站棚子清单",
    ],
)
def test_a_text_that_ends_as_texts_do_is_whole(end: str, tmp_path: Path) -> None:
    assert kinds_of(tmp_path, ended(end)) == set()


CLEAR = "这一句话要写得清清楚楚，让读的人一看就明白，"


@pytest.mark.parametrize(
    "words",
    [
        "公交站\ufffd要有棚子",
        "锟斤拷",
        CLEAR.encode().decode("gb18030", "replace").replace("\ufffd", ""),
        CLEAR.encode("gbk").decode("latin-1"),
        "CafÃ© crÃ¨me brÃ»lÃ©e",
        "\ue001\ue002\ue003",
    ],
)
def test_wrong_encodings_are_mojibake(words: str, tmp_path: Path) -> None:
    text = ended(f"最后一件事{words}，公交站要有棚子，公交车要准点，老人上下车有人搭手。\n")
    assert kinds_of(tmp_path, text) == {Kind.MOJIBAKE}


@pytest.mark.parametrize(
    "words",
    [
        "café, naïve, São Paulo, Übermut",
        "3×5×7",
        "“cliché”—“José”",
        "\uf0b7一项\uf0b7二项\uf0b7三项",
    ],
)
def test_foreign_letters_and_bullets_are_no_mojibake(words: str, tmp_path: Path) -> None:
    text = ended(f"最后一件事{words}，公交站要有棚子，公交车要准点，老人上下车有人搭手。\n")
    assert kinds_of(tmp_path, text) == set()


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("投资增长xx%", Kind.MASKED_WORDS),
        ("20xx年底完工", Kind.MASKED_WORDS),
        ("完成××亿元", Kind.MASKED_WORDS),
        ("投资****万元", Kind.MASKED_WORDS),
        ("某某同志、某某同志和某某同志", Kind.MASKED_WORDS),
        ("投资增长%，工业增长%", Kind.DIGITS_MISSING),
        ("完成亿元，投资万元", Kind.DIGITS_MISSING),
    ],
)
def test_masked_and_lost_figures(words: str, kind: Kind, tmp_path: Path) -> None:
    text = ended(f"最后一件事，{words}，公交站要有棚子，公交车要准点，老人上下车有人搭手。\n")
    assert kinds_of(tmp_path, text) == {kind}


@pytest.mark.parametrize(
    "words",
    [
        "新签约亿元以上项目三十个，补贴近亿元",
        "二○○○年、二〇〇八年、一九九○年",
        "增长5%，增长百分之五，提高3个百分点",
        "**重点**工作和**难点**工作",
        "XXL号、XX型，Super Bowl XX",
    ],
)
def test_ordinary_figures_are_left_alone(words: str, tmp_path: Path) -> None:
    text = ended(f"最后一件事，{words}，公交站要有棚子，公交车要准点，老人上下车有人搭手。\n")
    assert kinds_of(tmp_path, text) == set()


def test_a_text_that_took_anothers_words_and_changed_the_names_is_no_lie(tmp_path: Path) -> None:
    texts = {f"{city}_2018.txt": speech(600, city, 2018) for city in ("杭州", "衢州")}
    assert audited(write(tmp_path, clean_texts() | texts)).findings == []


def test_the_text_decides_between_two_labels(tmp_path: Path) -> None:
    text = speech(600, "杭州", 2018)
    texts = {"杭州_2018.txt": text, "衢州_2018.txt": text}
    (finding,) = audited(write(tmp_path, clean_texts() | texts)).findings
    assert finding.kind is Kind.SAME_TEXT_CITIES
    assert {row.place for row in finding.rows} == {"杭州"}


def test_a_speech_of_another_citys_folder_is_named_by_its_title(tmp_path: Path) -> None:
    text = f"杭州市道路工作会议讲话\n（2018年3月1日）\n同志们：\n{prose(700)}"
    assert kinds_of(tmp_path, text) == set()


def test_a_date_of_posting_is_no_other_year(tmp_path: Path) -> None:
    text = f"来源：网络 更新时间：2024-05-06\n{speech(701, '杭州', 2018)}"
    assert kinds_of(tmp_path, text) == set()


def test_languages_that_several_speeches_have_belong_to_the_collection(tmp_path: Path) -> None:
    english = (
        "This year we repaired the quay, paid back the bank and opened both bridges of Chicago.\n"
    )
    one = {"chicago_2016.txt": english * 9}
    two = {"chicago_2017.txt": english.replace("quay", "pier").replace("bank", "fund") * 7}
    findings = audited(write(tmp_path / "one", clean_texts() | one)).findings
    assert [(x.kind, documents(x)) for x in findings] == [(Kind.OTHER_LANGUAGE, set(one))]
    both = audited(write(tmp_path / "two", clean_texts() | one | two)).findings
    assert Kind.OTHER_LANGUAGE not in {x.kind for x in both}


def test_unplaced_by_the_users_word_is_no_finding(tmp_path: Path) -> None:
    folder = write(tmp_path, clean_texts() | {"one.txt": speech(702, year=2018)})
    (folder / "metadata.csv").write_text("path,place\none.txt,unknown\n", encoding="utf-8")
    assert audited(folder).findings == []

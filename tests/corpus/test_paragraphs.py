"""From lines to paragraphs: joined where broken, opened where run together."""

from __future__ import annotations

import pytest
from corpus.writing import (
    BUS,
    HARBOUR,
    LIFTS,
    MARKET,
    check_nothing_lost,
    document,
    dropped,
    kinds,
    only,
    paragraphs,
)

from explorer.corpus.page_lines import clean, is_heading, page_lines
from explorer.corpus.paragraphs import LONG_PARAGRAPH
from explorer.records import LineKind


def wrapped(text: str, width: int = 30) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\f", "\u2028"])
def test_every_kind_of_line_end_ends_a_line(ending: str) -> None:
    assert [line.text for line in page_lines(f"甲乙{ending}丙丁{ending}")] == ["甲乙", "丙丁"]


def test_lines_know_their_characters_gap_and_indent() -> None:
    one, two = page_lines("甲\n\n  乙 \n")
    assert (one.start, one.end, one.after_gap, one.indented) == (0, 1, False, False)
    assert (two.start, two.end, two.after_gap, two.indented) == (5, 6, True, True)


def test_breaks_vanish_between_han_and_become_spaces_between_words() -> None:
    assert clean("公交\n  车站") == "公交车站"
    assert clean("the old\n  quay") == "the old quay"
    assert clean("两  格") == "两  格"


def test_line_broken_in_mid_sentence_is_joined() -> None:
    assert paragraphs(only(f"同志们：\n{BUS[:20]}，\n{BUS[20:]}\n{MARKET}\n"))[1:] == [MARKET]


def test_wrapped_page_with_indents_is_joined_after_full_stops_too() -> None:
    first, second = BUS + MARKET + LIFTS + BUS, MARKET + BUS + LIFTS
    page = "\n".join(["同志们：", *wrapped("　　" + first), *wrapped("　　" + second)])
    assert paragraphs(only(page)) == [first, second]
    check_nothing_lost(document(page))


@pytest.mark.parametrize("number", ["— {} —", "- {} -", "{}", "第 {} 页"])
def test_page_number_in_mid_sentence_leaves_the_sentence_whole(number: str) -> None:
    first, second = BUS + MARKET + LIFTS + BUS + MARKET, MARKET + BUS + LIFTS + LIFTS
    lines = [*wrapped("　　" + first), *wrapped("　　" + second)]
    lines[3:3] = ["", number.format(1), ""]
    lines[-2:-2] = ["", number.format(2), ""]
    page = "\n".join(["同志们：", *lines])
    assert paragraphs(only(page)) == [first, second]
    assert [rule for rule, _ in dropped(page)] == ["page number", "page number"]
    check_nothing_lost(document(page))


def test_wrapped_english_keeps_its_spaces() -> None:
    words = (HARBOUR + " ").strip().split()
    lines = [" ".join(words[at : at + 5]) for at in range(0, len(words), 5)]
    text = paragraphs(only("Dear friends,\n" + "\n".join(lines)))
    assert text == [HARBOUR]


def test_ordinal_items_are_opened() -> None:
    text = "第一，" + BUS + MARKET + "第二，" + LIFTS + BUS + "第三，" + MARKET + LIFTS
    assert [item[:3] for item in paragraphs(only("同志们：\n" + text))] == [
        "第一，",
        "第二，",
        "第三，",
    ]


def test_clauses_of_a_short_paragraph_stay_together() -> None:
    text = "一是" + BUS + "二是" + MARKET + "三是" + LIFTS
    assert paragraphs(only("同志们：\n" + text)) == [text]


def test_long_paragraph_is_cut_at_its_items() -> None:
    text = "".join(f"{count}是" + (BUS + MARKET + LIFTS) * 2 for count in "一二三四五六")
    items = paragraphs(only("同志们：\n" + text))
    assert "".join(items) == text
    assert len(items) == 3
    assert all(len(item) <= LONG_PARAGRAPH and item[1] == "是" for item in items)


def test_report_on_one_line_is_cut_at_headings_items_and_sentences() -> None:
    talk = BUS + MARKET + LIFTS
    page = (
        "各位代表：现在，我代表市人民政府报告工作，请大家审议，也请列席的同志们提出宝贵的意见和建议，不妥之处多多批评，"
        "我们一定虚心接受。"
        + "".join(
            f"{count}、{title} {talk * 3}（一）公交{talk * 4}（二）市场一是{talk * 3}二是{talk * 3}"
            for count, title in zip("一二三", ["去年的工作", "今年的打算", "政府自身"], strict=True)
        )
        + "四、其他 "
        + talk * 60
    )
    assert len(page) > 12_000
    speech = only(page)
    assert max(map(len, paragraphs(speech))) <= LONG_PARAGRAPH
    assert [text for kind, text in kinds(speech) if kind is LineKind.HEADING] == [
        "一、去年的工作",
        "二、今年的打算",
        "三、政府自身",
        "四、其他",
    ]
    check_nothing_lost(document(page))


@pytest.mark.parametrize(
    "text",
    [
        "一、去年的工作",
        "（二）公交。",
        "第三章 市场",
        "第二篇 民生",
        "去年的工作回顾",
        "What we owe",
    ],
)
def test_headings(text: str) -> None:
    assert is_heading(text)


@pytest.mark.parametrize(
    "text", ["谢谢大家！", BUS, "重点做好这几件事：", HARBOUR, "一要快。二要稳。"]
)
def test_no_headings(text: str) -> None:
    assert not is_heading(text)


def test_sentences_that_open_a_topic_part_a_long_paragraph() -> None:
    roads = "今年修好了三十条乡间小路，" * 25 + "全部通车。"
    buses = "今年开通了十二条末班公交线路，" * 25 + "全部准点。"
    text = f"道路建设全面提速。{roads}公共交通更加便利。{buses}"
    assert paragraphs(only(text)) == [f"道路建设全面提速。{roads}", f"公共交通更加便利。{buses}"]


def test_a_paragraph_without_a_seam_is_cut_at_the_end_of_a_sentence_near_its_middle() -> None:
    sentence = "今年修好了三十条乡间小路，又开通了十二条末班公交线路。"
    whole = paragraphs(only(sentence * 24))
    assert len(whole) == 1, "as long as authors write them"
    assert [len(part) // len(sentence) for part in paragraphs(only(sentence * 30))] == [15, 15]


@pytest.mark.parametrize("middle", [40, 250, 1000])
def test_a_long_item_is_neither_lost_nor_doubled(middle: int) -> None:
    opening = "开头部分的话语在这里说明情况，" * 8 + "。一是"
    page = opening + "全市上下团结奋进，共建美好家园。" * middle + "二是" + opening[:-3] + "。"
    check_nothing_lost(document(f"同志们：\n{page}"))


def test_half_width_punctuation_parts_sentences_and_stays() -> None:
    sentence = "各位代表:现在我向大会报告工作,请予审议.全市生产总值增长8.5%,城乡居民收入稳步提高."
    found = paragraphs(only(f"同志们:\n{sentence * 30}"))
    assert "".join(found) == sentence * 30
    assert max(map(len, found)) <= 700
    assert all(one.endswith(".") for one in found)


def test_a_text_without_full_stops_is_cut_at_commas() -> None:
    found = paragraphs(only("修好每一条乡间小路，" * 300))
    assert max(map(len, found)) <= 700
    check_nothing_lost(document("修好每一条乡间小路，" * 300))

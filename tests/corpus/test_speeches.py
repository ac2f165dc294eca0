"""A document is cut into its speeches, and into nothing else; no character is lost."""

from __future__ import annotations

import pytest
from corpus.writing import (
    BUS,
    HARBOUR,
    LIFTS,
    MARKET,
    SAMPLE,
    check_nothing_lost,
    document,
    dropped,
    kinds,
    only,
    paragraphs,
    speeches,
)
from hypothesis import given
from hypothesis import strategies as st

from explorer.corpus.files import read_documents
from explorer.corpus.heads import is_salutation
from explorer.corpus.script import simplified
from explorer.corpus.speeches import split_speeches
from explorer.records import Document, LineKind

BODY = f"{BUS}\n{MARKET}\n"
TITLES = ("在公交大会上的讲话", "在市场座谈会上的讲话", "在老楼改造会议上的致辞")
GREETING = "同志们：\n"


def numbered(mark: str, *, greeting: str = GREETING) -> str:
    """Three speeches, each below its mark."""
    return "".join(
        f"{mark.format(han=han, n=n, title=title)}\n{greeting}{BODY}"
        for n, (han, title) in enumerate(zip("一二三", TITLES, strict=True), 1)
    )


@pytest.mark.parametrize(
    "page",
    [
        numbered("篇{n}：{title}"),
        numbered("【篇{n}】"),
        numbered("第{n}篇\n{title}"),
        numbered("第{han}篇：{title}"),
        numbered("第{han}篇 {title}", greeting=""),
        numbered("在全市大会上的讲话（之{han}）"),
        numbered("全市大会材料篇{n}"),
        numbered("范文{han}"),
        numbered("范文{han}：{title}", greeting=""),
        numbered("市长讲话稿{han}", greeting=""),
        numbered("{han}、{title}"),
        numbered("{title}\n市长　某某\n（2018年5月{n}日）"),
        "目录\n"
        + "".join(
            f"第{han}篇：{title}……{han}\n" for han, title in zip("一二三", TITLES, strict=True)
        )
        + numbered("第{han}篇：{title}"),
        "目　录\n"
        + "".join(f"{n}．{title} …… {n}\n" for n, title in enumerate(TITLES, 1))
        + numbered("{title}\n（2019年3月{n}日）", greeting=""),
        "编者从各地收集了三篇讲话，供读者比较。\n" + numbered("篇{n}：{title}"),
    ],
)
def test_compilation_is_split_at_its_marks(page: str) -> None:
    found = speeches(page)
    assert [speech.part for speech in found] == [1, 2, 3]
    assert [paragraphs(speech) for speech in found] == [[BUS, MARKET]] * 3
    assert all(speech.title for speech in found)
    check_nothing_lost(document(page))


def test_titles_come_from_the_marks() -> None:
    assert [speech.title for speech in speeches(numbered("第{han}篇：{title}"))] == list(TITLES)


def test_speech_above_the_second_mark_is_kept() -> None:
    page = f"{TITLES[0]}\n{GREETING}{BODY}第二篇：{TITLES[1]}\n{GREETING}{BODY}"
    assert [speech.title for speech in speeches(page)] == list(TITLES[:2])


def test_entries_of_contents_are_told_as_dropped() -> None:
    page = "目录\n第一篇：甲会讲话\n第二篇：乙会讲话\n" + numbered("第{han}篇：{title}")
    assert dropped(page)[:2] == [("front matter", "目录"), ("compilation mark", "第一篇：甲会讲话")]


@pytest.mark.parametrize(
    "page",
    [
        # A report in parts, a plan in volumes and chapters, sections that greet the delegates.
        "政府工作报告\n各位代表：\n"
        + "".join(
            f"第{han}部分 {title}\n{BODY}" for han, title in zip("一二三", "甲乙丙", strict=True)
        ),
        "发展规划纲要\n"
        + "".join(f"第{han}篇 发展环境\n第一章 基础\n{BODY}" for han in "一二三四五"),
        "".join(f"第{han}篇：民生福祉\n{BODY}" for han in "一二三"),
        "".join(f"第{han}篇：民生福祉\n{BODY}" for han in "一二三")
        + f"第四篇：落实讲话精神\n{BODY}",
        "政府工作报告\n各位代表：\n"
        + "".join(f"{han}、今年的工作\n{BODY}各位代表！\n{LIFTS}\n" for han in "一二三四"),
        "目录\n一、去年的工作\n二、今年的打算\n" + f"一、去年的工作\n{BODY}二、今年的打算\n{BODY}",
        f"摘要：{LIFTS}\n{TITLES[0]}\n{GREETING}{BODY}",
        f"{TITLES[0]}\n{TITLES[0]}\n（2018年5月3日）\n{GREETING}{BODY}",
    ],
)
def test_one_text_stays_whole(page: str) -> None:
    only(page)
    check_nothing_lost(document(page))


def test_head_of_a_speech() -> None:
    page = f"{TITLES[0]}\n市长　某某\n（2018年5月3日）\n各位代表、同志们：\n{BODY}谢谢大家！\n"
    assert kinds(only(page)) == [
        (LineKind.TITLE, TITLES[0]),
        (LineKind.BYLINE, "市长　某某"),
        (LineKind.BYLINE, "（2018年5月3日）"),
        (LineKind.SALUTATION, "各位代表、同志们："),
        (LineKind.PARAGRAPH, BUS),
        (LineKind.PARAGRAPH, MARKET),
        (LineKind.REMARK, "谢谢大家！"),
    ]


def test_paragraphs_are_counted_from_one() -> None:
    numbers = [line.number for line in only(f"{GREETING}{BUS}\n谢谢大家！\n{MARKET}").lines]
    assert numbers == [None, 1, None, 2]


@pytest.mark.parametrize(
    "last",
    [
        "同志们，让我们一起把这几件事办好！",
        "各位代表，今年的任务很重，",
        "Friends, we will mend the quay!",
    ],
)
def test_appeal_at_the_end_does_not_make_a_head_of_the_speech(last: str) -> None:
    assert paragraphs(only(f"{TITLES[0]}\n{BODY}{last}\n")) == [BUS, MARKET]


def test_text_without_title_is_named_after_its_file() -> None:
    assert only(BODY, "town/港口.txt").title == "港口"


def test_date_line_is_no_title() -> None:
    speech = only(f"（2024年1月29日在某会议上）\n各位代表：\n{BODY}", "report.txt")
    assert speech.title == "report"
    assert speech.lines[0].kind is LineKind.BYLINE


@pytest.mark.parametrize(
    "text",
    [
        "同志们：",
        "各位代表、同志们，朋友们！",
        "尊敬的王书记、李市长，各位来宾：",
        "同志們：",
        "各位領導、各位來賓：",
        "Ladies and gentlemen,",
        "My fellow citizens:",
        "Estimados vecinos y vecinas:",
        "職員の皆さん、",
    ],
)
def test_salutations(text: str) -> None:
    assert is_salutation(simplified(text))


@pytest.mark.parametrize(
    "text",
    [
        "同志们，让我们携起手来！",
        "现在请各位代表：",
        "重点做好以下几项工作：",
        "Fellow citizens, we are here to rebuild the quay!",
        "",
        "：",
    ],
)
def test_no_salutations(text: str) -> None:
    assert not is_salutation(text)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (f"State of the Harbour\nMayor Lee\nMarch 3, 2019\nDear friends,\n{HARBOUR}\n", [HARBOUR]),
        (
            "Discurso de la alcaldesa\nEstimados vecinos:\n"
            "Este año abrimos dos puentes y devolvimos al banco lo que prestó para el muelle.\n",
            ["Este año abrimos dos puentes y devolvimos al banco lo que prestó para el muelle."],
        ),
        (
            "市長年頭挨拶\n職員の皆さん、\n昨年は港の工事が予定どおりに進み、多くの方に喜んでいただきました。\n",
            ["昨年は港の工事が予定どおりに進み、多くの方に喜んでいただきました。"],
        ),
        (f"{TITLES[0]}\n同志们:\n{BUS.replace('，', ',')}\n", [BUS.replace("，", ",")]),
        (f"{HARBOUR} 深圳 sent two engineers.\n", [f"{HARBOUR} 深圳 sent two engineers."]),
    ],
)
def test_other_languages_and_punctuation(page: str, expected: list[str]) -> None:
    assert paragraphs(only(page)) == expected


def test_page_of_chrome_holds_no_speech() -> None:
    page = "来源：网络  更新时间：2024-01-02\n扫描二维码关注公众号\n"
    assert speeches(page) == []
    check_nothing_lost(document(page))


def test_line_of_a_megabyte() -> None:
    page = (BUS * (1_000_000 // len(BUS) + 1))[:1_000_000]
    speech = only(page)
    lengths = set(map(len, paragraphs(speech)))
    assert 500 <= min(lengths) <= max(lengths) <= 650
    assert "".join(paragraphs(speech)) == page


def test_nothing_of_the_sample_is_lost() -> None:
    for page in read_documents(SAMPLE / "speeches"):
        if isinstance(page, Document):
            check_nothing_lost(page)


PIECES = st.sampled_from(
    [
        *"一二三：、，。；！ \n\r\f\u3000\u2028.,!?…-—()（）【】“”",
        "\n\n",
        "\r\n",
        GREETING,
        "各位代表：",
        BUS,
        MARKET,
        HARBOUR,
        "第一，",
        "第二篇：在会上的讲话\n",
        "篇1\n",
        "【篇2】\n",
        "（之二）\n",
        "目录\n",
        "\n— 3 —\n",
        "\n4\n",
        "（一）",
        "一是",
        "2024年",
        "（2019年3月5日）\n",
        "来源：网络\n",
        "[bookmark: x] ",
        "文章标题：",
        "……\n",
        "xx市",
        "a",
        "𠮷",
        "🏙️",
        "\u00a0",
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_no_character_is_lost(text: str) -> None:
    check_nothing_lost(document(text))


@given(st.text(max_size=200))
def test_no_character_of_any_text_is_lost(text: str) -> None:
    check_nothing_lost(document(text))


@given(st.lists(PIECES, max_size=40).map("".join))
def test_parts_are_counted_and_every_speech_holds_a_paragraph(text: str) -> None:
    found = speeches(text)
    assert [speech.part for speech in found] == list(range(1, len(found) + 1))
    assert all(paragraphs(speech) for speech in found)
    assert split_speeches(document(text)) == split_speeches(document(text))


@pytest.mark.parametrize("width", [20, 25, 33, 45])
@pytest.mark.parametrize("title", ["", "关于道路工作的决议\n"])
def test_a_short_text_broken_at_a_fixed_width_is_one_paragraph(width: int, title: str) -> None:
    prose = BUS[:-1] + "，" + MARKET[:-1] + "，" + LIFTS[:-1]
    page = "\n".join(prose[at : at + width] for at in range(0, len(prose), width))
    assert paragraphs(only(title + page)) == [prose]


def test_a_title_of_two_lines_is_no_prose() -> None:
    title = "在全市第六届农村道路建设和公共交通大会开幕式\n上宣读的市委市政府关于表彰先进单位的讲话"
    page = f"{title}\n{BODY}"
    assert [line.kind for line in only(page).lines[:2]] == [LineKind.BYLINE, LineKind.TITLE]


@pytest.mark.parametrize(
    "marks",
    [
        ("领导讲话范文（一）", "领导讲话范文（二）", "领导讲话范文（三）"),
        ("领导讲话之一", "领导讲话之二", "领导讲话之三"),
        ("（一）", "（二）", "（三）"),
        ("Part 1", "Part 2", "Part 3"),
    ],
)
def test_further_marks_of_compilations(marks: tuple[str, ...]) -> None:
    page = "\n".join(
        f"{mark}\n同志们：\n{text}" for mark, text in zip(marks, (BUS, MARKET, LIFTS), strict=True)
    )
    assert [paragraphs(speech) for speech in speeches(page)] == [[BUS], [MARKET], [LIFTS]]


def test_numbered_sections_of_one_report_are_no_speeches() -> None:
    page = f"工作报告\n各位代表：\n{BUS}\n（一）\n{MARKET}\n（二）\n{LIFTS}\n"
    assert len(speeches(page)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "当前位置：首页 > 市政府 > 领导讲话",
        "您现在的位置：首页",
        "下一篇：丽水市政府2019年工作报告",
        "上一篇：没有了",
        "分享到：微博 微信",
        "字体：【大 中 小】",
        "相关热词搜索：道路 公交",
        "微信公众号：某某",
        "版权声明：本文归原作者所有",
        "未经授权不得转载",
        "图片来源于网络，侵删",
        "【打印本页】【关闭窗口】",
        "www.example.com",
    ],
)
def test_the_page_around_a_text_is_chrome(line: str) -> None:
    assert ("navigation", line) in dropped(f"{line}\n在会议上的讲话\n同志们：\n{BUS}\n{MARKET}\n")


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("我们要修路。", ["我们要修路。"]),
        ("全市建成学校三所，增长6.2%。", ["全市建成学校三所，增长6.2%。"]),
        ("We will build roads.", ["We will build roads."]),
        (
            "我们要修路。\n今年建三所学校。\n让孩子们走着去上学。",
            ["我们要修路。", "今年建三所学校。", "让孩子们走着去上学。"],
        ),
        (
            "推进教育公平\n推进医疗改革\n推进城乡建设",
            ["推进教育公平", "推进医疗改革", "推进城乡建设"],
        ),
        ("谢谢大家！", []),
        ("增长6.2%", []),
    ],
)
def test_short_texts_are_not_lost(text: str, paragraphs: list[str]) -> None:
    speeches, _ = split_speeches(Document("row.csv#1", text, "0"))
    lines = [line for speech in speeches for line in speech.lines]
    assert [line.text for line in lines if line.kind is LineKind.PARAGRAPH] == paragraphs
    assert [line.number for line in lines if line.number] == list(range(1, len(paragraphs) + 1))


def test_a_remark_stays_one_beside_paragraphs() -> None:
    text = "修路是今年的头等大事，全市要修三百公里农村公路，每个乡都要通班车。\n谢谢各位代表！"
    speeches, _ = split_speeches(Document("a.txt", text, "0"))
    assert [line.kind for line in speeches[0].lines] == [LineKind.PARAGRAPH, LineKind.REMARK]

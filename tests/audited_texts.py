"""Invented texts to audit: clean ones, and a corpus in which every kind of finding occurs once."""

from __future__ import annotations

import random
from pathlib import Path

from explorer.audit.auditing import Audit, audit
from explorer.audit.collection import collection_of_corpus
from explorer.audit.findings import Finding, Kind
from explorer.corpus.reading import read_corpus

WORDS = (
    "公交市场老楼港口学校医院道路桥梁森林河流村庄工厂商店居民干部代表账目"
    "消息冬天夏天早晨晚上修好办完说清写明"
)
HEAD = (
    "在全市道路工作会议上的讲话\n{date}同志们：\n{own}今天讲三条意见，请大家结合各自的实际研究。\n"
)
TRADITIONAL = str.maketrans("场楼学医桥乡厂们议讲开长条见", "場樓學醫橋鄉廠們議講開長條見")
FOUND: dict[Kind, set[str]] = {
    Kind.SAME_TEXT_CITIES: {"台州_2014.txt", "绍兴_2014.txt"},
    Kind.PLACE_CONFLICT: {"湖州_2013.txt"},
    Kind.SAME_TEXT_YEARS: {"宁波_2011.txt", "宁波_2015.txt"},
    Kind.YEAR_CONFLICT: {"温州_2019.txt"},
    Kind.PLACE_NOT_NAMED: {"舟山_2012.txt"},
    Kind.PLACE_MISTYPED: {"three.txt"},
    Kind.SEVERAL_IN_FILE: {"丽水_2012.txt"},
    Kind.METADATA_UNUSED: {"missing.txt"},
    Kind.SAME_NAME: {"a/report.txt", "b/report.txt"},
    Kind.MOJIBAKE: {"吉安_2012.txt"},
    Kind.UNREADABLE: {"gbk.txt"},
    Kind.OTHER_LANGUAGE: {"南昌_2012.txt"},
    Kind.TRUNCATED: {"九江_2012.txt"},
    Kind.NEARLY_EMPTY: {"赣州_2012.txt"},
    Kind.FAR_TOO_LONG: {"上饶_2012.txt"},
    Kind.DIGITS_MISSING: {"抚州_2012.txt"},
    Kind.MASKED_WORDS: {"宜春_2012.txt"},
    Kind.PLACE_MASKED: {"one.txt"},
    Kind.PLACE_UNKNOWN: {"two.txt"},
    Kind.PLACE_UNLISTED: {"four.txt"},
    Kind.YEAR_UNKNOWN: {"新余.txt"},
    Kind.YEAR_WIDE: {"鹰潭.txt"},
    Kind.TITLE_LANGUAGE: {"萍乡_2012.txt"},
}
METADATA = (
    "path,place,year\nreport,金华,2016\nmissing.txt,金华,2010\n"
    "three.txt,阜阳士,2012\nfour.txt,鄞山市,2012\n"
)


def prose(seed: int, paragraphs: int = 12) -> str:
    """Invented sentences of two-character words, the same for the same seed."""
    dice = random.Random(seed)
    words = [WORDS[at : at + 2] for at in range(0, len(WORDS), 2)]
    lines = [
        "".join(
            "，".join("".join(dice.choices(words, k=5)) for _ in range(3)) + "。" for _ in range(3)
        )
        for _ in range(paragraphs)
    ]
    return "\n".join(lines) + "\n"


def speech(seed: int, city: str = "", year: int | None = None, *, more: str = "") -> str:
    """A speech that names its city as the body that speaks, and prints its date."""
    own = f"我代表{city}市人民政府，" if city else ""
    date = f"（{year}年3月1日）\n" if year else ""
    return (
        f"{city}市市长{HEAD.format(date=date, own=own)}{prose(seed)}{more}"
        if city
        else (f"市长{HEAD.format(date=date, own=own)}{prose(seed)}{more}")
    )


def clean_texts() -> dict[str, str]:
    """Nine speeches with which nothing is wrong."""
    cities = ("杭州", "嘉兴", "衢州")
    return {
        f"{city}_{year}.txt": speech(year + 100 * n, city, year)
        for n, city in enumerate(cities)
        for year in (2012, 2013, 2016)
    }


def hostile_texts() -> dict[str, str]:
    """The clean speeches and one instance of every kind, by file name."""
    copied, reposted = speech(1), speech(2, "宁波")
    two = (
        f"第一篇：市长在全市道路工作会议上的讲话\n{speech(3, '丽水', 2012)}"
        f"第二篇：市长在全市桥梁工作会议上的讲话\n{speech(4, '衢州', 2014)}"
    )
    lost = "今年全市投资增长%，工业增长%，这些数要一个一个补上，再报给大家看。\n"
    masked = "今年全市投资增长xx%，这些数要一个一个补上，再报给大家看一看才算数。\n"
    plain = {
        "台州_2014.txt": copied,
        "绍兴_2014.txt": copied,
        "湖州_2013.txt": speech(5, "嘉兴", 2013),
        "宁波_2011.txt": reposted,
        "宁波_2015.txt": reposted,
        "温州_2019.txt": speech(6, "温州", 2012),
        "舟山_2012.txt": speech(7, year=2012),
        "丽水_2012.txt": two,
        "a/report.txt": speech(8, "金华"),
        "b/report.txt": speech(9, "金华"),
        "吉安_2012.txt": speech(
            10, "吉安", 2012, more="锟斤拷锟斤拷，这一句谁也读不懂，请找原来的文件。\n"
        ),
        "南昌_2012.txt": speech(11, "南昌", 2012).translate(TRADITIONAL),
        "九江_2012.txt": speech(
            12, "九江", 2012, more="最后一件事，公交站要有棚子，公交车要准点，老人上下车要"
        ),
        "赣州_2012.txt": "赣州市公交站要有棚子，公交车要准点，老人上下车要有人搭一把手。",
        "上饶_2012.txt": speech(13, "上饶", 2012, more="".join(prose(n) for n in range(50, 60))),
        "抚州_2012.txt": speech(14, "抚州", 2012, more=lost),
        "宜春_2012.txt": speech(15, "宜春", 2012, more=masked),
        "one.txt": speech(16, "xx", 2012),
        "two.txt": speech(17, year=2012),
        "three.txt": speech(21, year=2012),
        "four.txt": speech(22, year=2012),
        "新余.txt": speech(18, "新余"),
        "鹰潭.txt": speech(
            19, "鹰潭", more="要学习贯彻党的十八大精神，把每一件小事办好，不要走过场。\n"
        ),
        "萍乡_2012.txt": "Remarks on roads and bridges\n（2012年3月1日）\n同志们：\n"
        f"我代表萍乡市人民政府，讲几条意见。\n{prose(20)}",
    }
    return clean_texts() | plain


def write(folder: Path, texts: dict[str, str]) -> Path:
    """Write the texts into a folder."""
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def write_hostile(folder: Path) -> Path:
    """Write the hostile corpus with its side files."""
    write(folder, hostile_texts())
    (folder / "metadata.csv").write_text(METADATA, encoding="utf-8")
    (folder / "gbk.txt").write_bytes("政府工作报告，各位代表：".encode("gbk"))
    return folder


def silent(stage: str, done: int, total: int) -> None:
    """Draw no progress."""


def audited(folder: Path) -> Audit:
    """The audit of a corpus folder."""
    corpus = read_corpus(folder, progress=silent)
    return audit(collection_of_corpus(corpus, folder), progress=silent)


def documents(finding: Finding) -> set[str]:
    """The documents of a finding."""
    return {speech.document for speech in finding.speeches}

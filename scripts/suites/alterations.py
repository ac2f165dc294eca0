"""What reposting sites do to a text, each as a function of the text and of a seeded die."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from functools import cache

HAN = re.compile(r"[\u3400-\u9fff]")
LEADERS = (
    "毛泽东|周恩来|刘少奇|邓小平|江泽民|胡锦涛|习近平|"
    "华国锋|李鹏|朱镕基|温家宝|李克强|李强|栗战书|赵乐际"
)
PERSONS = re.compile(
    rf"(?:{LEADERS})|(?:Mayor|Governor|President|Chief|Senator|Director|Council(?:man|woman|member))"
    r" (?:[A-Z]\w+ ?){1,2}"
)
YEAR = re.compile(r"(?<![\d.])(?:19|20)\d{2}(?![\d.])")
HAN_YEAR = re.compile(r"[一二][九〇○零][〇○零一二三四五六七八九]{2}(?=年)")
FIGURES = "〇一二三四五六七八九"
FILTERED = (
    "代表大会",
    "人民",
    "群众",
    "民主",
    "改革",
    "创新",
    "企业",
    "government",
    "people",
    "city",
)
"""Words of which a site's filter deletes one throughout."""
WRAP = 38
WIDE, NARROW = "，。；：？！（）", ",.;:?!()"
CHROME = (
    "当前位置：首页 > 范文 > 讲话稿 > 正文",
    "来源：范文网 作者：佚名 更新时间：2026-03-02 10:11 点击：1384",
    "扫描二维码关注公众号，下载本文",
    "看过本文的人还看了：",
    "最新工作报告范文三篇",
    "节日祝福短信大全",
)

Die = random.Random
Alteration = Callable[[str, Die], str]


def masked(text: str, die: Die) -> str:
    """The names of cities, provinces and persons replaced by one mask."""
    mask = die.choice(("xx", "XX", "×××", "__"))
    text = PERSONS.sub(mask, text)
    return _place_names(bool(HAN.search(text))).sub(lambda m: mask + (m["kind"] or ""), text)


def years_moved(text: str, by: int) -> str:
    """Every year, in figures and in Han numerals, moved by the same number of years."""
    plain = str.maketrans("○零", "〇〇")

    def han(match: re.Match[str]) -> str:
        digits = "".join(str(FIGURES.index(one)) for one in match[0].translate(plain))
        return "".join(FIGURES[int(one)] for one in str(int(digits) + by))

    return HAN_YEAR.sub(han, YEAR.sub(lambda match: str(int(match[0]) + by), text))


def word_deleted(text: str, die: Die) -> str:
    """One of the filtered words that the text has, deleted throughout."""
    present = [word for word in FILTERED if word in text]
    return text.replace(die.choice(present), "") if present else text


def lines_broken(text: str, die: Die) -> str:
    """Every paragraph broken into lines of one width, in the middle of words."""
    width = WRAP + die.randrange(10)
    return "\n".join(
        line[at : at + width].strip()
        for line in text.splitlines()
        for at in range(0, max(1, len(line)), width)
    )


def punctuation_changed(text: str, die: Die) -> str:
    """Wide punctuation made narrow; half of the time narrow made wide again, all of it."""
    if die.random() < 0.5:
        return text.translate(str.maketrans(WIDE, NARROW))
    return text.translate(str.maketrans(NARROW[0] + NARROW[2:], WIDE[0] + WIDE[2:]))


def traditional(text: str, die: Die) -> str:
    """In traditional characters, as Taiwan's or Hong Kong's sites write."""
    return _converter(die.choice(("s2t", "s2tw", "s2hk")))(text)


def third_dropped(text: str, die: Die) -> str:
    """A third of the paragraphs gone (of the sentences, where there are fewer than six lines)."""
    lines = [line for line in text.splitlines() if line.strip()]
    joint = "\n"
    if len(lines) < 6:
        lines, joint = re.findall(r"[^。！？.!?]+[。！？.!?]*\n*", text), ""
    gone = set(die.sample(range(1, len(lines)), len(lines) // 3))
    return joint.join(line for number, line in enumerate(lines) if number not in gone)


def with_chrome(text: str, die: Die) -> str:
    """With lines of a page before it and after it."""
    before, after = die.sample(CHROME, 3), die.sample(CHROME, 2)
    return "\n".join([*before, text, *after])


YEARS_LATER, YEARS_EARLIER = "years later", "years earlier"
MOVED = range(3, 16)
"""By how many years all years are moved."""


def later(text: str, die: Die) -> str:
    """All years moved towards the year of reposting."""
    return years_moved(text, die.choice(MOVED))


def earlier(text: str, die: Die) -> str:
    """All years moved back."""
    return years_moved(text, -die.choice(MOVED))


def reposted(text: str, die: Die) -> str:
    """What reposting sites do, all of it, the years moved towards the year of reposting."""
    steps: Iterable[Alteration] = (
        *(later, masked, word_deleted, punctuation_changed, traditional),
        *(lines_broken, with_chrome),
    )
    for step in steps:
        text = step(text, die)
    return text


def reposted_in_part(text: str, die: Die) -> str:
    """The same, of a text that lost a third."""
    return reposted(third_dropped(text, die), die)


ALTERATIONS: dict[str, Alteration] = {
    "none": lambda text, die: text,
    "names masked": masked,
    YEARS_LATER: later,
    YEARS_EARLIER: earlier,
    "a word deleted": word_deleted,
    "lines broken": lines_broken,
    "punctuation": punctuation_changed,
    "traditional": traditional,
    "a third dropped": third_dropped,
    "page chrome": with_chrome,
    "all together": reposted,
    "and a third dropped": reposted_in_part,
}


@cache
def _place_names(han: bool) -> re.Pattern[str]:
    """Names of Chinese cities and provinces; in other texts, of whatever follows ``City of``."""
    from explorer.corpus.place_table import load_places

    if not han:
        return re.compile(r"(?<=City of )[A-Z]\w+(?P<kind>)")
    names = {name for entry in load_places().by_code.values() for name in entry.names}
    shorts = {re.sub(r"(?:特别行政区|自治区|自治州|地区|[省市盟])$", "", name) for name in names}
    likely = sorted((re.escape(one) for one in shorts if len(one) > 1), key=len)
    return re.compile(rf"(?:{'|'.join(reversed(likely))})(?P<kind>[省市州盟]?)")


@cache
def _converter(kind: str) -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC(kind).convert
    return convert

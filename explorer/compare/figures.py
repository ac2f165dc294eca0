"""Finds dates and figures, in digits, in Han numerals and in English words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explorer.compare.fact_kinds import Fact, Kind

DIGITS = "一二三四五六七八九"
NUMERALS = f"零〇○{DIGITS}十百千万亿两"
DAY = rf"(?:\d{{1,2}}|[{DIGITS}十]{{1,3}})"
YEAR = r"(?<![\d.])(?:1[89]|20)(?:\d\d|[xX×*]{2})"
HAN_YEAR = rf"[一二][{DIGITS}][零〇○{DIGITS}]{{2}}|[一二][零〇○][零〇○{DIGITS}]{{2}}"
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
DATE = re.compile(
    rf"(?:{YEAR}|{HAN_YEAR})(?:年?[-—–~至到]+(?:{YEAR}|{HAN_YEAR}|\d\d(?=年)))?年(?:度|代)?"
    rf"(?:{DAY}月份?(?:{DAY}[日号])?)?"
    rf"|{DAY}月(?:{DAY}[日号]|份)"
    r"|(?<!\d)(?:1[89]|20)\d\d(?P<mark>[-./])\d{1,2}(?P=mark)\d{1,2}(?!\d)"
    rf"|\b{MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}}\b)?"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}(?: \d{{4}}\b)?|\b{MONTH} \d{{4}}\b"
    # A month alone, but for two that are also words.
    r"|\b(?:January|February|April|June|July|August|September|October|November|December)\b"
    # A year alone, where no unit follows; in Chinese it has its 年.
    r"|(?<![\w.,$€£¥#+-])(?:19|20)\d\d(?:[-–](?:20)?\d\d)?\b(?![.,]\d|[%‰]|\s?[\u3400-\u9fff])"
)
UNIT = (
    "周年|个百分点|百分点|人次|万人|美元|亿元|万元|平方公里|平方米|立方米|公里|公顷|千瓦时|千瓦|小时|分钟|"
    "[元人户个名项条座家所亩米吨套辆台件起次倍岁天株张度级届位场处批种类大年月周]"
)
NUMBER_WORD = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    "hundred|thousand|million|billion|dozen"
)
FIGURE = re.compile(
    rf"百分之(?:\d+(?:\.\d+)?|[{NUMERALS}点]+)"
    r"|(?:[$€£¥]\s?)?(?<![a-zA-Z\d.])\d+(?:[,.]\d+)*(?:/\d+)?"
    rf"(?:\s?[%‰]|\s(?:per\s?cent\b|(?:{NUMBER_WORD})\b)|(?:st|nd|rd|th)\b"
    rf"|[十百千万亿]*[余多]?(?:{UNIT})?)"
    # Han numerals count as a figure with a unit or a power of ten; a lone 一 is an article, 十分,
    # 千万 and 万一 are adverbs.
    rf"|第(?:\d+|[{NUMERALS}]+)(?:{UNIT})?(?![{NUMERALS}]|(?:人民)?医院|[中小]学)"
    rf"|(?<![{NUMERALS}])(?!一(?:{UNIT})|[十百千万][分一])[{NUMERALS}]+(?:点[{NUMERALS}]+)?[余多]?(?:{UNIT})"
    rf"|[{DIGITS}两][十百千万亿][{NUMERALS}]*|(?<![{NUMERALS}])十[{DIGITS}]"
    rf"|\b(?:{NUMBER_WORD})(?:[- ](?:and )?(?:{NUMBER_WORD}|one))*\b",
    re.IGNORECASE,
)


def dates(text: str) -> Iterator[Fact]:
    """Dates and years; of ``2012年5月`` one, with the month."""
    return (Fact(*match.span(), Kind.DATE) for match in DATE.finditer(text))


def figures(text: str) -> Iterator[Fact]:
    """Figures with their unit, per cents, Han numerals, English number words."""
    return (Fact(*match.span(), Kind.FIGURE) for match in FIGURE.finditer(text))

"""The figures, numbered things and Latin names of a text as tokens that every language shares.

1.5万亿元 and "1.5 trillion yuan" are both ``1.5e+12``, 5.2% and "5.2 percent" both ``5.2%``,
三是 and "Third," both ``#3``, 十四五 and "14th Five-Year" both ``#14``. Of languages other than
Chinese and English the digits are read, and the names in Latin letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

HAN = {character: value for value, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
}
HAN_POWERS = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth"
).split()
WORDS = (
    {word: value for value, word in enumerate(ONES)}
    | {word: 10 * value for value, word in enumerate(TENS, 2)}
    | {
        f"{ten}-{one}": 10 * tens + ones
        for tens, ten in enumerate(TENS, 2)
        for ones, one in enumerate(ONES[:10])
    }
)
NUMERAL = "[零〇○一二三四五六七八九十百千万亿两]"
DIGITS = r"(?<![A-Za-z\d.])\d++(?:[,.]\d++)*+(?!(?-i:[A-Z]))"
ORDINAL = re.compile(
    rf"第(?P<han>{NUMERAL}+|\d+)|(?:^|[。；：，,\s])[（(]?(?P<item>[一二三四五六七八九十]+)(?:[）)、是]|要)"
    rf"|(?P<plan>十?[一二三四五六七八九十])五(?=[”\"」]|规划|计划|时期|期间|以来|末)"
    rf"|(?P<congress>[一二三四五六七八九十]+)(?=大[以报精]|大[，。]|届[一二三四五六七八九十]+中)"
    rf"|(?P<latin>\b\d+)(?:st|nd|rd|th)\b|^[(]?(?P<heading>\d+)[.)、](?!\d)"
    rf"|\b(?P<word>{'|'.join(ORDINALS)})(?:ly)?\b",
    re.IGNORECASE,
)
AMOUNT = re.compile(
    rf"百分之(?P<share>{NUMERAL}+(?:点{NUMERAL}+)?|[\d.]+)"
    rf"|(?:(?P<digits>{DIGITS})|\b(?P<word>{'|'.join(sorted(WORDS, key=len, reverse=True))})\b)"
    r"(?!-year\b)"
    rf"(?P<scales>(?:[-\s](?:{'|'.join(SCALES)})\b)+|[十百千万亿]*)[余多]?(?P<more>[万亿]*)"
    r"(?P<percent>[-\s]?%|[-\s]per\s?cent|[-\s]percentage point|个?百分点)?(?P<jin>公?斤)?"
    rf"|(?P<han>{NUMERAL}+)(?P<after>年代?|[个大项条次倍户所家座天])?",
    re.IGNORECASE,
)
LATIN = re.compile(
    r"(?<![A-Za-zÀ-ɏ\d])(?:[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ\d&+-]*[A-Za-zÀ-ɏ\d]|\d+[A-Z]+)(?![A-Za-zÀ-ɏ\d])"
)
BEGINNING = ".!?。:"
"""Behind these, and at the start (the empty string is in every other), a capital is no name's."""
IS_HAN = re.compile(r"[\u3400-\u9fff]")
SIGNIFICANT = 4
"""Digits of a figure that count: translations round."""
JIN = 1 / 2_000
"""Tonnes, in which translations give a weight in jin."""


def figures(text: str) -> Counter[str]:
    """The tokens of a text, each once."""
    plain = unicodedata.normalize("NFKC", text)
    taken: list[tuple[int, int]] = []
    found = set()
    for match in ORDINAL.finditer(plain):
        taken.append(match.span())
        found.add(f"#{_ordinal(match)}")
    for match in AMOUNT.finditer(plain):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            found.update(_amounts(match))
    found.update(_names(plain))
    return Counter(found)


def _ordinal(match: re.Match[str]) -> int:
    kind, text = next((name, text) for name, text in match.groupdict().items() if text)
    if kind == "word":
        return ORDINALS.index(text.lower()) + 1
    return int(text) if text.isdigit() else int(han_number(text))


def _amounts(match: re.Match[str]) -> Iterator[str]:
    if share := match["share"]:
        yield f"{_short(han_number(share) if not share[0].isdigit() else float(share))}%"
    elif han := match["han"]:
        # A lone numeral is a word's part (一些, 万众) unless a unit follows.
        if han != "一" and (match["after"] or len(han) > 2):
            yield _short(han_number(han))
    elif not (match["word"] == "one" and not match["scales"]):
        readings = [WORDS[match["word"].lower()]] if match["word"] else _readings(match["digits"])
        for number in readings:
            for scale in re.findall(
                r"[a-z]+|[十百千万亿]", match["scales"].lower() + match["more"]
            ):
                number *= SCALES.get(scale) or HAN_POWERS[scale]
            if match["percent"]:
                yield f"{_short(number)}%"
            else:
                yield _short(number * JIN if match["jin"] == "斤" else number)


def _readings(digits: str) -> list[float]:
    """What digits may mean: a mark before three digits parts thousands or, a dot, decimals."""
    if re.fullmatch(r"\d{1,3}\.\d{3}", digits):
        return [float(digits), float(digits.replace(".", ""))]
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", digits):
        return [float(re.sub("[.,]", "", digits))]
    if re.fullmatch(r"\d{1,3}(,\d{3})+\.\d+", digits):
        return [float(digits.replace(",", ""))]
    if re.fullmatch(r"\d+[.,]\d+", digits):
        return [float(digits.replace(",", "."))]
    return [float(part) for part in re.split("[.,]", digits)]


def han_number(text: str) -> float:
    """The value of a number in Han numerals, with powers (一千二百) or without (二〇二三)."""
    whole, _, part = text.partition("点")
    if not any(character in HAN_POWERS for character in whole):
        value = float("".join(str(HAN[character]) for character in whole) or 0)
    else:
        value = _with_powers(whole)
    digits = "".join(str(HAN[one]) for one in part if one in HAN)
    return value + (float(f"0.{digits}") if digits else 0)


def _with_powers(text: str) -> float:
    total = section = digit = 0
    for character in text:
        power = HAN_POWERS.get(character)
        if power is None:
            digit = HAN[character]
        elif power < HAN_POWERS["万"]:
            section += (digit or 1) * power
            digit = 0
        else:
            total = (total + section + digit or 1) * power
            section = digit = 0
    return float(total + section + digit)


def _short(number: float) -> str:
    return f"{number:.{SIGNIFICANT}g}"


def _names(text: str) -> Iterator[str]:
    """Words with two capitals or a figure, in Han texts all; names, as no sentence begins."""
    among_han = bool(IS_HAN.search(text))
    for match in LATIN.finditer(text):
        word = match.group()
        code = sum(one.isupper() or one.isdigit() for one in word) > 1
        begins = text[: match.start()].rstrip()[-1:] in BEGINNING
        if among_han or code or (word[0].isupper() and not begins):
            yield word.lower()

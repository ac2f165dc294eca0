"""One form for each character, and the signs that characters are not what was written.

What is changed here is changed once, before any offset is counted: canonical composition (NFC),
radicals that fonts and PDF files put for ideographs, line ends, and characters without width that
only hide in words. Full-width forms, punctuation and spaces stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

SUSPECT_SHARE = 0.01
"""A bullet from a symbol font or a lost character now and then is no reason to drop a speech; text
in a wrong encoding has ten times as many."""

# Unicode 14, EquivalentUnifiedIdeograph.txt: what NFKC leaves of the block CJK Radicals Supplement.
RADICALS = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺"
    "⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲"
)
IDEOGRAPHS = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀"
    "聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀"
)
RADICAL = re.compile("[\u2e80-\u2fdf]")
LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
HIDDEN = "\ufeff\u00ad\u200b"
"""Byte order marks inside a text, soft hyphens, zero-width spaces; joiners carry meaning."""
STRAY_JOINER = re.compile(r"[\u200c\u200d]+(?=\s|$)")
"""A joiner joins letters of one word; at the end of a line it is a leftover."""
KEPT_CONTROLS = frozenset("\t\n\r\v\f\x85")


@cache
def _ideographs() -> dict[int, str]:
    kangxi = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2E80, 0x2FE0)}
    return kangxi | str.maketrans(dict(zip(RADICALS, IDEOGRAPHS, strict=True)))


def checked(text: str) -> str:
    """The tidied text.

    Raises:
        ValueError: it holds what no text holds; the message says what.
    """
    # Counting distinct characters first keeps this quick on long texts.
    suspects = {character for character in set(text) if _suspect(character)}
    if "\x00" in suspects:
        raise ValueError("holds NUL characters, so it is not a text")
    if any(unicodedata.category(character) == "Cs" for character in suspects):
        raise ValueError("holds halves of characters")
    if suspects:
        wrong = len(text) - len(text.translate(dict.fromkeys(map(ord, suspects))))
        if wrong > max(1, SUSPECT_SHARE * len(text)):
            raise ValueError(f"is mojibake: {wrong} of {len(text)} characters mean nothing")
    return tidied(text)


def tidied(text: str) -> str:
    """The text with one form for each character, plain line feeds and no control characters."""
    text = LINE_END.sub("\n", text)
    present = set(text)
    dropped = [character for character in present if _droppable(character)]
    if dropped:
        text = text.translate(dict.fromkeys(map(ord, dropped)))
    if "\u200c" in present or "\u200d" in present:
        text = STRAY_JOINER.sub("", text)
    if RADICAL.search(text):
        text = text.translate(_ideographs())
    return unicodedata.normalize("NFC", text)


@lru_cache(1 << 16)
def _suspect(character: str) -> bool:
    if character == "\ufffd":
        return True
    # Private use, unassigned, halves of a pair, controls.
    return (
        unicodedata.category(character) in ("Co", "Cn", "Cs", "Cc")
        and character not in KEPT_CONTROLS
    )


@lru_cache(1 << 16)
def _droppable(character: str) -> bool:
    return character in HIDDEN or (
        unicodedata.category(character) in ("Cc", "Cs") and character not in "\t\n"
    )

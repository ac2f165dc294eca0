"""Tells the encoding of bytes that do not, by the commonest characters or by a guess.

GB18030 is the common case of a Chinese collection and must be right, also for a single paragraph.
"""

from __future__ import annotations

import re
from collections import Counter

from explorer.corpus.formats.latin import latin

CANDIDATES = (
    "utf_8 utf_16_le utf_16_be utf_32_le utf_32_be gb18030 hz big5 cp950 big5hkscs shift_jis cp932 "
    "euc_jp iso2022_jp euc_kr cp949 johab koi8_r koi8_u cp1251 cp866 iso8859_5 mac_cyrillic cp1252 "
    "latin_1 iso8859_15 cp850 cp437 mac_roman cp1250 iso8859_2 cp852 cp1253 iso8859_7 cp1254 "
    "cp1255 iso8859_8 cp1256 iso8859_6 cp1257 cp1258 tis_620 cp874"
).split()
"""Encodings that texts were really kept in; the guesser knows 60 more, such as EBCDIC."""
# The most frequent characters of modern Chinese, with their traditional forms, and of Japanese.
COMMON = frozenset(
    "的一是不了在有人我他这中大来上个国和地到为们出时会要可也你对生能而子得于着下就年过发后作里用"
    "道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从"
    "想实日者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问最重并物应向体政化"
    "市各新建加這個來為們時會對國後發過裡種經麼學現當沒動還進從實無與長機關點業將兩間問並應體"
) | {chr(code) for code in range(0x3042, 0x3094)}  # hiragana
COMMON_SHARE = 0.15
"""Measured on 203 Chinese reports: all cuts of 120 characters have more (median 0.38). Big5, EUC-JP
and EUC-KR read in another of the Chinese encodings have 0.00 to 0.08."""
COMMON_COUNT = 4
"""So many, at least: of a handful of characters the share says nothing."""
EAST_ASIAN = (
    *("euc_jp", "gb18030", "cp950", "big5hkscs", "cp932", "hz"),
    *("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"),
)
"""EUC-JP first: GB18030 has its syllables at the same places, but other characters."""
TOO_SHORT = 100
"""Bytes beyond ASCII: 20 Chinese characters were taken for Korean or Thai in 1 of 40 cuts."""
ASCII = bytes(range(128))
LOST = re.compile("[\udc80-\udcff]")
WORD_BEYOND_ASCII = re.compile("[^\x00-\xbf\u2000-\u206f\u3000-\u303f\uff00-\uffef]")
CERTAIN_SHARE = 0.25
"""Three times what any wrong encoding has: no other needs to be tried."""
SAMPLE = 200_000
"""Bytes that decide between encodings; the whole is then decoded strictly."""
NEAR = 5_000
"""Bytes before and after the first that is not UTF-8."""


def attempt(raw: bytes, codec: str) -> str | None:
    """The characters, or ``None`` if these bytes are not in this encoding."""
    try:
        return raw.decode(codec)
    except ValueError:  # some codecs raise it in place of UnicodeDecodeError
        return None


def east_asian(raw: bytes) -> str | None:
    """The encoding in which the bytes read as Chinese or Japanese."""
    sample = _sample(raw)
    if latin(sample):  # an accented letter with the next one may be a common character
        return None
    best, found = COMMON_SHARE, None
    for codec in EAST_ASIAN:
        share = _common_share(attempt(sample, codec) or "")
        if share > best:
            best, found = share, codec
        if best >= CERTAIN_SHARE:
            break
    return found


def damaged_gb18030(raw: bytes) -> bool:
    """Whether the bytes are Chinese in GB18030 but for a few."""
    if attempt(raw, "gb18030") is not None:
        return False
    text = raw[:SAMPLE].decode("gb18030", "surrogateescape")
    # One wrong byte may take the following ones along.
    few = len(LOST.findall(text)) <= max(2, len(text) // 100)
    return few and _common_share(text) >= COMMON_SHARE


def damaged_utf8(raw: bytes) -> bool:
    """Whether the bytes are UTF-8 but for a few; of other encodings, nearly all are errors."""
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        around = raw[max(0, error.start - NEAR) : error.start + NEAR]
        text = around.decode("utf-8", "surrogateescape")
        lost = len(LOST.findall(text))
        return len(re.findall("[^\x00-\x7f]", text)) >= 5 * lost
    return False


def _sample(raw: bytes) -> bytes:
    """The beginning up to the end of a line, which is no half of a character."""
    end = raw.rfind(b"\n", 0, SAMPLE) + 1
    if len(raw) <= SAMPLE or end == 0:
        return raw
    return raw[: end - end % 4] if b"\x00" in raw[:SAMPLE] else raw[:end]


def _common_share(text: str) -> float:
    counts = Counter(text)
    if "\x00" in counts:
        return 0.0
    beyond = sum(counts[sign] for sign in counts if WORD_BEYOND_ASCII.match(sign))
    common = sum(counts[sign] for sign in counts if sign in COMMON)
    # Private use: what a Chinese encoding makes of another's rows.
    common -= sum(counts[sign] for sign in counts if "\ue000" <= sign <= "\uf8ff")
    return common / beyond if common >= COMMON_COUNT else 0.0


def guessed(raw: bytes) -> str | None:
    """The encoding that the letters or charset-normalizer tell, unless the bytes are too few."""
    from charset_normalizer import from_bytes

    sample = _sample(raw)
    if codec := latin(sample):
        return codec
    match = from_bytes(sample, cp_isolation=CANDIDATES, enable_fallback=False).best()
    if match is None or (match.encoding != "gb18030" and _short_and_perhaps_chinese(raw)):
        return None
    return match.encoding


def _short_and_perhaps_chinese(raw: bytes) -> bool:
    beyond = len(raw.translate(None, ASCII))
    return 0 < beyond < TOO_SHORT and attempt(raw, "gb2312") is not None

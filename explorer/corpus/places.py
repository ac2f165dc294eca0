"""Tells which city (or province) a speech belongs to, with the words that say so.

A name scores by how the speaker uses it: as the own body (中共金华市委), as the own cause
(建设法治菏泽), or in passing. A masked name (xx市) and a name nobody can tell stay null: no city is
better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from operator import add

from explorer.corpus.language import HAN
from explorer.corpus.levels import COUNTRY, COUNTY, PROVINCE, speaking_level
from explorer.corpus.place_table import PlaceEntry, PlaceTable
from explorer.records import Evidence, LineKind, Place, PlaceStatus, SpeechText

OWN_BODY, OWN_CAUSE, MENTION, EXAMPLE = 6, 3, 1, -3
"""Points of one use of a name. A neighbour praised three times must not outweigh one own body;
a city that is held up as an example is not the speaker's."""
ENOUGH = 4
"""Points below which the place stays unknown: one own cause needs one more use, or its province."""
LEAD = 1.5
"""The best name must have this many times the points of the next, else the place stays unknown."""
OPENING, CLOSING = 200, 60
"""Characters of the first paragraph, and of the end, in which a speaker names itself."""
NTH = r"第[一二三四五六七八九十]{1,3}[届次]"
BODY = re.compile(
    rf"(?:(?:市|州|盟|地区|省|自治区)?(?:人民政府|人民代表大会|人大|政协|政府|{NTH})|"
    r"(?:市|州|盟|地|省|自治区党)委|市长|行署)"
)
AFTER_OWN = re.compile(
    r"(?:市|州|省|县|地区|自治区)?(?:特色|实践|精神|故事|篇章|新篇章|样板|样本|答卷|力量|人民|"
    r"老百姓|高质量发展|科学发展|发展的|建设|大地|儿女|经济社会)"
)
BEFORE_OWN = re.compile(
    r"(?:建设|推动|推进|法治|美丽|幸福|平安|健康|谱写|开创|具有|富有|现代化|加快)$"
)
BEFORE_BODY = re.compile(
    r"(?:中共|我代表|代表中共|behalf of the City of |behalf of the |alcalde de )$"
)
AFTER_BODY_LATIN = re.compile(r"^(?: City Council| City Hall|'s (?:City Council|Mayor|mayor))")
# A neighbour whose example is followed, who came to visit, or where an event took place.
BEFORE_NEIGHBOUR = re.compile(
    r"(?:对接|考察|参观|访问|欢迎|来自|邀请|比如|例如|推广)[^，。；]{0,6}$"
)
BEFORE_EXAMPLE = re.compile(r"(?:学习|借鉴|对标|赶超|看齐)[^，。；]{0,6}$")
AFTER_NEIGHBOUR = re.compile(
    r"^(?:[^，。；]{0,12}(?:代表团|考察团|考察组|访问团|一行)|[^，。；]{0,8}(?:经验|做法|模式)|"
    r"(?:都市圈|城市群|经济[区带圈])|等(?:地|市|省|城市|兄弟)|(?:夏季|冬季?)?(?:奥运|残奥|亚运|世博|大运|峰会|共识|医改))"
)
# Words that only look like places; they are blanked before names are counted.
NOT_PLACES = re.compile(
    r"长治久安|长治长效|朝阳(?:产业|行业|群众)|(?:天下|世界|求)大同|大同小异|日照时[间数]|孙中山|"
    r"中山(?:先生|陵|装)|(?:延安|大庆|上海|深圳特区)精神|延安(?:时期|整风)|遵义会议|"
    r"(?:深圳|浦东|上海)经验|安康(?:码|杯)|东方(?:红|之|明珠|式)|井冈山|雄安|海南(?:岛|自贸)|西藏路|"
    r"北京时间|南京路|平安中国|大理(?:论|石|念|想)|各位来宾|文山会海|确保定|三明治|黄河源"
)
MASKED = re.compile(
    r"(?:[xX×ｘＸ＊*]{1,4}|(?<!_)_{2,}+|＿{1,4}|某某?|(?<![○〇])[○〇]{2,}+)(?=省|市|县|区|州|镇|乡)"
    r"|(?<!\d)[xX×ｘＸ]{2}(?=[\u4e00-\u9fff])(?!年|月|日)"
)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a speech; before ``opening`` and from ``closing`` on it introduces itself."""

    text: str
    opening: int
    closing: int


def place_in_text(speech: SpeechText, table: PlaceTable) -> Place:
    """The place whose body speaks, by how the text names itself; else masked or unknown.

    A body that names itself counts as stated, a name won by its uses alone as inferred.
    """
    words = _words(speech)
    level = speaking_level(words.text)
    if level in {COUNTRY, COUNTY}:  # not in the table; a city that it names is not the speaker
        return Place(level=COUNTY if level == COUNTY else None)
    masked = MASKED.search(words.text)
    best = _best(_scores(words, table), level, OWN_BODY if masked else ENOUGH)
    if best is not None:
        status = PlaceStatus.STATED if best.rule == "own body" else PlaceStatus.INFERRED
        found = Evidence(best.rule, best.quote, _find(best.quote, speech))
        return table.place(best.entry, status, (found,))
    if masked is not None:
        quote = words.text[masked.start() : masked.end() + 1]
        found = Evidence("masked name", quote, _find(quote, speech))
        return Place(status=PlaceStatus.MASKED, evidence=(found,))
    return Place()


def _words(speech: SpeechText) -> _Words:
    text = "\n".join([speech.title, *(line.text for line in speech.lines)])
    opening = len(speech.title) + 1
    for line in speech.lines:
        if line.kind in {LineKind.PARAGRAPH, LineKind.REMARK}:
            opening += min(len(line.text), OPENING)
            break
        opening += len(line.text) + 1
    if HAN.search(text):
        text = NOT_PLACES.sub(lambda found: " " * len(found.group()), text)
    return _Words(text, opening, len(text) - CLOSING)


@dataclass(frozen=True, slots=True)
class _Score:
    """What the uses of a place's names say together, and the strongest of them."""

    points: int
    entry: PlaceEntry
    quote: str
    rule: str


def _scores(words: _Words, table: PlaceTable) -> list[_Score]:
    """The score of every place that is named, the best first."""
    pairs = set(map(add, words.text, words.text[1:]))
    scores = [
        score
        for entry in table.by_code.values()
        if any(name[:2] in pairs for name in entry.names)
        if (score := _score(words, entry)) is not None
    ]
    return sorted(scores, key=lambda score: -score.points)


def _score(words: _Words, entry: PlaceEntry) -> _Score | None:
    points, strongest, quote, rule = 0, 0, "", ""
    for start, end, official in _uses(words.text, entry):
        value, why = _use(words, start, end, official=official)
        points += value
        if value > strongest:
            strongest, rule, quote = value, why, _quote(words.text, start, end)
    return _Score(points, entry, quote, rule) if points > 0 else None


def _uses(text: str, entry: PlaceEntry) -> Iterator[tuple[int, int, bool]]:
    """(start, end, official) of each place where one of the names stands, the longest counting."""
    taken: set[int] = set()
    for name in entry.names:
        official = _is_official(name, entry)
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            if start not in taken and _is_word(text, start, end):
                taken.update(range(start, end))
                yield start, end, official
            start = text.find(name, end)


def _is_word(text: str, start: int, end: int) -> bool:
    """Whether a Latin name stands alone; Han names have no borders of their own."""
    if not text[start].isascii():
        return True
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return not any(letter.isalpha() for letter in around)


def _is_official(name: str, entry: PlaceEntry) -> bool:
    """Whether a name is the body's own long one: 金华市, City of Port Merrow."""
    return name == entry.name or (name.isascii() and name != entry.short and entry.short in name)


def _quote(text: str, start: int, end: int) -> str:
    """A name with a few characters around it, within its line."""
    before = text[max(0, start - 6) : start].rpartition("\n")[2]
    after = text[end : end + 8].partition("\n")[0]
    return (before + text[start:end] + after).strip()


def _use(words: _Words, start: int, end: int, *, official: bool) -> tuple[int, str]:
    before, after = words.text[max(0, start - 30) : start], words.text[end : end + 30]
    if BEFORE_EXAMPLE.search(before[-16:]):
        return EXAMPLE, "example"
    if BEFORE_NEIGHBOUR.search(before[-16:]) or AFTER_NEIGHBOUR.match(after):
        return MENTION, "mention"
    body = BODY.match("市" + after if official and after[:1] == "委" else after)
    latin = official and words.text[start].isascii()  # "City of Port Merrow", not "Port Merrow"
    if body or latin or AFTER_BODY_LATIN.match(after):
        if not words.opening <= start < words.closing or BEFORE_BODY.search(before):
            return OWN_BODY, "own body"
        return OWN_CAUSE, "named body"  # perhaps another city's, whose decision is told
    if BEFORE_OWN.search(before) or AFTER_OWN.match(after):
        return OWN_CAUSE, "own cause"
    return MENTION, "mention"


def _best(scores: list[_Score], level: str | None, enough: int) -> _Score | None:
    """The score that wins, or None where it is too weak or another place comes too near.

    A city and its province are not rivals: 乌鲁木齐 names 新疆 as often as itself.
    """
    fitting = scores
    if level is not None:
        fitting = [one for one in scores if _is_provincial(one.entry) == (level == PROVINCE)]
    best = fitting[0] if fitting else None
    if best is None or best.rule == "mention":  # only ever mentioned, so not the speaker's own
        return None
    rival = next((one.points for one in fitting if not related(one.entry, best.entry)), 0)
    supported = any(one.entry.code == best.entry.parent for one in scores)
    sure = best.points + supported >= enough and best.points >= LEAD * rival
    return best if sure else None


def _is_provincial(entry: PlaceEntry) -> bool:
    """Whether an entry is a province; Beijing and its like are cities that speak as cities."""
    return entry.level == PROVINCE and not entry.name.endswith("市")


def related(one: PlaceEntry, other: PlaceEntry) -> bool:
    """Whether one place is the other, its province or one of its cities, or a namesake."""
    return (
        one.code in {other.code, other.parent}
        or one.parent == other.code
        or (one.short == other.short)
    )


def _find(quote: str, speech: SpeechText) -> int:
    """Where in the document the quoted words stand; the start of the speech for its title."""
    for line in speech.lines:
        index = line.text.find(quote)
        if quote and index >= 0:
            return line.start + index
    titles = (line.start for line in speech.lines if line.kind is LineKind.TITLE)
    return next(titles, speech.start)

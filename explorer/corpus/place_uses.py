"""Tells how a speech uses the names of places: as the own body, the own cause, or in passing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from explorer.corpus.language import HAN
from explorer.corpus.place_entries import PlaceEntry
from explorer.corpus.place_table import PlaceTable
from explorer.records import LineKind, SpeechText

BODY_RULE, NAMED_RULE = "own body", "named body"
CAUSE_RULE, MENTION_RULE = "own cause", "mention"
OWN_BODY, OWN_CAUSE, MENTION, EXAMPLE = 6, 3, 1, -3
"""Points of one use of a name. A neighbour praised three times must not outweigh one own body;
a city that is held up as an example is not the speaker's."""
VALUES = {BODY_RULE: OWN_BODY, NAMED_RULE: OWN_CAUSE, CAUSE_RULE: OWN_CAUSE, MENTION_RULE: MENTION}
INTRODUCED = 2
"""Standing of a body that the speaker introduces as its own."""
OPENING, CLOSING = 200, 60
"""Characters of the first paragraph, and of the end, in which a speaker names itself."""
NTH = r"第[一二三四五六七八九十]{1,3}[届次]"
BODY = re.compile(
    rf"(?:(?:市|州|盟|地区|省|自治区)?(?:人民政府|人民代表大会|人大|政协|政府|{NTH})|"
    r"(?:市|州|盟|地|省|自治区党)委|市长|行署)"
)
COUNTY_BODY = re.compile(
    rf"(?:人民政府|人民代表大会|人大|政协|政府|{NTH}|党?委(?!托|派|任)|[县区市旗]?长(?![期远久江城足]))"
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
    r"(?:深圳|浦东|上海)经验|安康(?:码|杯)|东方(?:红|之|明珠|式)|井冈山(?!市)|雄安|海南(?:岛|自贸)|西藏路|"
    r"北京时间|南京路|平安中国|大理(?:论|石|念|想)|各位来宾|文山会海|确保定|三明治|黄河源"
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a speech; before ``opening`` and from ``closing`` on it introduces itself.

    The first paragraph begins at ``head``.
    """

    text: str
    head: int
    opening: int
    closing: int


@dataclass(frozen=True, slots=True)
class Score:
    """What the uses of a place's names say together, and the strongest of them.

    ``name`` is the name that the strongest use has; two places may share it. ``official`` tells
    whether it is the long one. ``standing`` is ``INTRODUCED`` where the speaker introduces its own
    body by it (in the head of the speech, or after 我代表), 1 where it names a body in its first
    words, else 0: at the end, 金华市委 may be the one whose leadership is praised.
    """

    points: int
    entry: PlaceEntry
    name: str
    quote: str
    rule: str
    official: bool
    standing: int = 0


def words_of(speech: SpeechText) -> Words:
    """The words of a speech, with those blanked that only look like places."""
    text = "\n".join([speech.title, *(line.text for line in speech.lines)])
    head, opening = len(speech.title) + 1, 0
    for line in speech.lines:
        if line.kind in {LineKind.PARAGRAPH, LineKind.REMARK}:
            opening = min(len(line.text), OPENING)
            break
        head += len(line.text) + 1
    if HAN.search(text):
        text = NOT_PLACES.sub(lambda found: " " * len(found.group()), text)
    return Words(text, head, head + opening, len(text) - CLOSING)


def scores(words: Words, table: PlaceTable) -> list[Score]:
    """The score of every place that is named, the best first."""
    uses: dict[str, list[tuple[int, int]]] = {}
    for start, end in table.finder.find(words.text):
        uses.setdefault(words.text[start:end], []).append((start, end))
    found: dict[str, Score] = {}
    for name, spans in uses.items():
        for entry in table.in_text[name]:
            score = _score(words, table, entry, name, spans)
            found[entry.code] = _together(found.get(entry.code), score)
    named = (score for score in found.values() if score.points > 0)
    return sorted(named, key=lambda score: -score.points)


def _score(
    words: Words, table: PlaceTable, entry: PlaceEntry, name: str, spans: list[tuple[int, int]]
) -> Score:
    points, strongest, rule, best, standing = 0, 0, "", spans[0], 0
    official = _is_official(name, entry)
    county = not table.speaks_as_city(entry)
    for start, end in spans:
        value, why = _use(words, start, end, official=official, county=county)
        points += value
        if value == OWN_BODY:
            standing = max(standing, _standing(words, start))
        if value > strongest:
            strongest, rule, best = value, why, (start, end)
    return Score(points, entry, name, _quote(words.text, *best), rule, official, standing)


def _together(one: Score | None, other: Score) -> Score:
    """The uses of two names of one place, added up."""
    if one is None:
        return other
    stronger = max(one, other, key=lambda score: VALUES.get(score.rule, 0))
    points, standing = one.points + other.points, max(one.standing, other.standing)
    return replace(stronger, points=points, standing=standing)


def _standing(words: Words, start: int) -> int:
    """How surely an own body at that place is the speaker's."""
    if start < words.head or BEFORE_BODY.search(words.text[max(0, start - 30) : start]):
        return INTRODUCED
    return 1 if start < words.opening else 0


def _is_official(name: str, entry: PlaceEntry) -> bool:
    """Whether a name is the body's own long one: 金华市, 襄樊市, City of Port Merrow."""
    if name.isascii():
        return name == entry.name or (name != entry.short and entry.short in name)
    return name == entry.name or (name != entry.short and name[-1] in "省市州盟县区旗")


def _quote(text: str, start: int, end: int) -> str:
    """A name with a few characters around it, within its line."""
    before = text[max(0, start - 6) : start].rpartition("\n")[2]
    after = text[end : end + 8].partition("\n")[0]
    return (before + text[start:end] + after).strip()


def _use(words: Words, start: int, end: int, *, official: bool, county: bool) -> tuple[int, str]:
    before, after = words.text[max(0, start - 30) : start], words.text[end : end + 30]
    if BEFORE_EXAMPLE.search(before[-16:]):
        return EXAMPLE, "example"
    if BEFORE_NEIGHBOUR.search(before[-16:]) or AFTER_NEIGHBOUR.match(after):
        return MENTION, MENTION_RULE
    if county:
        body = COUNTY_BODY.match(after)
    else:
        body = BODY.match("市" + after if official and after[:1] == "委" else after)
    latin = official and words.text[start].isascii()  # "City of Port Merrow", not "Port Merrow"
    if body or latin or AFTER_BODY_LATIN.match(after):
        if not words.opening <= start < words.closing or BEFORE_BODY.search(before):
            return OWN_BODY, BODY_RULE
        return OWN_CAUSE, NAMED_RULE  # perhaps another city's, whose decision is told
    if BEFORE_OWN.search(before) or AFTER_OWN.match(after):
        return OWN_CAUSE, CAUSE_RULE
    return MENTION, MENTION_RULE

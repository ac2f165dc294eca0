"""Tells which city (or province) a speech belongs to, with the words that say so.

A name scores by how the speaker uses it: as the own body (中共金华市委), as the own cause
(建设法治菏泽), or in passing. A masked name (xx市) and a name nobody can tell stay null.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from explorer.corpus.place_table import PlaceEntry, PlaceTable
from explorer.records import Evidence, LineKind, Place, PlaceStatus, SpeechText

OWN_BODY, OWN_CAUSE, MENTION = 6, 3, 1
"""Points of one use of a name. A neighbour praised three times must not outweigh one own body."""
ENOUGH = 3
"""Points below which a name is only a mention: the place stays unknown."""
LEAD = 1.5
"""The best name must have this many times the points of the next, else the place stays unknown."""

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
    r"(?:建设|推动|推进|法治|美丽|幸福|平安|健康|谱写|开创|具有|富有|现代化|加快|为|在|兴|强|爱|全|"
    r"对|新|大)$"
)
BEFORE_BODY = re.compile(
    r"(?:中共|我代表|现在，?我代表|代表中共|City of |Ayuntamiento de |Ciudad de )$"
)
AFTER_BODY_LATIN = re.compile(r"^(?: City Council| City Hall|'s (?:City Council|Mayor|mayor))")
# Words that only look like places; they are taken out before names are counted.
NOT_PLACES = re.compile(
    r"长治久安|朝阳(?:产业|行业|群众)|(?:天下|世界|求)大同|大同小异|日照时[间数]|孙中山|中山(?:先生|陵|装)|"
    r"延安(?:精神|时期|整风)|遵义会议|(?:深圳|浦东|上海)经验|安康(?:码|杯)|东方(?:红|之|明珠|式)|"
    r"井冈山|雄安|海南(?:岛|自贸)|西藏路|北京时间|南京路|平安中国|人大理论|大理石"
)
MASKED = re.compile(
    r"(?:[xX×ｘＸ＊*]{1,4}|_{2,}|＿{1,}|某某?|[○〇]{2,})(?=省|市|县|区|州|镇|乡)|[xX×ｘＸ]{2}(?=[\u4e00-\u9fff])"
)
OWN_COUNTY = re.compile(r"全县|我县|县人民政府|县委")
OWN_CITY = re.compile(r"全市|我市|市人民政府|市委|全州|我州|全盟|我盟|全省|我省")
OWN_PROVINCE = re.compile(r"全省|我省|代表(?:省|自治区)")
OWN_PREFECTURE = re.compile(r"全市|我市|代表市|全州|我州|代表州|全盟|我盟")
COUNTY, PROVINCE = "county", "province"


def infer_place(speech: SpeechText, table: PlaceTable) -> Place:
    """The place that a speech is of: from its file name, else from how it names itself.

    A file or folder named after a place counts as stated, as does a body that names itself; a
    name won by its uses alone counts as inferred.
    """
    named = _from_file_name(speech.document, table) if speech.part == 1 else None
    if named is not None:
        evidence = Evidence("file name", speech.document, 0)
        return table.place(named, PlaceStatus.STATED, (evidence,))
    text = "\n".join([speech.title, *(line.text for line in speech.lines)])
    masked = MASKED.findall(text)
    if len(OWN_COUNTY.findall(text)) > len(OWN_CITY.findall(text)):
        return Place(level=COUNTY)  # the table has no counties; its city is not the speaker
    best = _best(_scores(NOT_PLACES.sub("", text), table), text, masked=bool(masked))
    if best is not None:
        points, entry, quote, rule = best
        status = PlaceStatus.STATED if rule == "own body" else PlaceStatus.INFERRED
        evidence = Evidence(rule, quote, _find(quote, speech))
        return table.place(entry, status, (evidence,))
    if masked:
        hit = MASKED.search(text)
        quote = text[hit.start() : hit.end() + 1] if hit else ""
        return Place(
            status=PlaceStatus.MASKED,
            evidence=(Evidence("masked name", quote, _find(quote, speech)),),
        )
    return Place()


def _from_file_name(document: str, table: PlaceTable) -> PlaceEntry | None:
    """The place that the file's name, else the nearest folder's, consists of beside figures."""
    path = PurePosixPath(document)
    for part in (path.stem, *reversed(path.parts[:-1])):
        words = re.split(r"[\W\d]*\d+[\W\d]*年?[\W\d]*", part.lower())
        for word in words:
            entries = table.by_name.get(word.replace("_", " ").replace("-", " ").strip(), [])
            if entries:
                return max(entries, key=lambda entry: entry.level == "province")
    return None


Score = tuple[int, PlaceEntry, str, str]


def _scores(text: str, table: PlaceTable) -> list[Score]:
    """(points, entry, strongest quote, its rule) of every place named, the best first."""
    scores = filter(None, (_score(text, entry) for entry in table.by_code.values()))
    return sorted(scores, key=lambda score: -score[0])


def _score(text: str, entry: PlaceEntry) -> Score | None:
    points, strongest, quote, rule = 0, 0, "", ""
    taken: set[int] = set()
    for name in entry.names:
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            if start not in taken and _is_word(text, start, end):
                value, why = _use(text, start, end, _is_official(name, entry))
                points += value
                if value > strongest:
                    strongest, rule = value, why
                    quote = text[max(0, start - 6) : end + 8].strip()
                taken.update(range(start, end))
            start = text.find(name, end)
    return (points, entry, quote, rule) if points else None


def _is_word(text: str, start: int, end: int) -> bool:
    """Whether a Latin name stands alone; Han names have no borders of their own."""
    if not text[start].isascii():
        return True
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return not any(letter.isalpha() for letter in around)


def _is_official(name: str, entry: PlaceEntry) -> bool:
    """Whether a name is the body's own long one: 金华市, City of Port Merrow."""
    return name == entry.name or (name.isascii() and name != entry.short and entry.short in name)


def _use(text: str, start: int, end: int, full: bool) -> tuple[int, str]:
    before, after = text[max(0, start - 16) : start], text[end : end + 16]
    body = BODY.match("市" + after if full and after[:1] == "委" else after)
    official = full and text[start].isascii()  # "City of Port Merrow"; others say Port Merrow
    if official or body or BEFORE_BODY.search(before) or AFTER_BODY_LATIN.match(after):
        return OWN_BODY, "own body"
    if BEFORE_OWN.search(before) or AFTER_OWN.match(after):
        return OWN_CAUSE, "own cause"
    return MENTION, "mention"


def _best(scores: list[Score], text: str, *, masked: bool) -> Score | None:
    """The score that wins, or None where it is too weak or another place comes too near.

    A city and its province are not rivals (乌鲁木齐 names 新疆 as often as itself): whether the
    speaker says 全市 or 全省 decides between them.
    """
    if not scores:
        return None
    first = scores[0]
    family = [
        score for score in scores if score[0] * LEAD > first[0] and _related(score[1], first[1])
    ]
    provincial = len(OWN_PROVINCE.findall(text)) > len(OWN_PREFECTURE.findall(text))
    fitting = [score for score in family if (score[1].level == PROVINCE) == provincial]
    best = (fitting or family)[0]
    rival = next((score[0] for score in scores if not _related(score[1], best[1])), 0)
    enough = OWN_BODY if masked else ENOUGH
    return best if best[0] >= enough and best[0] >= LEAD * rival else None


def _related(one: PlaceEntry, other: PlaceEntry) -> bool:
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
    title = next((line.start for line in speech.lines if line.kind is LineKind.TITLE), None)
    return speech.start if title is None else title

"""Tells which city (or county, province) a speech belongs to, with the words that say so.

A name scores by how the speaker uses it: as the own body (中共金华市委), as the own cause
(建设法治菏泽), or in passing. A masked name (xx市) and a name nobody can tell stay null: no city is
better than a wrong one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from explorer.corpus.levels import CITY, COUNTRY, COUNTY, PROVINCE, speaking_level
from explorer.corpus.place_entries import PlaceEntry, related
from explorer.corpus.place_table import PlaceTable
from explorer.corpus.place_uses import (
    BODY_RULE,
    CAUSE_RULE,
    INTRODUCED,
    MENTION_RULE,
    OWN_BODY,
    Score,
    scores,
    words_of,
)
from explorer.records import Evidence, LineKind, Place, PlaceStatus, SpeechText

ENOUGH = 4
"""Points below which the place stays unknown: one own cause needs one more use, or its province."""
LEAD = 1.5
"""The best name must have this many times the points of the next, else the place stays unknown."""
PER_CHARACTER = 1 / 1000
"""Points that a place must also have per character where no body names itself. Of 100 work reports
the true city has at least 1.2 in a thousand; with its name masked, one that is mentioned has up to
0.9, but for one case."""
OUTWEIGHS = 3
"""A city that nowhere names itself as a body is the speaker all the same where it has this many
times the points of a county of its own that does: it cites that county's decision."""
DISTRICTS, DISTRICTS_LEAD = 3, 2
"""So many of its districts and counties must be named to tell a city that nowhere names itself,
and so many times as many as of any other. With the names of 100 cities masked in
their reports, this tells 48 and none wrongly: no other city had more than two."""
DISTRICT_RULE = "own districts"
MASKED = re.compile(
    r"(?:[xX×ｘＸ＊*]{1,4}|(?<!_)_{2,}+|＿{1,4}|某某?|(?<![○〇])[○〇]{2,}+)(?=省|市|县|区|州|镇|乡)"
    r"|(?<!\d)[xX×ｘＸ]{2}(?=[\u4e00-\u9fff])(?!年|月|日)"
)
MASK_SIGN = re.compile("[xX×ｘＸ＊*_＿某○〇]")
"""Every mask begins with one of them; to look for these first takes a tenth of the time."""
ZONE = re.compile(r"管委会|管理委员会|党工委")
DISTRICT_BODY = re.compile(r"[县区旗](?:人民)?政府|(?<!治)[县区旗]委")
YEAR = re.compile(r"(?:19|20)\d\d(?=年)")


@dataclass(frozen=True, slots=True)
class _Bar:
    """The points that a place needs: as a body that names itself, and by its uses alone."""

    body: float
    uses: float

    def for_(self, one: Score) -> float:
        """What one place needs; Latin texts have far more characters and are spared the second."""
        spared = one.rule == BODY_RULE or one.name.isascii()
        return self.body if spared else max(self.body, self.uses)


def place_in_text(speech: SpeechText, table: PlaceTable) -> Place:
    """The place whose body speaks, by how the text names itself; else masked or unknown.

    A body that names itself counts as stated, a name won by its uses alone as inferred.
    """
    words = words_of(speech)
    level = speaking_level(words.text)
    if level == COUNTRY:  # a city that it names is not the speaker
        return Place(level=COUNTRY)
    masked = MASKED.search(words.text) if MASK_SIGN.search(words.text) else None
    enough = OWN_BODY if masked else ENOUGH
    found = _in_their_years(scores(words, table), words.text)
    if level == COUNTY:
        best = None if _is_zone(words.text) else _county(found, _Bar(enough, 0), table)
    else:
        best = _city(found, level, _Bar(enough, len(words.text) * PER_CHARACTER), table)
    if best is not None:
        status = PlaceStatus.STATED if best.rule == BODY_RULE else PlaceStatus.INFERRED
        evidence = Evidence(best.rule, best.quote, _find(best.quote, speech))
        return table.place(best.entry, status, (evidence,))
    unknown = Place(level=COUNTY if level == COUNTY else None)
    if masked is not None:
        quote = words.text[masked.start() : masked.end() + 1]
        evidence = Evidence("masked name", quote, _find(quote, speech))
        return replace(unknown, status=PlaceStatus.MASKED, evidence=(evidence,))
    return unknown


def _in_their_years(found: list[Score], text: str) -> list[Score]:
    """Without the places that are gone and were not there in the years that the text names.

    Of a city that is gone and one of today that are of one name (巢湖市), the years leave one; a
    text without years leaves neither.
    """
    years = sorted(map(int, YEAR.findall(text)))
    middle = years[len(years) // 2] if years else None
    there = [one for one in found if middle is None or one.entry.was_there(middle, one.name)]
    gone = {one.name for one in there if one.entry.last_year and one.entry.level != COUNTY}
    if middle is not None:
        return [one for one in there if one.entry.last_year or one.name not in gone]
    shared = gone & {one.name for one in there if not one.entry.last_year}
    return [one for one in there if one.name not in shared]


def _is_zone(text: str) -> bool:
    """Whether an administration zone speaks, which also says 我区; the table has none."""
    return len(ZONE.findall(text)) > len(DISTRICT_BODY.findall(text))


def _county(found: list[Score], bar: _Bar, table: PlaceTable) -> Score | None:
    """The county or district that speaks, or None."""
    fitting = [one for one in found if one.entry.level == COUNTY]
    best = _told_apart(fitting[0], fitting, found, table) if fitting else None
    if best is None or best.rule == MENTION_RULE:
        return None
    rival = max((one.points for one in fitting if one.name != best.name), default=0)
    supported = any(one.entry in table.above(best.entry) for one in found)
    sure = best.points + supported >= bar.for_(best) and best.points >= LEAD * rival
    return best if sure else None


def _told_apart(
    best: Score, counties: list[Score], found: list[Score], table: PlaceTable
) -> Score | None:
    """Of the counties that share the name of the best one, that in the prefecture most named.

    None where that does not tell them apart (several cities have a 鼓楼区).
    """
    namesakes = [one for one in counties if one.name == best.name]
    if len(namesakes) == 1:
        return best
    weights = [
        sum(other.points for other in found if other.entry in table.above(one.entry))
        for one in namesakes
    ]
    *_, second, first = sorted(weights)
    if first >= LEAD * second and first > 0:
        return namesakes[weights.index(first)]
    today = [one for one in namesakes if best.name in one.entry.names and not one.entry.last_year]
    return today[0] if first == 0 and len(today) == 1 else None


def _city(found: list[Score], level: str | None, bar: _Bar, table: PlaceTable) -> Score | None:
    """The score that wins, or None where it is too weak or another place comes too near."""
    fitting = [one for one in found if table.speaks_as_city(one.entry)]
    if level is not None:
        fitting = [one for one in fitting if _is_provincial(one.entry) == (level == PROVINCE)]
    best = _best(fitting, found, bar, table)
    if level is None:
        return best
    own = _own_county(found, table)
    if own is not None and (not fitting or _outdoes(own, fitting[0])):
        return _best([own, *fitting], found, bar, table)
    if best is not None and _is_disputed(best, own, found, table):
        return None
    if level != CITY or (best is not None and best.rule == BODY_RULE):
        return best
    told = _by_districts(found, table)
    if told is None or (best is not None and best.entry is told.entry):
        return best
    return told if best is None else None


def _best(fitting: list[Score], found: list[Score], bar: _Bar, table: PlaceTable) -> Score | None:
    """The first of the scores, or None where it is too weak or another place comes too near.

    A city and its province are not rivals: 乌鲁木齐 names 新疆 as often as itself.
    """
    best = fitting[0] if fitting else None
    if best is None or best.rule == MENTION_RULE:  # only ever mentioned, so not the speaker's own
        return None
    rivals = (one.points for one in fitting if not related(one.entry, best.entry))
    supported = any(one.entry.code == best.entry.parent for one in found)
    sure = best.points + supported >= bar.for_(best) and best.points >= LEAD * max(
        rivals, default=0
    )
    return best if sure else None


def _by_districts(found: list[Score], table: PlaceTable) -> Score | None:
    """The city that is told by the full names of its own districts and counties, or None."""
    named: dict[str, dict[str, Score]] = {}
    for one in found:
        if one.entry.level == COUNTY and one.official and not table.speaks_as_city(one.entry):
            named.setdefault(one.entry.parent, {})[one.name] = one
    if not named:
        return None
    city, *others = sorted(named, key=lambda code: -len(named[code]))
    most, next_most = len(named[city]), max((len(named[code]) for code in others), default=0)
    if city not in table.by_code or most < max(DISTRICTS, DISTRICTS_LEAD * next_most):
        return None
    quote = next(iter(named[city].values())).quote
    return Score(most, table.by_code[city], "", quote, DISTRICT_RULE, official=False)


def _own_county(found: list[Score], table: PlaceTable) -> Score | None:
    """The county that names itself as a body at the beginning.

    义乌 is a city of a county's rank: it says 市委 as its prefecture does, and cites that one.
    """
    bodies = [one for one in found if one.standing and not table.speaks_as_city(one.entry)]
    bodies.sort(key=lambda one: (-one.standing, -one.points))
    return _told_apart(bodies[0], bodies, found, table) if bodies else None


def _outdoes(own: Score, city: Score) -> bool:
    """Whether a county speaks rather than the best city.

    Where both are of one name (思茅市), the city does.
    """
    if own.standing < city.standing or own.name == city.name:
        return False
    if own.standing == INTRODUCED > city.standing:
        return city.points <= OUTWEIGHS * own.points
    return city.rule != CAUSE_RULE and LEAD * city.points <= own.points


def _is_disputed(city: Score, own: Score | None, found: list[Score], table: PlaceTable) -> bool:
    """Whether a county has as good a claim as the best city, so that neither is the speaker."""
    if city.rule != BODY_RULE:
        counties = [one for one in found if not table.speaks_as_city(one.entry)]
        causes = [one for one in counties if one.rule != MENTION_RULE]
        return any(one.points > city.points for one in causes)
    if own is None or own.standing < city.standing or own.name == city.name:
        return False
    return city.points < LEAD * own.points


def _is_provincial(entry: PlaceEntry) -> bool:
    """Whether an entry is a province; Beijing and its like are cities that speak as cities."""
    return entry.level == PROVINCE and not entry.name.endswith("市")


def _find(quote: str, speech: SpeechText) -> int:
    """Where in the document the quoted words stand; the start of the speech for its title."""
    for line in speech.lines:
        index = line.text.find(quote)
        if quote and index >= 0:
            return line.start + index
    titles = (line.start for line in speech.lines if line.kind is LineKind.TITLE)
    return next(titles, speech.start)

"""Tells which city (or county, province) a speech belongs to, with the words that say so.

A name scores by how the speaker uses it: as the own body (中共金华市委), as the own cause
(建设法治菏泽), or in passing. A masked name (xx市) and a name nobody can tell stay null: no city is
better than a wrong one.
"""

from __future__ import annotations

import re
from dataclasses import replace

from explorer.corpus.levels import (
    CITY,
    COUNTRY,
    COUNTY,
    PROVINCE,
    leading_level,
    says_our_province,
    speaking_level,
)
from explorer.corpus.place_counties import (
    LEAD,
    Bar,
    county,
    is_disputed,
    is_one_of_several,
    outdoes,
    own_county,
    told_by_districts,
)
from explorer.corpus.place_entries import related
from explorer.corpus.place_rules import BODY_RULE, MENTION_RULE, OWN_BODY, PART_RULE, SPEAKS
from explorer.corpus.place_table import PlaceTable
from explorer.corpus.place_uses import Score, scores
from explorer.corpus.place_words import words_of
from explorer.records import Evidence, LineKind, Place, PlaceStatus, SpeechText

ENOUGH = 4
"""Points below which the place stays unknown: one own cause needs one more use, or its province."""
PER_CHARACTER = 1 / 1000
"""Points that a place must also have per character where no body names itself. Of 100 work reports
the true city has at least 1.2 in a thousand; with its name masked, one that is mentioned has up to
0.9, but for one case."""
IN_PART = 6
"""Points that a place needs that no whole cause is of: 推进海西物流园 is one project."""
UNOFFICIAL = 12
"""Points that a county needs whose long name is nowhere: 东方 and 文昌 are words, too."""
ZONE = re.compile(r"管委会|管理委员会|党工委")
DISTRICT_BODY = re.compile(r"[县区旗](?:人民)?政府|(?<!治)[县区旗]委")
YEAR = re.compile(r"(?:19|20)\d\d(?=年)")


def place_in_text(speech: SpeechText, table: PlaceTable) -> Place:
    """The place whose body speaks, by how the text names itself; else masked or unknown.

    A body that names itself counts as stated, a name won by its uses alone as inferred.
    """
    words = words_of(speech)
    level = leading_level(words.text[: words.head]) or speaking_level(words.text)
    if level == COUNTRY:  # a city that it names is not the speaker
        return Place(level=COUNTRY)
    enough = OWN_BODY if words.mask else ENOUGH
    found = _in_their_years(scores(words, table), words.text)
    if level == COUNTY and _speaks_for_city(found, table):
        level = CITY
    if level == COUNTY:
        best = None if _is_zone(words.text) else county(found, Bar(enough, 0), table)
    else:
        best = _city(found, level, Bar(enough, len(words.text) * PER_CHARACTER), table, words.text)
    if best is not None:
        status = PlaceStatus.STATED if best.rule == BODY_RULE else PlaceStatus.INFERRED
        evidence = Evidence(best.rule, best.quote, _find(best.quote, speech))
        return table.place(best.entry, status, (evidence,))
    unknown = Place(level=COUNTY if level == COUNTY else None)
    if words.mask is not None:
        start, end = words.mask
        quote = words.text[start : end + 1]
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


def _speaks_for_city(found: list[Score], table: PlaceTable) -> bool:
    """Whether the speaker says that it speaks for a city: the 区委 that it names is a guest's."""
    spoken = [table.speaks_as_city(one.entry) for one in found if one.standing == SPEAKS]
    return bool(spoken) and all(spoken)


def _is_zone(text: str) -> bool:
    """Whether an administration zone speaks, which also says 我区; the table has none."""
    return len(ZONE.findall(text)) > len(DISTRICT_BODY.findall(text))


def _city(
    found: list[Score], level: str | None, bar: Bar, table: PlaceTable, text: str
) -> Score | None:
    """The score that wins, or None where it is too weak or another place comes too near."""
    fitting = [one for one in found if table.speaks_as_city(one.entry)]
    if level is not None:
        fitting = [one for one in fitting if table.is_provincial(one.entry) == (level == PROVINCE)]
    best = _best(fitting, found, bar, table)
    if best is not None and _is_too_weak(best, level, text, table):
        best = None
    if level is None:
        return best
    own = own_county(found, table)
    told_of = own is not None and is_one_of_several(own, found)
    if own is not None and not told_of and (not fitting or outdoes(own, fitting[0])):
        return _best([own, *fitting], found, bar, table)
    if best is not None and is_disputed(best, own, found, table):
        return None
    if level != CITY or (best is not None and best.rule == BODY_RULE):
        return best
    if own is not None and told_of and own.entry.name.endswith("市"):
        return best  # 义乌 may speak, and name its neighbours
    told = told_by_districts(found, table)
    if told is None or (best is not None and best.entry is told.entry):
        return best
    return told if best is None else None


def _best(fitting: list[Score], found: list[Score], bar: Bar, table: PlaceTable) -> Score | None:
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


def _is_too_weak(best: Score, level: str | None, text: str, table: PlaceTable) -> bool:
    """Whether a place that no body of its own names may be one that the text only tells of.

    A city boasts of 健康四川 as its province does, and 推进文昌故事 is said by anyone.
    """
    if best.rule == BODY_RULE:
        return False
    if best.rule == PART_RULE and best.points < IN_PART:
        return True
    if table.is_provincial(best.entry):
        return level != PROVINCE or not says_our_province(text)
    return best.entry.level == COUNTY and not best.official and best.points < UNOFFICIAL


def _find(quote: str, speech: SpeechText) -> int:
    """Where in the document the quoted words stand; the start of the speech for its title."""
    for line in speech.lines:
        index = line.text.find(quote)
        if quote and index >= 0:
            return line.start + index
    titles = (line.start for line in speech.lines if line.kind is LineKind.TITLE)
    return next(titles, speech.start)

"""Tells a county or district that speaks from its namesakes and from the city above it."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.corpus.levels import COUNTY
from explorer.corpus.place_rules import BODY_RULE, CAUSE_RULE, INTRODUCED, MENTION_RULE
from explorer.corpus.place_table import PlaceTable
from explorer.corpus.place_uses import Score

LEAD = 1.5
"""The best name must have this many times the points of the next, else the place stays unknown."""
OUTWEIGHS = 3
"""A city that nowhere names itself as a body is the speaker all the same where it has this many
times the points of a county of its own that does: it cites that county's decision."""
DISTRICTS, DISTRICTS_LEAD = 3, 2
"""So many of its districts and counties must be named to tell a city that nowhere names itself,
and so many times as many as of any other. With the names of 100 cities masked in
their reports, this tells 48 and none wrongly: no other city had more than two."""
SEVERAL = 2
"""Counties beside one that make it one of several of the prefecture that speaks."""
PARTS_OF_CITIES = frozenset({"城区", "郊区", "矿区"})
"""Names of districts that are words for a part of any city."""
DISTRICT_RULE = "own districts"


@dataclass(frozen=True, slots=True)
class Bar:
    """The points that a place needs: as a body that names itself, and by its uses alone."""

    body: float
    uses: float

    def for_(self, one: Score) -> float:
        """What one place needs; Latin texts have far more characters and are spared the second."""
        spared = one.rule == BODY_RULE or one.name.isascii()
        return self.body if spared else max(self.body, self.uses)


def county(found: list[Score], bar: Bar, table: PlaceTable) -> Score | None:
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


def told_by_districts(found: list[Score], table: PlaceTable) -> Score | None:
    """The city that is told by the full names of its own districts and counties, or None."""
    named: dict[str, dict[str, Score]] = {}
    for one in found:
        if (
            one.entry.level == COUNTY
            and one.official
            and one.entry.name not in PARTS_OF_CITIES
            and not table.speaks_as_city(one.entry)
        ):
            named.setdefault(one.entry.parent, {})[one.name] = one
    if not named:
        return None
    city, *others = sorted(named, key=lambda code: -len(named[code]))
    most, next_most = len(named[city]), max((len(named[code]) for code in others), default=0)
    if city not in table.by_code or most < max(DISTRICTS, DISTRICTS_LEAD * next_most):
        return None
    quote = next(iter(named[city].values())).quote
    return Score(most, table.by_code[city], "", quote, DISTRICT_RULE, official=False)


def own_county(found: list[Score], table: PlaceTable) -> Score | None:
    """The county that names itself as a body at the beginning.

    义乌 is a city of a county's rank: it says 市委 as its prefecture does, and cites that one.
    """
    bodies = [one for one in found if one.standing and not table.speaks_as_city(one.entry)]
    bodies.sort(key=lambda one: (-one.standing, -one.points))
    return _told_apart(bodies[0], bodies, found, table) if bodies else None


def outdoes(own: Score, city: Score) -> bool:
    """Whether a county speaks rather than the best city.

    Where both are of one name (思茅市), the city does.
    """
    if own.standing < city.standing or own.name == city.name:
        return False
    if own.standing >= INTRODUCED > city.standing:
        return city.points <= OUTWEIGHS * own.points
    return city.rule != CAUSE_RULE and LEAD * city.points <= own.points


def is_one_of_several(own: Score, found: list[Score]) -> bool:
    """Whether its prefecture may speak, which names a county among others of its own.

    Not where the county introduces itself.
    """
    if own.standing >= INTRODUCED:
        return False
    beside = {one.entry.code for one in found if one.entry.parent == own.entry.parent}
    return len(beside - {own.entry.code}) >= SEVERAL


def is_disputed(city: Score, own: Score | None, found: list[Score], table: PlaceTable) -> bool:
    """Whether a county has as good a claim as the best city, so that neither is the speaker."""
    if city.rule != BODY_RULE:
        counties = [one for one in found if not table.speaks_as_city(one.entry)]
        causes = [one for one in counties if one.rule != MENTION_RULE]
        return any(one.points > city.points for one in causes)
    if own is None or own.standing < city.standing or own.name == city.name:
        return False
    return city.points < LEAD * own.points

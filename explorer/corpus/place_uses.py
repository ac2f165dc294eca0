"""Tells how a speech uses the names of places: as the own body, the own cause, or in passing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from explorer.corpus.levels import COUNTY
from explorer.corpus.place_entries import PlaceEntry
from explorer.corpus.place_rules import (
    ADDRESSED,
    AFTER_ADDRESSED,
    AFTER_BODY_LATIN,
    AFTER_CAUSE,
    AFTER_NEIGHBOUR,
    AFTER_OWN,
    BEFORE_BODY,
    BEFORE_EXAMPLE,
    BEFORE_NEIGHBOUR,
    BEFORE_OWN,
    BODY,
    BODY_RULE,
    CAUSE_RULE,
    COUNTY_BODY,
    EXAMPLE,
    HOLDS,
    INTRODUCED,
    MENTION,
    MENTION_RULE,
    NAMED_RULE,
    NOT_OWN,
    OWN_BODY,
    OWN_CAUSE,
    OWN_MEETING,
    OWN_MEETING_POINTS,
    PART_RULE,
    PARTLY,
    PARTNERS,
    REPORT,
    SIGNATURE,
    SIGNED,
    SPEAKS,
    SPEAKS_FOR,
    SPEAKS_TOO,
    SUPERIOR,
    THANKED,
    VALUES,
    VISITED,
    VISITOR,
    YEAR_BETWEEN,
)
from explorer.corpus.place_table import PlaceTable
from explorer.corpus.place_words import Words

Uses = dict[str, list[tuple[int, int]]]
"""Where each name stands in the text."""


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


def scores(words: Words, table: PlaceTable) -> list[Score]:
    """The score of every place that is named, the best first."""
    uses: Uses = {}
    for start, end in table.finder.find(words.text):
        uses.setdefault(words.text[start:end], []).append((start, end))
    found: dict[str, Score] = {}
    for name in uses:
        for entry in table.in_text[name]:
            score = _score(words, table, entry, name, uses)
            found[entry.code] = _together(found.get(entry.code), score)
    named = [score for score in found.values() if score.points > 0]
    if any(score.standing == SPEAKS for score in named):
        named = [score if score.standing == SPEAKS else _only_mentioned(score) for score in named]
    return sorted(named, key=lambda score: -score.points)


def _only_mentioned(score: Score) -> Score:
    """What is left of a score where the speaker says for whom else it speaks."""
    if score.rule in {BODY_RULE, NAMED_RULE}:
        return replace(score, points=MENTION, rule=MENTION_RULE, standing=0)
    return score


def _score(words: Words, table: PlaceTable, entry: PlaceEntry, name: str, uses: Uses) -> Score:
    points, strongest, rule, best, standing = 0, 0, "", uses[name][0], 0
    official = _is_official(name, entry)
    county = not table.speaks_as_city(entry)
    wholly = entry.level == COUNTY or table.is_provincial(entry)
    guest: bool | None = None  # found out where it is asked, and once: it looks at all uses
    for start, end in uses[name]:
        value, why = _use(words, start, end, official=official, county=county, wholly=wholly)
        if why in {BODY_RULE, NAMED_RULE}:
            known = _standing(words, start)
            if known < INTRODUCED and guest is None:
                guest = words.masks_itself or _is_guest(entry, words.text, uses)
            if known < INTRODUCED and guest:
                value, why = MENTION, MENTION_RULE
            elif why == BODY_RULE:
                standing = max(standing, known)
        points += value
        if value > strongest:
            strongest, rule, best = value, why, (start, end)
    return Score(points, entry, name, _quote(words.text, *best), rule, official, standing)


def _together(one: Score | None, other: Score) -> Score:
    """The uses of two names of one place, added up."""
    if one is None:
        return other
    stronger = max(one, other, key=lambda score: VALUES.get(score.rule, 0))
    points, standing = one.points + other.points, max(one.standing, other.standing)
    official = one.official or other.official
    return replace(stronger, points=points, official=official, standing=standing)


def _is_guest(entry: PlaceEntry, text: str, uses: Uses) -> bool:
    """Whether a place is anywhere that of a guest or a host."""
    names = {*entry.names, *(former.name for former in entry.former)}
    return any(
        VISITOR.match(text, end)
        or SPEAKS_TOO.match(text, end)
        or VISITED.search(text, max(0, start - 8), start)
        or _is_partner(text, start, end)
        for name in names
        for start, end in uses.get(name, ())
    )


def _is_partner(text: str, start: int, end: int) -> bool:
    """Whether the speaker's own place does something together with this one, or follows it."""
    return any(
        before.search(text, max(0, start - 8), start) and after.match(text, end)
        for before, after in PARTNERS
    )


def _standing(words: Words, start: int) -> int:
    """How surely an own body at that place is the speaker's."""
    before = words.text[max(0, start - 30) : start]
    if SPEAKS_FOR.search(before):
        return SPEAKS
    if start < words.head or BEFORE_BODY.search(before):
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


def _use(
    words: Words, start: int, end: int, *, official: bool, county: bool, wholly: bool
) -> tuple[int, str]:
    """Points and rule of one use; ``wholly``: part of a longer name is no cause."""
    before, after = words.text[max(0, start - 30) : start], words.text[end : end + 30]
    if start < words.head and before[-1:] in ("", "\n") and HOLDS.match(after):
        return OWN_BODY, BODY_RULE
    if BEFORE_EXAMPLE.search(before[-16:]):
        return EXAMPLE, "example"
    if _is_neighbour(words, start, before, after):
        return MENTION, MENTION_RULE
    latin = official and words.text[start].isascii()  # "City of Port Merrow", not "Port Merrow"
    body = _is_body(after, official=official, county=county)
    if body or latin or AFTER_BODY_LATIN.match(after):
        if _is_introduced(words, start, end, before):
            return OWN_BODY, BODY_RULE
        return OWN_CAUSE, NAMED_RULE  # perhaps another city's, whose decision is told
    if official and start < words.head and before.endswith("在") and OWN_MEETING.match(after):
        return OWN_MEETING_POINTS, CAUSE_RULE
    if AFTER_OWN.match(after):
        return (MENTION, MENTION_RULE) if NOT_OWN.search(before) else (OWN_CAUSE, CAUSE_RULE)
    if BEFORE_OWN.search(before):
        whole = AFTER_CAUSE.match(after)
        return (
            OWN_CAUSE if whole else PARTLY,
            CAUSE_RULE if whole else MENTION_RULE if wholly else PART_RULE,
        )
    return MENTION, MENTION_RULE


def _is_neighbour(words: Words, start: int, before: str, after: str) -> bool:
    """Whether a place is that of a guest, a host, one who is thanked, or of an event."""
    if words.is_greeting(start) or AFTER_NEIGHBOUR.match(after):
        return True
    if start < words.head and before[-1:] in ("和", "与", "及"):  # the last of several
        return True
    if BEFORE_NEIGHBOUR.search(before[-16:]) or THANKED.search(before[-16:]):
        return True
    return bool(ADDRESSED.search(before[-16:]) and AFTER_ADDRESSED.match(after))


def _is_body(after: str, *, official: bool, county: bool) -> bool:
    """Whether a name and what follows it are that of a body, or the title of its report."""
    if official and (year := YEAR_BETWEEN.match(after)) is not None:
        after = after[year.end() :]
        if REPORT.match(after):
            return True
    if county:
        return COUNTY_BODY.match(after) is not None
    return BODY.match("市" + after if official and after[:1] == "委" else after) is not None


def _is_introduced(words: Words, start: int, end: int, before: str) -> bool:
    """Whether the speaker names itself by a body at that place: in its first words, or signing."""
    if BEFORE_BODY.search(before):
        return True
    if SUPERIOR.match(words.text, end):
        return False
    if start < words.opening:
        return True
    in_line = before.rpartition("\n")[2]
    signs = SIGNATURE.match(in_line) and SIGNED.match(words.text, end)
    return start >= words.closing and bool(signs or words.text[start].isascii())

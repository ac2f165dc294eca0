"""What the witnesses of one speech tell each other: its city and its years.

The copies of a speech are of one body on one occasion. A copy that masks its city has the city of
the one that names it; a copy without a year has the years of those that print one. What the user
knows of a copy settles that copy, and is told to those that say nothing themselves; the others keep
what they say, and the conflict is told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from explorer.corpus.metadata import users_word
from explorer.corpus.page_dates import FILE_NAME
from explorer.corpus.script import simplified
from explorer.records import Dating, Evidence, Place, PlaceStatus, YearStatus

OTHER_PLACE = "another witness names it"
OTHER_YEAR = "another witness dates it"
OTHER_LABEL = "the same text has another label"


def tells_apart(texts: tuple[str, str], cities: tuple[str, str]) -> bool:
    """Whether two almost equal texts, and not their labels alone, are of two cities.

    They are where each names its own city more often than the other text does: then one took the
    other's words and changed the names. One national report that a collection labels as two
    cities' names both equally often.
    """
    one, other = (text.casefold() for text in texts)
    own, others = (city.casefold() for city in cities)
    return one.count(own) > other.count(own) and other.count(others) > one.count(others)


def share_places(
    places: Sequence[Place],
    documents: Sequence[str],
    named_in_text: Callable[[int], Place],
    words: Callable[[int], str],
) -> list[Place]:
    """The places of a group's witnesses after they told each other.

    One text that stands under the labels of several cities is of the one that it names itself;
    where it names none, no label is believed. The user's word moves no copy that names its city.
    The name of a file or folder that no text of the group bears is not told to other copies.

    Args:
        places: one per witness.
        documents: their names, for the evidence.
        named_in_text: the place that the text of a witness names, whatever its label.
        words: the text of a witness in simplified characters.
    """
    labels = {place.code: n for n, place in reversed([*enumerate(places)]) if place.code}
    if not labels:
        return list(places)
    by_user = {
        place.code: n
        for n, place in reversed([*enumerate(places)])
        if place.code and users_word(place.evidence)
    }
    if len(labels) > 1 and by_user:
        return _beside_the_users(places, documents, named_in_text, words, by_user)
    if len(labels) == 1:
        (source,) = labels.values()
        if not by_user and _is_name_only(places, words):
            return list(places)
        true: Place | None = places[source]
    else:
        true, source = _named_place(len(places), named_in_text)
    shared = []
    for n, place in enumerate(places):
        if users_word(place.evidence) or (true is not None and place.code == true.code):
            shared.append(place)
        elif true is not None:
            shared.append(_moved(place, true, documents[source]))
        else:
            other = min(n for code, n in labels.items() if code != place.code)
            shared.append(Place(evidence=(*place.evidence, _otherwise(documents[other]))))
    return shared


def _is_name_only(places: Sequence[Place], words: Callable[[int], str]) -> bool:
    """Whether names of files alone tell the one place of a group, and no text bears its name."""
    placed = [place for place in places if place.code]
    if any(not place.evidence or place.evidence[0].rule != FILE_NAME for place in placed):
        return False
    name = simplified(placed[0].name or "").casefold()
    return not any(name in words(n).casefold() for n in range(len(places)))


def _named_place(count: int, named_in_text: Callable[[int], Place]) -> tuple[Place | None, int]:
    """The one place that the texts name, and which witness does; else None."""
    named = {place.code: (place, n) for n in range(count) if (place := named_in_text(n)).code}
    return next(iter(named.values())) if len(named) == 1 else (None, 0)


def _beside_the_users(
    places: Sequence[Place],
    documents: Sequence[str],
    named_in_text: Callable[[int], Place],
    words: Callable[[int], str],
    by_user: Mapping[str, int],
) -> list[Place]:
    """The places of witnesses with several labels of which the user gave one or more.

    ``by_user`` tells which witness has a code from the user.
    """
    users = min(by_user.values())
    told = _otherwise(documents[users])
    shared = []
    for n, place in enumerate(places):
        if users_word(place.evidence) or place.code in by_user:
            shared.append(place)
            continue
        named = named_in_text(n).code if place.code else None
        if place.code is None and len(by_user) == 1:
            shared.append(_moved(place, places[users], documents[users]))
        elif named is not None and named in by_user:
            shared.append(_moved(place, places[by_user[named]], documents[by_user[named]]))
        elif place.code and (named == place.code or _bears(words(n), place, places[users])):
            shared.append(replace(place, evidence=(*place.evidence, told)))
        else:
            shared.append(Place(evidence=(*place.evidence, told)))
    return shared


def _bears(text: str, own: Place, other: Place) -> bool:
    """Whether a text has the name of one place and not of the other."""
    here, there = ((place.name or "").casefold() for place in (own, other))
    text = text.casefold()
    return bool(here) and here in text and there not in text


def _moved(place: Place, true: Place, document: str) -> Place:
    own = place.evidence if place.code else ()
    told = Evidence(OTHER_PLACE, document, 0)
    return replace(true, status=PlaceStatus.INFERRED, evidence=(told, *own))


def _otherwise(document: str) -> Evidence:
    return Evidence(OTHER_LABEL, document, 0)


def share_datings(datings: Sequence[Dating], documents: Sequence[str]) -> list[Dating]:
    """The datings of a group's witnesses after they told each other.

    All are of the years that every bound allows. Where the bounds contradict each other one of the
    printed years is false, nobody can tell which, and all are conflicting over their whole span.
    The user's years narrow those of the other copies; one that they contradict keeps its own.
    """
    by_user = {n for n, dating in enumerate(datings) if users_word(dating.evidence)}
    bounded = [n for n, one in enumerate(datings) if (one.earliest, one.latest) != (None, None)]
    sources = [n for n in bounded if n in by_user] or bounded
    if not sources or len(datings) == 1:
        return list(datings)
    firsts = {n: year for n in sources if (year := datings[n].earliest) is not None}
    lasts = {n: year for n in sources if (year := datings[n].latest) is not None}
    first, last = max(firsts.values(), default=None), min(lasts.values(), default=None)
    contradictory = first is not None and last is not None and first > last
    if contradictory:
        first = min(firsts.values()) if len(firsts) == len(sources) else None
        last = max(lasts.values()) if len(lasts) == len(sources) else None
    known = {datings[n].status for n in sources} - {YearStatus.CONFLICTING}
    best = next((status for status in YearStatus if status in known), YearStatus.PROVED)
    shared = []
    for n, own in enumerate(datings):
        low, high = _meeting(own, first, last) if by_user.intersection(sources) else (first, last)
        if n in by_user or (own.earliest, own.latest) == (low, high):
            shared.append(own)
            continue
        tellers = [
            other
            for other in sources
            if other != n and (firsts.get(other) == first or lasts.get(other) == last)
        ]
        told = tuple(Evidence(OTHER_YEAR, _words(documents[m], datings[m]), 0) for m in tellers[:1])
        evidence = (*own.evidence, *told)
        if low is not None and high is not None and low > high:
            shared.append(replace(own, status=YearStatus.CONFLICTING, evidence=evidence))
            continue
        conflict = contradictory or _outside(own.stated, low, high)
        status = YearStatus.CONFLICTING if conflict else best
        shared.append(Dating(own.stated, low, high, status, evidence))
    return shared


def _meeting(own: Dating, first: int | None, last: int | None) -> tuple[int | None, int | None]:
    """The bounds that are as narrow as a copy's own and those that it is told; empty if crossed."""
    low = max((year for year in (own.earliest, first) if year is not None), default=None)
    high = min((year for year in (own.latest, last) if year is not None), default=None)
    return low, high


def _words(document: str, dating: Dating) -> str:
    years = dict.fromkeys(str(year) for year in (dating.earliest, dating.latest) if year)
    return f"{document}: {'-'.join(years)}"


def _outside(year: int | None, first: int | None, last: int | None) -> bool:
    return year is not None and not (first or year) <= year <= (last or year)

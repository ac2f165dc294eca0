"""What the witnesses of one speech tell each other: its city and its years.

The copies of a speech are of one body on one occasion. A copy that masks its city has the city of
the one that names it; a copy without a year has the years of those that print one. What the user
knows of a copy stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from explorer.corpus.files import METADATA_FILE
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
    places: Sequence[Place], documents: Sequence[str], named_in_text: Callable[[int], Place]
) -> list[Place]:
    """The places of a group's witnesses after they told each other.

    One text that stands under the labels of several cities is of the one that it names itself;
    where it names none, no label is believed.

    Args:
        places: one per witness.
        documents: their names, for the evidence.
        named_in_text: the place that the text of a witness names, whatever its label.
    """
    labels = {place.code: n for n, place in reversed([*enumerate(places)]) if place.code}
    if not labels:
        return list(places)
    if len(labels) == 1:
        (source,) = labels.values()
        true: Place | None = places[source]
    else:
        true, source = _true_place(places, named_in_text)
    shared = []
    for n, place in enumerate(places):
        if _by_user(place.evidence) or (true is not None and place.code == true.code):
            shared.append(place)
        elif true is not None:
            told = Evidence(OTHER_PLACE, documents[source], 0)
            own = place.evidence if place.code else ()
            shared.append(replace(true, status=PlaceStatus.INFERRED, evidence=(told, *own)))
        else:
            other = min(n for code, n in labels.items() if code != place.code)
            told = Evidence(OTHER_LABEL, documents[other], 0)
            shared.append(Place(evidence=(*place.evidence, told)))
    return shared


def _true_place(
    places: Sequence[Place], named_in_text: Callable[[int], Place]
) -> tuple[Place | None, int]:
    """The one place that the user, else the texts, name, and which witness does; else None."""
    by_user = {p.code: (p, n) for n, p in enumerate(places) if p.code and _by_user(p.evidence)}
    if not by_user:
        texts = ((named_in_text(n), n) for n in range(len(places)))
        by_user = {place.code: (place, n) for place, n in texts if place.code}
    return next(iter(by_user.values())) if len(by_user) == 1 else (None, 0)


def share_datings(datings: Sequence[Dating], documents: Sequence[str]) -> list[Dating]:
    """The datings of a group's witnesses after they told each other.

    All are of the years that every bound allows. Where the bounds contradict each other one of the
    printed years is false, nobody can tell which, and all are conflicting over their whole span.
    """
    by_user = {n for n, dating in enumerate(datings) if _by_user(dating.evidence)}
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
        if n in by_user or (own.earliest, own.latest) == (first, last):
            shared.append(own)
            continue
        tellers = [
            other
            for other in sources
            if other != n and (firsts.get(other) == first or lasts.get(other) == last)
        ]
        told = tuple(Evidence(OTHER_YEAR, _words(documents[m], datings[m]), 0) for m in tellers[:1])
        conflict = contradictory or _outside(own.stated, first, last)
        status = YearStatus.CONFLICTING if conflict else best
        shared.append(Dating(own.stated, first, last, status, (*own.evidence, *told)))
    return shared


def _words(document: str, dating: Dating) -> str:
    years = dict.fromkeys(str(year) for year in (dating.earliest, dating.latest) if year)
    return f"{document}: {'-'.join(years)}"


def _outside(year: int | None, first: int | None, last: int | None) -> bool:
    return year is not None and not (first or year) <= year <= (last or year)


def _by_user(evidence: Sequence[Evidence]) -> bool:
    return bool(evidence) and evidence[0].rule == METADATA_FILE

"""The year of a speech: what is printed on the page, and what kind of date that is.

A date of delivery (head of the page, signature, title, file name) states the year. A date of
posting only says that the speech is not later. Sites rewrite printed years, so dated facts that the
text speaks of overrule them. A report that looks back on year N is of N + 1. The
year that a report reviews, and a year that a plan aims at, are not the year of the speech.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from explorer.corpus.bounds import Bound, Reconciled, Weight, reconcile
from explorer.corpus.eras import content_bounds
from explorer.corpus.files import METADATA_FILE
from explorer.corpus.metadata import UNKNOWN, Known
from explorer.corpus.own_years import REWRITTEN
from explorer.corpus.page_dates import (
    AWAITED,
    DELIVERY,
    FILE_NAME,
    LOOKS_BACK,
    POSTING,
    TITLE,
    Clue,
    page_clues,
)
from explorer.records import Dating, Evidence, SpeechText, YearStatus

MOST_PROOF = 4
"""Pieces of evidence for the bounds that are kept with a speech."""


def infer_dating(speech: SpeechText) -> Dating:
    """Stated year, bounds and status of a speech, with every clue as evidence.

    What the page prints is believed as far as the dated facts that the text speaks of allow it;
    where they do not, the dating is *conflicting* and the facts set the bounds. So it is where a
    printed year is said to be what it was not, as years were rewritten then. Without a printed
    year the facts alone bound the speech (*proved*). Printed years that contradict each other make
    it conflicting, too, and the bounds then hold them all.
    """
    printed = _printed(page_clues(speech))
    bounds = list(_bounds(speech))
    facts = reconcile(bound for bound in bounds if bound.weight > Weight.PRINTED)
    if any(bound.evidence.rule == REWRITTEN for bound in bounds):
        return _by_facts_alone(printed, facts, bounds)
    if printed.status is not YearStatus.UNKNOWN:
        return _within(printed, facts)
    # Years that the running text prints are heard last, so facts silence those that were rewritten.
    settled = reconcile(bounds)
    dating = _within(printed, settled)
    by_facts = (settled.earliest, settled.latest) == (facts.earliest, facts.latest)
    if dating.status is YearStatus.PROVED and not by_facts:
        return replace(dating, status=YearStatus.STATED)
    return dating


def _by_facts_alone(printed: Dating, facts: Reconciled, bounds: list[Bound]) -> Dating:
    """The dating of a text that prints one false year, so that none it prints is worth anything."""
    false = next(bound.evidence for bound in bounds if bound.evidence.rule == REWRITTEN)
    proof = _proof(facts)[: MOST_PROOF - 1]
    evidence = (*printed.evidence, false, *(piece for piece in proof if piece != false))
    return Dating(printed.stated, facts.earliest, facts.latest, YearStatus.CONFLICTING, evidence)


def _printed(clues: list[Clue]) -> Dating:
    """What the page alone says."""
    evidence = tuple(clue for _, clue in clues)
    posted = min((year for year, clue in clues if clue.rule == POSTING), default=None)
    before = (POSTING, AWAITED)
    until = min((year for year, clue in clues if clue.rule in before), default=None)
    years = {rule: year for year, clue in reversed(clues) if (rule := clue.rule) not in before}
    if not years:
        return Dating(posted, None, until, YearStatus.UNKNOWN, evidence)
    stated = next((years[rule] for rule in (DELIVERY, TITLE, FILE_NAME) if rule in years), None)
    earliest, latest = min(years.values()), max(years.values())
    if until is not None and until < latest:  # nothing is posted before it is said
        earliest = min(earliest, until)
    if earliest != latest:
        return Dating(stated, earliest, latest, YearStatus.CONFLICTING, evidence)
    status = YearStatus.PROVED if LOOKS_BACK in years else YearStatus.STATED
    return Dating(stated, earliest, latest, status, evidence)


def _proof(settled: Reconciled) -> list[Evidence]:
    """The words that set the ends of an interval, in reading order."""
    ends = {"earliest": settled.earliest, "latest": settled.latest}
    return [bound.evidence for bound in settled.kept if bound.year == ends[bound.side]]


def _within(printed: Dating, settled: Reconciled) -> Dating:
    """The printed dating as far as the bounds of the content allow it."""
    first, last = settled.earliest, settled.latest
    if first is None and last is None:
        return printed
    evidence = (*printed.evidence, *_proof(settled)[:MOST_PROOF])
    lower = max((year for year in (printed.earliest, first) if year is not None), default=None)
    upper = min((year for year in (printed.latest, last) if year is not None), default=None)
    impossible = lower is not None and upper is not None and lower > upper
    if printed.status is YearStatus.UNKNOWN:  # no year of its own, perhaps a date of posting
        refuted = printed.stated is not None and last is not None and printed.stated > last
        status = YearStatus.CONFLICTING if refuted or impossible else YearStatus.PROVED
        upper = last if impossible else upper
        return Dating(printed.stated, lower, upper, status, evidence)
    if impossible:
        return Dating(printed.stated, first, last, YearStatus.CONFLICTING, evidence)
    stated_out = printed.stated is not None and not (
        (first is None or printed.stated >= first) and (last is None or printed.stated <= last)
    )
    status = YearStatus.CONFLICTING if stated_out else printed.status
    return Dating(printed.stated, lower, upper, status, evidence)


def _bounds(speech: SpeechText) -> Iterator[Bound]:
    """The bounds that the speech's content sets; their evidence counts the document's characters.

    Within a line that was joined out of several the place is that of its beginning.
    """
    places, at, texts = [], 0, []
    for line in speech.lines:
        places.append((at, line.start))
        texts.append(line.text)
        at += len(line.text) + 1
    starts = [start for start, _ in places]
    for bound in content_bounds("\n".join(texts)):
        begun, start = places[bisect_right(starts, bound.evidence.start) - 1]
        where = start + bound.evidence.start - begun
        yield replace(bound, evidence=replace(bound.evidence, start=where))


def known_dating(known: Known, inferred: Dating) -> Dating:
    """The years that the user knows, or the inferred ones where they know none."""
    if known.no_year:
        evidence = (Evidence(METADATA_FILE, UNKNOWN, 0), *inferred.evidence)
        return Dating(inferred.stated, None, None, YearStatus.UNKNOWN, evidence)
    if known.years is None:
        return inferred
    first, last = known.years
    quote = str(first) if first == last else f"{first}-{last}"
    evidence = (Evidence(METADATA_FILE, quote, 0), *inferred.evidence)
    stated = first if first == last and inferred.stated is None else inferred.stated
    return Dating(stated, first, last, YearStatus.STATED, evidence)


def overruled(dating: Dating) -> bool:
    """Whether a printed year lies outside the years that the user knows."""
    first, last = dating.earliest, dating.latest
    by_user = bool(dating.evidence) and dating.evidence[0].rule == METADATA_FILE
    if not by_user or dating.stated is None or first is None or last is None:
        return False
    return not first <= dating.stated <= last

"""Where and when a passage occurs in the corpus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.analysis.sources import sources_of
from explorer.analysis.table import stored_pairs, years_of
from explorer.answers import Answer
from explorer.records import Paragraph, Speech, Step
from explorer.scope import MOST_RESULTS, OPEN_END, OPEN_START, Relation, Scope
from explorer.search import Explorer
from explorer.verdict import REUSE, Verdict

EVERYWHERE = Scope(other_city=False, other_year=False, time=Relation.ANY)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A paragraph that has the passage; ``None`` leaves a side of its years open.

    ``verdict`` is ``None`` for the passage itself.
    """

    paragraph: Paragraph
    speech: Speech
    verdict: Verdict | None
    wording: float
    percentile: float | None
    earliest: int | None
    latest: int | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The occurrences of a passage by year, those of no known year last.

    Attributes:
        occurrences: one per witness group.
        further: occurrences beyond those that the index keeps; not among them.
    """

    occurrences: Sequence[Occurrence]
    further: int

    @property
    def first(self) -> tuple[Occurrence, ...]:
        """The earliest in this corpus: all that none is surely earlier than.

        Occurrences of which no year is known are not among them.
        """
        bound = min((one.latest for one in self.occurrences if one.latest), default=OPEN_END)
        dated = [one for one in self.occurrences if one.earliest or one.latest]
        return tuple(one for one in dated if (one.earliest or OPEN_START) <= bound)

    @property
    def span(self) -> tuple[int, int] | None:
        """The first and last year of all bounds that are known."""
        years = [year for one in self.occurrences for year in (one.earliest, one.latest) if year]
        return (min(years), max(years)) if years else None

    @property
    def places(self) -> int:
        """Known places."""
        return len({one.speech.place.code for one in self.occurrences} - {None})

    @property
    def provinces(self) -> int:
        """Known provinces."""
        return len({one.speech.place.province for one in self.occurrences} - {None})

    @property
    def lasted(self) -> tuple[int, int] | None:
        """Years, at least and at most, between the earliest and the latest occurrence.

        Only occurrences of which both years are known are looked at; None where no two are.
        """
        lags = [lag for one in self.occurrences if (lag := self.lag(one)) is not None]
        if len(lags) < 2:
            return None
        least, most = zip(*lags, strict=True)
        return max(least), max(most)

    def lag(self, occurrence: Occurrence) -> tuple[int, int] | None:
        """Years, at least and at most, from the earliest occurrence to one of them.

        Only occurrences of which both years are known are looked at; None for another. 0 to 0 for
        one that is surely the earliest of them.
        """
        if occurrence.earliest is None or occurrence.latest is None:
            return None
        others = [
            (one.earliest, one.latest)
            for one in self.occurrences
            if one is not occurrence and one.earliest is not None and one.latest is not None
        ]
        if not others:
            return 0, 0
        earliest, latest = (min(side) for side in zip(*others, strict=True))
        return max(0, occurrence.earliest - latest), max(0, occurrence.latest - earliest)


def timeline(explorer: Explorer, paragraph_id: str) -> Timeline:
    """Where and when a stored paragraph occurs, in its own city, too.

    Raises:
        UnknownParagraph: there is no such paragraph.
        NoPairs: the index was built without its pairs.
    """
    paragraph = explorer.paragraph(paragraph_id)
    stored, facets = stored_pairs(explorer), explorer.facets
    found = [_occurrence(explorer, paragraph, None, 1.0, None)]
    for source in sources_of(paragraph.row, stored, facets):
        other = explorer.paragraph_at(source.row)
        found.append(
            _occurrence(explorer, other, source.verdict, source.wording, source.percentile)
        )
    return Timeline(_by_year(found), int(stored.further[paragraph.row]))


def searched_timeline(explorer: Explorer, paragraph_id: str, step: Step = lambda: None) -> Timeline:
    """The same by a search, for an index without pairs: at most ``MOST_RESULTS`` occurrences.

    ``step`` is called now and then; what it raises ends the search.

    Raises:
        UnknownParagraph: there is no such paragraph.
    """
    paragraph = explorer.paragraph(paragraph_id)
    own = _occurrence(explorer, paragraph, None, 1.0, None)
    found = _searched(explorer, paragraph_id, step, is_text=False)
    return Timeline(_by_year([own, *(one for one in found if not _same_occasion(own, one))]), 0)


def _same_occasion(one: Occurrence, other: Occurrence) -> bool:
    """Whether two are of one city and one certain year, as pairs of an index never are."""
    code = one.speech.place.code
    years = {one.earliest, one.latest, other.earliest, other.latest}
    same_years = len(years) == 1 and None not in years
    return same_years and code is not None and code == other.speech.place.code


def text_timeline(explorer: Explorer, text: str, step: Step = lambda: None) -> Timeline:
    """Where and when a free text occurs; ``step`` as above.

    Raises:
        QueryError: it cannot be compared.
    """
    return Timeline(_by_year(_searched(explorer, text, step, is_text=True)), 0)


def _searched(explorer: Explorer, query: str, step: Step, *, is_text: bool) -> list[Occurrence]:
    answer: Answer = explorer.counterparts(
        query, k=MOST_RESULTS, scope=EVERYWHERE, is_text=is_text, step=step
    )
    return [
        _occurrence(explorer, one.paragraph, Verdict(one.verdict), one.wording, one.percentile)
        for one in answer
        if one.verdict is not None and Verdict(one.verdict) in REUSE
    ]


def _occurrence(
    explorer: Explorer,
    paragraph: Paragraph,
    verdict: Verdict | None,
    wording: float,
    percentile: float | None,
) -> Occurrence:
    return Occurrence(
        paragraph,
        explorer.speech(paragraph.speech_id),
        verdict,
        wording,
        percentile,
        *years_of(paragraph.row, explorer.facets),
    )


def _by_year(found: list[Occurrence]) -> list[Occurrence]:
    return sorted(
        found,
        key=lambda one: (
            one.earliest is None and one.latest is None,
            one.earliest if one.earliest is not None else one.latest or 0,
            one.latest or OPEN_END,
            one.paragraph.row,
        ),
    )

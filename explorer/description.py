"""What is told of a passage's counterparts: their numbers, verdict, other copies and ancestor."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from explorer.answers import Ancestor, Counterpart
from explorer.catalogue import Catalogue
from explorer.compare import (
    Differences,
    Sourced,
    Trace,
    Wording,
    differences,
    overlap,
    tiles,
    traces,
    wording,
)
from explorer.formulas import ancestor, formula_mask, formula_share, formula_spans
from explorer.index.grams import Grams, Run
from explorer.nearness import Neighbourhoods
from explorer.proof import Prover
from explorer.question import Question
from explorer.ranking import is_calibrated, percentile
from explorer.records import Dating, Paragraph, Place, Speech, Step
from explorer.retrieval import Candidate, Ranked, Retrieval
from explorer.reuse import reuse
from explorer.scope import NO_PLACE, Facets, open_years, surely_other_year, surely_same_year
from explorer.verdict import Nearness, Proof, Rule, Verdict, verdict

SAME_WORDING = 0.8
"""Wording overlap from which a paragraph of another witness is the same paragraph."""
ALSO_CLOSE = 0.5
"""Share of a result's closeness from which another paragraph of its speech is told, too."""
MOST_FURTHER = 5
AT_ONCE = 100
"""Counterparts that are described between two steps: a tenth of the longest list."""
WORTH_TELLING_APART = 0.4
"""Share of both passages that is shared, from which it is asked what they differ in. Names and
figures are not shared, so it is well below ``NEAR_IDENTICAL``."""


class Description:
    """Describes the counterparts of one passage."""

    def __init__(
        self,
        question: Question,
        catalogue: Catalogue,
        grams: Grams,
        facets: Facets,
        neighbourhoods: Neighbourhoods,
        prover: Prover,
        retrieval: Retrieval,
        rule: Rule,
    ) -> None:
        self._question = question
        self._catalogue = catalogue
        self._grams = grams
        self._facets = facets
        self._neighbourhoods = neighbourhoods
        self._prover = prover
        self._retrieval = retrieval
        self._crowds: dict[str, float | None] = {}
        self._rule = rule

    def counterparts(self, groups: Sequence[Ranked], step: Step) -> list[Counterpart]:
        """The counterparts of witness groups, the closest first; ``step`` is called between."""
        found = []
        for rank, group in enumerate(groups, 1):
            if rank % AT_ONCE == 1:
                step()
            found.append(self.counterpart(rank, group))
        return found

    def counterpart(self, rank: int, group: Ranked) -> Counterpart:
        """The counterpart of a witness group, whose candidates come the closest first."""
        best = group[0]
        paragraph = self._catalogue.paragraph_at(best.row)
        speech = self._catalogue.speech(paragraph.speech_id)
        question, known = self._question, self._catalogue.manifest.percentiles
        shared = wording(question.text, paragraph.text)
        text = paragraph.text
        proof = self._prover.proof(question.text, self._formulas, best.row, text, shared)
        witnesses, further = self._others(paragraph.text, group)
        calibrated = is_calibrated(question.language, speech.language, known)
        return Counterpart(
            rank=rank,
            paragraph=paragraph,
            speech=speech,
            score=best.score,
            percentile=percentile(best.score, question.language, speech.language, known),
            wording=shared.share_of_shorter,
            sure_year=self._surely_other_year(best.row),
            sure_place=self._surely_placed(best.row),
            same_year=self._surely_same_year(best.row),
            same_place=question.origin.place == int(self._facets.place[best.row]) != NO_PLACE,
            formula=proof.formula,
            verdict=self._verdict(proof, best, paragraph, speech),
            reuse=reuse(
                proof.wording,
                proof.formula,
                best.standing if calibrated else None,
                same_language=speech.language == question.language,
            ),
            others=witnesses,
            further=further,
            differences=self._differences(shared, paragraph.text),
            traces=self._traces(shared, best.row, paragraph.text, speech),
        )

    @cached_property
    def formula_share(self) -> float:
        """The share (0-1) of the passage that is formula."""
        text = self._question.text
        return formula_share(text, formula_mask(self._formulas, text))

    def ancestor(self) -> Ancestor | None:
        """The earlier national or provincial text with the passage's wording, if there is one."""
        found = ancestor(self._runs, self._question.origin, self._facets)
        if found is None:
            return None
        paragraph = self._catalogue.paragraph_at(found.row)
        speech = self._catalogue.speech(paragraph.speech_id)
        return Ancestor(paragraph, speech, found.run.start, found.run.end, found.certain)

    @cached_property
    def _runs(self) -> list[Run]:
        return self._grams.runs(self._question.text, own_group=self._question.origin.group)

    @cached_property
    def _formulas(self) -> list[tuple[int, int]]:
        return formula_spans(self._runs, self._grams.corpus)

    def _verdict(
        self, proof: Proof, best: Candidate, paragraph: Paragraph, speech: Speech
    ) -> Verdict | None:
        language, known = self._question.language, self._catalogue.manifest.percentiles
        calibrated = is_calibrated(language, speech.language, known)
        near = calibrated and best.standing >= self._rule.paraphrase
        return verdict(
            proof,
            best.standing if calibrated else None,
            same_language=speech.language == language,
            nearness=self._nearness(paragraph, speech.language) if near else None,
            alike=self._retrieval.alike(self._question, paragraph.row),
            rule=self._rule,
        )

    def _nearness(self, paragraph: Paragraph, language: str) -> Nearness | None:
        question, rule = self._question, self._rule
        if language not in self._crowds:
            number = self._catalogue.manifest.languages.index(language)
            self._crowds[language] = self._neighbourhoods.crowd_of(question, number)
        _, enough = rule.meant(same_language=language == question.language)
        own = self._crowds[language]
        return self._neighbourhoods.nearness(question, paragraph.row, paragraph.text, own, enough)

    def _differences(self, shared: Wording, text: str) -> Differences | None:
        if min(shared.share_a, shared.share_b) < WORTH_TELLING_APART:
            return None
        found = differences(self._question.text, text, shared.tiles)
        return found if found.near_identical else None

    def _traces(self, shared: Wording, row: int, text: str, speech: Speech) -> tuple[Trace, ...]:
        """What of the one's place or year was left in the other; a free text has neither."""
        years = _dating(int(self._facets.earliest[row]), int(self._facets.latest[row]))
        return tuple(traces(self._origin, Sourced(text, speech.place, years), shared.tiles))

    @cached_property
    def _origin(self) -> Sourced:
        """Where and when the passage comes from."""
        known = self._question.origin
        code = None if known.place == NO_PLACE else self._facets.places[known.place]
        place = Place() if code is None else self._catalogue.place(code)
        return Sourced(self._question.text, place, _dating(known.earliest, known.latest))

    def _surely_other_year(self, row: int) -> bool:
        origin = self._question.origin
        earliest, latest = int(self._facets.earliest[row]), int(self._facets.latest[row])
        return not origin.has_years or surely_other_year(origin, earliest, latest)

    def _surely_same_year(self, row: int) -> bool:
        facets = self._facets
        return surely_same_year(
            self._question.origin, int(facets.earliest[row]), int(facets.latest[row])
        )

    def _surely_placed(self, row: int) -> bool:
        origin = self._question.origin
        if not origin.has_place:
            return True
        known = origin.place != NO_PLACE or origin.national
        return known and self._facets.is_placed(row)

    def _others(self, text: str, group: Ranked) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Ids of the same paragraph in other witnesses, and of the speech's other close ones."""
        speech = self._facets.speech
        best, rest = group[0], group[1:]
        witnesses, further = [], []
        for candidate in rest:
            if candidate.closeness < ALSO_CLOSE * best.closeness:
                break
            paragraph = self._catalogue.paragraph_at(candidate.row)
            if speech[candidate.row] == speech[best.row]:
                further.append(paragraph.id)
            elif overlap(text, paragraph.text, tiles(text, paragraph.text)) >= SAME_WORDING:
                witnesses.append(paragraph.id)
        return tuple(witnesses), tuple(further[:MOST_FURTHER])


def _dating(earliest: int, latest: int) -> Dating:
    """The years of a facet as a dating; open bounds are None."""
    first, last = open_years(earliest, latest)
    return Dating(earliest=first, latest=last)

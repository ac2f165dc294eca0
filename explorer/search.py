"""Answers questions to an index: paragraph or text and scope in, counterparts out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from explorer.answers import AlignedWindow, Answer, Counterpart
from explorer.catalogue import Catalogue
from explorer.compare import overlap, tiles
from explorer.corpus.windows import cut_windows
from explorer.description import Description
from explorer.embedding.encoder import BUNDLED, Encoder, SentenceTransformerEncoder
from explorer.errors import ModelError, QueryError
from explorer.index.arrays import Arrays
from explorer.index.grams import Grams
from explorer.index.manifest import REBUILD
from explorer.index.vectors import ParagraphVectors
from explorer.question import Question, check_text, text_question
from explorer.ranking import window_scores
from explorer.retrieval import Candidate, Ranked, Retrieval
from explorer.scope import (
    MOST_RESULTS,
    NO_PLACE,
    Mask,
    Scope,
    allowed_rows,
)
from explorer.verdict import Rule, adjusted

CANDIDATES = 200
"""Paragraphs that are re-ranked at least."""
CANDIDATES_PER_RESULT = 10
PARAGRAPH_ID = re.compile(r"[0-9a-f]{12}\.\d+\.\d+$")


def open_index(
    folder: Path, *, encoder: Encoder | None = None, rule: Mapping[str, float] | None = None
) -> Explorer:
    """Open the current generation of an index folder, read-only.

    Args:
        folder: as given to ``build_index``.
        encoder: for free texts; the model that the manifest names where None.
        rule: thresholds of the verdict that differ from those that the index was built with.

    Raises:
        IndexFolderError: there is none, it is damaged, or of another version.
    """
    return Explorer(folder, encoder=encoder, rule=rule)


class Explorer(Catalogue):
    """An open generation of an index that answers questions; safe to share between threads."""

    def __init__(
        self,
        folder: Path,
        *,
        encoder: Encoder | None = None,
        rule: Mapping[str, float] | None = None,
    ) -> None:
        super().__init__(folder)
        self.rule = adjusted(rule or {}, Rule(**self.manifest.verdict))
        self._encoder = encoder
        self._arrays = Arrays(self.generation, self.manifest, self._speeches)
        self.grams = Grams(
            self.generation, self._arrays.facets, lambda row: self.paragraph_at(row).text
        )
        vectors = ParagraphVectors(
            self.generation,
            rows=self.manifest.counts["paragraphs"],
            dimension=self.manifest.model.dimension,
        )
        self._retrieval = Retrieval(self.manifest, self._arrays, vectors, self.grams)

    def counterparts(
        self, query: str, *, k: int = 10, scope: Scope | None = None, is_text: bool = False
    ) -> Answer:
        """The closest counterparts of a passage, the closest first, one per witness group.

        Args:
            query: the id of a paragraph, or a text of up to ``LONGEST_QUERY`` characters. The model
                is loaded for a text alone; a paragraph is asked with its stored vectors.
            k: how many, 1 to ``MOST_RESULTS``; fewer come back only where fewer exist.
            scope: other city and other year where None.
            is_text: take the query for a text, even where it looks like an id.

        Raises:
            UnknownParagraph: the query looks like a paragraph id and is none.
            QueryError: the text is empty or too long, or ``k`` is out of bounds.
            ModelError: the index was built with another model than the encoder at hand.
        """
        if not 1 <= k <= MOST_RESULTS:
            raise QueryError(f"k is {k}; ask for 1 to {MOST_RESULTS} counterparts.")
        scope = scope or Scope()
        question = self._question(query, is_text=is_text)
        scope.check(question.origin)
        allowed, excluded = allowed_rows(scope, question.origin, self._arrays.facets)
        groups, passed_over = self._chosen_groups(question, scope, allowed, k)
        described = Description(question, self, self.grams, self._arrays.facets, self.rule)
        return Answer(
            [described.counterpart(rank, group) for rank, group in enumerate(groups, 1)],
            int(allowed.sum()),
            excluded,
            passed_over,
            described.formula_share,
            described.ancestor(),
        )

    def compared(self, query: str, paragraph_id: str, *, is_text: bool = False) -> Counterpart:
        """One paragraph as the counterpart of a passage, whatever the scope.

        Raises:
            UnknownParagraph: there is no such paragraph.
            QueryError: the text is empty or too long.
        """
        question = self._question(query, is_text=is_text)
        rows = np.array([self.paragraph(paragraph_id).row])
        described = Description(question, self, self.grams, self._arrays.facets, self.rule)
        return described.counterpart(1, self._retrieval.ranked(question, rows, {}))

    def aligned(
        self, query: str, paragraph_id: str, *, is_text: bool = False
    ) -> list[AlignedWindow]:
        """For every window of a passage the best-matching one of a paragraph, sentence by sentence.

        Args:
            query: the id of a paragraph, or a text.
            paragraph_id: of the other passage.
            is_text: take the query for a text, even where it looks like an id.

        Raises:
            UnknownParagraph: there is no such paragraph.
            QueryError: the text is empty or too long.
        """
        question = self._question(query, is_text=is_text)
        other = self.paragraph(paragraph_id)
        table = window_scores(question.passage, self._arrays.passages.one(other.row))
        pieces = [
            span for span in cut_windows(question.text) if question.text[slice(*span)].strip()
        ]
        others = cut_windows(other.text)
        return [
            AlignedWindow(*span, *others[int(best)], float(scores[best]))
            for span, scores, best in zip(pieces, table, table.argmax(axis=1), strict=True)
        ]

    def _question(self, query: str, *, is_text: bool) -> Question:
        text = query.strip()
        if PARAGRAPH_ID.match(text) and not is_text:
            paragraph = self.paragraph(text)
            language = self.speech(paragraph.speech_id).language
            passage = self._arrays.passages.one(paragraph.row)
            origin = self._arrays.facets.origin(paragraph.row)
            return Question(paragraph.text, language, passage, origin)
        check_text(text)
        return text_question(text, self._checked_encoder(), self.manifest, self._arrays.reference)

    def _checked_encoder(self) -> Encoder:
        """The encoder of the index's model; never another's vectors."""
        wanted = self.manifest.model
        if self._encoder is None:
            name = None if wanted.name == BUNDLED else wanted.name
            self._encoder = SentenceTransformerEncoder(name)
        have = self._encoder.identity
        if (have.name, have.revision, have.prompt) != (wanted.name, wanted.revision, wanted.prompt):
            raise ModelError(
                f"The index was built with {wanted.name} {wanted.revision}, here is {have.name} "
                f"{have.revision}; {REBUILD.format(folder=self.generation.parent)}"
            )
        return self._encoder

    def _chosen_groups(
        self, question: Question, scope: Scope, allowed: Mask, k: int
    ) -> tuple[list[Ranked], dict[str, int]]:
        """Up to ``k`` witness groups, the closest first, and what was passed over before the last.

        More and more candidates are fetched until ``k`` are found or none is left.
        """
        considered = int(allowed.sum())
        fetch = max(CANDIDATES, CANDIDATES_PER_RESULT * k)
        while True:
            candidates = self._retrieval.candidates(question, allowed, fetch)
            groups, passed_over = self._choose(question, scope, candidates, k)
            if len(groups) >= k or len(candidates) >= considered:
                return groups, passed_over
            fetch *= 4

    def _choose(
        self, question: Question, scope: Scope, candidates: Ranked, k: int
    ) -> tuple[list[Ranked], dict[str, int]]:
        """The first ``k`` witness groups that the scope lets through, with all their candidates."""
        facets = self._arrays.facets
        groups: dict[int, list[Candidate]] = {}
        cities: Counter[int] = Counter()
        passed_over: Counter[str] = Counter()
        full: set[int] = set()  # groups beyond the number that their city may have
        for candidate in candidates:
            row = candidate.row
            group, place = int(facets.group[row]), int(facets.place[row])
            if group in groups:
                groups[group].append(candidate)
            elif len(groups) == k or group in full:
                continue
            elif scope.least_wording and self._wording(question, row) < scope.least_wording:
                passed_over["less wording"] += 1
            elif place != NO_PLACE and cities[place] == scope.most_per_city:
                full.add(group)
                passed_over["more of one city"] += 1
            else:
                cities[place] += 1
                groups[group] = [candidate]
        return list(groups.values()), dict(passed_over)

    def _wording(self, question: Question, row: int) -> float:
        text = self.paragraph_at(row).text
        return overlap(question.text, text, tiles(question.text, text))

"""Answers questions to an index: paragraph or text and scope in, counterparts out."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from explorer.answers import AlignedWindow, Answer, Counterpart
from explorer.catalogue import Catalogue
from explorer.choosing import chosen_groups
from explorer.corpus.windows import cut_windows
from explorer.description import Description
from explorer.embedding.encoder import (
    BUNDLED,
    Advance,
    Encoder,
    SentenceTransformerEncoder,
)
from explorer.errors import ModelError, QueryError
from explorer.free_texts import (
    NOWHERE,
    free_questions,
    has_standing,
    uncalibrated,
    without_standing,
)
from explorer.index.arrays import Arrays
from explorer.index.grams import Grams
from explorer.index.manifest import REBUILD
from explorer.index.pairs import Pairs
from explorer.index.vectors import ParagraphVectors
from explorer.least_wording import LeastWording
from explorer.nearness import Neighbourhoods
from explorer.proof import Prover
from explorer.question import Question
from explorer.ranking import window_scores
from explorer.retrieval import Retrieval
from explorer.scope import MOST_RESULTS, Origin, Scope, allowed_rows
from explorer.verdict import adjusted

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
        self.rule = adjusted(rule or {}, adjusted(self.manifest.verdict))
        self._encoder, self._encoder_lock = encoder, threading.Lock()
        self._arrays = Arrays(self.generation, self.manifest, self._speeches)
        self.facets = self._arrays.facets
        joined = Pairs.there(self.generation)
        self.pairs = Pairs(self.generation, len(self.facets.place)) if joined else None
        self.grams = Grams(
            self.generation, self._arrays.facets, lambda row: self.paragraph_at(row).text
        )
        vectors = ParagraphVectors(
            self.generation,
            rows=self.manifest.counts["paragraphs"],
            dimension=self.manifest.model.dimension,
            tuned=self.manifest.search,
        )
        self._neighbourhoods = Neighbourhoods(self.manifest, self._arrays, vectors)
        self._prover = Prover(self.grams, self.facets, self.rule)
        self._retrieval = Retrieval(
            self.manifest,
            self._arrays,
            vectors,
            self.grams,
            lambda row: self.paragraph_at(row).text,
        )

    def counterparts(
        self,
        query: str,
        *,
        k: int = 10,
        scope: Scope | None = None,
        is_text: bool = False,
        origin: Origin = NOWHERE,
    ) -> Answer:
        """The closest counterparts of a passage, the closest first, one per witness group.

        Args:
            query: the id of a paragraph, or a text of up to ``LONGEST_QUERY`` characters. The model
                is loaded for a text alone; a paragraph is asked with its stored vectors.
            k: how many, 1 to ``MOST_RESULTS``; fewer come back only where fewer exist.
            scope: other city and other year where None.
            is_text: take the query for a text, even where it looks like an id.
            origin: where and when a text is from, as far as that is known.

        Raises:
            UnknownParagraph: the query looks like a paragraph id and is none.
            QueryError: the text is empty or too long, or ``k`` is out of bounds.
            ModelError: the index was built with another model than the encoder at hand.
        """
        check_number(k)
        return self.answer(self._question(query, is_text=is_text, origin=origin), k, scope)

    def answer(self, question: Question, k: int = 10, scope: Scope | None = None) -> Answer:
        """The answer to a question that is put together already.

        Raises:
            QueryError: ``k`` is out of bounds, or the scope cannot be meant of the question.
        """
        check_number(k)
        scope = scope or Scope()
        scope.check(question.origin)
        allowed, excluded = allowed_rows(scope, question.origin, self._arrays.facets)
        wording = LeastWording(question.text, scope.least_wording, self)
        if scope.least_wording:
            left = wording.narrowed(allowed)
            if less := int(allowed.sum() - left.sum()):
                excluded["less wording"] = less
            allowed = left
        groups, passed_over = chosen_groups(
            self._retrieval, self._arrays.facets, question, scope, wording, allowed, k
        )
        described = self._described(question)
        found = [described.counterpart(rank, group) for rank, group in enumerate(groups, 1)]
        if not has_standing(question, self.manifest):
            found = [without_standing(one) for one in found]
        return Answer(
            found,
            int(allowed.sum()),
            excluded,
            passed_over,
            described.formula_share,
            described.ancestor(),
            uncalibrated(question, [one.speech.language for one in found], self.manifest),
        )

    def questions(
        self, texts: Sequence[str], *, origin: Origin = NOWHERE, advance: Advance | None = None
    ) -> list[Question]:
        """The questions of free texts of one origin, encoded in one batch.

        Raises:
            QueryError: a text is empty, too long or damaged.
            ModelError: the index was built with another model than the encoder at hand.
        """
        encoder, reference = self._checked_encoder(), self._arrays.reference
        return free_questions(
            texts, encoder, self.manifest, reference, origin=origin, advance=advance
        )

    def compared(self, query: str, paragraph_id: str, *, is_text: bool = False) -> Counterpart:
        """One paragraph as the counterpart of a passage, whatever the scope.

        Raises:
            UnknownParagraph: there is no such paragraph.
            QueryError: the text is empty or too long.
        """
        question = self._question(query, is_text=is_text)
        rows = np.array([self.paragraph(paragraph_id).row])
        described = self._described(question)
        found = described.counterpart(1, self._retrieval.ranked(question, rows, {}))
        return found if has_standing(question, self.manifest) else without_standing(found)

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

    def _described(self, question: Question) -> Description:
        return Description(
            question,
            self,
            self.grams,
            self.facets,
            self._neighbourhoods,
            self._prover,
            self._retrieval,
            self.rule,
        )

    def _question(self, query: str, *, is_text: bool, origin: Origin = NOWHERE) -> Question:
        text = query.strip()
        if PARAGRAPH_ID.match(text) and not is_text:
            paragraph = self.paragraph(text)
            language = self.speech(paragraph.speech_id).language
            passage = self._arrays.passages.one(paragraph.row)
            own = self._arrays.facets.origin(paragraph.row)
            return Question(paragraph.text, language, passage, own)
        return self.questions([text], origin=origin)[0]

    def _checked_encoder(self) -> Encoder:
        """The encoder of the index's model; never another's vectors."""
        wanted = self.manifest.model
        with self._encoder_lock:  # two readers at once must not load it twice
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


def check_number(k: int) -> None:
    """Refuse to find so many counterparts.

    Raises:
        QueryError: ``k`` is not from 1 to ``MOST_RESULTS``.
    """
    if not 1 <= k <= MOST_RESULTS:
        raise QueryError(f"k is {k}; ask for 1 to {MOST_RESULTS} counterparts.")

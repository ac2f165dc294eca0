"""Answers questions to an index: paragraph or text and scope in, counterparts out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from explorer.answers import AlignedWindow, Answer, Counterpart
from explorer.catalogue import Catalogue
from explorer.choosing import chosen_groups
from explorer.corpus.windows import cut_windows
from explorer.description import Description
from explorer.embedding.encoder import Advance, Encoder
from explorer.free_texts import (
    NOWHERE,
    free_questions,
    has_standing,
    uncalibrated,
    without_standing,
)
from explorer.index.address import Address, read_address, told_whole
from explorer.index.arrays import Arrays
from explorer.index.grams import Grams
from explorer.index.home import VectorHome
from explorer.index.local import LocalHome
from explorer.index.milvus import MilvusHome
from explorer.index.pairs import Pairs
from explorer.index_model import IndexModel
from explorer.least_wording import LeastWording
from explorer.nearness import Neighbourhoods
from explorer.predicate import Selection
from explorer.proof import Prover
from explorer.question import Question, check_number
from explorer.ranking import window_scores
from explorer.records import Step
from explorer.retrieval import Retrieval
from explorer.rules import selected
from explorer.scope import Origin, Scope
from explorer.verdict import adjusted

PARAGRAPH_ID = re.compile(r"[0-9a-f]{12}\.\d+\.\d+$")


def open_index(
    index: Path | str | Address,
    *,
    encoder: Encoder | None = None,
    rule: Mapping[str, float] | None = None,
    exact: bool = False,
) -> Explorer:
    """Open the current generation of an index, read-only.

    Args:
        index: folder or address, as given to ``build_index``.
        encoder: for free texts; the model that the manifest names where None.
        rule: thresholds of the verdict that differ from those that the index was built with.
        exact: whether all allowed paragraphs are compared, however large the index is and wherever
            its vectors are: slower by some ten times where inverted lists or Milvus are asked.

    Raises:
        IndexFolderError: there is none, it is damaged, or of another version.
        VectorServerError: Milvus cannot be used, or does not hold this generation.
    """
    address = read_address(index)
    with told_whole(address):
        return Explorer(address, encoder=encoder, rule=rule, exact=exact)


class Explorer(Catalogue):
    """An open generation of an index that answers questions; safe to share between threads."""

    def __init__(
        self,
        index: Path | str | Address,
        *,
        encoder: Encoder | None = None,
        rule: Mapping[str, float] | None = None,
        exact: bool = False,
    ) -> None:
        address = read_address(index)
        super().__init__(address.folder)
        self.rule = adjusted(rule or {}, adjusted(self.manifest.verdict))
        self._model = IndexModel(self.manifest.model, self.generation.parent, encoder)
        self._arrays = Arrays(self.generation, self.manifest, self._speeches)
        self.facets = self._arrays.facets
        joined = Pairs.there(self.generation)
        self.pairs = Pairs(self.generation, len(self.facets.place)) if joined else None
        self.grams = Grams(
            self.generation, self._arrays.facets, lambda row: self.paragraph_at(row).text
        )
        local = LocalHome.of(self.generation, self.manifest, exact=exact)
        self._neighbourhoods = Neighbourhoods(self.manifest, self._arrays, local.vectors)
        self._prover = Prover(self.grams, self.facets, self.rule)
        self._home: VectorHome = local
        # After all that may fail, which would leave a connection behind.
        if address.uri is not None and not exact:
            self._home = MilvusHome.opened(address, self.manifest, self.facets, local.vectors)
        self.let_go = self._home.close
        """Does what ``close`` does, and keeps no explorer in memory."""
        self._retrieval = Retrieval(
            self.manifest,
            self._arrays,
            self._home,
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
        step: Step = lambda: None,
    ) -> Answer:
        """The closest counterparts of a passage, the closest first, one per witness group.

        Args:
            query: the id of a paragraph, or a text of up to ``LONGEST_QUERY`` characters. The model
                is loaded for a text alone; a paragraph is asked with its stored vectors.
            k: how many, 1 to ``MOST_RESULTS``; fewer come back only where fewer exist.
            scope: other city and other year where None.
            is_text: take the query for a text, even where it looks like an id.
            origin: where and when a text is from, as far as that is known.
            step: called now and then while the answer is put together; what it raises ends that.

        Raises:
            UnknownParagraph: the query looks like a paragraph id and is none.
            QueryError: the text is empty or too long, or ``k`` is out of bounds.
            ModelError: the index was built with another model than the encoder at hand.
        """
        check_number(k)
        return self.answer(self._question(query, is_text=is_text, origin=origin), k, scope, step)

    def answer(
        self, question: Question, k: int = 10, scope: Scope | None = None, step: Step = lambda: None
    ) -> Answer:
        """The answer to a question that is put together already.

        Raises:
            QueryError: ``k`` is out of bounds, or the scope cannot be meant of the question.
        """
        check_number(k)
        scope = scope or Scope()
        scope.check(question.origin)
        allowed, excluded = selected(scope, question.origin, self._arrays.facets)
        wording = LeastWording(question.text, scope.least_wording, self, step)
        if scope.least_wording:
            flags = wording.narrowed(allowed.flags)
            left = Selection(flags, allowed.predicate, is_told=False)
            if less := allowed.count - left.count:
                excluded["less wording"] = less
            allowed = left
        groups, passed_over = chosen_groups(
            self._retrieval, self._arrays.facets, question, scope, wording, allowed, k
        )
        described = self._described(question)
        found = described.counterparts(groups, step)
        if not has_standing(question, self.manifest):
            found = [without_standing(one) for one in found]
        return Answer(
            found,
            allowed.count,
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
        encoder, reference = self._model.encoder(), self._arrays.reference
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

    def close(self) -> None:
        """Let go of the connection to Milvus, where there is one; nothing can be asked then."""
        self._home.close()

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

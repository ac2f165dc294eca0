"""Finds and orders the paragraphs that may be counterparts: by meaning, and by rare wording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from explorer.embedding.centring import normalise
from explorer.figures import figures
from explorer.index.arrays import Arrays
from explorer.index.grams import Grams
from explorer.index.home import VectorHome
from explorer.index.manifest import Manifest
from explorer.likeness import Spread, Weighed, likeness, spread_of, weighed, words
from explorer.predicate import Selection, one_of
from explorer.question import Question
from explorer.ranking import (
    LIKE_FIGURES,
    LIKE_WORDS,
    USUAL_SPREAD,
    closeness,
    is_calibrated,
    late_interaction,
    levelled,
    standing,
)
from explorer.scope import NO_PLACE, Mask

REMEMBERED = 8_192
"""Paragraphs whose words are kept, some 5 kB each."""
READ = 50
"""Candidates of each language whose texts are read, those that are closest by meaning."""
SAMPLE = 1_000
"""Paragraphs of a language that tell which of its tokens are rare: the same in every scope."""
SEED = 20_240_106


class Candidate(NamedTuple):
    """A paragraph that may be a counterpart."""

    row: int
    score: float
    standing: float
    closeness: float


Ranked = Sequence[Candidate]
"""Candidates, the closest first."""


class Retrieval:
    """The candidates of an open generation."""

    def __init__(
        self,
        manifest: Manifest,
        arrays: Arrays,
        home: VectorHome,
        grams: Grams,
        read_text: Callable[[int], str],
    ) -> None:
        self._manifest = manifest
        self._arrays = arrays
        self._home = home
        self._grams = grams
        self._read_text = read_text
        self._spreads: dict[tuple[str, bool], Spread] = {}
        self._weighed = lru_cache(REMEMBERED)(self._weigh)

    def candidates(self, question: Question, allowed: Selection, fetch: int) -> list[Candidate]:
        """The ``fetch`` nearest allowed paragraphs of each language, and as many by rare wording.

        All that are allowed, where these are fewer. The closest come first.
        """
        sharing = self.sharing(question, allowed.flags, fetch)
        near = self._nearest(question, allowed, fetch)
        rows = np.union1d(near, np.fromiter(sharing, dtype=np.int64))
        return self.ranked(question, rows, sharing)

    def _nearest(self, question: Question, allowed: Selection, fetch: int) -> NDArray[np.int64]:
        """The nearest allowed paragraphs, as many of each language: one's own is always nearer."""
        windows = np.asarray(question.passage.windows, dtype=np.float32)
        vector = normalise(windows.mean(axis=0))
        columns = self._arrays.facets.columns
        spoken = [one_of("language", name) for name in self._manifest.languages]
        found = [
            self._home.search(vector[np.newaxis], allowed.having(one, columns), fetch)[0]
            for one in spoken
        ]
        return np.concatenate(found)

    def sharing(self, question: Question, allowed: Mask, fetch: int) -> dict[int, float]:
        """Paragraphs that share rare wording, each with how much of the passage that is (0-1)."""
        grams = len(self._grams.hashes(question.text))
        if not grams:
            return {}
        group = question.origin.group
        rows, scores = self._grams.candidates(question.text, group, allowed, fetch)
        return dict(zip(rows.tolist(), (scores / grams).tolist(), strict=True))

    def ranked(
        self,
        question: Question,
        rows: NDArray[np.int64],
        sharing: Mapping[int, float],
    ) -> list[Candidate]:
        """Some paragraphs as candidates, the closest first.

        Args:
            question: what is asked.
            rows: the paragraphs.
            sharing: how much of the passage's rare wording each has; 0 where it is not named.
        """
        passages, languages = self._arrays.passages, self._manifest.languages
        scores = late_interaction(question.passage, passages, rows)
        others = [languages[number] for number in passages.language[rows]]
        stand = standing(scores, question.language, others, self._manifest.percentiles)
        near = np.array(
            [
                closeness(place, sharing.get(row, 0.0))
                for row, place in zip(rows.tolist(), stand.tolist(), strict=True)
            ]
        )
        for language in set(others):
            own = np.flatnonzero(np.asarray(others) == language)
            own = own[np.argsort(-near[own], kind="stable")]
            bonus = np.zeros(len(own))
            bonus[:READ] = self._bonus(question, language, rows[own[:READ]].tolist())
            near[own] = levelled(near[own], bonus)
        candidates = [
            Candidate(*one)
            for one in zip(
                rows.tolist(), scores.tolist(), stand.tolist(), near.tolist(), strict=True
            )
        ]
        return sorted(candidates, key=lambda one: (-one.closeness, *self._preference(one.row)))

    def _bonus(self, question: Question, language: str, rows: Sequence[int]) -> list[float]:
        """What the words, in another language the figures, of some rows say for each of them."""
        own = language == question.language
        tokens_of: Callable[[str], Counter[str]] = words if own else figures
        asked = tokens_of(question.text)
        if not asked:
            return [0.0] * len(rows)
        weight = LIKE_WORDS if own else LIKE_FIGURES
        if not is_calibrated(question.language, language, self._manifest.percentiles):
            weight *= USUAL_SPREAD
        spread = self._spread(language, own, tokens_of)
        alike = likeness(weighed(asked, spread), [self._weighed(row, own) for row in rows])
        return [weight * one for one in alike]

    def alike(self, question: Question, row: int) -> float | None:
        """How alike the words of a passage and a paragraph are (0-1); None across languages."""
        language = self._manifest.languages[int(self._arrays.passages.language[row])]
        asked = words(question.text)
        if language != question.language or not asked:
            return None
        spread = self._spread(language, True, words)  # noqa: FBT003 (a key of the cache)
        return likeness(weighed(asked, spread), [self._weighed(row, True)])[0]  # noqa: FBT003

    def _weigh(self, row: int, own: bool) -> Weighed:  # noqa: FBT001 (a key of the cache)
        """The words of a stored paragraph, or its figures, as they count in its language."""
        language = self._manifest.languages[int(self._arrays.passages.language[row])]
        tokens_of: Callable[[str], Counter[str]] = words if own else figures
        spread = self._spread(language, own, tokens_of)
        return weighed(tokens_of(self._read_text(row)), spread)

    def _spread(self, language: str, own: bool, tokens_of: Callable[[str], Counter[str]]) -> Spread:
        """How rare the words or figures of a language are, counted when first asked for."""
        if (language, own) not in self._spreads:
            number = self._manifest.languages.index(language)
            rows = np.flatnonzero(self._arrays.passages.language == number)
            chance = np.random.default_rng(SEED)
            sample = chance.choice(rows, min(len(rows), SAMPLE), replace=False).tolist()
            tokens = [tokens_of(self._read_text(row)) for row in sample]
            self._spreads[language, own] = spread_of(tokens)
        return self._spreads[language, own]

    def _preference(self, row: int) -> tuple[bool, bool, int]:
        """Among equal scores: the witness whose place is known, then whose year is, then by row."""
        facets = self._arrays.facets
        dated = facets.earliest[row] == facets.latest[row]
        return bool(facets.place[row] == NO_PLACE), not dated, row

"""The pairs of a paragraph: its counterparts in other speeches whose verdict is a reuse."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from explorer.compare import wording
from explorer.index.arrays import Arrays
from explorer.index.grams import Grams
from explorer.index.manifest import Manifest
from explorer.index.pairs import PAIR, Joined
from explorer.index.rows import Rows as RowStore
from explorer.index.vectors import ParagraphVectors
from explorer.joining.candidates import LEAST_SHARING, Candidates, Choice
from explorer.joining.crowds import Crowds
from explorer.joining.neighbours import Neighbours
from explorer.joining.sharing import Shared, shared_wording
from explorer.nearness import Neighbourhoods
from explorer.proof import Prover
from explorer.question import Question
from explorer.ranking import is_calibrated, percentile
from explorer.scope import NO_PLACE
from explorer.verdict import REUSE, Rule, Verdict, verdict

MOST_PAIRS = 100
"""Pairs that are kept of a paragraph; how many more there were is stored."""
REMEMBERED = 20_000
"""Texts that are kept in memory, some 15 MB: those of a city are read for each other."""
NUMBERS = {one: number for number, one in enumerate(Verdict)}

Rows = NDArray[np.int64]
Found = tuple[int, float, float, int, int]
"""A pair as it is stored: the fields of ``PAIR``."""


class _Prepared(NamedTuple):
    question: Question
    shared: Shared
    candidates: Candidates


class _Candidate(NamedTuple):
    row: int
    standing: float
    share: float
    crowd: float | None


class Join:
    """Finds the pairs of a generation whose other files are written.

    Args:
        folder: of the generation.
        manifest: of it, which need not be written yet.
        vectors: a ``.npy`` file of unit vectors (paragraphs, dimension), with what
            ``neighbours.write_columns`` wrote beside it.
    """

    def __init__(self, folder: Path, manifest: Manifest, vectors: Path) -> None:
        rows = RowStore(folder)
        arrays = Arrays(folder, manifest, rows.speeches())
        self._facets, self._passages = arrays.facets, arrays.passages
        self._read_text = lru_cache(REMEMBERED)(rows.text)
        stored = ParagraphVectors(
            folder,
            rows=manifest.counts["paragraphs"],
            dimension=manifest.model.dimension,
            tuned=manifest.search,
        )
        self._languages, self._percentiles = manifest.languages, manifest.percentiles
        self._grams = Grams(folder, arrays.facets, self._read_text)
        self._neighbours = Neighbours(
            vectors,
            arrays.facets,
            arrays.passages.language,
            None if manifest.search is None else stored,
        )
        self._crowds = Crowds(self._neighbours, arrays.passages)
        self._neighbourhoods = Neighbourhoods(manifest, arrays, stored, self._crowds.of)
        self._rule = Rule(**manifest.verdict)
        self._choice = Choice(manifest, arrays.facets, arrays.passages, self._rule)
        self._prover = Prover(self._grams, arrays.facets, self._rule)

    def block(self, first: int, last: int) -> Joined:
        """The pairs of the paragraphs from one row to before another, or the end.

        Args:
            first: the first row.
            last: behind the last one.
        """
        last = min(last, len(self._facets.place))
        counts = np.zeros(last - first, dtype=np.int64)
        further = np.zeros(last - first, dtype=np.int32)
        closest = np.full(last - first, np.nan, dtype=np.float32)
        formula = np.zeros(last - first, dtype=np.float32)
        kept = [np.zeros(0, dtype=PAIR)]
        prepared = [self._prepared(row, near) for row, near in self._neighbours.of(first, last)]
        self._crowds.find(
            (other, int(one.question.passage.language[0]))
            for one in prepared
            for other in one.candidates.rows[one.candidates.near].tolist()
        )
        for at, one in enumerate(prepared):
            found = self._pairs(one)
            counts[at] = min(len(found), MOST_PAIRS)
            further[at] = len(found) - counts[at]
            closest[at], formula[at] = one.candidates.nearest, one.shared.formula
            if found:
                kept.append(np.array(found[:MOST_PAIRS], dtype=PAIR))
        return Joined(np.concatenate(kept), counts, further, closest, formula)

    def _prepared(self, row: int, near: Rows) -> _Prepared:
        """A paragraph with what may be its counterparts."""
        facets, text = self._facets, self._read_text(row)
        language = self._languages[self._passages.language[row]]
        question = Question(text, language, self._passages.one(row), facets.origin(row))
        runs = self._grams.stretches(text, own_group=int(facets.group[row]))
        shared = shared_wording(text, runs, self._grams.corpus)
        rows = np.union1d(near, shared.rows)
        shares = np.zeros(len(rows))
        shares[np.searchsorted(rows, shared.rows)] = shared.share
        apart = ~self._same_occasion(row, rows)
        some = self._choice.among(rows[apart], shares[apart], row, question)
        return _Prepared(question, shared, some)

    def _pairs(self, one: _Prepared) -> list[Found]:
        """The pairs of a paragraph, the closest first."""
        question, some = one.question, one.candidates
        found: list[Found] = []
        for at, other in enumerate(some.rows.tolist()):
            spoken = self._languages[self._passages.language[other]]
            score, stand = float(some.scores[at]), float(some.standings[at])
            candidate = _Candidate(other, stand, float(some.shares[at]), some.crowds[spoken])
            pair = self._pair(question, one.shared, candidate, spoken)
            if pair is not None:
                told = percentile(score, question.language, spoken, self._percentiles)
                found.append((other, float("nan") if told is None else told, *pair))
        return found

    def _same_occasion(self, row: int, rows: Rows) -> NDArray[np.bool_]:
        """Which rows are of the same city and the same certain year as one."""
        place, earliest, latest = self._facets.place, self._facets.earliest, self._facets.latest
        if place[row] == NO_PLACE or earliest[row] != latest[row]:
            return np.zeros(len(rows), dtype=bool)
        same = (earliest[rows] == earliest[row]) & (latest[rows] == latest[row])
        return np.asarray(same & (place[rows] == place[row]))

    def _pair(
        self, question: Question, own: Shared, candidate: _Candidate, spoken: str
    ) -> tuple[float, int, int] | None:
        """Wording, rare letters and verdict of a pair; None where it is no reuse."""
        rule, text, alike = self._rule, question.text, question.language == spoken
        known = is_calibrated(question.language, spoken, self._percentiles)
        opposite = self._read_text(candidate.row)
        part = candidate.share * max(1.0, len(text) / len(opposite))
        near = known and candidate.standing >= rule.paraphrase
        _, enough = rule.meant(same_language=alike)
        nearness = None
        if near:
            nearness = self._neighbourhoods.nearness(
                question, candidate.row, opposite, candidate.crowd, enough
            )
            near = nearness is None or nearness.mutual - nearness.crowd >= enough
        if not near and part < LEAST_SHARING * rule.edited:
            return None
        shared = wording(text, opposite)
        proof = self._prover.proof(text, own.formulas, candidate.row, opposite, shared)
        found = verdict(
            proof,
            candidate.standing if known else None,
            same_language=alike,
            nearness=nearness,
            rule=rule,
        )
        if found not in REUSE:
            return None
        return shared.share_of_shorter, round(proof.letters), NUMBERS[found]

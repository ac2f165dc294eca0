"""The pairs of a paragraph: its counterparts in other speeches whose verdict is a reuse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from explorer.compare import wording
from explorer.formulas import PROVING, formula_mask, formula_share, formula_spans
from explorer.index.arrays import Arrays
from explorer.index.grams import Grams, Run
from explorer.index.manifest import Manifest
from explorer.index.pairs import PAIR, Joined
from explorer.index.rows import Rows as RowStore
from explorer.index.vectors import ParagraphVectors
from explorer.joining.neighbours import nearest
from explorer.nearness import Neighbourhoods
from explorer.proof import Prover
from explorer.question import Question
from explorer.ranking import is_calibrated, percentile
from explorer.retrieval import Candidate, Retrieval
from explorer.scope import NO_PLACE
from explorer.verdict import REUSE, Rule, Verdict, crowd, verdict

SHARERS = 100
"""Paragraphs that share most wording that is no formula, looked at as well."""
LEAST_SHARING = 0.5
"""Part of ``Rule.edited`` that the long runs of a pair reach at least where wording makes it reuse:
shorter runs beside them add to it."""
MOST_PAIRS = 100
"""Pairs that are kept of a paragraph; how many more there were is stored."""
REMEMBERED = 200_000
"""Texts that are kept in memory, some 150 MB: each is read for hundreds of others."""
NUMBERS = {one: number for number, one in enumerate(Verdict)}

Rows = NDArray[np.int64]
Found = tuple[int, float, float, int, int]
"""A pair as it is stored: the fields of ``PAIR``."""


class Join:
    """Finds the pairs of a generation whose other files are written.

    Args:
        folder: of the generation.
        manifest: of it, which need not be written yet.
    """

    def __init__(self, folder: Path, manifest: Manifest) -> None:
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
        self._retrieval = Retrieval(manifest, arrays, stored, self._grams, self._read_text)
        self._neighbourhoods = Neighbourhoods(manifest, arrays, stored)
        self._rule = Rule(**manifest.verdict)
        self._prover = Prover(self._grams, arrays.facets, self._rule)

    def block(self, file: Path, first: int, last: int) -> Joined:
        """The pairs of the paragraphs from one row to before another, or the end.

        Args:
            file: a ``.npy`` file of unit vectors (paragraphs, dimension).
            first: the first row.
            last: behind the last one.
        """
        vectors = np.load(file, mmap_mode="r").view(np.ndarray)
        last = min(last, len(vectors))
        counts = np.zeros(last - first, dtype=np.int64)
        further = np.zeros(last - first, dtype=np.int32)
        closest = np.full(last - first, np.nan, dtype=np.float32)
        formula = np.zeros(last - first, dtype=np.float32)
        kept = [np.zeros(0, dtype=PAIR)]
        around = nearest(vectors, self._facets, self._passages.language, first, last)
        for at, (row, near) in enumerate(around):
            found, closest[at], formula[at] = self._pairs(row, near)
            counts[at] = min(len(found), MOST_PAIRS)
            further[at] = len(found) - counts[at]
            kept.append(np.array(found[:MOST_PAIRS], dtype=PAIR))
        return Joined(np.concatenate(kept), counts, further, closest, formula)

    def _pairs(self, row: int, near: Rows) -> tuple[list[Found], float, float]:
        """The pairs of a paragraph, the closest first; what is nearest; how much is formula."""
        facets, text = self._facets, self._read_text(row)
        language = self._languages[self._passages.language[row]]
        question = Question(text, language, self._passages.one(row), facets.origin(row))
        runs = self._grams.runs(text, own_group=int(facets.group[row]))
        formulas = formula_spans(runs, self._grams.corpus)
        formula = formula_mask(formulas, text)
        sharing = self._sharing(text, runs, formulas, formula)
        rows = np.union1d(near, np.fromiter(sharing, dtype=np.int64, count=len(sharing)))
        rows = rows[~self._same_occasion(row, rows)]
        found: list[Found] = []
        closest = float("nan")
        candidates = self._retrieval.ranked(question, rows, sharing, read=0)
        crowds = self._crowds(row, candidates)
        for candidate in candidates:
            if facets.place[candidate.row] != facets.place[row] or facets.place[row] == NO_PLACE:
                closest = np.fmax(closest, candidate.standing)
            shared = sharing.get(candidate.row, 0.0)
            pair = self._pair(question, formulas, candidate, shared, crowds)
            if pair is not None:
                found.append((candidate.row, self._percentile(language, candidate), *pair))
        return found, closest, formula_share(text, formula)

    def _sharing(
        self,
        text: str,
        runs: Sequence[Run],
        formulas: Sequence[tuple[int, int]],
        formula: bytearray,
    ) -> dict[int, float]:
        """The paragraphs that share most, as the share (0-1) of a passage in their common runs.

        Without formulas, but where they are a long run together, and without shorter runs.
        """
        letters = np.fromiter(map(str.isalnum, text), dtype=bool, count=len(text))
        every = np.concatenate([[0], np.cumsum(letters)])
        letters &= np.frombuffer(formula, dtype=np.uint8) == 0
        own = np.concatenate([[0], np.cumsum(letters)])
        everywhere = set(formulas)
        total: Counter[int] = Counter()
        reached: dict[int, int] = {}
        for run in runs:  # by where they start
            if (run.start, run.end) in everywhere:
                continue
            long = every[run.end] - every[run.start] >= PROVING
            before = every if long else own
            for row in run.rows:
                start = max(run.start, min(reached.get(row, 0), run.end))
                total[row] += int(before[run.end] - before[start])
                reached[row] = max(reached.get(row, 0), run.end)
        most = sorted(total, key=lambda row: (-total[row], row))[:SHARERS]
        return {row: total[row] / max(1, len(text)) for row in most}

    def _crowds(self, row: int, candidates: Sequence[Candidate]) -> dict[str, float | None]:
        """The crowd of a paragraph in each language: of other cities' paragraphs."""
        scores: dict[str, list[float]] = {}
        place = self._facets.place
        for one in candidates:
            if place[row] == NO_PLACE or place[one.row] != place[row]:
                spoken = self._languages[self._passages.language[one.row]]
                scores.setdefault(spoken, []).append(one.score)
        return {spoken: crowd(np.array(some)) for spoken, some in scores.items()}

    def _percentile(self, language: str, candidate: Candidate) -> float:
        """The percentile of a candidate; NaN where it is not known."""
        other = self._languages[self._passages.language[candidate.row]]
        told = percentile(candidate.score, language, other, self._percentiles)
        return float("nan") if told is None else told

    def _same_occasion(self, row: int, rows: Rows) -> NDArray[np.bool_]:
        """Which rows are of the same city and the same certain year as one."""
        place, earliest, latest = self._facets.place, self._facets.earliest, self._facets.latest
        if place[row] == NO_PLACE or earliest[row] != latest[row]:
            return np.zeros(len(rows), dtype=bool)
        same = (earliest[rows] == earliest[row]) & (latest[rows] == latest[row])
        return np.asarray(same & (place[rows] == place[row]))

    def _pair(
        self,
        question: Question,
        formulas: Sequence[tuple[int, int]],
        candidate: Candidate,
        sharing: float,
        crowds: dict[str, float | None],
    ) -> tuple[float, int, int] | None:
        """Wording, rare letters and verdict of a pair; None where it is no reuse."""
        rule, text, language = self._rule, question.text, question.language
        other = self._languages[self._passages.language[candidate.row]]
        known = is_calibrated(language, other, self._percentiles)
        _, enough = rule.meant(same_language=language == other)
        opposite = self._read_text(candidate.row)
        nearness = None
        near = known and candidate.standing >= rule.paraphrase
        if near:
            nearness = self._neighbourhoods.nearness(
                question, candidate.row, opposite, crowds.get(other), enough
            )
            near = nearness is None or nearness.mutual - nearness.crowd >= enough
        part = sharing * max(1.0, len(text) / len(opposite))
        if not near and part < LEAST_SHARING * rule.edited:
            return None
        shared = wording(text, opposite)
        proof = self._prover.proof(text, formulas, candidate.row, opposite, shared)
        found = verdict(
            proof,
            candidate.standing if known else None,
            same_language=language == other,
            nearness=nearness,
            rule=rule,
        )
        if found not in REUSE:
            return None
        return shared.share_of_shorter, round(proof.letters), NUMBERS[found]

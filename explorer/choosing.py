"""Chooses, of the candidates for counterparts, those that are told: one per witness group."""

from __future__ import annotations

from collections import Counter

import numpy as np

from explorer.least_wording import LeastWording
from explorer.predicate import Selection
from explorer.question import Question
from explorer.retrieval import Candidate, Ranked, Retrieval
from explorer.scope import NO_PLACE, Facets, Scope

CANDIDATES = 200
"""Paragraphs that are re-ranked at least."""
CANDIDATES_PER_RESULT = 10


def chosen_groups(
    retrieval: Retrieval,
    facets: Facets,
    question: Question,
    scope: Scope,
    wording: LeastWording,
    allowed: Selection,
    k: int,
) -> tuple[list[Ranked], dict[str, int]]:
    """Up to ``k`` witness groups, the closest first, and what was passed over before the last.

    More and more candidates are fetched until ``k`` are found or none is left.
    """
    considered = allowed.count
    fetch = max(CANDIDATES, CANDIDATES_PER_RESULT * k)
    while True:
        candidates = retrieval.candidates(question, allowed, fetch)
        groups, passed_over = _choose(candidates, facets, scope, wording, k)
        if len(groups) >= k or len(candidates) >= considered:
            return groups, passed_over
        fetch *= 4


def _choose(
    candidates: Ranked, facets: Facets, scope: Scope, wording: LeastWording, k: int
) -> tuple[list[Ranked], dict[str, int]]:
    """The first ``k`` witness groups that the scope lets through, with all their candidates."""
    rows = np.fromiter((one.row for one in candidates), dtype=np.int64, count=len(candidates))
    groups: dict[int, list[Candidate]] = {}
    cities: Counter[int] = Counter()
    passed_over: Counter[str] = Counter()
    full: set[int] = set()  # groups beyond the number that their city may have
    for candidate, group, place in zip(
        candidates, facets.group[rows].tolist(), facets.place[rows].tolist(), strict=True
    ):
        if group in groups:
            groups[group].append(candidate)
        elif len(groups) == k or group in full:
            continue
        elif scope.least_wording and not wording.holds(candidate.row):
            passed_over["less wording"] += 1
        elif place != NO_PLACE and cities[place] == scope.most_per_city:
            full.add(group)
            passed_over["more of one city"] += 1
        else:
            cities[place] += 1
            groups[group] = [candidate]
    return list(groups.values()), dict(passed_over)

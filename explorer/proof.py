"""What the wording that two passages share proves, with the formulas of an index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from explorer.compare import Kind, Wording, differences, identity
from explorer.formulas import formula_mask, formula_share, formula_spans, stock_shares
from explorer.index.grams import Grams
from explorer.scope import Facets
from explorer.verdict import Proof, Rule, is_reused, length

Spans = Sequence[tuple[int, int]]
REMEMBERED = 1_024
"""Paragraphs whose formulas are kept."""


class Prover:
    """Weighs shared wording; safe to share between threads.

    Args:
        grams: of an open generation.
        facets: of the same.
        rule: of the verdict.
    """

    def __init__(self, grams: Grams, facets: Facets, rule: Rule) -> None:
        self._grams = grams
        self._facets = facets
        self._rule = rule
        self._formulas_of_row = lru_cache(REMEMBERED)(self._find_formulas)

    def proof(self, text: str, formulas: Spans, row: int, other: str, shared: Wording) -> Proof:
        """What a passage and a stored paragraph share, and what it proves.

        Wording is formula where it is so in either passage's surroundings, so that both sides tell
        the same. What costs more is looked for only where it may decide.

        Args:
            text: the passage.
            formulas: where its formulas stand.
            row: the paragraph.
            other: its text.
            shared: what the two share.
        """
        spans = [(tile.a_start, tile.a_end) for tile in shared.tiles]
        if not spans:
            return Proof()
        shorter = min(length(text), length(other))
        runs = [[run[:2] for run in tile.runs()] for tile in shared.tiles]
        formula, stock = stock_shares(text, formulas, runs)
        own = shared.share_of_shorter * (1 - stock)
        found = Proof(
            wording=shared.share_of_shorter,
            formula=formula_share(text, formula_mask(formulas, text), spans),
            own=own,
            letters=own * shorter,
        )
        if not is_reused(found, self._rule):
            return found
        back = [[run[2:] for run in tile.runs()] for tile in shared.tiles]
        formula_back, stock = stock_shares(other, self._formulas_of_row(row, other), back)
        own = min(own, shared.share_of_shorter * (1 - stock))
        same = identity(text, other, shared.tiles)
        facts = 0
        if same >= self._rule.verbatim:
            counts = differences(text, other, shared.tiles).counts
            facts = sum(count for kind, count in counts.items() if kind is not Kind.WORDING)
        found = replace(found, own=own, letters=own * shorter, identity=same, facts=facts)
        if is_reused(found, self._rule):
            # What is told to be formula is what did not count.
            return replace(found, formula=max(formula, formula_back))
        return found

    def _find_formulas(self, row: int, text: str) -> Spans:
        runs = self._grams.runs(text, own_group=int(self._facets.group[row]))
        return formula_spans(runs, self._grams.corpus)

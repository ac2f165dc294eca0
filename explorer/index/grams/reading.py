"""Reads the grams of a generation: which wording of a passage stands where else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from explorer.index.grams.counting import Counts, counted, row_facts
from explorer.index.grams.matching import Matches, joined, maximal_windows, ordered
from explorer.index.grams.shadow import Numbers, Shadow, places_of, ranks, shadow
from explorer.index.grams.stored import Gram, StoredGrams, ranges
from explorer.index.grams.stretches import Stretches, stretches_of
from explorer.index.grams.writing import STUTTER
from explorer.scope import Facets, Mask

ReadText = Callable[[int], str]
MOST_PLACES = 64
"""Places of a gram within one passage that are looked up; more is a stutter."""
MOST_READ = 64
"""Paragraphs that are read again for one free text, those that share most of it first."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of wording of a passage that stands elsewhere, too.

    Attributes:
        start: first character of the passage.
        end: behind its last one.
        tokens: Han characters and words.
        counts: of the whole run elsewhere: exact, or the least.
        most: elsewhere no more than these; the same where ``exact``.
        total: ``counts`` and the passage's own speech.
        exact: false where a gram of it is so common that not all its postings are kept.
        rows: paragraphs that have the whole run, the earliest first.
    """

    start: int
    end: int
    tokens: int
    counts: Counts
    most: Counts
    total: Counts
    exact: bool
    rows: tuple[int, ...]


class Grams:
    """The grams of a generation, mapped read-only; safe to share between threads.

    Args:
        generation: its folder.
        facets: those of the same generation.
        read_text: the text of a row.

    Raises:
        IndexDamaged: a file cannot be read, or the files do not go together.
    """

    def __init__(self, generation: Path, facets: Facets, read_text: ReadText) -> None:
        self.facts = row_facts(facets)
        self._read_text = read_text
        self.stored = StoredGrams(generation, len(self.facts.group))
        rows = np.arange(len(self.facts.group))
        self.corpus = counted(np.zeros_like(rows), rows, self.facts, 1)[0]

    def runs(self, text: str, *, own_group: int | None = None) -> list[Run]:
        """The runs of a passage that stand elsewhere, by where they start, the longer first.

        For each of the steps 1, 2, 4, 8 ...: the longest runs that stand as a whole in so many
        other witness groups; a formula within a sentence that was copied once is a run within a
        run. In a free text, runs of up to 10 characters that one speech alone has may be missed.

        Args:
            text: a stored paragraph or any text.
            own_group: the witness group that the passage stands in, which is left out.
        """
        cut = shadow([text])
        found, matches = self._matches(cut, own_group)
        windows = maximal_windows(matches)
        if not windows:
            return []
        owner, rows = _holding(matches, windows)
        counts = counted(owner, rows, self.facts, len(windows))
        every = self._with_own(owner, rows, len(windows), own_group)
        totals = counted(*every, self.facts, len(windows))
        order = np.lexsort((rows, self.facts.since[rows], owner))
        ends = np.cumsum(np.bincount(owner, minlength=len(windows)))
        sorted_rows = np.split(rows[order], ends[:-1])
        capped = self.stored.capped(found)
        runs = []
        for number, (first, last) in enumerate(windows):
            grams = slice(first, last + 1)
            # A gram that is not found is of one speech alone, and this one was read.
            exact = bool((found[grams] < 0).any() or not capped[grams].any())
            token, end = int(cut.gram_start[first]), int(cut.gram_end[last])
            most = counts[number]
            if not exact:
                most = self.stored.fewest(found[grams], elsewhere=own_group is not None)
            runs.append(
                Run(
                    start=int(cut.starts[token]),
                    end=int(cut.ends[end - 1]),
                    tokens=end - token,
                    counts=counts[number],
                    most=most,
                    total=totals[number],
                    exact=exact,
                    rows=tuple(sorted_rows[number].tolist()),
                )
            )
        return sorted(runs, key=lambda run: (run.start, -run.end))

    def stretches(self, text: str, *, own_group: int) -> Stretches:
        """The same runs as arrays, with what tells how far they are spread and no more."""
        cut = shadow([text])
        _, matches = self._matches(cut, own_group)
        windows = maximal_windows(matches)
        held = _holding(matches, windows)
        every = self._with_own(*held, len(windows), own_group)
        return stretches_of(cut, windows, held, every, self.facts)

    def _with_own(
        self, owner: Numbers, rows: Numbers, windows: int, own_group: int | None
    ) -> tuple[Numbers, Numbers]:
        """(window, row) of each window's rows and of the passage's own speech."""
        own = rows[:0]
        if own_group is not None:
            own = np.flatnonzero(self.facts.group == own_group)[:1]
        every = np.repeat(np.arange(windows), len(own))
        return np.append(owner, every), np.append(rows, np.tile(own, windows))

    def around(self, gram: Gram) -> Iterator[tuple[int, str, Run]]:
        """Where a gram stands, as (row, its text, run): the runs around it, and it alone."""
        for row, at in gram.places:
            text = self._read_text(row)
            cut = shadow([text])
            number = int(np.searchsorted(cut.gram_start, at))
            first, behind = int(cut.gram_start[number]), int(cut.gram_end[number])
            start, end = int(cut.starts[first]), int(cut.ends[behind - 1])
            for run in self.runs(text):
                if run.start <= start and end <= run.end:
                    yield row, text, run
            one = gram.counts
            yield row, text, Run(start, end, behind - first, one, one, one, True, (row,))

    def earliest(self, text: str) -> tuple[int, str, int, int] | None:
        """The earliest paragraph that has a whole run: row, its text, characters from-to.

        Of a run that is not ``exact`` not all paragraphs are known. None of a run without a gram.
        """
        cut = shadow([text])
        if not len(cut.gram):
            return None
        _, matches = self._matches(cut, None)
        _, rows = _holding(matches, [(0, len(cut.gram) - 1)])
        for row in rows[np.lexsort((rows, self.facts.since[rows]))].tolist():
            other = self._read_text(row)
            for start, end in places_of(cut, shadow([other])):
                return row, other, start, end
        return None

    @staticmethod
    def hashes(text: str) -> set[int]:
        """The hashes of the grams of a text."""
        return set(shadow([text]).gram.tolist())

    def candidates(
        self, text: str, own_group: int | None, allowed: Mask, limit: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The paragraphs that share the rarest wording with a passage, the most first.

        Args:
            text: a stored paragraph or any text.
            own_group: the witness group that is left out.
            allowed: (paragraphs,) which rows may be returned.
            limit: how many at most.

        Returns:
            Rows, and for each the sum, over the passage's grams that it has, of one by the binary
            logarithm of the number of witness groups that have them (2 at least);
            a free text counts as one more.
        """
        found, matches = self._matches(shadow([text]), own_group)
        groups = self.stored.groups(found) + int(own_group is None)
        weights = 1 / np.log2(np.maximum(groups, 2))
        kept = allowed[matches.row]
        rows, place = np.unique(matches.row[kept], return_inverse=True)
        scores = np.zeros(len(rows))
        np.add.at(scores, place, weights[matches.gram[kept]])
        best = np.lexsort((rows, -scores))[:limit]
        return rows[best], scores[best]

    def _matches(self, cut: Shadow, own_group: int | None) -> tuple[Numbers, Matches]:
        """Of each gram its number in the index or -1, and where the grams stand elsewhere."""
        found = self.stored.find(cut.gram)
        found[ranks(cut.gram) >= MOST_PLACES] = -1
        gram, row, at = self.stored.postings(found)
        if own_group is None:
            alone = self._alone(cut, found)
            row, gram, at = (
                np.concatenate([one, other])
                for one, other in zip((row, gram, at), alone, strict=True)
            )
        else:
            elsewhere = self.facts.group[row] != own_group
            row, gram, at = row[elsewhere], gram[elsewhere], at[elsewhere]
        row, gram, reach = joined(gram, row, at, cut.gram_start, self.stored.capped(found))
        return found, ordered(gram, row, self.facts.group[row].astype(np.int64), reach)

    def _alone(self, cut: Shadow, found: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """(row, gram, token) of the passage's grams that one witness group alone has.

        A sample of them is stored: it leads to paragraphs, and these are read again.
        """
        wanted = np.flatnonzero(found < 0)
        hits = self.stored.lone_rows(cut.gram[wanted])
        rows, count = np.unique(hits, return_counts=True)
        matches = []
        for row in rows[np.argsort(-count, kind="stable")][:MOST_READ].tolist():
            stored = shadow([self._read_text(row)])
            order = np.argsort(stored.gram, kind="stable")
            left = np.searchsorted(stored.gram[order], cut.gram[wanted], side="left")
            right = np.searchsorted(stored.gram[order], cut.gram[wanted], side="right")
            right = np.minimum(right, left + STUTTER)
            at = stored.gram_start[order[ranges(left, right)]]
            gram = np.repeat(wanted, right - left)
            matches.append((np.full(len(at), row), gram, at))
        if not matches:
            return (np.zeros(0, np.int64),) * 3
        row, gram, at = (np.concatenate(column) for column in zip(*matches, strict=True))
        return row, gram, at


def _holding(matches: Matches, windows: list[tuple[int, int]]) -> tuple[Numbers, Numbers]:
    """(window, row) of every paragraph that has a whole window."""
    first, last = np.asarray(windows, dtype=np.int64).reshape(-1, 2).T
    starts = np.searchsorted(matches.gram, first)
    ends = np.searchsorted(matches.gram, first, side="right")
    owner = np.repeat(np.arange(len(windows)), ends - starts)
    picked = ranges(starts, ends)
    whole = matches.reach[picked] >= last[owner]
    return owner[whole], matches.row[picked[whole]]

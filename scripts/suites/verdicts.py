"""The verdicts on pairs planted in the sample corpus, or in any other, and on own pairs."""

from __future__ import annotations

import csv
import difflib
import json
import random
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from suites.alterations import traditional
from suites.altered import cut, reordered, spliced, swapped
from suites.planted import PAIRED, paragraph

if TYPE_CHECKING:
    from explorer import Explorer
    from explorer.records import Paragraph

SEED = 20_240_104
UNPLANTED = 300
NOTHING, TOPIC, FORMULA = "unplanted", "same topic", "formula"
"""Of the sample: neither reuse nor formula. Of other corpora: random pairs; real neighbours that
share no wording."""
LENGTHS = range(80, 401)
"""Characters of the paragraphs that are altered."""
ALTERED = 20
"""Paragraphs for each alteration."""
MOST_FORMULA, LEAST_FORMULA = 0.2, 0.25
"""Share of formula in a paragraph that is altered, and in one whose formulas are planted."""
LEAST_CHANGED = 0.15
"""Share of a paragraph that must have changed, or it is as good as verbatim."""
OWN_WORDING = 0.15
"""Shared wording from which real neighbours may be reuse, and are left out."""

Case = tuple[str, str, str]
"""What a pair is, a passage (its id or text), and the id of the other paragraph."""
Alter = Callable[[str, str, random.Random], str]
VERBATIM: tuple[Alter, ...] = (
    lambda text, _other, _die: text,
    lambda text, _other, die: traditional(text, die),
    cut,
    reordered,
)
EDITED: tuple[Alter, ...] = (
    swapped,
    spliced,
    lambda text, other, die: cut(swapped(text, other, die), other, die),
    lambda text, other, die: reordered(swapped(text, other, die), other, die),
)


def verdicts(folders: Sequence[Path] = (), own: Path | None = None) -> list[dict[str, Any]]:
    """Per kind: pairs, precision, recall and F1 of the verdict; the last row is their mean.

    Args:
        folders: of texts, or one folder of an index; the sample corpus where none.
        own: a jsonl of further pairs, with ``passage`` (a text), ``source`` (a paragraph of the
            corpus, its id or text) and ``label`` (a verdict).
    """
    from explorer import sample_corpus

    with opened(folders or [sample_corpus()]) as explorer:
        cases = list(corpus_cases(explorer) if folders else pairs(explorer))
        cases += own_cases(explorer, own) if own else []
        merged = not folders
        given = Counter(
            (kind, verdict_of(explorer, one, other, merged=merged)) for kind, one, other in cases
        )
    meant = {kind for kind, _ in given}
    rows = [scores(kind, given) for kind in (*PAIRED, FORMULA, TOPIC, NOTHING) if kind in meant]
    means: dict[str, Any] = {
        name: sum(row[name] for row in rows) / len(rows) for name in ("precision", "recall", "F1")
    }
    rows.append({"kind": "mean", "pairs": sum(row["pairs"] for row in rows), **means})
    return [{name: rounded(value) for name, value in row.items()} for row in rows]


@contextmanager
def opened(folders: Sequence[Path]) -> Iterator[Explorer]:
    """The index of the folders' texts, or the one that a single folder is."""
    from explorer import build_index, open_index

    if len(folders) == 1 and (folders[0] / "CURRENT").is_file():
        yield open_index(folders[0])
        return
    with tempfile.TemporaryDirectory() as name:
        corpus, index = Path(name) / "corpus", Path(name) / "index"
        corpus.mkdir()
        for folder in folders:
            (corpus / folder.resolve().name).symlink_to(folder.resolve(), target_is_directory=True)
        only = folders[0] if len(folders) == 1 else corpus
        build_index(only, index)
        yield open_index(index)


def rounded(value: Any) -> Any:  # noqa: ANN401 (a cell of a table)
    """Return a number as it is printed."""
    return round(value, 3) if isinstance(value, float) else value


def corpus_cases(explorer: Explorer) -> Iterator[Case]:
    """Pairs planted in any corpus, its real neighbours without shared wording, and random ones."""
    die = random.Random(SEED)
    likely = [one for one in explorer.paragraphs() if len(one.text) in LENGTHS]
    die.shuffle(likely)
    shares = {one.id: formula_of(explorer, one) for one in likely[: 25 * ALTERED]}
    plain = [one for one in likely if shares.get(one.id, 1) <= MOST_FORMULA]
    for kind, alterations in (("verbatim", VERBATIM), ("edited", EDITED)):
        for alter in alterations:
            yield from planted(kind, alter, plain, die)
    common = [one for one in likely if shares.get(one.id, 0) >= LEAST_FORMULA]
    for one in common[:ALTERED]:
        yield FORMULA, sharing_formulas(explorer, one, die.choice(plain).text), one.id
    for one in likely[:UNPLANTED]:
        yield from (
            (TOPIC, one.id, found.paragraph.id)
            for found in explorer.counterparts(one.id, k=1)
            if found.wording < OWN_WORDING
        )
    for _ in range(UNPLANTED):
        one, other = die.sample(likely, 2)
        if not same_speech(explorer, one.id, other.id):
            yield NOTHING, one.id, other.id


def planted(
    kind: str, alter: Alter, sources: Sequence[Paragraph], die: random.Random
) -> Iterator[Case]:
    """Altered paragraphs, each with the one that it is of."""
    left = ALTERED
    for one in die.sample(list(sources), len(sources)):
        text = alter(one.text, die.choice(list(sources)).text, die)
        same = difflib.SequenceMatcher(None, one.text, text, autojunk=False).ratio()
        if kind == "edited" and same > 1 - LEAST_CHANGED:
            continue
        yield kind, text, one.id
        left -= 1
        if not left:
            return


def formula_of(explorer: Explorer, one: Paragraph) -> float:
    """Return the share of a paragraph that is formula."""
    from explorer.formulas import formula_share

    return formula_share(one.text, formula_characters(explorer, one))


def formula_characters(explorer: Explorer, one: Paragraph) -> bytearray:
    """One byte for each character of a paragraph, 1 where it is formula."""
    from explorer.formulas import formula_mask, formula_spans

    group = explorer.speech(one.speech_id).witness_group
    runs = explorer.grams.runs(one.text, own_group=group)
    return formula_mask(formula_spans(runs, explorer.grams.corpus), one.text)


def sharing_formulas(explorer: Explorer, one: Paragraph, filler: str) -> str:
    """Return a passage that has a paragraph's formulas, and else the words of another one."""
    mask = formula_characters(explorer, one)
    kept = "".join(
        letter if is_formula else "\n" for letter, is_formula in zip(one.text, mask, strict=True)
    )
    runs = [run for run in kept.split("\n") if run]
    size = sum(map(len, runs))
    return "，".join([*runs, filler[: max(size, len(one.text) - size)]])


def own_cases(explorer: Explorer, file: Path) -> Iterator[Case]:
    """The pairs of a jsonl file.

    Raises:
        QueryError: a source is no paragraph of the corpus.
    """
    from explorer.errors import QueryError

    ids = {one.text: one.id for one in explorer.paragraphs()}
    known = set(ids.values())
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        row = json.loads(line)
        source = ids.get(row["source"], row["source"])
        if source not in known:
            raise QueryError(
                f"{file}, line {number}: the corpus has no such paragraph; "
                "name a source by its id or its whole text."
            )
        yield row["label"], row["passage"], source


def pairs(explorer: Explorer) -> Iterator[Case]:
    """Planted pairs of the sample corpus from either side, and others."""
    from explorer import sample_corpus

    formulas: dict[str, list[str]] = {}
    planted: set[frozenset[str]] = set()
    with (sample_corpus().parent / "planted.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["kind"] == FORMULA:
                formulas.setdefault(row["note"], []).append(paragraph(explorer, row, "a"))
            if row["kind"] in PAIRED:
                one, other = (paragraph(explorer, row, side) for side in "ab")
                planted.add(frozenset((one, other)))
                yield from ((row["kind"], one, other), (row["kind"], other, one))
    for holders in formulas.values():
        for one, other in combinations(holders, 2):
            if not same_speech(explorer, one, other):
                planted.add(frozenset((one, other)))
                yield FORMULA, one, other
    die, ids = random.Random(SEED), [one.id for one in explorer.paragraphs()]
    left = UNPLANTED
    while left:
        one, other = die.sample(ids, 2)
        if frozenset((one, other)) not in planted and not same_speech(explorer, one, other):
            left -= 1
            yield NOTHING, one, other


def same_speech(explorer: Explorer, one: str, other: str) -> bool:
    """Return whether two paragraphs are of one speech or of its copies."""
    groups = {
        explorer.speech(explorer.paragraph(id_).speech_id).witness_group for id_ in (one, other)
    }
    return len(groups) == 1


def verdict_of(explorer: Explorer, one: str, other: str, *, merged: bool = True) -> str:
    """Return the verdict on a pair, ``NOTHING`` for none and, if merged, for the same topic."""
    found = explorer.compared(one, other).verdict
    return NOTHING if found is None or (merged and found == TOPIC) else str(found)


def scores(kind: str, given: Counter[tuple[str, str]]) -> dict[str, Any]:
    """Return precision, recall and F1 of a kind."""
    right = given[kind, kind]
    meant = sum(count for (true, _), count in given.items() if true == kind)
    said = sum(count for (_, told), count in given.items() if told == kind)
    return {
        "kind": kind,
        "pairs": meant,
        "precision": right / said if said else 0.0,
        "recall": right / meant if meant else 0.0,
        "F1": 2 * right / (meant + said) if meant + said else 0.0,
    }

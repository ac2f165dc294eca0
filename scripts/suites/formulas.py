"""How much of the wording is formula, and whether rare wording tells copies from formulas.

One clause of a paragraph is planted into another that already shares wording with it; such pairs
are told from unplanted pairs of different places that share wording (of five, the two that share
most), once by how much they share and once by how rare it is.
"""

from __future__ import annotations

import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from explorer.corpus.reading import ReadSpeech
    from explorer.index.grams import Grams
    from explorer.scope import Facets

SEED = 5
PAIRS = 1000
CLAUSE = re.compile(r"[^，。；、：！？,.;:!?]+[，。；、：！？,.;:!?]*\s*")
SHORTEST = 11
"""Characters of a planted clause; in Latin script, words of five letters make it five words."""
LENGTHS = range(120, 900)
CANDIDATES = 2000
Pair = tuple[int, int]


def formulas(folders: list[Path]) -> Iterator[dict[str, Any]]:
    """One row a folder, and one of all together where there are several."""
    for chosen in [[folder] for folder in folders] + ([folders] if len(folders) > 1 else []):
        texts, facets = read(chosen)
        name = "all" if len(chosen) > 1 else chosen[0].resolve().name
        with tempfile.TemporaryDirectory() as temporary:
            begun = time.perf_counter()
            grams = indexed(Path(temporary), texts, facets)
            seconds = time.perf_counter() - begun
            size = sum(path.stat().st_size for path in Path(temporary).iterdir())
            row = {"folder": name, "paragraphs": len(texts), "build s": round(seconds, 1)}
            row |= {"MB": round(size / 1e6, 1), **shares(texts, facets, grams)}
            pairs = sharing_pairs(texts, facets, grams)
        yield row | told_apart(texts, facets, pairs)


def read(folders: list[Path]) -> tuple[list[str], Facets]:
    """The paragraphs of the folders and their facets."""
    from dataclasses import replace

    from explorer.assembly import number_facets, number_rows
    from explorer.corpus.reading import read_corpus
    from explorer.index.row_writer import RowWriter
    from explorer.index.rows import Rows

    speeches: list[ReadSpeech] = []
    for folder in folders:
        first = len(speeches)
        for item in read_corpus(folder, progress=lambda stage, done, total: None).speeches:
            group = first + item.speech.witness_group
            speeches.append(replace(item, speech=replace(item.speech, witness_group=group)))
    with tempfile.TemporaryDirectory() as folder:
        with RowWriter(Path(folder)) as writer:
            numbered = number_rows(speeches, writer)
        texts = list(Rows(Path(folder)).texts())
    return texts, number_facets((item.speech for item in speeches), numbered)


def indexed(folder: Path, texts: Sequence[str], facets: Facets) -> Grams:
    """The grams of the paragraphs."""
    from explorer.index.grams import Grams, write_grams

    write_grams(folder, texts, facets)
    return Grams(folder, facets, texts.__getitem__)


def shares(texts: Sequence[str], facets: Facets, grams: Grams) -> dict[str, Any]:
    """Percent of the letters whose widest run is of each level, and how long a search takes."""
    from explorer.formulas import Level, level

    order = list(Level)
    letters: Counter[int] = Counter()
    times = []
    for row in random.Random(SEED).sample(range(len(texts)), min(2 * PAIRS, len(texts))):
        text = texts[row]
        begun = time.perf_counter()
        runs = grams.runs(text, own_group=int(facets.group[row]))
        if 500 <= len(text) < 700:
            times.append(time.perf_counter() - begun)
        widest = [len(order)] * len(text)
        for run in runs:
            rank = order.index(level(run.total, grams.corpus))
            for at in range(run.start, run.end):
                widest[at] = min(widest[at], rank)
        letters.update(widest[at] for at, one in enumerate(text) if one.isalnum())
    total = max(1, sum(letters.values()))
    found: dict[str, Any] = {
        f"{one} %": round(100 * letters[number] / total, 1) for number, one in enumerate(order)
    }
    found["ms"] = round(1000 * sum(times) / len(times), 1) if times else ""
    return found


def sharing_pairs(texts: Sequence[str], facets: Facets, grams: Grams) -> list[Pair]:
    """Pairs of paragraphs of different places that share wording; of five, the richest two."""
    import numpy as np

    die, found = random.Random(SEED), []
    likely = [row for row, text in enumerate(texts) if len(text) in LENGTHS]
    fits = np.array([len(text) in LENGTHS for text in texts])
    for row in die.sample(likely, len(likely)):
        other = fits & ((facets.place != facets.place[row]) | (facets.place < 0))
        rows, _ = grams.candidates(texts[row], int(facets.group[row]), other, CANDIDATES)
        picked = [int(die.choice(rows)) for _ in range(5)] if len(rows) else []
        richest = sorted(set(picked), key=lambda one: -shared(texts[row], texts[one]))[:2]
        found += [(row, one) for one in richest]
        if len(found) >= 2 * PAIRS:
            break
    return found


def shared(one: str, other: str) -> int:
    """How many grams two texts share."""
    from explorer.index.grams import Grams

    return len(Grams.hashes(one) & Grams.hashes(other))


def told_apart(texts: list[str], facets: Facets, pairs: list[Pair]) -> dict[str, Any]:
    """How well planted pairs are told from the others, and how often a planted one is first."""
    import numpy as np

    die, planted, changed = random.Random(SEED), [], dict[int, str]()
    for one, other in pairs[::2]:
        clauses = [piece for piece in CLAUSE.findall(texts[one]) if len(piece) >= least(piece)]
        if clauses and other not in changed and one not in changed:
            into = CLAUSE.findall(texts[other])
            into[die.randrange(len(into))] = die.choice(clauses)
            changed[other] = "".join(into)
            planted.append((one, other))
    touched = set(changed)
    unplanted = [pair for pair in pairs[1::2] if not touched & set(pair)]
    planted = [pair for pair in planted if pair[0] not in touched]
    texts = [changed.get(row, text) for row, text in enumerate(texts)]
    with tempfile.TemporaryDirectory() as folder:
        grams = indexed(Path(folder), texts, facets)
        scores: dict[str, list[list[float]]] = {"shared": [[], []], "rare": [[], []]}
        first = 0
        for side, chosen in enumerate((planted, unplanted)):
            for one, other in chosen:
                allowed = np.ones(len(texts), dtype=bool)
                own = int(facets.group[one])
                rows, found = grams.candidates(texts[one], own, allowed, len(texts))
                first += side == 0 and other in rows[:10].tolist()
                at = np.flatnonzero(rows == other)
                scores["rare"][side].append(float(found[at[0]]) if len(at) else 0.0)
                scores["shared"][side].append(shared(texts[one], texts[other]))
    return {
        "planted": len(planted),
        "in ten %": round(100 * first / max(1, len(planted)), 1),
        "AUC shared": auc(*scores["shared"]),
        "AUC rare": auc(*scores["rare"]),
    }


def least(clause: str) -> int:
    """How long a clause must be to hold a gram."""
    return 3 * SHORTEST if clause.isascii() else SHORTEST


def auc(higher: list[float], lower: list[float]) -> float | str:
    """How often one of the higher scores is above one of the lower ones; a tie counts half."""
    import numpy as np

    if not higher or not lower:
        return ""
    one, other = np.array(higher)[:, None], np.array(lower)[None, :]
    return round(float(((one > other) + 0.5 * (one == other)).mean()), 3)

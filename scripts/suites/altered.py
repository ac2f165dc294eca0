"""Planted passages: paragraphs altered and asked as free texts; is the original found first?"""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from suites.alterations import traditional, word_deleted
from suites.baselines import Scorer, bm25, minhash, tf_idf

if TYPE_CHECKING:
    from explorer import Explorer

SEED = 20_240_103
ALTERED = 300
"""Paragraphs that are altered in each way."""
COMPARED = 50
"""Those of them that the baselines are asked, too."""
LENGTHS = (150, 500)
"""Characters of a paragraph that is altered."""


def altered(folders: list[Path]) -> Iterator[dict[str, Any]]:
    """How often the original comes first, by the search and by baselines over the same texts.

    Of a spliced passage, half of one paragraph and half of another, either counts.
    """
    from explorer import build_index, open_index
    from explorer.embedding.encoder import SentenceTransformerEncoder

    encoder = SentenceTransformerEncoder(None)
    with tempfile.TemporaryDirectory() as name:
        copied = Path(name) / "all"
        copied.mkdir()
        for folder in folders:
            for path in sorted(one for one in folder.rglob("*") if one.is_file()):
                target = copied / folder.resolve().name / path.relative_to(folder)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(path.read_bytes())
        build_index(copied, Path(name) / "index", encoder=encoder, join=False)
        explorer = open_index(Path(name) / "index", encoder=encoder)
        asked = passages(explorer)
        scorers = baselines(explorer, asked, encoder)
        for kind, found in asked.items():
            yield {
                "kind": kind,
                "passages": len(found),
                **of_search(explorer, found),
                **{baseline: first(scorer, kind) for baseline, scorer in scorers.items()},
            }


Passage = tuple[str, frozenset[str]]
"""An altered text, and the texts of the paragraphs that it was made from."""


def passages(explorer: Explorer) -> dict[str, list[Passage]]:
    """Return the altered passages of each kind."""
    die = random.Random(SEED)
    texts = [one.text for one in explorer.paragraphs() if LENGTHS[0] <= len(one.text) <= LENGTHS[1]]
    found: dict[str, list[Passage]] = {}
    for kind, alter in PASSAGES.items():
        for text in die.sample(texts, min(ALTERED, len(texts))):
            other = die.choice(texts)
            sources = {text, other} if kind == "spliced" else {text}
            found.setdefault(kind, []).append((alter(text, other, die), frozenset(sources)))
    return found


def of_search(explorer: Explorer, asked: Sequence[Passage]) -> dict[str, float]:
    """Return how many per cent of the originals the search finds first, and in three."""
    from explorer.scope import Scope

    everywhere = Scope(other_city=False, other_year=False)
    ranks = []
    for passage, sources in asked:
        answer = explorer.counterparts(passage, k=3, scope=everywhere, is_text=True)
        ranks.append(rank_of_text(answer.counterparts, sources))
    return {
        "first %": round(100 * sum(rank == 1 for rank in ranks) / len(ranks), 1),
        "in three %": round(100 * sum(rank > 0 for rank in ranks) / len(ranks), 1),
    }


def rank_of_text(found: Sequence[Any], texts: frozenset[str]) -> int:
    """Return the rank of the first counterpart that is one of some texts; 0 if none."""
    return next((one.rank for one in found if one.paragraph.text in texts), 0)


Baseline = Callable[[str], list[bool]]
"""For a kind, whether the original came first for each of the passages that are compared."""


def first(scorer: Baseline, kind: str) -> float:
    """Return for how many per cent of the passages of a kind a baseline has the original first."""
    hits = scorer(kind)
    return round(100 * sum(hits) / len(hits), 1)


def baselines(
    explorer: Explorer,
    asked: dict[str, list[Passage]],
    encoder: Any,  # noqa: ANN401
) -> dict[str, Baseline]:
    """Return what ranks the same texts more simply."""
    pool = [one.text for one in explorer.paragraphs()]
    some = {kind: found[:COMPARED] for kind, found in asked.items()}
    every = [text for found in some.values() for text, _ in found]
    starts, at = {}, len(pool)
    for kind, found in some.items():
        starts[kind] = at
        at += len(found)
    whole = encoder.encode([*pool, *every])
    scorers: dict[str, Scorer] = {
        "plain cosine": lambda row: whole @ whole[row],
        "TF-IDF": tf_idf([*pool, *every]),
        "BM25": bm25([*pool, *every]),
        "MinHash": minhash([*pool, *every]),
    }

    def hits(scorer: Scorer, kind: str) -> list[bool]:
        best = [
            int(np.argmax(scorer(starts[kind] + number)[: len(pool)]))
            for number in range(len(some[kind]))
        ]
        return [pool[row] in sources for row, (_, sources) in zip(best, some[kind], strict=True)]

    return {
        name: (lambda kind, scorer=scorer: hits(scorer, kind)) for name, scorer in scorers.items()
    }


def clauses(text: str) -> list[str]:
    """Return the clauses of a text, each with its punctuation."""
    return [clause for clause in re.split(r"(?<=[，。；、,;.])", text) if clause]


def swapped(text: str, _other: str, die: random.Random) -> str:
    """Return the text with other figures and other places."""
    from explorer.corpus.place_table import load_places

    names = [one.short for one in load_places().by_code.values() if one.level == "prefecture"]
    text = re.sub(r"\d+", lambda found: str(die.randint(1, 10 ** len(found.group()))), text)
    for name in names:
        if name in text:
            text = text.replace(name, die.choice(names))
    return text


def cut(text: str, _other: str, die: random.Random) -> str:
    """Return the text without some 30 % of its clauses."""
    return "".join(clause for clause in clauses(text) if die.random() > 0.3) or text


def reordered(text: str, _other: str, die: random.Random) -> str:
    """Return the text with its clauses in another order."""
    found = clauses(text)
    die.shuffle(found)
    return "".join(found)


def spliced(text: str, other: str, _die: random.Random) -> str:
    """Return the first half of a text and the second half of another."""
    return text[: len(text) // 2] + other[len(other) // 2 :]


PASSAGES: dict[str, Callable[[str, str, random.Random], str]] = {
    "verbatim": lambda text, _other, _die: text,
    "words deleted": lambda text, _other, die: word_deleted(text, die),
    "traditional characters": lambda text, _other, die: traditional(text, die),
    "names and figures swapped": swapped,
    "30 % cut": cut,
    "re-ordered": reordered,
    "spliced": spliced,
}

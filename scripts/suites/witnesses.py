"""Three ways to find the near copies among very many speeches, compared.

Each method gets the same hashed shingles: of the speeches of the folders, of copies made of them
(whole ones with a word deleted and every twentieth sentence lost; connected excerpts of a half, a
third, a tenth), and of as many synthetic speeches as asked, made of 40 to 110 sentences of all
folders, so that every sentence is a formula. Each method runs twice, alternating with the others:
for its time, and for its memory.
"""

from __future__ import annotations

import random
import re
import time
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import console

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]
    Pairs = Iterable[tuple[int, int]]

SEED = 7
SAMPLING = 8
"""The method that was there before kept the hashes divisible by this."""
SHARED_BY_MANY = 64
"""Of a hash in more speeches than this, it compared neighbours only."""
PERMUTATIONS = 128
LSH_THRESHOLD = 0.5
"""Resemblance for MinHash; lower ones find more excerpts and compare far more pairs."""
PARTS = {"half": 2, "third": 3, "tenth": 10}
LEAST_SENTENCES = 30
"""Shorter speeches make no excerpts."""
DELETED = ("发展", "的", "and")


@dataclass(frozen=True, slots=True)
class Trial:
    """Texts as hashed shingles, and which pairs of them are copies."""

    hashes: list[Hashes]
    copies: dict[str, set[tuple[int, int]]]
    """Pairs of an original and its copy, by kind of copy."""


def compare(folders: list[Path], synthetic: int) -> list[dict[str, Any]]:
    """One row a method: share of the copies found, what it cost."""
    trial = make_trial(folders, synthetic)
    rows: dict[str, dict[str, Any]] = {}
    for traced in (False, True):
        for name, method in METHODS.items():
            console.say(f"{name}, for its {'memory' if traced else 'time'}")
            if traced:
                tracemalloc.start()
            begun = time.perf_counter()
            try:
                found, compared = method(trial.hashes)
            except ImportError as error:
                console.say(f"left out: {error}")
                continue
            row = rows.setdefault(name, {"method": name, "speeches": len(trial.hashes)})
            if traced:
                row["MB"] = round(tracemalloc.get_traced_memory()[1] / 1e6)
                tracemalloc.stop()
                continue
            row["seconds"] = round(time.perf_counter() - begun, 1)
            row["compared"] = compared
            row |= judge(found, trial)
    return list(rows.values())


def judge(found: set[tuple[int, int]], trial: Trial) -> dict[str, Any]:
    """Share of each kind of copy that was found, and the pairs found beside those."""
    shares = {
        kind: f"{100 * len(pairs & found) / max(1, len(pairs)):.1f}%"
        for kind, pairs in trial.copies.items()
    }
    own = set().union(*trial.copies.values())
    origin = dict(sorted((copy, original) for original, copy in own))
    families = [(origin.get(one, one), origin.get(other, other)) for one, other in found]
    return {**shares, "others": sum(one != other for one, other in families)}


def make_trial(folders: list[Path], synthetic: int) -> Trial:
    """The hashed texts; the originals come first, then their copies, then the synthetic ones."""
    import numpy as np

    from explorer.corpus.sketches import letters_of, shingle_hashes

    def hashed(text: str) -> Hashes:
        return np.unique(shingle_hashes(letters_of(text)))

    dice = random.Random(SEED)
    speeches = [sentences for sentences in speeches_of(folders) if len(sentences) > 1]
    texts = [hashed("".join(sentences)) for sentences in speeches]
    copies: dict[str, set[tuple[int, int]]] = {"whole": set(), **{kind: set() for kind in PARTS}}
    for number, sentences in enumerate(speeches):
        for kind, text in copies_of(sentences, dice):
            copies[kind].add((number, len(texts)))
            texts.append(hashed(text))
    pool = [sentence for sentences in speeches for sentence in sentences]
    texts += [
        hashed("".join(dice.choices(pool, k=dice.randint(40, 110)))) for _ in range(synthetic)
    ]
    return Trial(texts, copies)


def speeches_of(folders: list[Path]) -> Iterator[list[str]]:
    """The sentences of each speech."""
    from explorer.corpus.files import read_documents
    from explorer.corpus.speeches import split_speeches
    from explorer.records import Document, LineKind

    for folder in folders:
        for document in read_documents(folder):
            if isinstance(document, Document):
                for speech in split_speeches(document)[0]:
                    lines = (one.text for one in speech.lines if one.kind is LineKind.PARAGRAPH)
                    yield re.findall(r"[^。！？；.!?;]+[。！？；.!?;]*", "".join(lines))


def copies_of(sentences: list[str], dice: random.Random) -> Iterator[tuple[str, str]]:
    """A whole copy, altered, and excerpts of a speech, each with its kind."""
    kept = "".join(sentence for sentence in sentences if dice.random() > 0.05)
    for word in DELETED:
        if kept.count(word) * 200 < len(kept):  # a site's filter, not another language
            kept = kept.replace(word, "")
    yield "whole", kept
    if len(sentences) >= LEAST_SENTENCES:
        for kind, part in PARTS.items():
            size = len(sentences) // part
            start = dice.randrange(len(sentences) - size)
            yield kind, "".join(sentences[start : start + size])


def smallest_hashes(hashes: list[Hashes]) -> tuple[set[tuple[int, int]], int]:
    """Ours: bottom-k sketches, entered under their smallest hashes."""
    from explorer.corpus import nearness, sketches

    short = [one[: sketches.MOST_HASHES].copy() for one in hashes]
    pairs = nearness.candidates(short)
    found = {(one, other) for one, other, _ in nearness.copies_among(pairs, short)}
    return found, len(pairs)


def inverted_index(hashes: list[Hashes]) -> tuple[set[tuple[int, int]], int]:
    """Every eighth hash in one sorted array, with its holder; pairs are counted."""
    import numpy as np

    sampled = [one[one % SAMPLING == 0] for one in hashes]
    holders = np.repeat(np.arange(len(sampled)), [len(one) for one in sampled])
    flat = np.concatenate(sampled)
    order = np.argsort(flat, kind="stable")
    flat, holders = flat[order], holders[order]
    ends = np.append(np.flatnonzero(flat[1:] != flat[:-1]), len(flat) - 1)
    sizes = np.diff(ends, prepend=-1)
    last, many = np.repeat(ends, sizes), np.repeat(sizes > SHARED_BY_MANY, sizes)
    at, keys = np.arange(len(flat)), []
    for step in range(1, SHARED_BY_MANY):
        at = at[at + step <= last[at]]
        at = at if step == 1 else at[~many[at]]
        keys.append(holders[at] * len(hashes) + holders[at + step])
    distinct, counts = np.unique(np.concatenate(keys), return_counts=True)
    one, other = np.divmod(distinct, len(hashes))
    lengths = np.array([len(sample) for sample in sampled])
    likely = counts >= 0.4 * np.minimum(lengths[one], lengths[other])
    pairs = zip(one[likely].tolist(), other[likely].tolist(), strict=True)
    return verified(pairs, sampled), int(likely.sum())


def minhash_lsh(hashes: list[Hashes]) -> tuple[set[tuple[int, int]], int]:
    """MinHash of every eighth hash in datasketch's LSH."""
    datasketch = import_module("datasketch")  # no dependency of the project

    sampled = [one[one % SAMPLING == 0] for one in hashes]
    index = datasketch.MinHashLSH(threshold=LSH_THRESHOLD, num_perm=PERMUTATIONS)
    pairs = []
    for number, sample in enumerate(sampled):
        signature = datasketch.MinHash(num_perm=PERMUTATIONS, hashfunc=int)
        signature.update_batch((sample >> 32).tolist())
        pairs += [(other, number) for other in index.query(signature)]
        index.insert(number, signature, check_duplication=False)
    return verified(pairs, sampled), len(pairs)


def verified(pairs: Pairs, sampled: list[Hashes]) -> set[tuple[int, int]]:
    """The pairs whose smaller side stands in the other to the same share as ours must."""
    import numpy as np

    from explorer.corpus.nearness import CONTAINMENT, SMALLEST_PART

    found = set()
    for one, other in pairs:
        sizes = sorted((len(sampled[one]), len(sampled[other])))
        if sizes[0] < max(1, SMALLEST_PART * sizes[1]):
            continue
        shared = len(np.intersect1d(sampled[one], sampled[other], assume_unique=True))
        if shared >= CONTAINMENT * sizes[0]:
            found.add((one, other))
    return found


METHODS: dict[str, Callable[[list[Hashes]], tuple[set[tuple[int, int]], int]]] = {
    "smallest hashes": smallest_hashes,
    "inverted index": inverted_index,
    "minhash lsh": minhash_lsh,
}

"""Copies as reposting sites make them: are they known again, and are their years believed?

Speeches of the folders are written under neutral names, then altered copies of some of them, and
all is read as any corpus is. A copy is found when it is in the witness group of its original.
"""

from __future__ import annotations

import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import console

from suites.alterations import ALTERATIONS, MOVED, YEARS_EARLIER, YEARS_LATER, years_moved

if TYPE_CHECKING:
    from explorer.corpus.reading import Corpus, ReadSpeech

COPIES = 500
SEED = 11


@dataclass(frozen=True, slots=True)
class Original:
    """A speech as the folders have it."""

    name: str
    text: str
    year: int | None
    """The year in its file's or folder's name."""


def repost(folders: list[Path], copies: int = COPIES) -> Iterator[dict[str, Any]]:
    """One row an alteration: copies, found, false groupings, and what became of moved years."""
    originals = list(speeches_of(folders))
    same = known_copies(originals)
    for kind, alter in ALTERATIONS.items():
        die = random.Random(SEED)
        chosen = [die.randrange(len(originals)) for _ in range(copies)]
        moves = [die.choice(MOVED) for _ in range(copies)]
        texts = []
        for number, move in zip(chosen, moves, strict=True):
            text = originals[number].text
            if kind in (YEARS_LATER, YEARS_EARLIER):
                texts.append(years_moved(text, move if kind == YEARS_LATER else -move))
            else:
                texts.append(alter(text, die))
        corpus = read([one.text for one in originals], texts)
        row = {"alteration": kind, **grouping(corpus, chosen, same)}
        years = {"dated": "", "bounded": "", "excluded": "", "flagged": ""}
        if kind in (YEARS_LATER, YEARS_EARLIER):
            side = 1 if kind == YEARS_LATER else -1
            told = [(originals[n].year, side * move) for n, move in zip(chosen, moves, strict=True)]
            years |= moved_years(corpus, told)
        console.say(f"{kind}: {row['found']} of {row['copies']} copies found")
        yield row | years


def speeches_of(folders: list[Path]) -> Iterator[Original]:
    """Every speech of the folders, cut out of its document."""
    from explorer.corpus.files import read_documents
    from explorer.corpus.page_dates import file_name_year
    from explorer.corpus.speeches import split_speeches
    from explorer.records import Document

    for folder in folders:
        for document in read_documents(folder):
            if not isinstance(document, Document):
                continue
            name = f"{folder.resolve().name}/{document.name}"
            for speech in split_speeches(document)[0]:
                text = document.text[speech.start : speech.end]
                yield Original(f"{name}#{speech.part}", text, file_name_year(name))


def known_copies(originals: list[Original]) -> dict[int, int]:
    """Which originals are one speech before anything is altered; told, to be judged by eye."""
    corpus = read([one.text for one in originals], [])
    groups = groups_of(corpus)
    first: dict[int, int] = {}
    same: dict[int, int] = {}
    for number in range(len(originals)):
        group = groups[f"o{number:05}"][0]
        same[number] = first.setdefault(group, number)
        if same[number] != number:
            names = originals[same[number]].name, originals[number].name
            console.say("one speech among the originals: " + " = ".join(names))
    return same


def read(originals: list[str], copies: list[str]) -> Corpus:
    """The corpus of these texts under neutral names: ``o00012.txt``, ``c00345.txt``."""
    from explorer.corpus.reading import read_corpus

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for letter, texts in (("o", originals), ("c", copies)):
            for number, text in enumerate(texts):
                path = folder / f"{letter}{number:05}.txt"
                path.write_bytes(text.encode("utf-8", "replace"))
        return read_corpus(folder, progress=lambda stage, done, total: None)


def groups_of(corpus: Corpus) -> dict[str, list[int]]:
    """The witness groups of each document's speeches, by its stem, the longest speech first."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for item in corpus.speeches:
        speech = item.speech
        found[Path(speech.document).stem].append((speech.start - speech.end, speech.witness_group))
    return {stem: [group for _, group in sorted(of)] for stem, of in found.items()}


def grouping(corpus: Corpus, chosen: list[int], same: dict[int, int]) -> dict[str, Any]:
    """How many copies are in their original's group, and how many pairs are falsely in one."""
    groups = groups_of(corpus)
    found = unread = 0
    for at, number in enumerate(chosen):
        own = groups.get(f"c{at:05}")
        unread += own is None
        found += own is not None and own[0] == groups[f"o{number:05}"][0]
    members: dict[int, Counter[int]] = defaultdict(Counter)
    sizes: Counter[int] = Counter()
    for stem, of in groups.items():
        number = int(stem[1:])
        speech = same[number if stem.startswith("o") else chosen[number]]
        sizes[speech] += 1
        members[of[0]][speech] += 1
    false = sum(unlike_pairs(counts) for counts in members.values())
    possible = unlike_pairs(sizes)
    return {
        "copies": len(chosen),
        "unread": unread,
        "found": found,
        "found %": round(100 * found / max(1, len(chosen)), 1),
        "false pairs": false,
        "of": possible,
        "false %": round(100 * false / max(1, possible), 4),
    }


def unlike_pairs(counts: Counter[int]) -> int:
    """Pairs of documents that are of different speeches, from the documents of each speech."""
    return sum(one * other for one, other in combinations(counts.values(), 2))


def moved_years(corpus: Corpus, told: list[tuple[int | None, int]]) -> dict[str, Any]:
    """Of the copies whose true year is known: what their own text says to the moved year.

    Args:
        corpus: the originals and the copies.
        told: the true year of each copy, and by how many years it was moved.
    """
    from explorer.corpus.file_readings import inferred_facts
    from explorer.corpus.place_table import load_places
    from explorer.records import YearStatus

    table, count = load_places(), Counter[str]()
    for item in corpus.speeches:
        stem = Path(item.speech.document).stem
        if not stem.startswith("c") or item.speech.part != 1 or told[int(stem[1:])][0] is None:
            continue
        year, move = told[int(stem[1:])]
        printed = (year or 0) + move
        first, last = bounds_of_facts(item)
        # Alone: beside its original in one group, every false year would be in conflict.
        dating = inferred_facts(item.text, table)[1]
        count["dated"] += 1
        count["bounded"] += (last if move > 0 else first) is not None
        excluded = not (first or printed) <= printed <= (last or printed)
        outside = not (dating.earliest or printed) <= printed <= (dating.latest or printed)
        count["excluded"] += excluded
        count["flagged"] += outside or dating.status is YearStatus.CONFLICTING
    return {column: count[column] for column in ("dated", "bounded", "excluded", "flagged")}


def bounds_of_facts(item: ReadSpeech) -> tuple[int | None, int | None]:
    """The years between which the dated facts of a text put it, whatever it prints."""
    from explorer.corpus.bounds import Weight, reconcile
    from explorer.corpus.eras import content_bounds
    from explorer.corpus.script import simplified

    text = simplified("\n".join(line.text for line in item.text.lines))
    settled = reconcile(one for one in content_bounds(text) if one.weight > Weight.PRINTED)
    return settled.earliest, settled.latest

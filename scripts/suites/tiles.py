"""How much shared wording is found in passages altered as speech-writers alter them.

Clauses of real paragraphs change places, some are replaced by clauses of other documents, figures
and names are swapped. Which characters were kept is known, so recall and precision are those of
characters, of both sides. Beside them what ``difflib`` finds in the same pairs.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache, partial
from pathlib import Path
from statistics import quantiles
from typing import Any

import console

SEED = 5
MOST_PASSAGES = 300
"""Paragraphs of a folder that are altered."""
PAIRS = 3_000
"""Unrelated pairs of a folder."""
LETTERS = range(150, 801)
"""Letters and figures of a paragraph that is taken, in Latin script three times as many."""
LEAST_CLAUSES = 6
REPLACED = 0.3
"""Share of the clauses that are replaced."""
LEAST_BLOCK = 4
"""Characters of the shortest block of ``difflib`` that counts, as of a tile."""
CLAUSE = re.compile(r"[^，。；：！？,;:!?.]+(?:[，。；：！？,;:!?.]+|$)")
FIGURE = re.compile(r"\d+")
HAN = re.compile(r"[\u3400-\u9fff]")
CAPITALISED = re.compile(r"(?<=[a-z] )[A-Z][a-z]+")

Die = random.Random
Spans = list[tuple[int, int]]
Alteration = Callable[[str, str, Die], "Trial"]


@dataclass(slots=True)
class Trial:
    """A passage, its altered copy, and the characters that both have, of each."""

    text: str
    copy: str = ""
    kept: Spans = field(default_factory=list)
    kept_in_copy: Spans = field(default_factory=list)


def tiles(folders: list[Path]) -> Iterator[dict[str, Any]]:
    """One row an alteration and folder, and one of unrelated pairs a folder."""
    for folder in folders:
        documents = passages_of(folder)
        if len(documents) < 2:
            console.say(f"{folder}: fewer than two documents with paragraphs of some length")
            continue
        for name, alter in ALTERATIONS.items():
            die = random.Random(SEED)
            trials = [
                alter(text, other, die) for text, other in pairs(documents, MOST_PASSAGES, die)
            ]
            yield {"folder": folder.resolve().name, "alteration": name, **found(trials)}
        yield {"folder": folder.resolve().name, "alteration": "unrelated", **unrelated(documents)}


def passages_of(folder: Path) -> list[list[str]]:
    """The paragraphs of some length and several clauses, by document."""
    from explorer.corpus.files import read_documents
    from explorer.corpus.speeches import split_speeches
    from explorer.records import Document, LineKind

    found = []
    for document in read_documents(folder):
        if isinstance(document, Document):
            speeches = split_speeches(document)[0]
            lines = [
                one.text
                for speech in speeches
                for one in speech.lines
                if one.kind is LineKind.PARAGRAPH
            ]
            found.append([text for text in lines if fits(text)])
    return [passages for passages in found if passages]


def fits(text: str) -> bool:
    """Whether a paragraph is of some length and has several clauses."""
    letters = sum(map(str.isalnum, text)) // (1 if HAN.search(text) else 3)
    return letters in LETTERS and len(CLAUSE.findall(text)) >= LEAST_CLAUSES


def pairs(documents: list[list[str]], count: int, die: Die) -> Iterator[tuple[str, str]]:
    """Passages of two documents each."""
    for _ in range(count):
        one, other = die.sample(documents, 2)
        yield die.choice(one), die.choice(other)


def altered(
    text: str,
    other: str,
    die: Die,
    *,
    reorder: bool = False,
    replace: bool = False,
    swap: bool = False,
) -> Trial:
    """An altered copy; clauses of the other passage come in where some are replaced."""
    trial = Trial(text)
    clauses = [match.span() for match in CLAUSE.finditer(text)]
    foreign = die.sample(clauses, round(REPLACED * len(clauses))) if replace else []
    strange = CLAUSE.findall(other)
    if reorder:
        die.shuffle(clauses)
    for start, end in clauses:
        if (start, end) in foreign:
            trial.copy += die.choice(strange)
            continue
        at = start
        for first, last, new in swaps(text[start:end], die) if swap else ():
            keep(trial, at, start + first)
            trial.copy += new
            at = start + last
        keep(trial, at, end)
    return trial


def keep(trial: Trial, start: int, end: int) -> None:
    """Copy characters of the passage."""
    trial.kept.append((start, end))
    trial.kept_in_copy.append((len(trial.copy), len(trial.copy) + end - start))
    trial.copy += trial.text[start:end]


def swaps(clause: str, die: Die) -> Iterator[tuple[int, int, str]]:
    """The figures and names of a clause, each with another one."""
    facts = [*FIGURE.finditer(clause), *names().finditer(clause)]
    for match in sorted(facts, key=re.Match.start):
        if match[0].isdigit():
            new = match[0]
            while new == match[0]:
                new = "".join(die.choice("123456789") for _ in match[0])
        else:
            new = die.choice(
                [name for name in STRANGERS[bool(HAN.match(match[0]))] if name != match[0]]
            )
        yield *match.span(), new


@cache
def names() -> re.Pattern[str]:
    """Names of Chinese prefectures and provinces; in Latin script capitalised words."""
    from explorer.corpus.levels import COUNTY
    from explorer.corpus.place_table import load_places

    entries = load_places().by_code.values()
    shorts = sorted({one.short for one in entries if one.level != COUNTY}, key=len, reverse=True)
    return re.compile("|".join([*map(re.escape, shorts), CAPITALISED.pattern]))


STRANGERS = (
    ("Ashdown", "Brackley", "Corwen", "Delmont", "Everton", "Farrow", "Gilroy", "Halden"),
    ("长沙", "株洲", "湘潭", "衡阳", "金华", "温州", "台州", "菏泽", "黑龙江", "乌鲁木齐"),
)


def found(trials: list[Trial]) -> dict[str, Any]:
    """Recall and precision of tiles and of ``difflib``; the smaller share of a pair's sides."""
    from explorer.compare import wording

    by_tiles, by_blocks, shares = [], [], []
    for trial in trials:
        result = wording(trial.text, trial.copy)
        shares.append(min(result.share_a, result.share_b))
        runs = [run for tile in result.tiles for run in tile.runs()]
        by_tiles.append(judged(trial, [run[:2] for run in runs], [run[2:] for run in runs]))
        matcher = SequenceMatcher(None, trial.text, trial.copy, autojunk=False)
        blocks = [one for one in matcher.get_matching_blocks() if one.size >= LEAST_BLOCK]
        in_text = [(one.a, one.a + one.size) for one in blocks]
        by_blocks.append(judged(trial, in_text, [(one.b, one.b + one.size) for one in blocks]))
    return {
        "pairs": len(trials),
        **{f"tiles {key}": value for key, value in rates(by_tiles).items()},
        **{f"difflib {key}": value for key, value in rates(by_blocks).items()},
        **spread(shares),
    }


def judged(trial: Trial, in_text: Spans, in_copy: Spans) -> tuple[int, int, int]:
    """Letters and figures kept, found, and both, of the two sides together."""
    sides = (
        (trial.text, letters_in(trial.text, trial.kept), letters_in(trial.text, in_text)),
        (trial.copy, letters_in(trial.copy, trial.kept_in_copy), letters_in(trial.copy, in_copy)),
    )
    kept, hit, both = (
        sum(numbers)
        for numbers in zip(*((len(k), len(f), len(k & f)) for _, k, f in sides), strict=True)
    )
    return kept, hit, both


def letters_in(text: str, spans: Spans) -> set[int]:
    """The places of the letters and figures in some stretches of a text."""
    return {at for start, end in spans for at in range(start, end) if text[at].isalnum()}


def rates(judgements: list[tuple[int, int, int]]) -> dict[str, float]:
    """Recall and precision, of all characters of all pairs."""
    kept, hit, both = (sum(column) for column in zip(*judgements, strict=True))
    return {"recall": round(both / max(1, kept), 3), "precision": round(both / max(1, hit), 3)}


def unrelated(documents: list[list[str]]) -> dict[str, Any]:
    """The shares of the shorter passage that passages of two documents share by chance."""
    from explorer.compare import wording

    die = random.Random(SEED)
    shares = [wording(*pair).share_of_shorter for pair in pairs(documents, PAIRS, die)]
    blank = {
        f"{way} {rate}": "" for way in ("tiles", "difflib") for rate in ("recall", "precision")
    }
    return {"pairs": PAIRS, **blank, **spread(shares)}


def spread(shares: list[float]) -> dict[str, float]:
    """Percentiles of the shares of wording."""
    cuts = quantiles(shares, n=100)
    return {
        name: round(cuts[at - 1], 3) for name, at in (("share p1", 1), ("p50", 50), ("p99", 99))
    }


ALTERATIONS: dict[str, Alteration] = {
    "clauses re-ordered": partial(altered, reorder=True),
    "30 % of clauses replaced": partial(altered, replace=True),
    "names and figures swapped": partial(altered, swap=True),
    "all three": partial(altered, reorder=True, replace=True, swap=True),
}

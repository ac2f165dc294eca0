"""Pairs of passages of which is known, or was judged, whether one is a reuse of the other."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from suites import altered, retrieval
from suites.judgements import Labels
from suites.verdicts import pairs

if TYPE_CHECKING:
    from explorer import Explorer
    from explorer.answers import Counterpart

SEED = 20_240_106
ALTERED = 30
"""Paragraphs of a folder that are altered in each way."""
LENGTHS = (80, 500)
"""Characters of a paragraph that is altered."""
NEAREST = 3
"""Counterparts of an altered paragraph that are looked at besides its source."""
PLANTED_REUSE = frozenset({"verbatim", "edited", "paraphrase"})
"""Kinds of the sample corpus's planted pairs, of one language, that are reuse."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What the tool measured of a pair, and the truth.

    ``passage`` keeps pairs of one passage together when pairs are parted; ``weight`` is how many
    pairs this one stands for.
    """

    wording: float
    formula: float
    standing: float
    reuse: bool
    passage: str
    weight: float = 1.0


@contextmanager
def opened(folder: Path) -> Iterator[Explorer]:
    """An index folder as it is, or a folder of texts with an index made for this occasion."""
    from explorer import open_index

    if (folder / "CURRENT").is_file():
        yield open_index(folder)
    else:
        with retrieval.indexed(folder) as explorer:
            yield explorer


def standing_of(explorer: Explorer, one: Counterpart, language: str) -> float | None:
    """Where a counterpart's score stands, of a passage in a language; None where it is not known.

    See ``explorer.ranking.standing``.
    """
    import numpy as np

    from explorer.ranking import is_calibrated, standing

    other, known = one.speech.language, explorer.manifest.percentiles
    if not is_calibrated(language, other, known):
        return None
    return float(standing(np.array([one.score], dtype=np.float32), language, [other], known)[0])


def measured(
    explorer: Explorer, asked: str, one: Counterpart, language: str, reuse: bool, weight: float = 1
) -> Iterator[Pair]:
    """The pair, if it is of one language and its standing is known."""
    place = standing_of(explorer, one, language)
    if one.speech.language == language and place is not None:
        yield Pair(one.wording, one.formula, place, reuse, asked, weight)


def planted(explorer: Explorer) -> Iterator[Pair]:
    """Paragraphs altered as free texts, with their sources, and with the nearest of the others.

    Whether these others are no reuse nobody has judged.
    """
    from explorer.scope import Scope

    die, everywhere = random.Random(SEED), Scope(other_city=False, other_year=False)
    texts = [one for one in explorer.paragraphs() if LENGTHS[0] <= len(one.text) <= LENGTHS[1]]
    for kind, alter in altered.PASSAGES.items():
        for number, one in enumerate(die.sample(texts, min(ALTERED, len(texts)))):
            other, asked = die.choice(texts), f"{kind} {number}"
            language = explorer.speech(one.speech_id).language
            passage = alter(one.text, other.text, die)
            halves = {one.id, other.id} if kind == "spliced" else {one.id}
            for source in sorted(halves):
                found = explorer.compared(passage, source, is_text=True)
                yield from measured(explorer, asked, found, language, reuse=True)
            nearest = explorer.counterparts(passage, k=NEAREST + 2, scope=everywhere, is_text=True)
            originals = {one.text, other.text} if kind == "spliced" else {one.text}
            others = [each for each in nearest if each.paragraph.text not in originals]
            for each in others[:NEAREST]:
                yield from measured(explorer, asked, each, language, reuse=False)


def of_sample() -> Iterator[Pair]:
    """The pairs planted in the sample corpus, of one language, and others of it."""
    from explorer import build_index, open_index, sample_corpus

    with tempfile.TemporaryDirectory() as folder:
        build_index(sample_corpus(), Path(folder))
        explorer = open_index(Path(folder))
        for kind, one, other in pairs(explorer):
            language = language_of(explorer, one)
            found = explorer.compared(one, other)
            yield from measured(explorer, one, found, language, kind in PLANTED_REUSE)


def labelled(explorer: Explorer, labels: Labels) -> Iterator[Pair]:
    """The pairs that readers judged, by what most of them say; without those that divide them.

    Raises:
        UnknownParagraph: a pair is not one of this index.
    """
    for (asked, other), _ in labels.pairs():
        reuse = labels.reuse(asked, other)
        if reuse is not None:
            language = language_of(explorer, asked)
            found = explorer.compared(asked, other)
            weight = labels.weight(asked, other)
            yield from measured(explorer, asked, found, language, reuse, weight)


def language_of(explorer: Explorer, paragraph: str) -> str:
    """Return the language of a paragraph."""
    return explorer.speech(explorer.paragraph(paragraph).speech_id).language

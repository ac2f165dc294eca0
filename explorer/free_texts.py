"""Free texts as questions: their windows encoded all at once, what they are told to be of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

import numpy as np

from explorer.answers import Counterpart
from explorer.compare.shadow import LEAST_WEIGHT, shadow, weight_of
from explorer.corpus.windows import cut_windows
from explorer.embedding.centring import ALL
from explorer.embedding.encoder import Advance, Encoder, ModelIdentity, Vectors
from explorer.errors import QueryError
from explorer.hubness import Reference
from explorer.index.manifest import Manifest
from explorer.question import Question, check_text, text_question
from explorer.ranking import language_pair
from explorer.scope import Origin
from explorer.verdict import Verdict

NOWHERE = Origin()
BY_WORDING = (Verdict.VERBATIM, Verdict.EDITED)


class Cause(StrEnum):
    """Why a pair has no percentile."""

    LITTLE = "little"
    """The text says too little."""
    LANGUAGE = "language"
    """The corpus has no text in the language of the passage."""
    PAIR = "pair"
    """It has too few pairs of the two languages."""
    CORPUS = "corpus"
    """It has too few pairs of any."""


def free_questions(
    texts: Sequence[str],
    encoder: Encoder,
    manifest: Manifest,
    reference: Reference,
    *,
    origin: Origin = NOWHERE,
    advance: Advance | None = None,
) -> list[Question]:
    """The questions of free texts, in their order.

    Args:
        texts: the passages.
        encoder: the model of the index; it is asked once.
        manifest: of the index.
        reference: the sample of windows that the hubness is measured on.
        origin: where and when all of them are from.
        advance: called as ``advance(done, total)`` windows while they are encoded.

    Raises:
        QueryError: a text is empty, too long or damaged.
    """
    for text in texts:
        check_text(text)
        _check_characters(text)
    ready = _Beforehand(encoder, texts, advance)
    return [
        replace(text_question(text, ready, manifest, reference), origin=origin) for text in texts
    ]


def says_too_little(question: Question) -> bool:
    """Whether a free text has less than the shortest wording that two passages may share.

    What it repeats counts once. Its nearest paragraphs are those that are near to everything.
    """
    return question.origin.group is None and _is_little(question.text)


def _is_little(text: str) -> bool:
    return sum(map(weight_of, set(shadow(text).forms))) < LEAST_WEIGHT


def has_standing(question: Question, manifest: Manifest) -> bool:
    """Whether it means something how a question's scores stand among random pairs.

    A language that the corpus lacks has no mean of its own, and the model may not know it: made-up
    letters stand as high as a translation.
    """
    return question.language in manifest.languages and not says_too_little(question)


def without_standing(counterpart: Counterpart) -> Counterpart:
    """A counterpart with only that verdict which rests on its wording; no percentile, no reuse."""
    verdict = counterpart.verdict if counterpart.verdict in BY_WORDING else None
    return replace(counterpart, percentile=None, verdict=verdict, reuse=None)


def cause(text: str, languages: tuple[str, str], manifest: Manifest, *, free: bool) -> Cause:
    """Why a pair without a percentile has none.

    Args:
        text: the passage.
        languages: its own and that of the counterpart.
        manifest: of the index.
        free: the passage is no paragraph of the index.
    """
    if free and _is_little(text):
        return Cause.LITTLE
    if free and languages[0] not in manifest.languages:
        return Cause.LANGUAGE
    return Cause.PAIR if manifest.percentiles.get(ALL) else Cause.CORPUS


def uncalibrated(question: Question, languages: Sequence[str], manifest: Manifest) -> str | None:
    """Why percentiles are left out of an answer, or None where all are there.

    Args:
        question: what was asked.
        languages: those of its counterparts.
        manifest: of the index.
    """
    if says_too_little(question):
        return "the text says too little for percentiles and verdicts; give a sentence or more"
    if question.language not in manifest.languages:
        return (
            f"the index has no text in the passage's language ({question.language}), so there are "
            "no percentiles, no verdicts by meaning, and the order is a guess"
        )
    known = manifest.percentiles
    pairs = {language_pair(question.language, other): other for other in languages}
    missing = sorted(other for pair, other in pairs.items() if not known.get(pair))
    if not missing:
        return None
    if not known.get(ALL):
        return "the index has too few speeches to compare for percentiles; add texts and rebuild"
    return (
        f"percentiles are left out where the index has too few pairs of {question.language} with "
        f"{', '.join(missing)}"
    )


class _Beforehand:
    """An encoder that has encoded the windows of some texts beforehand, in one batch."""

    def __init__(self, encoder: Encoder, texts: Sequence[str], advance: Advance | None) -> None:
        windows = (text[start:end].strip() for text in texts for start, end in cut_windows(text))
        unlike = list(dict.fromkeys(window for window in windows if window))
        self._encoder = encoder
        self._vectors = dict(zip(unlike, encoder.encode(unlike, advance=advance), strict=True))

    @property
    def identity(self) -> ModelIdentity:
        return self._encoder.identity

    def encode(self, texts: Sequence[str], *, advance: Advance | None = None) -> Vectors:
        if any(text not in self._vectors for text in texts):
            return self._encoder.encode(texts, advance=advance)
        return np.stack([self._vectors[text] for text in texts])


def _check_characters(text: str) -> None:
    """Refuse what no text in UTF-8 can hold."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise QueryError(
            f"Character {error.start + 1} of the passage is half of one (a lone surrogate); "
            "take it out, or copy the passage again."
        ) from None

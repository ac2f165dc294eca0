"""What is asked: a passage with its windows' vectors, language and origin."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from explorer.corpus.language import detect_language
from explorer.corpus.windows import cut_windows
from explorer.embedding.centring import ALL, centre
from explorer.embedding.encoder import Encoder
from explorer.errors import QueryError
from explorer.hubness import Reference, hubness
from explorer.index.manifest import Manifest
from explorer.ranking import Passages
from explorer.scope import LONGEST_QUERY, MOST_RESULTS, Origin


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a single passage, with its text, language and origin."""

    text: str
    language: str
    passage: Passages
    origin: Origin


def check_text(text: str) -> None:
    """Refuse a free text that cannot be compared.

    Raises:
        QueryError: it is empty or longer than ``LONGEST_QUERY`` characters.
    """
    if not any(character.isalnum() for character in text):
        raise QueryError("The passage is empty; give a sentence or a paragraph.")
    if len(text) > LONGEST_QUERY:
        raise QueryError(
            f"The passage has {len(text):,} characters, up to {LONGEST_QUERY:,} can be "
            "compared; give it paragraph by paragraph."
        )


def check_number(k: int) -> None:
    """Refuse to find so many counterparts.

    Raises:
        QueryError: ``k`` is not from 1 to ``MOST_RESULTS``.
    """
    if not 1 <= k <= MOST_RESULTS:
        raise QueryError(f"k is {k}; ask for 1 to {MOST_RESULTS} counterparts.")


def text_question(
    text: str, encoder: Encoder, manifest: Manifest, reference: Reference
) -> Question:
    """The question of a free text, which has no origin.

    Args:
        text: the passage.
        encoder: the model of the index.
        manifest: of the index; its means centre the vectors.
        reference: the sample of windows that the hubness is measured on.
    """
    language = detect_language(text)
    pieces = [text[start:end].strip() for start, end in cut_windows(text)]
    vectors = encoder.encode([piece for piece in pieces if piece])
    mean = np.asarray(manifest.means.get(language, manifest.means[ALL]), dtype=np.float32)
    windows = centre(vectors, mean)
    known = manifest.languages
    number = known.index(language) if language in known else len(known)
    passage = Passages(
        windows,
        hubness(windows, None, reference),
        np.array([0, len(windows)]),
        np.array([number], dtype=np.int32),
    )
    return Question(text, language, passage, Origin())

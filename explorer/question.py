"""What is asked: a passage with its windows' vectors, language and origin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.corpus.language import detect_language
from explorer.corpus.windows import cut_windows
from explorer.embedding.centring import ALL, centre
from explorer.embedding.encoder import Encoder
from explorer.errors import QueryError
from explorer.scope import LONGEST_QUERY, Origin


@dataclass(frozen=True, slots=True)
class Question:
    """A passage; ``windows`` (m, dimension) are centred unit vectors."""

    text: str
    language: str
    windows: NDArray[np.float32]
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


def text_question(text: str, encoder: Encoder, means: Mapping[str, Sequence[float]]) -> Question:
    """The question of a free text, which has no origin.

    Args:
        text: the passage.
        encoder: the model of the index.
        means: of the index, per language.
    """
    language = detect_language(text)
    pieces = [text[start:end].strip() for start, end in cut_windows(text)]
    vectors = encoder.encode([piece for piece in pieces if piece])
    mean = np.asarray(means.get(language, means[ALL]), dtype=np.float32)
    return Question(text, language, centre(vectors, mean), Origin())

"""The encoder of an index: its own model, never another's vectors."""

from __future__ import annotations

import threading
from pathlib import Path

from explorer.embedding.encoder import (
    BUNDLED,
    Encoder,
    ModelIdentity,
    SentenceTransformerEncoder,
)
from explorer.errors import ModelError
from explorer.index.manifest import REBUILD


class IndexModel:
    """The encoder of an index, loaded when it is first asked for; safe to share between threads.

    Args:
        wanted: the model that the index was built with.
        folder: of the index.
        encoder: used in place of what the name means where given.
    """

    def __init__(self, wanted: ModelIdentity, folder: Path, encoder: Encoder | None) -> None:
        self._wanted, self._folder, self._encoder = wanted, folder, encoder
        self._lock = threading.Lock()

    def encoder(self) -> Encoder:
        """The encoder.

        Raises:
            ModelError: it cannot be loaded, or the one at hand is of another model.
        """
        wanted = self._wanted
        with self._lock:  # two readers at once must not load it twice
            if self._encoder is None:
                name = None if wanted.name == BUNDLED else wanted.name
                self._encoder = SentenceTransformerEncoder(name)
        have = self._encoder.identity
        if (have.name, have.revision, have.prompt) != (wanted.name, wanted.revision, wanted.prompt):
            raise ModelError(
                f"The index was built with {wanted.name} {wanted.revision}, here is {have.name} "
                f"{have.revision}; {REBUILD.format(folder=self._folder)}"
            )
        return self._encoder

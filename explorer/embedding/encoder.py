"""The Encoder protocol, and any sentence-transformers model behind it."""

from __future__ import annotations

import logging
import os
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from explorer.embedding.bundled import bundled_model, bundled_revision
from explorer.embedding.packed import PackedModel, pack
from explorer.embedding.precision import best_precision
from explorer.embedding.streams import BLOCK, Done, stream
from explorer.errors import ModelError

Vectors = NDArray[np.float32]
Advance = Callable[[int, int], None]
"""Called as ``advance(done, total)`` texts."""

BUNDLED = "multilingual-e5-small"
"""The model that comes with the package; ``model=None`` means it."""
HUB_NAME = re.compile(r"[\w][\w.-]*(/[\w.-]+)?")
"""What may be the name of a model on a hub, and not only a folder."""
TOKEN_BUDGET = 8_192
"""Tokens of a batch of a model in its own way, padding included. On two cores 2,048 took 1.8 times
as long (batches too small to share out), 32,768 about as long with four times the memory."""


@dataclass(frozen=True, slots=True)
class ModelIdentity:
    """What vectors depend on: two indexes may be compared only where all of it is equal."""

    name: str
    revision: str
    prompt: str
    dimension: int
    precision: str


class Encoder(Protocol):
    """Turns texts into unit vectors; a test double needs no more than this."""

    @property
    def identity(self) -> ModelIdentity:
        """What the vectors depend on."""

    def encode(self, texts: Sequence[str], *, advance: Advance | None = None) -> Vectors:
        """One unit vector per text, in the order of the texts: (n, dimension) float32."""


class SentenceTransformerEncoder:
    """A sentence-transformers model by folder or name, loaded when first used.

    Args:
        model: a folder, or the name of a model on a hub (asked only when it was named); ``None``
            is the offline model that comes with the package.

    Raises:
        ModelError: when the model is first used and cannot be loaded.
    """

    def __init__(self, model: str | None = None) -> None:
        self._asked = model
        self._lock = threading.Lock()
        self._model: Any = None
        self._packed: PackedModel | None = None
        self._identity: ModelIdentity | None = None

    @property
    def identity(self) -> ModelIdentity:
        """Name, revision, prompt, dimension and precision of the loaded model."""
        self._load()
        assert self._identity is not None
        return self._identity

    def encode(self, texts: Sequence[str], *, advance: Advance | None = None) -> Vectors:
        """One unit vector per text, in the order of the texts.

        Of known architectures on the processor, a text's vector is the same to the last bit
        whatever it is encoded with; of others, bfloat16 moves it by a cosine of about 0.00002.
        """
        texts = list(texts)
        vectors = np.empty((len(texts), self.identity.dimension), dtype=np.float32)
        done = 0
        for rows, batch in stream(self._packed, texts) if self._packed else self._padded(texts):
            vectors[rows] = batch
            done += len(rows)
            if advance is not None:
                advance(done, len(texts))
        # Models differ in whether they normalise; bfloat16 leaves norms off by a thousandth.
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        vectors /= np.maximum(norms, np.finfo(np.float32).tiny)
        return vectors

    @property
    def padless(self) -> bool:
        """Whether this model is one of those that are computed without padding."""
        self._load()
        return self._packed is not None

    def _padded(self, texts: list[str]) -> Iterator[Done]:
        """The vectors of texts by the model's own way, which any model has."""
        for start in range(0, len(texts), BLOCK):
            block = texts[start : start + BLOCK]
            for rows in self._batches(block):
                batch = self._model.encode(
                    [block[row] for row in rows],
                    prompt=self.identity.prompt or None,
                    batch_size=len(rows),
                    convert_to_tensor=True,
                    show_progress_bar=False,
                )
                yield [start + row for row in rows], batch.float().cpu().numpy()

    def _batches(self, texts: list[str]) -> Iterator[list[int]]:
        """Row numbers of texts of like length, the longest first, each within the token budget."""
        limit = self._model.max_seq_length or 512
        encoded = self._model.tokenizer(texts, truncation=True, max_length=limit)
        tokens = [len(ids) for ids in encoded["input_ids"]]
        batch: list[int] = []
        for row in sorted(range(len(texts)), key=lambda row: -tokens[row]):
            if batch and (len(batch) + 1) * tokens[batch[0]] > TOKEN_BUDGET:
                yield batch
                batch = []
            batch.append(row)
        yield batch

    def _load(self) -> None:
        with self._lock:  # two threads may ask at once; the model is loaded for the first
            if self._identity is None:
                self._load_model()

    def _load_model(self) -> None:
        folder = bundled_model() if self._asked is None else None
        source = str(folder) if folder else str(self._asked)
        local = folder is not None or Path(source).is_dir()
        require_model(self._asked)
        if local:
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "true")
        logging.getLogger("huggingface_hub").setLevel(logging.ERROR)  # it tells of each retry
        try:
            from sentence_transformers import SentenceTransformer
            from transformers.utils import logging as bars

            bars.disable_progress_bar()  # type: ignore[no-untyped-call]
            model = SentenceTransformer(
                source,
                local_files_only=local,
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True},
            )
        except Exception as error:  # the library raises many kinds, all mean the same to a user
            first = str(error).strip().split("\n")[0]
            raise ModelError(
                f"The model {source} cannot be loaded ({first}); name a sentence-transformers "
                "folder with safetensors weights, or leave --model out."
            ) from error
        model.eval()
        precision = best_precision(model.device.type)
        # Weights and all: twice as fast here as autocast, cosine to float32 >= 0.9999.
        if precision == "bfloat16":
            model.bfloat16()
        elif precision == "float16":
            model.half()
        prompt = _prompt(model)
        self._packed = pack(model, prompt, precision)
        self._model = model
        self._identity = ModelIdentity(
            name=BUNDLED if folder else source,
            revision=bundled_revision(folder) if folder else _revision(model),
            prompt=prompt,
            dimension=int(model.get_embedding_dimension() or 0),
            precision=precision,
        )


def require_model(model: str | None) -> None:
    """Refuse what is neither a folder nor like a name on a hub, before anything is done with it.

    Raises:
        ModelError: it is neither.
    """
    if model is not None and not Path(model).is_dir() and not HUB_NAME.fullmatch(model):
        raise ModelError(
            f"There is no folder {model} of a model; name a sentence-transformers folder with "
            "safetensors weights, or leave --model out."
        )


def _prompt(model: Any) -> str:  # noqa: ANN401 (the library has no types)
    """The model's own ``query`` prompt, or none; the same on both sides: the task is symmetric.

    Cross-lingual recall@1 of multilingual-e5-small on 1,306 sentence pairs of work reports was 0.62
    with ``query: `` on both sides and 0.30 with ``passage: ``.
    """
    prompts = getattr(model, "prompts", None) or {}
    return str(prompts.get("query") or "")


def _revision(model: Any) -> str:  # noqa: ANN401
    """The commit that the hub told, or a hash of the weights' shapes and first values."""
    import hashlib

    card = getattr(model, "model_card_data", None)
    commit = getattr(card, "base_model_revision", None)
    if commit:
        return str(commit)
    digest = hashlib.sha256()
    for name, weights in sorted(model.state_dict().items()):
        digest.update(f"{name}{tuple(weights.shape)}".encode())
        digest.update(weights.flatten()[:64].float().cpu().numpy().tobytes())
    return digest.hexdigest()[:16]

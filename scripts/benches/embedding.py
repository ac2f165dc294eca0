"""Embedding against sentence-transformers as a user writes it, and the cache of vectors.

Both embed the same windows in turns, so that what else the machine does hits both alike.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from explorer.embedding.cache import CachedEncoder
from explorer.embedding.encoder import Advance, ModelIdentity, Vectors
from explorer.kept import Kept

WINDOWS, QUICK_WINDOWS = 4_000, 256
ROUNDS, QUICK_ROUNDS = 10, 3
"""The windows are shared out among the rounds: each is embedded once by either side."""
PLAIN_BATCH = 32
"""The batch size of sentence-transformers' own default."""
CACHED, QUICK_CACHED = 500_000, 20_000
DIMENSION = 384
SEED = 20_251_122


def run(quick: bool, folder: Path | None = None) -> None:  # noqa: FBT001
    """Print the speed of embedding the windows of a corpus, and of the cache of vectors.

    Args:
        quick: few windows, and few vectors in the cache.
        folder: of texts; None is the sample corpus.
    """
    from explorer import sample_corpus

    texts = windows_of(folder or sample_corpus())
    random.Random(SEED).shuffle(texts)
    compare(texts[: QUICK_WINDOWS if quick else WINDOWS], QUICK_ROUNDS if quick else ROUNDS)
    cache(QUICK_CACHED if quick else CACHED)


def windows_of(folder: Path) -> list[str]:
    """Return the distinct windows of a corpus."""
    from explorer.corpus.reading import read_corpus
    from explorer.corpus.windows import cut_windows
    from explorer.records import LineKind

    found: dict[str, None] = {}
    for speech in read_corpus(folder, progress=_silent).speeches:
        for line in speech.text.lines:
            if line.kind is LineKind.PARAGRAPH:
                spans = cut_windows(line.text)
                found.update(dict.fromkeys(line.text[start:end].strip() for start, end in spans))
    return list(found)


def _silent(stage: str, done: int, total: int) -> None:
    """Reading takes no time worth telling of."""


def compare(texts: Sequence[str], rounds: int) -> None:
    """Print texts a second of either side, the ratio of each round, and the least cosine."""
    from sentence_transformers import SentenceTransformer

    from explorer.embedding.bundled import bundled_model
    from explorer.embedding.encoder import SentenceTransformerEncoder

    ours = SentenceTransformerEncoder()
    plain = SentenceTransformer(
        str(bundled_model()),
        local_files_only=True,
        trust_remote_code=False,
        model_kwargs={"use_safetensors": True},
    )
    prompt = ours.identity.prompt
    _in_turns(ours, plain, prompt, texts[: 2 * PLAIN_BATCH])  # first batches prepare kernels
    found = [
        _in_turns(ours, plain, prompt, share)
        for share in (list(texts[start::rounds]) for start in range(rounds))
        if share
    ]
    own, other, cosines = (np.array(column) for column in zip(*found, strict=True))
    how = "without padding" if ours.padless else "its own forward"
    print(f"\n{len(texts):,} windows, {len(found)} rounds in turns, medians")
    print(f"{'encoder':<44} {'texts/s':>8} {'to plain':>9} {'least cosine':>13}")
    print(f"{'sentence-transformers, float32, batch 32':<44} {np.median(other):8.0f} {1:9.2f}")
    print(
        f"{f'ours, {ours.identity.precision}, {how}':<44} {np.median(own):8.0f}"
        f" {np.median(own / other):9.2f} {cosines.min():13.6f}"
    )
    print(f"ratios: {' '.join(f'{ratio:.2f}' for ratio in sorted(own / other))}", flush=True)


def _in_turns(
    ours: Any,  # noqa: ANN401
    plain: Any,  # noqa: ANN401
    prompt: str,
    texts: Sequence[str],
) -> tuple[float, float, float]:
    """Texts a second of ours and of the plain way, and the least cosine between them."""
    begin = time.perf_counter()
    own = ours.encode(texts)
    middle = time.perf_counter()
    other = plain.encode(
        list(texts), prompt=prompt, batch_size=PLAIN_BATCH, show_progress_bar=False
    )
    end = time.perf_counter()
    other = other / np.linalg.norm(other, axis=1, keepdims=True)
    least = float((own * other).sum(axis=1).min())
    return len(texts) / (middle - begin), len(texts) / (end - middle), least


class RandomEncoder:
    """Random unit vectors at no cost, to measure the cache alone."""

    identity = ModelIdentity("random", "1", "", DIMENSION, "float32")

    def encode(self, texts: Sequence[str], *, advance: Advance | None = None) -> Vectors:
        """One vector per text: (n, dimension)."""
        chance = np.random.default_rng(len(texts))
        vectors = chance.standard_normal((len(texts), DIMENSION), dtype=np.float32)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


def cache(count: int) -> None:
    """Print how long so many vectors take to be written and read, and their room."""
    texts = [f"window {number} of a report" for number in range(count)]
    with tempfile.TemporaryDirectory(prefix="embedding-bench-") as name:
        path = Path(name) / "vectors.sqlite"
        spent = []
        for asked in (texts, texts):
            encoder = CachedEncoder(RandomEncoder(), Kept(path))
            begin = time.perf_counter()
            encoder.encode(asked)
            spent.append(time.perf_counter() - begin)
        print(
            f"cache of {count:,} vectors: written in {spent[0]:.1f} s, read in {spent[1]:.1f} s"
            f" ({encoder.reused:,} reused), {path.stat().st_size / 2**20:.0f} MB",
            flush=True,
        )

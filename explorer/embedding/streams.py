"""Runs a packed model over many texts: a batch on every core, tokenising beside computing."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache

import numpy as np
from numpy.typing import NDArray

from explorer.embedding.packed import SHAPE, PackedModel, Tokens

BLOCK = 16_384
"""Texts that are tokenised, and sorted by length, together: runs of equal length are long, and the
tokens of a million texts are never in memory at once."""
BATCH_TOKENS = 4 * SHAPE
"""Tokens of a batch. On one core 1,024 took 1.15 times as long, 4,096 and 8,192 no less."""

Done = tuple[list[int], NDArray[np.float32]]
"""Row numbers of texts, and their vectors."""


def stream(model: PackedModel, texts: Sequence[str]) -> Iterator[Done]:
    """The vectors of all texts, batch after batch, each on a core of its own.

    Cores that share a batch wait for the slowest after every step: on two quiet cores that took
    1.3 times as long, and ten times as long where other programs kept them busy.
    """
    import torch

    cores = _cores()
    waiting: deque[tuple[list[int], Future[NDArray[np.float32]]]] = deque()
    try:
        with (
            ThreadPoolExecutor(cores, initializer=torch.set_num_threads, initargs=(1,)) as pool,
            ThreadPoolExecutor(1) as reader,
        ):
            for first, block in _tokenised(model, texts, reader):
                for rows in batches([len(tokens) for tokens in block], cores):
                    batch = [block[row] for row in rows]
                    numbers = [first + row for row in rows]
                    waiting.append((numbers, pool.submit(model.vectors, batch)))
                    if len(waiting) > 2 * cores:
                        yield _finished(waiting)
            while waiting:
                yield _finished(waiting)
    finally:
        torch.set_num_threads(cores)  # torch lets threads begun later inherit the last number set


@cache
def _cores() -> int:
    """The threads that torch was set to at first, by itself the number of physical cores.

    Asked later, it may tell what another thread's stream has set for its own.
    """
    import torch

    return int(torch.get_num_threads())


def batches(lengths: Sequence[int], cores: int = 1) -> Iterator[list[int]]:
    """Row numbers by length, the longest first, each batch within ``BATCH_TOKENS``.

    Batches are so many that the cores have about equally much to do.
    """
    total = sum(lengths)
    turns = max(1, -(-total // (cores * BATCH_TOKENS)))
    share = -(-total // (cores * turns))
    limit = max(SHAPE, -(-share // SHAPE) * SHAPE)
    batch: list[int] = []
    used = 0
    for row in sorted(range(len(lengths)), key=lambda row: -lengths[row]):
        if batch and used + lengths[row] > limit:
            yield batch
            batch, used = [], 0
        batch.append(row)
        used += lengths[row]
    if batch:
        yield batch


def _tokenised(
    model: PackedModel, texts: Sequence[str], reader: ThreadPoolExecutor
) -> Iterator[tuple[int, list[Tokens]]]:
    """Each block's first row and tokens; the next block is tokenised meanwhile."""
    ahead: tuple[int, Future[list[Tokens]]] | None = None
    for start in range(0, len(texts), BLOCK):
        following = start, reader.submit(model.tokenise, texts[start : start + BLOCK])
        if ahead is not None:
            yield ahead[0], ahead[1].result()
        ahead = following
    if ahead is not None:
        yield ahead[0], ahead[1].result()


def _finished(waiting: deque[tuple[list[int], Future[NDArray[np.float32]]]]) -> Done:
    rows, vectors = waiting.popleft()
    return rows, vectors.result()

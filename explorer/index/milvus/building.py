"""The collection of an index while its next generation is built."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray

from explorer.errors import IndexFolderError
from explorer.index.address import Address
from explorer.index.manifest import Manifest
from explorer.index.milvus.collection import GenerationCollection
from explorer.index.milvus.connection import Connection, is_made
from explorer.index.store import current_generation
from explorer.records import Progress
from explorer.scope import Facets

Fill = Callable[[Manifest, Facets, NDArray[np.floating]], None]


@contextmanager
def filling(address: Address, progress: Progress) -> Iterator[Fill]:
    """What fills the collection of a generation before readers see it.

    Of an index that is in a folder alone it does nothing. A server is asked at once, so that one
    that is away is told before anything is read. Once the generation is published, the collections
    of all but it and the one before it are removed.

    Args:
        address: of the index.
        progress: called as ``progress("fill", done, total)``.

    Raises:
        VectorServerError: the server does not answer.
    """
    if address.uri is None:
        yield lambda *_: None
        return
    connection = Connection(address)
    filled: list[GenerationCollection] = []

    def fill(manifest: Manifest, facets: Facets, vectors: NDArray[np.floating]) -> None:
        one = GenerationCollection(connection, manifest)
        if not one.is_whole():
            one.fill(vectors, facets, advance=lambda *done: progress("fill", *done))
        filled.append(one)

    try:
        connection.ask("list_collections")
        before = _current_content(address)
        yield fill
        for one in filled:
            one.drop_others(before)
    finally:
        connection.close()


def holds(address: Address, manifest: Manifest) -> bool:
    """Whether the Milvus of an address has the whole collection of a generation.

    Raises:
        VectorServerError: the server does not answer.
    """
    if not is_made(address):
        return False
    connection = Connection(address, make=False)
    try:
        return GenerationCollection(connection, manifest).is_whole()
    finally:
        connection.close()


def check(address: Address, manifest: Manifest) -> tuple[str, int]:
    """The name of the collection of a generation, and how many vectors it holds: all.

    Raises:
        VectorServerError: it is not there, not this generation's or not whole, or the server does
            not answer.
    """
    connection = Connection(address, make=False)
    try:
        collection = GenerationCollection(connection, manifest)
        collection.check()
        return collection.name, collection.count()
    finally:
        connection.close()


def _current_content(address: Address) -> set[str]:
    """The content of the generation that readers have open, where there is one."""
    try:
        return {current_generation(address.folder)[1].content}
    except IndexFolderError:
        return set()

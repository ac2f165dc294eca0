"""The way to a Milvus server, or to a file of Milvus Lite; what goes wrong is told in one line.

Milvus' client is imported when it is asked for; it is no dependency of the rest.
"""

from __future__ import annotations

import logging
import os
import shlex
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from explorer.errors import VectorServerError
from explorer.index.address import TOKEN, Address
from explorer.index.manifest import REBUILD

PATIENCE = 8.0
"""Seconds for a question, which takes some hundredths; a server that is away is told at once."""
LONG = 600.0
"""Seconds for what a server does with a whole collection: loading, indexing it."""
CHANNEL = {
    "grpc.initial_reconnect_backoff_ms": 200,
    "grpc.min_reconnect_backoff_ms": 200,
    "grpc.max_reconnect_backoff_ms": 2_000,
    "grpc.use_local_subchannel_pool": 1,
}
"""A server that is back is found within seconds; by default it would not be tried for minutes."""
NOT_LOADED = ("not loaded", "released", "not fully loaded")
"""In what Milvus says of a collection that has to be loaded before it is asked."""

GONE = ("collection not found", "can't find collection", "not exist")
"""In what it says of a collection that is not there."""

_FILES: Counter[str] = Counter()
"""How many connections of this process have each file open."""
_FILES_LOCK = threading.Lock()
"""Held while one is opened or let go of, so that none is let go of as another thread opens it."""


class Connection:
    """An open connection to the Milvus of an address; safe to share between threads.

    Args:
        address: of an index in Milvus.
        make: whether a file of Milvus Lite that is not there is made, as a build does.

    Raises:
        VectorServerError: the client is not installed, or nothing answers there.
    """

    def __init__(self, address: Address, *, make: bool = True) -> None:
        assert address.uri is not None, "an address of a folder has no Milvus"
        self.address = address
        self.mend = REBUILD.format(folder=shlex.quote(str(address)))
        """How to fill the collection, to stand at the end of a line."""
        if not make and not is_made(address):
            raise VectorServerError(f"There is no Milvus file {address.uri}; {self.mend}")
        self._client = _file_client(address) if address.is_file else _client(address)
        self._is_open = True

    def ask(
        self,
        method: str,
        *arguments: object,
        timeout: float = PATIENCE,
        **more: Any,  # noqa: ANN401 (as the client has it)
    ) -> Any:  # noqa: ANN401
        """What the client's method gives.

        Raises:
            VectorServerError: the server does not answer, or refuses.
        """
        from pymilvus.exceptions import MilvusException

        if not self._is_open:
            raise VectorServerError(
                f"The Milvus at {self.address.uri} was let go of when the index was closed; open "
                "the index again."
            )
        do: Callable[..., Any] = getattr(self._client, method)
        with _told(self.address, MilvusException):
            return do(*arguments, timeout=timeout, **more)

    def ask_loaded(self, method: str, collection: str, *arguments: object, **more: Any) -> Any:  # noqa: ANN401 (as the client has it)
        """The same of a collection; it is loaded where it is not, as after a server's restart."""
        try:
            return self.ask(method, collection, *arguments, **more)
        except VectorServerError as error:
            if not any(words in str(error) for words in NOT_LOADED):
                raise
        self.ask("load_collection", collection, timeout=LONG)
        return self.ask(method, collection, *arguments, **more)

    def rows(self, collection: str) -> int:
        """How many vectors a collection holds, all that was inserted so far among them."""
        counted = self.ask_loaded(
            "query",
            collection,
            filter="",
            output_fields=["count(*)"],
            consistency_level="Strong",
        )
        return int(counted[0]["count(*)"])

    def close(self) -> None:
        """Let go of it; the last to do so leaves a file to other processes."""
        with _FILES_LOCK:
            if not self._is_open:
                return
            self._is_open = False
            self._client.close()
            if self.address.is_file:
                file = str(self.address.resolved().uri)
                _FILES[file] -= 1
                _release_unused(file)


def is_made(address: Address) -> bool:
    """Whether the file of Milvus Lite is there; what a server has is told when it is asked."""
    if not address.is_file:
        return True
    try:
        return Path(str(address.uri)).exists()
    except OSError:
        return True  # what forbids to look is told when it is opened


def _file_client(address: Address) -> Any:  # noqa: ANN401 (of an optional library)
    file = str(address.resolved().uri)
    with _FILES_LOCK:
        try:
            client = _client(address)
        except VectorServerError:
            _release_unused(file)
            raise
        _FILES[file] += 1
        return client


def _client(address: Address) -> Any:  # noqa: ANN401 (of an optional library)
    try:
        import pymilvus
        from pymilvus.exceptions import MilvusException

        if address.is_file:
            import milvus_lite  # noqa: F401 (told now, where it is missing)
    except ImportError as error:
        raise VectorServerError(
            'Milvus\' client is not installed; run: pip install ".[milvus]"'
        ) from error
    for name in ("pymilvus", "milvus_lite"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # they print what they also raise
    uri, token = str(address.resolved().uri), os.environ.get(TOKEN, "")
    with _told(address, MilvusException):
        if address.is_file:
            Path(uri).parent.mkdir(parents=True, exist_ok=True)
            token = ""
        return pymilvus.MilvusClient(uri, token=token, timeout=PATIENCE, grpc_options=CHANNEL)


def _release_unused(file: str) -> None:
    """Leave a file to other processes where no connection of this one has it open."""
    if _FILES[file]:
        return
    with suppress(ImportError):
        from milvus_lite.server_manager import server_manager_instance

        server_manager_instance.release_server(file)


@contextmanager
def _told(address: Address, raised: type[Exception]) -> Iterator[None]:
    """One line in place of what the client raises."""
    import grpc

    try:
        yield
    except (raised, grpc.RpcError, OSError, ValueError) as error:
        reason, uri, folder = first_line(error), address.uri, address.folder
        if any(words in reason for words in GONE):
            raise VectorServerError(
                f"The collection in the Milvus at {uri} is gone since the index was opened; open "
                "the index again."
            ) from error
        if address.is_file:
            raise VectorServerError(
                f"The Milvus file {uri} cannot be used ({reason}); one process may at a time: end "
                "the other one; where there is none, it is damaged or may not be written: name "
                f"another file, or give the folder alone: --index {folder}"
            ) from error
        raise VectorServerError(
            f"The Milvus server {uri} cannot be used ({reason}); start it, or set {TOKEN} where "
            f"it asks for a login, or give the folder alone: --index {folder}"
        ) from error


def first_line(error: Exception) -> str:
    """What an error of the client says, in short."""
    lines = str(getattr(error, "message", "") or error).strip().splitlines()
    return lines[0].rstrip(".;:")[:200] if lines else type(error).__name__

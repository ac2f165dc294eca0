"""Where an index is: a folder and, for those who want it so, a Milvus server for its vectors.

``milvus+http://HOST:19530/NAME#FOLDER``, the same with ``https``, or
``milvus+file:PATH.db/NAME#FOLDER`` for a file of Milvus Lite.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from explorer.errors import IndexFolderError, VectorServerError
from explorer.index.manifest import REBUILD

SCHEME = "milvus+"
DEFAULT = Path(".index")
"""In it, the folder of an address that names none bears the name of its collections."""
LIKE = re.compile(r"milvus[+:]|[a-z][a-z0-9+.-]+:.*//", re.DOTALL | re.IGNORECASE | re.ASCII)
"""How an address begins, or what was meant for one; a drive of Windows (``C:``) does not."""
ADDRESS = re.compile(
    r"(?ai:milvus\+)(?:(?ai:file:)(?P<file>.+?\.db)|(?P<scheme>(?ai:https?)://)(?P<host>[^/#\s]+))"
    r"/(?P<name>[^/#]*)(?:#(?P<folder>.+))?",
    re.DOTALL,
)
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,99}")
"""What Milvus takes for a collection, with room for what is put behind it."""
EXAMPLE = "milvus+http://HOST:19530/NAME#FOLDER or milvus+file:PATH.db/NAME#FOLDER"
TOKEN = "EXPLORER_MILVUS_TOKEN"
"""The variable with the login of a server, ``user:password`` or a key: an address is shown to
readers and listed by the system."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where an index is.

    Attributes:
        folder: all of it, or all but the vectors that are asked.
        uri: of the Milvus server, or the file of Milvus Lite; None where the folder is all.
        name: of its collections there.
    """

    folder: Path
    uri: str | None = None
    name: str = ""

    def __post_init__(self) -> None:
        if self.uri is not None and not self.is_file and "@" in self.uri:
            raise _with_login()

    @property
    def is_file(self) -> bool:
        """Whether the vectors are in a file of Milvus Lite."""
        return self.uri is not None and "://" not in self.uri

    def resolved(self) -> Address:
        """The same wherever the process stands."""
        uri = str(Path(self.uri).resolve()) if self.uri and self.is_file else self.uri
        return Address(self.folder.resolve(), uri, self.name)

    def __str__(self) -> str:
        if self.uri is None:
            return str(self.folder)
        where = f"file:{self.uri}" if self.is_file else self.uri
        return f"{SCHEME}{where}/{self.name}#{self.folder}"


def read_address(index: Path | str | Address) -> Address:
    """What a folder or an address means.

    Raises:
        VectorServerError: it begins like an address and is none, or a login stands in it.
    """
    if isinstance(index, Address):
        return index
    if isinstance(index, Path) or not LIKE.match(index):
        return Address(Path(index))
    match = ADDRESS.fullmatch(index)
    if match is None or not NAME.fullmatch(match["name"]):
        if "@" in index:
            raise _with_login()
        raise VectorServerError(
            f"{index!r} is no address of an index in Milvus; write {EXAMPLE}, with a NAME of Latin "
            "letters, figures and _."
        )
    folder = Path(match["folder"]) if match["folder"] else DEFAULT / match["name"]
    uri = match["file"] or match["scheme"].lower() + match["host"]
    return Address(folder, uri, match["name"])


@contextmanager
def told_whole(address: Address) -> Iterator[None]:
    """Lines about the folder of an index say how to build all of it, its part in Milvus too."""
    try:
        yield
    except IndexFolderError as error:
        if address.uri is None:
            raise
        short = REBUILD.format(folder=address.folder)
        whole = REBUILD.format(folder=shlex.quote(str(address)))
        raise type(error)(str(error).replace(short, whole)) from error


def _with_login() -> VectorServerError:
    """Without the address, in which the password is."""
    return VectorServerError(
        "An address of an index in Milvus is shown to readers, so it holds no user, password or @; "
        f"write {EXAMPLE}, and set the variable {TOKEN} to user:password."
    )

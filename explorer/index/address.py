"""Where an index is: a folder and, for those who want it so, a Milvus server for its vectors.

``milvus+http://HOST:19530/NAME#FOLDER``, the same with ``https``, or
``milvus+file:PATH.db/NAME#FOLDER`` for a file of Milvus Lite.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from explorer.errors import VectorServerError

SCHEME = "milvus+"
DEFAULT = Path(".index")
"""In it, the folder of an address that names none bears the name of its collections."""
ADDRESS = re.compile(
    r"milvus\+(?:file:(?P<file>.+\.db)|(?P<server>https?://[^/#\s]+))/(?P<name>[^/#]*)"
    r"(?:#(?P<folder>.+))?",
    re.DOTALL,
)
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,99}")
"""What Milvus takes for a collection, with room for what is put behind it."""
EXAMPLE = "milvus+http://HOST:19530/NAME#FOLDER or milvus+file:PATH.db/NAME#FOLDER"


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
        VectorServerError: it begins like an address and is none.
    """
    if isinstance(index, Address):
        return index
    if isinstance(index, Path) or not index.startswith(SCHEME):
        return Address(Path(index))
    match = ADDRESS.fullmatch(index)
    if match is None or not NAME.fullmatch(match["name"]):
        raise VectorServerError(
            f"{index!r} is no address of an index in Milvus; write {EXAMPLE}, with a NAME of Latin "
            "letters, figures and _."
        )
    folder = Path(match["folder"]) if match["folder"] else DEFAULT / match["name"]
    return Address(folder, match["file"] or match["server"], match["name"])

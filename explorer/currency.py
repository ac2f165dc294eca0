"""Whether an index is still that of its corpus."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from explorer.corpus.files import corpus_fingerprint
from explorer.errors import IndexFolderError
from explorer.index.address import Address, read_address
from explorer.index.milvus import holds
from explorer.index.store import open_generation
from explorer.settings import index_settings


def is_current(
    corpus: Path,
    index: Path | str | Address,
    *,
    model: str | None = None,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
) -> bool:
    """Whether the index is whole and was built from these very files with this model.

    Args:
        corpus: folder of texts.
        index: folder or address, as given to ``build_index``.
        model: as given to it.
        columns: as given to it.
        encoding: as given to it.

    Raises:
        CorpusError: the corpus folder is missing or empty.
        VectorServerError: the Milvus of the address cannot be used.
    """
    fingerprint, address = corpus_fingerprint(corpus), read_address(index)
    try:
        _, manifest = open_generation(address.folder)
    except IndexFolderError:
        return False
    return (
        (model is None or manifest.model.name == model)
        and manifest.settings == index_settings(columns, encoding)
        and manifest.fingerprint == fingerprint
        and (address.uri is None or holds(address, manifest))
    )

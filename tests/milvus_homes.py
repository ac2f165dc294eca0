"""Collections of Milvus for tests: of rows that are made up, in the server or file at hand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from fakes import BigramEncoder
from numpy.typing import NDArray

from explorer.embedding.encoder import ModelIdentity
from explorer.index.address import Address
from explorer.index.local import LocalHome
from explorer.index.manifest import FORMAT_VERSION, Manifest
from explorer.index.milvus import MilvusHome
from explorer.index.milvus.collection import GenerationCollection
from explorer.index.milvus.connection import Connection
from explorer.index.plan import LIMITS, Limits
from explorer.scope import Facets


def manifest_of(rows: int, dimension: int, content: str = "made") -> Manifest:
    """The manifest of a generation of which the tests look at the vectors alone."""
    model = ModelIdentity(BigramEncoder.identity.name, "1", "", dimension, "float32")
    return Manifest(
        format_version=FORMAT_VERSION,
        generation="gen-000001",
        created="",
        corpus="",
        fingerprint=content,
        title={},
        notice={},
        model=model,
        settings={},
        counts={"paragraphs": rows},
        places=[],
        points={},
        lists={},
        languages=["zh"],
        means={},
        percentiles={},
        verdict={},
        search=None,
        sources=[],
        unreadable=[],
        libraries={},
    )


@dataclass
class Pair:
    """The same vectors in both homes."""

    milvus: MilvusHome
    local: LocalHome
    collection: GenerationCollection


def pair(
    address: Address,
    vectors: NDArray[np.floating],
    facets: Facets,
    folder: Path,
    limits: Limits = LIMITS,
) -> Pair:
    """Write the vectors to a folder and to Milvus."""
    folder.mkdir(parents=True, exist_ok=True)
    local = LocalHome(folder, limits=limits)
    local.add(vectors, facets)
    collection = GenerationCollection(
        Connection(address), manifest_of(*vectors.shape), limits=limits
    )
    milvus = MilvusHome(collection, facets, local.vectors, limits=limits)
    milvus.add(vectors, facets)
    return Pair(milvus, local, collection)

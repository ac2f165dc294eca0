"""What tests of several folders share."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def sample_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the sample corpus, built once with the real model."""
    from explorer import build_index, sample_corpus

    folder = tmp_path_factory.mktemp("sample") / "index"
    build_index(sample_corpus(), folder)
    return folder

"""What tests of several folders share.

Properties are tried on the same examples in every run, so that a run tells of the change and not of
chance; a slow machine fails none. ``pytest --hypothesis-profile=explore`` draws fresh ones.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", derandomize=False, deadline=None)
settings.load_profile("same")


@pytest.fixture(scope="session")
def sample_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the sample corpus, built once with the real model."""
    from explorer import build_index, sample_corpus

    folder = tmp_path_factory.mktemp("sample") / "index"
    build_index(sample_corpus(), folder)
    return folder

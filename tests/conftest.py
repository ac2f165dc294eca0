"""What tests of several folders share.

Properties are tried on the same examples in every run, so that a run tells of the change and not of
chance; a slow machine fails none. ``pytest --hypothesis-profile=explore`` draws fresh ones,
``--hypothesis-profile=fuzz`` thousands.

No test and no Python that it starts reaches another machine.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

GUARD = str(Path(__file__).parent / "guard")
sys.path.append(GUARD)
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (GUARD, os.environ.get("PYTHONPATH"))))
import this_machine_only  # noqa: E402 (found through the line above)

this_machine_only.install()

patient: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("same", derandomize=True, **patient)
settings.register_profile("explore", derandomize=False, **patient)
settings.register_profile("fuzz", derandomize=False, max_examples=2_000, **patient)
settings.load_profile("same")


@pytest.fixture(scope="session")
def sample_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the sample corpus, built once with the real model."""
    from explorer import build_index, sample_corpus

    folder = tmp_path_factory.mktemp("sample") / "index"
    build_index(sample_corpus(), folder)
    return folder

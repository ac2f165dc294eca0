"""What the tests of the scripts share: the scripts as modules, and a real index of the sample."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]
SCRIPTS = REPO / "scripts"

# `import environment`, `import serve` ... as the scripts themselves do. At the end of the path: a
# script named `test` must not hide the standard library's package.
sys.path.append(str(SCRIPTS))

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def run_script() -> Run:
    """Run a script as a user does, in this very interpreter's environment."""

    def run(
        name: str, *arguments: object, stdin: str = "", **variables: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, str(SCRIPTS / f"{name}.py"), *map(str, arguments)],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "EXPLORER_ENVIRONMENT": "active", **variables},
            timeout=300,
        )

    return run


@pytest.fixture(scope="session")
def sample_build(
    tmp_path_factory: pytest.TempPathFactory, run_script: Run
) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """The sample corpus, built once with the real model by the script: the folder, its words."""
    from explorer import sample_corpus

    folder = tmp_path_factory.mktemp("sample") / "an index"
    return folder, run_script("rebuild_index", sample_corpus(), "--index", folder)


@pytest.fixture(scope="session")
def sample_index(sample_build: tuple[Path, subprocess.CompletedProcess[str]]) -> Path:
    """The index folder of the sample corpus."""
    folder, done = sample_build
    assert done.returncode == 0, done.stderr
    return folder

"""The command that builds with a cluster tells what to do where it cannot."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from explorer import sample_corpus

SCRIPT = Path(__file__).parents[2] / "scripts" / "rebuild_index.py"


def rebuild(index: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, SCRIPT, sample_corpus(), "--index", index, *options],
        env={**os.environ, "EXPLORER_ENVIRONMENT": "active"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_no_cluster_is_one_line(tmp_path: Path) -> None:
    pytest.importorskip("ray", reason='Ray is not installed: pip install ".[cluster]"')
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"127.0.0.1:{server.getsockname()[1]}"
    done = rebuild(tmp_path / "index", "--ray", address)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines()[-1] == (
        f"error: No Ray cluster answers at {address}; start one there, or use --ray local."
    )
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "index").exists()


@pytest.mark.parametrize("option", ["--ray", "--index"])
def test_an_empty_address_is_a_usage_error(tmp_path: Path, option: str) -> None:
    done = rebuild(tmp_path / "index", option, "")
    assert done.returncode == 2
    assert f"argument {option}: name " in done.stderr


def test_a_cluster_needs_the_cache(tmp_path: Path) -> None:
    done = rebuild(tmp_path / "index", "--ray", "local", "--no-cache")
    assert done.returncode == 2
    assert "--ray fills the cache that --no-cache does without" in done.stderr

"""Nothing leaves the machine: not from a test, and not from what we start."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from this_machine_only import LOG, is_here, is_pip

ROOT = Path(__file__).parents[1]
ELSEWHERE = "203.0.113.7"
"""An address of documentation (RFC 5737): no machine has it."""


@pytest.mark.parametrize("kind", [socket.SOCK_STREAM, socket.SOCK_DGRAM])
def test_a_test_reaches_no_other_machine(kind: int) -> None:
    with socket.socket(type=kind) as asking:
        with pytest.raises(OSError, match="must not connect"):
            asking.connect((ELSEWHERE, 80))
    with pytest.raises(socket.gaierror, match="must not ask"):
        socket.getaddrinfo("models.example", 443)


def test_a_test_reaches_this_machine() -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        with socket.create_connection(server.getsockname(), timeout=5):
            pass
    assert socket.getaddrinfo("localhost", 80)


def test_what_a_test_starts_reaches_no_other_machine(tmp_path: Path) -> None:
    program = f"import socket; socket.create_connection(({ELSEWHERE!r}, 80), timeout=5)"
    told = tmp_path / "refused"
    child = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, LOG: str(told)},
        capture_output=True,
        encoding="utf-8",
    )
    assert "must not connect" in child.stderr
    assert ELSEWHERE in told.read_text("utf-8")


def test_pip_is_let_through_and_nothing_that_is_named_like_it() -> None:
    assert is_pip(["/a/python", "-m", "pip", "install", "x"])
    assert is_pip(["/a/bin/python", "/a/bin/pip3.11", "list"])
    assert not is_pip(["python", "scripts/serve.py", "--pip"])
    assert not is_pip(["python", "-m", "pipeline"])


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "", None, "127.8.8.8", b"::1"])
def test_hosts_of_this_machine(host: object) -> None:
    assert is_here(host)


@pytest.mark.parametrize("host", ["10.0.0.1", "192.168.0.1", "example.com", "::2", "8.8.8.8"])
def test_hosts_elsewhere(host: str) -> None:
    assert not is_here(host)


def test_a_search_with_the_offline_model_asks_no_other_machine(
    sample_index: Path, tmp_path: Path
) -> None:
    told = tmp_path / "refused"
    program = (
        "import sys; from explorer import open_index\n"
        "found = open_index(sys.argv[1]).counterparts('公交站要有棚子，公交车要准点。', k=1)\n"
        "assert found is not None"
    )
    child = subprocess.run(
        [sys.executable, "-c", program, str(sample_index)],
        cwd=ROOT,
        env={**os.environ, LOG: str(told)},
        capture_output=True,
        encoding="utf-8",
    )
    assert child.returncode == 0, child.stderr[-500:]
    assert not told.exists(), told.read_text("utf-8")


def test_what_is_set_so_that_libraries_tell_nobody() -> None:
    import tomllib

    config = tomllib.loads((ROOT / "explorer/app/.streamlit/config.toml").read_text("utf-8"))
    assert config["browser"]["gatherUsageStats"] is False
    served = (ROOT / "scripts/app_process.py").read_text("utf-8")
    assert '"browser.gatherUsageStats": "false"' in served
    from explorer.embedding.encoder import SentenceTransformerEncoder

    assert SentenceTransformerEncoder().identity.dimension
    assert os.environ["HF_HUB_DISABLE_TELEMETRY"] == "1"
    assert os.environ["HF_HUB_OFFLINE"] == "1"

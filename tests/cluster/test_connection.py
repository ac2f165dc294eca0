"""An address that is none, or that does not answer, is one clear line."""

from __future__ import annotations

import importlib.util
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer import sample_corpus
from explorer.cluster import connection, prepare
from explorer.errors import ClusterError

needs_ray = pytest.mark.skipif(
    importlib.util.find_spec("ray") is None,
    reason='Ray is not installed: pip install ".[cluster]"',
)


@pytest.fixture
def silent() -> Iterator[str]:
    """The address of something that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"127.0.0.1:{server.getsockname()[1]}"


def refused(address: str, folder: Path, match: str) -> None:
    with pytest.raises(ClusterError, match=match):
        prepare(sample_corpus(), folder / "index", address=address)
    assert not (folder / "index").exists()


def test_without_ray_the_install_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    refused("local", tmp_path, r'Ray is not installed; run: pip install "\.\[cluster\]"')


@needs_ray
@pytest.mark.parametrize("address", ["here", "host:", ":6379", "http://host:6379", "host:port"])
def test_what_is_no_address(address: str, tmp_path: Path) -> None:
    refused(address, tmp_path, "is no address of a Ray cluster; write HOST:PORT or local")


@needs_ray
def test_nothing_is_there(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        free = server.getsockname()[1]
    refused(f"127.0.0.1:{free}", tmp_path, f"No Ray cluster answers at 127.0.0.1:{free}; start")


@needs_ray
def test_what_is_there_says_nothing(
    tmp_path: Path, silent: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "ANSWERING", 2.0)
    refused(silent, tmp_path, f"No Ray cluster answers at {silent}; start one there")

"""Several readers of one server at once: each gets their own answers, and the server stays well."""

from __future__ import annotations

import asyncio
import sys
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from visiting import SERVER, serve

from explorer import open_index

sys.path.append(str(Path(__file__).resolve().parents[2] / "scripts"))

from benches.readers import readers, sum_of, troubles  # noqa: E402
from benches.tab import Truth  # noqa: E402

pytestmark = pytest.mark.browser

READERS, SECONDS, PAUSE = 6, 25.0, (0.5, 2.0)
MOST_KEPT = 100_000_000
"""Bytes that Streamlit's caches may hold; answers to the sample corpus take a twentieth."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("many")


@pytest.fixture(scope="module")
def many(sample_index: Path, folder: Path) -> Iterator[str]:
    """The address of a server that nobody else asks."""
    yield from serve(SERVER, folder, sample_index)


def asked(address: str) -> str:
    with urllib.request.urlopen(address, timeout=30) as answer:
        return str(answer.read().decode())


def kept(metrics: str) -> float:
    """The bytes of all caches, of the server's own figures."""
    lines = [line for line in metrics.splitlines() if line.startswith("cache_memory_bytes{")]
    assert lines
    return sum(float(line.split("}")[-1].split()[0]) for line in lines)


def test_readers_at_once_get_their_own_answers(
    many: str, folder: Path, sample_index: Path, browser: Browser
) -> None:
    assert browser.is_connected()  # there is a Chromium; these readers share another one
    visit = readers(
        many,
        Truth(open_index(sample_index)),
        folder,
        number=READERS,
        seconds=SECONDS,
        pause=PAUSE,
    )
    with ThreadPoolExecutor(1) as beside:  # the fixtures' own loop runs in this thread
        found = beside.submit(asyncio.run, visit).result()
    assert [fault for one in found for fault in one.faults] == []
    assert troubles(folder / "server.log") == []
    assert sum_of(found) > 3 * READERS
    assert asked(f"{many}/_stcore/health") == "ok"
    assert kept(asked(f"{many}/_stcore/metrics?families=cache_memory_bytes")) < MOST_KEPT

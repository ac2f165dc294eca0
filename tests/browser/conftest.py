"""Fixtures of the browser flows: the app on a port of its own, and Chromium."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, expect, sync_playwright
from visiting import HERE, QUIET, SERVER, Visit, open_tab, serve

expect.set_options(timeout=30_000)  # these flows assert what a page shows, not how soon


@pytest.fixture(scope="session")
def app(sample_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app over the sample corpus."""
    yield from serve(SERVER, tmp_path_factory.mktemp("app"), sample_index)


@pytest.fixture(scope="session")
def hostile_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app over a hostile corpus, under a strict policy."""
    yield from serve(HERE / "strict_server.py", tmp_path_factory.mktemp("hostile"), None)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    path = os.environ.get("EXPLORER_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if path is None:
        pytest.skip("no Chromium on this machine")
    started = playwright.chromium.launch(executable_path=path, args=QUIET)
    yield started
    started.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Open a tab of its own; after the test nothing may have failed or left the machine."""
    contexts: list[BrowserContext] = []
    visits: list[Visit] = []

    def new(address: str, locale: str = "zh-CN") -> Visit:
        context, made = open_tab(browser, address, locale)
        contexts.append(context)
        visits.append(made)
        return made

    yield new
    for context in contexts:
        context.close()
    for made in visits:
        assert made.outside == []
        assert made.errors == []
        assert made.dialogs == []

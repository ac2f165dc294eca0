"""A tab of a real browser, and the app that it visits."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

import explorer.app

SERVER = Path(explorer.app.__file__).parent / "server.py"
HERE = Path(__file__).parent
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Streamlit looks for its server below the page's address first, and its start page has an inline
# script that a strict policy refuses; neither is ours and neither does harm.
EXPECTED_ERRORS = ("/_stcore/", "window.prerenderReady", "Executing inline script violates")


@dataclass
class Visit:
    """A tab, and everything that went wrong or left the machine in it."""

    page: Page
    address: str
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def go(self, path: str = "/") -> Page:
        self.page.goto(self.address + path)
        return self.page


def serve(script: Path, folder: Path, index: Path | None) -> Iterator[str]:
    """Run a Streamlit script until the tests are through; yields its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    if index:
        environment["EXPLORER_INDEX"] = str(index)
    refused = folder / "refused.log"
    environment["REFUSED_CONNECTIONS"] = str(refused)
    command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}"]
    command += ["--server.headless=true", "--server.address=127.0.0.1"]
    command += ["--browser.gatherUsageStats=false", "--server.fileWatcherType=none"]
    log = folder / "server.log"
    with log.open("wb") as out:
        server = subprocess.Popen(command, env=environment, stdout=out, stderr=out)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, server, log)
        yield address
    finally:
        server.terminate()
        server.wait(10)
    assert not refused.exists(), f"the app asked other machines: {refused.read_text('utf-8')}"


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the app did not start: {log.read_text('utf-8', 'replace')}")


def open_tab(browser: Browser, address: str, locale: str) -> tuple[BrowserContext, Visit]:
    """A tab with cookies and history of its own."""
    context = browser.new_context(locale=locale, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.set_default_timeout(30_000)
    made = Visit(page, address)
    page.on("request", lambda request: _note_request(made, request.url))
    page.on(
        "console", lambda m: _note_error(made, f"{m.text} {m.location}", error=m.type == "error")
    )
    page.on("pageerror", lambda error: made.errors.append(str(error)))
    page.on("dialog", lambda dialog: (made.dialogs.append(dialog.message), dialog.dismiss()))
    return context, made


def _note_request(made: Visit, url: str) -> None:
    if not url.startswith((made.address, made.address.replace("http", "ws"), "data:", "blob:")):
        made.outside.append(url)


def _note_error(made: Visit, text: str, *, error: bool) -> None:
    if error and not any(expected in text for expected in EXPECTED_ERRORS):
        made.errors.append(text)

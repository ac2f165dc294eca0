"""The app as a child process: a free port for it, its start, the moment it answers, its end."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

from console import fail, say
from environment import REPO

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOST = "127.0.0.1"  # this machine only: the texts are not for the network
FIRST_PORT = 8501
PORTS = 100  # tried one after the other
START_LIMIT = 180  # seconds until the app must answer; a cold disk takes about 30
STOP_LIMIT = 8  # seconds that the app gets to end by itself
UPLOAD = 10  # megabytes of a draft's file, as the page says; the server refuses more by itself
ARENAS = "2"  # of glibc's allocator: each page run is a thread, with its own scraps in up to 16
MESSAGE = 50  # megabytes from or to a browser at once: the longest speech, and never a flood
SERVER = REPO / "explorer" / "app" / "server.py"
# Streamlit with one thing added: the app ends with the process that holds the other end of its
# standard input, so that even a killed `serve.py` leaves nothing behind.
APP = """
import os, sys, threading
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
from streamlit.web.cli import main
sys.exit(main(prog_name="streamlit"))
"""


def free_port() -> int:
    """Return the first free port, and say so when it is not the usual one."""
    for port in range(FIRST_PORT, FIRST_PORT + PORTS):
        if port_problem(port) is None:
            if port != FIRST_PORT:
                say(f"Port {FIRST_PORT} is taken; using {port}")
            return port
    fail(f"no port from {FIRST_PORT} to {FIRST_PORT + PORTS - 1} is free: choose one with --port")


def port_problem(port: int) -> str | None:
    """Return why a port cannot be listened on, None where it can."""
    with socket.socket() as probe:
        probe.settimeout(1)
        if probe.connect_ex((HOST, port)) == 0:
            return "is taken"
    with socket.socket() as probe:
        if os.name != "nt":  # a port that was just let go is free; on Windows this would steal it
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            return "is not allowed to this user"
        except OSError:
            return "is taken"
    return None


def start_app(
    index: Path | str,
    port: int,
    labels: Path | None = None,
    *,
    base: str = "",
    errors: IO[bytes] | None = None,
) -> subprocess.Popen[bytes]:
    """Start Streamlit as a child, shut off from the keyboard's Ctrl+C, which this process gets.

    Readers judge pairs only where there is a file of ``labels`` to keep their judgements in.
    ``base`` is the path of the pages, ``errors`` takes what the app warns of (default: the screen).
    """
    from explorer.index.address import read_address

    options = {
        "server.address": HOST,
        "server.port": port,
        "server.headless": "true",
        "server.baseUrlPath": base,
        "server.fileWatcherType": "none",
        "server.maxUploadSize": UPLOAD,
        "server.maxMessageSize": MESSAGE,
        "browser.gatherUsageStats": "false",
        "client.showErrorDetails": "none",
        "client.toolbarMode": "minimal",
        "global.developmentMode": "false",
        "logger.level": "warning",
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    settings = {
        "EXPLORER_INDEX": str(read_address(index).resolved()),
        "EXPLORER_LABELS": "" if labels is None else str(labels.resolve()),
        "MALLOC_ARENA_MAX": os.environ.get("MALLOC_ARENA_MAX", ARENAS),
        "PYTHONUTF8": "1",
    }
    alone: dict[str, Any] = {"start_new_session": True}
    if os.name == "nt":
        alone = {"creationflags": 0x200}
    return subprocess.Popen(
        [sys.executable, "-c", APP, "run", str(SERVER), *flags],
        cwd=REPO,
        env={**os.environ, **settings},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,  # its own banner; warnings and faults come on stderr
        stderr=errors,
        **alone,
    )


def wait_until_ready(child: subprocess.Popen[bytes], port: int, base: str = "") -> None:
    """Return as soon as the app answers; leave with an error where it ends or takes too long."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    health = f"http://{HOST}:{port}/{base}/_stcore/health".replace("//_", "/_")
    limit = time.monotonic() + START_LIMIT
    while time.monotonic() < limit:
        if child.poll() is not None:
            fail(f"the app did not start (exit code {child.returncode}); its words are above")
        try:
            with opener.open(health, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
    fail(f"the app did not answer within {START_LIMIT} s: start again, or choose another --port")


def wait(child: subprocess.Popen[bytes]) -> int:
    """Return the exit code once the app has ended; Ctrl+C gets through, on Windows too."""
    while child.poll() is None:
        time.sleep(0.3)
    return child.returncode


def stop(child: subprocess.Popen[bytes]) -> None:
    """End the app, gently first; a second Ctrl+C ends it at once."""
    if child.poll() is None:
        child.send_signal(signal.SIGTERM)
    try:
        child.wait(STOP_LIMIT)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        child.kill()
        child.wait()
    if child.stdin:
        child.stdin.close()


@contextmanager
def running(
    index: Path, errors: IO[bytes] | None = None
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Serve an index on a free port as long as the block runs: the app's address, and its process.

    ``errors`` takes what the app warns of (default: the screen).
    """
    port = free_port()
    child = start_app(index, port, errors=errors)
    try:
        wait_until_ready(child, port)
        yield f"http://{HOST}:{port}", child
    finally:
        stop(child)

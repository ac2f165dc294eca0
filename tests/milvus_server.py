"""A real Milvus server, as PyPI has it: installed once per machine, started, killed, started again.

It needs Linux or macOS and 300 MB of the cache folder; where it cannot be had, its tests fail.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from filelock import FileLock

from explorer.embedding.bundled import cache_folder
from explorer.index.milvus.connection import CHANNEL

VERSION = "2.3.5"
"""The newest one that PyPI has for this Python."""
SETTING = "common.session.ttl=5"
"""How long, in seconds, a server that was killed is waited for by the one that comes after it."""
INSTALLING, STARTING = 600.0, 120.0
"""Seconds; on two cores it takes 5 to install and 10 to start."""


class MilvusServer:
    """A server with a folder of its own, on a port of this machine.

    Args:
        folder: for its data and its words.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self._program = folder, _installed()
        self._process: subprocess.Popen[bytes] | None = None
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = probe.getsockname()[1]

    @property
    def uri(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Start it, and come back when it answers."""
        command = [self._program, "--data", self._folder / "data", "--proxy-port", self._port]
        command += ["--extra-config", SETTING]
        with (self._folder / "words.txt").open("ab") as words:
            self._process = subprocess.Popen(
                list(map(str, command)),
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=words,
                start_new_session=True,  # what it starts is killed with it
            )
        limit = time.monotonic() + STARTING
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > limit:
                self.kill()
                words_of_it = (self._folder / "words.txt").read_text("utf-8", "replace")
                raise RuntimeError(f"Milvus does not start: {words_of_it[-1500:]}")
            time.sleep(0.3)

    def kill(self) -> None:
        """End it at once, as a power cut does."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def _answers(self) -> bool:
        from pymilvus import MilvusClient, MilvusException

        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", self._port)):
                return False
        try:
            client = MilvusClient(self.uri, timeout=2, grpc_options=CHANNEL)
            client.list_collections(timeout=2)
            client.close()
        except MilvusException:
            return False
        return True


def _installed() -> Path:
    """The server's program, in an environment of its own: it knows only old libraries."""
    folder = (
        cache_folder() / f"milvus-server-{VERSION}-py{sys.version_info[0]}{sys.version_info[1]}"
    )
    program, stamp = folder / "bin" / "milvus-server", folder / "installed"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{folder}.lock"):
        if not stamp.exists():
            shutil.rmtree(folder, ignore_errors=True)
            _run(sys.executable, "-m", "venv", str(folder))
            _run(str(folder / "bin" / "python"), "-m", "pip", "install", f"milvus=={VERSION}")
            stamp.touch()
    return program


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, timeout=INSTALLING)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed: {(done.stdout + done.stderr)[-1500:]}")

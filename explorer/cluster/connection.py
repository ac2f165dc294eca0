"""The way into a Ray cluster: one that runs, or one of this machine alone for as long as it lasts.

Ray is imported when it is asked for; it is no dependency of the rest.
"""

from __future__ import annotations

import logging
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import explorer
from explorer.errors import ClusterError

LOCAL = "local"
"""The address that means: a cluster of this machine alone."""
CONNECTING = 5.0
"""Seconds for a connection to the address."""
NO_TOKEN = "InvalidAuthToken"
"""In what Ray says to those who may not come in."""
ANSWERING = 20.0
"""Seconds for Ray's own question after its health; it takes two, and would ask on for forty."""


@contextmanager
def connected(address: str) -> Iterator[Any]:
    """The module ``ray``, connected to a cluster.

    Args:
        address: ``HOST:PORT`` of a cluster that this machine is a node of, or ``LOCAL``.

    Raises:
        ClusterError: Ray is not installed, nothing answers at the address, or this machine is no
            node of that cluster.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")  # it writes past Python to stderr
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise ClusterError('Ray is not installed; run: pip install ".[cluster]"') from error
    if address != LOCAL:
        _refuse_silence(address)
    try:
        ray.init(
            address=address,
            # A node that has this very folder takes this version; others the one installed there.
            runtime_env={"env_vars": {"PYTHONPATH": _python_path()}},
            log_to_driver=False,
            logging_level=logging.CRITICAL,
            include_dashboard=False if address == LOCAL else None,
        )
    except Exception as error:  # of many kinds, all meaning the same to a user
        raise ClusterError(
            f"This machine cannot use the Ray cluster {address} ({first_line(error)}); make it a "
            f"node: ray start --address={address}"
        ) from error
    _be_quiet(ray)
    try:
        yield ray
    finally:
        ray.shutdown()


def _refuse_silence(address: str) -> None:
    """Ask in a process of its own: Ray's own way to wait for an address may end the process."""
    host, _, port = address.rpartition(":")
    if not host or "/" in host or not port.isdecimal():
        raise ClusterError(f"{address!r} is no address of a Ray cluster; write HOST:PORT or local.")
    silent = f"No Ray cluster answers at {address}; start one there, or use --ray local."
    try:
        socket.create_connection((host, int(port)), timeout=CONNECTING).close()
        ask = [sys.executable, "-m", "ray.scripts.scripts", "health-check", "--address", address]
        asked = subprocess.run(ask, capture_output=True, timeout=ANSWERING, check=False)
    except (OSError, OverflowError, subprocess.TimeoutExpired) as error:
        raise ClusterError(silent) from error
    if asked.returncode:
        told = asked.stderr.decode("utf-8", "replace").strip() or "it is not healthy"
        if NO_TOKEN in told:
            raise ClusterError(
                f"The Ray cluster {address} asks for its token; copy ~/.ray/auth_token from its "
                "first node and set RAY_AUTH_MODE=token."
            )
        raise ClusterError(f"{silent[:-1]} ({told.splitlines()[-1]}).")


def _python_path() -> str:
    known = os.environ.get("PYTHONPATH")
    root = str(Path(explorer.__file__).resolve().parents[1])
    return os.pathsep.join([root, known] if known else [root])


def _be_quiet(ray: Any) -> None:  # noqa: ANN401 (a module that is imported late)
    """Ray Data draws bars and tells its plans on its own; the caller tells the progress."""
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    ray.data.DataContext.get_current().enable_progress_bars = False


def first_line(error: BaseException) -> str:
    """The first line of what an error says, or its name."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]

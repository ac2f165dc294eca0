"""Refuses what would leave this machine, in a process of the tests and in those that it starts.

Python's own sockets only: what a library does in C is not seen. ``pip`` is let through, as it
installs what some tests need and nothing else of ours asks another machine.
"""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
import sys
from functools import cache
from pathlib import Path
from typing import Any

LOG = "REFUSED_CONNECTIONS"
"""Names a file that what was refused is written to, so that nothing is swallowed unseen."""
CONNECTS = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
ASKS = frozenset({"socket.getaddrinfo", "socket.gethostbyname"})


def install() -> None:
    """Refuse from now on, for good."""
    sys.addaudithook(_watch)


def is_pip(command: list[str]) -> bool:
    """Whether a process is pip: ``python -m pip ...`` or ``bin/pip ...``."""
    return "pip" in [Path(word).name.rstrip("0123456789.") for word in command[:4]]


def is_here(host: object) -> bool:
    """Whether a host is this machine, by its name or by any of its addresses."""
    if isinstance(host, (bytes, bytearray)):
        host = host.decode("ascii", "replace")
    if host in (None, "", "localhost", socket.gethostname()):
        return True
    try:
        address = ipaddress.ip_address(str(host).partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified or _is_own(str(host))


@cache
def _is_own(host: str) -> bool:
    """Whether an address is one of this machine's: no other can be bound here."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.bind((host, 0))
    except OSError:
        return False
    return True


def _watch(event: str, values: tuple[Any, ...]) -> None:
    if event in CONNECTS:
        address = values[1]
        if isinstance(address, tuple) and not is_here(address[0]):
            _tell(address)
            raise OSError(errno.ENETUNREACH, f"a test must not connect to {address}")
    elif event in ASKS and not is_here(values[0]):
        try:
            ipaddress.ip_address(values[0])
        except ValueError:
            _tell(values[0])
            raise socket.gaierror(
                socket.EAI_NONAME, f"a test must not ask for {values[0]}"
            ) from None


def _tell(what: object) -> None:
    if path := os.environ.get(LOG):
        with open(path, "a", encoding="utf-8") as stream:
            stream.write(f"{what!r} by {sys.orig_argv}\n")

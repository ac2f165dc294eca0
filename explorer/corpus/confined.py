"""What a process that reads strangers' files may do: little, and not for long.

A process of its own can be ended when a file makes it run away, and it takes nothing with it when a
library that reads a format crashes. Memory, time and written files are limited by the system where
it can (not on Windows, where time alone is); connections are refused everywhere.
"""

from __future__ import annotations

import contextlib
import os
import sys
from typing import Any

MEMORY = 4 * 2**30
"""Bytes of addresses; half a gigabyte is used, most of the rest is what libraries reserve."""
WRITTEN = 256 * 2**20
"""Bytes of a file that may be written: libraries unpack their own tables into temporary ones."""
SECONDS = 120
"""Of the clock, and of the processor, for one file; the slowest of real ones takes five."""


class Forbidden(OSError):
    """Something that reading a file never needs."""


def confine() -> None:
    """Limit this process once and for all."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    sys.addaudithook(_refuse)
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (WRITTEN, WRITTEN))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def begin_file() -> None:
    """Give this process its time of the processor for one more file."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        spent = int(used.ru_utime + used.ru_stime)
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (spent + SECONDS, most))


def _refuse(event: str, _: tuple[Any, ...]) -> None:
    if event in {"socket.connect", "socket.bind", "socket.getaddrinfo", "subprocess.Popen"}:
        raise Forbidden(f"{event} while a file is read")

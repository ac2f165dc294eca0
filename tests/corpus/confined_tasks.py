"""What a process that reads files is made to do in place of reading one."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from pathlib import Path


def sleep(folder: Path, path: Path, encoding: str | None) -> bytes:
    time.sleep(60)
    return b""


def crash(folder: Path, path: Path, encoding: str | None) -> bytes:
    os.abort()


def swell(folder: Path, path: Path, encoding: str | None) -> bytes:
    return bytes(64 * 2**30)


def fail(folder: Path, path: Path, encoding: str | None) -> bytes:
    raise ZeroDivisionError


def connect() -> str:
    try:
        socket.socket().connect(("127.0.0.1", 9))
    except OSError as error:
        return str(error)
    return "connected"


def start_program() -> str:
    try:
        subprocess.run(["true"], check=False)
    except OSError as error:
        return str(error)
    return "started"


def write_much(path: Path) -> str:
    try:
        with path.open("wb") as stream:
            for _ in range(300):
                stream.write(bytes(2**20))
    except OSError as error:
        return str(error)
    return "written"


def limits() -> dict[str, int]:
    import resource

    names = ("RLIMIT_AS", "RLIMIT_FSIZE", "RLIMIT_CORE")
    return {name: resource.getrlimit(getattr(resource, name))[0] for name in names}


def processor_left() -> float:
    import resource

    from explorer.corpus import confined

    confined.begin_file()
    used = resource.getrusage(resource.RUSAGE_SELF)
    return resource.getrlimit(resource.RLIMIT_CPU)[0] - used.ru_utime - used.ru_stime

"""Make the project's own Python environment, ``.venv``, and go on inside it.

Standard library only, and no newer syntax than Python 3.8: this runs before anything is installed.
The stamp in ``.venv`` makes a later start instant; it is written last, so an interrupted install
is made anew. Work in an environment of your own instead: ``pip install -e ".[test]"`` there and
set ``EXPLORER_ENVIRONMENT=active``.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import installing
from console import fail, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

REPO = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)
ACTIVE = "EXPLORER_ENVIRONMENT"
STARTED = "EXPLORER_STARTED"
STAMP = "explorer-stamp.json"
UNFINISHED = "explorer-unfinished"


def ready(*extras: str) -> None:
    """Go on only inside an environment that has the project and the extras (``test``) installed.

    Where this is another interpreter, the script starts again inside ``.venv``, with the same
    arguments, and this call does not return.
    """
    if str(REPO) not in sys.path:
        sys.path.insert(1, str(REPO))
    if os.environ.get(ACTIVE) == "active":
        return
    if sys.version_info < OLDEST:
        fail(
            f"this needs Python {_dotted(OLDEST)} or newer, and this is Python "
            f"{_dotted(sys.version_info[:2])}: install a newer one and start again with it"
        )
    environment = Environment(REPO)
    if not environment.is_current(extras):
        try:
            with locked(REPO / ".venv.lock"):
                if not environment.is_current(extras):  # another start may just have made it
                    environment.make(extras)
        except OSError as error:
            fail(f"cannot write {environment.folder} ({error}): make room or give access to it")
    if not environment.is_this():
        environment.enter()


def seconds() -> float:
    """Return the seconds since the command was started, its way into ``.venv`` included."""
    return time.time() - _STARTED


class Environment:
    """The folder ``.venv`` of a repository."""

    def __init__(self, repo: Path, *, windows: bool = os.name == "nt") -> None:
        self.repo = repo
        self.folder = repo / ".venv"
        self.windows = windows
        self.python = self.folder / ("Scripts/python.exe" if windows else "bin/python")

    def is_this(self) -> bool:
        """Tell whether this very process runs inside the environment."""
        return self.folder.is_dir() and os.path.samefile(sys.prefix, self.folder)

    def is_current(self, extras: Iterable[str]) -> bool:
        """Tell whether the stamp says that all is installed, for this Python, at this place."""
        stamp = self._stamp()
        return (
            self.python.exists()
            and all(stamp.get(key) == value for key, value in self._wanted().items())
            and set(extras) <= set(stamp.get("extras", ()))
        )

    def make(self, extras: Iterable[str]) -> None:
        """Create the environment where there is no usable one, install, and write the stamp."""
        extras = sorted({*extras, *self._stamp().get("extras", ())})
        unfinished = self.folder / UNFINISHED
        if not self.is_this() and not self._is_usable():
            self._create()
        (self.folder / STAMP).unlink(missing_ok=True)
        unfinished.touch()
        self._install(extras)
        stamp = {**self._wanted(), "extras": extras}
        (self.folder / STAMP).write_text(json.dumps(stamp, indent=1), encoding="utf-8")
        unfinished.unlink()

    def enter(self) -> None:
        """Start this script again inside the environment; does not return."""
        command = [str(self.python), *sys.orig_argv[1:]]
        os.environ.update({ACTIVE: "active", STARTED: str(_STARTED)})
        if not self.windows:
            os.execv(command[0], command)
        with subprocess.Popen(command) as child:  # Windows' exec returns to the shell at once
            while True:
                try:
                    sys.exit(child.wait())
                except KeyboardInterrupt:  # the child got it too, and decides
                    continue

    def _create(self) -> None:
        if (
            importlib.util.find_spec("venv") is None
            or importlib.util.find_spec("ensurepip") is None
        ):
            fail(
                "this Python cannot make virtual environments: install its venv module (on Debian "
                f"and Ubuntu: apt install python{_dotted(sys.version_info[:2])}-venv), start again"
            )
        say(f"Making an environment in {self.folder} ...")
        began = time.time()
        command = [sys.executable, "-m", "venv", "--clear", str(self.folder)]
        made = subprocess.run(command, capture_output=True, text=True, errors="replace")
        if made.returncode:
            installing.show_end((made.stdout + made.stderr).splitlines())
            fail(f"python -m venv failed with exit code {made.returncode}; its words are above")
        (self.folder / UNFINISHED).touch()
        say(f"  made in {time.time() - began:.0f} s")

    def _install(self, extras: Iterable[str]) -> None:
        chosen = ",".join(extras)
        target = f".[{chosen}]" if chosen else "."
        say("Installing what the project needs (the first time: some minutes) ...")
        began = time.time()
        command = [str(self.python), "-m", "pip", "install", "--no-input", "--progress-bar", "off"]
        if not sys.dont_write_bytecode:  # each module is compiled when first used, most never are
            command.append("--no-compile")
        code, told = installing.watch([*command, "-e", target], folder=self.repo)
        if code:
            installing.show_end(told)
            fail(f"pip failed with exit code {code}: {installing.advice(told)}, then start again")
        say(f"  installed in {time.time() - began:.0f} s")

    def _is_usable(self) -> bool:
        """Tell whether it is whole so far: made, not left half-installed, of this Python."""
        if (self.folder / UNFINISHED).exists() or not self.python.exists():
            return False
        if self._stamp().get("folder", str(self.repo)) != str(self.repo):
            return False  # copied or moved: its scripts name the old place
        question = "import sys, pip; print('%d.%d' % sys.version_info[:2])"
        try:
            command = [str(self.python), "-c", question]
            answer = subprocess.run(command, capture_output=True, text=True, timeout=60)
        except (OSError, subprocess.TimeoutExpired):
            return False
        return answer.returncode == 0 and answer.stdout.strip() == self._wanted()["python"]

    def _wanted(self) -> dict[str, str]:
        project = (self.repo / "pyproject.toml").read_bytes()
        return {
            "folder": str(self.repo),
            "python": _dotted(sys.version_info[:2]),
            "project": hashlib.sha256(project).hexdigest(),
        }

    def _stamp(self) -> dict[str, Any]:
        try:
            stamp = json.loads((self.folder / STAMP).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return stamp if isinstance(stamp, dict) else {}


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock that ends with this process, however it ends; wait where another holds it."""
    with path.open("a+b") as handle:
        if not _try_lock(handle.fileno()):
            say("Another start is busy here; waiting for it ...")
            while not _try_lock(handle.fileno()):
                time.sleep(0.2)
        yield  # closing the file lets go


def _try_lock(descriptor: int) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            os.lseek(descriptor, 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _dotted(version: Iterable[int]) -> str:
    return ".".join(map(str, version))


_STARTED = float(os.environ.pop(STARTED, time.time()))

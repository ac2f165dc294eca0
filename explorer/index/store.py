"""The index folder: immutable generations, the pointer to the current one, and the lock.

A generation is written in a temporary folder, its files flushed to disk, the manifest last; then it
is renamed into place and ``CURRENT`` is replaced, which names the generation and the hash of its
manifest. A reader sees one whole generation or another.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from explorer.errors import IndexDamaged, IndexFolderError, IndexLocked, IndexMissing
from explorer.index.checking import check_files, described, faults
from explorer.index.manifest import MANIFEST_FILE, REBUILD, Manifest, file_hash, read_manifest
from explorer.room import disk_full, is_full

CURRENT_FILE = "CURRENT"
LOCK_FILE = "LOCK"
HOLDER_FILE = "LOCK.holder"
GENERATION = re.compile(r"gen-\d{6}")
POINTER = re.compile(rf"({GENERATION.pattern}) ([0-9a-f]{{64}})\n")
TEMPORARY = ".building-"


@contextmanager
def build_lock(folder: Path) -> Iterator[None]:
    """Hold the index folder for one build, made if missing.

    Raises:
        IndexLocked: another build holds it; its process is named.
        DiskFull: the folder has no room for what is written to it.
        IndexFolderError: it cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # A soft lock, which is a file that is there, would outlive a build that was killed.
        with FileLock(folder / LOCK_FILE, timeout=0, fallback_to_soft=False):
            try:
                (folder / HOLDER_FILE).write_text(str(os.getpid()), encoding="ascii")
                yield
            finally:
                (folder / HOLDER_FILE).unlink(missing_ok=True)
    except Timeout as error:
        raise IndexLocked(
            f"Process {_holder(folder)} is building in {folder}; wait until it is done."
        ) from error
    except (OSError, sqlite3.OperationalError) as error:
        if is_full(error):
            raise disk_full(folder) from error
        reason = getattr(error, "strerror", None) or error
        raise IndexFolderError(
            f"The index folder {folder} cannot be written ({reason}); name another with --index."
        ) from error


def _holder(folder: Path) -> str:
    try:
        return (folder / HOLDER_FILE).read_text(encoding="ascii").strip() or "(unknown)"
    except (OSError, ValueError):
        return "(unknown)"


@contextmanager
def new_generation(folder: Path) -> Iterator[Path]:
    """A temporary folder for the files of the next generation; removed if it is not published."""
    _clear(folder)
    with _temporary(folder / f"{TEMPORARY}{os.getpid()}") as path:
        yield path


def _clear(folder: Path) -> None:
    """Remove what builds left that were killed: temporary folders, pointers, unnamed generations.

    Nobody can have opened a generation that comes after the current one.
    """
    for leftover in folder.glob(f"{TEMPORARY}*"):
        shutil.rmtree(leftover, ignore_errors=True)
    for leftover in folder.glob(f"{CURRENT_FILE}.*"):
        leftover.unlink(missing_ok=True)
    current = _current(folder)
    if current is not None and current.is_dir():
        for path in _generations(folder):
            if path.name > current.name:
                shutil.rmtree(path, ignore_errors=True)


@contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """A folder on the same disk for what a build needs on its way only."""
    with _temporary(folder / f"{TEMPORARY}{os.getpid()}.scratch") as path:
        yield path


@contextmanager
def _temporary(path: Path) -> Iterator[Path]:
    path.mkdir()
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def next_generation(folder: Path) -> str:
    """The name that the next generation of the folder will bear."""
    last = max((int(path.name.removeprefix("gen-")) for path in _generations(folder)), default=0)
    return f"gen-{last + 1:06d}"


def publish(
    temporary: Path, manifest: Manifest, *, ready: Callable[[], None] | None = None
) -> Path:
    """Make a finished temporary folder the current generation.

    ``ready`` is called once all its files are there and hashed, and before any reader sees it.

    It and the one before it are kept, for readers that opened that; older ones are removed.
    """
    folder = temporary.parent
    for path in sorted(temporary.iterdir()):
        manifest.files[path.name] = described(path)
        _flush(path)
    if ready is not None:
        ready()
    manifest.write(temporary)
    _flush(temporary / MANIFEST_FILE)
    _flush(temporary)
    target, before = folder / manifest.generation, _current(folder)
    pointer = folder / f"{CURRENT_FILE}.{os.getpid()}"
    try:
        digest = file_hash(temporary / MANIFEST_FILE)
        pointer.write_text(f"{target.name} {digest}\n", encoding="ascii", newline="\n")
        _flush(pointer)
        temporary.rename(target)
        _flush(folder)
        pointer.replace(folder / CURRENT_FILE)
    except OSError:
        pointer.unlink(missing_ok=True)
        shutil.rmtree(target, ignore_errors=True)
        raise
    _flush(folder)
    for old in _generations(folder):
        if old not in (target, before):
            shutil.rmtree(old, ignore_errors=True)
    return target


def open_generation(folder: Path) -> tuple[Path, Manifest]:
    """The current generation of an index folder and its manifest, checked.

    Raises:
        IndexMissing: nothing was built there.
        IndexDamaged: a file is missing or altered.
        IndexVersionError: another format version wrote it.
    """
    generation, manifest = current_generation(folder)
    try:
        check_files(generation, manifest)
    except IndexDamaged:
        if generation == _current(folder):
            raise
        return open_generation(folder)  # builds have replaced it, and removed it meanwhile
    return generation, manifest


def all_faults(folder: Path) -> tuple[Path, Manifest, list[tuple[str, str]]]:
    """The current generation, and what :func:`explorer.index.checking.faults` tells of every byte.

    Raises:
        IndexFolderError: there is none, or its manifest is damaged or of another version.
    """
    generation, manifest = current_generation(folder)
    found = list(faults(generation, manifest, everything=True))
    if found and generation != _current(folder):
        return all_faults(folder)  # builds have replaced it, and removed it meanwhile
    return generation, manifest, found


def current_generation(folder: Path) -> tuple[Path, Manifest]:
    """As :func:`open_generation`, but of the files only the manifest is checked."""
    mend = REBUILD.format(folder=folder)
    pointer, current = folder / CURRENT_FILE, _current(folder)
    try:
        if not pointer.is_file():
            raise IndexMissing(f"There is no index in {folder}; {mend}")
        if current is None or not current.is_dir():
            raise IndexMissing(f"{pointer} names no generation that is there; {mend}")
        manifest = read_manifest(current)  # tells first whether another version wrote all this
        named = POINTER.fullmatch(_pointer(folder))
        if named is None or _hash(current / MANIFEST_FILE) != named[2]:
            raise IndexDamaged(f"{current} is not what {pointer} names; {mend}")
    except IndexFolderError:
        if current == _current(folder):
            raise
        return current_generation(folder)  # builds have replaced it, and removed it meanwhile
    return current, manifest


def _current(folder: Path) -> Path | None:
    """The generation that the pointer names; None where it names none."""
    name, _, _ = _pointer(folder).strip().partition(" ")
    return folder / name if GENERATION.fullmatch(name) else None


def _pointer(folder: Path) -> str:
    with suppress(OSError):
        return (folder / CURRENT_FILE).read_bytes().decode("ascii", "replace")
    return ""


def _hash(path: Path) -> str | None:
    with suppress(OSError):
        return file_hash(path)
    return None


def _generations(folder: Path) -> list[Path]:
    """All generations that are there, in order."""
    found = (path for path in folder.iterdir() if GENERATION.fullmatch(path.name))
    return sorted(path for path in found if path.is_dir())


def _flush(path: Path) -> None:
    """Have the system write a file or folder to disk, so that a power cut cannot reorder them."""
    if path.is_dir() and os.name == "nt":
        return  # Windows flushes folders by itself and cannot open them
    handle = os.open(path, os.O_RDONLY if os.name != "nt" or path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

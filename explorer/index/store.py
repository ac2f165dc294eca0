"""The index folder: immutable generations, the pointer to the current one, and the lock.

A generation is written in a temporary folder, its files flushed to disk, the manifest last; then it
is renamed into place and ``CURRENT`` is replaced. A reader sees one whole generation or another.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from explorer.errors import IndexFolderError, IndexLocked, IndexMissing
from explorer.index.manifest import (
    MANIFEST_FILE,
    REBUILD,
    Manifest,
    check_files,
    file_hash,
    read_manifest,
)

CURRENT_FILE = "CURRENT"
LOCK_FILE = "LOCK"
HOLDER_FILE = "LOCK.holder"
KEPT_GENERATIONS = 2
"""The current one, and the one before it for readers that opened it."""
GENERATION = re.compile(r"gen-\d{6}$")
TEMPORARY = ".building-"


@contextmanager
def build_lock(folder: Path) -> Iterator[None]:
    """Hold the index folder for one build, made if missing.

    Raises:
        IndexLocked: another build holds it; its process is named.
        IndexFolderError: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / LOCK_FILE, timeout=0)
        with lock:
            (folder / HOLDER_FILE).write_text(str(os.getpid()), encoding="ascii")
            try:
                yield
            finally:
                (folder / HOLDER_FILE).unlink(missing_ok=True)
    except Timeout as error:
        raise IndexLocked(
            f"Process {_holder(folder)} is building in {folder}; wait until it is done."
        ) from error
    except OSError as error:
        reason = error.strerror or error
        raise IndexFolderError(
            f"The index folder {folder} cannot be written ({reason}); name another with --index."
        ) from error


def _holder(folder: Path) -> str:
    try:
        return (folder / HOLDER_FILE).read_text(encoding="ascii").strip()
    except OSError:
        return "(unknown)"


@contextmanager
def new_generation(folder: Path) -> Iterator[Path]:
    """A temporary folder for the files of the next generation; removed if it is not published."""
    for leftover in folder.glob(f"{TEMPORARY}*"):
        shutil.rmtree(leftover, ignore_errors=True)
    with _temporary(folder / f"{TEMPORARY}{os.getpid()}") as path:
        yield path


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
    return f"gen-{max(map(_number, _generations(folder)), default=0) + 1:06d}"


def publish(temporary: Path, manifest: Manifest) -> Path:
    """Make a finished temporary folder the current generation, and remove the oldest ones."""
    folder = temporary.parent
    for path in sorted(temporary.iterdir()):
        manifest.files[path.name] = {"bytes": path.stat().st_size, "sha256": file_hash(path)}
        _flush(path)
    manifest.write(temporary)
    _flush(temporary / MANIFEST_FILE)
    _flush(temporary)
    target = folder / manifest.generation
    temporary.rename(target)
    pointer = folder / f"{CURRENT_FILE}.{os.getpid()}"
    pointer.write_text(manifest.generation + "\n", encoding="ascii")
    _flush(pointer)
    pointer.replace(folder / CURRENT_FILE)
    _flush(folder)
    for old in sorted(_generations(folder), key=_number)[:-KEPT_GENERATIONS]:
        shutil.rmtree(old, ignore_errors=True)
    return target


def open_generation(folder: Path) -> tuple[Path, Manifest]:
    """The current generation of an index folder and its manifest, checked.

    Raises:
        IndexMissing: nothing was built there.
        IndexDamaged: a file is missing or altered.
        IndexVersionError: another format version wrote it.
    """
    mend = REBUILD.format(folder=folder)
    pointer = folder / CURRENT_FILE
    if not pointer.is_file():
        raise IndexMissing(f"There is no index in {folder}; {mend}")
    for attempt in range(2):
        name = pointer.read_text(encoding="ascii", errors="replace").strip()
        if GENERATION.match(name) and (folder / name).is_dir():
            break
        # A build may have replaced the pointer and removed the generation since it was read.
        if attempt:
            raise IndexMissing(f"{pointer} names no generation that is there; {mend}")
    manifest = read_manifest(folder / name)
    check_files(folder / name, manifest)
    return folder / name, manifest


def _generations(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_dir() and GENERATION.match(path.name)]


def _number(path: Path) -> int:
    return int(path.name.removeprefix("gen-"))


def _flush(path: Path) -> None:
    """Have the system write a file or folder to disk, so that a power cut cannot reorder them."""
    if path.is_dir() and os.name == "nt":
        return  # Windows flushes folders by itself and cannot open them
    handle = os.open(path, os.O_RDONLY if os.name != "nt" or path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

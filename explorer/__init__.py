"""Select a passage of a speech and see its closest counterparts from other cities and other years.

Data flows one way. *Rebuild*: files -> documents -> speeches -> paragraphs -> windows (``corpus``)
-> vectors (``embedding``) -> index folder (``index``), all in ``build_index``. *Explore*: index
folder -> ``Explorer`` -> a paragraph or text with a ``Scope`` (``search``) -> counterparts with
their shared wording (``compare``) -> tables (``export``), the app (``app``), the scripts.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from explorer.build import build_index
    from explorer.report import BuildReport
    from explorer.scope import Scope
    from explorer.search import Explorer, open_index

__all__ = ["BuildReport", "Explorer", "Scope", "build_index", "open_index", "sample_corpus"]

_HOMES = {
    "BuildReport": "explorer.report",
    "build_index": "explorer.build",
    "Explorer": "explorer.search",
    "open_index": "explorer.search",
    "Scope": "explorer.scope",
}


def __getattr__(name: str) -> object:
    """Import the public names when they are first used: a script's --help needs none of them."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_HOMES[name]), name)


def sample_corpus() -> Path:
    """The folder of the sample corpus; everything in it is invented."""
    return Path(__file__).parent / "sample" / "speeches"

"""Opens and asks a damaged index in children of its own, one for each way it is damaged.

``python tests/damage_prober.py INDEX`` reads lines ``FILE POSITION XOR`` and writes for each how it
went: ``refused``, ``answered``, ``fault ...`` for an error of no kind of ours, ``signal N`` for a
crash. Nothing here looks at a hash.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from pathlib import Path

from fakes import BigramEncoder

import explorer.index.checking as checking
from explorer.analysis.table import PairTable
from explorer.common_runs import most_common
from explorer.errors import ExplorerError
from explorer.formulas import Level
from explorer.scope import Scope
from explorer.search import open_index

SECONDS = 60
MEMORY = 8 * 2**30
"""Address space; the libraries take three."""


def ask_everything(index: Path) -> None:
    """Ask what reads every file of an index."""
    explorer = open_index(index, encoder=BigramEncoder())
    rows = len(explorer.facets.place)
    paragraphs = list(explorer.paragraphs())
    for paragraph in paragraphs[:: max(1, len(paragraphs) // 6)]:
        for query in (paragraph.id, paragraph.text):
            answer = explorer.counterparts(query, k=5, scope=Scope(other_city=False))
            for found in answer:
                assert 0 <= found.paragraph.row < rows
        explorer.grams.runs(paragraph.text)
        explorer.paragraph_at(paragraph.row)
    for speech in explorer.speeches():
        explorer.reading(speech.id)
    explorer.places()
    for level in Level:
        most_common(explorer.grams, level, 3)
    both = PairTable(explorer).both
    assert both.a.max(initial=0) < rows


def outcome(index: Path) -> str:
    """How it goes, in a child."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        signal.alarm(SECONDS)
        try:
            ask_everything(index)
            told = "answered"
        except ExplorerError as error:
            told = "refused" if "rebuild_index.py" in str(error) else f"fault no mending: {error}"
        except BaseException as error:  # noqa: BLE001 (this is what is looked for)
            told = f"fault {type(error).__name__}: {' '.join(str(error).split())[:200]}"
        os.write(write, told.encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as stream:
        told = stream.read().decode()
    _, status = os.waitpid(child, 0)
    return f"signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else told


def main() -> None:
    checking.file_hash = checking.sample_hash = lambda path: ""  # type: ignore[assignment]
    checking._fault = lambda path, known, **_: None  # type: ignore[assignment]
    (generation,) = Path(sys.argv[1]).glob("gen-*")
    for line in sys.stdin:
        name, position, flipped = line.split()
        path = generation / name
        with path.open("r+b") as stream:
            stream.seek(int(position))
            (before,) = stream.read(1)
            stream.seek(int(position))
            stream.write(bytes([before ^ int(flipped)]))
        sys.stdout.write(outcome(generation.parent) + "\n")
        sys.stdout.flush()
        with path.open("r+b") as stream:
            stream.seek(int(position))
            stream.write(bytes([before]))


if __name__ == "__main__":
    main()

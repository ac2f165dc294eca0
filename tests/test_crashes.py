"""Builds that are killed never hurt readers, nor the next build.

In full: ``EXPLORER_KILLS=200 python -m pytest tests/test_crashes.py`` (some ten minutes).
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from crash_corpus import write_edition
from fakes import BigramEncoder

from explorer.build import build_index
from explorer.index.store import CURRENT_FILE, TEMPORARY, open_generation

HERE = Path(__file__).parent
KILLS = int(os.environ.get("EXPLORER_KILLS", "8"))
LEAST = 0.3
"""Share of the kills that must have hit a build under way, past its first read."""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kill -9 and fork are of POSIX")


def child(*arguments: object) -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join([str(HERE), str(HERE.parent)])
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": paths},
        timeout=60 + 15 * KILLS,
    )


def test_killed_builds_never_hurt_readers(tmp_path: Path) -> None:
    done = child(HERE / "crash_campaign.py", tmp_path, KILLS, 1)
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["wrong"] == []
    assert told["readers"] == [0, 0]
    assert told["is_last"], "the last build is what is served"
    stages = told["stages"]
    assert "failed" not in stages, "a build after a killed one must succeed"
    assert sum(stages.values()) - stages.get("done", 0) == told["killed"] == KILLS
    assert told["killed"] - stages.get("start", 0) >= LEAST * KILLS
    assert told["opened"] >= KILLS
    kept = [name for name in told["left"] if not name.startswith("gen-")]
    assert kept == ["CURRENT", "LOCK", "cache"], "what killed builds left is cleared"
    assert len(told["left"]) - len(kept) == 2


STOPPED = """
import os, signal, sys
from pathlib import Path
from fakes import BigramEncoder
from explorer.build import build_index

def stop(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def replaced(path, target, plain=Path.replace):
    plain(path, target)
    stop()

corpus, index, when = sys.argv[1:]
if when == "before":
    Path.rename = stop
else:
    Path.replace = stop if when == "between" else replaced
build_index(Path(corpus), Path(index), encoder=BigramEncoder())
"""


@pytest.mark.parametrize(("when", "served"), [("before", 2), ("between", 2), ("after", 3)])
def test_a_kill_at_each_step_of_publishing(tmp_path: Path, when: str, served: int) -> None:
    index, editions = tmp_path / "index", [write_edition(tmp_path / str(n), n) for n in (1, 2, 3)]
    for corpus in editions[:2]:
        build_index(corpus, index, encoder=BigramEncoder())
    killed = child("-c", STOPPED, editions[2], index, when)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    generation, manifest = open_generation(index)
    assert manifest.title["zh"] == f"第{served}版"
    assert list(index.glob(f"{TEMPORARY}*")) or list(index.glob("gen-000003"))
    assert build_index(editions[0], index, encoder=BigramEncoder()).generation > generation.name
    assert open_generation(index)[1].title["zh"] == "第1版"
    left = sorted(path.name for path in index.iterdir() if path.name != "cache")
    assert left[:2] == [CURRENT_FILE, "LOCK"]
    assert generation.name in left, "the one before is kept for those that opened it"
    assert len(left) == 4


EMBEDDED = """
import os, signal, sys
from pathlib import Path
import explorer.embedding.cache as cache
from fakes import BigramEncoder
from explorer import sample_corpus
from explorer.build import build_index

cache.BATCH = 10

class Noted(BigramEncoder):
    def encode(self, texts, *, advance=None):
        if len(self.texts) >= int(sys.argv[3]):
            os.kill(os.getpid(), signal.SIGKILL)
        with open(sys.argv[2], "a", encoding="utf-8") as stream:
            stream.writelines(repr(text) + "\\n" for text in texts)
        return super().encode(texts, advance=advance)

build_index(sample_corpus(), Path(sys.argv[1]), encoder=Noted())
"""


def test_a_build_that_was_killed_embeds_no_text_twice(tmp_path: Path) -> None:
    index, log = tmp_path / "index", tmp_path / "texts"
    anew = build_index(sample(), tmp_path / "anew", encoder=BigramEncoder(), cache=False)
    half = anew.texts_embedded // 20 * 10
    killed = child("-c", EMBEDDED, index, log, half)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    before = log.read_text("utf-8").splitlines()
    assert len(before) == half
    again = child("-c", EMBEDDED, index, log, 10**9)
    assert again.returncode == 0, again.stderr
    texts = log.read_text("utf-8").splitlines()
    assert len(texts) == len(set(texts)) == anew.texts_embedded
    assert open_generation(index)[1].content == anew.content


def sample() -> Path:
    from explorer import sample_corpus

    return sample_corpus()

"""Verifying an index from the command line: one line when all is right, one for each bad file."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from explorer.build import build_index
from explorer.embedding.encoder import ModelIdentity

Run = Callable[..., subprocess.CompletedProcess[str]]
TEXT = "市长的讲话\n（2012年3月1日）\n同志们：\n今年要修好每一条乡间小路，让孩子们走着去上学。\n"


class Letters:
    """Vectors that nobody asks."""

    identity = ModelIdentity("letters", "1", "", 8, "float32")

    def encode(self, texts: list[str], *, advance: object = None) -> object:
        import numpy as np

        return np.eye(8, dtype=np.float32)[[len(text) % 8 for text in texts]]


@pytest.fixture
def index(tmp_path: Path) -> Path:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text(TEXT, encoding="utf-8")
    build_index(corpus, tmp_path / "index", encoder=Letters(), cache=False)
    return tmp_path / "index"


def test_a_whole_index_is_told_in_one_line(index: Path, run_script: Run) -> None:
    done = run_script("rebuild_index", "--verify", "--index", index)
    assert (done.returncode, done.stdout.count("\n")) == (0, 1), done.stderr
    assert "gen-000001: all 22 files are as they were built (" in done.stdout
    assert sorted(path.name for path in index.glob("gen-*")) == ["gen-000001"]


def test_every_bad_file_is_told_with_the_command_that_mends(index: Path, run_script: Run) -> None:
    generation = index / "gen-000001"
    (generation / "windows.npy").unlink()
    (generation / "pairs.npy").write_bytes(b"x")
    done = run_script("rebuild_index", "--verify", "--index", index)
    assert done.returncode == 1
    assert sorted(done.stdout.splitlines()) == [
        f"{generation / 'pairs.npy'} has the wrong size",
        f"{generation / 'windows.npy'} is missing",
    ]
    last = done.stderr.splitlines()[-1]
    assert last.startswith(f"error: 2 of 22 files of {generation} are not whole; build it with: ")


def test_without_verifying_the_texts_must_be_named(index: Path, run_script: Run) -> None:
    done = run_script("rebuild_index", "--index", index)
    assert done.returncode == 2
    assert "name the folder of the texts: CORPUS" in done.stderr


def test_a_foreign_file_is_counted_apart_from_the_bad_ones(index: Path, run_script: Run) -> None:
    generation = index / "gen-000001"
    (generation / "foreign.npy").write_bytes(b"x")
    done = run_script("rebuild_index", "--verify", "--index", index)
    assert done.stdout == f"{generation / 'foreign.npy'} does not belong there\n"
    assert f"error: 1 in {generation} do not belong there; build it with: " in done.stderr
    (generation / "windows.npy").unlink()
    done = run_script("rebuild_index", "--verify", "--index", index)
    both = f"error: 1 of 22 files of {generation} are not whole, 1 in {generation} do not belong"
    assert both in done.stderr


def test_verifying_refuses_what_only_a_build_can_do(index: Path, run_script: Run) -> None:
    for more in ([index.parent / "corpus"], ["--ray", "local"], ["--prune"]):
        done = run_script("rebuild_index", "--verify", "--index", index, *more)
        assert done.returncode == 2
        assert "--verify builds nothing: leave out CORPUS, --ray and --prune" in done.stderr

"""The commands with an index in Milvus: a folder, and its vectors in a file of Milvus Lite."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import index_option
import pytest
from small_index import city_files

from explorer import open_index
from explorer.index import address
from explorer.index.address import Address

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_the_option_knows_an_address_from_a_folder() -> None:
    assert index_option.LIKE == address.LIKE
    assert address.TOKEN in index_option.IN_MILVUS
    assert index_option.index("my-index") == Path("my-index")
    whole = "milvus+http://host:19530/speeches#my-index"
    assert index_option.index(whole) == whole
    folder = index_option.REPO / ".index" / "speeches"
    assert (
        index_option.index("milvus+http://host/speeches") == f"milvus+http://host/speeches#{folder}"
    )
    for told_when_opened in (
        *("milvus+http://host/", "milvus+ftp://host/speeches", "milvus+http://host/two words"),
        *("http://host/speeches", "milvus:http://host/speeches"),
    ):
        assert index_option.index(told_when_opened) == told_when_opened


def test_an_index_is_built_asked_and_exported_by_its_address(
    run_script: Run, tmp_path: Path
) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name, text in city_files().items():
        (corpus / name).write_text(text, encoding="utf-8")
    there = Address(tmp_path / "index", str(tmp_path / "vectors.db"), "speeches")
    built = run_script("rebuild_index", corpus, "--index", there)
    assert built.returncode == 0, built.stderr
    assert f"{there}, gen-000001" in built.stdout
    assert "fill" in built.stderr
    verified = run_script("rebuild_index", "--verify", "--index", there)
    assert verified.returncode == 0, verified.stderr
    assert re.search("speeches_[0-9a-f]{12} in the Milvus at .* holds all ", verified.stdout)
    here = open_index(there.folder)
    paragraph = next(here.paragraphs()).id
    found = run_script(
        "find_counterparts", "--index", there, "--paragraph", paragraph, "--format", "jsonl"
    )
    assert found.returncode == 0, found.stderr
    told = [json.loads(line)["paragraph_id"] for line in found.stdout.splitlines()]
    assert told == [one.paragraph.id for one in here.counterparts(paragraph)] != []
    table = run_script("export_tables", "speeches", "--index", there, "--format", "jsonl")
    assert table.returncode == 0 and table.stdout.count("\n") == len(city_files())


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("find_counterparts", ["--text", "修好每一条路"]),
        ("export_tables", ["speeches", "--format", "jsonl"]),
        ("serve", ["--no-browser"]),
        ("rebuild_index", ["--verify"]),
    ],
)
def test_an_index_whose_milvus_file_is_not_there_is_told_in_one_line(
    run_script: Run, sample_index: Path, tmp_path: Path, name: str, more: list[str]
) -> None:
    there = Address(sample_index, str(tmp_path / "none.db"), "nothing")
    done = run_script(name, *more, "--index", there)
    assert done.returncode == 1
    assert f"error: There is no Milvus file {there.uri}; build it" in done.stderr
    assert done.stderr.rstrip().endswith(f"rebuild_index.py CORPUS --index '{there}'")
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_address_without_its_folder_is_told_with_the_command_that_builds_both(
    run_script: Run, tmp_path: Path
) -> None:
    there = Address(tmp_path / "index", str(tmp_path / "none.db"), "samp")
    for name, more in (("find_counterparts", ["--text", "修路"]), ("rebuild_index", ["--verify"])):
        done = run_script(name, *more, "--index", there)
        assert done.returncode == 1
        assert done.stderr.rstrip().endswith(f"rebuild_index.py CORPUS --index '{there}'")


def test_serving_says_from_when_on_a_file_is_held(run_script: Run) -> None:
    told = run_script("serve", "--help").stdout
    assert "held from the first page on" in told

"""A node that is not like the machine that asks takes no part."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from fakes import BigramEncoder
from pyarrow.parquet import read_table

from explorer.cluster.actors import (
    GIVEN,
    PASSED,
    FilesReader,
    Job,
    TextsEmbedder,
    save_known,
)
from explorer.corpus import reading_processes
from explorer.corpus.kept_readings import reading_key
from explorer.corpus.reading_processes import decode
from explorer.embedding.cache import vector_keys
from explorer.errors import ModelError
from explorer.settings import reading_rules_of

TEXT = "金华市2012年政府工作报告\n各位代表，今年要把乡间的每一条小路都修好。\n"
WINDOW = "各位代表，今年要把乡间的每一条小路都修好。"


@pytest.fixture
def job(tmp_path: Path) -> Job:
    corpus, shards = tmp_path / "corpus", tmp_path / "shards"
    corpus.mkdir()
    shards.mkdir()
    for name in ("a.txt", "b.txt"):
        (corpus / name).write_text(TEXT, encoding="utf-8")
    save_known(shards, ())
    return Job(corpus, shards, None, reading_rules_of(corpus), BigramEncoder.identity)


def files(job: Job) -> pa.Table:
    paths = sorted(job.corpus.iterdir())
    keys = [reading_key(job.rules, job.corpus, path, job.encoding) for path in paths]
    return pa.table([[os.fsencode(path.name) for path in paths], keys], schema=GIVEN)


def texts(table: pa.Table) -> list[str]:
    return [text.decode() for text in table["text"].to_pylist() if text is not None]


def passed(*given: str) -> pa.Table:
    return pa.Table.from_pylist([{"text": text.encode()} for text in given], schema=PASSED)


def test_equal_texts_of_a_batch_are_passed_once(job: Job) -> None:
    read = FilesReader(job)(files(job))
    assert texts(read) == [WINDOW]
    shard, *_ = read.to_pylist()
    assert shard["rows"] == 2
    held = read_table(job.shards / shard["shard"])
    assert held["key"].to_pylist() == files(job)["key"].to_pylist()
    names = [decode(value).documents[0].name for value in held["value"].to_pylist()]
    assert names == ["a.txt", "b.txt"]


def test_the_same_batch_gives_the_same_shard(job: Job) -> None:
    one, again = FilesReader(job)(files(job)), FilesReader(job)(files(job))
    assert one.equals(again)
    assert len(list(job.shards.glob("*.parquet"))) == 1


def test_known_texts_are_not_passed(job: Job) -> None:
    save_known(job.shards, vector_keys(job.identity, ["其他", WINDOW, "别的"]))
    assert texts(FilesReader(job)(files(job))) == []


def test_a_node_that_sees_another_corpus_or_version_says_so(job: Job, tmp_path: Path) -> None:
    other = replace(job, rules="other rules")
    away = replace(job, corpus=tmp_path / "away")
    for one in (other, away):
        (row,) = FilesReader(one)(files(job)).to_pylist()
        assert "does not see the corpus" in row["problem"]
        assert "give it that folder under that path" in row["problem"]


def test_a_node_that_does_not_see_the_index_says_so(job: Job, tmp_path: Path) -> None:
    (row,) = FilesReader(replace(job, shards=tmp_path / "away"))(files(job)).to_pylist()
    assert "does not see the index folder" in row["problem"]


def test_a_file_of_another_content_is_left_out(job: Job) -> None:
    given = files(job)
    (job.corpus / "a.txt").write_text("改过了。\n", encoding="utf-8")
    assert FilesReader(job)(given)["rows"].to_pylist()[0] == 1


def test_a_file_that_is_another_while_it_is_read_is_left_out(
    job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    given, as_it_was = files(job), (job.corpus / "a.txt").read_bytes()

    def swapped(folder: Any, paths: Any, encoding: Any) -> Any:
        paths = list(paths)
        (job.corpus / "a.txt").write_text(TEXT.replace("小路", "大路"), encoding="utf-8")
        read = list(reading_processes.read_files(folder, paths, encoding))
        (job.corpus / "a.txt").write_bytes(as_it_was)
        return read

    monkeypatch.setattr("explorer.cluster.actors.read_files", swapped)
    read = FilesReader(job)(given)
    assert read["rows"].to_pylist()[0] == 1
    assert texts(read) == [WINDOW]


def test_a_file_that_crashes_its_reader_costs_no_other(
    job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool, given = reading_processes._pool(), files(job)
    schedule = pool.schedule

    def hostile(task: Any, *, args: tuple[Any, ...], timeout: float) -> Any:
        if args[1].name == "a.txt":
            task, args = os._exit, (1,)
        return schedule(task, args=args, timeout=timeout)

    monkeypatch.setattr(pool, "schedule", hostile)
    read = FilesReader(job)(given)
    assert texts(read) == [WINDOW]
    held = read_table(job.shards / read["shard"][0].as_py())["value"].to_pylist()
    (left_out,) = decode(held[0]).unreadable
    assert left_out.reason == "crashes what reads it; save it anew, or take it out"
    assert decode(held[1]).documents[0].name == "b.txt"


def test_a_node_of_another_precision_says_so(job: Job) -> None:
    other = replace(job, identity=replace(job.identity, precision="bfloat16"))
    (row,) = TextsEmbedder(other, BigramEncoder)(passed("一", "二")).to_pylist()
    assert "bigrams 1 in float32, this machine with bigrams 1 in bfloat16" in row["problem"]
    assert row["shard"] is None


def test_a_node_without_the_model_says_so(job: Job) -> None:
    def no_model() -> BigramEncoder:
        raise ModelError("The model my-model cannot be loaded.")

    (row,) = TextsEmbedder(job, no_model)(passed("一")).to_pylist()
    assert row["problem"] == "The model my-model cannot be loaded."


def test_an_encoder_is_made_once_and_only_for_texts(job: Job) -> None:
    made: list[BigramEncoder] = []

    def make() -> BigramEncoder:
        made.append(BigramEncoder())
        return made[-1]

    embedder = TextsEmbedder(job, make)
    assert embedder(FilesReader(job)(files(job)).slice(0, 1)).num_rows == 1
    assert not made
    given: Sequence[str] = ("一", "二", "一")
    (row,) = embedder(passed(*given)).to_pylist()
    embedder(passed("三"))
    assert row["rows"] == 2
    assert [one.texts for one in made] == [["一", "二", "三"]]

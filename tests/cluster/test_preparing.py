"""What a cluster makes is taken over as far as it is whole, and a build does the rest.

The batches run in this process here, without Ray; `test_three_nodes.py` has a real cluster.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fakes import BigramEncoder

from explorer import sample_corpus
from explorer.build import build_index
from explorer.cluster import Prepared, prepare, preparing
from explorer.cluster.actors import FilesReader, Job, TextsEmbedder
from explorer.errors import ClusterError, CorpusError, DiskFull, IndexLocked, VectorServerError
from explorer.index.store import build_lock

FILES = 5
Row = dict[str, Any]
Change = Callable[[int, Row, Path], None]


class NodeLost(RuntimeError):
    """Stands for the root of Ray's errors."""


def left_alone(number: int, row: Row, folder: Path) -> None:
    """Nothing happens to a shard."""


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Runs the batches here; ``change`` is called for each shard before it is taken over."""
    made = SimpleNamespace(change=left_alone)

    @contextmanager
    def connected(address: str) -> Iterator[Any]:
        nodes = [{"Alive": True}, {"Alive": True}, {"Alive": False}]
        yield SimpleNamespace(nodes=lambda: nodes, exceptions=SimpleNamespace(RayError=NodeLost))

    def told(ray: Any, job: Job, wanted: Any, make: Any) -> Any:
        def rows() -> Iterator[Row]:
            reader, embedder = FilesReader(job), TextsEmbedder(job, make)
            batches = (embedder(reader(block)) for block in preparing._blocks(wanted))
            shards = (row for batch in batches for row in batch.to_pylist())
            for number, row in enumerate(shards):
                made.change(number, row, job.shards)
                yield row

        return SimpleNamespace(iter_rows=rows)

    monkeypatch.setattr(preparing, "connected", connected)
    monkeypatch.setattr(preparing, "_told", told)
    monkeypatch.setattr(preparing, "FILES", FILES)
    return made


def prepared(index: Path, corpus: Path | None = None, **options: Any) -> Prepared:
    return prepare(
        corpus or sample_corpus(), index, address="here", encoder=BigramEncoder, **options
    )


def test_a_build_finds_everything_done(cluster: SimpleNamespace, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    done = prepared(tmp_path / "index", progress=lambda *one: told.append(one))
    assert (done.nodes, done.files, done.notes) == (2, 29, ())
    assert told[0] == ("cluster", 0, 29)
    assert told[-1] == ("cluster", 29, 29)
    assert {path.name for path in (tmp_path / "index/cache").iterdir()} == {
        "readings.sqlite",
        "vectors.sqlite",
    }
    report = build_index(sample_corpus(), tmp_path / "index", encoder=BigramEncoder())
    assert (report.files_read, report.files_reused) == (0, 29)
    assert (report.texts_embedded, report.texts_reused) == (0, done.texts)
    plain = build_index(sample_corpus(), tmp_path / "plain", encoder=BigramEncoder(), cache=False)
    assert report.content == plain.content
    assert plain.texts_embedded == done.texts


def test_what_is_known_is_not_done_again(cluster: SimpleNamespace, tmp_path: Path) -> None:
    first = prepared(tmp_path)
    again = prepared(tmp_path)
    assert (again.files, again.texts, again.notes) == (0, 0, ())
    (tmp_path / "cache/vectors.sqlite").unlink()
    embedded = prepared(tmp_path)
    assert (embedded.files, embedded.texts) == (0, first.texts)
    (tmp_path / "cache/readings.sqlite").unlink()
    read = prepared(tmp_path)
    assert (read.files, read.texts) == (first.files, 0)


def missing(path: Path) -> None:
    path.unlink()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def altered(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)


@pytest.mark.parametrize(
    ("harm", "reason"), [(missing, "is missing"), (cut, "is damaged"), (altered, "is damaged")]
)
def test_what_a_lost_shard_held_is_done_by_the_build(
    cluster: SimpleNamespace, tmp_path: Path, harm: Callable[[Path], None], reason: str
) -> None:
    def change(number: int, row: Row, folder: Path) -> None:
        if number in {0, 3}:  # a shard of readings, and one of vectors
            harm(folder / row["shard"])

    cluster.change = change
    done = prepared(tmp_path / "index")
    lost, left = done.notes
    assert lost.startswith("2 shards of the cluster were lost (")
    assert reason in lost
    assert lost.endswith("; the build does the rest.")
    assert left.startswith("5 files were not read by the cluster")
    assert done.files == 24
    report = build_index(sample_corpus(), tmp_path / "index", encoder=BigramEncoder())
    assert (report.files_read, report.files_reused) == (5, 24)
    assert report.texts_reused == done.texts
    assert report.texts_embedded > 0
    plain = build_index(sample_corpus(), tmp_path / "plain", encoder=BigramEncoder(), cache=False)
    assert report.content == plain.content


def test_what_a_lost_cluster_did_is_kept(cluster: SimpleNamespace, tmp_path: Path) -> None:
    def change(number: int, row: Row, folder: Path) -> None:
        if number == 4:
            raise NodeLost("the first node is gone\nand more of this")

    cluster.change = change
    with pytest.raises(ClusterError, match=r"stopped \(the first node is gone\); what it did is"):
        prepared(tmp_path)
    cluster.change = left_alone
    rest = prepared(tmp_path)
    assert (rest.files, rest.notes) == (29 - 3 * FILES, ())


def test_shards_of_a_killed_run_are_taken_over(cluster: SimpleNamespace, tmp_path: Path) -> None:
    shards = tmp_path / "cache/shards"

    def change(number: int, row: Row, folder: Path) -> None:
        if number == 0:
            copies.update({path.name: path.read_bytes() for path in folder.iterdir()})

    copies: dict[str, bytes] = {}
    cluster.change = change
    first = prepared(tmp_path)
    for path in (tmp_path / "cache").iterdir():
        path.unlink()
    shards.mkdir()
    for name, raw in copies.items():
        (shards / name).write_bytes(raw)
    (shards / "vectors-1.parquet.2.part").write_bytes(b"half of a sh")
    passed: list[Row] = []
    cluster.change = lambda number, row, folder: passed.append(row)
    again = prepared(tmp_path)
    assert (again.files, again.texts, again.notes) == (first.files, first.texts, ())
    assert sum(row["rows"] for row in passed if row["shard"].startswith("readings")) == 24
    assert not shards.exists()


def test_a_file_that_changes_meanwhile_is_left_to_the_build(
    cluster: SimpleNamespace, tmp_path: Path
) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number in range(FILES + 1):
        text = (
            f"金华市2012年政府工作报告\n各位代表，今年要把乡间的每一条小路都修好，共{number}里。\n"
        )
        (corpus / f"{number}.txt").write_text(text, encoding="utf-8")

    def change(number: int, row: Row, folder: Path) -> None:
        if number == 0:
            (corpus / f"{FILES}.txt").write_text("改过了。\n", encoding="utf-8")

    cluster.change = change
    done = prepared(tmp_path / "index", corpus)
    assert done.files == FILES
    assert done.notes == (
        "1 files were not read by the cluster (changed since?); the build reads them.",
    )


def test_a_node_that_cannot_take_part_is_one_line(cluster: SimpleNamespace, tmp_path: Path) -> None:
    def change(number: int, row: Row, folder: Path) -> None:
        row["problem"] = "The node far-away does not see the corpus."

    cluster.change = change
    with pytest.raises(ClusterError, match="The node far-away does not see the corpus"):
        prepared(tmp_path)


def test_what_a_build_refuses_is_refused_before(cluster: SimpleNamespace, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="does not exist; name a folder"):
        prepared(tmp_path / "index", tmp_path / "nowhere")
    assert not (tmp_path / "index").exists()
    (tmp_path / "a.txt").write_text("一", encoding="utf-8")
    with pytest.raises(CorpusError, match="lies inside the corpus .*; move it out"):
        prepared(tmp_path / "index", tmp_path)
    away = f"milvus+http://127.0.0.1:1/samp#{tmp_path / 'index'}"
    with pytest.raises(VectorServerError):
        prepare(sample_corpus(), away, address="here", encoder=BigramEncoder)
    with pytest.MonkeyPatch.context() as patched, pytest.raises(DiskFull, match="free, the index"):
        patched.setattr(preparing.room, "needed_at_least", lambda *_: 10**18)
        prepared(tmp_path / "index")
    assert not (tmp_path / "index").exists()
    with build_lock(tmp_path / "held"), pytest.raises(IndexLocked, match="is building in"):
        prepared(tmp_path / "held")

"""A real cluster of three nodes on this machine: what it reads and embeds is what a build would."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import fakes
import pytest
from fakes import BigramEncoder

from explorer.build import build_index
from explorer.cluster import prepare, preparing
from explorer.embedding.encoder import Advance, Vectors
from explorer.kept import Kept

ray = pytest.importorskip("ray", reason='Ray is not installed: pip install ".[cluster]"')

pytestmark = [  # Ray warns of its own old settings, and leaves what a lost node held open
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

TEXT = (
    "{city}市2012年政府工作报告\n各位代表，现在我代表市人民政府作报告。\n"
    "今年第{number}镇要把乡间的每一条小路都修好，明年再修{number}里。\n"
    "各地都要爱护每一座老桥，不许在桥上停放任何车辆。\n"
)
DOCUMENTS = 40
"""Of the corpus that is read while a node is lost."""


class SlowEncoder(BigramEncoder):
    """Takes long enough for a node to be lost meanwhile, and tells which nodes embed.

    Args:
        folder: for an empty file by the name of each such node.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def encode(self, texts: Sequence[str], *, advance: Advance | None = None) -> Vectors:
        (self._folder / ray.get_runtime_context().get_node_id()).touch()
        time.sleep(0.3)
        return super().encode(texts, advance=advance)


@pytest.fixture
def cluster() -> Iterator[Any]:
    """Three nodes of one processor each; classes of these tests travel with the job."""
    from ray.cluster_utils import Cluster

    for module in (fakes, sys.modules[__name__]):
        ray.cloudpickle.register_pickle_by_value(module)
    node = {"num_cpus": 1, "object_store_memory": 100 * 2**20, "include_dashboard": False}
    made = Cluster(initialize_head=True, head_node_args=node)
    for _ in range(2):
        made.add_node(num_cpus=1, object_store_memory=100 * 2**20)
    yield made
    made.shutdown()
    for module in (fakes, sys.modules[__name__]):
        ray.cloudpickle.unregister_pickle_by_value(module)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for number in range(DOCUMENTS):
        text = TEXT.format(city=("金华", "吉安", "绍兴")[number % 3], number=number + 10)
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    (folder / "broken.txt").write_bytes(bytes(range(128, 256)) * 20)
    return folder


def kept(index: Path) -> tuple[int, int]:
    with (
        Kept(index / "cache/readings.sqlite") as one,
        Kept(index / "cache/vectors.sqlite") as other,
    ):
        return len(list(one.keys())), len(list(other.keys()))


def test_a_node_is_lost_and_nothing_else(
    cluster: Any, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "FILES", 2)
    monkeypatch.setattr(preparing, "TEXTS", 4)
    nodes = tmp_path / "nodes"
    nodes.mkdir()
    lost: list[int] = []

    def lose_a_node(stage: str, done: int, total: int) -> None:
        assert (stage, total) == ("cluster", DOCUMENTS + 1)
        busy = [node for node in cluster.worker_nodes if (nodes / node.node_id).exists()]
        if busy and not lost:
            lost.append(done)
            cluster.remove_node(busy[0], allow_graceful=False)

    index = tmp_path / "index"
    slow = partial(SlowEncoder, nodes)
    prepared = prepare(corpus, index, address=cluster.address, encoder=slow, progress=lose_a_node)
    assert lost and lost[0] < DOCUMENTS
    assert (prepared.nodes, prepared.notes) == (3, ())
    assert not (index / "cache" / "shards").exists()
    encoder = BigramEncoder()
    report = build_index(corpus, index, encoder=encoder)
    assert (report.files_read, report.files_reused) == (0, DOCUMENTS + 1) == (0, prepared.files)
    assert encoder.texts == []
    assert (report.texts_embedded, report.texts_reused) == (0, prepared.texts)
    assert kept(index) == (prepared.files, prepared.texts)
    plain = build_index(corpus, tmp_path / "plain", encoder=BigramEncoder(), cache=False)
    assert report.content == plain.content
    assert report.unreadable == plain.unreadable
    assert plain.texts_embedded == prepared.texts

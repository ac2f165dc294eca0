from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import BigramEncoder
from milvus_server import MilvusServer

from explorer.build import build_index

TEXT = """市长在全市道路工作会议上的讲话
（{year}年3月1日）
同志们：
我代表{city}市人民政府讲三条意见，请大家结合各自的实际认真研究，抓好落实，不要走过场。
一、修好乡间小路
今年要修好每一条乡间小路，让孩子们走着去上学，让老人们走着去看病，{year}年底以前全部完工。
二、开好末班公交
夜里也要有末班公交车，工厂下班的人不应该在路边等到天亮，这件事由交通局负责，每月公布一次。
"""


def write_corpus(folder: Path, cities: dict[str, int]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for city, year in cities.items():
        text = TEXT.format(city=city, year=year)
        (folder / f"{city}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "corpus", {"金华": 2010, "吉安": 2012})


@pytest.fixture
def index(tmp_path: Path, corpus: Path) -> Path:
    folder = tmp_path / "index"
    build_index(corpus, folder, encoder=BigramEncoder())
    return folder


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MilvusServer]:
    """A real Milvus server; who kills it starts it again."""
    one = MilvusServer(tmp_path_factory.mktemp("milvus"))
    one.start()
    yield one
    one.kill()

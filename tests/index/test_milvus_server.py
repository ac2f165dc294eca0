"""A real Milvus server that dies, and is back; and rows as many as a small index has."""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fakes import BigramEncoder
from milvus_homes import Pair, pair
from milvus_server import MilvusServer
from small_index import city_files

from explorer import build_index, open_index
from explorer.errors import VectorServerError
from explorer.index.address import Address
from explorer.predicate import All, Not, Selection, mask, one_of
from explorer.records import Dating, Place, Speech
from explorer.scope import Facets

GENERATED = 20_000
SCRIPTS = Path(__file__).parents[2] / "scripts"
Generate = Callable[[int, Path], Any]


@pytest.fixture(scope="module")
def generate() -> Iterator[Generate]:
    """The rows that the benchmarks are made of."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sys, "path", [*sys.path, str(SCRIPTS)])
        yield import_module("benches.rows_like_paragraphs").generate


@pytest.fixture(scope="module")
def many(generate: Generate, tmp_path_factory: pytest.TempPathFactory) -> Any:
    return generate(GENERATED, tmp_path_factory.mktemp("many"))


def facets_of(made: Any) -> Facets:
    speeches = [
        Speech(f"{number:012d}.1", "a", 1, "", Place(), Dating(), "zh", number, 1, "", 0, 1)
        for number in range(int(made.group[-1]) + 1)
    ]
    return Facets(
        places=[f"{code:06d}" for code in range(int(made.place.max()) + 1)],
        speeches=speeches,
        place=made.place,
        earliest=made.year,
        latest=made.year,
        group=made.group,
        speech=made.group,
        length=np.full(len(made.place), 100, dtype=np.int32),
    )


@pytest.mark.parametrize(("kind", "questions"), [("lite", 10), ("server", 40)])
def test_of_many_rows_both_homes_find_the_same(
    server: MilvusServer, tmp_path: Path, many: Any, kind: str, questions: int
) -> None:
    facets = facets_of(many)
    uri = server.uri if kind == "server" else str(tmp_path / "many.db")
    both = pair(Address(tmp_path, uri, "many"), many.vectors(), facets, tmp_path / "generation")
    assert both.milvus.count() == GENERATED
    for row in range(0, GENERATED, GENERATED // questions):
        query = np.asarray(many.vectors()[[row]], dtype=np.float32)
        assert_same(both, query, default_scope(facets, row), 10)
        assert_same(both, query, default_scope(facets, row), 300)
    both.milvus.close()


def default_scope(facets: Facets, row: int) -> Selection:
    year, place = int(facets.earliest[row]), facets.places[int(facets.place[row])]
    own = (one_of("group", int(facets.group[row])), one_of("place", place))
    predicate = All((*map(Not, own), Not(one_of("earliest", year))))
    return Selection(mask(predicate, facets.columns), predicate)


def assert_same(both: Pair, query: np.ndarray, selection: Selection, k: int) -> None:
    found, wanted = both.milvus.search(query, selection, k), both.local.search(query, selection, k)
    assert found[0].tolist() == wanted[0].tolist()
    assert selection.flags[found[0]].all()


def test_a_killed_server_is_told_and_when_it_is_back_the_open_index_goes_on(
    server: MilvusServer, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name, text in city_files().items():
        (corpus / name).write_text(text, encoding="utf-8")
    address = str(Address(tmp_path / "index", server.uri, "killed"))
    build_index(corpus, address, encoder=BigramEncoder())
    explorer = open_index(address, encoder=BigramEncoder())
    paragraphs = [one.id for one in explorer.paragraphs()]
    before = [explorer.counterparts(one, k=5) for one in paragraphs]
    capfd.readouterr()
    server.kill()
    try:
        away = f"The Milvus server {server.uri} cannot be used .*; start it, or .* give the folder"
        began = time.monotonic()
        with pytest.raises(VectorServerError, match=away) as told:
            explorer.counterparts(paragraphs[0], k=5)
        with pytest.raises(VectorServerError, match=away):
            open_index(address)
        with pytest.raises(VectorServerError, match=away):
            build_index(corpus, address, encoder=BigramEncoder())
        assert time.monotonic() - began < 60  # it is not waited for
        assert "\n" not in str(told.value)
        here = open_index(tmp_path / "index", encoder=BigramEncoder())
        assert here.counterparts(paragraphs[0], k=5) == before[0]
    finally:
        server.start()
    assert again(explorer.counterparts, paragraphs[0], k=5) == before[0]
    assert [explorer.counterparts(one, k=5) for one in paragraphs] == before
    assert open_index(address).manifest.content == explorer.manifest.content
    assert capfd.readouterr() == ("", "")  # the client's own words are no one's to read


def again(ask: object, *arguments: object, **more: object) -> object:
    """What is answered once the server has loaded what it had."""
    limit = time.monotonic() + 60
    while True:
        try:
            return ask(*arguments, **more)  # type: ignore[operator]
        except VectorServerError:
            if time.monotonic() > limit:
                raise
            time.sleep(0.5)


def test_several_threads_ask_at_once(
    server: MilvusServer, tmp_path: Path, generate: Generate
) -> None:
    made = generate(2_000, tmp_path)
    facets = facets_of(made)
    both = pair(Address(tmp_path, server.uri, "threads"), made.vectors(), facets, tmp_path / "g")
    wrong: list[BaseException] = []

    def ask(first: int) -> None:
        try:
            for row in range(first, 2_000, 97):
                query = np.asarray(made.vectors()[[row]], dtype=np.float32)
                assert_same(both, query, default_scope(facets, row), 10)
        except BaseException as error:  # noqa: BLE001 (told by the test itself)
            wrong.append(error)

    threads = [threading.Thread(target=ask, args=(first,)) for first in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert wrong == []
    both.milvus.close()


def test_the_clients_own_words_are_silent() -> None:
    assert logging.getLogger("pymilvus").getEffectiveLevel() > logging.CRITICAL
    assert "pymilvus" in sys.modules

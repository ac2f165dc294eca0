"""The same of Milvus Lite and of a real server: what they find, and what is refused of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fakes import BigramEncoder
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_rows import DIMENSION, FACETS, HOSTILE, ROWS, made_vectors, predicates
from milvus_homes import Pair, manifest_of, pair
from milvus_server import MilvusServer
from numpy.typing import NDArray
from small_index import city_files

from explorer import build_index, open_index
from explorer.currency import is_current
from explorer.errors import VectorServerError
from explorer.index.address import Address
from explorer.index.milvus.collection import GenerationCollection
from explorer.index.milvus.connection import Connection
from explorer.index.milvus.expression import Fields
from explorer.index.plan import Limits
from explorer.index.store import open_generation
from explorer.predicate import All, Not, OneOf, Predicate, Selection, mask, one_of
from explorer.report import BuildReport
from explorer.scope import Scope

VECTORS = made_vectors()
COLUMNS = FACETS.columns
quietly = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module", params=["lite", "server"])
def uri(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A file of Milvus Lite, and a server."""
    if request.param == "lite":
        return str(tmp_path_factory.mktemp("lite") / "made.db")
    found: MilvusServer = request.getfixturevalue("server")
    return found.uri


@pytest.fixture(scope="module")
def homes(uri: str, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    folder = tmp_path_factory.mktemp("made")
    return pair(Address(folder, uri, "made"), VECTORS, FACETS, folder / "generation")


def query(seed: int) -> NDArray[np.float32]:
    chance = np.random.default_rng(seed)
    drawn = VECTORS[chance.integers(ROWS)] + 0.1 * chance.normal(size=DIMENSION)
    return np.asarray(drawn / np.linalg.norm(drawn), dtype=np.float32)


def selected(predicate: Predicate) -> Selection:
    return Selection(mask(predicate, COLUMNS), predicate)


def asked(home: Pair, seed: int, selection: Selection, k: int) -> tuple[list[int], list[int]]:
    one = query(seed)[np.newaxis]
    return (
        home.milvus.search(one, selection, k)[0].tolist(),
        home.local.search(one, selection, k)[0].tolist(),
    )


@quietly
@given(predicate=predicates, seed=st.integers(0, 2**32), k=st.integers(0, ROWS + 20))
def test_both_homes_find_the_same_for_every_predicate(
    homes: Pair, predicate: Predicate, seed: int, k: int
) -> None:
    selection = selected(predicate)
    found, wanted = asked(homes, seed, selection, k)
    assert found == wanted
    assert selection.flags[found].all()


@quietly
@given(predicate=predicates)
def test_the_server_counts_as_the_flags_do(homes: Pair, predicate: Predicate) -> None:
    """The expression itself, with nothing looked up afterwards."""
    where = Fields(COLUMNS).expression(predicate)
    assert matching(homes, where) == np.flatnonzero(mask(predicate, COLUMNS)).tolist()


def matching(homes: Pair, where: str) -> list[int]:
    rows = homes.collection.connection.ask_loaded(
        "query", homes.collection.name, filter=where, output_fields=["id"], limit=ROWS
    )
    return sorted(row["id"] for row in rows)


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
@pytest.mark.parametrize("column", ["place", "province", "language", "metadata:role"])
def test_no_name_breaks_an_expression_or_lets_others_in(
    homes: Pair, name: str, column: str
) -> None:
    only = one_of(column, name)
    for predicate in (only, Not(only), Not(OneOf(column, frozenset({name, "nowhere", None})))):
        where = Fields(COLUMNS).expression(predicate)
        assert where.isascii() and '"' not in where
        assert matching(homes, where) == np.flatnonzero(mask(predicate, COLUMNS)).tolist()


def test_flags_that_no_predicate_tells_are_kept(homes: Pair) -> None:
    for share in (0.0, 0.02, 0.5):
        flags = np.random.default_rng(1).random(ROWS) < share
        for is_told in (True, False):  # a predicate that tells too much is not believed, either
            selection = Selection(flags, All(), is_told=is_told)
            found, wanted = asked(homes, 3, selection, 25)
            assert found == wanted and len(found) == min(25, int(flags.sum()))


def test_a_query_that_is_no_number_has_no_nearest_row(homes: Pair) -> None:
    nothing = np.full((1, DIMENSION), np.nan, dtype=np.float32)
    assert len(homes.milvus.search(nothing, selected(All()), 5)[0]) == 0


def test_all_that_was_filled_is_counted(homes: Pair) -> None:
    assert homes.milvus.count() == homes.local.count() == ROWS


def test_lists_give_k_results_and_keep_the_scope(homes: Pair, tmp_path: Path) -> None:
    limits = Limits(exact_up_to=100, shard=256, few=0, few_share=0.0, tuning_queries=30)
    address = replace(homes.collection.connection.address, name="lists")
    other = pair(address, VECTORS, FACETS, tmp_path / "generation", limits)
    described = other.collection.connection.ask("describe_index", other.collection.name, "vector")
    assert described["index_type"] == "IVF_SQ8"
    alike = 0
    for row in range(0, ROWS, 20):
        own = (one_of("group", int(FACETS.group[row])), one_of("place", FACETS.places[0]))
        selection = selected(All(tuple(map(Not, own))))
        found = other.milvus.search(VECTORS[[row]], selection, 10)[0]
        exact = other.local.vectors.nearest(VECTORS[row], selection.flags, 10, exact=True)
        assert len(found) == 10 and selection.flags[found].all()
        alike += len(set(found.tolist()) & set(exact.tolist()))
    assert alike >= 0.95 * 10 * len(range(0, ROWS, 20))
    other.milvus.close()


@pytest.mark.parametrize("lie", ["nothing", "half", "forbidden", "no rows", "twice as near"])
def test_too_little_told_is_asked_again_and_in_the_end_of_the_files(
    homes: Pair, monkeypatch: pytest.MonkeyPatch, lie: str
) -> None:
    honest, times = homes.milvus._answer, []

    def answer(*question: object) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        times.append(question)
        rows, scores = honest(*question)  # type: ignore[arg-type]
        match lie:
            case "nothing":
                return rows[:0], scores[:0]
            case "half":
                return rows[::2], scores[::2]
            case "forbidden":
                barred = np.flatnonzero(~selection.flags)[: len(rows)]
                return barred, scores[: len(barred)]
            case "no rows":
                return np.where(np.arange(len(rows)) % 2, rows + ROWS, -rows - 1), scores
            case _:
                return rows, scores * 0 + 1

    monkeypatch.setattr(homes.milvus, "_answer", answer)
    for seed in range(5):
        selection = selected(Not(one_of("group", seed)))
        found, wanted = asked(homes, seed, selection, 10)
        assert found == wanted
    assert times


def speeches(folder: Path, texts: int) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in list(city_files().items())[:texts]:
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_an_index_in_milvus_from_build_to_build(
    uri: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, address = tmp_path / "corpus", Address(tmp_path / "index", uri, "kept")
    connection = Connection(address)
    others = ["kept_too_0123456789ab", "kep_0123456789ab", "kept_0123456789", "unkept_0123456789ab"]
    for one in (*others, "kept_0123456789ab"):
        connection.ask("create_collection", one, 4)

    first = build_index(speeches(corpus, 3), str(address), encoder=BigramEncoder())
    assert_answers_are_those_of_the_folder(address)
    assert kept(connection) == {named(first), *others}

    speeches(corpus, 5)
    assert_a_filling_that_was_cut_off_is_never_served(address, corpus, monkeypatch)
    again = BigramEncoder()
    second = build_index(corpus, str(address), encoder=again)
    assert again.texts == [] and second.texts_embedded == 0
    assert kept(connection) == {named(first), named(second), *others}

    third = build_index(speeches(corpus, 6), str(address), encoder=again)
    assert kept(connection) == {named(second), named(third), *others}
    assert_what_is_not_the_generations_is_refused(address, connection)
    embedded = len(again.texts)
    build_index(corpus, str(address), encoder=again)
    assert len(again.texts) == embedded
    assert_answers_are_those_of_the_folder(address)
    connection.close()


def kept(connection: Connection) -> set[str]:
    return {one for one in connection.ask("list_collections") if "kep" in one}


def named(report: BuildReport) -> str:
    return f"kept_{report.content[:12]}"


def assert_answers_are_those_of_the_folder(address: Address) -> None:
    there = open_index(str(address), encoder=BigramEncoder())
    here = open_index(address.folder, encoder=BigramEncoder())
    scopes = (None, Scope(other_city=False, years=(2010, 2014)), Scope(least_wording=0.1))
    for paragraph in here.paragraphs():
        for scope in scopes:
            answer = there.counterparts(paragraph.id, k=5, scope=scope)
            assert answer == here.counterparts(paragraph.id, k=5, scope=scope)
    assert is_current(address.folder.parent / "corpus", address)


def assert_a_filling_that_was_cut_off_is_never_served(
    address: Address, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, honest = open_index(address), Connection.ask

    def cut_off(self: Connection, method: str, *arguments: object, **more: object) -> object:
        if method == "flush":
            raise KeyboardInterrupt
        return honest(self, method, *arguments, **more)

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(Connection, "ask", cut_off)
        build_index(corpus, str(address), encoder=BigramEncoder())
    assert open_index(address).manifest.content == before.manifest.content
    assert "kept_filling" in Connection(address).ask("list_collections")


def assert_what_is_not_the_generations_is_refused(address: Address, connection: Connection) -> None:
    whole = GenerationCollection(connection, open_generation(address.folder)[1])
    mend = f"build it with: python scripts/rebuild_index.py CORPUS --index '{address}'"

    def refused(match: str) -> None:
        with pytest.raises(VectorServerError, match=match) as told:
            open_index(address)
        assert str(told.value).endswith(mend) and "\n" not in str(told.value)
        assert not is_current(address.folder.parent / "corpus", address)

    right = whole.identity
    for fact in ("model", "revision", "dimension", "content", "rows"):
        wrong = {f"explorer.{fact}": "another"}
        connection.ask("alter_collection_properties", whole.name, properties=wrong)
        refused(f"is of the {fact} another, the index of ")
        connection.ask("alter_collection_properties", whole.name, properties=right)
    open_index(address)
    connection.ask_loaded("delete", whole.name, ids=[0, 1])
    refused(r"holds \d+ of \d+ vectors")
    connection.ask("drop_collection", whole.name)
    refused(f"no collection {whole.name} in the Milvus at .*, which gen-0000")


def test_rows_that_another_build_took_meanwhile_are_told(tmp_path: Path) -> None:
    connection = Connection(Address(tmp_path, str(tmp_path / "two.db"), "two"))
    honest = connection.ask

    def ask(method: str, *arguments: object, **more: object) -> object:
        if method == "flush":
            connection.ask_loaded("delete", "two_filling", ids=[7])
        return honest(method, *arguments, **more)  # type: ignore[arg-type]

    one = GenerationCollection(connection, manifest_of(*VECTORS.shape))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(connection, "ask", ask)
        with pytest.raises(VectorServerError, match="holds 599 of 600 .*another build filling"):
            one.fill(VECTORS, FACETS)
    assert not one.is_there()
    assert "two_filling" not in connection.ask("list_collections")
    connection.close()

"""Addresses of indexes in Milvus, and what is told where Milvus cannot be had."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.errors import IndexDamaged, IndexFolderError, IndexMissing, VectorServerError
from explorer.index.address import DEFAULT, TOKEN, Address, read_address, told_whole
from explorer.index.manifest import REBUILD
from explorer.index.milvus.connection import Connection


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("my-index", Address(Path("my-index"))),
        ("C:\\data//speeches", Address(Path("C:\\data//speeches"))),
        ("C://speeches", Address(Path("C://speeches"))),
        ("./http://host/name", Address(Path("./http://host/name"))),
        (
            "milvus+http://host:19530/speeches#/data/my index",
            Address(Path("/data/my index"), "http://host:19530", "speeches"),
        ),
        ("milvus+https://host/s_1", Address(DEFAULT / "s_1", "https://host", "s_1")),
        ("milvus+file:a/b.db/s#c", Address(Path("c"), "a/b.db", "s")),
        ("milvus+file:/a b/ü.db/s#c#d", Address(Path("c#d"), "/a b/ü.db", "s")),
        ("milvus+file:x.db/s#dir/y.db/ABC", Address(Path("dir/y.db/ABC"), "x.db", "s")),
        ("milvus+file:a.db/b.db/s#c", Address(Path("c"), "a.db/b.db", "s")),
        ("milvus+file:/a#b/x.db/s#c", Address(Path("c"), "/a#b/x.db", "s")),
        ("Milvus+HTTP://host:1/s#c", Address(Path("c"), "http://host:1", "s")),
        ("MILVUS+File:x.db/s#c", Address(Path("c"), "x.db", "s")),
    ],
)
def test_an_address_is_read_and_written_again(text: str, wanted: Address) -> None:
    assert read_address(text) == wanted
    assert read_address(str(wanted)) == wanted
    assert read_address(wanted) == wanted
    assert read_address(str(wanted.resolved())) == wanted.resolved()


@pytest.mark.parametrize(
    "text",
    [
        "milvus+",
        "milvus+http://host:19530",
        "milvus+http://host:19530/",
        "milvus+http://host:19530/#folder",
        "milvus+http:///name",
        "milvus+ftp://host/name",
        "milvus+file:vectors.sqlite/name",
        "milvus+http://host/two words",
        "milvus+http://host/1st",
        'milvus+http://host/a" or 1==1',
        "milvus+http://host/a/b",
        "milvus+http://host/" + "a" * 101,
        "http://127.0.0.1:19530/samp",
        "milvus:http://host/samp",
        "Milvus:file:x.db/samp",
        "MILVUS+ftp://host/samp",
    ],
)
def test_what_is_no_address_is_told_with_one(text: str) -> None:
    with pytest.raises(VectorServerError, match=r"is no address .*write milvus\+http://HOST:19530"):
        read_address(text)


@given(st.text())
def test_any_text_is_a_folder_an_address_or_refused(text: str) -> None:
    for one in (text, f"milvus+{text}", f"milvus+http://{text}", f"milvus+file:{text}"):
        try:
            found = read_address(one)
        except VectorServerError:
            continue
        assert (found.uri is None) == (not one.lower().startswith("milvus+"))


@pytest.mark.parametrize(
    "text",
    [
        "milvus+http://somebody:geheim@127.0.0.1:1/samp#folder",
        "milvus+https://geheim@host/samp",
        "Milvus+ftp://somebody:geheim@host/samp",
        "http://somebody:geheim@host/samp",
        "milvus+http://somebody:ge#heim/geheim@host/samp",
    ],
)
def test_a_password_in_an_address_is_refused_and_not_said_again(text: str) -> None:
    with pytest.raises(VectorServerError, match="set the variable EXPLORER_MILVUS_TOKEN") as told:
        read_address(text)
    assert "heim" not in str(told.value) and "somebody" not in str(told.value)
    assert read_address("milvus+file:a@b/x.db/s#c@d").folder == Path("c@d")


def test_no_address_is_made_with_a_password_in_it() -> None:
    with pytest.raises(VectorServerError, match="holds no user, password or @") as told:
        Address(Path("folder"), "http://somebody:geheim@host", "samp")
    assert "geheim" not in str(told.value)


@pytest.mark.parametrize("uri", ["http://host:1", "x.db"])
def test_the_login_of_a_server_is_read_from_a_variable(
    uri: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen: list[tuple[str, str]] = []

    def client(uri: str, *, token: str, **_: object) -> None:
        seen.append((uri, token))

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("pymilvus.MilvusClient", client)
    monkeypatch.setenv(TOKEN, "somebody:geheim")
    connection = Connection(Address(tmp_path, uri, "x"))
    assert seen == [(uri, "somebody:geheim") if "://" in uri else (str(tmp_path / uri), "")]
    assert "geheim" not in str(connection.address) + connection.mend


@pytest.mark.parametrize("kind", [IndexMissing, IndexDamaged])
def test_the_line_that_mends_names_the_whole_address(kind: type[IndexFolderError]) -> None:
    line = "Something is wrong with {there}; " + REBUILD
    for text in ("my index", "milvus+file:a.db/samp#my index"):
        address = read_address(text)
        with pytest.raises(kind) as told, told_whole(address):
            raise kind(line.format(there="my index", folder=address.folder))
        folder = text if address.uri is None else f"'{text}'"
        assert str(told.value) == line.format(there="my index", folder=folder)


def test_without_the_client_the_command_that_installs_it_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for missing in ("pymilvus", "milvus_lite"):
        with monkeypatch.context() as patched:
            patched.setitem(sys.modules, missing, None)
            with pytest.raises(VectorServerError, match=r'run: pip install "\.\[milvus\]"$'):
                Connection(Address(tmp_path, str(tmp_path / "x.db"), "x"))


def test_a_server_that_is_not_there_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(VectorServerError, match="server http://127.0.0.1:9 cannot be used") as told:
        Connection(Address(tmp_path, "http://127.0.0.1:9", "x"))
    assert str(told.value).endswith(f"or give the folder alone: --index {tmp_path}")
    assert "\n" not in str(told.value)


def test_a_file_that_another_process_has_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    holding = "import sys; from pymilvus import MilvusClient; c = MilvusClient(sys.argv[1]); "
    command = [sys.executable, "-c", holding + "print('held', flush=True); input()", str(path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as other:
        assert other.stdout is not None and other.stdout.readline() == "held\n"
        with pytest.raises(VectorServerError, match="x.db cannot be used .*end the other one"):
            Connection(Address(tmp_path, str(path), "x"))
        other.communicate("\n")
    Connection(Address(tmp_path, str(path), "x")).close()


def test_the_last_to_close_a_file_leaves_it_to_others(tmp_path: Path) -> None:
    address = Address(tmp_path, str(tmp_path / "x.db"), "x")
    listing = "import sys; from pymilvus import MilvusClient; "
    listing += "print(MilvusClient(sys.argv[1]).list_collections())"
    command = [sys.executable, "-c", listing, str(address.uri)]
    one, two = Connection(address), Connection(address)
    one.close()
    one.close()
    assert two.ask("list_collections") == []
    assert subprocess.run(command, capture_output=True).returncode != 0
    two.close()
    assert subprocess.run(command, capture_output=True).stdout == b"[]\n"


def test_threads_open_and_close_one_file_and_none_takes_it_from_another(tmp_path: Path) -> None:
    address = Address(tmp_path, str(tmp_path / "x.db"), "x")

    def open_ask_and_close(_: int) -> object:
        connection = Connection(address)
        try:
            return connection.ask("list_collections")
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as threads:
        assert list(threads.map(open_ask_and_close, range(60))) == [[]] * 60


def test_only_a_build_makes_a_file(tmp_path: Path) -> None:
    address = Address(tmp_path, str(tmp_path / "folder" / "none.db"), "x")
    with pytest.raises(VectorServerError, match=r"^There is no Milvus file .*none\.db; build it"):
        Connection(address, make=False)
    assert list(tmp_path.iterdir()) == []
    Connection(address).close()
    Connection(address, make=False).close()


def test_a_file_that_is_broken_or_forbidden_is_told_with_other_causes(tmp_path: Path) -> None:
    (tmp_path / "junk.db").write_text("no vectors", encoding="utf-8")
    for path in (tmp_path / "junk.db", tmp_path / "junk.db" / "inside.db"):
        with pytest.raises(VectorServerError, match="it is damaged or may not be written: name"):
            Connection(Address(tmp_path, str(path), "x"))


def test_a_connection_that_was_closed_says_so(tmp_path: Path) -> None:
    connection = Connection(Address(tmp_path, str(tmp_path / "x.db"), "x"))
    connection.close()
    with pytest.raises(VectorServerError, match="x.db was let go of when the index was closed"):
        connection.ask("list_collections")

"""Addresses of indexes in Milvus, and what is told where Milvus cannot be had."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.errors import VectorServerError
from explorer.index.address import DEFAULT, Address, read_address
from explorer.index.milvus.connection import Connection


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("my-index", Address(Path("my-index"))),
        ("http://host/name", Address(Path("http://host/name"))),
        (
            "milvus+http://host:19530/speeches#/data/my index",
            Address(Path("/data/my index"), "http://host:19530", "speeches"),
        ),
        ("milvus+https://host/s_1", Address(DEFAULT / "s_1", "https://host", "s_1")),
        ("milvus+file:a/b.db/s#c", Address(Path("c"), "a/b.db", "s")),
        ("milvus+file:/a b/ü.db/s#c#d", Address(Path("c#d"), "/a b/ü.db", "s")),
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
        assert (found.uri is None) == (not one.startswith("milvus+"))


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

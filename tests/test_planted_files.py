"""Files that run code where they are unpickled or imported, planted where ours should be."""

from __future__ import annotations

import io
import json
import pickle
import shutil
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fakes import BigramEncoder
from small_index import built, city_files

from explorer.embedding.bundled import bundled_model
from explorer.embedding.encoder import SentenceTransformerEncoder
from explorer.errors import IndexDamaged, ModelError
from explorer.index.checking import described
from explorer.index.manifest import MANIFEST_FILE, file_hash, read_manifest
from explorer.index.store import CURRENT_FILE
from explorer.search import open_index

QUESTION = "城里新种三千棵槐树，每条巷子都有树荫，树苗由苗圃自己培育。"


class Evil:
    """Makes a file where it is unpickled."""

    def __init__(self, flag: Path) -> None:
        self.flag = flag

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.flag,)


def pickled_array(flag: Path) -> bytes:
    stream = io.BytesIO()
    np.save(stream, np.array([Evil(flag)], dtype=object), allow_pickle=True)
    return stream.getvalue()


PLANTS = {"an array of objects": pickled_array, "a pickle": lambda flag: pickle.dumps(Evil(flag))}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("planted")
    built(folder, city_files())
    return folder / "index"


def signed(index: Path, name: str, content: bytes) -> None:
    """Put a file in the place of another, and make all hashes match it."""
    (generation,) = index.glob("gen-*")
    (generation / name).write_bytes(content)
    manifest = read_manifest(generation)
    manifest.files[name] = described(generation / name)
    manifest.write(generation)
    line = f"{generation.name} {file_hash(generation / MANIFEST_FILE)}\n"
    (index / CURRENT_FILE).write_text(line, encoding="ascii")


def arrays(index: Path) -> list[str]:
    (generation,) = index.glob("gen-*")
    return sorted(path.name for path in generation.iterdir() if path.suffix in (".npy", ".npz"))


def test_the_plants_do_harm_where_they_are_unpickled(tmp_path: Path) -> None:
    for name, plant in PLANTS.items():
        flag = tmp_path / name
        np.load(io.BytesIO(plant(flag)), allow_pickle=True)
        assert flag.exists()


@pytest.mark.parametrize("kind", PLANTS)
def test_no_array_of_an_index_is_unpickled(whole: Path, tmp_path: Path, kind: str) -> None:
    names = arrays(whole)
    assert len(names) > 5
    for name in names:
        index, flag = tmp_path / name, tmp_path / f"{name}.flag"
        shutil.copytree(whole, index)
        (generation,) = index.glob("gen-*")
        (generation / name).write_bytes(PLANTS[kind](flag))
        with pytest.raises(IndexDamaged, match="rebuild_index"):
            open_index(index, encoder=BigramEncoder()).counterparts(QUESTION)
        signed(index, name, PLANTS[kind](flag))  # by one who can write all of the folder
        with pytest.raises(IndexDamaged, match="rebuild_index"):
            explorer = open_index(index, encoder=BigramEncoder())
            explorer.counterparts(QUESTION)
            list(explorer.pairs())
        assert not flag.exists(), name


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """The offline model without its weights."""
    folder = tmp_path / "model"
    shutil.copytree(bundled_model(), folder, ignore=shutil.ignore_patterns("*.safetensors"))
    return folder


def torch_file(flag: Path) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("archive/data.pkl", pickle.dumps(Evil(flag)))
        archive.writestr("archive/version", "3\n")
    return stream.getvalue()


@pytest.mark.parametrize("name", ["pytorch_model.bin", "model.pt", "model.pth", "model.ckpt"])
@pytest.mark.parametrize("write", [torch_file, lambda flag: pickle.dumps(Evil(flag))])
def test_weights_that_are_pickles_are_not_loaded(
    model: Path, tmp_path: Path, name: str, write: Any
) -> None:
    flag = tmp_path / "flag"
    (model / name).write_bytes(write(flag))
    with pytest.raises(ModelError, match=r"folder with safetensors weights"):
        _ = SentenceTransformerEncoder(str(model)).identity
    assert not flag.exists()


def test_code_in_a_model_folder_is_not_run(model: Path, tmp_path: Path) -> None:
    flag = tmp_path / "flag"
    (model / "evil_module.py").write_text(f"open({str(flag)!r}, 'w').close()\n", encoding="utf-8")
    modules = [{"idx": 0, "name": "0", "path": "", "type": "evil_module.Evil"}]
    (model / "modules.json").write_text(json.dumps(modules), encoding="utf-8")
    settings = json.loads((model / "config.json").read_text("utf-8"))
    settings["auto_map"] = {"AutoModel": "evil_module.Evil", "AutoConfig": "evil_module.Evil"}
    (model / "config.json").write_text(json.dumps(settings), encoding="utf-8")
    with pytest.raises(ModelError):
        _ = SentenceTransformerEncoder(str(model)).identity
    assert not flag.exists()

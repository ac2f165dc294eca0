"""Data flows one way: which part may import which, and which library only one part may."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "explorer"
MODULES = sorted(PACKAGE.rglob("*.py"))

# Each part may import the parts before it, and itself.
ORDER = [
    "errors",
    "records",
    "cells",
    "room",
    "kept",
    "corpus",
    "embedding",
    "columns",
    "predicate",
    "scope",
    "rules",
    "highest",
    "hubness",
    "figures",
    "likeness",
    "ranking",
    "index",
    "vectorising",
    "formulas",
    "common_runs",
    "verdict",
    "reuse",
    "agreement",
    "assembly",
    "report",
    "settings",
    "compare",
    "answers",
    "proof",
    "question",
    "retrieval",
    "nearness",
    "joining",
    "build",
    "currency",
    "cluster",
    "catalogue",
    "audit",
    "description",
    "free_texts",
    "index_model",
    "least_wording",
    "choosing",
    "search",
    "draft",
    "analysis",
    "export",
    "evidence",
    "tables",
    "app",
]
ONLY_IN = {
    "streamlit": "app",
    "faiss": "index",
    "grpc": "index",
    "milvus_lite": "index",
    "pymilvus": "index",
    "sentence_transformers": "embedding",
    "transformers": "embedding",
    "torch": "embedding",
    "tokenizers": "embedding",
    "pypdfium2": "corpus",
    "selectolax": "corpus",
    "python_calamine": "corpus",
    "ray": "cluster",
}
LAZY = {
    "sentence_transformers",
    "transformers",
    "torch",
    "tokenizers",
    "ray",
    "grpc",
    "milvus_lite",
    "pymilvus",
}


def part(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """(module, whether at the top level) of every import that runs."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the direction"
            names = [node.module or ""]
        for name in names:
            yield name, node in tree.body


def test_every_part_has_a_place_in_the_order() -> None:
    assert {part(path) for path in MODULES} - {"__init__"} == set(ORDER)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_follow_the_arrows(path: Path) -> None:
    own = part(path)
    for name, at_top in imports(path):
        library = name.split(".")[0]
        if library in ONLY_IN:
            assert own == ONLY_IN[library], f"only {ONLY_IN[library]} imports {library}"
            assert library not in LAZY or not at_top, f"{library} is slow to import; do it lazily"
        if library == "scripts":
            raise AssertionError("the package never imports the scripts")
        if library == "explorer" and own != "__init__" and name != "explorer":
            other = name.split(".")[1]
            assert ORDER.index(other) <= ORDER.index(own), f"{own} must not import {other}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_core_neither_prints_nor_stops(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {
        node.func.id if isinstance(node.func, ast.Name) else ast.unparse(node.func)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    }
    assert not called & {"print", "exit", "quit", "sys.exit", "os._exit"}


def test_scripts_never_import_the_app() -> None:
    for path in sorted((ROOT / "scripts").glob("*.py")):
        assert not any(name.startswith("explorer.app") for name, _ in imports(path)), path

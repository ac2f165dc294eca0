"""Opening the index that the environment names."""

from __future__ import annotations

import gc
import os
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path

import fake_explorer
import pytest
from app_pages import MAIN, html
from fake_explorer import FakeExplorer
from streamlit.testing.v1 import AppTest

from explorer.app import opening
from explorer.errors import IndexMissing


def test_without_the_variable_there_is_no_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(opening.VARIABLE, raising=False)
    with pytest.raises(IndexMissing, match="python scripts/serve.py FOLDER"):
        opening.explorer()


@pytest.mark.parametrize(("lang", "said"), [("zh", "还没有可用的索引"), ("en", "no index yet")])
def test_an_empty_folder_is_explained(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lang: str, said: str
) -> None:
    monkeypatch.setenv(opening.VARIABLE, str(tmp_path))
    app = AppTest.from_file(str(MAIN), default_timeout=30)
    app.query_params["lang"] = lang
    app.run()
    assert not app.exception
    assert said in html(app)


def test_a_rebuilt_index_is_picked_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    opened: list[str] = []

    def open_index(folder: str) -> FakeExplorer:
        opened.append(folder)
        return fake_explorer.small()

    monkeypatch.setattr("explorer.search.open_index", open_index)
    monkeypatch.setenv(opening.VARIABLE, str(tmp_path))
    pointer = tmp_path / "CURRENT"
    pointer.write_text("gen-000001\n", "utf-8")
    first = opening.explorer()
    assert opening.explorer() is first
    pointer.write_text("gen-000002\n", "utf-8")
    os.utime(pointer, ns=(1, 1))
    assert opening.explorer() is not first
    assert opened == [str(tmp_path)] * 2


def test_an_index_that_nobody_reads_any_more_is_let_go(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """That of an earlier generation stays open for those who read it still."""
    let_go: list[int] = []
    numbers = count()

    def open_index(folder: str) -> FakeExplorer:
        return replace(fake_explorer.small(), let_go=partial(let_go.append, next(numbers)))

    monkeypatch.setattr("explorer.search.open_index", open_index)
    monkeypatch.setenv(opening.VARIABLE, str(tmp_path))
    opening._open.clear()

    def rebuild(at: int) -> FakeExplorer:
        (tmp_path / "CURRENT").write_text("gen\n", "utf-8")
        os.utime(tmp_path / "CURRENT", ns=(at, at))
        return opening.explorer()

    read = rebuild(0)
    for at in range(1, 5):
        rebuild(at)
    gc.collect()
    opening.explorer()
    assert let_go == [1, 2]  # 3 and 4 are kept, 0 is read
    del read
    gc.collect()
    opening.explorer()
    assert let_go == [1, 2, 0]
    opening._open.clear()

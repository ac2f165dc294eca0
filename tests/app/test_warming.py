"""What is paid once is paid in the background, once for an index, and silently."""

from __future__ import annotations

import threading

import fake_explorer
import pytest
from fake_explorer import FakeExplorer

from explorer.app import warming
from explorer.errors import ModelError


class Asked(FakeExplorer):
    """Remembers what was asked of its model; an index of its own for each test."""

    texts: list[str]

    def questions(self, texts: list[str]) -> list[object]:
        self.texts = [*getattr(self, "texts", []), *texts]
        return []


@pytest.fixture
def index() -> Asked:
    made = fake_explorer.small()
    return Asked(lines=made.lines, found=made.found, paragraphs=made.paragraphs)


def finish() -> None:
    for thread in threading.enumerate():
        if thread.name.startswith("warming"):
            thread.join(10)


def test_a_page_for_reading_asks_a_paragraph_and_no_model(index: Asked) -> None:
    warming.after_page(index, "")  # type: ignore[arg-type]
    finish()
    assert len(index.scopes) == len({speech.language for speech in index.found.values()})
    assert not hasattr(index, "texts")


@pytest.mark.parametrize("address", ["search", "draft"])
def test_a_page_for_texts_loads_the_model_once(index: Asked, address: str) -> None:
    for _ in range(3):
        warming.after_page(index, address)  # type: ignore[arg-type]
    finish()
    assert index.texts == [warming.ANY_TEXT]


def test_a_question_waits_for_the_model_that_is_being_loaded(
    index: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    loading, loaded = threading.Event(), []

    def load(texts: list[str]) -> None:
        loading.wait(10)
        loaded.append(texts)

    monkeypatch.setattr(index, "questions", load)
    warming.after_page(index, "draft")  # type: ignore[arg-type]
    threading.Timer(0.05, loading.set).start()
    warming.load_model(index)  # type: ignore[arg-type]
    assert loaded == [[warming.ANY_TEXT]]


def test_another_index_is_warmed_too(index: Asked) -> None:
    other = Asked(lines=index.lines, found=index.found, paragraphs=index.paragraphs)
    for one in (index, other):
        warming.after_page(one, "search")  # type: ignore[arg-type]
    finish()
    assert index.texts == other.texts


def test_a_failure_stays_silent(
    index: Asked, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(texts: list[str]) -> None:
        raise ModelError("the model cannot be loaded")

    monkeypatch.setattr(index, "questions", fail)
    warming.after_page(index, "search")  # type: ignore[arg-type]
    finish()
    assert "cannot be loaded" not in "".join(capsys.readouterr())


def test_an_index_without_speeches_is_no_failure(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG", logger="explorer.app.warming"):
        warming.after_page(Asked(), "read")  # type: ignore[arg-type]
        finish()
    assert "warming failed" not in caplog.text

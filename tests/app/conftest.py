"""Fixtures of the app's tests: an index in memory, and the app running over it."""

from __future__ import annotations

import fake_explorer
import pytest
from app_pages import MAIN, PAGES, Start
from fake_explorer import FakeExplorer
from streamlit.testing.v1 import AppTest


@pytest.fixture
def small() -> FakeExplorer:
    return fake_explorer.small()


@pytest.fixture
def hostile() -> FakeExplorer:
    return fake_explorer.hostile()


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Start:
    """Start the app on a page, over an index, with the parameters of a link."""

    def run(
        index: FakeExplorer, page: str = "read", *, locale: str = "zh-CN", **params: str
    ) -> AppTest:
        monkeypatch.setattr("explorer.app.opening.explorer", lambda: index)
        # What is asked in the background would stand among the questions of the page.
        monkeypatch.setattr("explorer.app.warming.after_page", lambda explorer, address: None)
        monkeypatch.setattr("explorer.app.warming.load_model", lambda explorer: None)
        app = AppTest.from_file(str(MAIN), default_timeout=30)
        app.context = {"locale": locale, "theme": "light"}
        for name, value in params.items():
            app.query_params[name] = value
        app.run()
        if PAGES[page]:
            app.switch_page(PAGES[page])
            for name, value in params.items():
                app.query_params[name] = value
            app.run()
        assert not app.exception, app.exception
        return app

    return run

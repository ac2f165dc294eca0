"""A passage that is too long for a link stays in the session, and the page says so."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from app_pages import Start, html
from fake_explorer import FakeExplorer
from streamlit.testing.v1 import AppTest

from explorer.app import link
from explorer.app.state import State, encode
from explorer.app.texts import say

SHORT = "每件建议都要有回音。" * 20
LONG = "每件建议都要有回音。" * 150


def search(start: Start, small: FakeExplorer, text: str, lang: str = "zh") -> AppTest:
    app = start(small, "search", lang=lang)
    app.text_area(key=f"query@{lang}").set_value(text)
    app.button[0].click().run()
    assert not app.exception
    return app


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_long_passage_is_answered_and_not_written_into_the_link(
    start: Start, small: FakeExplorer, lang: str
) -> None:
    app = search(start, small, LONG, lang)
    assert "q" not in app.query_params and "qk" in app.query_params
    assert len(urlencode(dict(app.query_params), doseq=True)) < 200
    assert say(lang, "search.kept") in html(app)
    assert say(lang, "anchor.query") in html(app)
    assert app.text_area(key=f"query@{lang}").value == LONG


def test_a_passage_that_fits_is_carried(start: Start, small: FakeExplorer) -> None:
    app = search(start, small, SHORT)
    assert app.query_params["q"] == SHORT and "qk" not in app.query_params
    assert say("zh", "search.kept") not in html(app)


def test_the_next_short_passage_takes_the_place_of_a_long_one(
    start: Start, small: FakeExplorer
) -> None:
    app = search(start, small, LONG)
    app.text_area(key="query@zh").set_value(SHORT)
    app.button[0].click().run()
    assert app.query_params["q"] == SHORT and "qk" not in app.query_params


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_link_without_its_passage_says_so(start: Start, small: FakeExplorer, lang: str) -> None:
    app = start(small, "search", lang=lang, qk="0123456789ab")
    assert say(lang, "search.lost") in html(app)
    assert app.text_area(key=f"query@{lang}").value == ""


def test_the_longest_link_is_within_what_servers_read() -> None:
    most = 8_192 - len("GET /timeline? HTTP/1.1\r\n")
    assert most - 200 < link.LONGEST_LINK < most
    assert len(urlencode(encode(State(query=LONG)))) > link.LONGEST_LINK

"""An address of no page leads to the first page; files and the server's own words pass."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import pytest

import explorer.app
from explorer.app.addresses import PAGES, Addresses

HTML = "text/html; charset=utf-8"


def ask(
    path: str, query: bytes = b"", *, kind: str = HTML, status: int = 200, base: str = ""
) -> list[MutableMapping[str, Any]]:
    """What a browser is sent, by a server that answers in two pieces."""
    sent: list[MutableMapping[str, Any]] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        headers = [(b"content-type", kind.encode())]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b"one", "more_body": True})
        await send({"type": "http.response.body", "body": b"two", "more_body": False})

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    async def receive() -> dict[str, Any]:
        return {}

    scope = {"type": "http", "path": path, "query_string": query, "headers": []}
    asyncio.run(Addresses(app, base)(scope, receive, send))
    return sent


@pytest.mark.parametrize(
    "path", ["/read", "/read/", "/nosuch", "/no.txt", "/speech/1", "//evil.example"]
)
def test_an_address_of_no_page_leads_to_the_first_with_its_query(path: str) -> None:
    start, body = ask(path, b"p=1&lang=en")
    assert start["status"] == 307
    assert dict(start["headers"])[b"location"] == b"/?p=1&lang=en"
    assert body["body"] == b"" and not body.get("more_body")


def test_without_a_query_there_is_no_mark_of_one() -> None:
    assert dict(ask("/read")[0]["headers"])[b"location"] == b"/"


@pytest.mark.parametrize("path", ["/", "/index.html", *(f"/{name}" for name in PAGES[1:])])
def test_pages_pass(path: str) -> None:
    assert [one.get("body") for one in ask(path)] == [None, b"one", b"two"]


@pytest.mark.parametrize(
    ("path", "kind", "status"),
    [
        ("/_stcore/health", "text/plain; charset=utf-8", 200),
        ("/speech/_stcore/health", "text/plain", 404),
        ("/_stcore/host-config", "application/json", 200),
        ("/static/js/main", "text/javascript", 200),
        ("/component/one/index.html", HTML, 200),
        ("/nosuch", HTML, 404),
    ],
)
def test_what_is_not_the_app_passes(path: str, kind: str, status: int) -> None:
    found = ask(path, kind=kind, status=status)
    assert found[0]["status"] == status and found[1]["body"] == b"one"


def test_below_a_path_of_its_own() -> None:
    assert dict(ask("/x/read", b"a=1", base="x")[0]["headers"])[b"location"] == b"/x/?a=1"
    for path in ("/x", "/x/", "/x/speech"):
        assert ask(path, base="/x/")[0]["status"] == 200


def test_every_page_has_its_view() -> None:
    views = Path(explorer.app.__file__).parent / "views"
    assert {path.stem for path in views.glob("*.py")} - {"__init__"} == set(PAGES)

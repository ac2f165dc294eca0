"""The headers that go out with every answer of the server."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from typing import Any

import pytest

from explorer.app.policy import Guard, headers


def policy(host: str) -> dict[str, str]:
    text = dict(headers(host))[b"content-security-policy"].decode()
    return dict(part.split(" ", 1) for part in text.split("; "))


def answer(kind: str, old: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers of an answer that had some of its own."""
    sent: list[MutableMapping[str, Any]] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": kind, "status": 200, "headers": old})

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    async def receive() -> dict[str, Any]:
        return {}

    asyncio.run(Guard(app)({"type": "http", "headers": [(b"host", b"localhost:1")]}, receive, send))
    found: list[tuple[bytes, bytes]] = sent[0]["headers"]
    return found


def test_only_this_server_is_allowed() -> None:
    told = policy("127.0.0.1:8501")
    assert told["default-src"] == told["script-src"] == "'self'"
    assert told["connect-src"] == "'self' ws://127.0.0.1:8501 wss://127.0.0.1:8501"
    assert told["frame-ancestors"] == told["object-src"] == "'none'"
    assert all("unsafe" not in value for name, value in told.items() if name != "style-src")
    assert "*" not in "".join(told.values())


@pytest.mark.parametrize("host", ["", "a b", "x;script-src *", "x\r\ny", "é", "[::1", "x:"])
def test_an_odd_host_adds_nothing(host: str) -> None:
    assert policy(host)["connect-src"] == "'self'"


@pytest.mark.parametrize("host", ["localhost", "[::1]:8501", "reports.example:443"])
def test_a_host_may_be_a_name_or_an_address(host: str) -> None:
    assert policy(host)["connect-src"] == f"'self' ws://{host} wss://{host}"


@pytest.mark.parametrize("kind", ["http.response.start", "websocket.http.response.start"])
def test_an_answer_keeps_its_headers_and_has_ours_once(kind: str) -> None:
    old = [(b"content-type", b"text/html"), (b"Referrer-Policy", b"unsafe-url")]
    found = answer(kind, old)
    assert found[0] == (b"content-type", b"text/html")
    assert [value for name, value in found if name.lower() == b"referrer-policy"] == [
        b"no-referrer"
    ]
    assert dict(found)[b"x-content-type-options"] == b"nosniff"


def test_what_is_no_answer_passes_as_it_is() -> None:
    assert answer("http.response.body", []) == []

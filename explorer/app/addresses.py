"""The addresses of the pages; any other at which a browser would see the app leads to the first.

Streamlit serves the app at every address; at one of no page it lays its own English window over it.
The first page lies at the foot of the address, so its own name is such an address, too.
"""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PAGES = (
    "read",
    "search",
    "cities",
    "timeline",
    "speech",
    "formulas",
    "draft",
    "audit",
    "about",
)
"""Names of the views, in the order of the masthead."""


class Addresses:
    """ASGI middleware that leads from an address of no page to the first page, query and all."""

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        """``base`` is the path below which the app is served, where it has one."""
        self.app = app
        self.foot = f"/{base.strip('/')}/" if base.strip("/") else "/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; what comes back is a way to the first page, or what the app sends."""
        if scope["type"] != "http" or self._is_known(scope["path"]):
            await self.app(scope, receive, send)
            return
        leads = False

        async def led(message: Message) -> None:
            nonlocal leads
            if leads:
                return  # the rest of a page that was not sent
            if message["type"] == "http.response.start" and _is_app(message):
                leads = True
                await self._lead(scope, send)
            else:
                await send(message)

        await self.app(scope, receive, led)

    async def _lead(self, scope: Scope, send: Send) -> None:
        query = scope["query_string"]
        there = self.foot.encode() + (b"?" + query if query else b"")
        told = [(b"location", there), (b"content-length", b"0"), (b"cache-control", b"no-cache")]
        await send({"type": "http.response.start", "status": 307, "headers": told})
        await send({"type": "http.response.body", "body": b""})

    def _is_known(self, path: str) -> bool:
        """Whether an address is that of a page, or of a file of HTML."""
        name = path.removeprefix(self.foot).strip("/")
        return name in ("", *PAGES[1:]) or path == self.foot[:-1] or name.endswith(".html")


def _is_app(message: Message) -> bool:
    """Whether an answer begins the page that draws the app, not a file or a word of the server."""
    kind = Headers(raw=list(message.get("headers", []))).get("content-type", "")
    return message["status"] == 200 and kind.startswith("text/html")

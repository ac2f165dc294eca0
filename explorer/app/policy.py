"""What a browser may do on the pages of the app: only what comes from this server, nothing more.

The pages show texts that anyone may have written. They reach a page escaped; should one slip
through, the browser still runs no script of it, loads nothing and sends nothing elsewhere.
"""

from __future__ import annotations

import re

from starlette.types import ASGIApp, Message, Receive, Scope, Send

DIRECTIVES = {
    "default-src": "'self'",
    "script-src": "'self'",
    # Streamlit writes its styles into the page as it draws.
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self' data:",
    "frame-src": "'none'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}
"""https://www.w3.org/TR/CSP3/; ``connect-src`` names the websocket of the host that is asked."""
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "accelerometer=(), camera=(), display-capture=(), geolocation=(), "
    "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
}
_HOST = re.compile(r"[A-Za-z0-9.-]+(:[0-9]{1,5})?|\[[0-9A-Fa-f:]+\](:[0-9]{1,5})?")


class Guard:
    """ASGI middleware that sends the policy with every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add the headers to what comes back."""
        ours = headers(_host(scope))

        async def guarded(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                names = {name for name, _ in ours}
                kept = [pair for pair in message.get("headers", []) if pair[0].lower() not in names]
                message["headers"] = [*kept, *ours]
            await send(message)

        await self.app(scope, receive, guarded)


def headers(host: str) -> list[tuple[bytes, bytes]]:
    """The headers of an answer to a request for a host; an odd name gets no websocket."""
    # In some browsers 'self' does not cover the websocket of the same origin.
    sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    directives = {**DIRECTIVES, "connect-src": f"'self'{sockets}"}
    policy = "; ".join(f"{name} {value}" for name, value in directives.items())
    return [
        (name.encode(), value.encode())
        for name, value in {"content-security-policy": policy, **HEADERS}.items()
    ]


def _host(scope: Scope) -> str:
    for name, value in scope.get("headers", ()):
        if name == b"host":
            return str(value.decode("latin-1"))
    return ""
